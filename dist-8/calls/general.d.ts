import type { VersionNumber } from '../codec/attribute-codecs.js';
import { type Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
export interface ModuleInfo {
    /** The version of the standard that the module says it implements. */
    readonly cryptokiVersion: VersionNumber;
    readonly manufacturerId: string;
    readonly libraryDescription: string;
    readonly libraryVersion: VersionNumber;
}
export interface InitializeArguments {
    /** The reserved string some modules are configured with (NSS). */
    readonly reserved?: string | undefined;
    /** CK_C_INITIALIZE_ARGS.flags; CKF_OS_LOCKING_OK unless given. */
    readonly flags?: number | undefined;
}
/** How C_Initialize ended. */
export type Initialized = 'initialised' | 'attached' | 'serial';
/**
 * C_Initialize. `attached`: someone else in the process has initialised the module. `serial`: the module cannot lock,
 * so it was initialised for one call at a time.
 */
export declare function initialize(arena: Arena, options: InitializeArguments): Program<Initialized>;
/** How C_Initialize ended, and what C_GetInfo says, if it does. */
export interface Started {
    readonly outcome: Initialized;
    readonly info: ModuleInfo | undefined;
}
/** C_Initialize and C_GetInfo, by which quirks are found. */
export declare function starting(arena: Arena, options: InitializeArguments): Program<Started>;
/** C_Finalize. */
export declare function finalize(): Program<void>;
/** C_GetInfo. */
export declare function getInfo(arena: Arena): Program<ModuleInfo>;
/** An interface that a module offers: the standard's is `PKCS 11`, vendors have their own. */
export interface ModuleInterface {
    readonly name: string;
    /** The version its function list begins with. */
    readonly version: VersionNumber;
    /** It may be used after a fork (CKF_INTERFACE_FORK_SAFE). */
    readonly forkSafe: boolean;
}
/** C_GetInterfaceList. The size is asked for first: not every module heeds the room it is given. */
export declare function getInterfaceList(arena: Arena): Program<ModuleInterface[]>;
