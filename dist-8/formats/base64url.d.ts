import type { Jwk } from './key-family.js';
import type { Keep } from './scratch.js';
export declare function base64Url(bytes: Uint8Array): string;
/** The bytes of a member of a JWK, in the one base64url encoding without padding (RFC 7515 §2). */
export declare function bytesMember(jwk: Jwk, member: string, keep: Keep): Uint8Array;
/** An unsigned big-endian integer in its shortest form (RFC 7518 §2, Base64urlUInt). */
export declare function integerMember(jwk: Jwk, member: string, keep: Keep): Uint8Array;
export declare function optionalIntegerMember(jwk: Jwk, member: string, keep: Keep): Uint8Array | undefined;
/** Bytes of one length: coordinates of points and keys of fixed size. */
export declare function fixedMember(jwk: Jwk, member: string, length: number, keep: Keep): Uint8Array;
