import { magnitude } from './der.ts';
import { FormatError } from './format-error.ts';
import type { Jwk } from './key-family.ts';

export function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/** The bytes of a member of a JWK, in the one base64url encoding without padding (RFC 7515 §2). */
export function bytesMember(jwk: Jwk, member: string): Uint8Array<ArrayBuffer> {
  const text = Object.hasOwn(jwk, member) ? jwk[member] : undefined;
  if (typeof text !== 'string') throw new FormatError(`JWK: ${member}: expected base64url text`);
  const bytes = Uint8Array.from(Buffer.from(text, 'base64url'));
  if (base64Url(bytes) !== text) throw new FormatError(`JWK: ${member}: expected base64url without padding`);
  return bytes;
}

/** An unsigned big-endian integer in its shortest form (RFC 7518 §2, Base64urlUInt). */
export function integerMember(jwk: Jwk, member: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesMember(jwk, member);
  if (bytes[0] === 0) throw new FormatError(`JWK: ${member}: the integer has leading zeros`);
  return magnitude(`JWK: ${member}`, bytes);
}

export function optionalIntegerMember(jwk: Jwk, member: string): Uint8Array<ArrayBuffer> | undefined {
  return jwk[member] === undefined ? undefined : integerMember(jwk, member);
}

/** Bytes of one length: coordinates of points and keys of fixed size. */
export function fixedMember(jwk: Jwk, member: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = bytesMember(jwk, member);
  if (bytes.length !== length) {
    throw new FormatError(`JWK: ${member}: expected ${length} bytes, got ${bytes.length}`);
  }
  return bytes;
}
