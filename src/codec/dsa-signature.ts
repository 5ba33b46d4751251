import { describe } from './bytes.ts';

/**
 * DSA and ECDSA signatures are r and s side by side in PKCS #11, and a DER SEQUENCE of two INTEGERs in X.509, TLS,
 * CMS and OpenSSL (RFC 3279 §2.2). Twenty lines for one fixed shape, so that signing loads no ASN.1 library.
 */
export type SignatureFormat = 'raw' | 'der';

export function checkFormat(method: string, format: unknown): SignatureFormat {
  if (format === 'raw' || format === 'der') return format;
  if (typeof format !== 'string')
    throw new TypeError(`${method}: format: expected 'raw' or 'der', got ${describe(format)}`);
  throw new RangeError(`${method}: format: expected 'raw' or 'der', got ${JSON.stringify(format)}`);
}

/** r and s of equal length to DER. */
export function rawToDer(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = signature.length / 2;
  const body = [...integer(signature.subarray(0, half)), ...integer(signature.subarray(half))];
  return Uint8Array.from([0x30, ...length(body.length), ...body]);
}

function integer(value: Uint8Array): number[] {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start++;
  const digits = [...value.subarray(start)];
  if (digits[0]! >= 0x80) digits.unshift(0);
  return [0x02, ...length(digits.length), ...digits];
}

function length(value: number): number[] {
  return value < 0x80 ? [value] : value < 0x100 ? [0x81, value] : [0x82, value >> 8, value & 0xff];
}

/** DER to r and s of `size` bytes each; undefined for anything but the one DER encoding of two such integers. */
export function derToRaw(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  const raw = new Uint8Array(size * 2);
  let offset = 0;
  const header = (tag: number): number => {
    if (der[offset++] !== tag) return -1;
    const first = der[offset++] ?? -1;
    if (first < 0x80) return first;
    const bytes = first === 0x81 ? 1 : first === 0x82 ? 2 : 0;
    if (bytes === 0) return -1;
    let value = 0;
    for (let index = 0; index < bytes; index++) value = value * 256 + (der[offset++] ?? Number.NaN);
    return value >= (bytes === 1 ? 0x80 : 0x100) ? value : -1;
  };
  if (header(0x30) !== der.length - offset) return undefined;
  for (const end of [size, size * 2]) {
    const bytes = header(0x02);
    const digits = der.subarray(offset, offset + bytes);
    if (bytes < 1 || digits.length !== bytes || digits[0]! >= 0x80) return undefined;
    if (bytes > 1 && digits[0] === 0 && digits[1]! < 0x80) return undefined;
    const significant = digits[0] === 0 ? digits.subarray(1) : digits;
    if (significant.length > size) return undefined;
    raw.set(significant, end - significant.length);
    offset += bytes;
  }
  return offset === der.length ? raw : undefined;
}
