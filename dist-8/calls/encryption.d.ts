import type { BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { OutputValues } from '../codec/parameter-outputs.js';
import type { Destination } from '../core/destination.js';
import type { Multipart } from '../core/multipart.js';
import type { Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
import { type KeyUse, type OperationFunctions } from './operation.js';
export declare const ENCRYPTION: OperationFunctions;
/** C_EncryptInit and C_Encrypt. */
export declare function encrypt(arena: Arena, use: KeyUse, data: Uint8Array | Input, to?: Destination): Program<Uint8Array<ArrayBuffer>>;
/** The same with a mechanism whose initialisation vector the token makes. */
export declare function encryptWithOutputs(arena: Arena, mechanism: ChosenMechanism, key: Ulong, data: Uint8Array | Input): Program<{
    readonly ciphertext: Uint8Array<ArrayBuffer>;
    readonly outputs: Partial<OutputValues>;
}>;
/** C_EncryptInit, C_EncryptUpdate for each part, C_EncryptFinal. */
export declare function encryptParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Uint8Array<ArrayBuffer>>;
