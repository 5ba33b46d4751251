import { type BytesLike } from '../codec/bytes.js';
import type { Multipart } from '../core/multipart.js';
import type { Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
/** Parts that are kept here until the end, which gets them in one: on the token there is nothing to give up half way. */
export declare function gathering<R>(what: string, whole: (arena: Arena, data: Uint8Array) => Program<R>): Multipart<BytesLike, R>;
