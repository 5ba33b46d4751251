import { type BytesLike } from '../codec/bytes.js';
import type { Multipart } from '../core/multipart.js';
import type { Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
/**
 * The same operation, which may end without a part: openCryptoki 3.27 says then that none was begun, and signs and
 * verifies nothing only as a whole.
 */
export declare function orWholeOfNothing<R>(parts: Multipart<BytesLike, R>, whole: (arena: Arena, data: Uint8Array) => Program<R>): Multipart<BytesLike, R>;
