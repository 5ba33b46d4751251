import {
  constants,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { types } from 'node:util';
import {
  type BytesLike,
  copyBytes,
  describe,
  isBytesLike,
  movedBytes,
  toBytes,
  withSecret,
} from '../codec/bytes.ts';
import { HASHES, type HashName } from '../codec/hashes.ts';
import { FormatError } from './format-error.ts';
import { fromTemplate } from './from-template.ts';
import { toTemplates } from './to-templates.ts';

/** How a key is wrapped; the names are those of the mechanisms with which a token does the same. */
export type KeyWrapName =
  | 'RSA_PKCS_OAEP'
  | 'RSA_AES_KEY_WRAP'
  | 'AES_KEY_WRAP'
  | 'AES_KEY_WRAP_KWP'
  | 'AES_KEY_WRAP_PAD';

export interface KeyWrapOptions {
  readonly mechanism: KeyWrapName;
  /** The hash of OAEP and of its MGF1; SHA_1 unless named, as in RFC 8017. */
  readonly hash?: HashName | undefined;
  /** The label of OAEP. */
  readonly label?: BytesLike | undefined;
  /** The size of the temporary key of RSA_AES_KEY_WRAP; 256 unless named. */
  readonly aesBits?: number | undefined;
}

/** An RSA key in any format; an AES key as its bytes or a `KeyObject`. */
export type WrappingKey = KeyObject | BytesLike;

interface KeyWrap {
  /** The type of key that wraps. */
  readonly keyType: 'RSA' | 'AES';
  wrap(key: KeyObject, payload: Uint8Array, options: KeyWrapOptions): Uint8Array<ArrayBuffer>;
  open(key: KeyObject, wrapped: Uint8Array, options: KeyWrapOptions): Uint8Array<ArrayBuffer>;
}

/** RFC 3394 §2.2.3.1 and RFC 5649 §3: the initial values, and how OpenSSL names the ciphers. */
const KW = { cipher: 'wrap', iv: Buffer.alloc(8, 0xa6) };
const KWP = { cipher: 'wrap-pad', iv: Buffer.from('a65959a6', 'hex') };

function aesWrap({ cipher, iv }: typeof KW): KeyWrap {
  const name = (key: KeyObject) => `id-aes${key.symmetricKeySize! * 8}-${cipher}`;
  return {
    keyType: 'AES',
    wrap(key, payload) {
      if (cipher === KW.cipher && (payload.length % 8 !== 0 || payload.length < 16)) {
        throw new RangeError(
          'AES_KEY_WRAP takes keys of a multiple of 8 bytes, from 16: use AES_KEY_WRAP_KWP',
        );
      }
      return Uint8Array.from(createCipheriv(name(key), key, iv).update(payload));
    },
    open: (key, wrapped) => movedBytes(createDecipheriv(name(key), key, iv).update(wrapped)),
  };
}

function oaep(key: KeyObject, { hash = 'SHA_1', label }: KeyWrapOptions) {
  return {
    key,
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: HASHES[hash].node,
    ...(label !== undefined && { oaepLabel: Buffer.from(toBytes('label', label)) }),
  };
}

const RSA_PKCS_OAEP: KeyWrap = {
  keyType: 'RSA',
  wrap(key, payload, options) {
    const most = modulusBytes(key) - 2 * HASHES[options.hash ?? 'SHA_1'].bytes - 2;
    if (payload.length > most) {
      throw new RangeError(
        `RSA_PKCS_OAEP: this RSA key takes at most ${most} bytes, got ${payload.length}: use RSA_AES_KEY_WRAP`,
      );
    }
    return Uint8Array.from(publicEncrypt(oaep(key, options), payload));
  },
  open: (key, wrapped, options) => movedBytes(privateDecrypt(oaep(key, options), wrapped)),
};

function modulusBytes(key: KeyObject): number {
  return Math.ceil(key.asymmetricKeyDetails!.modulusLength! / 8);
}

const AES_KWP: KeyWrap = aesWrap(KWP);

const KEY_WRAPS: Readonly<Record<KeyWrapName, KeyWrap>> = {
  RSA_PKCS_OAEP,
  // PKCS #11 v3.2, CKM_RSA_AES_KEY_WRAP: a temporary AES key wrapped by OAEP, then the key wrapped by that with KWP.
  RSA_AES_KEY_WRAP: {
    keyType: 'RSA',
    wrap(key, payload, options) {
      const value = randomBytes((options.aesBits ?? 256) / 8);
      try {
        const first = RSA_PKCS_OAEP.wrap(key, value, options);
        return Uint8Array.from(
          Buffer.concat([first, AES_KWP.wrap(createSecretKey(value), payload, options)]),
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
    },
  },
  AES_KEY_WRAP: aesWrap(KW),
  AES_KEY_WRAP_KWP: AES_KWP,
  // What tokens and OpenSSL mean by padding is RFC 5649.
  AES_KEY_WRAP_PAD: AES_KWP,
};

const OPTIONS = ['mechanism', 'hash', 'label', 'aesBits'];

function checked(options: KeyWrapOptions): KeyWrap {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options: expected an object, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) throw new TypeError(`there is no option ${name}`);
  }
  const { mechanism, hash, aesBits } = options;
  if (!isKeyWrap(mechanism)) {
    throw new RangeError(`mechanism: expected ${Object.keys(KEY_WRAPS).join(', ')}`);
  }
  if (hash !== undefined && !Object.hasOwn(HASHES, hash)) {
    throw new RangeError(`hash: expected ${Object.keys(HASHES).join(', ')}`);
  }
  if (aesBits !== undefined && ![128, 192, 256].includes(aesBits)) {
    throw new RangeError(`aesBits: expected 128, 192 or 256, got ${aesBits}`);
  }
  return KEY_WRAPS[mechanism];
}

/** Whether keys can be wrapped in this way outside of a token. */
export function isKeyWrap(mechanism: unknown): mechanism is KeyWrapName {
  return typeof mechanism === 'string' && Object.hasOwn(KEY_WRAPS, mechanism);
}

/** From a copy: another thread may change what it shares. */
function secretKeyOf(bytes: Uint8Array): KeyObject {
  const copy = copyBytes('key', bytes);
  try {
    return createSecretKey(copy);
  } finally {
    copy.fill(0);
  }
}

function wrappingKey(key: WrappingKey, { keyType }: KeyWrap, half: 'publicKey' | 'privateKey'): KeyObject {
  if (!types.isKeyObject(key) && !isBytesLike(key)) {
    throw new TypeError(`key: expected a KeyObject or bytes, got ${describe(key)}`);
  }
  if (keyType === 'AES') {
    const secret = types.isKeyObject(key) ? key : withSecret('key', key, secretKeyOf);
    if (secret.type !== 'secret' || ![16, 24, 32].includes(secret.symmetricKeySize ?? 0)) {
      throw new RangeError('key: expected an AES key of 16, 24 or 32 bytes');
    }
    return secret;
  }
  const template = toTemplates(key as KeyObject)[half];
  if (template?.keyType !== 'RSA') {
    throw new RangeError(`key: expected a${half === 'publicKey' ? ' public' : ' private'} RSA key`);
  }
  return types.isKeyObject(key) ? key : fromTemplate(template, 'key-object');
}

/**
 * Wraps the bytes of a key as a token does: those of a secret key, or the PKCS #8 of a private one.
 * @param key the public RSA key, or the AES key, of whoever unwraps it
 */
export function wrapKeyBytes(
  payload: Exclude<BytesLike, string>,
  key: WrappingKey,
  options: KeyWrapOptions,
): Uint8Array<ArrayBuffer> {
  const how = checked(options);
  return how.wrap(wrappingKey(key, how, 'publicKey'), toBytes('payload', payload), options);
}

/**
 * Opens a wrapped key: the bytes of a secret key, or the PKCS #8 of a private one, which `toTemplates` and
 * `createPrivateKey` read.
 * @throws FormatError if it was wrapped with another key or in another way
 */
export function unwrapKeyBytes(
  wrapped: Exclude<BytesLike, string>,
  key: WrappingKey,
  options: KeyWrapOptions,
): Uint8Array<ArrayBuffer> {
  const how = checked(options);
  const unwrapping = wrappingKey(key, how, 'privateKey');
  const bytes = toBytes('wrapped', wrapped);
  let opened: Uint8Array<ArrayBuffer> | undefined;
  try {
    opened = how.open(unwrapping, bytes, options);
  } catch {
    // OpenSSL's reasons say no more than the message below.
  }
  if (opened === undefined || opened.length === 0) {
    throw new FormatError(
      'the wrapped key does not open: it was wrapped with another key, or in another way',
    );
  }
  return opened;
}
