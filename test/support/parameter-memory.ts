import { type Abi, readUint } from '../../src/native/abi.ts';
import { Arena, Region } from '../../src/native/arena.ts';
import { golden } from './abi-memory.ts';
import { type Field, fieldsOf, type Target } from './parameter-rules.ts';

/** A structure as C sees it: numbers, bytes in hexadecimal, what pointers lead to (null for NULL; room is true). */
export type Seen = number | string | boolean | null | readonly Seen[] | { readonly [name: string]: Seen };

const SIZE = 1 << 16;
/** Low enough for pointers of 32 bits. */
const BASE = 0x1000_0000;

/** An arena of an ABI that this machine need not have: its addresses are low, and lead nowhere. */
export class LowArena extends Arena {
  readonly #bytes = new Uint8Array(SIZE);
  readonly #chunk = {
    address: BASE,
    size: SIZE,
    bytes: this.#bytes,
    view: new DataView(this.#bytes.buffer),
    text: Buffer.from(this.#bytes.buffer),
    used: 0,
  };

  override allocate(size: number): Region {
    const start = this.#chunk.used;
    this.#chunk.used = Math.ceil((start + size) / 16) * 16;
    return new Region(this.abi, this.#chunk, start, size);
  }

  /** What lies at an address. */
  read(address: number, size: number): Uint8Array {
    const start = address - BASE;
    if (!(start >= 0 && start + size <= this.#chunk.used)) throw new RangeError(`${address} is nobody's`);
    return this.#bytes.subarray(start, start + size);
  }
}

function numberOf(abi: Abi, bytes: Uint8Array, size: 4 | 8): number {
  return Number(readUint(new DataView(bytes.buffer, bytes.byteOffset, size), 0, size, abi.littleEndian));
}

/** Reads a structure where the C compiler of the ABI would have put its fields. */
export function seen(arena: LowArena, structure: string, address: number): { readonly [name: string]: Seen } {
  const { abi } = arena;
  const { size, fields } = golden(abi, structure);
  const covered = new Uint8Array(size);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const valueAt = (at: number, bytes: 4 | 8): number => numberOf(abi, arena.read(at, bytes), bytes);
  const numberIn = (name: string): number => valueAt(address + fields[name]!.offset, abi.ulong);

  const follow = (target: Target, pointer: number): Seen => {
    if (pointer === 0) return null;
    if (target === 'room') return arena.read(pointer, 1).byteLength === 1;
    if (target === 'ulong') return valueAt(pointer, abi.ulong);
    if (target === 'text') {
      let end = pointer;
      while (arena.read(end, 1)[0] !== 0) end++;
      return Buffer.from(arena.read(pointer, end - pointer)).toString();
    }
    if ('size' in target) return hex(arena.read(pointer, target.size));
    if ('bytes' in target) return hex(arena.read(pointer, numberIn(target.bytes) / (target.per ?? 1)));
    if ('bytesAt' in target) {
      const length = valueAt(address + fields[target.bytesAt]!.offset, abi.pointer);
      return hex(arena.read(pointer, valueAt(length, abi.ulong)));
    }
    if ('structure' in target) return seen(arena, target.structure, pointer);
    if ('array' in target) {
      const stride = golden(abi, target.array).size;
      return Array.from({ length: numberIn(target.count) }, (_, index) =>
        seen(arena, target.array, pointer + index * stride),
      );
    }
    const kind = target.byType[numberIn('type')];
    if (kind === undefined) return hex(arena.read(pointer, numberIn('ulValueLen')));
    return kind === 'ulong' ? valueAt(pointer, abi.ulong) : seen(arena, kind, pointer);
  };

  const read = ({ name, kind, structure: inner, target }: Field): Seen => {
    const { offset, size: length } = fields[name]!;
    covered.fill(1, offset, offset + length);
    const at = address + offset;
    if (kind === 'byte') return arena.read(at, 1)[0]!;
    if (kind === 'ulong') return valueAt(at, abi.ulong);
    if (kind === 'bytes') return hex(arena.read(at, length));
    if (kind === 'structure') return seen(arena, inner!, at);
    return follow(target!, valueAt(at, abi.pointer));
  };
  const result = Object.fromEntries(fieldsOf(structure).map((field) => [field.name, read(field)]));
  const padding = arena.read(address, size).filter((_, index) => covered[index] === 0);
  if (padding.some((byte) => byte !== 0)) throw new Error(`${structure} has something between its fields`);
  return result;
}
