import { type AttributeResult, getAttributes } from '../calls/attributes.ts';
import { callSignature, checkUlong, withCallOptions } from '../calls/signature.ts';
import { type AttributeDefinition, attributeOf, type TemplateValues } from '../codec/attributes.ts';
import { describe } from '../codec/bytes.ts';
import { takeArena } from '../core/arenas.ts';
import { drive, driveSync } from '../core/drivers.ts';
import { Lane } from '../core/lane.ts';
import { type CallOptions, callOptions, limited } from '../core/limits.ts';
import type { Program } from '../core/program.ts';
import { atCaller, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { FunctionName, Version } from '../native/function-table.ts';
import { NativeModule } from '../native/native-module.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { SIGNATURES } from '../spec/signatures.ts';
import type { RawFunctions } from './functions.ts';
import { HeldMemory } from './held-memory.ts';
import { KINDS } from './kinds.ts';
import type { AttributeValue, InitializeArguments } from './values.ts';

type Asynchronous = {
  readonly [F in keyof RawFunctions]: (
    ...args: [...Parameters<RawFunctions[F]>, options?: CallOptions]
  ) => Promise<ReturnType<RawFunctions[F]>>;
};
type Synchronous = { readonly [F in keyof RawFunctions as `${F}Sync`]: RawFunctions[F] };

/** What there is besides the functions. */
interface LoadedModule {
  readonly path: string;
  /** The version of the interface in use: 3.2, 3.0, or 2.x. */
  readonly interfaceVersion: Version;
  /** Whether the module has a function; calling one that it has not fails with CKR_FUNCTION_NOT_SUPPORTED. */
  supports(fn: FunctionName): boolean;
}

/**
 * A module's functions under their C names: `C_Sign` gives a Promise, and takes `{ signal, timeout }` after its arguments;
 * `C_SignSync` runs on this thread.
 */
export type RawModule = LoadedModule & Asynchronous & Synchronous;

/** Runs the functions, whose methods are added below. */
class Functions implements LoadedModule {
  readonly path: string;
  readonly interfaceVersion: Version;
  readonly #native: NativeModule;
  readonly #memory = new HeldMemory();

  constructor(native: NativeModule) {
    this.#native = native;
    this.path = native.path;
    this.interfaceVersion = native.version;
  }

  supports(fn: FunctionName): boolean {
    return this.#native.has(fn);
  }

  /** Given up, the call goes on behind its caller's back, in memory that stays until it has come back. */
  static async start(functions: Functions, fn: FunctionName, values: readonly unknown[]): Promise<unknown> {
    const { given, options } = withCallOptions(fn, SIGNATURES[fn], KINDS, values);
    return limited(fn, options, () => Functions.run(functions, fn, given));
  }

  static async run(functions: Functions, fn: FunctionName, values: readonly unknown[]): Promise<unknown> {
    const native = functions.#native;
    // Of its own, not the caller's memory: it may have to outlive the call.
    const arena = takeArena(native, false);
    let rv: Ulong = CKR.OK;
    const lane = laneOf(arena, fn, values);
    try {
      const program = programOf(arena, fn, values);
      const result = await drive(native, program, program.next(), lane);
      functions.#over(fn, values, result);
      return result;
    } catch (error) {
      if (error instanceof Pkcs11Error) rv = error.rv;
      throw atCaller(error);
    } finally {
      functions.#memory.keepOrGive(fn, lane?.handle, rv, arena);
    }
  }

  static runSync(functions: Functions, fn: FunctionName, values: readonly unknown[]): unknown {
    const native = functions.#native;
    // Of its own, not the caller's memory: it may have to outlive the call.
    const arena = takeArena(native, false);
    let rv: Ulong = CKR.OK;
    const lane = laneOf(arena, fn, values);
    try {
      const program = programOf(arena, fn, values);
      const result = driveSync(native, program, lane);
      functions.#over(fn, values, result);
      return result;
    } catch (error) {
      if (error instanceof Pkcs11Error) rv = error.rv;
      throw error;
    } finally {
      functions.#memory.keepOrGive(fn, lane?.handle, rv, arena);
    }
  }

  /** What follows from a call that went well. */
  #over(fn: FunctionName, values: readonly unknown[], result: unknown): void {
    if (fn === 'C_Initialize') {
      const { flags = CKF.OS_LOCKING_OK } = (values[0] ?? {}) as InitializeArguments;
      if ((BigInt(flags) & BigInt(CKF.OS_LOCKING_OK)) === 0n) this.#native.serialise();
    } else if (fn === 'C_OpenSession') this.#memory.opened(values[0] as Ulong, result as Ulong);
    else if (fn === 'C_CloseSession') this.#memory.closed(values[0] as Ulong);
    else if (fn === 'C_CloseAllSessions') this.#memory.closedAll(values[0] as Ulong);
    else if (fn === 'C_Finalize') this.#memory.closedAll();
  }
}

/** The session that a function's first argument is. */
function laneOf(arena: Arena, fn: FunctionName, values: readonly unknown[]): Lane | undefined {
  if (!onSession(fn)) return undefined;
  return new Lane(checkUlong(arena, `${fn}: session`, values[0]));
}

function onSession(fn: FunctionName): boolean {
  return SIGNATURES[fn][0]?.[1] === 'session';
}

function programOf(arena: Arena, fn: FunctionName, values: readonly unknown[]): Program<unknown> {
  if (fn === 'C_GetAttributeValue') return readAttributes(arena, values);
  return callSignature(arena, fn, SIGNATURES[fn], KINDS, onSession(fn) ? values.slice(1) : values);
}

/** By number, and as bytes unless it is a template. */
function define(type: Ulong): AttributeDefinition {
  const codec = attributeOf(type).codec === 'template' ? 'template' : 'vendor';
  return { name: String(type), type, codec };
}

/** C_GetAttributeValue: first lengths, then values; null for those that the token does not tell. */
function* readAttributes(arena: Arena, values: readonly unknown[]): Program<AttributeValue[]> {
  const [, object, template] = values;
  const fn = 'C_GetAttributeValue';
  if (!Array.isArray(template)) {
    throw new TypeError(`${fn}: template: expected an array of { type }, got ${describe(template)}`);
  }
  const types = template.map((each: unknown, index) =>
    checkUlong(arena, `${fn}: template[${index}].type`, (each as { type?: unknown } | null)?.type),
  );
  const handle = checkUlong(arena, `${fn}: object`, object);
  const results = yield* getAttributes(arena, handle, types.map(define), define);
  return results.map((result, index) => ({ type: types[index]!, value: valueOfResult(result) }));
}

function valueOfResult(result: AttributeResult): AttributeValue['value'] {
  if ('error' in result) {
    if (result.error instanceof Pkcs11Error) return null;
    throw result.error;
  }
  return result.value instanceof Uint8Array
    ? (result.value as Uint8Array<ArrayBuffer>)
    : listOf(result.value as TemplateValues);
}

/** A template by number as a list. */
function listOf(template: TemplateValues): AttributeValue[] {
  return Object.entries(template).map(([type, value]) => ({
    type: Number(type),
    value: value === undefined ? null : valueOfResult({ value }),
  }));
}

for (const fn of Object.keys(SIGNATURES) as FunctionName[]) {
  Object.defineProperties(Functions.prototype, {
    [fn]: {
      value(this: Functions, ...values: unknown[]) {
        return Functions.start(this, fn, values);
      },
    },
    [`${fn}Sync`]: {
      value(this: Functions, ...values: unknown[]) {
        return Functions.runSync(this, fn, values);
      },
    },
  });
}

/**
 * Loads a PKCS #11 module and does nothing more: the caller initialises it. Whoever uses `loadModule` for the same file
 * shares the initialisation with it.
 * @throws ModuleLoadError if the file is missing, no library, for another architecture, or no PKCS #11 module
 */
export async function loadRaw(path: string, options?: CallOptions): Promise<RawModule> {
  return limited('loadRaw', callOptions('loadRaw', options), async () => loadRawSync(path));
}

export function loadRawSync(path: string): RawModule {
  if (typeof path !== 'string') {
    throw new TypeError(`loadRaw: path: expected a string, got ${describe(path)}`);
  }
  return new Functions(NativeModule.load(path)) as Functions & RawModule;
}
