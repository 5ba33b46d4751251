import { encodedText } from '../codec/bytes.ts';
import { BASE64URL, decodeBase64 } from './base64.ts';
import { digitsOf } from './der.ts';
import { FormatError } from './format-error.ts';
import type { Jwk } from './key-family.ts';
import { bufferOver } from './openssl.ts';
import type { Keep } from './scratch.ts';

export function base64Url(bytes: Uint8Array): string {
  return bufferOver(bytes).toString('base64url');
}

/** The bytes of a member of a JWK, in the one base64url encoding without padding (RFC 7515 §2). */
export function bytesMember(jwk: Jwk, member: string, keep: Keep): Uint8Array {
  const text = Object.hasOwn(jwk, member) ? jwk[member] : undefined;
  if (typeof text !== 'string') throw new FormatError(`JWK: ${member}: expected base64url text`);
  const bytes = decodeBase64(keep(encodedText(text)), BASE64URL);
  if (bytes === undefined) throw new FormatError(`JWK: ${member}: expected base64url without padding`);
  return keep(bytes);
}

/** An unsigned big-endian integer in its shortest form (RFC 7518 §2, Base64urlUInt). */
export function integerMember(jwk: Jwk, member: string, keep: Keep): Uint8Array {
  const bytes = bytesMember(jwk, member, keep);
  if (bytes[0] === 0) throw new FormatError(`JWK: ${member}: the integer has leading zeros`);
  return digitsOf(`JWK: ${member}`, bytes);
}

export function optionalIntegerMember(jwk: Jwk, member: string, keep: Keep): Uint8Array | undefined {
  return jwk[member] === undefined ? undefined : integerMember(jwk, member, keep);
}

/** Bytes of one length: coordinates of points and keys of fixed size. */
export function fixedMember(jwk: Jwk, member: string, length: number, keep: Keep): Uint8Array {
  const bytes = bytesMember(jwk, member, keep);
  if (bytes.length !== length) {
    throw new FormatError(`JWK: ${member}: expected ${length} bytes, got ${bytes.length}`);
  }
  return bytes;
}
