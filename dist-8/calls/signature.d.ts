import { type CallOptions } from '../core/limits.js';
import type { Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { CallableName } from '../native/function-table.js';
import type { ParameterKind } from '../native/koffi.js';
/** One parameter: its name and its kind. */
type SignatureParameter = readonly [name: string, kind: string];
export type Signature = readonly SignatureParameter[];
/** A value on its way to C. */
export interface Passed {
    readonly args: readonly Ulong[];
    /** In place of `args`, a buffer and its length, which follow from what the function answers. */
    readonly grows?: 'bytes' | 'ulongs';
    /** What the function wrote. */
    readonly result?: () => unknown;
    /** What becomes of the caller's own memory once the function has returned. */
    readonly after?: () => void;
}
/** How a kind of parameter is passed. */
export interface Kind {
    /** Whether it takes an argument of JavaScript's. */
    readonly takes: boolean;
    /** The C parameters that it stands for. */
    readonly c: readonly ParameterKind[];
    pass(arena: Arena, argument: string, value: unknown): Passed;
}
export type Kinds = Readonly<Record<string, Kind>>;
export declare function checkUlong(arena: Arena, argument: string, value: unknown): Ulong;
/** Text with its NUL; the region is zeroed, so one byte more than the text can need is enough. */
export declare function passText(arena: Arena, argument: string, value: unknown): Passed;
/** Bytes and their length; NULL and 0 for null. Text goes straight into native memory: it may be a PIN. */
export declare function passBytes(arena: Arena, argument: string, value: unknown): Passed;
/** A count of bytes or handles to make room for. */
export declare function checkCount(argument: string, value: unknown): number;
/** The kinds that need to know nothing of attributes and mechanisms. */
export declare const PLAIN_KINDS: Kinds;
export declare function kindOf(kinds: Kinds, kind: string): Kind | undefined;
/** The arguments of an asynchronous call, and the options that may stand after the last of them. */
export declare function withCallOptions(fn: string, signature: Signature, kinds: Kinds, values: readonly unknown[]): {
    readonly given: readonly unknown[];
    readonly options: CallOptions | undefined;
};
/**
 * Calls a C function with JavaScript's arguments, those of its signature that take one, in order. What comes back is
 * what the function wrote: nothing, one value, or several by name. `interpret`: it returns no CK_RV, but that.
 */
export declare function callSignature(arena: Arena, fn: CallableName, signature: Signature, kinds: Kinds, values: readonly unknown[], interpret?: (returned: Ulong) => unknown): Program<unknown>;
/** Refuses a count that the module says it has written beyond the room it had. */
export declare function checkWritten(fn: string, written: Ulong, room: number): number;
export {};
