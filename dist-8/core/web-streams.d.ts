import type { ReadableStream, WritableStream } from 'node:stream/web';
import { type CallOptions } from './limits.js';
import { type Multipart } from './multipart.js';
import type { SessionRunner } from './session-runner.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** What `pipeThrough` takes. */
export interface StreamPair<C> {
    readonly readable: ReadableStream<Bytes>;
    readonly writable: WritableStream<C>;
}
/**
 * An operation as a pair of Web Streams. Not a TransformStream: in Node 20 that does not tell its transformer when the
 * readable side is cancelled, and the lane would be held for ever.
 */
export declare function streamPair<C>(runner: SessionRunner, operation: Multipart<C, Bytes>, options?: CallOptions): StreamPair<C>;
export {};
