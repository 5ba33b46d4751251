import { readFileSync } from 'node:fs';
import { type Abi, readUint } from '../../src/native/abi.ts';
import { viewAt } from '../../src/native/koffi.ts';

/** What native memory holds, read past the arena: as the module would see it. */
export function memory(address: number, length: number): Buffer {
  if (length === 0) return Buffer.alloc(0);
  const view = viewAt(address, length);
  return Buffer.from(new Uint8Array(view.buffer, view.byteOffset, length));
}

function numberAt(abi: Abi, address: number, size: 4 | 8): number {
  return Number(readUint(viewAt(address, size), 0, size, abi.littleEndian));
}

/** Numbers that lie one after the other. */
export function numbersAt(abi: Abi, address: number, sizes: readonly (4 | 8)[]): number[] {
  let at = address;
  return sizes.map((size) => {
    at += size;
    return numberAt(abi, at - size, size);
  });
}

/** An attribute as it lies in memory. */
export interface RawAttribute {
  readonly type: number;
  readonly pointer: number;
  readonly value: string;
}

/** An array of CK_ATTRIBUTE, read by hand: on none of the ABIs is there padding in it. */
export function attributesAt(abi: Abi, address: number, count: number): RawAttribute[] {
  const stride = abi.ulong * 2 + abi.pointer;
  return Array.from({ length: count }, (_, index) => {
    const start = address + index * stride;
    const type = numberAt(abi, start, abi.ulong);
    const pointer = numberAt(abi, start + abi.ulong, abi.pointer);
    const length = numberAt(abi, start + abi.ulong + abi.pointer, abi.ulong);
    return { type, pointer, value: memory(pointer, length).toString('hex') };
  });
}

interface Golden {
  readonly size: number;
  readonly fields: Record<string, { readonly offset: number; readonly size: number }>;
}

/** Sizes and offsets of a structure as the C compiler has them. */
export function golden(abi: Abi, structure: string): Golden {
  const name = abi.packed ? 'llp64' : abi.ulong === 8 ? 'lp64' : 'ilp32';
  const file = new URL(`../abi/golden/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).structures[structure];
}

/**
 * A structure's fields, found where the C compiler puts them: numbers (pointers too), and in hexadecimal the bytes of
 * arrays.
 */
export function structureAt(abi: Abi, structure: string, address: number): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(golden(abi, structure).fields).map(([name, { offset, size }]) => {
      const start = address + offset;
      if (size === 1) return [name, memory(start, 1)[0]!];
      return [
        name,
        size === 4 || size === 8 ? numberAt(abi, start, size) : memory(start, size).toString('hex'),
      ];
    }),
  );
}
