import type { Ulong } from '../native/abi.ts';
import { describe, toBytes } from './bytes.ts';
import { HASHES, type HashName } from './hashes.ts';
import { type MgfName, mechanisms, mgfs, type NameTable } from './names.ts';
import type { Field, ParameterWriter } from './parameter-writer.ts';

// The vocabulary in which src/codec/parameters/ says how each field of a parameter structure follows from a method's
// options: one line a field.

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
  return { options: [option], value: (writer) => writer.bytes(option, false).size };
}

/** The same of two options that must be of one length. */
export function sameLengthOf<N extends string>(option: N, other: N): Field<N> {
  return {
    options: [option, other],
    value(writer) {
      const { size } = writer.bytes(option, true);
      if (writer.bytes(other, true).size !== size) {
        throw new RangeError(`${writer.path(other)}: expected ${size} bytes, as many as ${option} has`);
      }
      return size;
    },
  };
}

export function bitsOf<N extends string>(option: N): Field<N> {
  return { options: [option], value: (writer) => writer.bytes(option, false).size * 8 };
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
      if (typeof value !== 'number')
        throw new TypeError(`${writer.path(option)}: expected an integer, got ${describe(value)}`);
      if (!Number.isInteger(value) || value < least || value > most || value % per !== 0) {
        const multiple = per === 1 ? 'an integer' : `a multiple of ${per}`;
        throw new RangeError(
          `${writer.path(option)}: expected ${multiple} from ${least} to ${most}, got ${value}`,
        );
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

/** A pointer to text that ends in a NUL, or NULL without it. */
export function optionalText<N extends string>(option: N): Field<N> {
  return {
    options: [option],
    value(writer) {
      const text = writer.option(option);
      if (text === undefined) return 0;
      if (typeof text !== 'string' || text.includes('\0')) {
        throw new TypeError(`${writer.path(option)}: expected text without NUL, got ${describe(text)}`);
      }
      return writer.arena.bytes(new TextEncoder().encode(`${text}\0`)).address;
    },
  };
}

/** A pointer to the CK_MECHANISM that an option describes. */
export function mechanism<N extends string>(option: N): Field<N> {
  return {
    options: [option],
    structures: ['CK_MECHANISM'],
    value: (writer) => writer.mechanism(option),
  };
}

/** The same, or NULL without it. */
export function optionalMechanism<N extends string>(option: N): Field<N> {
  const required = mechanism(option);
  return {
    ...required,
    value: (writer) => (writer.option(option) === undefined ? 0 : required.value(writer)),
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

/** The hash of a mechanism: its own, the one an option names, or a standard one. */
function hashOf(writer: ParameterWriter, standard?: HashName): HashName {
  const hash = writer.facts.hash ?? writer.option('hash') ?? standard;
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
