import {
  AsnIntegerArrayBufferConverter,
  AsnParser,
  type AsnProp,
  AsnPropTypes,
  AsnSerializer,
} from '@peculiar/asn1-schema';
import { copyBytes } from '../codec/bytes.ts';
import { FormatError } from './format-error.ts';

/** Bounds on what is parsed, far beyond any key or certificate; nested garbage must not exhaust the stack. */
const BOUNDS = { maxDepth: 24, maxNodes: 20_000, maxContentLength: 1 << 24 };

/** The largest integer taken: 16384 bits, OpenSSL's limit for RSA too. */
const MAX_INTEGER_BYTES = 2048;

export const TAG = {
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  SEQUENCE: 0x30,
} as const;

/** One tag, length and content, and where it ends in what it was read from. */
interface Tlv {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly end: number;
}

/** Reads one value with a one-byte tag and a length in the shortest form; undefined if there is none. */
export function readTlv(bytes: Uint8Array, start = 0): Tlv | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let length = first;
  let content = start + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count < 1 || count > 4) return undefined;
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[content++] ?? Number.NaN);
    if (!(length >= 0x80 && length >= 256 ** (count - 1))) return undefined;
  }
  const end = content + length;
  return end > bytes.length ? undefined : { tag, content: bytes.subarray(content, end), end };
}

/** The content of the one value that fills `bytes`, if it has this tag. */
export function contentOf(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  const tlv = readTlv(bytes);
  return tlv !== undefined && tlv.tag === tag && tlv.end === bytes.length ? tlv.content : undefined;
}

/** What is to be written: bytes as they are, or a tag with what is in it. */
export type Der = Uint8Array | Tagged;

interface Tagged {
  readonly tag: number;
  readonly parts: readonly Der[];
}

export function tlv(tag: number, ...parts: readonly Der[]): Tagged {
  return { tag, parts };
}

/** Written at once into memory of its own, so that no part of a private key is left on the way. */
export function writeDer(der: Der): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(new ArrayBuffer(sizeOf(der)));
  put(der, result, 0);
  return result;
}

export function writeTlv(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return writeDer(tlv(tag, ...contents));
}

function sizeOf(der: Der): number {
  if (der instanceof Uint8Array) return der.length;
  const length = contentSize(der);
  return headerOf(der.tag, length).length + length;
}

function contentSize({ parts }: Tagged): number {
  return parts.reduce((sum, each) => sum + sizeOf(each), 0);
}

function headerOf(tag: number, length: number): number[] {
  if (length < 0x80) return [tag, length];
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [tag, 0x80 + digits.length, ...digits];
}

/** Where what was put there ends. */
function put(der: Der, result: Uint8Array, start: number): number {
  if (der instanceof Uint8Array) {
    result.set(der, start);
    return start + der.length;
  }
  const header = headerOf(der.tag, contentSize(der));
  result.set(header, start);
  let offset = start + header.length;
  for (const each of der.parts) offset = put(each, result, offset);
  return offset;
}

/** The tags of the values inside a SEQUENCE that fills `der`; undefined if it is none. */
export function tagsIn(der: Uint8Array): number[] | undefined {
  const content = contentOf(der, TAG.SEQUENCE);
  if (content === undefined) return undefined;
  const tags: number[] = [];
  for (let offset = 0; offset < content.length; ) {
    const tlv = readTlv(content, offset);
    if (tlv === undefined) return undefined;
    tags.push(tlv.tag);
    offset = tlv.end;
  }
  return tags;
}

/** Fails, saying why, unless one value with definite length fills `der`. */
export function assertWhole(what: string, der: Uint8Array): void {
  const tlv = readTlv(der);
  if (tlv === undefined) throw new FormatError(`${what}: expected DER; it is truncated or something else`);
  if (tlv.end < der.length) throw new FormatError(`${what}: ${der.length - tlv.end} bytes follow its end`);
}

/** Parses without asking for the one DER encoding: for certificates, which are kept as they are. */
export function parseBer<T extends object>(
  what: string,
  name: string,
  der: Uint8Array,
  type: new () => T,
): T {
  assertWhole(what, der);
  try {
    return AsnParser.parse(der, type, { berOptions: BOUNDS });
  } catch {
    // The parser's own reasons name its classes and are of every type; what was expected says more.
    throw new FormatError(`${what}: expected ${name} in DER`);
  }
}

/** Parses what must be DER: writing it again has to give the same bytes. */
export function parseDer<T extends object>(
  what: string,
  name: string,
  der: Uint8Array,
  type: new () => T,
): T {
  const value = parseBer(what, name, der, type);
  let same = false;
  try {
    same = Buffer.from(AsnSerializer.serialize(value)).equals(der);
  } catch {
    // What cannot be written was not DER either.
  }
  if (!same) throw new FormatError(`${what}: expected ${name} in DER; it has other parts or is not DER`);
  return value;
}

export function toDer(value: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnSerializer.serialize(value));
}

/** The value of the content of an INTEGER that must be positive, without leading zeros; a view on it. */
export function positiveDigits(what: string, content: Uint8Array): Uint8Array {
  if (content.length === 0) throw new FormatError(`${what}: expected an integer, got an empty one`);
  if (content[0]! >= 0x80) throw new FormatError(`${what}: expected a positive integer, got a negative one`);
  if (content[0] === 0 && content.length > 1 && content[1]! < 0x80) {
    throw new FormatError(`${what}: the integer has leading zeros, which DER does not allow`);
  }
  return digitsOf(what, content);
}

/** The same, copied. */
export function positive(what: string, content: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
  return copyBytes(what, positiveDigits(what, new Uint8Array(content)));
}

/** A positive integer in big-endian bytes without leading zeros; a view on it. */
export function digitsOf(what: string, bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((digit) => digit !== 0);
  if (start < 0) throw new FormatError(`${what}: expected a positive integer, got zero`);
  if (bytes.length - start > MAX_INTEGER_BYTES) {
    throw new FormatError(`${what}: the integer has more than ${MAX_INTEGER_BYTES * 8} bits`);
  }
  return bytes.subarray(start);
}

const ZERO = Uint8Array.of(0);

/** An INTEGER of big-endian bytes: no leading zeros but the one that keeps it positive. */
export function integerDer(what: string, bytes: Uint8Array): Tagged {
  const digits = digitsOf(what, bytes);
  return digits[0]! < 0x80 ? tlv(TAG.INTEGER, digits) : tlv(TAG.INTEGER, ZERO, digits);
}

/** The content of such an INTEGER. */
export function integerContent(what: string, bytes: Uint8Array): ArrayBuffer {
  const der = integerDer(what, bytes);
  return writeDer(der).slice(-contentSize(der)).buffer;
}

/** Fails unless `value` is less than `bound`; both big-endian without leading zeros. */
export function assertBelow(what: string, value: Uint8Array, bound: Uint8Array, boundName: string): void {
  const order = value.length - bound.length || Buffer.compare(value, bound);
  if (order >= 0) throw new FormatError(`${what}: expected less than the ${boundName}, got a larger integer`);
}

export type FieldOptions = Parameters<typeof AsnProp>[0];

/** A field that holds an INTEGER of any size as its content bytes. */
export const BIG_INTEGER: FieldOptions = {
  type: AsnPropTypes.Integer,
  converter: AsnIntegerArrayBufferConverter,
};
