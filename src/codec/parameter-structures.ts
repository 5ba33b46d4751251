import type { Abi, Ulong } from '../native/abi.ts';
import type { Region } from '../native/arena.ts';
import { type FieldLayout, type FieldName, layoutOf, type StructureName } from '../native/layout.ts';
import { describe } from './bytes.ts';
import type { OutputName } from './parameter-outputs.ts';
import { type Field, NO_PARAMETER, type ParameterCodec, type ParameterWriter } from './parameter-writer.ts';

// How fields make up structures, and structures parameters: leaving a field out is an error of types.

/** The codecs of a family of parameter kinds, by what options each kind takes and what it gives back. */
export type CodecsOf<Kinds, Outputs = object> = {
  readonly [K in keyof Kinds]: ParameterCodec<
    keyof Kinds[K] & string,
    K extends keyof Outputs ? Outputs[K] & OutputName : never
  >;
};

type Fields<S extends StructureName, N extends string, O extends OutputName> = Record<
  FieldName<S>,
  Field<N, O>
>;
type AnyFields<N extends string, O extends OutputName> = Readonly<Record<string, Field<N, O>>>;

/** Writes a structure. Where each field lies is looked up once an ABI, of which a process has one. */
function structureWriter<S extends StructureName>(
  structure: S,
  fields: Fields<S, string, OutputName>,
): (writer: ParameterWriter) => Region {
  const names = Object.keys(fields) as FieldName<S>[];
  // In lists, which take V8 a fraction of what properties take whose name is another each time.
  const values = names.map((name) => fields[name]);
  let known: { readonly abi: Abi; readonly size: number; readonly layouts: FieldLayout[] } | undefined;
  return (writer) => {
    const { arena } = writer;
    if (known?.abi !== arena.abi) {
      const { size, fields } = layoutOf(arena.abi, structure);
      known = { abi: arena.abi, size, layouts: names.map((name) => fields[name]) };
    }
    const { size, layouts } = known;
    const region = arena.allocate(size);
    for (let index = 0; index < names.length; index++) {
      region.writeField(structure, names[index]!, layouts[index], values[index]!.value(writer));
    }
    return region;
  };
}

function collect<N extends string, O extends OutputName>(structure: StructureName, fields: AnyFields<N, O>) {
  const all = Object.values(fields);
  return {
    options: [...new Set(all.flatMap((field) => field.options))],
    outputs: [...new Set(all.flatMap((field) => field.outputs ?? []))],
    structures: [...new Set([structure, ...all.flatMap((field) => field.structures ?? [])])],
  };
}

/** A pointer to a structure of its own. */
export function pointerTo<S extends StructureName, N extends string, O extends OutputName = never>(
  structure: S,
  fields: Fields<S, N, O>,
): Field<N, O> {
  const write = structureWriter(structure, fields);
  return { ...collect<N, O>(structure, fields), value: (writer) => write(writer).address };
}

/** A structure inside of another. */
export function nested<S extends StructureName, N extends string, O extends OutputName = never>(
  structure: S,
  fields: Fields<S, N, O>,
): Field<N, O> {
  const write = structureWriter(structure, fields);
  return {
    ...collect<N, O>(structure, fields),
    value(writer) {
      const region = write(writer);
      return region.read(region.size);
    },
  };
}

/** A parameter that is one structure. */
export function structured<S extends StructureName, N extends string, O extends OutputName = never>(
  structure: S,
  fields: Fields<S, N, O>,
): ParameterCodec<N, O> {
  return { ...collect<N, O>(structure, fields), encode: structureWriter(structure, fields) };
}

/** A parameter that is the bytes of an option. */
export function plainBytes<N extends string>(option: N, required: boolean): ParameterCodec<N> {
  return {
    options: [option],
    outputs: [],
    structures: [],
    encode: (writer) => writer.bytes(option, required),
  };
}

/** A parameter that is one CK_ULONG. */
export function plainUlong<N extends string>(field: Field<N>): ParameterCodec<N> {
  return {
    options: field.options,
    outputs: [],
    structures: [],
    encode: (writer) => writer.arena.ulong(field.value(writer) as Ulong),
  };
}

/** One of two forms of a parameter: the second where the options say so. */
export function either<N extends string, M extends string, O extends OutputName = never>(
  usual: ParameterCodec<N, O>,
  other: ParameterCodec<M, O>,
  isOther: (writer: ParameterWriter) => boolean,
): ParameterCodec<N | M, O> {
  return {
    options: [...new Set<N | M>([...usual.options, ...other.options])],
    outputs: [...new Set([...usual.outputs, ...other.outputs])],
    structures: [...new Set([...usual.structures, ...other.structures])],
    encode: (writer) => (isOther(writer) ? other : usual).encode(writer),
  };
}

/** Without any of its options a mechanism that can do without a parameter gets none: NULL and 0. */
export function orNone<N extends string>(codec: ParameterCodec<N>): ParameterCodec<N> {
  return {
    ...codec,
    encode: (writer) =>
      codec.options.every((name) => writer.option(name) === undefined) ? NO_PARAMETER : codec.encode(writer),
  };
}

/** An array of structures, each written from options of its own. */
export function writeArray<S extends StructureName>(
  writer: ParameterWriter,
  structure: S,
  elements: readonly Record<FieldName<S>, Ulong | Uint8Array>[],
): Region | typeof NO_PARAMETER {
  if (elements.length === 0) return NO_PARAMETER;
  const { size } = layoutOf(writer.arena.abi, structure);
  const region = writer.arena.allocate(size * elements.length);
  for (const [index, values] of elements.entries()) {
    region.write(writer.arena.structure(structure, values).read(size), index * size);
  }
  return region;
}

/** An option that is a list, none if it is left out. */
export function listOf(writer: ParameterWriter, option: string): readonly object[] {
  const value = writer.option(option) ?? [];
  if (!Array.isArray(value)) {
    throw new TypeError(`${writer.path(option)}: expected an array, got ${describe(value)}`);
  }
  for (const [index, element] of value.entries()) {
    if (typeof element !== 'object' || element === null) {
      throw new TypeError(`${writer.path(option)}[${index}]: expected an object, got ${describe(element)}`);
    }
  }
  return value;
}
