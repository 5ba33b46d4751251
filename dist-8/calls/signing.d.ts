import type { BytesLike } from '../codec/bytes.js';
import type { ChosenMechanism } from '../codec/mechanisms.js';
import type { Multipart } from '../core/multipart.js';
import type { Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
import { type KeyUse, type OperationFunctions } from './operation.js';
export declare const SIGNING: OperationFunctions;
/** C_SignInit and C_Sign. */
export declare function sign(arena: Arena, use: KeyUse, data: Uint8Array): Program<Uint8Array<ArrayBuffer>>;
/** C_SignInit, C_SignUpdate for each part, C_SignFinal. */
export declare function signParts(use: KeyUse): Multipart<BytesLike, Uint8Array<ArrayBuffer>>;
/** Room for the likely signature, and as little as will do: see `cipherRoom`. */
export declare function signatureRoom({ entry }: ChosenMechanism): number;
