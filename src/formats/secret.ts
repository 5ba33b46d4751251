import { type KeyTypeName, keyTypes } from '../codec/names.ts';
import { base64Url, bytesMember } from './base64url.ts';
import { FAMILIES } from './families.ts';
import { FormatError } from './format-error.ts';
import type { Jwk } from './key-family.ts';
import type { KeyTemplate } from './key-template.ts';
import type { Keep } from './scratch.ts';

/** The lengths in bytes of secret keys whose type fixes them. */
const LENGTHS: Partial<Record<KeyTypeName, readonly number[]>> = {
  AES: [16, 24, 32],
  AES_XTS: [32, 64],
  ARIA: [16, 24, 32],
  CAMELLIA: [16, 24, 32],
  CHACHA20: [32],
  DES: [8],
  DES2: [16],
  DES3: [24],
  SEED: [16],
};

/** A secret key of a type that the caller names, since bytes do not tell; its value is a view on them. */
export function secretTemplate(as: KeyTypeName, bytes: Uint8Array): KeyTemplate {
  keyTypes.number('as', as);
  if (FAMILIES.some((family) => family.keyTypes.includes(as))) {
    throw new RangeError(`as: expected the type of a secret key, got ${as}`);
  }
  const lengths = LENGTHS[as];
  if (lengths !== undefined && !lengths.includes(bytes.length)) {
    throw new FormatError(`${as} key: expected ${lengths.join(', ')} bytes, got ${bytes.length}`);
  }
  if (bytes.length === 0) throw new FormatError(`${as} key: expected at least one byte`);
  return { class: 'SECRET_KEY', keyType: as, value: bytes as Uint8Array<ArrayBuffer> };
}

/** RFC 7518 §6.4; its algorithm tells a key for AES, and else only the caller knows. */
export function secretFromJwk(jwk: Jwk, as: KeyTypeName | undefined, keep: Keep): KeyTemplate {
  const aes = typeof jwk.alg === 'string' && /^A(128|192|256)(KW|GCM|GCMKW|CBC|CTR)$/.test(jwk.alg);
  return secretTemplate(as ?? (aes ? 'AES' : 'GENERIC_SECRET'), bytesMember(jwk, 'k', keep));
}

/** The type of key that an algorithm of the Web Cryptography API works with. */
export function secretTypeOf(algorithm: string): KeyTypeName {
  if (algorithm.startsWith('AES-')) return 'AES';
  return algorithm === 'ChaCha20-Poly1305' ? 'CHACHA20' : 'GENERIC_SECRET';
}

export function secretToJwk(bytes: Uint8Array): Record<string, string> {
  return { kty: 'oct', k: base64Url(bytes) };
}
