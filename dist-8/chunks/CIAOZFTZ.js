import {
  curveOf,
  curveParameters,
  derToRaw,
  rawToDer
} from "./Y4OUS4DN.js";
import {
  CKP,
  CryptokiError,
  bigIntToBytes,
  copyBytes,
  describe,
  encodedText,
  isBytesLike,
  keyTypes,
  movedBytes,
  objectClasses,
  toBytes,
  withLeadingZeros,
  withSecret
} from "./5NILPKM6.js";

// ../w/lead/src/formats/format-error.ts
var FormatError = class extends CryptokiError {
  constructor(message) {
    super("ERR_FORMAT", message);
  }
};

// ../w/lead/src/formats/dsa.ts
import { createDiffieHellman } from "node:crypto";
import { AlgorithmIdentifier as AlgorithmIdentifier2 } from "@peculiar/asn1-x509";

// ../w/lead/src/formats/asn1-schemas.ts
import { AsnProp, AsnPropTypes as AsnPropTypes2, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier, Extensions, Validity } from "@peculiar/asn1-x509";

// ../w/lead/src/formats/der.ts
import {
  AsnIntegerArrayBufferConverter,
  AsnParser,
  AsnPropTypes,
  AsnSerializer
} from "@peculiar/asn1-schema";
var BOUNDS = { maxDepth: 24, maxNodes: 2e4, maxContentLength: 1 << 24 };
var MAX_INTEGER_BYTES = 2048;
var TAG = {
  INTEGER: 2,
  BIT_STRING: 3,
  OCTET_STRING: 4,
  OID: 6,
  SEQUENCE: 48
};
function readTlv(bytes, start = 0) {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === void 0 || first === void 0 || (tag & 31) === 31) return void 0;
  let length = first;
  let content = start + 2;
  if (first >= 128) {
    const count = first & 127;
    if (count < 1 || count > 4) return void 0;
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[content++] ?? Number.NaN);
    if (!(length >= 128 && length >= 256 ** (count - 1))) return void 0;
  }
  const end = content + length;
  return end > bytes.length ? void 0 : { tag, content: bytes.subarray(content, end), end };
}
function contentOf(bytes, tag) {
  const tlv2 = readTlv(bytes);
  return tlv2 !== void 0 && tlv2.tag === tag && tlv2.end === bytes.length ? tlv2.content : void 0;
}
function tlv(tag, ...parts) {
  return { tag, parts };
}
function writeDer(der) {
  const result = new Uint8Array(new ArrayBuffer(sizeOf(der)));
  put(der, result, 0);
  return result;
}
function writeTlv(tag, ...contents) {
  return writeDer(tlv(tag, ...contents));
}
function sizeOf(der) {
  if (der instanceof Uint8Array) return der.length;
  const length = contentSize(der);
  return headerOf(der.tag, length).length + length;
}
function contentSize({ parts }) {
  return parts.reduce((sum, each) => sum + sizeOf(each), 0);
}
function headerOf(tag, length) {
  if (length < 128) return [tag, length];
  const digits = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [tag, 128 + digits.length, ...digits];
}
function put(der, result, start) {
  if (der instanceof Uint8Array) {
    result.set(der, start);
    return start + der.length;
  }
  const header = headerOf(der.tag, contentSize(der));
  result.set(header, start);
  let offset = start + header.length;
  for (const each of der.parts) offset = put(each, result, offset);
  return offset;
}
function tagsIn(der) {
  const content = contentOf(der, TAG.SEQUENCE);
  if (content === void 0) return void 0;
  const tags = [];
  for (let offset = 0; offset < content.length; ) {
    const tlv2 = readTlv(content, offset);
    if (tlv2 === void 0) return void 0;
    tags.push(tlv2.tag);
    offset = tlv2.end;
  }
  return tags;
}
function assertWhole(what, der) {
  const tlv2 = readTlv(der);
  if (tlv2 === void 0) throw new FormatError(`${what}: expected DER; it is truncated or something else`);
  if (tlv2.end < der.length) throw new FormatError(`${what}: ${der.length - tlv2.end} bytes follow its end`);
}
function parseBer(what, name, der, type) {
  assertWhole(what, der);
  try {
    return AsnParser.parse(der, type, { berOptions: BOUNDS });
  } catch {
    throw new FormatError(`${what}: expected ${name} in DER`);
  }
}
function parseDer(what, name, der, type) {
  const value = parseBer(what, name, der, type);
  let same = false;
  try {
    same = Buffer.from(AsnSerializer.serialize(value)).equals(der);
  } catch {
  }
  if (!same) throw new FormatError(`${what}: expected ${name} in DER; it has other parts or is not DER`);
  return value;
}
function toDer(value) {
  return new Uint8Array(AsnSerializer.serialize(value));
}
function positiveDigits(what, content) {
  if (content.length === 0) throw new FormatError(`${what}: expected an integer, got an empty one`);
  if (content[0] >= 128) throw new FormatError(`${what}: expected a positive integer, got a negative one`);
  if (content[0] === 0 && content.length > 1 && content[1] < 128) {
    throw new FormatError(`${what}: the integer has leading zeros, which DER does not allow`);
  }
  return digitsOf(what, content);
}
function positive(what, content) {
  return copyBytes(what, positiveDigits(what, new Uint8Array(content)));
}
function digitsOf(what, bytes) {
  const start = bytes.findIndex((digit) => digit !== 0);
  if (start < 0) throw new FormatError(`${what}: expected a positive integer, got zero`);
  if (bytes.length - start > MAX_INTEGER_BYTES) {
    throw new FormatError(`${what}: the integer has more than ${MAX_INTEGER_BYTES * 8} bits`);
  }
  return bytes.subarray(start);
}
var ZERO = Uint8Array.of(0);
function integerDer(what, bytes) {
  const digits = digitsOf(what, bytes);
  return digits[0] < 128 ? tlv(TAG.INTEGER, digits) : tlv(TAG.INTEGER, ZERO, digits);
}
function integerContent(what, bytes) {
  const der = integerDer(what, bytes);
  return writeDer(der).slice(-contentSize(der)).buffer;
}
function assertBelow(what, value, bound, boundName) {
  const order = value.length - bound.length || Buffer.compare(value, bound);
  if (order >= 0) throw new FormatError(`${what}: expected less than the ${boundName}, got a larger integer`);
}
var BIG_INTEGER = {
  type: AsnPropTypes.Integer,
  converter: AsnIntegerArrayBufferConverter
};

// ../w/lead/src/formats/asn1-schemas.ts
function fields(type, options) {
  for (const [name, each] of Object.entries(options)) AsnProp(each)(type.prototype, name);
}
var INTEGER = { type: AsnPropTypes2.Integer };
var BIT_STRING = { type: AsnPropTypes2.BitString };
var ANY = { type: AsnPropTypes2.Any };
var ALGORITHM = { type: AlgorithmIdentifier };
var OCTETS = { type: OctetString };
var DssParameters = class {
  p = new ArrayBuffer(0);
  q = new ArrayBuffer(0);
  g = new ArrayBuffer(0);
};
fields(DssParameters, { p: BIG_INTEGER, q: BIG_INTEGER, g: BIG_INTEGER });
var DhParameters = class {
  p = new ArrayBuffer(0);
  g = new ArrayBuffer(0);
  privateValueLength;
};
fields(DhParameters, {
  p: BIG_INTEGER,
  g: BIG_INTEGER,
  privateValueLength: { ...INTEGER, optional: true }
});
var ValidationParameters = class {
  seed = new ArrayBuffer(0);
  pgenCounter = new ArrayBuffer(0);
};
fields(ValidationParameters, { seed: BIT_STRING, pgenCounter: BIG_INTEGER });
var X942Parameters = class {
  p = new ArrayBuffer(0);
  g = new ArrayBuffer(0);
  q = new ArrayBuffer(0);
  j;
  validation;
};
fields(X942Parameters, {
  p: BIG_INTEGER,
  g: BIG_INTEGER,
  q: BIG_INTEGER,
  j: { ...BIG_INTEGER, optional: true },
  validation: { type: ValidationParameters, optional: true }
});
var EncryptedPrivateKey = class {
  algorithm = new AlgorithmIdentifier();
  encryptedData = new OctetString();
};
fields(EncryptedPrivateKey, { algorithm: ALGORITHM, encryptedData: OCTETS });
var Pbes2Parameters = class {
  keyDerivation = new AlgorithmIdentifier();
  encryption = new AlgorithmIdentifier();
};
fields(Pbes2Parameters, { keyDerivation: ALGORITHM, encryption: ALGORITHM });
var Pbkdf2Parameters = class {
  salt = new OctetString();
  iterations = 0;
  keyLength;
  prf;
};
fields(Pbkdf2Parameters, {
  salt: OCTETS,
  iterations: INTEGER,
  keyLength: { ...INTEGER, optional: true },
  prf: { ...ALGORITHM, optional: true }
});
var ScryptParameters = class {
  salt = new OctetString();
  cost = 0;
  blockSize = 0;
  parallelization = 0;
  keyLength;
};
fields(ScryptParameters, {
  salt: OCTETS,
  cost: INTEGER,
  blockSize: INTEGER,
  parallelization: INTEGER,
  keyLength: { ...INTEGER, optional: true }
});
var PbeParameters = class {
  salt = new OctetString();
  iterations = 0;
};
fields(PbeParameters, { salt: OCTETS, iterations: INTEGER });
var TbsCertificate = class {
  version = 0;
  serialNumber = new ArrayBuffer(0);
  signature = new ArrayBuffer(0);
  issuer = new ArrayBuffer(0);
  validity = new Validity();
  subject = new ArrayBuffer(0);
  subjectPublicKeyInfo = new ArrayBuffer(0);
  issuerUniqueId;
  subjectUniqueId;
  extensions;
};
fields(TbsCertificate, {
  version: { ...INTEGER, context: 0, defaultValue: 0 },
  serialNumber: ANY,
  signature: ANY,
  issuer: ANY,
  validity: { type: Validity },
  subject: ANY,
  subjectPublicKeyInfo: ANY,
  issuerUniqueId: { ...BIT_STRING, context: 1, implicit: true, optional: true },
  subjectUniqueId: { ...BIT_STRING, context: 2, implicit: true, optional: true },
  extensions: { type: Extensions, context: 3, optional: true }
});
var X509 = class {
  tbsCertificate = new TbsCertificate();
  signatureAlgorithm = new ArrayBuffer(0);
  signature = new ArrayBuffer(0);
};
fields(X509, { tbsCertificate: { type: TbsCertificate }, signatureAlgorithm: ANY, signature: BIT_STRING });

// ../w/lead/src/formats/der-fields.ts
var MAX_DEPTH = 24;
var CONSTRUCTED = 32;
function readFields(what, name, der, fields2) {
  assertWhole(what, der);
  const content = contentOf(der, TAG.SEQUENCE);
  const found = {};
  let offset = 0;
  for (const [field, [tag, presence]] of Object.entries(fields2)) {
    const tlv2 = content && readTlv(content, offset);
    if (tlv2?.tag === tag) {
      found[field] = tlv2.content;
      offset = tlv2.end;
    } else if (presence === void 0) throw new FormatError(`${what}: expected ${name} in DER`);
  }
  if (offset !== content?.length) {
    throw new FormatError(`${what}: expected ${name} in DER; it has other parts or is not DER`);
  }
  return found;
}
function versionIn(content) {
  return content.length === 1 ? content[0] : void 0;
}
function bitsIn(what, content) {
  if (content?.[0] !== 0) throw new FormatError(`${what}: expected a BIT STRING of whole bytes`);
  return content.subarray(1);
}
function assertValues(what, content, depth = 0) {
  for (let offset = 0; offset < content.length; ) {
    const tlv2 = readTlv(content, offset);
    if (tlv2 === void 0 || depth > MAX_DEPTH) throw new FormatError(`${what}: expected values in DER`);
    if (tlv2.tag & CONSTRUCTED) assertValues(what, tlv2.content, depth + 1);
    offset = tlv2.end;
  }
}

// ../w/lead/src/formats/key-template.ts
function optionalBytesOf(template, name) {
  const value = template[name];
  if (value === void 0) return void 0;
  if (typeof value === "bigint") return bigIntToBytes(name, value);
  if (typeof value === "string" || !isBytesLike(value)) {
    throw new TypeError(`${name}: expected bytes, got ${describe(value)}`);
  }
  const bytes = toBytes(name, value);
  return bytes.length === 0 ? void 0 : bytes;
}
function bytesOf(template, name) {
  const value = optionalBytesOf(template, name);
  if (value === void 0) {
    throw new FormatError(`the template lacks ${name}, without which the key is not complete`);
  }
  return value;
}
function integerOf(template, name) {
  return digitsOf(name, bytesOf(template, name));
}
function ownTemplate(template) {
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? copyBytes(name, value) : value
    ])
  );
}
function keyTypeOf(template) {
  if (template.keyType === void 0) throw new FormatError("the template lacks keyType");
  return keyTypes.name(keyTypes.number("keyType", template.keyType));
}
function classOf(template) {
  if (template.class === void 0) throw new FormatError("the template lacks class");
  return objectClasses.name(objectClasses.number("class", template.class));
}

// ../w/lead/src/formats/dsa.ts
var ID_DSA = "1.2.840.10040.4.1";
function integerIn(what, der) {
  const content = contentOf(der, TAG.INTEGER);
  if (content === void 0) throw new FormatError(`${what}: expected one INTEGER in DER`);
  return positiveDigits(what, content);
}
function decodeInteger(what, der) {
  return copyBytes(what, integerIn(what, der));
}
function encodeInteger(what, value) {
  return writeDer(integerDer(what, value));
}
function decodeDsaParameters(der, what = "DSA parameters") {
  const { p, q, g } = parseDer(what, "Dss-Parms (RFC 3279)", der, DssParameters);
  return { class: "DOMAIN_PARAMETERS", keyType: "DSA", ...readParameters(what, p, q, g) };
}
function readParameters(what, p, q, g) {
  const prime = positive(`${what}: prime`, p);
  const subprime = positive(`${what}: subprime`, q);
  const base = positive(`${what}: base`, g);
  assertBelow(`${what}: subprime`, subprime, prime, "prime");
  assertBelow(`${what}: base`, base, prime, "prime");
  return { prime, subprime, base };
}
function encodeDsaParameters(template) {
  const parameters = new DssParameters();
  parameters.p = integerContent("prime", integerOf(template, "prime"));
  parameters.q = integerContent("subprime", integerOf(template, "subprime"));
  parameters.g = integerContent("base", integerOf(template, "base"));
  return toDer(parameters);
}
function decodeDsaPublicKey(der) {
  return decodeInteger("DSA public key", der);
}
function encodeDsaPublicKey(template) {
  return encodeInteger("value", integerOf(template, "value"));
}
function decodeDsaSignature(der, size) {
  if (!Number.isInteger(size) || size < 1) throw new RangeError("size: expected the bytes of the subprime");
  const raw = derToRaw(der, size);
  if (raw === void 0) {
    throw new FormatError(`signature: expected two integers of at most ${size} bytes each in DER`);
  }
  return raw;
}
function encodeDsaSignature(signature) {
  if (signature.length === 0 || signature.length % 2 !== 0) {
    throw new FormatError("signature: expected r and s of the same length");
  }
  return rawToDer(signature);
}
function parametersOf(what, { algorithm: algorithm2 }) {
  if (algorithm2.parameters === void 0 || algorithm2.parameters === null) {
    throw new FormatError(`${what}: expected domain parameters; a key that inherits them is not supported`);
  }
  return new Uint8Array(algorithm2.parameters);
}
function keyParts(what, encoded) {
  const { prime, subprime, base } = decodeDsaParameters(parametersOf(what, encoded), what);
  return { keyType: "DSA", prime, subprime, base };
}
function readPublic(what, encoded) {
  const parts = keyParts(what, encoded);
  const value = decodeInteger(`${what}: value`, encoded.key);
  assertBelow(`${what}: value`, value, parts.prime, "prime");
  return { class: "PUBLIC_KEY", ...parts, value };
}
function privateTemplate(parts, value) {
  return { class: "PRIVATE_KEY", ...parts, value };
}
function readPrivate(what, encoded) {
  const parts = keyParts(what, encoded);
  const value = integerIn(`${what}: value`, encoded.key);
  assertBelow(`${what}: value`, value, parts.subprime, "subprime");
  return { privateKey: privateTemplate(parts, value) };
}
var DSA_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  p: [TAG.INTEGER],
  q: [TAG.INTEGER],
  g: [TAG.INTEGER],
  y: [TAG.INTEGER],
  x: [TAG.INTEGER]
};
function readDsaPrivateKey(what, der) {
  const key = readFields(what, "a DSA private key as OpenSSL writes it", der, DSA_PRIVATE_KEY);
  if (versionIn(key.version) !== 0) throw new FormatError(`${what}: expected version 0`);
  const parts = { keyType: "DSA", ...readParameters(what, key.p, key.q, key.g) };
  const value = positiveDigits(`${what}: value`, key.x);
  const publicValue = positive(`${what}: public value`, key.y);
  assertBelow(`${what}: value`, value, parts.subprime, "subprime");
  assertBelow(`${what}: public value`, publicValue, parts.prime, "prime");
  return {
    privateKey: privateTemplate(parts, value),
    publicKey: { class: "PUBLIC_KEY", ...parts, value: publicValue }
  };
}
function algorithmOf(template) {
  return new AlgorithmIdentifier2({
    algorithm: ID_DSA,
    parameters: encodeDsaParameters(template).buffer
  });
}
function writePrivate(template) {
  return { algorithm: algorithmOf(template), key: integerDer("value", integerOf(template, "value")) };
}
function powerOf(template) {
  if (template.value === void 0) return void 0;
  let value;
  try {
    const power = createDiffieHellman(integerOf(template, "prime"), integerOf(template, "base"));
    power.setPrivateKey(integerOf(template, "value"));
    value = copyBytes("value", digitsOf("value", power.generateKeys()));
  } catch {
    return void 0;
  }
  const shared = ["prime", "subprime", "base"].flatMap(
    (name) => template[name] === void 0 ? [] : [[name, copyBytes(name, integerOf(template, name))]]
  );
  return {
    class: "PUBLIC_KEY",
    keyType: keyTypeOf(template),
    ...Object.fromEntries(shared),
    value
  };
}
var DSA = {
  keyTypes: ["DSA"],
  oids: [ID_DSA],
  attributes: { shared: ["prime", "subprime", "base"], public: ["value"], secret: ["value"] },
  readPublic,
  writePublic: (template) => ({ algorithm: algorithmOf(template), key: encodeDsaPublicKey(template) }),
  readPrivate,
  writePrivate,
  publicHalf: powerOf
};

// ../w/lead/src/formats/diffie-hellman.ts
import { checkPrimeSync } from "node:crypto";
import { AlgorithmIdentifier as AlgorithmIdentifier3 } from "@peculiar/asn1-x509";
var DH_KEY_AGREEMENT = "1.2.840.113549.1.3.1";
var DH_PUBLIC_NUMBER = "1.2.840.10046.2.1";
function decodeDhParameters(der, what = "DH parameters") {
  const { p, g } = parseDer(what, "a DHParameter of PKCS #3", der, DhParameters);
  const prime = positive(`${what}: prime`, p);
  const base = positive(`${what}: base`, g);
  assertBelow(`${what}: base`, base, prime, "prime");
  return { class: "DOMAIN_PARAMETERS", keyType: "DH", prime, base };
}
function encodeDhParameters(template) {
  const parameters = new DhParameters();
  parameters.p = integerContent("prime", integerOf(template, "prime"));
  parameters.g = integerContent("base", integerOf(template, "base"));
  return toDer(parameters);
}
function decodeX942DhParameters(der, what = "X9.42 DH parameters") {
  const { p, q, g } = parseDer(what, "DomainParameters of X9.42 (RFC 3279)", der, X942Parameters);
  return { class: "DOMAIN_PARAMETERS", keyType: "X9_42_DH", ...readParameters(what, p, q, g) };
}
function encodeX942DhParameters(template) {
  const prime = integerOf(template, "prime");
  const parameters = new X942Parameters();
  parameters.p = integerContent("prime", prime);
  parameters.g = integerContent("base", integerOf(template, "base"));
  const subprime = template.subprime === void 0 ? halfOf(prime) : integerOf(template, "subprime");
  parameters.q = integerContent("subprime", subprime);
  return toDer(parameters);
}
function halfOf(prime) {
  const half = BigInt(`0x${Buffer.from(prime).toString("hex")}`) >> 1n;
  if (!checkPrimeSync(half)) {
    throw new FormatError("the template lacks subprime, and prime is no safe prime that would tell it");
  }
  const hex = half.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
function decodeDhPublicKey(der) {
  return decodeInteger("DH public key", der);
}
function encodeDhPublicKey(template) {
  return encodeInteger("value", integerOf(template, "value"));
}
function family({ keyType, oid, shared, decode, encode }) {
  const read2 = (what, encoded) => {
    const parameters = decode(parametersOf(what, encoded), what);
    const value = integerIn(`${what}: value`, encoded.key);
    assertBelow(`${what}: value`, value, parameters.prime, "prime");
    return { ...parameters, value };
  };
  const algorithmOf4 = (template) => new AlgorithmIdentifier3({ algorithm: oid, parameters: encode(template).buffer });
  return {
    keyTypes: [keyType],
    oids: [oid],
    attributes: { shared, public: ["value"], secret: ["value"] },
    readPublic: (what, encoded) => ownTemplate({ ...read2(what, encoded), class: "PUBLIC_KEY" }),
    writePublic: (template) => ({ algorithm: algorithmOf4(template), key: encodeDhPublicKey(template) }),
    readPrivate: (what, encoded) => ({
      privateKey: { ...read2(what, encoded), class: "PRIVATE_KEY" }
    }),
    writePrivate: (template) => ({
      algorithm: algorithmOf4(template),
      key: integerDer("value", integerOf(template, "value"))
    }),
    publicHalf: powerOf
  };
}
var DH = family({
  keyType: "DH",
  oid: DH_KEY_AGREEMENT,
  shared: ["prime", "base"],
  decode: decodeDhParameters,
  encode: encodeDhParameters
});
var X942_DH = family({
  keyType: "X9_42_DH",
  oid: DH_PUBLIC_NUMBER,
  shared: ["prime", "subprime", "base"],
  decode: decodeX942DhParameters,
  encode: encodeX942DhParameters
});

// ../w/lead/src/formats/named-curves.ts
import { ECParameters, SpecifiedECDomain } from "@peculiar/asn1-ecc";
var MORE_CURVES = [
  ["secp112r1", "06052b81040006", 14, 14],
  ["secp112r2", "06052b81040007", 14, 14],
  ["secp128r1", "06052b8104001c", 16, 16],
  ["secp128r2", "06052b8104001d", 16, 16],
  ["secp160k1", "06052b81040009", 20, 21],
  ["secp160r1", "06052b81040008", 20, 21],
  ["secp160r2", "06052b8104001e", 20, 21],
  ["secp192k1", "06052b8104001f", 24, 24],
  ["secp224k1", "06052b81040020", 28, 29],
  ["prime192v2", "06082a8648ce3d030102", 24, 24],
  ["prime192v3", "06082a8648ce3d030103", 24, 24],
  ["prime239v1", "06082a8648ce3d030104", 30, 30],
  ["prime239v2", "06082a8648ce3d030105", 30, 30],
  ["prime239v3", "06082a8648ce3d030106", 30, 30],
  ["sect113r1", "06052b81040004", 15, 15],
  ["sect113r2", "06052b81040005", 15, 15],
  ["sect131r1", "06052b81040016", 17, 17],
  ["sect131r2", "06052b81040017", 17, 17],
  ["sect163k1", "06052b81040001", 21, 21],
  ["sect163r1", "06052b81040002", 21, 21],
  ["sect163r2", "06052b8104000f", 21, 21],
  ["sect193r1", "06052b81040018", 25, 25],
  ["sect193r2", "06052b81040019", 25, 25],
  ["sect233k1", "06052b8104001a", 30, 29],
  ["sect233r1", "06052b8104001b", 30, 30],
  ["sect239k1", "06052b81040003", 30, 30],
  ["sect283k1", "06052b81040010", 36, 36],
  ["sect283r1", "06052b81040011", 36, 36],
  ["sect409k1", "06052b81040024", 52, 51],
  ["sect409r1", "06052b81040025", 52, 52],
  ["sect571k1", "06052b81040026", 72, 72],
  ["sect571r1", "06052b81040027", 72, 72],
  ["c2pnb163v1", "06082a8648ce3d030001", 21, 21],
  ["c2pnb163v2", "06082a8648ce3d030002", 21, 21],
  ["c2pnb163v3", "06082a8648ce3d030003", 21, 21],
  ["c2pnb176v1", "06082a8648ce3d030004", 22, 21],
  ["c2tnb191v1", "06082a8648ce3d030005", 24, 24],
  ["c2tnb191v2", "06082a8648ce3d030006", 24, 24],
  ["c2tnb191v3", "06082a8648ce3d030007", 24, 24],
  ["c2pnb208w1", "06082a8648ce3d03000a", 26, 25],
  ["c2tnb239v1", "06082a8648ce3d03000b", 30, 30],
  ["c2tnb239v2", "06082a8648ce3d03000c", 30, 30],
  ["c2tnb239v3", "06082a8648ce3d03000d", 30, 30],
  ["c2pnb272w1", "06082a8648ce3d030010", 34, 33],
  ["c2pnb304w1", "06082a8648ce3d030011", 38, 37],
  ["c2tnb359v1", "06082a8648ce3d030012", 45, 45],
  ["c2pnb368w1", "06082a8648ce3d030013", 46, 45],
  ["c2tnb431r1", "06082a8648ce3d030014", 54, 53],
  ["wap-wsg-idm-ecid-wtls1", "0605672b010401", 15, 14],
  ["wap-wsg-idm-ecid-wtls3", "0605672b010403", 21, 21],
  ["wap-wsg-idm-ecid-wtls4", "0605672b010404", 15, 15],
  ["wap-wsg-idm-ecid-wtls5", "0605672b010405", 21, 21],
  ["wap-wsg-idm-ecid-wtls6", "0605672b010406", 14, 14],
  ["wap-wsg-idm-ecid-wtls7", "0605672b010407", 20, 21],
  ["wap-wsg-idm-ecid-wtls8", "0605672b010408", 14, 15],
  ["wap-wsg-idm-ecid-wtls9", "0605672b010409", 20, 21],
  ["wap-wsg-idm-ecid-wtls10", "0605672b01040a", 30, 29],
  ["wap-wsg-idm-ecid-wtls11", "0605672b01040b", 30, 30],
  ["wap-wsg-idm-ecid-wtls12", "0605672b01040c", 28, 28],
  ["brainpoolP160r1", "06092b2403030208010101", 20, 20],
  ["brainpoolP160t1", "06092b2403030208010102", 20, 20],
  ["brainpoolP192r1", "06092b2403030208010103", 24, 24],
  ["brainpoolP192t1", "06092b2403030208010104", 24, 24],
  ["brainpoolP224r1", "06092b2403030208010105", 28, 28],
  ["brainpoolP224t1", "06092b2403030208010106", 28, 28],
  ["brainpoolP256t1", "06092b2403030208010108", 32, 32],
  ["brainpoolP320r1", "06092b2403030208010109", 40, 40],
  ["brainpoolP320t1", "06092b240303020801010a", 40, 40],
  ["brainpoolP384t1", "06092b240303020801010c", 48, 48],
  ["brainpoolP512t1", "06092b240303020801010e", 64, 64],
  ["SM2", "06082a811ccf5501822d", 32, 32]
];
var JWK_NAMES = ["P-256", "P-384", "P-521", "secp256k1", "Ed25519", "Ed448", "X25519", "X448"];
var PRINTABLE_NAMES = {
  edwards25519: "Ed25519",
  edwards448: "Ed448",
  curve25519: "X25519",
  curve448: "X448"
};
var PRINTABLE_STRING = 19;
var moreByName = new Map(MORE_CURVES.map((row) => [row[0].toLowerCase(), row]));
var moreByOid = new Map(MORE_CURVES.map((row) => [row[1], row]));
function resolveCurve(argument, curve) {
  if (isCurve(curve)) return curve;
  if (typeof curve !== "string") {
    if (!isBytesLike(curve)) {
      throw new TypeError(
        `${argument}: expected the name of a curve or its parameters, got ${describe(curve)}`
      );
    }
    return curveOfParameters(argument, toBytes(argument, curve));
  }
  if (/^\d+(\.\d+)+$/.test(curve)) return curveOfParameters(argument, encodeOid(argument, curve));
  const more = moreByName.get(curve.toLowerCase());
  return curveOfParameters(argument, more ? Buffer.from(more[1], "hex") : curveParameters(argument, curve));
}
function ecdsaHalfBytes(curve) {
  return resolveCurve("curve", curve).orderBytes;
}
function isCurve(value) {
  return typeof value === "object" && value !== null && "orderBytes" in value;
}
function encodeOid(argument, oid) {
  try {
    const der = toDer(new ECParameters({ namedCurve: oid }));
    if (parseDer(argument, "an object identifier", der, ECParameters).namedCurve === oid) return der;
  } catch {
  }
  throw new RangeError(`${argument}: ${JSON.stringify(oid)} is not an object identifier`);
}
function curveOfParameters(what, bytes) {
  const parameters = Uint8Array.from(bytes);
  const known = curveOf(parameters);
  if (known !== void 0) {
    const { keyType, names, bytes: bytes2 } = known;
    const jwk = names.find((name2) => JWK_NAMES.includes(name2));
    return { name: names.at(-1), keyType, parameters, bytes: bytes2, orderBytes: bytes2, jwk };
  }
  const more = moreByOid.get(Buffer.from(parameters).toString("hex"));
  if (more !== void 0) {
    const [name2, , bytes2, orderBytes] = more;
    return { name: name2, keyType: "EC", parameters, bytes: bytes2, orderBytes, jwk: void 0 };
  }
  const printable = contentOf(parameters, PRINTABLE_STRING);
  const name = printable && PRINTABLE_NAMES[Buffer.from(printable).toString("latin1")];
  if (name !== void 0) return { ...resolveCurve(what, name), parameters };
  if (contentOf(parameters, TAG.SEQUENCE) !== void 0) return explicitCurve(what, parameters);
  if (contentOf(parameters, TAG.OID) === void 0) {
    throw new FormatError(`${what}: expected the parameters of a curve (an object identifier) in DER`);
  }
  const { namedCurve } = parseDer(what, "an object identifier", parameters, ECParameters);
  throw new FormatError(`${what}: ${namedCurve} is not a curve that this library knows`);
}
function explicitCurve(what, parameters) {
  const domain = parseDer(what, "the parameters of a curve", parameters, SpecifiedECDomain);
  const orderBytes = positive(`${what}: order`, domain.order).length;
  const base = new Uint8Array(domain.base.buffer);
  const compressed = base[0] === 2 || base[0] === 3;
  const bytes = (base.length - 1) / (compressed ? 1 : 2);
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > 128 || orderBytes > bytes + 1) {
    throw new FormatError(`${what}: the generator and order of the curve are of no plausible size`);
  }
  return { name: void 0, keyType: "EC", parameters, bytes, orderBytes, jwk: void 0 };
}
function encodeNamedCurve(curve) {
  if (typeof curve !== "string") {
    throw new TypeError(`curve: expected the name of a curve, got ${describe(curve)}`);
  }
  return resolveCurve("curve", curve).parameters;
}
function decodeNamedCurve(parameters) {
  return curveOfParameters("curve", parameters).name;
}

// ../w/lead/src/formats/points.ts
import { ECDH, getCurves } from "node:crypto";
var UNUSED_BITS = Uint8Array.of(0);
var openSslCurves;
function decodePoint(curve, point) {
  const known = resolveCurve("curve", curve);
  if (typeof point === "string" || !isBytesLike(point)) {
    throw new TypeError(`point: expected bytes, got ${describe(point)}`);
  }
  return uncompressed("point", known, toBytes("point", point));
}
function encodePoint(curve, point, encoding) {
  const known = resolveCurve("curve", curve);
  const raw = decodePoint(known, point);
  switch (encoding) {
    case "raw":
      return raw;
    case "der":
      return writeTlv(TAG.OCTET_STRING, raw);
    case "bit-string":
      return writeTlv(TAG.BIT_STRING, UNUSED_BITS, raw);
    case "compressed":
      return known.keyType === "EC" ? converted("point", known, raw, "compressed") : raw;
    default:
      if (typeof encoding !== "string") {
        throw new TypeError(`encoding: expected a string, got ${describe(encoding)}`);
      }
      throw new RangeError(`encoding: expected 'raw', 'der', 'bit-string' or 'compressed'`);
  }
}
function uncompressed(what, curve, bytes) {
  const raw = unwrapped(curve, bytes);
  if (raw === void 0) {
    const sizes = rawSizes(curve).join(" or ");
    throw new FormatError(
      `${what}: expected a point of ${curve.name ?? "the curve"}: ${sizes} bytes, by themselves or in an OCTET STRING or BIT STRING`
    );
  }
  return curve.keyType === "EC" ? converted(what, curve, raw, "uncompressed") : Uint8Array.from(raw);
}
function rawSizes(curve) {
  return curve.keyType === "EC" ? [1 + 2 * curve.bytes, 1 + curve.bytes] : [curve.bytes];
}
function unwrapped(curve, bytes) {
  const sizes = rawSizes(curve);
  if (sizes.includes(bytes.length)) return bytes;
  const octets = contentOf(bytes, TAG.OCTET_STRING);
  if (octets !== void 0) return sizes.includes(octets.length) ? octets : void 0;
  const [tag, length] = bytes;
  if (tag === TAG.OCTET_STRING && length === bytes.length - 2 && sizes.includes(length)) {
    return bytes.subarray(2);
  }
  const bits = contentOf(bytes, TAG.BIT_STRING);
  return bits?.[0] === 0 && sizes.includes(bits.length - 1) ? bits.subarray(1) : void 0;
}
function converted(what, curve, raw, form) {
  if (isOpenSslCurve(curve.name)) {
    try {
      return Uint8Array.from(ECDH.convertKey(raw, curve.name, void 0, void 0, form));
    } catch {
      throw new FormatError(`${what}: not a point of ${curve.name}`);
    }
  }
  const compressed = raw[0] === 2 || raw[0] === 3;
  if (raw[0] !== 4 && !compressed) throw new FormatError(`${what}: not a point`);
  if (compressed === (form === "compressed")) return Uint8Array.from(raw);
  if (form === "compressed") {
    const x = raw.subarray(1, 1 + curve.bytes);
    return Uint8Array.of(2 + (raw.at(-1) & 1), ...x);
  }
  throw new FormatError(`${what}: a compressed point of a curve that OpenSSL does not know by name`);
}
function isOpenSslCurve(name) {
  openSslCurves ??= new Set(getCurves());
  return name !== void 0 && openSslCurves.has(name);
}

// ../w/lead/src/formats/ec.ts
import { createECDH } from "node:crypto";
import { ECParameters as ECParameters2 } from "@peculiar/asn1-ecc";
import { AlgorithmIdentifier as AlgorithmIdentifier4 } from "@peculiar/asn1-x509";

// ../w/lead/src/formats/base64.ts
var NONE = 255;
var LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
function alphabet(more, exact) {
  const values = new Uint8Array(256).fill(NONE);
  for (const [value, letter] of [...LETTERS_AND_DIGITS, ...more].entries()) {
    values[letter.charCodeAt(0)] = value;
  }
  return { values, exact };
}
var BASE64 = alphabet("+/", false);
var BASE64URL = alphabet("-_", true);
function decodeBase64(text, { values, exact }) {
  if (text.length % 4 === 1) return void 0;
  const bytes = new Uint8Array(new ArrayBuffer(Math.floor(text.length * 3 / 4)));
  let at = 0;
  let bits = 0;
  let count = 0;
  for (const letter of text) {
    const value = values[letter];
    if (value === NONE) {
      bytes.fill(0);
      return void 0;
    }
    bits = (bits << 6 | value) & 4095;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = bits >> count;
  }
  if (exact && (bits & (1 << count) - 1) !== 0) {
    bytes.fill(0);
    return void 0;
  }
  return bytes;
}

// ../w/lead/src/formats/openssl.ts
import {
  createPrivateKey,
  createPublicKey
} from "node:crypto";
function certainly(operation) {
  try {
    return operation();
  } catch {
    return operation();
  }
}
function bufferOver({ buffer, byteOffset, byteLength }) {
  return Buffer.from(buffer, byteOffset, byteLength);
}
function openPrivateKey(input) {
  return certainly(() => createPrivateKey(input));
}
function openEncryptedPem(key, passphrase) {
  let opened;
  let failure;
  for (const each of [passphrase, passphrase, new Uint8Array(passphrase.byteLength)]) {
    if (each === passphrase && opened !== void 0) continue;
    try {
      const found = createPrivateKey({ key, passphrase: bufferOver(each) });
      if (each === passphrase) opened = found;
    } catch (error) {
      failure = error;
    }
  }
  if (opened === void 0) throw failure;
  return opened;
}
function openPublicKey(input) {
  return certainly(() => createPublicKey(input));
}

// ../w/lead/src/formats/base64url.ts
function base64Url(bytes) {
  return bufferOver(bytes).toString("base64url");
}
function bytesMember(jwk, member, keep) {
  const text = Object.hasOwn(jwk, member) ? jwk[member] : void 0;
  if (typeof text !== "string") throw new FormatError(`JWK: ${member}: expected base64url text`);
  const bytes = decodeBase64(keep(encodedText(text)), BASE64URL);
  if (bytes === void 0) throw new FormatError(`JWK: ${member}: expected base64url without padding`);
  return keep(bytes);
}
function integerMember(jwk, member, keep) {
  const bytes = bytesMember(jwk, member, keep);
  if (bytes[0] === 0) throw new FormatError(`JWK: ${member}: the integer has leading zeros`);
  return digitsOf(`JWK: ${member}`, bytes);
}
function optionalIntegerMember(jwk, member, keep) {
  return jwk[member] === void 0 ? void 0 : integerMember(jwk, member, keep);
}
function fixedMember(jwk, member, length, keep) {
  const bytes = bytesMember(jwk, member, keep);
  if (bytes.length !== length) {
    throw new FormatError(`JWK: ${member}: expected ${length} bytes, got ${bytes.length}`);
  }
  return bytes;
}

// ../w/lead/src/formats/ec.ts
var VERSION = Uint8Array.of(1);
var NO_UNUSED_BITS = Uint8Array.of(0);
var ID_EC_PUBLIC_KEY = "1.2.840.10045.2.1";
function ecCurve(what, parameters) {
  const curve = curveOfParameters(what, parameters);
  if (curve.keyType !== "EC") throw new FormatError(`${what}: ${curve.name} is no curve of ECDSA and ECDH`);
  return curve;
}
function publicTemplate(curve, point) {
  return {
    class: "PUBLIC_KEY",
    keyType: "EC",
    ecParams: curve.parameters,
    ecPoint: writeTlv(TAG.OCTET_STRING, point)
  };
}
function pointOf(template) {
  return uncompressed("ecPoint", curveOf2(template), bytesOf(template, "ecPoint"));
}
function curveOf2(template) {
  return ecCurve("ecParams", bytesOf(template, "ecParams"));
}
function readValue(what, curve, value) {
  const privateKey = {
    class: "PRIVATE_KEY",
    keyType: "EC",
    ecParams: curve.parameters,
    value: digitsOf(`${what}: value`, value)
  };
  return { privateKey, publicKey: publicHalf(privateKey, what) };
}
function publicHalf(template, what = "template") {
  const curve = curveOf2(template);
  const point = optionalBytesOf(template, "ecPoint");
  if (point !== void 0) return publicTemplate(curve, uncompressed("ecPoint", curve, point));
  if (template.value === void 0) return void 0;
  const value = scalarOf(template, curve, `${what}: value`);
  try {
    if (!isOpenSslCurve(curve.name)) return void 0;
    return publicTemplate(curve, computedPoint(what, curve.name, value));
  } finally {
    value.fill(0);
  }
}
function computedPoint(what, curve, value) {
  const ecdh = createECDH(curve);
  try {
    ecdh.setPrivateKey(value);
  } catch {
    throw new FormatError(`${what}: value: expected less than the order of ${curve}`);
  }
  return ecdh.getPublicKey();
}
function scalarOf(template, curve, what = "value") {
  const value = digitsOf(what, bytesOf(template, "value"));
  const scalar = withLeadingZeros(value, curve.orderBytes);
  if (scalar === void 0) {
    throw new FormatError(`${what}: expected at most ${curve.orderBytes} bytes, got ${value.length}`);
  }
  return scalar;
}
var EC_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  privateKey: [TAG.OCTET_STRING],
  parameters: [160, "optional"],
  publicKey: [161, "optional"]
};
function readSec1(what, der, around) {
  const name = "an ECPrivateKey (SEC 1, RFC 5915)";
  const key = readFields(what, name, der, EC_PRIVATE_KEY);
  if (versionIn(key.version) !== 1) throw new FormatError(`${what}: expected version 1`);
  const { parameters: inside, privateKey: value } = key;
  if (inside !== void 0) parseDer(what, name, inside, ECParameters2);
  const parameters = around ?? inside;
  if (parameters === void 0) throw new FormatError(`${what}: the key does not say its curve`);
  if (inside !== void 0 && Buffer.compare(inside, parameters) !== 0) {
    throw new FormatError(`${what}: the key names two different curves`);
  }
  const curve = ecCurve(what, parameters);
  if (value.length > curve.orderBytes) {
    throw new FormatError(`${what}: value: expected ${curve.orderBytes} bytes, got ${value.length}`);
  }
  const { privateKey, publicKey } = readValue(what, curve, value);
  if (key.publicKey === void 0) return { privateKey, publicKey };
  const bits = bitsIn(`${what}: public key`, contentOf(key.publicKey, TAG.BIT_STRING));
  return { privateKey, publicKey: publicTemplate(curve, uncompressed(`${what}: public key`, curve, bits)) };
}
function sec1Der(template, publicKey, withCurve) {
  const curve = curveOf2(template);
  const value = digitsOf("value", bytesOf(template, "value"));
  if (value.length > curve.orderBytes) {
    throw new FormatError(`value: expected at most ${curve.orderBytes} bytes, got ${value.length}`);
  }
  return tlv(
    TAG.SEQUENCE,
    tlv(TAG.INTEGER, VERSION),
    tlv(TAG.OCTET_STRING, new Uint8Array(curve.orderBytes - value.length), value),
    ...withCurve ? [tlv(160, curve.parameters)] : [],
    ...publicKey ? [tlv(161, tlv(TAG.BIT_STRING, NO_UNUSED_BITS, pointOf(publicKey)))] : []
  );
}
function readPublic2(what, { algorithm: algorithm2, key }) {
  const curve = ecCurve(what, parametersOf2(what, algorithm2));
  return publicTemplate(curve, uncompressed(what, curve, key));
}
function parametersOf2(what, algorithm2) {
  if (algorithm2.parameters === void 0 || algorithm2.parameters === null) {
    throw new FormatError(`${what}: the key does not say its curve`);
  }
  return new Uint8Array(algorithm2.parameters);
}
function algorithmOf2(template) {
  return new AlgorithmIdentifier4({
    algorithm: ID_EC_PUBLIC_KEY,
    parameters: curveOf2(template).parameters.buffer
  });
}
function readJwk(jwk, keep) {
  if (typeof jwk.crv !== "string") throw new FormatError("JWK: crv: expected the name of a curve");
  const curve = /^(P-(256|384|521)|secp256k1)$/.test(jwk.crv) ? resolveCurve("crv", jwk.crv) : void 0;
  if (curve === void 0) throw new FormatError("JWK: crv: expected P-256, P-384, P-521 or secp256k1");
  const x = fixedMember(jwk, "x", curve.bytes, keep);
  const y = fixedMember(jwk, "y", curve.bytes, keep);
  const point = uncompressed("JWK: x, y", curve, Buffer.concat([Uint8Array.of(4), x, y]));
  const publicKey = publicTemplate(curve, point);
  if (jwk.d === void 0) return { publicKey };
  const value = fixedMember(jwk, "d", curve.orderBytes, keep);
  return { privateKey: readValue("JWK: d", curve, value).privateKey, publicKey };
}
function writeJwk(template, publicKey) {
  const curve = curveOf2(template);
  if (curve.jwk === void 0) {
    throw new FormatError(`JWK has no name for ${curve.name ?? "curves by their parameters"}`);
  }
  if (publicKey === void 0) throw new FormatError("JWK: the point of the public key is not known");
  const point = pointOf(publicKey);
  const jwk = {
    kty: "EC",
    crv: curve.jwk,
    x: base64Url(point.subarray(1, 1 + curve.bytes)),
    y: base64Url(point.subarray(1 + curve.bytes))
  };
  if (template.class !== "PUBLIC_KEY") jwk.d = base64Url(scalarOf(template, curve));
  return jwk;
}
function decodeEcPrivateKey(der) {
  return ownTemplate(readSec1("EC private key", der).privateKey);
}
function encodeEcPrivateKey(template) {
  return writeDer(sec1Der(template, publicHalf(template), true));
}
function decodeEcdsaSignature(der, curve) {
  return decodeDsaSignature(der, resolveCurve("curve", curve).orderBytes);
}
var encodeEcdsaSignature = encodeDsaSignature;
var EC = {
  keyTypes: ["EC"],
  oids: [ID_EC_PUBLIC_KEY],
  attributes: { shared: ["ecParams"], public: ["ecPoint"], secret: ["value"] },
  readPublic: readPublic2,
  writePublic: (template) => ({ algorithm: algorithmOf2(template), key: pointOf(template) }),
  readPrivate: (what, { algorithm: algorithm2, key }) => readSec1(what, key, parametersOf2(what, algorithm2)),
  writePrivate: (template, publicKey) => ({
    algorithm: algorithmOf2(template),
    key: sec1Der(template, publicKey, false)
  }),
  publicHalf,
  sample: (template) => ({ ...template, value: Uint8Array.of(1) }),
  jwk: { kty: ["EC"], read: readJwk, write: writeJwk },
  rawPublic: pointOf,
  rawPrivate: (template) => scalarOf(template, curveOf2(template)),
  traditional: {
    name: "sec1",
    privateLabel: "EC PRIVATE KEY",
    readPrivate: (what, der) => readSec1(what, der),
    writePrivate: (template, publicKey) => writeDer(sec1Der(template, publicKey, true))
  }
};

// ../w/lead/src/formats/rsa.ts
import { RSAPublicKey } from "@peculiar/asn1-rsa";
import { AlgorithmIdentifier as AlgorithmIdentifier5 } from "@peculiar/asn1-x509";
var RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
var RSAES_OAEP = "1.2.840.113549.1.1.7";
var RSASSA_PSS = "1.2.840.113549.1.1.10";
var PRIVATE_PARTS = [
  ["privateExponent", "d"],
  ["prime1", "p"],
  ["prime2", "q"],
  ["exponent1", "dp"],
  ["exponent2", "dq"],
  ["coefficient", "qi"]
];
var VERSION2 = Uint8Array.of(0);
function checked(what, parts) {
  for (const [name, value] of Object.entries(parts)) {
    if (name !== "modulus") assertBelow(`${what}: ${name}`, value, parts.modulus, "modulus");
  }
  return parts;
}
function decodeRsaPublicKey(der, what = "RSA public key") {
  const key = parseDer(what, "an RSAPublicKey of PKCS #1", der, RSAPublicKey);
  const parts = checked(what, {
    modulus: positive(`${what}: modulus`, key.modulus),
    publicExponent: positive(`${what}: publicExponent`, key.publicExponent)
  });
  return { class: "PUBLIC_KEY", keyType: "RSA", ...parts };
}
function encodeRsaPublicKey(template) {
  return toDer(
    new RSAPublicKey({
      modulus: integerContent("modulus", integerOf(template, "modulus")),
      publicExponent: integerContent("publicExponent", integerOf(template, "publicExponent"))
    })
  );
}
var RSA_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  modulus: [TAG.INTEGER],
  publicExponent: [TAG.INTEGER],
  privateExponent: [TAG.INTEGER],
  prime1: [TAG.INTEGER],
  prime2: [TAG.INTEGER],
  exponent1: [TAG.INTEGER],
  exponent2: [TAG.INTEGER],
  coefficient: [TAG.INTEGER],
  otherPrimes: [TAG.SEQUENCE, "optional"]
};
function readPrivate2(what, der) {
  const { version, otherPrimes, ...integers } = readFields(
    what,
    "an RSAPrivateKey of PKCS #1",
    der,
    RSA_PRIVATE_KEY
  );
  if (versionIn(version) !== 0 || otherPrimes !== void 0) {
    throw new FormatError(`${what}: expected a key of two primes`);
  }
  const parts = Object.entries(integers).map(([name, content]) => [
    name,
    positiveDigits(`${what}: ${name}`, content)
  ]);
  return {
    class: "PRIVATE_KEY",
    keyType: "RSA",
    ...checked(what, Object.fromEntries(parts))
  };
}
function decodeRsaPrivateKey(der, what = "RSA private key") {
  return ownTemplate(readPrivate2(what, der));
}
function privateDer(template) {
  const names = ["modulus", "publicExponent", ...PRIVATE_PARTS.map(([name]) => name)];
  const integers = names.map((name) => integerDer(name, integerOf(template, name)));
  return tlv(TAG.SEQUENCE, tlv(TAG.INTEGER, VERSION2), ...integers);
}
function encodeRsaPrivateKey(template) {
  return writeDer(privateDer(template));
}
function publicHalf2(template) {
  if (template.modulus === void 0 || template.publicExponent === void 0) return void 0;
  return {
    class: "PUBLIC_KEY",
    keyType: "RSA",
    modulus: copyBytes("modulus", integerOf(template, "modulus")),
    publicExponent: copyBytes("publicExponent", integerOf(template, "publicExponent"))
  };
}
function readJwk2(jwk, keep) {
  if (jwk.oth !== void 0) throw new FormatError("JWK: expected a key of two primes");
  const parts = checked("JWK", {
    modulus: integerMember(jwk, "n", keep),
    publicExponent: integerMember(jwk, "e", keep)
  });
  const publicKey = { class: "PUBLIC_KEY", keyType: "RSA", ...parts };
  if (jwk.d === void 0) return { publicKey };
  const found = {};
  for (const [name, member] of PRIVATE_PARTS) {
    const value = optionalIntegerMember(jwk, member, keep);
    if (value !== void 0) found[name] = value;
  }
  const count = Object.keys(found).length;
  if (count !== 1 && count !== PRIVATE_PARTS.length) {
    throw new FormatError("JWK: expected all of p, q, dp, dq, qi, or none of them");
  }
  checked("JWK", { ...parts, ...found });
  return { publicKey, privateKey: { ...publicKey, class: "PRIVATE_KEY", ...found } };
}
function writeJwk2(template) {
  const jwk = {
    kty: "RSA",
    n: base64Url(integerOf(template, "modulus")),
    e: base64Url(integerOf(template, "publicExponent"))
  };
  if (template.class === "PUBLIC_KEY") return jwk;
  const factors = template.prime1 === void 0 ? PRIVATE_PARTS.slice(0, 1) : PRIVATE_PARTS;
  for (const [name, member] of factors) jwk[member] = base64Url(integerOf(template, name));
  return jwk;
}
var algorithm = () => new AlgorithmIdentifier5({ algorithm: RSA_ENCRYPTION, parameters: null });
var RSA = {
  keyTypes: ["RSA"],
  oids: [RSA_ENCRYPTION, RSAES_OAEP, RSASSA_PSS],
  attributes: {
    shared: ["modulus", "publicExponent"],
    public: [],
    secret: PRIVATE_PARTS.map(([name]) => name)
  },
  readPublic: (what, { key }) => decodeRsaPublicKey(key, what),
  writePublic: (template) => ({ algorithm: algorithm(), key: encodeRsaPublicKey(template) }),
  readPrivate: (what, { key }) => ({ privateKey: readPrivate2(what, key) }),
  writePrivate: (template) => ({ algorithm: algorithm(), key: privateDer(template) }),
  publicHalf: publicHalf2,
  jwk: { kty: ["RSA"], read: readJwk2, write: writeJwk2 },
  traditional: {
    name: "pkcs1",
    publicLabel: "RSA PUBLIC KEY",
    privateLabel: "RSA PRIVATE KEY",
    readPublic: (what, der) => decodeRsaPublicKey(der, what),
    writePublic: encodeRsaPublicKey,
    readPrivate: (what, der) => ({ privateKey: readPrivate2(what, der) }),
    writePrivate: encodeRsaPrivateKey
  }
};

// ../w/lead/src/formats/octet-curves.ts
import { AlgorithmIdentifier as AlgorithmIdentifier6 } from "@peculiar/asn1-x509";
var CURVES = {
  "1.3.101.110": "X25519",
  "1.3.101.111": "X448",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448"
};
function curveOf3(template) {
  const curve = curveOfParameters("ecParams", bytesOf(template, "ecParams"));
  if (curve.keyType === "EC")
    throw new FormatError(`ecParams: ${curve.name} is no curve of this type of key`);
  return curve;
}
function algorithmOf3(template) {
  const { name } = curveOf3(template);
  const algorithm2 = Object.keys(CURVES).find((oid) => CURVES[oid] === name);
  return new AlgorithmIdentifier6({ algorithm: algorithm2 });
}
function curveFrom(what, { algorithm: algorithm2 }) {
  const name = CURVES[algorithm2.algorithm];
  if (algorithm2.parameters !== void 0) throw new FormatError(`${what}: ${name} takes no parameters`);
  return resolveCurve(what, name);
}
function publicTemplate2(what, curve, key) {
  if (key.length !== curve.bytes) {
    throw new FormatError(`${what}: expected ${curve.bytes} bytes for ${curve.name}, got ${key.length}`);
  }
  const { keyType, parameters } = curve;
  return { class: "PUBLIC_KEY", keyType, ecParams: parameters, ecPoint: writeTlv(TAG.OCTET_STRING, key) };
}
function privateTemplate2(what, curve, key) {
  if (key.length !== curve.bytes) {
    throw new FormatError(`${what}: expected ${curve.bytes} bytes for ${curve.name}, got ${key.length}`);
  }
  const { keyType, parameters } = curve;
  return { class: "PRIVATE_KEY", keyType, ecParams: parameters, value: key };
}
function pointOf2(template) {
  return uncompressed("ecPoint", curveOf3(template), bytesOf(template, "ecPoint"));
}
function keyBytesOf(template) {
  const { bytes, name } = curveOf3(template);
  const value = bytesOf(template, "value");
  if (value.length !== bytes) {
    throw new FormatError(`value: expected ${bytes} bytes for ${name}, got ${value.length}`);
  }
  return value;
}
function publicHalf3(template) {
  const point = optionalBytesOf(template, "ecPoint");
  const curve = curveOf3(template);
  return point && publicTemplate2("ecPoint", curve, uncompressed("ecPoint", curve, point));
}
function readPrivate3(what, encoded) {
  const key = contentOf(encoded.key, TAG.OCTET_STRING);
  if (key === void 0) throw new FormatError(`${what}: expected the key as an OCTET STRING (RFC 8410)`);
  return { privateKey: privateTemplate2(what, curveFrom(what, encoded), key) };
}
function readJwk3(jwk, keep) {
  if (typeof jwk.crv !== "string" || !Object.values(CURVES).includes(jwk.crv)) {
    throw new FormatError(`JWK: crv: expected ${Object.values(CURVES).join(", ")}`);
  }
  const curve = resolveCurve("crv", jwk.crv);
  const publicKey = publicTemplate2("JWK: x", curve, fixedMember(jwk, "x", curve.bytes, keep));
  if (jwk.d === void 0) return { publicKey };
  return {
    publicKey,
    privateKey: privateTemplate2("JWK: d", curve, fixedMember(jwk, "d", curve.bytes, keep))
  };
}
function writeJwk3(template, publicKey) {
  if (publicKey === void 0) throw new FormatError("JWK: the public key is not known");
  const jwk = {
    kty: "OKP",
    crv: curveOf3(template).jwk,
    x: base64Url(pointOf2(publicKey))
  };
  if (template.class !== "PUBLIC_KEY") jwk.d = base64Url(keyBytesOf(template));
  return jwk;
}
var OCTET_CURVES = {
  keyTypes: ["EC_EDWARDS", "EC_MONTGOMERY"],
  oids: Object.keys(CURVES),
  attributes: { shared: ["ecParams"], public: ["ecPoint"], secret: ["value"] },
  readPublic: (what, encoded) => publicTemplate2(what, curveFrom(what, encoded), encoded.key),
  writePublic: (template) => ({ algorithm: algorithmOf3(template), key: pointOf2(template) }),
  readPrivate: readPrivate3,
  writePrivate: (template) => ({
    algorithm: algorithmOf3(template),
    key: tlv(TAG.OCTET_STRING, keyBytesOf(template))
  }),
  publicHalf: publicHalf3,
  sample: (template) => ({ ...template, value: new Uint8Array(curveOf3(template).bytes).fill(1) }),
  jwk: { kty: ["OKP"], read: readJwk3, write: writeJwk3 },
  rawPublic: pointOf2,
  rawPrivate: keyBytesOf
};

// ../w/lead/src/formats/post-quantum.ts
import { createHash } from "node:crypto";
import { AlgorithmIdentifier as AlgorithmIdentifier7 } from "@peculiar/asn1-x509";

// ../w/lead/src/formats/post-quantum-sets.ts
var SIGNATURES = "2.16.840.1.101.3.4.3";
var ENCAPSULATION = "2.16.840.1.101.3.4.4";
function mlDsa(level, arc, publicBytes, privateBytes) {
  return {
    name: `ML-DSA-${level}`,
    keyType: "ML_DSA",
    number: CKP[`ML_DSA_${level}`],
    oid: `${SIGNATURES}.${arc}`,
    publicBytes,
    privateBytes,
    seedBytes: 32
  };
}
function mlKem(size, arc, publicBytes, privateBytes) {
  return {
    name: `ML-KEM-${size}`,
    keyType: "ML_KEM",
    number: CKP[`ML_KEM_${size}`],
    oid: `${ENCAPSULATION}.${arc}`,
    publicBytes,
    privateBytes,
    seedBytes: 64
  };
}
function slhDsa(hash, bits, kind, arc) {
  return {
    name: `SLH-DSA-${hash}-${bits}${kind}`,
    keyType: "SLH_DSA",
    number: CKP[`SLH_DSA_${hash}_${bits}${kind === "s" ? "S" : "F"}`],
    oid: `${SIGNATURES}.${arc}`,
    publicBytes: bits / 4,
    privateBytes: bits / 2,
    seedBytes: 0
  };
}
var PARAMETER_SETS = [
  mlDsa(44, 17, 1312, 2560),
  mlDsa(65, 18, 1952, 4032),
  mlDsa(87, 19, 2592, 4896),
  mlKem(512, 1, 800, 1632),
  mlKem(768, 2, 1184, 2400),
  mlKem(1024, 3, 1568, 3168),
  slhDsa("SHA2", 128, "s", 20),
  slhDsa("SHA2", 128, "f", 21),
  slhDsa("SHA2", 192, "s", 22),
  slhDsa("SHA2", 192, "f", 23),
  slhDsa("SHA2", 256, "s", 24),
  slhDsa("SHA2", 256, "f", 25),
  slhDsa("SHAKE", 128, "s", 26),
  slhDsa("SHAKE", 128, "f", 27),
  slhDsa("SHAKE", 192, "s", 28),
  slhDsa("SHAKE", 192, "f", 29),
  slhDsa("SHAKE", 256, "s", 30),
  slhDsa("SHAKE", 256, "f", 31)
];

// ../w/lead/src/formats/post-quantum.ts
var SEED_TAG = 128;
var BOTH = { seed: [TAG.OCTET_STRING], expanded: [TAG.OCTET_STRING] };
function setOf(template) {
  const keyType = keyTypeOf(template);
  const set = PARAMETER_SETS.find(
    (each) => each.keyType === keyType && each.number === Number(template.parameterSet)
  );
  if (set === void 0) throw new FormatError(`the template lacks a parameterSet of ${keyType}`);
  return set;
}
function setFrom(what, { algorithm: algorithm2 }) {
  const set = PARAMETER_SETS.find((each) => each.oid === algorithm2.algorithm);
  if (algorithm2.parameters !== void 0) throw new FormatError(`${what}: ${set.name} takes no parameters`);
  return set;
}
function sized(what, set, bytes, size) {
  if (bytes.length !== size) {
    throw new FormatError(`${what}: expected ${size} bytes for ${set.name}, got ${bytes.length}`);
  }
  return bytes;
}
function publicTemplate3(what, set, key) {
  const value = copyBytes(what, sized(what, set, key, set.publicBytes));
  return { class: "PUBLIC_KEY", keyType: set.keyType, parameterSet: set.number, value };
}
function privateTemplate3(what, set, { seed, expanded }) {
  const template = {
    class: "PRIVATE_KEY",
    keyType: set.keyType,
    parameterSet: set.number,
    ...expanded && { value: sized(`${what}: value`, set, expanded, set.privateBytes) },
    ...seed && { seed: sized(`${what}: seed`, set, seed, set.seedBytes) }
  };
  publicHalf4(template);
  return template;
}
function readPrivate4(what, encoded) {
  const set = setFrom(what, encoded);
  return { privateKey: privateTemplate3(what, set, partsOf(what, set, encoded.key)) };
}
function partsOf(what, set, key) {
  if (set.seedBytes === 0) return { expanded: key };
  switch (key[0]) {
    case SEED_TAG:
      return { seed: contentOf(key, SEED_TAG) };
    case TAG.OCTET_STRING:
      return { expanded: contentOf(key, TAG.OCTET_STRING) };
    default: {
      return readFields(what, `a private key of ${set.name}`, key, BOTH);
    }
  }
}
function writePrivate2(template) {
  const set = setOf(template);
  const algorithm2 = new AlgorithmIdentifier7({ algorithm: set.oid });
  if (set.seedBytes === 0) {
    return { algorithm: algorithm2, key: sized("value", set, bytesOf(template, "value"), set.privateBytes) };
  }
  const seed = optionalBytesOf(template, "seed");
  if (seed !== void 0) sized("seed", set, seed, set.seedBytes);
  if (seed !== void 0 && template.value === void 0) {
    return { algorithm: algorithm2, key: tlv(SEED_TAG, seed) };
  }
  const expanded = sized("value", set, bytesOf(template, "value"), set.privateBytes);
  if (seed === void 0) return { algorithm: algorithm2, key: tlv(TAG.OCTET_STRING, expanded) };
  const both = [seed, expanded].map((each) => tlv(TAG.OCTET_STRING, each));
  return { algorithm: algorithm2, key: tlv(TAG.SEQUENCE, ...both) };
}
function publicHalf4(template) {
  const set = setOf(template);
  const value = optionalBytesOf(template, "value");
  if (value === void 0 || set.keyType === "ML_DSA") return void 0;
  sized("value", set, value, set.privateBytes);
  const end = set.keyType === "ML_KEM" ? value.length - 64 : value.length;
  const key = value.subarray(end - set.publicBytes, end);
  if (set.keyType === "ML_KEM") {
    const hash = createHash("sha3-256").update(key).digest();
    if (!hash.equals(value.subarray(end, end + 32))) {
      throw new FormatError(`value: the decapsulation key does not hold the hash of its encapsulation key`);
    }
  }
  return publicTemplate3("value", set, key);
}
function readJwk4(jwk, keep) {
  const set = PARAMETER_SETS.find(({ name }) => name === jwk.alg);
  if (set === void 0) throw new FormatError("JWK: alg: expected the name of an ML-DSA, ML-KEM or SLH-DSA");
  const publicKey = publicTemplate3("JWK: pub", set, fixedMember(jwk, "pub", set.publicBytes, keep));
  if (jwk.priv === void 0) return { publicKey };
  const secret = fixedMember(jwk, "priv", set.seedBytes || set.privateBytes, keep);
  const parts = set.seedBytes > 0 ? { seed: secret } : { expanded: secret };
  return { publicKey, privateKey: privateTemplate3("JWK: priv", set, parts) };
}
function writeJwk4(template, publicKey) {
  const set = setOf(template);
  if (publicKey === void 0) throw new FormatError("JWK: the public key is not known");
  const jwk = {
    kty: "AKP",
    alg: set.name,
    pub: base64Url(sized("value", set, bytesOf(publicKey, "value"), set.publicBytes))
  };
  if (template.class === "PUBLIC_KEY") return jwk;
  const [secret, size] = set.seedBytes > 0 ? ["seed", set.seedBytes] : ["value", set.privateBytes];
  jwk.priv = base64Url(sized(secret, set, bytesOf(template, secret), size));
  return jwk;
}
var POST_QUANTUM = {
  keyTypes: ["ML_DSA", "ML_KEM", "SLH_DSA"],
  oids: PARAMETER_SETS.map(({ oid }) => oid),
  attributes: { shared: ["parameterSet"], public: ["value"], secret: ["value", "seed"] },
  readPublic: (what, encoded) => publicTemplate3(what, setFrom(what, encoded), encoded.key),
  writePublic: (template) => {
    const set = setOf(template);
    return {
      algorithm: new AlgorithmIdentifier7({ algorithm: set.oid }),
      key: sized("value", set, bytesOf(template, "value"), set.publicBytes)
    };
  },
  readPrivate: readPrivate4,
  writePrivate: writePrivate2,
  publicHalf: publicHalf4,
  sample: ({ value: _, ...template }) => ({
    ...template,
    seed: new Uint8Array(setOf(template).seedBytes).fill(1)
  }),
  jwk: { kty: ["AKP"], read: readJwk4, write: writeJwk4 },
  rawPublic: (template) => bytesOf(template, "value"),
  rawPrivate: (template) => bytesOf(template, "value")
};

// ../w/lead/src/formats/families.ts
var FAMILIES = [RSA, EC, OCTET_CURVES, DSA, DH, X942_DH, POST_QUANTUM];
var byOid = new Map(FAMILIES.flatMap((family2) => family2.oids.map((oid) => [oid, family2])));
var byKeyType = new Map(
  FAMILIES.flatMap((family2) => family2.keyTypes.map((keyType) => [keyType, family2]))
);
function isKnownAlgorithm(oid) {
  return byOid.has(oid);
}
function familyOfOid(what, oid) {
  const family2 = byOid.get(oid);
  if (family2 === void 0) {
    throw new FormatError(`${what}: keys of the algorithm ${oid} are not known to this library`);
  }
  return family2;
}
function familyOf(template) {
  const keyType = keyTypeOf(template);
  const family2 = byKeyType.get(keyType);
  if (family2 === void 0) throw new FormatError(`keyType: ${keyType} has no public or private keys`);
  return family2;
}
var SECRET = { shared: [], public: [], secret: ["value"] };
function keyAttributes(keyType) {
  return byKeyType.get(keyType)?.attributes ?? SECRET;
}
function isPairType(keyType) {
  return byKeyType.has(keyType);
}

// ../w/lead/src/formats/spki.ts
import { createHash as createHash2 } from "node:crypto";
import { SubjectPublicKeyInfo } from "@peculiar/asn1-x509";
function readSpki(what, der) {
  const info = parseDer(what, "a SubjectPublicKeyInfo", der, SubjectPublicKeyInfo);
  const encoded = { algorithm: info.algorithm, key: new Uint8Array(info.subjectPublicKey) };
  return familyOfOid(what, info.algorithm.algorithm).readPublic(what, encoded);
}
function decodeEcPublicKey(der) {
  const template = readSpki("EC public key", der);
  if (template.ecPoint === void 0) {
    throw new FormatError(`EC public key: expected a key on a curve, got one of ${template.keyType}`);
  }
  return template;
}
function encodeEcPublicKey(template) {
  bytesOf(template, "ecPoint");
  return writeSpki(template);
}
function writeSpki(template) {
  const { algorithm: algorithm2, key } = familyOf(template).writePublic(template);
  return toDer(new SubjectPublicKeyInfo({ algorithm: algorithm2, subjectPublicKey: Uint8Array.from(key).buffer }));
}
function publicKeyId(template) {
  return Uint8Array.from(createHash2("sha1").update(familyOf(template).writePublic(template).key).digest());
}

// ../w/lead/src/formats/public-half.ts
import { createPublicKey as createPublicKey2 } from "node:crypto";

// ../w/lead/src/formats/pkcs8.ts
import { AlgorithmIdentifier as AlgorithmIdentifier8 } from "@peculiar/asn1-x509";
var ONE_ASYMMETRIC_KEY = {
  version: [TAG.INTEGER],
  algorithm: [TAG.SEQUENCE],
  privateKey: [TAG.OCTET_STRING],
  attributes: [160, "optional"],
  publicKey: [129, "optional"]
};
var VERSION3 = Uint8Array.of(0);
function readPkcs8(what, der) {
  const name = "a PrivateKeyInfo (PKCS #8)";
  const info = readFields(what, name, der, ONE_ASYMMETRIC_KEY);
  const identifier = writeTlv(TAG.SEQUENCE, info.algorithm);
  const algorithm2 = parseDer(what, name, identifier, AlgorithmIdentifier8);
  if (info.attributes !== void 0) assertValues(`${what}: attributes`, info.attributes);
  if (versionIn(info.version) !== (info.publicKey === void 0 ? 0 : 1)) {
    throw new FormatError(`${what}: expected version 0, or 1 with a public key`);
  }
  const family2 = familyOfOid(what, algorithm2.algorithm);
  const { privateKey, publicKey } = family2.readPrivate(what, { algorithm: algorithm2, key: info.privateKey });
  if (info.publicKey === void 0) return { privateKey, publicKey };
  const key = bitsIn(`${what}: public key`, info.publicKey);
  return { privateKey, publicKey: family2.readPublic(`${what}: public key`, { algorithm: algorithm2, key }) };
}
function writePkcs8(template, publicKey) {
  const { algorithm: algorithm2, key } = familyOf(template).writePrivate(template, publicKey);
  return writeDer(tlv(TAG.SEQUENCE, tlv(TAG.INTEGER, VERSION3), toDer(algorithm2), tlv(TAG.OCTET_STRING, key)));
}

// ../w/lead/src/formats/public-half.ts
function publicTemplateOf(privateKey) {
  const info = optionalBytesOf(privateKey, "publicKeyInfo");
  if (info !== void 0) return readSpki("publicKeyInfo", info);
  return familyOf(privateKey).publicHalf(privateKey) ?? computed(privateKey);
}
function computed(privateKey) {
  if (privateKey.value === void 0 && privateKey.seed === void 0) return void 0;
  const sample = familyOf(privateKey).sample?.(privateKey);
  return sample && publicByOpenSsl(sample) && publicByOpenSsl(privateKey);
}
function publicByOpenSsl(privateKey) {
  const pkcs82 = writePkcs8(privateKey, void 0);
  try {
    const key = openPrivateKey({ key: bufferOver(pkcs82), format: "der", type: "pkcs8" });
    return readSpki("public key", createPublicKey2(key).export({ format: "der", type: "spki" }));
  } catch {
    return void 0;
  } finally {
    pkcs82.fill(0);
  }
}
function halves(what, { privateKey, publicKey }) {
  const own = publicTemplateOf(privateKey);
  if (own === void 0 || publicKey === void 0) return { privateKey, publicKey: own ?? publicKey };
  if (!Buffer.from(writeSpki(own)).equals(writeSpki(publicKey))) {
    throw new FormatError(`${what}: the public key in it is not that of the private key`);
  }
  return { privateKey, publicKey: own };
}

// ../w/lead/src/formats/from-template.ts
import { createSecretKey } from "node:crypto";

// ../w/lead/src/formats/encrypted-pkcs8.ts
import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from "node:crypto";
import { OctetString as OctetString2 } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier as AlgorithmIdentifier9 } from "@peculiar/asn1-x509";
var PBES2 = "1.2.840.113549.1.5.13";
var PBKDF2 = "1.2.840.113549.1.5.12";
var SCRYPT = "1.3.6.1.4.1.11591.4.11";
var HMAC_SHA1 = "1.2.840.113549.2.7";
var HMAC_SHA256 = "1.2.840.113549.2.9";
var AES_256_CBC = "2.16.840.1.101.3.4.1.42";
var HASHES = {
  [HMAC_SHA1]: "sha1",
  "1.2.840.113549.2.8": "sha224",
  [HMAC_SHA256]: "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
  "1.2.840.113549.2.12": "sha512-224",
  "1.2.840.113549.2.13": "sha512-256"
};
var CIPHERS = {
  "2.16.840.1.101.3.4.1.2": { name: "aes-128-cbc", keyBytes: 16 },
  "2.16.840.1.101.3.4.1.22": { name: "aes-192-cbc", keyBytes: 24 },
  [AES_256_CBC]: { name: "aes-256-cbc", keyBytes: 32 },
  "1.2.840.113549.3.7": { name: "des-ede3-cbc", keyBytes: 24 }
};
var MAX_ITERATIONS = 1e7;
var MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
var MAX_SCRYPT_PARALLELIZATION = 16;
var DEFAULT_ITERATIONS = 6e5;
function decryptPkcs8(what, der, passphrase, derive2) {
  const outer = parseDer(what, "an EncryptedPrivateKeyInfo (PKCS #8)", der, EncryptedPrivateKey);
  if (passphrase === void 0) throw new FormatError(`${what}: the key is encrypted: pass { passphrase }`);
  const parameters = parametersOf3(what, outer.algorithm);
  const data = new Uint8Array(outer.encryptedData.buffer);
  return withSecret(
    "passphrase",
    passphrase,
    (secret) => outer.algorithm.algorithm === PBES2 ? decryptPbes2(what, parameters, data, (derivation) => derive2(derivation, secret)) : decryptOlder(what, der, parameters, secret)
  );
}
function parametersOf3(what, algorithm2) {
  if (algorithm2.parameters === void 0 || algorithm2.parameters === null) {
    throw new FormatError(`${what}: encryption ${algorithm2.algorithm}: expected parameters`);
  }
  return new Uint8Array(algorithm2.parameters);
}
function decryptPbes2(what, parameters, data, keyOf) {
  const { keyDerivation, encryption } = parseDer(what, "PBES2-params", parameters, Pbes2Parameters);
  const cipher = CIPHERS[encryption.algorithm];
  if (cipher === void 0) {
    throw new FormatError(`${what}: the cipher ${encryption.algorithm} is not supported`);
  }
  const iv = contentOf(parametersOf3(what, encryption), TAG.OCTET_STRING) ?? new Uint8Array();
  const key = keyFor(what, derivationOf(what, keyDerivation, cipher.keyBytes), keyOf);
  try {
    const plain = decryptCbc(cipher.name, key, iv, data);
    if (tagsIn(plain) === void 0) throw new Error("not DER");
    return plain;
  } catch {
    throw new FormatError(`${what}: the passphrase is wrong, or the encrypted key is damaged`);
  } finally {
    key.fill(0);
  }
}
function decryptCbc(cipher, key, iv, data) {
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  const size = iv.length;
  const masked = new Uint8Array(new ArrayBuffer(2 * data.length));
  const plain = copyBytes("data", data);
  try {
    randomFillSync(masked);
    for (let at = 0; at < data.length; at += size) masked.set(data.subarray(at, at + size), 2 * at + size);
    const found = movedBytes(decipher.update(masked), decipher.final());
    for (let at = 0; at < data.length; at++) {
      const block = at - at % size;
      const before = at < size ? iv[at] : data[at - size];
      plain[at] = found[at + block + size] ^ masked[at + block] ^ before;
    }
    found.fill(0);
    return withoutPadding(plain, size);
  } finally {
    plain.fill(0);
    masked.fill(0);
  }
}
function withoutPadding(padded, size) {
  const count = padded.at(-1) ?? 0;
  const padding = padded.subarray(-count);
  if (count < 1 || count > size || padding.length !== count || padding.some((each) => each !== count)) {
    throw new Error("no padding");
  }
  return copyBytes("key", padded.subarray(0, -count));
}
function keyFor(what, derivation, keyOf) {
  try {
    return keyOf(derivation);
  } catch (error) {
    if (!("scrypt" in derivation)) throw error;
    throw new FormatError(`${what}: scrypt: expected a cost that is a power of two`);
  }
}
function derivationOf(what, algorithm2, keyBytes) {
  const parameters = parametersOf3(what, algorithm2);
  switch (algorithm2.algorithm) {
    case PBKDF2: {
      const { salt, iterations, keyLength, prf } = parseDer(
        what,
        "PBKDF2-params with a salt",
        parameters,
        Pbkdf2Parameters
      );
      const hash = HASHES[prf?.algorithm ?? HMAC_SHA1];
      if (hash === void 0)
        throw new FormatError(`${what}: PBKDF2 with ${prf?.algorithm} is not supported`);
      assertKeyLength(what, keyLength, keyBytes);
      assertCount(what, "iterations", iterations, MAX_ITERATIONS);
      return { salt: new Uint8Array(salt.buffer), iterations: Number(iterations), keyBytes, hash };
    }
    case SCRYPT: {
      const read2 = parseDer(what, "scrypt-params", parameters, ScryptParameters);
      assertKeyLength(what, read2.keyLength, keyBytes);
      const [N, r, p] = [Number(read2.cost), Number(read2.blockSize), Number(read2.parallelization)];
      assertCount(what, "parallelization", p, MAX_SCRYPT_PARALLELIZATION);
      assertCount(what, "memory", N * r * 128, MAX_SCRYPT_MEMORY);
      const salt = new Uint8Array(read2.salt.buffer);
      return { salt, keyBytes, scrypt: { N, r, p, maxmem: 2 * MAX_SCRYPT_MEMORY } };
    }
    default:
      throw new FormatError(`${what}: the key derivation ${algorithm2.algorithm} is not supported`);
  }
}
function assertKeyLength(what, found, expected) {
  if (found !== void 0 && Number(found) !== expected) {
    throw new FormatError(`${what}: the derived key has another length than the cipher's`);
  }
}
function assertCount(what, name, found, most) {
  if (!(Number(found) >= 1 && Number(found) <= most)) {
    throw new FormatError(`${what}: ${name} of the key derivation: expected 1 to ${most}`);
  }
}
function decryptOlder(what, der, parameters, passphrase) {
  const { iterations } = parseDer(what, "the parameters of PBES1", parameters, PbeParameters);
  assertCount(what, "iterations", iterations, MAX_ITERATIONS);
  try {
    const key = openPrivateKey({
      key: Buffer.from(der),
      format: "der",
      type: "pkcs8",
      passphrase: bufferOver(passphrase)
    });
    return movedBytes(key.export({ format: "der", type: "pkcs8" }));
  } catch {
    throw new FormatError(
      `${what}: OpenSSL does not decrypt it: the passphrase is wrong, the key damaged, or its encryption too old`
    );
  }
}
function newDerivation(iterations = DEFAULT_ITERATIONS) {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS) {
    throw new RangeError(`iterations: expected 1 to ${MAX_ITERATIONS}, got ${iterations}`);
  }
  return { salt: randomBytes(16), iterations, keyBytes: 32, hash: "sha256" };
}
function encryptPkcs8(der, passphrase, how, derive2) {
  const iv = randomBytes(16);
  const key = withSecret("passphrase", passphrase, (secret) => derive2(how, secret));
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  key.fill(0);
  const derivation = new Pbkdf2Parameters();
  derivation.salt = new OctetString2(how.salt);
  derivation.iterations = how.iterations;
  derivation.prf = new AlgorithmIdentifier9({ algorithm: HMAC_SHA256, parameters: null });
  const parameters = new Pbes2Parameters();
  parameters.keyDerivation = new AlgorithmIdentifier9({
    algorithm: PBKDF2,
    parameters: toDer(derivation).buffer
  });
  parameters.encryption = new AlgorithmIdentifier9({
    algorithm: AES_256_CBC,
    parameters: writeTlv(TAG.OCTET_STRING, iv).buffer
  });
  const outer = new EncryptedPrivateKey();
  outer.algorithm = new AlgorithmIdentifier9({ algorithm: PBES2, parameters: toDer(parameters).buffer });
  outer.encryptedData = new OctetString2(Buffer.concat([cipher.update(der), cipher.final()]));
  return toDer(outer);
}

// ../w/lead/src/formats/secret.ts
var LENGTHS = {
  AES: [16, 24, 32],
  AES_XTS: [32, 64],
  ARIA: [16, 24, 32],
  CAMELLIA: [16, 24, 32],
  CHACHA20: [32],
  DES: [8],
  DES2: [16],
  DES3: [24],
  SEED: [16]
};
function secretTemplate(as, bytes) {
  keyTypes.number("as", as);
  if (FAMILIES.some((family2) => family2.keyTypes.includes(as))) {
    throw new RangeError(`as: expected the type of a secret key, got ${as}`);
  }
  const lengths = LENGTHS[as];
  if (lengths !== void 0 && !lengths.includes(bytes.length)) {
    throw new FormatError(`${as} key: expected ${lengths.join(", ")} bytes, got ${bytes.length}`);
  }
  if (bytes.length === 0) throw new FormatError(`${as} key: expected at least one byte`);
  return { class: "SECRET_KEY", keyType: as, value: bytes };
}
function secretFromJwk(jwk, as, keep) {
  const aes = typeof jwk.alg === "string" && /^A(128|192|256)(KW|GCM|GCMKW|CBC|CTR)$/.test(jwk.alg);
  return secretTemplate(as ?? (aes ? "AES" : "GENERIC_SECRET"), bytesMember(jwk, "k", keep));
}
function secretTypeOf(algorithm2) {
  if (algorithm2.startsWith("AES-")) return "AES";
  return algorithm2 === "ChaCha20-Poly1305" ? "CHACHA20" : "GENERIC_SECRET";
}
function secretToJwk(bytes) {
  return { kty: "oct", k: base64Url(bytes) };
}

// ../w/lead/src/formats/jwk.ts
function readJwk5(jwk, as, keep) {
  if (jwk.kty === "oct") return { secretKey: secretFromJwk(jwk, as, keep) };
  const kinds = FAMILIES.flatMap((family3) => family3.jwk?.kty ?? []);
  const family2 = FAMILIES.find(({ jwk: own }) => typeof jwk.kty === "string" && own?.kty.includes(jwk.kty));
  if (family2?.jwk === void 0) throw new FormatError(`JWK: kty: expected ${kinds.join(", ")} or oct`);
  const read2 = family2.jwk.read(jwk, keep);
  if (!("privateKey" in read2)) return { publicKey: read2.publicKey };
  const { privateKey, publicKey } = halves("JWK", read2);
  return { privateKey, ...publicKey && { publicKey } };
}
function writeJwk5(template, publicKey) {
  const family2 = familyOf(template);
  if (family2.jwk === void 0) throw new FormatError(`JWK has no form for ${template.keyType} keys`);
  return family2.jwk.write(template, publicKey);
}

// ../w/lead/src/formats/passphrase.ts
import { pbkdf2, pbkdf2Sync, scrypt, scryptSync } from "node:crypto";
import { promisify } from "node:util";
var deriveSync = (derivation, passphrase) => {
  const { salt, keyBytes } = derivation;
  return "scrypt" in derivation ? scryptSync(passphrase, salt, keyBytes, derivation.scrypt) : pbkdf2Sync(passphrase, salt, derivation.iterations, keyBytes, derivation.hash);
};
var pbkdf2Async = promisify(pbkdf2);
var scryptAsync = promisify(
  scrypt
);
function derive(derivation, passphrase) {
  const { salt, keyBytes } = derivation;
  return "scrypt" in derivation ? scryptAsync(passphrase, salt, keyBytes, derivation.scrypt) : pbkdf2Async(passphrase, salt, derivation.iterations, keyBytes, derivation.hash);
}
async function withDerivedKeys(convert2) {
  const keys = /* @__PURE__ */ new Map();
  try {
    for (; ; ) {
      let missing;
      try {
        return convert2((derivation, passphrase) => {
          const name = JSON.stringify({ ...derivation, salt: [...derivation.salt] });
          const known = keys.get(name);
          if (known instanceof Error) throw known;
          if (known !== void 0) return Buffer.from(known);
          missing = { name, key: derive(derivation, passphrase) };
          throw new Error("the key is not there yet");
        });
      } catch (error) {
        if (missing === void 0) throw error;
        keys.set(missing.name, await missing.key.catch((failure) => failure));
      }
    }
  } finally {
    for (const key of keys.values()) if (!(key instanceof Error)) key.fill(0);
  }
}

// ../w/lead/src/formats/pem.ts
var BEGIN = "-----BEGIN ";
var LABEL = /^[A-Z0-9][A-Z0-9.# -]{0,60}$/;
var HEADERS = /^(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*)+\n/;
var [TAB, LINE_FEED, RETURN, BLANK, COLON, EQUALS] = [9, 10, 13, 32, 58, 61];
function looksLikePem(text) {
  return typeof text === "string" ? text.includes(BEGIN) : bufferOver(text).includes(BEGIN);
}
function parsePem(what, input, keep) {
  const text = bufferOver(withLineFeeds(input));
  const blocks = [];
  for (let offset = text.indexOf(BEGIN); offset >= 0; offset = text.indexOf(BEGIN, offset)) {
    const labelStart = offset + BEGIN.length;
    const labelEnd = text.indexOf("-----", labelStart);
    const label = text.toString("latin1", labelStart, Math.min(labelEnd, labelStart + 64));
    if (labelEnd < 0 || !LABEL.test(label))
      throw new FormatError(`${what}: a PEM block begins without a label`);
    const ending = `-----END ${label}-----`;
    const bodyEnd = text.indexOf(ending, labelEnd);
    if (bodyEnd < 0) throw new FormatError(`${what}: PEM: expected "${ending}" at the end of the block`);
    const body = text.subarray(labelEnd + 5, bodyEnd);
    const [headers, data] = divided(body);
    const encrypted = /^Proc-Type:\s*4,\s*ENCRYPTED/im.test(headers) ? `${text.toString("latin1", offset, bodyEnd)}${ending}
` : void 0;
    blocks.push({ label, der: keep(decoded(`${what}: ${label}`, data)), encrypted });
    offset = bodyEnd + ending.length;
  }
  return blocks;
}
function withLineFeeds(text) {
  let length = 0;
  let before = 0;
  for (const letter of text) {
    if (letter !== LINE_FEED || before !== RETURN) text[length++] = letter === RETURN ? LINE_FEED : letter;
    before = letter;
  }
  return text.subarray(0, length);
}
function divided(body) {
  if (!body.includes(COLON)) return ["", body];
  const start = body.findIndex((letter) => !isBlank(letter));
  const end = body.indexOf("\n\n", start) + 2;
  const headers = HEADERS.exec(body.toString("latin1", start, end))?.[0] ?? "";
  return [headers, body.subarray(start + headers.length)];
}
function isBlank(letter) {
  return letter === BLANK || letter === LINE_FEED || letter === TAB;
}
function decoded(what, body) {
  let length = 0;
  for (const letter of body) if (!isBlank(letter)) body[length++] = letter;
  const padded = length;
  while (length > 0 && padded - length < 2 && body[length - 1] === EQUALS) length--;
  const bytes = padded > 0 && padded % 4 === 0 ? decodeBase64(body.subarray(0, length), BASE64) : void 0;
  if (bytes === void 0) {
    throw new FormatError(`${what}: PEM: expected base64 between the first and the last line`);
  }
  return bytes;
}
function writePem(label, der) {
  const base64 = bufferOver(der).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`${BEGIN}${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

// ../w/lead/src/formats/from-template.ts
var WRITERS = {
  "spki-der": (template) => writeSpki(publicOf(template)),
  "spki-pem": (template) => writePem("PUBLIC KEY", writeSpki(publicOf(template))),
  "pkcs1-der": (template) => traditional(template, "pkcs1").der,
  "pkcs1-pem": (template) => traditionalPem(template, "pkcs1"),
  "sec1-der": (template) => traditional(template, "sec1").der,
  "sec1-pem": (template) => traditionalPem(template, "sec1"),
  "pkcs8-der": pkcs8,
  "pkcs8-pem": (template, locking) => writePem(locking === void 0 ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY", pkcs8(template, locking)),
  jwk: (template) => {
    if (template.class === "SECRET_KEY") return secretToJwk(bytesOf(template, "value"));
    assertClass(template, "jwk", "PUBLIC_KEY", "PRIVATE_KEY");
    return writeJwk5(template, template.class === "PUBLIC_KEY" ? template : publicTemplateOf(template));
  },
  "key-object": keyObject,
  raw: (template) => {
    if (template.class === "SECRET_KEY") return copyBytes("value", bytesOf(template, "value"));
    assertClass(template, "raw", "SECRET_KEY", "PUBLIC_KEY", "PRIVATE_KEY");
    const { rawPublic, rawPrivate } = familyOf(template);
    const raw = template.class === "PUBLIC_KEY" ? rawPublic : rawPrivate;
    if (raw === void 0) throw new FormatError(`there is no raw form of ${template.keyType} keys`);
    return copyBytes("value", raw(template));
  },
  "x509-der": certificate,
  "x509-pem": (template) => writePem("CERTIFICATE", certificate(template))
};
var FORMATS = Object.keys(WRITERS);
function assertFormat(format, options) {
  if (typeof format !== "string") throw new TypeError(`format: expected a string, got ${describe(format)}`);
  if (!Object.hasOwn(WRITERS, format)) {
    throw new RangeError(`format: expected ${FORMATS.join(", ")}, got ${JSON.stringify(format)}`);
  }
  for (const name of Object.keys(options)) {
    if (name !== "passphrase" && name !== "iterations") {
      throw new TypeError(`there is no option ${name}`);
    }
  }
  const { passphrase } = options;
  if (passphrase !== void 0) {
    if (!isBytesLike(passphrase)) {
      throw new TypeError(`passphrase: expected text or bytes, got ${describe(passphrase)}`);
    }
    if (!format.startsWith("pkcs8"))
      throw new RangeError(`passphrase: only pkcs8-der and pkcs8-pem take one`);
  }
}
function fromTemplate(template, format, options = {}) {
  return writer(template, format, options)(deriveSync);
}
async function fromTemplateLater(template, format, options = {}) {
  return withDerivedKeys(writer(template, format, options));
}
function writer(template, format, options) {
  if (typeof template !== "object" || template === null) {
    throw new TypeError(`template: expected an object, got ${describe(template)}`);
  }
  assertFormat(format, options);
  const { passphrase } = options;
  if (passphrase === void 0) return () => WRITERS[format](named(template), void 0);
  const derivation = newDerivation(options.iterations);
  return (derive2) => WRITERS[format](named(template), { passphrase, derivation, derive: derive2 });
}
function named(template) {
  const keyType = template.keyType === void 0 ? void 0 : keyTypeOf(template);
  return { ...template, class: classOf(template), ...keyType !== void 0 && { keyType } };
}
function assertClass(template, format, ...classes) {
  if (!classes.includes(String(template.class))) {
    throw new FormatError(`${format} is a format of ${classes.join(" and ")}, not of ${template.class}`);
  }
}
function publicOf(template) {
  assertClass(template, "spki-der", "PUBLIC_KEY", "PRIVATE_KEY");
  if (template.class === "PUBLIC_KEY") return template;
  const publicKey = publicTemplateOf(template);
  if (publicKey === void 0) {
    throw new FormatError("the attributes of the private key do not tell its public key");
  }
  return publicKey;
}
function pkcs8(template, locking) {
  assertClass(template, "pkcs8-der", "PRIVATE_KEY");
  const plain = writePkcs8(template, publicTemplateOf(template));
  if (locking === void 0) return plain;
  try {
    return encryptPkcs8(plain, locking.passphrase, locking.derivation, locking.derive);
  } finally {
    plain.fill(0);
  }
}
function traditional(template, name) {
  assertClass(template, `${name}-der`, "PUBLIC_KEY", "PRIVATE_KEY");
  const format = familyOf(template).traditional;
  if (format?.name !== name) throw new FormatError(`there is no ${name} form of ${template.keyType} keys`);
  if (template.class === "PRIVATE_KEY") {
    return { label: format.privateLabel, der: format.writePrivate(template, publicTemplateOf(template)) };
  }
  if (format.writePublic === void 0 || format.publicLabel === void 0) {
    throw new FormatError(`there is no ${name} form of public ${template.keyType} keys: use spki`);
  }
  return { label: format.publicLabel, der: format.writePublic(template) };
}
function traditionalPem(template, name) {
  const { label, der } = traditional(template, name);
  return writePem(label, der);
}
function keyObject(template) {
  if (template.class === "SECRET_KEY") return createSecretKey(bytesOf(template, "value"));
  assertClass(template, "key-object", "SECRET_KEY", "PUBLIC_KEY", "PRIVATE_KEY");
  const isPublic = template.class === "PUBLIC_KEY";
  const der = isPublic ? writeSpki(template) : writePkcs8(template, publicTemplateOf(template));
  const key = bufferOver(der);
  try {
    return isPublic ? openPublicKey({ key, format: "der", type: "spki" }) : openPrivateKey({ key, format: "der", type: "pkcs8" });
  } catch {
    throw new FormatError(`the OpenSSL of this Node does not know, or refuses, this ${template.keyType} key`);
  } finally {
    if (!isPublic) key.fill(0);
  }
}
function certificate(template) {
  assertClass(template, "x509-der", "CERTIFICATE");
  return copyBytes("value", bytesOf(template, "value"));
}

// ../w/lead/src/formats/x509.ts
import { createHash as createHash3, X509Certificate } from "node:crypto";
import { AsnParser as AsnParser2 } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo as SubjectPublicKeyInfo2
} from "@peculiar/asn1-x509";

// ../w/lead/src/formats/scratch.ts
function withScratch(use) {
  const kept = [];
  try {
    return use((bytes) => {
      kept.push(bytes);
      return bytes;
    });
  } finally {
    for (const bytes of kept) bytes.fill(0);
  }
}

// ../w/lead/src/formats/x509.ts
var CERTIFICATE_LABELS = ["CERTIFICATE", "X509 CERTIFICATE"];
var SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
var BASIC_CONSTRAINTS = "2.5.29.19";
var AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
var CATEGORIES = {
  unspecified: "UNSPECIFIED",
  "token-user": "TOKEN_USER",
  authority: "AUTHORITY",
  other: "OTHER_ENTITY"
};
var OPTIONS = ["extended", "issuer", "category", "url"];
function decodeCertificate(input, options = {}) {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) throw new TypeError(`decodeCertificate: there is no option ${name}`);
  }
  const der = certificateBytes("certificate", input);
  const tbs = parseCertificate("certificate", der);
  return {
    class: "CERTIFICATE",
    certificateType: "X_509",
    subject: new Uint8Array(tbs.subject),
    issuer: new Uint8Array(tbs.issuer),
    serialNumber: new Uint8Array(tbs.serialNumber),
    value: der,
    ...options.url !== void 0 && { url: options.url },
    // PKCS #11 §4.6.3: with a URL the hashes must be there.
    ...(options.extended || options.url !== void 0) && extendedSet(tbs, der, options)
  };
}
function decodeCertificatePublicKey(input) {
  const tbs = parseCertificate("certificate", certificateBytes("certificate", input));
  return readSpki("certificate's public key", new Uint8Array(tbs.subjectPublicKeyInfo));
}
function readCertificate(what, der) {
  const tbs = parseCertificate(what, der);
  const info = new Uint8Array(tbs.subjectPublicKeyInfo);
  const known = isKnownAlgorithm(keyInfo(what, info).algorithm.algorithm);
  return {
    certificate: decodeCertificate(Uint8Array.from(der)),
    publicKey: known ? readSpki(`${what}: public key`, info) : void 0
  };
}
function parseCertificate(what, der) {
  const { tbsCertificate } = parseBer(what, "an X.509 certificate", der, X509);
  const { notBefore, notAfter } = tbsCertificate.validity;
  for (const time of [notBefore, notAfter]) {
    if (Number.isNaN(time.getTime()?.getTime() ?? Number.NaN)) {
      throw new FormatError(`${what}: expected times in its validity`);
    }
  }
  return tbsCertificate;
}
function keyInfo(what, der) {
  return parseBer(`${what}: public key`, "a SubjectPublicKeyInfo", der, SubjectPublicKeyInfo2);
}
function certificateBytes(argument, input) {
  if (input instanceof X509Certificate) return Uint8Array.from(input.raw);
  if (!isBytesLike(input)) {
    throw new TypeError(`${argument}: expected PEM text or DER bytes, got ${describe(input)}`);
  }
  if (typeof input === "string") return certificateInPem(argument, encodedText(input));
  const bytes = copyBytes(argument, input);
  return bytes[0] !== 48 && looksLikePem(bytes) ? certificateInPem(argument, bytes) : bytes;
}
function certificateInPem(argument, text) {
  return withScratch((keep) => {
    const blocks = parsePem(argument, keep(text), keep);
    const block = blocks.find(({ label }) => CERTIFICATE_LABELS.includes(label));
    if (block === void 0) throw new FormatError(`${argument}: expected a PEM block "CERTIFICATE"`);
    return copyBytes(argument, block.der);
  });
}
function extendedSet(tbs, der, options) {
  const ownHash = keyHash(tbs);
  const issuerHash = issuerKeyHash(tbs, ownHash, options.issuer);
  return {
    id: extension(tbs, SUBJECT_KEY_IDENTIFIER, SubjectKeyIdentifier, ({ buffer }) => buffer) ?? ownHash,
    hashOfSubjectPublicKey: ownHash,
    ...issuerHash && { hashOfIssuerPublicKey: issuerHash },
    checkValue: sha1(der).slice(0, 3),
    startDate: day(tbs.validity.notBefore.getTime()),
    endDate: day(tbs.validity.notAfter.getTime()),
    certificateCategory: category(tbs, options.category)
  };
}
function keyHash(tbs) {
  const info = keyInfo("certificate", new Uint8Array(tbs.subjectPublicKeyInfo));
  return sha1(new Uint8Array(info.subjectPublicKey));
}
function issuerKeyHash(tbs, ownHash, issuer) {
  if (issuer !== void 0) {
    const issuerTbs = parseCertificate("issuer", certificateBytes("issuer", issuer));
    if (!Buffer.from(issuerTbs.subject).equals(Buffer.from(tbs.issuer))) {
      throw new FormatError("issuer: expected a certificate whose subject is the issuer of the certificate");
    }
    return keyHash(issuerTbs);
  }
  if (Buffer.from(tbs.subject).equals(Buffer.from(tbs.issuer))) return ownHash;
  const identifier = extension(
    tbs,
    AUTHORITY_KEY_IDENTIFIER,
    AuthorityKeyIdentifier,
    ({ keyIdentifier }) => keyIdentifier?.buffer
  );
  return identifier?.length === ownHash.length ? identifier : void 0;
}
function category(tbs, chosen) {
  if (chosen !== void 0) {
    if (!Object.hasOwn(CATEGORIES, chosen)) {
      throw new RangeError(`category: expected ${Object.keys(CATEGORIES).join(", ")}`);
    }
    return CATEGORIES[chosen];
  }
  const authority = extension(
    tbs,
    BASIC_CONSTRAINTS,
    BasicConstraints,
    ({ cA }) => cA ? new ArrayBuffer(1) : void 0
  );
  return authority ? CATEGORIES.authority : CATEGORIES.unspecified;
}
function extension(tbs, oid, type, read2) {
  const found = tbs.extensions?.find(({ extnID }) => extnID === oid);
  if (found === void 0) return void 0;
  try {
    const bytes = read2(AsnParser2.parse(found.extnValue.buffer, type));
    return bytes && new Uint8Array(bytes);
  } catch {
    return void 0;
  }
}
function sha1(data) {
  return Uint8Array.from(createHash3("sha1").update(data).digest());
}
function day(time) {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()));
}

// ../w/lead/src/formats/to-templates.ts
import { KeyObject, X509Certificate as X509Certificate2 } from "node:crypto";
import { types } from "node:util";

// ../w/lead/src/formats/pem-blocks.ts
var BLOCKS = {
  ...Object.fromEntries(FAMILIES.flatMap(traditionalBlocks)),
  "DSA PRIVATE KEY": readDsaPrivateKey,
  "DSA PARAMETERS": (what, der) => ({ domainParameters: decodeDsaParameters(der, what) }),
  "DH PARAMETERS": (what, der) => ({ domainParameters: decodeDhParameters(der, what) }),
  "X9.42 DH PARAMETERS": (what, der) => ({ domainParameters: decodeX942DhParameters(der, what) }),
  "EC PARAMETERS": (what, der) => {
    const { parameters } = curveOfParameters(what, der);
    return { domainParameters: { class: "DOMAIN_PARAMETERS", keyType: "EC", ecParams: parameters } };
  }
};
function traditionalBlocks({ traditional: traditional2 }) {
  if (traditional2 === void 0) return [];
  const { privateLabel, readPrivate: readPrivate5, publicLabel, readPublic: readPublic3 } = traditional2;
  const blocks = [[privateLabel, readPrivate5]];
  if (publicLabel !== void 0 && readPublic3 !== void 0) {
    blocks.push([publicLabel, (what, der) => ({ publicKey: readPublic3(what, der) })]);
  }
  return blocks;
}
function gather(pieces) {
  const privateKeys = pieces.filter((piece) => "privateKey" in piece);
  const certificates = pieces.filter((piece) => "certificate" in piece);
  const publicKeys = pieces.filter(
    (piece) => "publicKey" in piece && !("certificate" in piece) && !("privateKey" in piece)
  );
  const parameters = pieces.filter((piece) => "domainParameters" in piece);
  if (privateKeys.length > 1 || publicKeys.length > 1) {
    throw new FormatError("input: expected one key, got more");
  }
  const privateKey = privateKeys[0]?.privateKey;
  const own = privateKeys[0]?.publicKey;
  const said = publicKeys[0]?.publicKey;
  if (own !== void 0 && said !== void 0 && !sameKey(own, said)) {
    throw new FormatError("input: the public key in it is not that of the private key");
  }
  const keyPublic = own ?? said;
  const leaf = certificates.find(
    ({ publicKey: publicKey2 }) => keyPublic === void 0 || publicKey2 !== void 0 && sameKey(publicKey2, keyPublic)
  );
  const chain = certificates.filter((each) => each !== leaf).map(({ certificate: certificate2 }) => certificate2);
  const publicKey = keyPublic ?? leaf?.publicKey;
  const domainParameters = parameters[0]?.domainParameters;
  return {
    ...publicKey && { publicKey },
    ...privateKey && { privateKey },
    ...leaf && { certificate: leaf.certificate },
    ...chain.length > 0 && { chain },
    ...domainParameters && !privateKey && !publicKey && { domainParameters }
  };
}
function sameKey(one, other) {
  return Buffer.from(writeSpki(one)).equals(writeSpki(other));
}

// ../w/lead/src/formats/to-templates.ts
function toTemplates(input, options = {}) {
  return convert(input, options, deriveSync);
}
function toTemplatesLater(input, options = {}) {
  return withDerivedKeys((derive2) => convert(input, options, derive2));
}
function convert(input, options, derive2) {
  return withScratch((keep) => {
    const { privateKey, publicKey, secretKey, ...rest } = read(input, options, derive2, keep);
    return {
      ...publicKey && { publicKey: ownTemplate(publicKey) },
      ...privateKey && { privateKey: ownTemplate(privateKey) },
      ...secretKey && { secretKey: ownTemplate(secretKey) },
      ...rest
    };
  });
}
function read(input, options, derive2, keep) {
  for (const name of Object.keys(options)) {
    if (name !== "passphrase" && name !== "as")
      throw new TypeError(`toTemplates: there is no option ${name}`);
  }
  const { passphrase, as } = options;
  if (passphrase !== void 0 && !isBytesLike(passphrase)) {
    throw new TypeError(`passphrase: expected text or bytes, got ${describe(passphrase)}`);
  }
  if (as !== void 0 && isBytesLike(input))
    return {
      secretKey: secretTemplate(
        as,
        typeof input === "string" ? keep(encodedText(input)) : toBytes("input", input)
      )
    };
  const reading = { ...options, derive: derive2, keep };
  if (typeof input === "string") return fromText(input, reading);
  if (isBytesLike(input)) return fromBytes(toBytes("input", input), reading);
  if (types.isKeyObject(input)) return fromKeyObject(input, as ?? "GENERIC_SECRET", keep);
  if (types.isCryptoKey(input)) return fromCryptoKey(input, as, keep);
  if (input instanceof X509Certificate2) return fromDer("certificate", input.raw, reading);
  if (typeof input === "object" && input !== null && !Array.isArray(input))
    return readJwk5(input, as, keep);
  throw new TypeError(`input: expected PEM, DER, a JWK, KeyObject or CryptoKey, got ${describe(input)}`);
}
function fromText(text, options) {
  if (looksLikePem(text)) return fromPem(options.keep(encodedText(text)), options);
  if (!text.trimStart().startsWith("{")) throw new FormatError("input: expected PEM or a JWK in the text");
  let jwk;
  try {
    jwk = JSON.parse(text);
  } catch {
    throw new FormatError("input: expected a JWK; it is not JSON");
  }
  return readJwk5(jwk, options.as, options.keep);
}
var BRACE = 123;
function fromBytes(bytes, options) {
  if (bytes[0] === TAG.SEQUENCE && tagsIn(bytes) !== void 0) return fromDer("input", bytes, options);
  if (looksLikePem(bytes)) return fromPem(options.keep(copyBytes("input", bytes)), options);
  if (bytes.find((letter) => letter > 32) === BRACE) {
    return fromText(bufferOver(bytes).toString("latin1"), options);
  }
  if (bytes[0] === TAG.SEQUENCE) return fromDer("input", bytes, options);
  throw new FormatError(
    "input: expected PEM, DER or a JWK; for the bytes of a secret key, say its type: { as: 'AES' }"
  );
}
var SHAPES = [
  [/^30 30 3$/, "CERTIFICATE"],
  [/^30 3$/, "PUBLIC KEY"],
  [/^30 4$/, "ENCRYPTED PRIVATE KEY"],
  [/^2 30 4( a0)?( 81)?$/, "PRIVATE KEY"],
  [/^2 4( a0)?( a1)?$/, "EC PRIVATE KEY"],
  [/^2( 2){8}( 30)?$/, "RSA PRIVATE KEY"],
  [/^2( 2){5}$/, "DSA PRIVATE KEY"],
  [/^2 2$/, "RSA PUBLIC KEY"]
];
function fromDer(what, der, options) {
  assertWhole(what, der);
  const tags = tagsIn(der)?.map((tag) => tag.toString(16)) ?? [];
  const label = SHAPES.find(([shape]) => shape.test(tags.join(" ")))?.[1];
  if (label === void 0) {
    throw new FormatError(
      `${what}: DER of no known kind: expected SPKI, PKCS #8, PKCS #1, SEC 1 or a certificate`
    );
  }
  return gather([readBlock(what, label, der, options)]);
}
function fromPem(text, options) {
  const pieces = parsePem("input", text, options.keep).map(({ label, der, encrypted }) => {
    const what = `input: ${label}`;
    if (encrypted === void 0) return readBlock(what, label, der, options);
    return readBlock(what, "PRIVATE KEY", decryptTraditional(what, encrypted, options), options);
  });
  return gather(pieces);
}
function readBlock(what, label, der, options) {
  switch (label) {
    case "PUBLIC KEY":
      return { publicKey: readSpki(what, der) };
    case "PRIVATE KEY":
      return halves(what, readPkcs8(what, der));
    case "ENCRYPTED PRIVATE KEY":
      return halves(what, readEncrypted(what, der, options));
    case "CERTIFICATE":
    case "X509 CERTIFICATE":
      return readCertificate(what, der);
    case "OPENSSH PRIVATE KEY":
      throw new FormatError(`${what}: convert it first: ssh-keygen -p -m PKCS8 -f FILE`);
  }
  const block = BLOCKS[label];
  if (block === void 0) throw new FormatError(`${what}: PEM of a kind that this library does not read`);
  const piece = block(what, der);
  return "privateKey" in piece ? halves(what, piece) : piece;
}
function readEncrypted(what, der, { passphrase, derive: derive2, keep }) {
  return readPkcs8(`${what}, decrypted`, keep(decryptPkcs8(what, der, passphrase, derive2)));
}
function decryptTraditional(what, text, { passphrase, keep }) {
  if (passphrase === void 0) throw new FormatError(`${what}: the key is encrypted: pass { passphrase }`);
  try {
    const key = withSecret("passphrase", passphrase, (secret) => openEncryptedPem(text, secret));
    return keep(key.export({ format: "der", type: "pkcs8" }));
  } catch {
    throw new FormatError(`${what}: the passphrase is wrong, or the encrypted key is damaged`);
  }
}
function fromKeyObject(key, as, keep) {
  if (key.type === "secret") return { secretKey: secretTemplate(as, keep(key.export())) };
  if (key.type === "public") {
    return { publicKey: readSpki("KeyObject", key.export({ format: "der", type: "spki" })) };
  }
  const der = keep(key.export({ format: "der", type: "pkcs8" }));
  const { privateKey, publicKey } = halves("KeyObject", readPkcs8("KeyObject", der));
  return { privateKey, ...publicKey && { publicKey } };
}
function fromCryptoKey(key, as, keep) {
  if (!key.extractable) throw new FormatError("CryptoKey: expected one that is extractable");
  return fromKeyObject(KeyObject.from(key), as ?? secretTypeOf(key.algorithm.name), keep);
}

export {
  FormatError,
  bytesOf,
  keyTypeOf,
  classOf,
  decodeDsaParameters,
  encodeDsaParameters,
  decodeDsaPublicKey,
  encodeDsaPublicKey,
  decodeDsaSignature,
  encodeDsaSignature,
  decodeDhParameters,
  encodeDhParameters,
  decodeX942DhParameters,
  encodeX942DhParameters,
  decodeDhPublicKey,
  encodeDhPublicKey,
  ecdsaHalfBytes,
  curveOfParameters,
  encodeNamedCurve,
  decodeNamedCurve,
  decodePoint,
  encodePoint,
  decodeEcPrivateKey,
  encodeEcPrivateKey,
  decodeEcdsaSignature,
  encodeEcdsaSignature,
  decodeRsaPublicKey,
  encodeRsaPublicKey,
  decodeRsaPrivateKey,
  encodeRsaPrivateKey,
  keyAttributes,
  isPairType,
  decodeEcPublicKey,
  encodeEcPublicKey,
  publicKeyId,
  publicTemplateOf,
  FORMATS,
  assertFormat,
  fromTemplate,
  fromTemplateLater,
  decodeCertificate,
  decodeCertificatePublicKey,
  toTemplates,
  toTemplatesLater
};
