// How a C function's parameters look to JavaScript: what src/spec/signatures.ts and vendors' definitions are written in.
import { type BytesLike, describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { readStructure, StructureReader } from '../codec/structure-reader.ts';
import { type CallOptions, callOptions } from '../core/limits.ts';
import { output } from '../core/output.ts';
import type { NativeCall, Program, SessionFunction } from '../core/program.ts';
import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { CallableName } from '../native/function-table.ts';
import type { ParameterKind } from '../native/koffi.ts';
import type { StructureName } from '../native/layout.ts';
import { STRUCTURES } from '../spec/structures.ts';
import { list } from './slots.ts';

/** One parameter: its name and its kind. */
type SignatureParameter = readonly [name: string, kind: string];
export type Signature = readonly SignatureParameter[];

/** A value on its way to C. */
export interface Passed {
  readonly args: readonly Ulong[];
  /** In place of `args`, a buffer and its length, which follow from what the function answers. */
  readonly grows?: 'bytes' | 'ulongs';
  /** What the function wrote. */
  readonly result?: () => unknown;
  /** What becomes of the caller's own memory once the function has returned. */
  readonly after?: () => void;
}

/** How a kind of parameter is passed. */
export interface Kind {
  /** Whether it takes an argument of JavaScript's. */
  readonly takes: boolean;
  /** The C parameters that it stands for. */
  readonly c: readonly ParameterKind[];
  pass(arena: Arena, argument: string, value: unknown): Passed;
}

export type Kinds = Readonly<Record<string, Kind>>;

function wrong(argument: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}

export function checkUlong(arena: Arena, argument: string, value: unknown): Ulong {
  if (typeof value !== 'number' && typeof value !== 'bigint') throw wrong(argument, 'an integer', value);
  const fits =
    typeof value === 'bigint' ? value < 1n << BigInt(arena.abi.ulong * 8) : Number.isSafeInteger(value);
  if (!fits || value < 0 || (arena.abi.ulong === 4 && value > 0xffff_ffff)) {
    throw new RangeError(`${argument}: ${value} is not an unsigned integer of ${arena.abi.ulong} bytes`);
  }
  return value;
}

/** Text with its NUL; the region is zeroed, so one byte more than the text can need is enough. */
export function passText(arena: Arena, argument: string, value: unknown): Passed {
  if (typeof value !== 'string') throw wrong(argument, 'a string', value);
  if (value.includes('\0')) throw new RangeError(`${argument}: a NUL would end the text`);
  const region = arena.allocate(value.length * 3 + 1);
  region.writeText(value);
  return { args: [region.address] };
}

/** Bytes and their length; NULL and 0 for null. Text goes straight into native memory: it may be a PIN. */
export function passBytes(arena: Arena, argument: string, value: unknown): Passed {
  if (value === null) return { args: [0, 0] };
  if (typeof value === 'string') {
    const region = arena.allocate(value.length * 3);
    return { args: [region.address, region.writeText(value)] };
  }
  const { address, size } = arena.bytes(toBytes(argument, value as BytesLike));
  return { args: [address, size] };
}

/** More than any function returns of random bytes or handles at once. */
const MOST = 1 << 26;

/** A count of bytes or handles to make room for. */
export function checkCount(argument: string, value: unknown): number {
  if (typeof value !== 'number') throw wrong(argument, 'a number', value);
  if (!Number.isInteger(value) || value < 0 || value > MOST) {
    throw new RangeError(`${argument}: expected an integer from 0 to ${MOST}, got ${value}`);
  }
  return value;
}

/** The kinds that need to know nothing of attributes and mechanisms. */
export const PLAIN_KINDS: Kinds = {
  /** The driver puts the handle of its lane here. */
  session: { takes: false, c: ['ulong'], pass: () => ({ args: [0] }) },
  null: { takes: false, c: ['pointer'], pass: () => ({ args: [0] }) },
  ulong: {
    takes: true,
    c: ['ulong'],
    pass: (arena, argument, value) => ({ args: [checkUlong(arena, argument, value)] }),
  },
  boolean: {
    takes: true,
    c: ['byte'],
    pass(_arena, argument, value) {
      if (typeof value !== 'boolean') throw wrong(argument, 'true or false', value);
      return { args: [value ? 1 : 0] };
    },
  },
  bytes: { takes: true, c: ['pointer', 'ulong'], pass: passBytes },
  name: { takes: true, c: ['pointer'], pass: passText },
  'out ulong': {
    takes: false,
    c: ['pointer'],
    pass(arena) {
      const region = arena.ulong();
      return { args: [region.address], result: () => region.readUlong() };
    },
  },
  'out ulongs': { takes: false, c: ['pointer', 'pointer'], pass: () => ({ args: [], grows: 'ulongs' }) },
  'out bytes': { takes: false, c: ['pointer', 'pointer'], pass: () => ({ args: [], grows: 'bytes' }) },
  'out bytes of length': {
    takes: true,
    c: ['pointer', 'ulong'],
    pass(arena, argument, value) {
      const region = arena.allocate(checkCount(argument, value));
      return { args: [region.address, region.size], result: () => region.read(region.size) };
    },
  },
};

/** `out CK_INFO` and its like: a structure that the function fills in. */
function structureKind(kind: string): Kind | undefined {
  const name = kind.slice('out '.length);
  if (!kind.startsWith('out CK_') || !Object.hasOwn(STRUCTURES, name)) return undefined;
  return {
    takes: false,
    c: ['pointer'],
    pass(arena) {
      const reader = new StructureReader(arena, name as StructureName);
      return { args: [reader.address], result: () => readStructure(reader, name as StructureName) };
    },
  };
}

export function kindOf(kinds: Kinds, kind: string): Kind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : structureKind(kind);
}

/** How many arguments of JavaScript's a function takes, its session included. */
function argumentsOf(signature: Signature, kinds: Kinds): number {
  return signature.filter(([, kind]) => kind === 'session' || kindOf(kinds, kind)?.takes === true).length;
}

/** The arguments of an asynchronous call, and the options that may stand after the last of them. */
export function withCallOptions(
  fn: string,
  signature: Signature,
  kinds: Kinds,
  values: readonly unknown[],
): { readonly given: readonly unknown[]; readonly options: CallOptions | undefined } {
  const count = argumentsOf(signature, kinds);
  const last = values[count];
  const none = values.length !== count + 1 || typeof last !== 'object' || last === null || isBytesLike(last);
  if (none) return { given: values, options: undefined };
  return { given: values.slice(0, count), options: callOptions(fn, last) };
}

/** Room for what a function adds to its input. */
const ROOM = 4096;

/**
 * Calls a C function with JavaScript's arguments, those of its signature that take one, in order. What comes back is
 * what the function wrote: nothing, one value, or several by name. `interpret`: it returns no CK_RV, but that.
 */
export function* callSignature(
  arena: Arena,
  fn: CallableName,
  signature: Signature,
  kinds: Kinds,
  values: readonly unknown[],
  interpret?: (returned: Ulong) => unknown,
): Program<unknown> {
  const onSession = signature[0]?.[1] === 'session';
  const make = (args: readonly Ulong[], tolerant = true): NativeCall => ({
    fn,
    args: [...args],
    onSession,
    tolerant,
  });
  const taking = signature.filter(([, kind]) => kindOf(kinds, kind)?.takes).length;
  if (values.length > taking) {
    throw new TypeError(`${fn}: expected ${taking} arguments, got ${values.length}`);
  }
  let used = 0;
  const passed = signature.map(([name, kind]) => {
    const implementation = kindOf(kinds, kind)!;
    return implementation.pass(arena, `${fn}: ${name}`, implementation.takes ? values[used++] : undefined);
  });
  const growing = passed.findIndex(({ grows }) => grows !== undefined);
  const before = passed.slice(0, growing < 0 ? undefined : growing).flatMap(({ args }) => args);
  const after = growing < 0 ? [] : passed.slice(growing + 1).flatMap(({ args }) => args);
  let grown: unknown;
  if (interpret !== undefined) return interpret(yield make(before));
  if (growing < 0) yield make(before, false);
  else if (passed[growing]!.grows === 'bytes') {
    const input = values.reduce<number>((sum, value) => sum + (byteLength(value) ?? 0), 0);
    // Only functions on a session have such a buffer, and the driver adds the session.
    grown = yield* output(arena, fn as SessionFunction, before.slice(1), input + ROOM, after);
  } else {
    grown = yield* list(arena, fn, (array, count) => make([...before, array, count, ...after]));
  }
  for (const each of passed) each.after?.();
  const results = passed.flatMap(({ result, grows }, index): [string, unknown][] => {
    const name = signature[index]![0];
    if (grows !== undefined) return [[name, grown]];
    return result === undefined ? [] : [[name, result()]];
  });
  return results.length > 1 ? Object.fromEntries(results) : results[0]?.[1];
}

function byteLength(value: unknown): number | undefined {
  if (typeof value === 'string') return value.length * 3;
  const { byteLength } = (value ?? {}) as { byteLength?: unknown };
  return typeof byteLength === 'number' ? byteLength : undefined;
}

/** Refuses a count that the module says it has written beyond the room it had. */
export function checkWritten(fn: string, written: Ulong, room: number): number {
  if (written > room) throw new ModuleFaultError(fn, `returned ${written} entries for ${room}`);
  return Number(written);
}
