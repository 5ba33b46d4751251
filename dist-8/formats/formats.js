import {
  FORMATS,
  FormatError,
  assertFormat,
  bytesOf,
  classOf,
  curveOfParameters,
  decodeCertificate,
  decodeCertificatePublicKey,
  decodeDhParameters,
  decodeDhPublicKey,
  decodeDsaParameters,
  decodeDsaPublicKey,
  decodeDsaSignature,
  decodeEcPrivateKey,
  decodeEcPublicKey,
  decodeEcdsaSignature,
  decodeNamedCurve,
  decodePoint,
  decodeRsaPrivateKey,
  decodeRsaPublicKey,
  decodeX942DhParameters,
  ecdsaHalfBytes,
  encodeDhParameters,
  encodeDhPublicKey,
  encodeDsaParameters,
  encodeDsaPublicKey,
  encodeDsaSignature,
  encodeEcPrivateKey,
  encodeEcPublicKey,
  encodeEcdsaSignature,
  encodeNamedCurve,
  encodePoint,
  encodeRsaPrivateKey,
  encodeRsaPublicKey,
  encodeX942DhParameters,
  fromTemplate,
  fromTemplateLater,
  isPairType,
  keyAttributes,
  keyTypeOf,
  publicKeyId,
  publicTemplateOf,
  toTemplates,
  toTemplatesLater
} from "../chunks/CIAOZFTZ.js";
import "../chunks/Y4OUS4DN.js";
import {
  HASHES,
  copyBytes,
  describe,
  isBytesLike,
  movedBytes,
  toBytes,
  withSecret
} from "../chunks/5NILPKM6.js";
import "../chunks/G2TWMT2C.js";

// ../w/lead/src/formats/crypto-key.ts
import { webcrypto } from "node:crypto";
var USAGES = {
  "RSASSA-PKCS1-v1_5": { PUBLIC_KEY: ["verify"], PRIVATE_KEY: ["sign"] },
  "RSA-PSS": { PUBLIC_KEY: ["verify"], PRIVATE_KEY: ["sign"] },
  "RSA-OAEP": { PUBLIC_KEY: ["encrypt", "wrapKey"], PRIVATE_KEY: ["decrypt", "unwrapKey"] },
  ECDSA: { PUBLIC_KEY: ["verify"], PRIVATE_KEY: ["sign"] },
  Ed25519: { PUBLIC_KEY: ["verify"], PRIVATE_KEY: ["sign"] },
  Ed448: { PUBLIC_KEY: ["verify"], PRIVATE_KEY: ["sign"] },
  ECDH: { PUBLIC_KEY: [], PRIVATE_KEY: ["deriveKey", "deriveBits"] },
  X25519: { PUBLIC_KEY: [], PRIVATE_KEY: ["deriveKey", "deriveBits"] },
  X448: { PUBLIC_KEY: [], PRIVATE_KEY: ["deriveKey", "deriveBits"] },
  "AES-CBC": { SECRET_KEY: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] },
  "AES-CTR": { SECRET_KEY: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] },
  "AES-GCM": { SECRET_KEY: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] },
  "AES-KW": { SECRET_KEY: ["wrapKey", "unwrapKey"] },
  HMAC: { SECRET_KEY: ["sign", "verify"] },
  HKDF: { SECRET_KEY: ["deriveKey", "deriveBits"] },
  PBKDF2: { SECRET_KEY: ["deriveKey", "deriveBits"] }
};
var WEB_CURVES = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521"
};
var TRANSPORT = { PUBLIC_KEY: "spki", PRIVATE_KEY: "pkcs8", SECRET_KEY: "raw" };
var FORMAT = { PUBLIC_KEY: "spki-der", PRIVATE_KEY: "pkcs8-der", SECRET_KEY: "raw" };
async function toCryptoKey(template, options = {}) {
  for (const name of Object.keys(options)) {
    if (!["algorithm", "extractable", "usages"].includes(name)) {
      throw new TypeError(`toCryptoKey: there is no option ${name}`);
    }
  }
  const kind = classOf(template);
  if (kind !== "PUBLIC_KEY" && kind !== "PRIVATE_KEY" && kind !== "SECRET_KEY") {
    throw new FormatError(`a ${kind} cannot be a CryptoKey`);
  }
  const algorithm = algorithmFor(template, options.algorithm);
  const usages = options.usages ?? USAGES[algorithm.name]?.[kind];
  if (usages === void 0) throw new TypeError(`usages: expected a list for ${algorithm.name}`);
  const extractable = options.extractable ?? kind === "PUBLIC_KEY";
  const data = fromTemplate(template, FORMAT[kind]);
  try {
    return await webcrypto.subtle.importKey(TRANSPORT[kind], data, algorithm, extractable, [...usages]);
  } catch {
    throw new FormatError(
      `the Web Cryptography API takes no such key for ${algorithm.name} with these usages`
    );
  } finally {
    if (kind !== "PUBLIC_KEY") data.fill(0);
  }
}
function algorithmFor(template, given) {
  const keyType = keyTypeOf(template);
  const curve = template.ecParams === void 0 ? void 0 : curveOfParameters("ecParams", bytesOf(template, "ecParams"));
  if (given === void 0) {
    if (curve === void 0 || curve.keyType === "EC") {
      throw new TypeError(`algorithm: expected one for ${keyType} keys, as subtle.importKey takes it`);
    }
    return { name: curve.name };
  }
  const named = typeof given === "string" ? { name: given } : given;
  const namedCurve = curve?.keyType === "EC" ? WEB_CURVES[curve.name ?? ""] ?? curve.name : void 0;
  return { ...namedCurve !== void 0 && { namedCurve }, ...named };
}

// ../w/lead/src/formats/key-wrap.ts
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes
} from "node:crypto";
import { types } from "node:util";
var KW = { cipher: "wrap", iv: Buffer.alloc(8, 166) };
var KWP = { cipher: "wrap-pad", iv: Buffer.from("a65959a6", "hex") };
function aesWrap({ cipher, iv }) {
  const name = (key) => `id-aes${key.symmetricKeySize * 8}-${cipher}`;
  return {
    keyType: "AES",
    wrap(key, payload) {
      if (cipher === KW.cipher && (payload.length % 8 !== 0 || payload.length < 16)) {
        throw new RangeError(
          "AES_KEY_WRAP takes keys of a multiple of 8 bytes, from 16: use AES_KEY_WRAP_KWP"
        );
      }
      return Uint8Array.from(createCipheriv(name(key), key, iv).update(payload));
    },
    open: (key, wrapped) => movedBytes(createDecipheriv(name(key), key, iv).update(wrapped))
  };
}
function oaep(key, { hash = "SHA_1", label }) {
  return {
    key,
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: HASHES[hash].node,
    ...label !== void 0 && { oaepLabel: Buffer.from(toBytes("label", label)) }
  };
}
var RSA_PKCS_OAEP = {
  keyType: "RSA",
  wrap(key, payload, options) {
    const most = modulusBytes(key) - 2 * HASHES[options.hash ?? "SHA_1"].bytes - 2;
    if (payload.length > most) {
      throw new RangeError(
        `RSA_PKCS_OAEP: this RSA key takes at most ${most} bytes, got ${payload.length}: use RSA_AES_KEY_WRAP`
      );
    }
    return Uint8Array.from(publicEncrypt(oaep(key, options), payload));
  },
  open: (key, wrapped, options) => movedBytes(privateDecrypt(oaep(key, options), wrapped))
};
function modulusBytes(key) {
  return Math.ceil(key.asymmetricKeyDetails.modulusLength / 8);
}
var AES_KWP = aesWrap(KWP);
var KEY_WRAPS = {
  RSA_PKCS_OAEP,
  // PKCS #11 v3.2, CKM_RSA_AES_KEY_WRAP: a temporary AES key wrapped by OAEP, then the key wrapped by that with KWP.
  RSA_AES_KEY_WRAP: {
    keyType: "RSA",
    wrap(key, payload, options) {
      const value = randomBytes((options.aesBits ?? 256) / 8);
      try {
        const first = RSA_PKCS_OAEP.wrap(key, value, options);
        return Uint8Array.from(
          Buffer.concat([first, AES_KWP.wrap(createSecretKey(value), payload, options)])
        );
      } finally {
        value.fill(0);
      }
    },
    open(key, wrapped, options) {
      const first = modulusBytes(key);
      const value = RSA_PKCS_OAEP.open(key, wrapped.subarray(0, first), options);
      try {
        return AES_KWP.open(createSecretKey(value), wrapped.subarray(first), options);
      } finally {
        value.fill(0);
      }
    }
  },
  AES_KEY_WRAP: aesWrap(KW),
  AES_KEY_WRAP_KWP: AES_KWP,
  // What tokens and OpenSSL mean by padding is RFC 5649.
  AES_KEY_WRAP_PAD: AES_KWP
};
var OPTIONS = ["mechanism", "hash", "label", "aesBits"];
function checked(options) {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`options: expected an object, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) throw new TypeError(`there is no option ${name}`);
  }
  const { mechanism, hash, aesBits } = options;
  if (!isKeyWrap(mechanism)) {
    throw new RangeError(`mechanism: expected ${Object.keys(KEY_WRAPS).join(", ")}`);
  }
  if (hash !== void 0 && !Object.hasOwn(HASHES, hash)) {
    throw new RangeError(`hash: expected ${Object.keys(HASHES).join(", ")}`);
  }
  if (aesBits !== void 0 && ![128, 192, 256].includes(aesBits)) {
    throw new RangeError(`aesBits: expected 128, 192 or 256, got ${aesBits}`);
  }
  return KEY_WRAPS[mechanism];
}
function isKeyWrap(mechanism) {
  return typeof mechanism === "string" && Object.hasOwn(KEY_WRAPS, mechanism);
}
function secretKeyOf(bytes) {
  const copy = copyBytes("key", bytes);
  try {
    return createSecretKey(copy);
  } finally {
    copy.fill(0);
  }
}
function wrappingKey(key, { keyType }, half) {
  if (!types.isKeyObject(key) && !isBytesLike(key)) {
    throw new TypeError(`key: expected a KeyObject or bytes, got ${describe(key)}`);
  }
  if (keyType === "AES") {
    const secret = types.isKeyObject(key) ? key : withSecret("key", key, secretKeyOf);
    if (secret.type !== "secret" || ![16, 24, 32].includes(secret.symmetricKeySize ?? 0)) {
      throw new RangeError("key: expected an AES key of 16, 24 or 32 bytes");
    }
    return secret;
  }
  const template = toTemplates(key)[half];
  if (template?.keyType !== "RSA") {
    throw new RangeError(`key: expected a${half === "publicKey" ? " public" : " private"} RSA key`);
  }
  return types.isKeyObject(key) ? key : fromTemplate(template, "key-object");
}
function wrapKeyBytes(payload, key, options) {
  const how = checked(options);
  return how.wrap(wrappingKey(key, how, "publicKey"), toBytes("payload", payload), options);
}
function unwrapKeyBytes(wrapped, key, options) {
  const how = checked(options);
  const unwrapping = wrappingKey(key, how, "privateKey");
  const bytes = toBytes("wrapped", wrapped);
  let opened;
  try {
    opened = how.open(unwrapping, bytes, options);
  } catch {
  }
  if (opened === void 0 || opened.length === 0) {
    throw new FormatError(
      "the wrapped key does not open: it was wrapped with another key, or in another way"
    );
  }
  return opened;
}
export {
  FORMATS,
  FormatError,
  assertFormat,
  decodeCertificate,
  decodeCertificatePublicKey,
  decodeDhParameters,
  decodeDhPublicKey,
  decodeDsaParameters,
  decodeDsaPublicKey,
  decodeDsaSignature,
  decodeEcPrivateKey,
  decodeEcPublicKey,
  decodeEcdsaSignature,
  decodeNamedCurve,
  decodePoint,
  decodeRsaPrivateKey,
  decodeRsaPublicKey,
  decodeX942DhParameters,
  ecdsaHalfBytes,
  encodeDhParameters,
  encodeDhPublicKey,
  encodeDsaParameters,
  encodeDsaPublicKey,
  encodeDsaSignature,
  encodeEcPrivateKey,
  encodeEcPublicKey,
  encodeEcdsaSignature,
  encodeNamedCurve,
  encodePoint,
  encodeRsaPrivateKey,
  encodeRsaPublicKey,
  encodeX942DhParameters,
  fromTemplate,
  fromTemplateLater,
  isKeyWrap,
  isPairType,
  keyAttributes,
  publicKeyId,
  publicTemplateOf,
  toCryptoKey,
  toTemplates,
  toTemplatesLater,
  unwrapKeyBytes,
  wrapKeyBytes
};
