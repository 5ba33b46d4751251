import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { FieldName, StructureName } from '../native/layout.ts';
import { describe, toBytes } from './bytes.ts';
import { HASHES, type HashName } from './hashes.ts';
import { type MgfName, mechanisms, mgfs, type NameTable } from './names.ts';

// The vocabulary in which mechanism-parameters.ts says how each parameter structure follows from a method's options:
// one line a field, and the type makes leaving a field out an error.

/** Where an encoded parameter lies in the arena. */
export interface EncodedParameter {
  readonly address: number;
  readonly length: number;
}

export const NO_PARAMETER: EncodedParameter = { address: 0, length: 0 };

/** The options of one mechanism while its parameter is written. */
export class ParameterWriter {
  readonly arena: Arena;
  /** What messages call the mechanism. */
  readonly argument: string;
  /** The hash that the mechanism itself names. */
  readonly hash: HashName | undefined;
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #written = new Map<string, EncodedParameter>();

  constructor(arena: Arena, argument: string, options: object, hash?: HashName) {
    this.arena = arena;
    this.argument = argument;
    this.hash = hash;
    this.#options = options as Record<string, unknown>;
  }

  option(name: string): unknown {
    return this.#options[name];
  }

  path(name: string): string {
    return `${this.argument}.${name}`;
  }

  /** A copy of the bytes of an option, made once however many fields speak of it; NULL and 0 for none. */
  bytes(name: string, required: boolean): EncodedParameter {
    const written = this.#written.get(name);
    if (written !== undefined) return written;
    const value = this.option(name);
    if (value === undefined && !required) return NO_PARAMETER;
    const bytes = toBytes(this.path(name), value);
    const encoded = { address: this.arena.optional(bytes), length: bytes.byteLength };
    this.#written.set(name, encoded);
    return encoded;
  }
}

/** How one field of a structure gets its value, and the options it takes it from. */
export interface Field<N extends string> {
  readonly options: readonly N[];
  value(writer: ParameterWriter): Ulong | Uint8Array;
}

/** A pointer to the bytes of an option that must be given. */
export function bytes<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => writer.bytes(option, true).address };
}

/** A pointer to the bytes of an option, or NULL without it: some modules refuse a pointer to nothing. */
export function optionalBytes<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => writer.bytes(option, false).address };
}

/** How many bytes the option named by another field has. */
export function lengthOf<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => writer.bytes(option, false).length };
}

export function bitsOf<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => writer.bytes(option, false).length * 8 };
}

/** Bytes of a fixed number inside the structure. */
export function inline<N extends string>(option: N, size: number, what: string): Field<N> {
  return {
    options: [option],
    value(writer) {
      const value = toBytes(writer.path(option), writer.option(option));
      if (value.byteLength !== size) {
        throw new RangeError(
          `${writer.path(option)}: expected ${what} of ${size} bytes, got ${value.byteLength}`,
        );
      }
      return value;
    },
  };
}

/** Lengths that go into the standard's structures as CK_ULONG, on its narrowest ABI. */
const MOST = 0xffff_ffff;

export interface IntegerRange {
  readonly least?: number;
  readonly most?: number;
  /** Without one the option must be given. */
  readonly default?: number;
  /** The structure counts in units of as many. */
  readonly per?: number;
}

export function integer<N extends string>(option: N, range: IntegerRange = {}): Field<N> {
  const { least = 0, most = MOST, per = 1 } = range;
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? range.default;
      const argument = writer.path(option);
      if (typeof value !== 'number')
        throw new TypeError(`${argument}: expected an integer, got ${describe(value)}`);
      if (!Number.isInteger(value) || value < least || value > most || value % per !== 0) {
        const multiple = per === 1 ? 'an integer' : `a multiple of ${per}`;
        throw new RangeError(`${argument}: expected ${multiple} from ${least} to ${most}, got ${value}`);
      }
      return value / per;
    },
  };
}

/** A CK_BBOOL. */
export function flag<N extends string>(option: N, standard = false): Field<N> {
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? standard;
      if (typeof value !== 'boolean') {
        throw new TypeError(`${writer.path(option)}: expected true or false, got ${describe(value)}`);
      }
      return value ? 1 : 0;
    },
  };
}

/** A CK_BBOOL that says whether an option is given. */
export function given<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => (writer.option(option) === undefined ? 0 : 1) };
}

/** The same value always. */
export function fixed(value: Ulong): Field<never> {
  return { options: [], value: () => value };
}

/** A constant of the standard by name. */
export function named<N extends string, T extends string>(
  option: N,
  table: NameTable<T>,
  standard?: T,
): Field<N> {
  return {
    options: [option],
    value: (writer) => table.number(writer.path(option), (writer.option(option) ?? standard) as T | Ulong),
  };
}

/** A constant by a name of a few. */
export function oneOf<N extends string>(
  option: N,
  values: Readonly<Record<string, number>>,
  standard?: string,
): Field<N> {
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? standard;
      if (typeof value === 'number') return value;
      if (typeof value === 'string' && Object.hasOwn(values, value)) return values[value]!;
      throw new RangeError(`${writer.path(option)}: expected one of ${Object.keys(values).join(', ')}`);
    },
  };
}

/** The handle of a key on the token. */
export function key<N extends string>(option: N): Field<N> {
  return {
    options: [option],
    value(writer) {
      const handle = handleIn(writer.option(option));
      if (handle === undefined) throw new TypeError(`${writer.path(option)}: expected a key of this token`);
      return handle;
    },
  };
}

/** The same, or CK_INVALID_HANDLE without one. */
export function optionalKey<N extends string>(option: N): Field<N> {
  const required = key(option);
  return {
    ...required,
    value: (writer) => (writer.option(option) === undefined ? 0 : required.value(writer)),
  };
}

function handleIn(value: unknown): Ulong | undefined {
  const handle = (value as { handle?: unknown } | null | undefined)?.handle;
  return typeof handle === 'number' || typeof handle === 'bigint' ? handle : undefined;
}

type Fields<S extends StructureName, N extends string> = Record<FieldName<S>, Field<N>>;

function writeStructure<S extends StructureName>(
  writer: ParameterWriter,
  structure: S,
  fields: Fields<S, string>,
): EncodedParameter {
  const values = Object.fromEntries(
    Object.entries<Field<string>>(fields).map(([name, field]) => [name, field.value(writer)]),
  );
  const region = writer.arena.structure(structure, values as Record<FieldName<S>, Ulong | Uint8Array>);
  return { address: region.address, length: region.size };
}

function optionsOf<N extends string>(fields: Readonly<Record<string, Field<N>>>): N[] {
  return [...new Set(Object.values(fields).flatMap((field) => field.options))];
}

/** A pointer to a structure of its own. */
export function pointerTo<S extends StructureName, N extends string>(
  structure: S,
  fields: Fields<S, N>,
): Field<N> {
  return { options: optionsOf(fields), value: (writer) => writeStructure(writer, structure, fields).address };
}

/** How a kind of parameter is written. */
export interface ParameterCodec<N extends string> {
  /** The names of the options, for refusing others. */
  readonly options: readonly N[];
  encode(writer: ParameterWriter): EncodedParameter;
}

/** A parameter that is one structure. */
export function structured<S extends StructureName, N extends string>(
  structure: S,
  fields: Fields<S, N>,
): ParameterCodec<N> {
  return { options: optionsOf(fields), encode: (writer) => writeStructure(writer, structure, fields) };
}

/** A parameter that is the bytes of an option. */
export function plainBytes<N extends string>(option: N, required: boolean): ParameterCodec<N> {
  return { options: [option], encode: (writer) => writer.bytes(option, required) };
}

/** A parameter that is one CK_ULONG. */
export function plainUlong<N extends string>(field: Field<N>): ParameterCodec<N> {
  return {
    options: field.options,
    encode(writer) {
      const region = writer.arena.ulong(field.value(writer) as Ulong);
      return { address: region.address, length: region.size };
    },
  };
}

/** The hash of a mechanism: its own, the one an option names, or a standard one. */
function hashOf(writer: ParameterWriter, standard?: HashName): HashName {
  const hash = writer.hash ?? writer.option('hash') ?? standard;
  if (typeof hash !== 'string' || !Object.hasOwn(HASHES, hash)) {
    throw new RangeError(`${writer.path('hash')}: expected one of ${Object.keys(HASHES).join(', ')}`);
  }
  return hash as HashName;
}

export function hashAlgorithm<N extends string>(options: readonly N[], standard?: HashName): Field<N> {
  return { options, value: (writer) => mechanisms.number(writer.path('hash'), hashOf(writer, standard)) };
}

/** MGF1 of the hash, unless named. */
export function maskGeneration(standard?: HashName): Field<'mgf'> {
  return {
    options: ['mgf'],
    value: (writer) =>
      mgfs.number(
        writer.path('mgf'),
        (writer.option('mgf') ?? HASHES[hashOf(writer, standard)].mgf) as MgfName | Ulong,
      ),
  };
}

/** As long as the hash, unless given. */
export function saltLength(): Field<'saltLength'> {
  return {
    options: ['saltLength'],
    value: (writer) => integer('saltLength', { default: HASHES[hashOf(writer)].bytes }).value(writer),
  };
}
