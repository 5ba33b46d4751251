import { type CallOptions } from '../core/limits.js';
import type { FunctionName, Version } from '../native/function-table.js';
import type { RawFunctions } from './functions.js';
type Asynchronous = {
    readonly [F in keyof RawFunctions]: (...args: [...Parameters<RawFunctions[F]>, options?: CallOptions]) => Promise<ReturnType<RawFunctions[F]>>;
};
type Synchronous = {
    readonly [F in keyof RawFunctions as `${F}Sync`]: RawFunctions[F];
};
/** What there is besides the functions. */
interface LoadedModule {
    readonly path: string;
    /** The version of the interface in use: 3.2, 3.0, or 2.x. */
    readonly interfaceVersion: Version;
    /** Whether the module has a function; calling one that it has not fails with CKR_FUNCTION_NOT_SUPPORTED. */
    supports(fn: FunctionName): boolean;
}
/**
 * A module's functions under their C names: `C_Sign` gives a Promise, and takes `{ signal, timeout }` after its arguments;
 * `C_SignSync` runs on this thread.
 */
export type RawModule = LoadedModule & Asynchronous & Synchronous;
/**
 * Loads a PKCS #11 module and does nothing more: the caller initialises it. Whoever uses `loadModule` for the same file
 * shares the initialisation with it.
 * @throws ModuleLoadError if the file is missing, no library, for another architecture, or no PKCS #11 module
 */
export declare function loadRaw(path: string, options?: CallOptions): Promise<RawModule>;
export declare function loadRawSync(path: string): RawModule;
export {};
