import { TokenLogin } from '../core/login.ts';
import type { ThreadUsers } from '../core/thread-users.ts';
import { ClosedError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { NativeModule } from '../native/native-module.ts';
import type { Module } from './module.ts';
import type { SessionLifecycle } from './session-lifecycle.ts';

/** What this thread has going on one token. */
export class TokenUse {
  readonly login: TokenLogin = new TokenLogin();
  readonly sessions: Set<SessionLifecycle> = new Set();
}

/** What the rest of the model needs of a module, and users do not. */
export interface ModuleInternals {
  readonly native: NativeModule;
  readonly threads: ThreadUsers;
  tokenUse(slot: Ulong): TokenUse;
}

const internals = new WeakMap<Module, ModuleInternals>();

export function registerModule(module: Module, value: ModuleInternals): void {
  internals.set(module, value);
}

/** After this its slots, tokens and sessions throw `ClosedError`. */
export function forgetModule(module: Module): void {
  internals.delete(module);
}

export function moduleInternals(module: Module): ModuleInternals {
  const value = internals.get(module);
  if (value === undefined) throw new ClosedError('module');
  return value;
}
