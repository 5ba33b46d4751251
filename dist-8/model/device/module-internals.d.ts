import type { ModuleInfo } from '../../calls/general.js';
import { KeyTurns } from '../../core/key-turns.js';
import { TokenLogin } from '../../core/login.js';
import type { ThreadUsers } from '../../core/thread-users.js';
import type { Ulong } from '../../native/abi.js';
import type { NativeModule } from '../../native/native-module.js';
import type { SessionLifecycle } from '../session/session-lifecycle.js';
import type { Module } from './module.js';
import type { Quirk } from './quirks.js';
import type { Knowledge } from './token-profile.js';
/** What this thread has going on one token. */
export declare class TokenUse {
    readonly login: TokenLogin;
    readonly sessions: Set<SessionLifecycle>;
    /** Of keys on which a PIN for one operation is one for all. */
    readonly keyTurns: KeyTurns;
    /** Of the token that was in the slot last. */
    knowledge: Knowledge | undefined;
}
/** What the rest of the model needs of a module, and users do not. */
export interface ModuleInternals {
    readonly native: NativeModule;
    readonly threads: ThreadUsers;
    /** What C_GetInfo says; undefined where it fails. */
    readonly info: ModuleInfo | undefined;
    /** The quirks that the user knows, and whether node:crypto may take the token's place. */
    readonly quirks: readonly Quirk[];
    readonly software: boolean;
    tokenUse(slot: Ulong): TokenUse;
}
/** From now on only the sessions' own ends may use the module. */
export declare function beginClosing(module: Module): void;
export declare function registerModule(module: Module, value: ModuleInternals): void;
/** After this its slots, tokens and sessions throw `ClosedError`. */
export declare function forgetModule(module: Module): void;
/** What is registered of a module that is not closed, nor being closed. */
export declare function moduleInternals(module: Module): ModuleInternals;
/** The same for whoever has something to end. */
export declare function closingInternals(module: Module): ModuleInternals;
