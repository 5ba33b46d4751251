import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { layoutFor } from '../native/layout.ts';

/** Where a value lies. */
interface Place {
  readonly address: number;
  readonly size: number;
}

const layoutOn = layoutFor('CK_ATTRIBUTE');

/** An array of CK_ATTRIBUTE in an arena, all zeros at first (PKCS #11 v3.2 §3.5 Object types). */
export class AttributeArray {
  readonly count: number;
  readonly #region: Region;
  readonly #stride: number;
  readonly #type: number;
  readonly #value: number;
  readonly #length: number;

  constructor(arena: Arena, count: number) {
    const { size, fields } = layoutOn(arena.abi);
    this.count = count;
    this.#region = arena.allocate(size * count);
    this.#stride = size;
    this.#type = fields.type.offset;
    this.#value = fields.pValue.offset;
    this.#length = fields.ulValueLen.offset;
  }

  get address(): number {
    return this.#region.address;
  }

  get byteLength(): number {
    return this.#region.size;
  }

  type(index: number): Ulong {
    return this.#region.readUlong(index * this.#stride + this.#type);
  }

  setType(index: number, type: Ulong): void {
    this.#region.writeUlong(type, index * this.#stride + this.#type);
  }

  /** How long a value is, in bytes: as it was set, or as the token says. */
  length(index: number): Ulong {
    return this.#region.readUlong(index * this.#stride + this.#length);
  }

  /** Points to a value, or to room for one. */
  setValue(index: number, { address, size }: Place): void {
    this.#region.writePointer(address, index * this.#stride + this.#value);
    this.#region.writeUlong(size, index * this.#stride + this.#length);
  }
}
