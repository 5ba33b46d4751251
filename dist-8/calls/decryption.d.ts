import type { BytesLike } from '../codec/bytes.js';
import type { Destination } from '../core/destination.js';
import type { Multipart } from '../core/multipart.js';
import type { Program } from '../core/program.js';
import type { Arena, Input } from '../native/arena.js';
import { type KeyUse, type OperationFunctions } from './operation.js';
export declare const DECRYPTION: OperationFunctions;
/** C_DecryptInit and C_Decrypt. */
export declare function decrypt(arena: Arena, use: KeyUse, data: Uint8Array | Input, to?: Destination): Program<Uint8Array<ArrayBuffer>>;
/** C_DecryptInit, C_DecryptUpdate for each part, C_DecryptFinal. */
export declare function decryptParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Uint8Array<ArrayBuffer>>;
