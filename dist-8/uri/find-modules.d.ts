import { type P11KitPlaces } from './p11-kit.js';
import { type ModuleReport } from './probe.js';
/** A module that is installed, or configured, on this machine. */
export interface InstalledModule {
    /** Its name in p11-kit's configuration, or that of the product. */
    readonly name: string;
    readonly path: string;
    /** How it was found. */
    readonly source: 'p11-kit' | 'well-known';
    /** p11-kit's; 0 for others. */
    readonly priority: number;
    /** Whether p11-kit fails as a whole when this module fails. */
    readonly critical: boolean;
    /** What to pass as `reserved` when loading it. */
    readonly reserved?: string;
}
/** A module and what it reports. */
export interface FoundModuleReport extends InstalledModule, ModuleReport {
}
export interface FindModulesOptions {
    /** Milliseconds that each module has to answer (10 000). */
    readonly timeout?: number | undefined;
    /** The name of the program that p11-kit's `enable-in` and `disable-in` are compared with (that of Node: `node`). */
    readonly program?: string | undefined;
    /** Aborted, it has the search end the processes that it has started, and reject with `AbortError`. */
    readonly signal?: AbortSignal | undefined;
}
/** Where to look; by default where this system has them. */
export interface ModulePlaces {
    readonly p11Kit: P11KitPlaces;
    readonly folders: readonly string[];
}
export declare function modulePlaces(): ModulePlaces;
/** The modules, without loading any. */
export declare function listModules(program?: string, places?: ModulePlaces): InstalledModule[];
/**
 * The PKCS #11 modules of this machine: those of p11-kit's configuration, then those in well-known places, each with
 * what it reports. Every module is loaded in a process of its own, so that none can harm this one.
 * @throws AbortError
 * @example
 * for (const { name, path, loadable, info } of await findModules()) {
 *   console.log(name, path, loadable ? info.libraryDescription : 'does not load');
 * }
 */
export declare function findModules(options?: FindModulesOptions): Promise<FoundModuleReport[]>;
