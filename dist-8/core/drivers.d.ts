import type { Ulong } from '../native/abi.js';
import type { NativeModule } from '../native/native-module.js';
import type { Lane } from './lane.js';
import { type NativeCall, type Program } from './program.js';
type Step<T> = IteratorResult<NativeCall, T>;
/** Runs a program to its end on this thread. `step` is its first step, if it was taken already. */
export declare function driveSync<T>(module: NativeModule, program: Program<T>, lane?: Lane, step?: Step<T>): T;
/** Sees each answer of the token to a program that its caller may give up. */
export interface Watch {
    /** Whether a call that still waits for its turn is to be made. */
    readonly wanted: boolean;
    /** Whether somebody waits for an answer that the token has put off. */
    readonly awaiting: boolean;
    /** Takes note of an answer; the error to throw into the program in its place, once. */
    answered(call: NativeCall, rv: Ulong): Error | undefined;
}
/** Runs a program to its end, each native call on libuv's pool. */
export declare function drive<T>(module: NativeModule, program: Program<T>, step: Step<T>, lane?: Lane, watch?: Watch): Promise<T>;
export {};
