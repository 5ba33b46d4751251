/**
 * Bytes in any form that JavaScript has them; strings are encoded as UTF-8. They are read once, before the method that
 * takes them returns: what becomes of them afterwards, changed, transferred to another thread or resized, does not
 * reach the token. That goes for memory shared with other threads (`SharedArrayBuffer`) and for resizable buffers too;
 * what another thread writes while they are read may or may not be in the copy. Bytes that have been transferred away
 * already, or that a buffer has shrunk away from, are refused.
 */
export type BytesLike = ArrayBufferView | ArrayBufferLike | string;

export function isBytesLike(value: unknown): value is BytesLike {
  return (
    typeof value === 'string' ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    value instanceof SharedArrayBuffer
  );
}

/** A view on the bytes of a value, without copying where there are bytes already. */
export function toBytes(name: string, value: unknown): Uint8Array {
  // An array whose buffer was transferred looks like an empty one: nobody means to sign that.
  return value instanceof Uint8Array && value.length > 0 ? value : otherBytes(name, value);
}

function otherBytes(name: string, value: unknown): Uint8Array {
  if (value instanceof Uint8Array) {
    present(name, () => value.at(0));
    return value;
  }
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) {
    return present(name, () => {
      const view = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      // Typed arrays of other kinds look empty, too; a DataView throws by itself.
      if (view.byteLength === 0 && 'at' in value) (value as Uint8Array).at(0);
      return view;
    });
  }
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    return present(name, () => new Uint8Array(value));
  }
  throw new TypeError(
    `${name}: expected bytes (a typed array, ArrayBuffer or string), got ${describe(value)}`,
  );
}

/** Whatever looks at memory that is not there any more throws. */
function present<T>(name: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    throw new TypeError(
      `${name}: the bytes are gone: their buffer was transferred elsewhere, or has shrunk`,
      {
        cause,
      },
    );
  }
}

/**
 * A copy of the bytes of a value. Its memory stays where it is, so that it can be wiped: small arrays live on V8's heap
 * otherwise, which leaves a copy behind each time it moves them.
 */
export function copyBytes(name: string, value: unknown): Uint8Array<ArrayBuffer> {
  const bytes = toBytes(name, value);
  const copy = new Uint8Array(new ArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

/** The same, and nothing left where they were. */
export function movedBytes(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const moved = new Uint8Array(new ArrayBuffer(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)));
  let at = 0;
  for (const piece of pieces) {
    moved.set(piece, at);
    at += piece.byteLength;
    piece.fill(0);
  }
  return moved;
}

/** Text as UTF-8, in memory of its own. */
export function encodedText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(Buffer.byteLength(text)));
  new TextEncoder().encodeInto(text, bytes);
  return bytes;
}

/** Uses the bytes of a secret. A string has them encoded in memory that is wiped afterwards; the string is its owner's. */
export function withSecret<T>(name: string, value: unknown, use: (bytes: Uint8Array) => T): T {
  if (typeof value !== 'string') return use(toBytes(name, value));
  const bytes = encodedText(value);
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Options or a template as they are now: what is bytes is copied, and so is what holds bytes. */
export function snapshot<T>(value: T, copy: (bytes: Uint8Array) => Uint8Array = ownCopy): T {
  if (typeof value === 'string' || typeof value !== 'object' || value === null) return value;
  if (isBytesLike(value)) return copy(toBytes('options', value)) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => snapshot(each, copy)) as T;
  // Keys, dates and the like are what they are; plain objects may be changed by whoever made them.
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, snapshot(each, copy)])) as T;
}

function ownCopy(bytes: Uint8Array): Uint8Array {
  return copyBytes('options', bytes);
}

/** A big-endian unsigned integer without leading zeros, as Cryptoki's "Big integer" wants it. */
export function bigIntToBytes(name: string, value: bigint): Uint8Array {
  if (value < 0n) throw new RangeError(`${name}: expected an integer of 0 or more, got a negative one`);
  const hex = value.toString(16);
  return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

/** A big-endian number without its leading zeros. */
export function significant(number: Uint8Array): Uint8Array {
  const start = number.findIndex((byte) => byte !== 0);
  return number.subarray(start < 0 ? number.byteLength : start);
}

/** A big-endian number with the leading zeros that it takes to fill so many bytes; undefined if it needs more. */
export function withLeadingZeros(number: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  const digits = significant(number);
  if (digits.byteLength > size) return undefined;
  const result = new Uint8Array(new ArrayBuffer(size));
  result.set(digits, size - digits.byteLength);
  return result;
}

/** What a value is, for a message: its kind and never its content, which may be a secret. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return `an object of ${value.constructor?.name ?? 'no class'}`;
  if (typeof value === 'string') return 'a string';
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
