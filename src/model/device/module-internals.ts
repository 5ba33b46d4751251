import type { ModuleInfo } from '../../calls/general.ts';
import { KeyTurns } from '../../core/key-turns.ts';
import { TokenLogin } from '../../core/login.ts';
import type { ThreadUsers } from '../../core/thread-users.ts';
import { ClosedError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { NativeModule } from '../../native/native-module.ts';
import type { SessionLifecycle } from '../session/session-lifecycle.ts';
import type { Module } from './module.ts';
import type { Quirk } from './quirks.ts';
import type { Knowledge } from './token-profile.ts';

/** What this thread has going on one token. */
export class TokenUse {
  readonly login: TokenLogin = new TokenLogin();
  readonly sessions: Set<SessionLifecycle> = new Set();
  /** Of keys on which a PIN for one operation is one for all. */
  readonly keyTurns: KeyTurns = new KeyTurns();
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

const internals = new WeakMap<Module, ModuleInternals>();

const closing = new WeakSet<Module>();

/** From now on only the sessions' own ends may use the module. */
export function beginClosing(module: Module): void {
  closing.add(module);
}

export function registerModule(module: Module, value: ModuleInternals): void {
  internals.set(module, value);
}

/** After this its slots, tokens and sessions throw `ClosedError`. */
export function forgetModule(module: Module): void {
  internals.delete(module);
}

/** What is registered of a module that is not closed, nor being closed. */
export function moduleInternals(module: Module): ModuleInternals {
  if (closing.has(module)) throw new ClosedError('module');
  return closingInternals(module);
}

/** The same for whoever has something to end. */
export function closingInternals(module: Module): ModuleInternals {
  const value = internals.get(module);
  if (value === undefined) throw new ClosedError('module');
  return value;
}
