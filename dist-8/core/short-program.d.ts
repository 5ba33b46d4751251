import type { Ulong } from '../native/abi.js';
import { type NativeCall, type Program, type SessionFunction } from './program.js';
type Step<T> = IteratorResult<NativeCall, T>;
/** What nearly every operation is: a call that begins it, where it has one, and a call that ends it. */
export interface ShortOperation<T> {
    readonly first: SessionFunction | undefined;
    readonly last: SessionFunction;
    /** The arguments of each, in a native session. */
    firstArguments(session: Ulong): Ulong[];
    lastArguments(session: Ulong): Ulong[];
    /** The result, if the answer to the last call is the usual one. */
    result(rv: Ulong): T | undefined;
    /** What is to be done after any other. */
    otherwise(rv: Ulong): Program<T>;
}
/**
 * The program of a short operation. Who need not wait makes its calls straight away, and a generator is made only where
 * something else has to be done: it would cost as much as the calls.
 */
export declare class ShortProgram<T> implements Program<T> {
    #private;
    readonly operation: ShortOperation<T>;
    /** @param operation its inputs encoded */
    constructor(operation: ShortOperation<T>);
    get [Symbol.toStringTag](): string;
    next(rv?: Ulong): Step<T>;
    throw(error: unknown): Step<T>;
    return(value: T): Step<T>;
    [Symbol.iterator](): Program<T>;
    [Symbol.dispose](): void;
}
/** The program of one call: what comes of its success, which is something. Anything but CKR_OK is an error. */
export declare function oneCall<T extends NonNullable<unknown>>(fn: SessionFunction, args: Ulong[], result: () => T): Program<T>;
export {};
