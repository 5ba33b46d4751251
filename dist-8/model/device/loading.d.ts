import { type InitializeArguments } from '../../calls/general.js';
import { type CallOptions } from '../../core/limits.js';
import { Module } from './module.js';
import { type Quirk } from './quirks.js';
/** How to initialise the module (CK_C_INITIALIZE_ARGS). The first load decides; later loads share its result. */
export interface LoadOptions extends InitializeArguments {
    /** What you know of a device and the library does not; one of the same name in the library's table is replaced. */
    readonly quirks?: readonly Quirk[] | undefined;
    /** Whether node:crypto may do what a token does not, with public keys only (true). */
    readonly software?: boolean | undefined;
    /**
     * Has the module use the libraries that it was built with rather than those inside of Node.js, such as its OpenSSL
     * (`RTLD_DEEPBIND` of Linux and FreeBSD; no effect elsewhere). For modules that crash the process, or misbehave,
     * where other programs get on with them. Not for processes whose `malloc` has been replaced (jemalloc by LD_PRELOAD).
     */
    readonly ownLibraries?: boolean | undefined;
}
/**
 * Loads a PKCS #11 module, the shared library that comes with a device, and initialises it. Loading it again returns
 * the same module; each load wants its own `close`.
 * @throws ModuleLoadError if the file is missing, no library, for another architecture, or no PKCS #11 module
 * @throws Pkcs11Error if the module does not initialise
 */
export declare function loadModule(path: string, options?: LoadOptions & CallOptions): Promise<Module>;
/** @throws BusyError while the same module is being loaded asynchronously */
export declare function loadModuleSync(path: string, options?: LoadOptions): Module;
