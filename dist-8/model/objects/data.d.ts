import { type BytesLike } from '../../codec/bytes.js';
/** Data in parts, of any size each: an iterable, an async iterable, a Node or Web stream to read from. */
export type Chunks = Iterable<BytesLike> | AsyncIterable<BytesLike>;
export type Bytes = Uint8Array<ArrayBuffer>;
/** Whole data gives a promise of the whole result; parts give the result in parts. `B`: whose memory it is in. */
export type Result<D, B extends ArrayBufferLike = ArrayBuffer> = D extends BytesLike ? Promise<Uint8Array<B>> : AsyncGenerator<Uint8Array<B>, void, undefined>;
export type SyncResult<D, B extends ArrayBufferLike = ArrayBuffer> = D extends BytesLike ? Uint8Array<B> : Generator<Uint8Array<B>, void, undefined>;
/** Whether data comes in parts; what is neither is refused as whole data. */
export declare function isParts<P extends object>(value: BytesLike | P): value is P;
/** Refuses what is neither data nor an iterable of it. */
export declare function assertChunks(argument: string, value: unknown): asserts value is Chunks;
/** The same for a synchronous method, which cannot wait for the next part. */
export declare function assertSyncChunks(argument: string, value: unknown): asserts value is Iterable<BytesLike>;
