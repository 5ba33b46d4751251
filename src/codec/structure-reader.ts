import { type Ulong, unavailable } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { type FieldName, layoutOf, type StructureName } from '../native/layout.ts';
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
    return layoutOf(this.#arena.abi, this.#name).fields[name]!;
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

  /** A blank-padded string; modules also pad with NUL. */
  text(name: FieldName<S>): string {
    const { offset, count } = this.#field(name);
    const text = new TextDecoder().decode(this.#region.read(count, offset));
    const end = text.indexOf('\0');
    return (end < 0 ? text : text.slice(0, end)).trimEnd();
  }
}
