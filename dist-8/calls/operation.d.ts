import { type BytesLike } from '../codec/bytes.js';
import { type ChosenMechanism } from '../codec/mechanisms.js';
import type { Destination } from '../core/destination.js';
import type { Multipart } from '../core/multipart.js';
import { type Program, type SessionFunction } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena, Input } from '../native/arena.js';
import { encodePin, type Pin } from './pin.js';
/** A key, the mechanism it is used with, and the PIN if it asks for one each time. */
export interface KeyUse {
    readonly mechanism: ChosenMechanism;
    readonly key: Ulong;
    /** For keys with CKA_ALWAYS_AUTHENTICATE. */
    readonly pin?: Pin | undefined;
}
/** The functions of an operation that takes its data in one call. */
export interface SingleFunctions {
    readonly init: SessionFunction;
    readonly single: SessionFunction;
    /** Ends in an output buffer and its length; where there is one, it ends the operation. */
    readonly final?: SessionFunction;
    /** The CKF_ flag that names the operation to C_SessionCancel. */
    readonly flag: number;
}
/** The functions of an operation that takes data in parts too. */
export interface OperationFunctions extends SingleFunctions {
    readonly update: 'C_EncryptUpdate' | 'C_DecryptUpdate' | 'C_SignUpdate' | 'C_DigestUpdate';
    readonly final: SessionFunction;
}
/** Room for what an operation adds to its input: padding, a tag, an RSA block of 8192 bits. */
export declare const ROOM = 1024;
/**
 * Room for what a cipher adds to its data. As little as will do: what nobody writes to has to be wiped all the same, and
 * out of the processor's cache that takes 0.3 µs for a kibibyte.
 */
export declare function cipherRoom({ entry }: ChosenMechanism): number;
/** The beginning of an operation, its arguments written already; it may be made again. */
export interface Beginning {
    readonly functions: SingleFunctions;
    /** The address of the CK_MECHANISM. */
    readonly mechanism: number;
    /** Digests have none. */
    readonly key: Ulong | undefined;
    readonly secret: ReturnType<typeof encodePin> | undefined;
}
/** Writes the arguments of the Init of an operation with a key. */
export declare function beginning(arena: Arena, functions: SingleFunctions, use: KeyUse): Beginning;
/** Initialises an operation. */
export declare function begin(arena: Arena, start: Beginning): Program<void>;
/** Initialises and runs an operation in one call. `to`: where the output goes, if the caller has memory for it. */
export declare function single(arena: Arena, start: Beginning, data: Uint8Array | Input, room: number, exact?: boolean, to?: Destination): Program<Uint8Array<ArrayBuffer>>;
/** Encrypts or decrypts whole data. `to`: where the output goes, if the caller has memory for it. */
export declare function cipher(arena: Arena, functions: OperationFunctions, use: KeyUse, data: Uint8Array | Input, to?: Destination): Program<Uint8Array<ArrayBuffer>>;
/** The same in parts. */
export declare function cipherParts(what: string, functions: OperationFunctions, use: KeyUse, to?: Destination): Multipart<BytesLike, Uint8Array<ArrayBuffer>>;
/** The standard ends an operation that fails, but not one whose output was never taken. */
export declare function orCancel<T>(arena: Arena, functions: SingleFunctions, work: Program<T>): Program<T>;
/**
 * An operation in parts. `streaming`: each part causes output of its own, as in encryption; `room` for its end. `to`:
 * where the output goes, if the caller has memory for it, and how much more than a part it usually is.
 */
export declare function parts(what: string, functions: OperationFunctions, start: (arena: Arena) => Beginning, streaming: boolean, room?: number, to?: Destination, growth?: number): Multipart<BytesLike, Uint8Array<ArrayBuffer>>;
