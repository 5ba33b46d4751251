import type { KeyUse } from '../../calls/operation.js';
import type { Pin } from '../../calls/pin.js';
import { type BytesLike } from '../../codec/bytes.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import { type CallOptions } from '../../core/limits.js';
import type { Multipart } from '../../core/multipart.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
import { type PinSource } from '../session/pin-source.js';
/** An option of the operations that a key may ask a PIN for. */
export interface PinOption {
    /** The PIN for this one operation, for keys that ask for it each time (CKA_ALWAYS_AUTHENTICATE). */
    readonly pin?: PinSource | undefined;
}
/** What is done with a key and whole data. */
export type OnWhole<T> = (arena: Arena, use: KeyUse, data: Uint8Array) => Program<T>;
/**
 * A key about to be used. With a PIN for the operation there is something to do first: see whether a wrong one would
 * lock the token, and ask whoever knows it. What the user passed is copied before that, since it takes time.
 */
export declare class KeyUsage implements KeyUse {
    #private;
    readonly mechanism: ChosenMechanism;
    readonly key: Ulong;
    /** There once it was asked for. */
    pin: Pin | undefined;
    constructor(context: SessionContext, key: Key, mechanism: ChosenMechanism, options: PinOption & CallOptions);
    /** Asks for the PIN, for an operation that begins then. */
    ready(): Promise<void>;
    readySync(): void;
    /** Wipes the PIN, which nobody needs any more, and lets others have the key. */
    over(): void;
    /** Runs an operation on whole data. */
    run<T>(method: string, data: BytesLike, make: OnWhole<T>): Promise<T>;
    runSync<T>(method: string, data: BytesLike, make: OnWhole<T>): T;
    /** An operation in parts, which begins later: when its PIN is known, and there is a lane for it. */
    parts<C, R>(make: (use: KeyUse) => Multipart<C, R>): Multipart<C, R>;
}
