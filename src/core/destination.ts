import { describe, toBytes } from '../codec/bytes.ts';
import { type Arena, type Place, placeOf, type Region } from '../native/arena.ts';
import type { Multipart } from './multipart.ts';
import { mapped } from './program.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The token has given a result for which the caller's memory has no room: it is lost, and so is the operation. */
export class NoRoomError extends RangeError {
  constructor(needed: number, room: number, promised: number) {
    const gone = room < promised ? ': its buffer was transferred elsewhere, or has shrunk' : '';
    super(`output: the result takes ${needed} bytes, and there is room for ${room}${gone}`);
    // A detail of this library: users know it as what it is.
    this.name = RangeError.name;
  }
}

/** The caller's own memory, to which the output of an operation goes. */
export class Destination {
  /** A view of our own: whatever a class of the caller's says of its length, this one is within its buffer. */
  readonly #bytes: Bytes;
  readonly #promised: number;
  readonly #direct: boolean;
  #place: Place | undefined;
  #abandoned = false;

  /**
   * @param direct whether synchronous calls may write there by themselves
   * @throws TypeError if it is no Uint8Array, or its memory is gone
   */
  constructor(method: string, output: unknown, direct: boolean) {
    if (!(output instanceof Uint8Array)) {
      throw new TypeError(`${method}: output: expected a Uint8Array, got ${describe(output)}`);
    }
    const { buffer, byteOffset, byteLength } = toBytes(`${method}: output`, output);
    // It may be shared: what is then said of results is up to the methods.
    this.#bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
    this.#promised = byteLength;
    this.#direct = direct;
  }

  /** How much room there is: none in memory that has gone since. */
  get size(): number {
    return this.#bytes.length;
  }

  /** The address where a call may write so many bytes by itself, if it may. */
  address(arena: Arena, size: number): number | undefined {
    if (!this.#direct) return undefined;
    this.#place ??= placeOf(this.#bytes);
    return this.#place !== undefined && arena.output(this.#place, size) ? this.#place.address : undefined;
  }

  /** What a call has written there by itself. */
  written(length: number): Bytes {
    return this.#bytes.subarray(0, length);
  }

  /** Wipes what a call may have written there that has failed: plaintext that nobody vouches for. */
  wipe(length: number): void {
    this.#bytes.fill(0, 0, length);
  }

  /** Puts a result there, from the memory that a call has written to. */
  take(memory: Region, length: number, offset: number): Bytes {
    const target = this.#roomFor(length);
    memory.readInto(target, target.length, offset);
    return target;
  }

  /** Puts a result there that has memory of its own. */
  put(result: Uint8Array): Bytes {
    const target = this.#roomFor(result.length);
    target.set(result.subarray(0, target.length));
    return target;
  }

  #roomFor(length: number): Bytes {
    // The caller was told that there will be no result, and uses the memory for something else.
    if (this.#abandoned) return new Uint8Array(0);
    const { size } = this;
    if (length > size) throw new NoRoomError(length, size, this.#promised);
    return this.#bytes.subarray(0, length);
  }

  /** From now on nothing is put there any more. */
  abandon(): void {
    this.#abandoned = true;
  }
}

/** An operation whose parts have memory of their own when they come, and go to the caller's then. */
export function delivering<C>(
  operation: Multipart<C, Bytes>,
  to: Destination | undefined,
): Multipart<C, Bytes> {
  if (to === undefined) return operation;
  return {
    ...operation,
    update: (chunk) => {
      const make = operation.update(chunk);
      return (arena) => mapped(make(arena), (part) => part && to.put(part));
    },
    finish: (arena) => mapped(operation.finish(arena), (last) => to.put(last)),
  };
}
