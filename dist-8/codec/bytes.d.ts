/**
 * Bytes in any form that JavaScript has them; strings are encoded as UTF-8. They are read once, before the method that
 * takes them returns: what becomes of them afterwards, changed, transferred to another thread or resized, does not
 * reach the token. That goes for memory shared with other threads (`SharedArrayBuffer`) and for resizable buffers too;
 * what another thread writes while they are read may or may not be in the copy. Bytes that have been transferred away
 * already, or that a buffer has shrunk away from, are refused.
 */
export type BytesLike = ArrayBufferView | ArrayBufferLike | string;
export declare function isBytesLike(value: unknown): value is BytesLike;
/** A view on the bytes of a value, without copying where there are bytes already. */
export declare function toBytes(name: string, value: unknown): Uint8Array;
/**
 * A copy of the bytes of a value. Its memory stays where it is, so that it can be wiped: small arrays live on V8's heap
 * otherwise, which leaves a copy behind each time it moves them.
 */
export declare function copyBytes(name: string, value: unknown): Uint8Array<ArrayBuffer>;
/** The same, and nothing left where they were. */
export declare function movedBytes(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer>;
/** Text as UTF-8, in memory of its own. */
export declare function encodedText(text: string): Uint8Array<ArrayBuffer>;
/** Uses the bytes of a secret. A string has them encoded in memory that is wiped afterwards; the string is its owner's. */
export declare function withSecret<T>(name: string, value: unknown, use: (bytes: Uint8Array) => T): T;
/** Options or a template as they are now: what is bytes is copied, and so is what holds bytes. */
export declare function snapshot<T>(value: T, copy?: (bytes: Uint8Array) => Uint8Array): T;
/** A big-endian unsigned integer without leading zeros, as Cryptoki's "Big integer" wants it. */
export declare function bigIntToBytes(name: string, value: bigint): Uint8Array;
/** A big-endian number without its leading zeros. */
export declare function significant(number: Uint8Array): Uint8Array;
/** A big-endian number with the leading zeros that it takes to fill so many bytes; undefined if it needs more. */
export declare function withLeadingZeros(number: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined;
/** What a value is, for a message: its kind and never its content, which may be a secret. */
export declare function describe(value: unknown): string;
