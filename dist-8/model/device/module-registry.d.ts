import type { ThreadUsers } from '../../core/thread-users.js';
import type { Ulong } from '../../native/abi.js';
import type { NativeModule } from '../../native/native-module.js';
import type { Module } from './module.js';
import type { TokenUse } from './module-internals.js';
/** A module of this thread. */
export interface ModuleEntry {
    readonly native: NativeModule;
    readonly threads: ThreadUsers;
    readonly uses: Map<Ulong, TokenUse>;
    readonly module: Module;
    references: number;
    /** Being initialised, by an asynchronous load. */
    ready: Promise<void> | undefined;
}
/** By real path: two names of one file are one module. */
export declare const registry: Map<string, ModuleEntry>;
/** Counts a `close`; the entry if it was the last. */
export declare function leave(module: Module): ModuleEntry | undefined;
/** The entry of a module that is loaded. */
export declare function entryOf(module: Module): ModuleEntry | undefined;
/** Those whose C_Initialize has succeeded. */
export declare const initialised: WeakSet<ModuleEntry>;
