import type { Abi, Ulong } from './abi.js';
import { type CallableName, type FunctionName, type VendorFunction, type VendorFunctionName, type Version } from './function-table.js';
import { type LeftSession } from './remains.js';
/** What subscribers of the channels `cryptoki:call:start` and `cryptoki:call:end` receive: never contents. */
export interface CallEvent {
    readonly module: string;
    /** A function of the standard, or `interface: function` of a vendor. */
    readonly fn: CallableName;
    readonly async: boolean;
    /** Handles, ids, flags and lengths by the standard's parameter names; no pointers, no lengths of PINs. */
    readonly arguments: Readonly<Record<string, Ulong>>;
    /** The rest is there at the end only. */
    readonly rv?: Ulong;
    readonly code?: string;
    readonly milliseconds?: number;
}
/** Lets one thread of the process at a time make some calls. */
export interface Turns {
    locked<T>(work: () => Promise<T>): Promise<T>;
    lockedSync<T>(work: () => T): T;
}
/** A loaded module: its functions, and the one place through which every call to it goes. */
export declare class NativeModule {
    #private;
    readonly path: string;
    readonly abi: Abi;
    /** The version of the interface in use. */
    readonly version: Version;
    /** It may write more of an attribute's value than it is offered room for, so that lengths are asked for first. */
    unbounded: boolean;
    private constructor();
    /** Loads a file; throws `ModuleLoadError` with the reason in words. */
    static load(path: string, ownLibraries?: boolean): NativeModule;
    has(fn: CallableName): boolean;
    /** Makes a function of a vendor's interface callable. */
    addVendorFunction(name: VendorFunctionName, fn: VendorFunction): void;
    /** Native sessions that threads have left which are no more. */
    leftSessions(): Iterable<LeftSession>;
    /** A native session, by default all of the process, went without having been closed. */
    forgetSessions(handle?: Ulong): void;
    /** From now on one call at a time: the module cannot lock (CKR_CANT_LOCK, PKCS #11 §5.4 C_Initialize). */
    serialise(): void;
    /** From now on no two threads are in these functions at once. */
    takeTurns(functions: readonly FunctionName[], lock: Turns): void;
    /** A missing function answers as a module without it would: CKR_FUNCTION_NOT_SUPPORTED. */
    callSync(fn: CallableName, args: readonly Ulong[]): Ulong;
    /**
     * The same on libuv's pool. Memory in `args` must stay valid until `done`. What nobody wants any more when its turn
     * comes is not called, and answers CKR_FUNCTION_CANCELED.
     */
    call(fn: CallableName, args: readonly Ulong[], done: (error: Error | null, rv: Ulong) => void, caller?: {
        readonly wanted: boolean;
    }): void;
}
