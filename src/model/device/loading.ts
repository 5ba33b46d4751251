import { realpathSync } from 'node:fs';
import { type InitializeArguments, type Started, starting } from '../../calls/general.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, type CallOptions, limited, refuseLimits } from '../../core/limits.ts';
import { runOnModule, runOnModuleSync } from '../../core/module-runner.ts';
import { onThreadEnd, ThreadUsers } from '../../core/thread-users.ts';
import { BusyError } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { NativeModule } from '../../native/native-module.ts';
import { assertSoftware } from '../choosing/fallback.ts';
import { closeLeftSessions } from './left-sessions.ts';
import { Module } from './module.ts';
import { registerModule, TokenUse } from './module-internals.ts';
import { initialised, type ModuleEntry, registry } from './module-registry.ts';
import { assertQuirks, type Quirk, quirksOf, traitsOf } from './quirks.ts';

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
export function loadModule(path: string, options: LoadOptions & CallOptions = {}): Promise<Module> {
  return limited(
    'loadModule',
    options,
    () => load(path, options),
    (module) => module.close(),
  );
}

async function load(path: string, options: LoadOptions): Promise<Module> {
  const entry = enter(path, options);
  try {
    entry.ready ??= initialising(entry, options);
    await entry.ready;
  } catch (error) {
    abandon(entry);
    throw error;
  }
  return entry.module;
}

async function initialising(entry: ModuleEntry, options: LoadOptions): Promise<void> {
  await entry.threads.loading.locked(async () => {
    settle(entry, options, await runOnModule(entry.native, (arena) => starting(arena, options)));
  });
}

/** @throws BusyError while the same module is being loaded asynchronously */
export function loadModuleSync(path: string, options: LoadOptions = {}): Module {
  refuseLimits('loadModuleSync', options);
  const entry = enter(path, options);
  if (entry.ready !== undefined && !initialised.has(entry)) {
    entry.references--;
    throw new BusyError(`${entry.native.path} is being loaded asynchronously`);
  }
  try {
    if (!initialised.has(entry)) {
      entry.threads.loading.lockedSync(() => {
        settle(
          entry,
          options,
          runOnModuleSync(entry.native, (arena) => starting(arena, options)),
        );
      });
      entry.ready = Promise.resolve();
    }
  } catch (error) {
    abandon(entry);
    throw error;
  }
  return entry.module;
}

function enter(path: string, options: LoadOptions): ModuleEntry {
  if (typeof path !== 'string')
    throw new TypeError(`loadModule: path: expected a string, got ${describe(path)}`);
  const own = ['reserved', 'flags', 'quirks', 'software', 'ownLibraries'];
  refuseUnknownOptions('loadModule', options, own, CALL_OPTIONS);
  if (options.quirks !== undefined) assertQuirks('loadModule: quirks', options.quirks);
  assertSoftware('loadModule', options.software);
  const { ownLibraries } = options;
  if (ownLibraries !== undefined && typeof ownLibraries !== 'boolean') {
    throw new TypeError(`loadModule: ownLibraries: expected true or false, got ${describe(ownLibraries)}`);
  }
  const key = realPath(path);
  let entry = registry.get(key);
  if (entry === undefined) {
    const native = NativeModule.load(key, options.ownLibraries);
    const uses = new Map<Ulong, TokenUse>();
    entry = {
      native,
      threads: new ThreadUsers(key),
      uses,
      module: new Module(native),
      references: 0,
      ready: undefined,
    };
    registry.set(key, entry);
  }
  entry.references++;
  return entry;
}

function settle(entry: ModuleEntry, options: LoadOptions, { outcome, info }: Started): void {
  entry.threads.enter(outcome === 'attached' ? undefined : outcome);
  if (entry.threads.serial) entry.native.serialise();
  // Of a module that does not say what it is, nothing is expected.
  const traits = traitsOf(quirksOf({ module: info }, options.quirks ?? []));
  entry.native.unbounded = info === undefined || traits.unboundedValues === true;
  if (traits.sessionsInTurn === true) {
    entry.native.takeTurns(['C_OpenSession', 'C_CloseSession', 'C_CloseAllSessions'], entry.threads.sessions);
  }
  initialised.add(entry);
  void closeLeftSessions(entry.native);
  registerModule(entry.module, {
    native: entry.native,
    threads: entry.threads,
    info,
    quirks: [...(options.quirks ?? [])],
    software: options.software ?? true,
    tokenUse(slot) {
      const use = entry.uses.get(slot) ?? new TokenUse();
      entry.uses.set(slot, use);
      return use;
    },
  });
}

onThreadEnd(() => {
  for (const entry of registry.values()) if (initialised.has(entry)) void closeLeftSessions(entry.native);
});

/** A load that failed leaves nothing behind. */
function abandon(entry: ModuleEntry): void {
  entry.references--;
  if (registry.get(entry.native.path) === entry && !initialised.has(entry))
    registry.delete(entry.native.path);
}

/** The file behind a path; a bare name is left for the dynamic loader to find. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
