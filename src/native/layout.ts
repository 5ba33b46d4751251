import { STRUCTURES } from '../spec/structures.ts';
import type { Abi } from './abi.ts';

export type StructureName = keyof typeof STRUCTURES;
/** The field names of a structure. */
export type FieldName<S extends StructureName> = (typeof STRUCTURES)[S][number][0];

export interface FieldLayout {
  readonly offset: number;
  /** Size of one element. */
  readonly size: number;
  readonly type: string;
  /** Number of elements; 1 for a plain field. */
  readonly count: number;
}

export interface Layout<F extends string = string> {
  readonly size: number;
  readonly alignment: number;
  readonly fields: Readonly<Record<F, FieldLayout>>;
}

const cache = new Map<Abi, Map<StructureName, Layout>>();

let latest: { readonly abi: Abi; readonly layouts: Map<StructureName, Layout> } | undefined;

/** The layouts on an ABI that have been computed so far. */
function layoutsOf(abi: Abi): Map<StructureName, Layout> {
  // A process has one, but for tests.
  if (latest?.abi === abi) return latest.layouts;
  let layouts = cache.get(abi);
  if (layouts === undefined) {
    layouts = new Map();
    cache.set(abi, layouts);
  }
  latest = { abi, layouts };
  return layouts;
}

/** Sizes and offsets of a structure on an ABI (PKCS #11 §2.1: packed to one byte on Windows, natural elsewhere). */
export function layoutOf<S extends StructureName>(abi: Abi, name: S): Layout<FieldName<S>> {
  const layouts = layoutsOf(abi);
  let layout = layouts.get(name);
  if (layout === undefined) {
    layout = compute(abi, name);
    layouts.set(name, layout);
  }
  return layout as Layout<FieldName<S>>;
}

/** The same for those who need it in every call: it is looked up once an ABI, of which a process has one. */
export function layoutFor<S extends StructureName>(name: S): (abi: Abi) => Layout<FieldName<S>> {
  let known: { readonly abi: Abi; readonly layout: Layout<FieldName<S>> } | undefined;
  return (abi) => {
    if (known?.abi !== abi) known = { abi, layout: layoutOf(abi, name) };
    return known.layout;
  };
}

function compute(abi: Abi, name: StructureName): Layout {
  return layoutOfFields(abi, STRUCTURES[name]);
}

/** The layout of fields in order, each with its type and the number of its elements. */
export function layoutOfFields(
  abi: Abi,
  structure: readonly (readonly [field: string, type: string, count?: number])[],
): Layout {
  const fields: Record<string, FieldLayout> = {};
  let offset = 0;
  let alignment = 1;
  for (const [field, type, count = 1] of structure) {
    const { size, align } = measure(abi, type);
    const needed = abi.packed ? 1 : align;
    offset = roundUp(offset, needed);
    alignment = Math.max(alignment, needed);
    fields[field] = { offset, size, type, count };
    offset += size * count;
  }
  return { size: roundUp(offset, alignment), alignment, fields };
}

function measure(abi: Abi, type: string): { size: number; align: number } {
  if (type === 'byte') return { size: 1, align: 1 };
  if (type === 'ulong') return { size: abi.ulong, align: abi.ulong };
  if (type === 'pointer') return { size: abi.pointer, align: abi.pointer };
  const { size, alignment } = layoutOf(abi, type as StructureName);
  return { size, align: alignment };
}

export function roundUp(value: number, multiple: number): number {
  // Integers only: a division would make it a matter of floating point.
  const over = value % multiple;
  return over === 0 ? value : value + multiple - over;
}
