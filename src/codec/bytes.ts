/** Bytes in any form that JavaScript has them; strings are encoded as UTF-8. */
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
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return new Uint8Array(value);
  throw new TypeError(
    `${name}: expected bytes (a typed array, ArrayBuffer or string), got ${describe(value)}`,
  );
}

/** A copy of the bytes of a value. (`slice` would do for a Uint8Array, but on a Buffer it makes a view.) */
export function copyBytes(name: string, value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(toBytes(name, value));
}

/** Options or a template as they are now: what is bytes is copied, and so is what holds bytes. */
export function snapshot<T>(value: T): T {
  if (typeof value === 'string' || typeof value !== 'object' || value === null) return value;
  if (isBytesLike(value)) return copyBytes('options', value) as T;
  if (Array.isArray(value)) return value.map(snapshot) as T;
  // Keys, dates and the like are what they are; plain objects may be changed by whoever made them.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, snapshot(each)])) as T;
}

/** A big-endian unsigned integer without leading zeros, as Cryptoki's "Big integer" wants it. */
export function bigIntToBytes(name: string, value: bigint): Uint8Array {
  if (value < 0n) throw new RangeError(`${name}: expected an integer of 0 or more, got a negative one`);
  const hex = value.toString(16);
  return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

/** What a value is, for a message: its kind and never its content, which may be a secret. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return `an object of ${value.constructor?.name ?? 'no class'}`;
  if (typeof value === 'string') return 'a string';
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
