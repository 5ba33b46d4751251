import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { type BytesLike, copyBytes, movedBytes, withSecret } from '../codec/bytes.ts';
import {
  EncryptedPrivateKey,
  PbeParameters,
  Pbes2Parameters,
  Pbkdf2Parameters,
  ScryptParameters,
} from './asn1-schemas.ts';
import { contentOf, parseDer, TAG, tagsIn, toDer, writeTlv } from './der.ts';
import { FormatError } from './format-error.ts';
import { bufferOver, openPrivateKey } from './openssl.ts';
import type { Derivation, Derive } from './passphrase.ts';

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';
const HMAC_SHA1 = '1.2.840.113549.2.7';
const HMAC_SHA256 = '1.2.840.113549.2.9';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

const HASHES: Readonly<Record<string, string>> = {
  [HMAC_SHA1]: 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [HMAC_SHA256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
};

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  [AES_256_CBC]: { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};

/** A file must not keep the process busy for minutes or take its memory. */
const MAX_ITERATIONS = 10_000_000;
const MAX_SCRYPT_MEMORY = 256 * 1024 * 1024;
const MAX_SCRYPT_PARALLELIZATION = 16;

/** For PBKDF2 with HMAC-SHA-256: OWASP's recommendation of 2023. */
const DEFAULT_ITERATIONS = 600_000;

/** The PrivateKeyInfo in an EncryptedPrivateKeyInfo (PKCS #8, RFC 5958 §3). */
export function decryptPkcs8(
  what: string,
  der: Uint8Array,
  passphrase: BytesLike | undefined,
  derive: Derive,
): Uint8Array<ArrayBuffer> {
  const outer = parseDer(what, 'an EncryptedPrivateKeyInfo (PKCS #8)', der, EncryptedPrivateKey);
  if (passphrase === undefined) throw new FormatError(`${what}: the key is encrypted: pass { passphrase }`);
  const parameters = parametersOf(what, outer.algorithm);
  const data = new Uint8Array(outer.encryptedData.buffer);
  return withSecret('passphrase', passphrase, (secret) =>
    outer.algorithm.algorithm === PBES2
      ? decryptPbes2(what, parameters, data, (derivation) => derive(derivation, secret))
      : decryptOlder(what, der, parameters, secret),
  );
}

function parametersOf(what: string, algorithm: AlgorithmIdentifier): Uint8Array {
  if (algorithm.parameters === undefined || algorithm.parameters === null) {
    throw new FormatError(`${what}: encryption ${algorithm.algorithm}: expected parameters`);
  }
  return new Uint8Array(algorithm.parameters);
}

function decryptPbes2(
  what: string,
  parameters: Uint8Array,
  data: Uint8Array,
  keyOf: (derivation: Derivation) => Buffer,
) {
  const { keyDerivation, encryption } = parseDer(what, 'PBES2-params', parameters, Pbes2Parameters);
  const cipher = CIPHERS[encryption.algorithm];
  if (cipher === undefined) {
    throw new FormatError(`${what}: the cipher ${encryption.algorithm} is not supported`);
  }
  const iv = contentOf(parametersOf(what, encryption), TAG.OCTET_STRING) ?? new Uint8Array();
  const key = keyFor(what, derivationOf(what, keyDerivation, cipher.keyBytes), keyOf);
  try {
    const plain = decryptCbc(cipher.name, key, iv, data);
    // One wrong key in 256 makes what ends like padding: it is no DER, either.
    if (tagsIn(plain) === undefined) throw new Error('not DER');
    return plain;
  } catch {
    throw new FormatError(`${what}: the passphrase is wrong, or the encrypted key is damaged`);
  } finally {
    key.fill(0);
  }
}

/**
 * Decrypts by CBC (RFC 8018 §B.2) with a random block before each block of the data. Node.js leaves a copy of what a cipher
 * gives it: here that is masked by these blocks, which are wiped.
 */
function decryptCbc(
  cipher: string,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array<ArrayBuffer> {
  // Fails for an iv of another size than the blocks'.
  const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
  const size = iv.length;
  const masked = new Uint8Array(new ArrayBuffer(2 * data.length));
  const plain = copyBytes('data', data);
  try {
    randomFillSync(masked);
    for (let at = 0; at < data.length; at += size) masked.set(data.subarray(at, at + size), 2 * at + size);
    const found = movedBytes(decipher.update(masked), decipher.final());
    for (let at = 0; at < data.length; at++) {
      const block = at - (at % size);
      const before = at < size ? iv[at]! : data[at - size]!;
      plain[at] = found[at + block + size]! ^ masked[at + block]! ^ before;
    }
    found.fill(0);
    return withoutPadding(plain, size);
  } finally {
    plain.fill(0);
    masked.fill(0);
  }
}

/** RFC 8018 §6.1.1: as many bytes more as each of them says, copied. */
function withoutPadding(padded: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const count = padded.at(-1) ?? 0;
  const padding = padded.subarray(-count);
  if (count < 1 || count > size || padding.length !== count || padding.some((each) => each !== count)) {
    throw new Error('no padding');
  }
  return copyBytes('key', padded.subarray(0, -count));
}

function keyFor(what: string, derivation: Derivation, keyOf: (derivation: Derivation) => Buffer): Buffer {
  try {
    return keyOf(derivation);
  } catch (error) {
    if (!('scrypt' in derivation)) throw error;
    throw new FormatError(`${what}: scrypt: expected a cost that is a power of two`);
  }
}

function derivationOf(what: string, algorithm: AlgorithmIdentifier, keyBytes: number): Derivation {
  const parameters = parametersOf(what, algorithm);
  switch (algorithm.algorithm) {
    case PBKDF2: {
      const { salt, iterations, keyLength, prf } = parseDer(
        what,
        'PBKDF2-params with a salt',
        parameters,
        Pbkdf2Parameters,
      );
      const hash = HASHES[prf?.algorithm ?? HMAC_SHA1];
      if (hash === undefined)
        throw new FormatError(`${what}: PBKDF2 with ${prf?.algorithm} is not supported`);
      assertKeyLength(what, keyLength, keyBytes);
      assertCount(what, 'iterations', iterations, MAX_ITERATIONS);
      return { salt: new Uint8Array(salt.buffer), iterations: Number(iterations), keyBytes, hash };
    }
    case SCRYPT: {
      const read = parseDer(what, 'scrypt-params', parameters, ScryptParameters);
      assertKeyLength(what, read.keyLength, keyBytes);
      const [N, r, p] = [Number(read.cost), Number(read.blockSize), Number(read.parallelization)];
      assertCount(what, 'parallelization', p, MAX_SCRYPT_PARALLELIZATION);
      assertCount(what, 'memory', N * r * 128, MAX_SCRYPT_MEMORY);
      const salt = new Uint8Array(read.salt.buffer);
      return { salt, keyBytes, scrypt: { N, r, p, maxmem: 2 * MAX_SCRYPT_MEMORY } };
    }
    default:
      throw new FormatError(`${what}: the key derivation ${algorithm.algorithm} is not supported`);
  }
}

function assertKeyLength(what: string, found: number | undefined, expected: number): void {
  if (found !== undefined && Number(found) !== expected) {
    throw new FormatError(`${what}: the derived key has another length than the cipher's`);
  }
}

function assertCount(what: string, name: string, found: number, most: number): void {
  if (!(Number(found) >= 1 && Number(found) <= most)) {
    throw new FormatError(`${what}: ${name} of the key derivation: expected 1 to ${most}`);
  }
}

/** PBES1 (RFC 8018) and the encryption of PKCS #12 (RFC 7292 §C), as far as OpenSSL still does them. */
function decryptOlder(what: string, der: Uint8Array, parameters: Uint8Array, passphrase: Uint8Array) {
  const { iterations } = parseDer(what, 'the parameters of PBES1', parameters, PbeParameters);
  assertCount(what, 'iterations', iterations, MAX_ITERATIONS);
  try {
    const key = openPrivateKey({
      key: Buffer.from(der),
      format: 'der',
      type: 'pkcs8',
      passphrase: bufferOver(passphrase),
    });
    return movedBytes(key.export({ format: 'der', type: 'pkcs8' }));
  } catch {
    throw new FormatError(
      `${what}: OpenSSL does not decrypt it: the passphrase is wrong, the key damaged, or its encryption too old`,
    );
  }
}

/** PBKDF2 with HMAC-SHA-256, and a new salt. */
export type NewDerivation = Extract<Derivation, { readonly iterations: number }>;

export function newDerivation(iterations: number = DEFAULT_ITERATIONS): NewDerivation {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS) {
    throw new RangeError(`iterations: expected 1 to ${MAX_ITERATIONS}, got ${iterations}`);
  }
  return { salt: randomBytes(16), iterations, keyBytes: 32, hash: 'sha256' };
}

/** EncryptedPrivateKeyInfo by PBES2 with PBKDF2, HMAC-SHA-256 and AES-256-CBC, which every toolkit reads. */
export function encryptPkcs8(
  der: Uint8Array,
  passphrase: BytesLike,
  how: NewDerivation,
  derive: Derive,
): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(16);
  const key = withSecret('passphrase', passphrase, (secret) => derive(how, secret));
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  key.fill(0);

  const derivation = new Pbkdf2Parameters();
  derivation.salt = new OctetString(how.salt);
  derivation.iterations = how.iterations;
  derivation.prf = new AlgorithmIdentifier({ algorithm: HMAC_SHA256, parameters: null });
  const parameters = new Pbes2Parameters();
  parameters.keyDerivation = new AlgorithmIdentifier({
    algorithm: PBKDF2,
    parameters: toDer(derivation).buffer,
  });
  parameters.encryption = new AlgorithmIdentifier({
    algorithm: AES_256_CBC,
    parameters: writeTlv(TAG.OCTET_STRING, iv).buffer,
  });
  const outer = new EncryptedPrivateKey();
  outer.algorithm = new AlgorithmIdentifier({ algorithm: PBES2, parameters: toDer(parameters).buffer });
  outer.encryptedData = new OctetString(Buffer.concat([cipher.update(der), cipher.final()]));
  return toDer(outer);
}
