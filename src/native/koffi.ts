// The only file that knows koffi. Pointers cross it as numbers: user-space addresses are below 2^53 on every
// platform that koffi serves, and a number costs less than a bigint on each call.
import { isMainThread } from 'node:worker_threads';
import koffi, { type TypeObject } from 'koffi';
import type { Ulong } from './abi.ts';

export type ParameterKind = 'byte' | 'ulong' | 'pointer';

/** A C function returning CK_RV: called on this thread, or on libuv's pool with `async`. */
export interface NativeFunction {
  (...args: Ulong[]): Ulong;
  async(...argsAndCallback: unknown[]): void;
}

export interface SharedLibrary {
  /** The address of an exported symbol, or undefined. */
  symbol(name: string): number | undefined;
}

// Vendors' modules (OpenSSL underneath, smart-card stacks) need more than koffi's 128 KiB; the memory is only
// reserved until touched. koffi takes settings before the first library is loaded, and only then.
const ASYNC_STACK = 1 << 20;
/**
 * How many of these stacks are kept for the next call. koffi gives back nothing of what it keeps when a worker thread
 * ends: some 50 mappings for 15 stacks, and after about 1200 threads a process may not map any more (vm.max_map_count).
 * Without them a call costs some 20 µs more.
 */
const ASYNC_STACKS_KEPT = isMainThread ? 32 : 0;
/** The most that koffi is to allocate at once. */
const MOST_MEMORY = 512 << 20;
let configured = false;

function configure(): void {
  if (configured) return;
  configured = true;
  try {
    koffi.config({
      async_stack_size: ASYNC_STACK,
      resident_async_pools: ASYNC_STACKS_KEPT,
      max_type_size: MOST_MEMORY,
    });
  } catch {
    // Another package of this program has loaded a library with koffi before: its settings hold for all.
  }
}

const TYPES = { byte: 'uint8', ulong: 'ulong', pointer: 'uintptr_t' } as const;

/** The most bytes that `allocate` gives. */
export function mostMemory(): number {
  configure();
  return koffi.config().max_type_size ?? MOST_MEMORY;
}

/** CK_ULONG is C's `unsigned long` on every platform, Windows included (4 bytes there). */
export const ULONG_SIZE: 4 | 8 = koffi.sizeof('ulong') as 4 | 8;
export const POINTER_SIZE: 4 | 8 = koffi.sizeof('void *') as 4 | 8;

/** Opens a shared library; throws the loader's own message. It is never unloaded: see `pin`. */
export function openLibrary(path: string, ownLibraries = false): SharedLibrary {
  configure();
  const library = koffi.load(path, { deep: ownLibraries });
  pin(path);
  return {
    symbol(name) {
      try {
        return toNumber(library.symbol(name));
      } catch {
        return undefined;
      }
    },
  };
}

const prototypes = new Map<string, TypeObject>();

/** Makes a C function at an address callable. */
export function functionAt(
  address: number,
  parameters: readonly ParameterKind[],
  returns: 'ulong' | 'pointer' = 'ulong',
): NativeFunction {
  const key = [returns, ...parameters].join();
  let prototype = prototypes.get(key);
  if (prototype === undefined) {
    prototype = koffi.proto(
      TYPES[returns],
      parameters.map((kind) => TYPES[kind]),
    );
    prototypes.set(key, prototype);
  }
  return koffi.decode(BigInt(address), prototype) as NativeFunction;
}

/** Zeroed memory outside V8's heap: its address never changes, and it stays valid until `free`. */
export function allocate(size: number): { address: number; buffer: ArrayBuffer } {
  // koffi.alloc is calloc.
  const pointer = koffi.alloc('uint8', size);
  return { address: toNumber(pointer), buffer: koffi.view(pointer, size) };
}

export function free(address: number): void {
  koffi.free(BigInt(address));
}

/**
 * The address of the bytes of a JavaScript buffer, valid while nothing detaches or resizes it. The caller keeps it
 * alive, and sees that it is not one of the small ones (64 bytes at most) that V8 keeps on its own heap and moves.
 */
export function addressOf(bytes: Uint8Array<ArrayBuffer>): number {
  return toNumber(koffi.address(bytes));
}

/** A window on memory that the module owns. The caller vouches for address and size. */
export function viewAt(address: number, size: number): DataView {
  return new DataView(koffi.view(BigInt(address), size));
}

/** NUL-terminated text that the module owns, such as the name of an interface; empty for NULL. */
export function readCString(address: number): string {
  return address === 0 ? '' : koffi.decode.string(BigInt(address));
}

function toNumber(pointer: unknown): number {
  const address = Number(pointer);
  if (!Number.isSafeInteger(address)) throw new RangeError(`address ${pointer} is beyond 2^53`);
  return address;
}

interface LoaderFunctions {
  dlopen(path: string, flags: number): unknown;
  dladdr(address: bigint, info: Uint8Array): number;
}

let loader: LoaderFunctions | undefined | null = null;

/** The dynamic loader's functions, where the platform has them under these names (not on Windows). */
function posixLoader(): LoaderFunctions | undefined {
  if (loader !== null) return loader;
  loader = undefined;
  if (process.platform !== 'win32') {
    try {
      const self = koffi.load(null);
      loader = {
        dlopen: self.func('dlopen', 'void *', ['str', 'int']),
        dladdr: self.func('dladdr', 'int', ['void *', 'void *']),
      };
    } catch {
      // A C library without dladdr: nothing is checked or pinned.
    }
  }
  return loader;
}

/**
 * Keeps a module loaded until the process ends. koffi unloads a library with the worker thread that loaded it,
 * while other threads of the process still hold the module's sessions.
 */
function pin(path: string): void {
  const RTLD_LAZY = 1;
  posixLoader()?.dlopen(path, RTLD_LAZY);
}

/** The base address of the shared object that holds an address, or undefined where that cannot be asked. */
export function objectOf(address: number): Ulong | undefined {
  const functions = posixLoader();
  if (functions === undefined) return undefined;
  // Dl_info: dli_fname, dli_fbase, dli_sname, dli_saddr, each a pointer.
  const info = new BigUint64Array(4);
  if (functions.dladdr(BigInt(address), new Uint8Array(info.buffer)) === 0) return undefined;
  return POINTER_SIZE === 8 ? info[1] : new Uint32Array(info.buffer)[1];
}
