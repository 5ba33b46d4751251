import { type BytesLike } from '../codec/bytes.js';
import { type Curve } from './named-curves.js';
/** Without a string's UTF-8 reading: points are never text. */
export type Bytes = Exclude<BytesLike, string>;
/**
 * - `raw`: `04 x y`; the bytes themselves for X25519, X448, Ed25519 and Ed448
 * - `der`: the raw point in an OCTET STRING, as CKA_EC_POINT holds it
 * - `bit-string`: the raw point in a BIT STRING, as some tokens hold it
 * - `compressed`: `02 x` or `03 x`; the same as `raw` for the curves of the bytes themselves
 */
export type PointEncoding = 'raw' | 'der' | 'bit-string' | 'compressed';
/**
 * A public point in any encoding tokens use, as `04 x y` (or the raw bytes of X25519, X448, Ed25519, Ed448). The size
 * that the curve gives each encoding decides before the first byte does: a raw X25519 key may begin like DER.
 */
export declare function decodePoint(curve: string | BytesLike | Curve, point: Bytes): Uint8Array<ArrayBuffer>;
/** A public point, in any encoding, in the one asked for. */
export declare function encodePoint(curve: string | BytesLike | Curve, point: Bytes, encoding: PointEncoding): Uint8Array<ArrayBuffer>;
export declare function uncompressed(what: string, curve: Curve, bytes: Uint8Array): Uint8Array<ArrayBuffer>;
export declare function isOpenSslCurve(name: string | undefined): name is string;
