import { returnCode } from '../errors.ts';
import { CKR } from '../spec/constants.ts';
import type { Abi, Ulong } from './abi.ts';
import { areCallsWatched, ends, starts } from './call-channels.ts';
import {
  bind,
  type CallableName,
  type FunctionName,
  type FunctionTable,
  negotiate,
  parametersOf,
  type VendorFunction,
  type VendorFunctionName,
  type Version,
} from './function-table.ts';
import { DEFAULT_CONCURRENCY, Gate } from './gate.ts';
import { HOST } from './host.ts';
import { type NativeFunction, openLibrary } from './koffi.ts';
import { explainLoadFailure } from './load-failure.ts';
import { forgetSessions, type LeftSession, leftSessions } from './remains.ts';
import { notingOpened, strikingClosed } from './session-notes.ts';

/** What subscribers of the channels `cryptoki:call:start` and `cryptoki:call:end` receive: never contents. */
export interface CallEvent {
  readonly module: string;
  /** A function of the standard, or `interface: function` of a vendor. */
  readonly fn: CallableName;
  readonly async: boolean;
  /** Handles, ids, flags and lengths by the standard's parameter names; no pointers, no lengths of PINs. */
  readonly arguments: Readonly<Record<string, Ulong>>;
  /** The rest is there at the end only. */
  readonly rv?: Ulong;
  readonly code?: string;
  readonly milliseconds?: number;
}

/** Parameters that would tell how long a PIN is. */
const PRIVATE_PARAMETERS = /Pin|OldLen|NewLen/;

/** Lets one thread of the process at a time make some calls. */
export interface Turns {
  locked<T>(work: () => Promise<T>): Promise<T>;
  lockedSync<T>(work: () => T): T;
}

/** Calls of all modules together: the thread pool is one. */
const pool = new Gate(DEFAULT_CONCURRENCY, "every thread of libuv's pool is in a native call");

interface BoundFunction {
  readonly fn: CallableName;
  readonly native: NativeFunction;
}

/** A loaded module: its functions, and the one place through which every call to it goes. */
export class NativeModule {
  readonly path: string;
  readonly abi: Abi = HOST;
  /** The version of the interface in use. */
  readonly version: Version;
  /** It may write more of an attribute's value than it is offered room for, so that lengths are asked for first. */
  unbounded = false;
  readonly #functions: FunctionTable;
  /**
   * Those that were called before. koffi keeps what it knows of a function's parameters beyond the end of the thread. A
   * map: V8 takes twice as long for the properties of an object whose name is another each time.
   */
  readonly #bound = new Map<CallableName, NativeFunction>();
  /** Those called last: an operation calls its two in turn, and a lookup for each would be seen. */
  #last: BoundFunction | undefined;
  #before: BoundFunction | undefined;
  readonly #vendors = new Map<string, VendorFunction>();
  #serial: Gate | undefined;
  #turns: { readonly functions: ReadonlySet<CallableName>; readonly lock: Turns } | undefined;

  /** `callSync` by itself, for whoever makes a call in the way that is given. */
  readonly caller = (fn: CallableName, ...args: readonly Ulong[]): Ulong => this.callSync(fn, ...args);

  private constructor(path: string, functions: FunctionTable, version: Version) {
    this.path = path;
    this.#functions = functions;
    this.version = version;
  }

  /** Loads a file; throws `ModuleLoadError` with the reason in words. */
  static load(path: string, ownLibraries = false): NativeModule {
    let library: ReturnType<typeof openLibrary>;
    try {
      library = openLibrary(path, ownLibraries);
    } catch (error) {
      throw explainLoadFailure(path, error);
    }
    const { functions, version } = negotiate(HOST, library, path);
    return new NativeModule(path, functions, version);
  }

  has(fn: CallableName): boolean {
    return this.#functions[fn as FunctionName] !== undefined || this.#vendors.has(fn);
  }

  /** Makes a function of a vendor's interface callable. */
  addVendorFunction(name: VendorFunctionName, fn: VendorFunction): void {
    this.#vendors.set(name, fn);
    this.#bound.set(name, fn.native);
    // Under the same name there may have been another.
    this.#last = undefined;
    this.#before = undefined;
  }

  /** Native sessions that threads have left which are no more. */
  leftSessions(): Iterable<LeftSession> {
    return leftSessions(this.#functions.C_CloseSession ?? 0);
  }

  /** A native session, by default all of the process, went without having been closed. */
  forgetSessions(handle?: Ulong): void {
    forgetSessions(this.#functions.C_CloseSession ?? 0, handle);
  }

  /** From now on one call at a time: the module cannot lock (CKR_CANT_LOCK, PKCS #11 §5.4 C_Initialize). */
  serialise(): void {
    this.#serial ??= new Gate(1, `${this.path} allows one call at a time, and one is running`);
  }

  /** From now on no two threads are in these functions at once. */
  takeTurns(functions: readonly FunctionName[], lock: Turns): void {
    this.#turns = { functions: new Set(functions), lock };
  }

  /** A missing function answers as a module without it would: CKR_FUNCTION_NOT_SUPPORTED. */
  callSync(fn: CallableName, ...args: readonly Ulong[]): Ulong {
    const native = this.#native(fn);
    if (native === undefined) return CKR.FUNCTION_NOT_SUPPORTED;
    return this.#turns === undefined && this.#serial === undefined && !areCallsWatched()
      ? native(...args)
      : this.#callAttended(fn, native, args);
  }

  /** A call that others wait for, or look at. */
  #callAttended(fn: CallableName, native: NativeFunction, args: readonly Ulong[]): Ulong {
    const call = (): Ulong => {
      this.#serial?.assertFree(fn);
      if (!areCallsWatched()) return native(...args);
      const finish = this.#announce(fn, args, false);
      const rv = native(...args);
      finish(rv);
      return rv;
    };
    return this.#turns?.functions.has(fn) === true ? this.#turns.lock.lockedSync(call) : call();
  }

  /**
   * The same on libuv's pool. Memory in `args` must stay valid until `done`. What nobody wants any more when its turn
   * comes is not called, and answers CKR_FUNCTION_CANCELED.
   */
  call(
    fn: CallableName,
    args: readonly Ulong[],
    done: (error: Error | null, rv: Ulong) => void,
    caller?: { readonly wanted: boolean },
  ): void {
    const turns = this.#turns;
    if (turns?.functions.has(fn) !== true) {
      this.#call(fn, args, done, caller);
      return;
    }
    void turns.lock.locked(
      () =>
        new Promise<void>((leave) => {
          const ended = (error: Error | null, rv: Ulong): void => {
            leave();
            done(error, rv);
          };
          this.#call(fn, args, ended, caller);
        }),
    );
  }

  #call(
    fn: CallableName,
    args: readonly Ulong[],
    done: (error: Error | null, rv: Ulong) => void,
    caller: { readonly wanted: boolean } | undefined,
  ): void {
    const native = this.#native(fn);
    if (native === undefined) {
      process.nextTick(done, null, CKR.FUNCTION_NOT_SUPPORTED);
      return;
    }
    const serial = this.#serial;
    const start = (): void =>
      pool.enter(() => {
        if (caller?.wanted === false) {
          pool.leave();
          serial?.leave();
          done(null, CKR.FUNCTION_CANCELED);
          return;
        }
        const finish = areCallsWatched() ? this.#announce(fn, args, true) : undefined;
        const ended = (error: Error | null, rv: Ulong): void => {
          pool.leave();
          serial?.leave();
          if (error === null) finish?.(rv);
          done(error, rv);
        };
        try {
          native.async(...args, ended);
        } catch (error) {
          ended(error as Error, 0);
        }
      });
    if (serial === undefined) start();
    else serial.enter(start);
  }

  #native(fn: CallableName): NativeFunction | undefined {
    if (fn === this.#last?.fn) return this.#last.native;
    if (fn === this.#before?.fn) return this.#before.native;
    return this.#lookUp(fn);
  }

  #lookUp(fn: CallableName): NativeFunction | undefined {
    const native = this.#bound.get(fn) ?? this.#bind(fn as FunctionName);
    if (native !== undefined) {
      this.#before = this.#last;
      this.#last = { fn, native };
    }
    return native;
  }

  #bind(name: FunctionName): NativeFunction | undefined {
    const address = this.#functions[name];
    if (address === undefined) return undefined;
    const close = this.#functions.C_CloseSession;
    let native = bind(name, address);
    if (name === 'C_OpenSession' && close !== undefined) native = notingOpened(native, close);
    if (name === 'C_CloseSession') native = strikingClosed(native, address);
    this.#bound.set(name, native);
    return native;
  }

  #announce(fn: CallableName, args: readonly Ulong[], async: boolean): (rv: Ulong) => void {
    const vendor = this.#vendors.get(fn);
    const shown: Record<string, Ulong> = {};
    for (const [index, [name, kind]] of (vendor?.parameters ?? parametersOf(fn as FunctionName)).entries()) {
      if (kind !== 'pointer' && !PRIVATE_PARAMETERS.test(name)) shown[name] = args[index] ?? 0;
    }
    const event: CallEvent = { module: this.path, fn, async, arguments: shown };
    starts.publish(event);
    const began = performance.now();
    return (rv) => {
      const milliseconds = performance.now() - began;
      // What a vendor's function returns may be an address.
      if (vendor?.returnsAddress) ends.publish({ ...event, milliseconds });
      else ends.publish({ ...event, rv, code: returnCode(rv), milliseconds });
    };
  }
}
