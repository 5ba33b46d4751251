import { ECDH, getCurves } from 'node:crypto';
import { type BytesLike, describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { contentOf, TAG, writeTlv } from './der.ts';
import { FormatError } from './format-error.ts';
import { type Curve, resolveCurve } from './named-curves.ts';

/** Without a string's UTF-8 reading: points are never text. */
export type Bytes = Exclude<BytesLike, string>;

/**
 * - `raw`: `04 x y`; the bytes themselves for X25519, X448, Ed25519 and Ed448
 * - `der`: the raw point in an OCTET STRING, as CKA_EC_POINT holds it
 * - `bit-string`: the raw point in a BIT STRING, as some tokens hold it
 * - `compressed`: `02 x` or `03 x`; the same as `raw` for the curves of the bytes themselves
 */
export type PointEncoding = 'raw' | 'der' | 'bit-string' | 'compressed';

const UNUSED_BITS = Uint8Array.of(0);
let openSslCurves: ReadonlySet<string> | undefined;

/**
 * A public point in any encoding tokens use, as `04 x y` (or the raw bytes of X25519, X448, Ed25519, Ed448). The size
 * that the curve gives each encoding decides before the first byte does: a raw X25519 key may begin like DER.
 */
export function decodePoint(curve: string | BytesLike | Curve, point: Bytes): Uint8Array<ArrayBuffer> {
  const known = resolveCurve('curve', curve);
  if (typeof point === 'string' || !isBytesLike(point)) {
    throw new TypeError(`point: expected bytes, got ${describe(point)}`);
  }
  return uncompressed('point', known, toBytes('point', point));
}

/** A public point, in any encoding, in the one asked for. */
export function encodePoint(
  curve: string | BytesLike | Curve,
  point: Bytes,
  encoding: PointEncoding,
): Uint8Array<ArrayBuffer> {
  const known = resolveCurve('curve', curve);
  const raw = decodePoint(known, point);
  switch (encoding) {
    case 'raw':
      return raw;
    case 'der':
      return writeTlv(TAG.OCTET_STRING, raw);
    case 'bit-string':
      return writeTlv(TAG.BIT_STRING, UNUSED_BITS, raw);
    case 'compressed':
      return known.keyType === 'EC' ? converted('point', known, raw, 'compressed') : raw;
    default:
      if (typeof encoding !== 'string') {
        throw new TypeError(`encoding: expected a string, got ${describe(encoding)}`);
      }
      throw new RangeError(`encoding: expected 'raw', 'der', 'bit-string' or 'compressed'`);
  }
}

export function uncompressed(what: string, curve: Curve, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const raw = unwrapped(curve, bytes);
  if (raw === undefined) {
    const sizes = rawSizes(curve).join(' or ');
    throw new FormatError(
      `${what}: expected a point of ${curve.name ?? 'the curve'}: ${sizes} bytes, by themselves or in an OCTET STRING or BIT STRING`,
    );
  }
  return curve.keyType === 'EC' ? converted(what, curve, raw, 'uncompressed') : Uint8Array.from(raw);
}

function rawSizes(curve: Curve): number[] {
  return curve.keyType === 'EC' ? [1 + 2 * curve.bytes, 1 + curve.bytes] : [curve.bytes];
}

function unwrapped(curve: Curve, bytes: Uint8Array): Uint8Array | undefined {
  const sizes = rawSizes(curve);
  if (sizes.includes(bytes.length)) return bytes;
  const octets = contentOf(bytes, TAG.OCTET_STRING);
  if (octets !== undefined) return sizes.includes(octets.length) ? octets : undefined;
  // tpm2-pkcs11 writes the length of a point of P-521, 133, as one byte, which in DER is no length.
  const [tag, length] = bytes;
  if (tag === TAG.OCTET_STRING && length === bytes.length - 2 && sizes.includes(length)) {
    return bytes.subarray(2);
  }
  const bits = contentOf(bytes, TAG.BIT_STRING);
  return bits?.[0] === 0 && sizes.includes(bits.length - 1) ? bits.subarray(1) : undefined;
}

/** Checks that the point is on its curve, too, wherever OpenSSL knows the curve. */
function converted(
  what: string,
  curve: Curve,
  raw: Uint8Array,
  form: 'compressed' | 'uncompressed',
): Uint8Array<ArrayBuffer> {
  if (isOpenSslCurve(curve.name)) {
    try {
      return Uint8Array.from(ECDH.convertKey(raw, curve.name, undefined, undefined, form) as Buffer);
    } catch {
      throw new FormatError(`${what}: not a point of ${curve.name}`);
    }
  }
  const compressed = raw[0] === 2 || raw[0] === 3;
  if (raw[0] !== 4 && !compressed) throw new FormatError(`${what}: not a point`);
  if (compressed === (form === 'compressed')) return Uint8Array.from(raw);
  if (form === 'compressed') {
    const x = raw.subarray(1, 1 + curve.bytes);
    return Uint8Array.of(2 + (raw.at(-1)! & 1), ...x);
  }
  throw new FormatError(`${what}: a compressed point of a curve that OpenSSL does not know by name`);
}

export function isOpenSslCurve(name: string | undefined): name is string {
  openSslCurves ??= new Set(getCurves());
  return name !== undefined && openSslCurves.has(name);
}
