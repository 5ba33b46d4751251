import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { Multipart } from '../core/multipart.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { type Beginning, type OperationFunctions } from './operation.js';
export declare const DIGESTING: OperationFunctions;
/** Writes the argument of C_DigestInit. */
export declare function digestBeginning(arena: Arena, mechanism: ChosenMechanism): Beginning;
/** C_DigestInit and C_Digest. */
export declare function digest(arena: Arena, mechanism: ChosenMechanism, data: Uint8Array): Program<Uint8Array<ArrayBuffer>>;
/** A part of what is digested: bytes, or the value of a secret key, which stays on the token. */
export type DigestPart = BytesLike | {
    readonly handle: Ulong;
};
/** C_DigestInit, C_DigestUpdate or C_DigestKey for each part, C_DigestFinal. */
export declare function digestParts(mechanism: ChosenMechanism): Multipart<DigestPart, Uint8Array<ArrayBuffer>>;
