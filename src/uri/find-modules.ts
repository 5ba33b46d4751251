import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { describe } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import { type Limit, limited } from '../core/limits.ts';
import { libraryFolders } from './library-folders.ts';
import { configuredModules, type P11KitPlaces, p11KitPlaces, programName } from './p11-kit.ts';
import { type ModuleReport, probe } from './probe.ts';
import { wellKnownModules } from './well-known.ts';

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
export interface FoundModuleReport extends InstalledModule, ModuleReport {}

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

export function modulePlaces(): ModulePlaces {
  return { p11Kit: p11KitPlaces(), folders: libraryFolders() };
}

/** The modules, without loading any. */
export function listModules(
  program: string = programName(),
  places: ModulePlaces = modulePlaces(),
): InstalledModule[] {
  const configured = configuredModules(places.p11Kit, program);
  const modules: InstalledModule[] = configured
    .filter(({ enabled }) => enabled)
    .map(({ name, path, priority, critical, reserved }) => ({
      name,
      path,
      source: 'p11-kit',
      priority,
      critical,
      ...(reserved !== undefined && { reserved }),
    }));
  // What p11-kit is told to keep from this program does not come back by another door.
  const known = new Set(configured.map(({ path }) => realPath(path)));
  for (const { name, path, reserved } of wellKnownModules(places.folders)) {
    const real = realPath(path);
    if (known.has(real)) continue;
    known.add(real);
    modules.push({
      name,
      path,
      source: 'well-known',
      priority: 0,
      critical: false,
      ...(reserved !== undefined && { reserved }),
    });
  }
  return modules;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * The PKCS #11 modules of this machine: those of p11-kit's configuration, then those in well-known places, each with
 * what it reports. Every module is loaded in a process of its own, so that none can harm this one.
 * @throws AbortError
 * @example
 * for (const { name, path, loadable, info } of await findModules()) {
 *   console.log(name, path, loadable ? info.libraryDescription : 'does not load');
 * }
 */
export async function findModules(options: FindModulesOptions = {}): Promise<FoundModuleReport[]> {
  refuseUnknownOptions('findModules', options, ['timeout', 'program', 'signal']);
  const { timeout = 10_000, program, signal } = options;
  if (typeof timeout !== 'number') {
    throw new TypeError(`findModules: timeout: expected a number, got ${describe(timeout)}`);
  }
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 0x7fff_ffff) {
    throw new RangeError(`findModules: timeout: expected milliseconds, got ${timeout}`);
  }
  if (program !== undefined && typeof program !== 'string') {
    throw new TypeError(`findModules: program: expected a string, got ${describe(program)}`);
  }
  return limited('findModules', { signal }, (limit) => probeAll(listModules(program), timeout, limit));
}

/** Probes modules, as many at a time as there are processors. */
async function probeAll(
  modules: readonly InstalledModule[],
  timeout: number,
  limit: Limit | undefined,
): Promise<FoundModuleReport[]> {
  const reports = new Map<InstalledModule, FoundModuleReport>();
  const probeSome = async (some: InstalledModule[]): Promise<void> => {
    const work = async (): Promise<void> => {
      for (let module = some.shift(); module !== undefined; module = some.shift()) {
        limit?.assertUnreached();
        const { path, reserved } = module;
        reports.set(module, { ...module, ...(await probe({ path, reserved }, timeout, limit)) });
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  };
  // It loads other modules, and not all of them bear two processes that start at the same time (SoftHSM).
  const isProxy = ({ path }: InstalledModule): boolean => basename(path).startsWith('p11-kit-proxy.');
  await probeSome(modules.filter((module) => !isProxy(module)));
  await probeSome(modules.filter(isProxy));
  return modules.map((module) => reports.get(module)!);
}
