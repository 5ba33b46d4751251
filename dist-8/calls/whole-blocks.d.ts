import { type BytesLike } from '../codec/bytes.js';
import type { Multipart } from '../core/multipart.js';
type Bytes = Uint8Array<ArrayBuffer>;
type Cipher = Multipart<BytesLike, Bytes>;
/**
 * The same operation, its parts cut so that the token gets whole blocks: what is over waits for the next part.
 * @param filling called when the last block is filled up, and what comes of that cut off; without it, the token gets
 *   what there is
 */
export declare function inWholeBlocks(parts: Cipher, blockBytes: number, filling?: () => void): Cipher;
export {};
