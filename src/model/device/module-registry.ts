import type { ThreadUsers } from '../../core/thread-users.ts';
import type { Ulong } from '../../native/abi.ts';
import type { NativeModule } from '../../native/native-module.ts';
import type { Module } from './module.ts';
import type { TokenUse } from './module-internals.ts';

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
export const registry: Map<string, ModuleEntry> = new Map();

/** Counts a `close`; the entry if it was the last. */
export function leave(module: Module): ModuleEntry | undefined {
  const entry = entryOf(module);
  if (entry === undefined || entry.references === 0) return undefined;
  entry.references--;
  if (entry.references > 0) return undefined;
  // A load from now on starts afresh, and keeps the module initialised if it comes before the end of this close.
  registry.delete(module.path);
  return entry;
}

/** The entry of a module that is loaded. */
export function entryOf(module: Module): ModuleEntry | undefined {
  const entry = registry.get(module.path);
  return entry?.module === module ? entry : undefined;
}

/** Those whose C_Initialize has succeeded. */
export const initialised: WeakSet<ModuleEntry> = new WeakSet();
