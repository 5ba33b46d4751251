import { type BytesLike, describe, isBytesLike } from '../../codec/bytes.ts';

/** Data in parts, of any size each: an iterable, an async iterable, a Node or Web stream to read from. */
export type Chunks = Iterable<BytesLike> | AsyncIterable<BytesLike>;
export type Bytes = Uint8Array<ArrayBuffer>;

/** Whole data gives a promise of the whole result; parts give the result in parts. `B`: whose memory it is in. */
export type Result<D, B extends ArrayBufferLike = ArrayBuffer> = D extends BytesLike
  ? Promise<Uint8Array<B>>
  : AsyncGenerator<Uint8Array<B>, void, undefined>;
export type SyncResult<D, B extends ArrayBufferLike = ArrayBuffer> = D extends BytesLike
  ? Uint8Array<B>
  : Generator<Uint8Array<B>, void, undefined>;

/** Whether data comes in parts; what is neither is refused as whole data. */
export function isParts<P extends object>(value: BytesLike | P): value is P {
  return typeof value === 'object' && value !== null && !isBytesLike(value);
}

/** Refuses what is neither data nor an iterable of it. */
export function assertChunks(argument: string, value: unknown): asserts value is Chunks {
  const iterable = value as Partial<Iterable<unknown> & AsyncIterable<unknown>> | null | undefined;
  if (typeof value === 'object' && (iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator])) return;
  throw new TypeError(
    `${argument}: expected bytes, a string, or an (async) iterable of them, got ${describe(value)}`,
  );
}

/** The same for a synchronous method, which cannot wait for the next part. */
export function assertSyncChunks(argument: string, value: unknown): asserts value is Iterable<BytesLike> {
  assertChunks(argument, value);
  if (!(Symbol.iterator in value)) {
    throw new TypeError(`${argument}: an async iterable needs the asynchronous method`);
  }
}
