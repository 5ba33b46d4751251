import type { Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
import { type KeyUse } from './operation.js';
/** C_SignRecoverInit and C_SignRecover. */
export declare function signRecover(arena: Arena, use: KeyUse, data: Uint8Array): Program<Uint8Array<ArrayBuffer>>;
/** C_VerifyRecoverInit and C_VerifyRecover: the data, or undefined if the signature is wrong. */
export declare function verifyRecover(arena: Arena, use: KeyUse, signature: Uint8Array): Program<Uint8Array<ArrayBuffer> | undefined>;
