import type { Ulong } from '../native/abi.ts';
import { layoutOfFields } from '../native/layout.ts';
import type { BytesLike } from './bytes.ts';
import {
  fixed,
  flag,
  inline,
  integer,
  key,
  lengthOf,
  optionalBytes,
  optionalKey,
} from './parameter-fields.ts';
import type { Field, ParameterCodec } from './parameter-writer.ts';

/**
 * How a field of a vendor's structure gets its value: from an option of this name, or the same value always. A field of
 * bytes is a pointer to them unless it has a `size`; then they are in the structure itself.
 */
export type VendorField =
  | { readonly ulong: string; readonly default?: number }
  | { readonly boolean: string; readonly default?: boolean }
  | { readonly bytes: string; readonly optional?: boolean; readonly size?: number }
  | { readonly lengthOf: string }
  | { readonly key: string; readonly optional?: boolean }
  | { readonly fixed: number };

/** The fields of a vendor's structure, in the order of the C declaration. */
export type VendorStructure = Readonly<Record<string, VendorField>>;

type Given<F> = F extends { readonly ulong: infer N extends string }
  ? [N, number, F extends { readonly default: number } ? true : false]
  : F extends { readonly boolean: infer N extends string }
    ? [N, boolean, F extends { readonly default: boolean } ? true : false]
    : F extends { readonly bytes: infer N extends string }
      ? [N, BytesLike, F extends { readonly optional: true } ? true : false]
      : F extends { readonly key: infer N extends string }
        ? [N, { readonly handle: Ulong }, F extends { readonly optional: true } ? true : false]
        : never;
type GivenOf<S> = { [K in keyof S]: Given<S[K]> }[keyof S];

/** The options that a vendor's structure takes. */
export type StructureOptions<S> = {
  readonly [G in GivenOf<S> as G[2] extends true ? never : G[0]]: G[1];
} & {
  readonly [G in GivenOf<S> as G[2] extends true ? G[0] : never]?: G[1] | undefined;
};

function fieldOf(name: string, field: VendorField): readonly [type: string, count: number, Field<string>] {
  if ('ulong' in field) {
    const range = field.default === undefined ? {} : { default: field.default };
    return ['ulong', 1, integer(field.ulong, range)];
  }
  if ('boolean' in field) return ['byte', 1, flag(field.boolean, field.default)];
  if ('bytes' in field) {
    if (field.size !== undefined) return ['byte', field.size, inline(field.bytes, field.size, 'bytes')];
    const pointer = optionalBytes(field.bytes);
    if (field.optional === true) return ['pointer', 1, pointer];
    return ['pointer', 1, { ...pointer, value: (writer) => writer.bytes(field.bytes, true).address }];
  }
  if ('lengthOf' in field) return ['ulong', 1, lengthOf(field.lengthOf)];
  if ('key' in field) return ['ulong', 1, field.optional === true ? optionalKey(field.key) : key(field.key)];
  if ('fixed' in field) return ['ulong', 1, fixed(field.fixed)];
  throw new TypeError(`${name}: expected one of ulong, boolean, bytes, lengthOf, key, fixed`);
}

/** How a vendor's structure is written. */
export function vendorCodec(mechanism: string, structure: VendorStructure): ParameterCodec<string> {
  const fields = Object.entries(structure).map(([name, field]) => {
    return [name, ...fieldOf(`${mechanism}.${name}`, field)] as const;
  });
  return {
    options: [...new Set(fields.flatMap(([, , , field]) => field.options))],
    outputs: [],
    structures: [],
    encode(writer) {
      const layout = layoutOfFields(
        writer.arena.abi,
        fields.map(([name, type, count]) => [name, type, count]),
      );
      const values = Object.fromEntries(fields.map(([name, , , field]) => [name, field.value(writer)]));
      return writer.arena.structureOf(mechanism, layout, values);
    },
  };
}
