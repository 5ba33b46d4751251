import { type Ulong, unavailable } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { type FieldName, layoutOf, type StructureName } from '../native/layout.ts';
import { STRUCTURES } from '../spec/structures.ts';
import type { VersionNumber } from './attribute-codecs.ts';

/** A structure that the module fills in, read field by field. */
export class StructureReader<S extends StructureName> {
  readonly #arena: Arena;
  readonly #name: S;
  readonly #region: Region;

  constructor(arena: Arena, name: S) {
    this.#arena = arena;
    this.#name = name;
    this.#region = arena.allocate(layoutOf(arena.abi, name).size);
  }

  get address(): number {
    return this.#region.address;
  }

  #field(name: FieldName<S>): { offset: number; count: number } {
    return layoutOf(this.#arena.abi, this.#name).fields[name];
  }

  ulong(name: FieldName<S>): Ulong {
    return this.#region.readUlong(this.#field(name).offset);
  }

  /** A count or size; undefined for CK_UNAVAILABLE_INFORMATION. */
  available(name: FieldName<S>): number | undefined {
    const value = this.ulong(name);
    return value === unavailable(this.#arena.abi) ? undefined : Number(value);
  }

  /** A limit: undefined if unavailable, Infinity for CK_EFFECTIVELY_INFINITE (0) and what no one could reach. */
  limit(name: FieldName<S>): number | undefined {
    const value = this.available(name);
    return value === 0 || (value !== undefined && value > Number.MAX_SAFE_INTEGER)
      ? Number.POSITIVE_INFINITY
      : value;
  }

  version(name: FieldName<S>): VersionNumber {
    const { offset } = this.#field(name);
    return { major: this.#region.readByte(offset), minor: this.#region.readByte(offset + 1) };
  }

  pointer(name: FieldName<S>): number {
    return this.#region.readPointer(this.#field(name).offset);
  }

  byte(name: FieldName<S>): number {
    return this.#region.readByte(this.#field(name).offset);
  }

  /** A blank-padded string; modules also pad with NUL. */
  text(name: FieldName<S>): string {
    const { offset, count } = this.#field(name);
    const text = new TextDecoder().decode(this.#region.read(count, offset));
    const end = text.indexOf('\0');
    return (end < 0 ? text : text.slice(0, end)).trimEnd();
  }
}

type Fields<S extends StructureName> = (typeof STRUCTURES)[S][number];
type ValueOf<F> = F extends readonly [string, 'byte', number]
  ? string
  : F extends readonly [string, 'byte']
    ? number
    : F extends readonly [string, 'CK_VERSION']
      ? VersionNumber
      : Ulong;

/** A structure by its C fields: numbers, versions, and text without its padding. */
export type Structure<S extends StructureName> = {
  readonly [F in Fields<S> as F[0]]: ValueOf<F>;
};

/** Every field of a structure without pointers, such as CK_TOKEN_INFO. */
export function readStructure<S extends StructureName>(reader: StructureReader<S>, name: S): Structure<S> {
  const fields = STRUCTURES[name] as readonly (readonly [FieldName<S>, string, number?])[];
  const values = fields.map(([field, type, count]): [string, unknown] => {
    if (count !== undefined) return [field, reader.text(field)];
    if (type === 'CK_VERSION') return [field, reader.version(field)];
    return [field, type === 'byte' ? reader.byte(field) : reader.ulong(field)];
  });
  return Object.fromEntries(values) as Structure<S>;
}
