import {
  constants,
  createVerify,
  type KeyObject,
  publicDecrypt,
  publicEncrypt,
  type SigningOptions,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import type { SignatureFormat } from '../../codec/dsa-signature.ts';
import { HASHES, type HashName } from '../../codec/hashes.ts';
import type { ChosenMechanism, PublicScheme } from '../../codec/mechanisms.ts';
import type { KeyTypeName, MgfName } from '../../codec/names.ts';
import { isPssOf, maskHash } from '../../codec/signature-padding.ts';

// Operations with public keys by node:crypto, for tokens that leave them to the host. Nothing of it needs a secret.

/** A verification in parts, by node:crypto. */
export interface Verifier {
  update(chunk: Uint8Array): void;
  /** Whether the signature is good for all that came. */
  verdict(key: KeyObject, signature: Uint8Array): boolean;
}

interface Options {
  readonly hash?: HashName;
  readonly mgf?: MgfName | number;
  readonly saltLength?: number;
  readonly oaepLabel?: BytesLike;
  readonly prehash?: boolean;
  readonly context?: BytesLike;
}

interface Scheme {
  readonly keyTypes: readonly KeyTypeName[];
  /** Whether node:crypto knows these parameters. */
  readonly fits?: (mechanism: ChosenMechanism) => boolean;
  readonly verifier?: (mechanism: ChosenMechanism, format: SignatureFormat) => Verifier;
  readonly encrypt?: (key: KeyObject, mechanism: ChosenMechanism, data: Uint8Array) => Buffer;
}

const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_NO_PADDING } = constants;

const SCHEMES: Readonly<Record<PublicScheme, Scheme>> = {
  RSA: {
    keyTypes: ['RSA'],
    verifier: () =>
      collecting((key, data, signature) => {
        const recovered = recover(key, RSA_NO_PADDING, signature);
        return recovered !== undefined && isSameNumber(recovered, data);
      }),
    encrypt(key, _mechanism, data) {
      const block = Buffer.alloc(modulusBytes(key));
      assertRoom(data, block.length);
      block.set(data, block.length - data.byteLength);
      try {
        return publicEncrypt({ key, padding: RSA_NO_PADDING }, block);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS') throw error;
        throw new RangeError('data: expected a number below the modulus of the key');
      }
    },
  },
  'RSA-PKCS1': {
    keyTypes: ['RSA'],
    verifier: ({ entry }) =>
      entry.hash === undefined
        ? collecting((key, data, signature) => {
            const recovered = recover(key, RSA_PKCS1_PADDING, signature);
            return recovered?.length === data.byteLength && timingSafeEqual(recovered, data);
          })
        : whole(hashing(entry.hash, { padding: RSA_PKCS1_PADDING })),
    encrypt(key, { entry }, data) {
      if (entry.hash !== undefined) throw new RangeError('mechanism: it signs and does not encrypt');
      assertRoom(data, modulusBytes(key) - 11);
      return publicEncrypt({ key, padding: RSA_PKCS1_PADDING }, data);
    },
  },
  'RSA-PSS': {
    keyTypes: ['RSA'],
    fits: ({ entry: { hash }, options }) => (hash === undefined ? hasMask(options) : maskIsOf(hash, options)),
    verifier: ({ entry: { hash }, options }) => {
      if (hash === undefined) {
        return collecting((key, digest, signature) => {
          const block = recover(key, RSA_NO_PADDING, signature);
          return block !== undefined && isPssOf(digest, block, modulusBits(key), options);
        });
      }
      const saltLength = (options as Options).saltLength ?? HASHES[hash].bytes;
      return whole(hashing(hash, { padding: RSA_PKCS1_PSS_PADDING, saltLength }));
    },
  },
  'RSA-OAEP': {
    keyTypes: ['RSA'],
    fits: ({ options }) => maskIsOf((options as Options).hash ?? 'SHA_1', options),
    encrypt(key, { options }, data) {
      const { hash = 'SHA_1', oaepLabel } = options as Options;
      const { node, bytes } = HASHES[hash];
      assertRoom(data, modulusBytes(key) - 2 * bytes - 2);
      const label = oaepLabel === undefined ? undefined : Buffer.from(toBytes('oaepLabel', oaepLabel));
      return publicEncrypt({ key, padding: RSA_PKCS1_OAEP_PADDING, oaepHash: node, oaepLabel: label }, data);
    },
  },
  DSA: {
    keyTypes: ['EC', 'DSA'],
    fits: ({ entry }) => entry.hash !== undefined,
    verifier: ({ entry }, format) =>
      hashing(entry.hash as HashName, { dsaEncoding: format === 'der' ? 'der' : 'ieee-p1363' }),
  },
  EdDSA: {
    keyTypes: ['EC_EDWARDS'],
    fits: ({ options }) => {
      const { prehash = false, context } = options as Options;
      return !prehash && (context === undefined || toBytes('context', context).byteLength === 0);
    },
    verifier: () => collecting((key, data, signature) => verify(null, data, key, signature)),
  },
};

/** Whether node:crypto can verify or encrypt in the token's place. */
export function worksOutside(
  mechanism: ChosenMechanism,
  keyType: unknown,
  operation: 'verify' | 'encrypt',
): boolean {
  const { scheme } = mechanism.entry;
  if (scheme === undefined) return false;
  const { keyTypes, fits, ...able } = SCHEMES[scheme];
  return (
    keyTypes.includes(keyType as KeyTypeName) &&
    able[operation === 'verify' ? 'verifier' : 'encrypt'] !== undefined &&
    (fits === undefined || fits(mechanism))
  );
}

/** Whether what it encrypts to is a number below the modulus. */
export function encryptsToNumbers({ entry }: ChosenMechanism): boolean {
  return entry.scheme !== undefined && SCHEMES[entry.scheme].encrypt !== undefined;
}

export function verifierFor(mechanism: ChosenMechanism, format: SignatureFormat): Verifier {
  return SCHEMES[mechanism.entry.scheme as PublicScheme].verifier!(mechanism, format);
}

export function encryptOutside(
  key: KeyObject,
  mechanism: ChosenMechanism,
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  // A copy: a Buffer may be a slice of memory that Node shares.
  return new Uint8Array(SCHEMES[mechanism.entry.scheme as PublicScheme].encrypt!(key, mechanism, data));
}

function hasMask(options: object): boolean {
  const { mgf } = options as Options;
  return mgf === undefined || maskHash(mgf) !== undefined;
}

/** Node.js has one hash for both: the mask generation function's must be the same. */
function maskIsOf(hash: HashName, options: object): boolean {
  const { mgf } = options as Options;
  return mgf === undefined || maskHash(mgf) === hash;
}

function hashing(hash: HashName, options: SigningOptions): Verifier {
  const running = createVerify(HASHES[hash].node);
  return {
    update: (chunk) => running.update(chunk),
    verdict: (key, signature) => running.verify({ key, ...options }, signature),
  };
}

/** Of a signature that begins with zeros, OpenSSL takes the rest for the whole; RFC 8017 §8.1.2 and §8.2.2 do not. */
function whole(verifier: Verifier): Verifier {
  return {
    ...verifier,
    verdict: (key, signature) =>
      signature.byteLength === modulusBytes(key) && verifier.verdict(key, signature),
  };
}

function collecting(whole: (key: KeyObject, data: Buffer, signature: Uint8Array) => boolean): Verifier {
  const chunks: Uint8Array[] = [];
  return {
    update: (chunk) => chunks.push(Uint8Array.from(chunk)),
    verdict: (key, signature) => whole(key, Buffer.concat(chunks), signature),
  };
}

/** What a signature was made of; undefined if it was not made with this key. */
function recover(key: KeyObject, padding: number, signature: Uint8Array): Buffer | undefined {
  if (signature.byteLength !== modulusBytes(key)) return undefined;
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    return undefined;
  }
}

/** RSA without padding knows numbers only: leading zeros do not count. */
function isSameNumber(a: Uint8Array, b: Uint8Array): boolean {
  const hex = (bytes: Uint8Array): string =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(00)+/, '');
  return hex(a) === hex(b);
}

function modulusBits(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}

function modulusBytes(key: KeyObject): number {
  return Math.ceil(modulusBits(key) / 8);
}

function assertRoom(data: Uint8Array, most: number): void {
  if (data.byteLength > most) {
    throw new RangeError(`data: expected at most ${most} bytes for this key, got ${data.byteLength}`);
  }
}
