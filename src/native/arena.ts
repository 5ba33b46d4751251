import { type Abi, readUint, type Ulong, writeAddress, writeUint } from './abi.ts';
import { areCallsWatched } from './call-channels.ts';
import { addressOf, allocate, free, mostMemory } from './koffi.ts';
import {
  type FieldLayout,
  type FieldName,
  type Layout,
  layoutOf,
  roundUp,
  type StructureName,
} from './layout.ts';
import { note, strike } from './remains.ts';

interface Chunk {
  readonly address: number;
  readonly size: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  /** The same bytes as `bytes`: the one way to text and back that makes no object on the way. */
  readonly text: Buffer;
  used: number;
}

/** Every allocation starts at a multiple of this: enough for any type of the standard on any ABI. */
const ALIGNMENT = 16;
const CHUNK = 8 * 1024;
/** From this size on what a synchronous call reads or writes is not copied, and what comes out is copied with more care. */
const BULK = 16 * 1024;
/** More than this gets a chunk of its own, given back as soon as the program that needed it ends. */
const KEPT_CHUNK = 256 * 1024;
/** How many bytes of chunks an arena keeps between programs. */
const KEPT_BYTES = 1024 * 1024;

/** A piece of an arena: stable native memory, every access checked against its size. */
export class Region {
  readonly address: number;
  readonly size: number;
  readonly abi: Abi;
  readonly #chunk: Chunk;
  readonly #start: number;

  constructor(abi: Abi, chunk: Chunk, start: number, size: number) {
    this.abi = abi;
    this.#chunk = chunk;
    this.#start = start;
    this.address = chunk.address + start;
    this.size = size;
  }

  #at(offset: number, size: number): number {
    if (!(offset >= 0 && size >= 0 && offset + size <= this.size)) refuseAccess(offset, size, this.size);
    return this.#start + offset;
  }

  readUlong(offset = 0): Ulong {
    const { ulong, littleEndian } = this.abi;
    return readUint(this.#chunk.view, this.#at(offset, ulong), ulong, littleEndian);
  }

  writeUlong(value: Ulong, offset = 0): void {
    const { ulong, littleEndian } = this.abi;
    writeUint(this.#chunk.view, this.#at(offset, ulong), ulong, littleEndian, value);
  }

  readPointer(offset = 0): number {
    const { pointer, littleEndian } = this.abi;
    return Number(readUint(this.#chunk.view, this.#at(offset, pointer), pointer, littleEndian));
  }

  writePointer(address: number, offset = 0): void {
    const { pointer, littleEndian } = this.abi;
    writeAddress(this.#chunk.view, this.#at(offset, pointer), pointer, littleEndian, address);
  }

  readByte(offset = 0): number {
    return this.#chunk.view.getUint8(this.#at(offset, 1));
  }

  writeByte(value: number, offset = 0): void {
    this.#chunk.view.setUint8(this.#at(offset, 1), value);
  }

  /** Copies bytes in. */
  write(data: Uint8Array, offset = 0): void {
    const { length } = data;
    const start = this.#at(offset, length);
    this.#chunk.bytes.set(data, start);
    if (data.length === length) return;
    // Another thread has made its shared memory larger, and more was copied than there is room for.
    this.#chunk.bytes.fill(0, start, start + data.length);
    throw new RangeError(`shared memory grew from ${length} to ${data.length} bytes while it was read`);
  }

  /** Sets a field of the structure that the region is. Arrays of bytes take bytes. */
  writeField(
    structure: string,
    field: string,
    layout: FieldLayout | undefined,
    value: Ulong | Uint8Array,
  ): void {
    if (layout === undefined) throw new TypeError(`${structure} has no field ${field}`);
    const { type, offset, size, count } = layout;
    if (value instanceof Uint8Array) {
      if (value.byteLength > size * count) throw new RangeError(`${structure}.${field} is too long`);
      this.write(value, offset);
    } else if (type === 'pointer') this.writePointer(Number(value), offset);
    else if (type === 'byte') this.writeByte(Number(value), offset);
    else this.writeUlong(value, offset);
  }

  /** Encodes text as UTF-8 straight into native memory, without a copy elsewhere; returns the bytes written. */
  writeText(text: string, offset = 0): number {
    const start = this.#at(offset, 0);
    const room = this.size - offset;
    return writeAscii(text, this.#chunk.bytes, start, room)
      ? text.length
      : this.#chunk.text.write(text, start, room, 'utf8');
  }

  /** Decodes UTF-8. A byte order mark is text like any other. */
  readText(length: number, offset = 0): string {
    const start = this.#at(offset, length);
    return this.#chunk.text.toString('utf8', start, start + length);
  }

  /** The bytes themselves, as long as the arena has them. */
  get bytes(): Uint8Array {
    return this.#chunk.bytes.subarray(this.#start, this.#start + this.size);
  }

  /** Copies bytes out. */
  read(length: number, offset = 0): Uint8Array<ArrayBuffer> {
    const start = this.#at(offset, length);
    const { bytes } = this.#chunk;
    if (length < BULK) return bytes.slice(start, start + length);
    // Memory that is not filled with zeros first takes half of the time; every byte of it is written here.
    const copy = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer);
    copy.set(bytes.subarray(start, start + length));
    return copy;
  }

  /** Copies bytes out to where there is room for them. */
  readInto(target: Uint8Array, length: number, offset = 0): void {
    const start = this.#at(offset, length);
    target.set(this.#chunk.bytes.subarray(start, start + length));
  }
}

/** Not in the place where it is found out: what is short V8 compiles into its callers. */
function refuseAccess(offset: number, size: number, within: number): never {
  throw new RangeError(`access to ${size} bytes at ${offset} of a native region of ${within}`);
}

/**
 * Native memory for the arguments of a program's calls. Programs allocate from it freely; `release` forgets and wipes
 * everything since a mark, so that no argument, key value or PIN outlives its program.
 */
export class Arena {
  readonly abi: Abi;
  readonly #chunks: Chunk[] = [];
  readonly #large: Chunk[] = [];
  /** Memory on V8's side whose address is in use. */
  readonly #held: Place[] = [];
  /** Whether the caller waits for the program, and so cannot touch what it passed meanwhile. */
  synchronous = false;
  /** Whether the module may write more of an attribute's value than it is offered room for. */
  unbounded = false;
  /** Index of the chunk that is being filled; those after it are empty. */
  #current = 0;

  constructor(abi: Abi) {
    this.abi = abi;
  }

  /** Zeroed memory of `size` bytes. */
  allocate(size: number): Region {
    const chunk = size > KEPT_CHUNK ? this.#largeChunk(size) : this.#chunkFor(size);
    const start = chunk.used;
    // Within the chunk, whose size is such a multiple, too.
    chunk.used = roundUp(start + size, ALIGNMENT);
    return new Region(this.abi, chunk, start, size);
  }

  /** Memory of its own for bulk data. */
  #largeChunk(size: number): Chunk {
    const chunk = newChunk(size);
    this.#large.push(chunk);
    return chunk;
  }

  #chunkFor(size: number): Chunk {
    const chunk = this.#chunks[this.#current];
    return chunk !== undefined && chunk.used + size <= chunk.size ? chunk : this.#nextChunk(size);
  }

  #nextChunk(size: number): Chunk {
    for (; this.#current < this.#chunks.length; this.#current++) {
      const chunk = this.#chunks[this.#current]!;
      if (chunk.used + size <= chunk.size) return chunk;
    }
    const chunk = newChunk(Math.max(size, CHUNK));
    this.#chunks.push(chunk);
    return chunk;
  }

  /** A copy of bytes; never NULL, so that empty data stays distinguishable from absent data. */
  bytes(data: Uint8Array): Region {
    // Of an array of bytes `length` is the same as `byteLength`, and V8 gets it in half of the time.
    const region = this.allocate(data.length);
    region.write(data);
    return region;
  }

  /** Data for a call to read: in place if it is there already, or much and the call synchronous, else a copy. */
  input(data: Uint8Array | Input): Input {
    if (!(data instanceof Uint8Array)) return data;
    return data.length < BULK ? this.bytes(data) : (this.#hold(data) ?? this.bytes(data));
  }

  #hold(data: Uint8Array): Input | undefined {
    const place = this.#mayHold ? placeOf(data) : undefined;
    if (place !== undefined) this.#held.push(place);
    return place;
  }

  /**
   * Whether a call may write so many bytes into the caller's memory by itself: where there is more to write than is
   * copied in no time, and nobody else can get at that memory meanwhile, nor the call at it as its input.
   */
  output(place: Place, size: number): boolean {
    if (size < BULK || place.bytes.length < size || !this.#mayHold) return false;
    const end = place.address + place.size;
    for (const each of this.#held) {
      if (each !== place && each.address < end && place.address < each.address + each.size) return false;
    }
    this.#held.push(place);
    return true;
  }

  /** Whether nobody but the call can do anything until it comes back. */
  get #mayHold(): boolean {
    return this.synchronous && !areCallsWatched();
  }

  ulong(value: Ulong = 0): Region {
    const region = this.allocate(this.abi.ulong);
    region.writeUlong(value);
    return region;
  }

  /** A structure with every field set: the type makes leaving one out an error. */
  structure<S extends StructureName>(name: S, values: Record<FieldName<S>, Ulong | Uint8Array>): Region {
    return this.structureOf(name, layoutOf(this.abi, name), values);
  }

  /** The same with a layout of its own, such as a vendor's. */
  structureOf(name: string, layout: Layout, values: Readonly<Record<string, Ulong | Uint8Array>>): Region {
    const region = this.allocate(layout.size);
    // `for … in`, since this is on the way of every call: Object.entries costs ten times as much.
    for (const field in values) region.writeField(name, field, layout.fields[field], values[field]!);
    return region;
  }

  /** Where allocation stands now, for `release`. */
  mark(): ArenaMark {
    const { length } = this.#large;
    return { chunk: this.#current, used: this.#chunks[this.#current]?.used ?? 0, large: length };
  }

  /** Wipes and forgets everything allocated since the mark (by default, everything). */
  release(mark: ArenaMark = BEGINNING): void {
    const chunk = this.#chunks[0];
    // What nearly every program leaves: part of the first chunk.
    const little =
      mark === BEGINNING && this.#chunks.length === 1 && this.#large.length + this.#held.length === 0;
    if (little) wipe(chunk!, 0);
    else this.#releaseMuch(mark);
  }

  #releaseMuch(mark: ArenaMark): void {
    // One by one: V8 takes longer to set the length of an array than for all the rest.
    if (mark === BEGINNING) while (this.#held.length > 0) this.#held.pop();
    // What is large is data and no key or PIN: wiping it would only hold up the event loop.
    while (this.#large.length > mark.large) freeChunk(this.#large.pop()!);
    for (let index = this.#chunks.length - 1; index >= mark.chunk; index--) {
      wipe(this.#chunks[index]!, index === mark.chunk ? mark.used : 0);
    }
    if (this.#chunks.length > 1) this.#shrink(mark.chunk + 1);
    this.#current = Math.min(mark.chunk, this.#chunks.length);
  }

  /** Gives back what is more than worth keeping, beyond the first chunks. */
  #shrink(first: number): void {
    let kept = this.#chunks.reduce((sum, chunk) => sum + chunk.size, 0);
    while (kept > KEPT_BYTES && this.#chunks.length > first) {
      const chunk = this.#chunks.pop()!;
      kept -= chunk.size;
      freeChunk(chunk);
    }
  }

  /** Wipes and frees everything. The owner calls it when no native call can still use the memory. */
  free(): void {
    this.release();
    for (const chunk of this.#chunks.splice(0)) freeChunk(chunk);
    this.#current = 0;
  }
}

/** Of labels and the like: more is written faster by Node.js itself. */
const SHORT_TEXT = 48;

/** Writes short text of ASCII alone, which is its own UTF-8. Whether it is such; what else is written is for others. */
function writeAscii(text: string, bytes: Uint8Array, start: number, room: number): boolean {
  const { length } = text;
  if (length > SHORT_TEXT || length > room) return false;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    bytes[start + index] = code;
  }
  return true;
}

/** Whether nobody else can change, move or shrink the memory behind bytes while this thread is busy. */
function isPlain(data: Uint8Array): data is Uint8Array<ArrayBuffer> {
  const { buffer } = data;
  // `resizable` came with Node.js 20, after the library of types in use.
  return buffer instanceof ArrayBuffer && (buffer as { resizable?: boolean }).resizable !== true;
}

/** What a call reads. */
export interface Input {
  readonly address: number;
  readonly size: number;
}

/** Bytes on V8's side, and where they are. */
export interface Place extends Input {
  readonly bytes: Uint8Array;
}

/** Where much is on V8's side, if nothing can move it or let go of it while this thread is busy. */
export function placeOf(bytes: Uint8Array): Place | undefined {
  if (bytes.length < BULK || !isPlain(bytes)) return undefined;
  return { address: addressOf(bytes), size: bytes.length, bytes };
}

function newChunk(size: number): Chunk {
  const capacity = roundUp(size, ALIGNMENT);
  const most = mostMemory();
  if (capacity > most) {
    throw new RangeError(`${size} bytes are too many for one call (at most ${most}): pass the data in parts`);
  }
  const { address, buffer } = allocate(capacity);
  note('memory', address, capacity);
  return {
    address,
    size: capacity,
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    text: Buffer.from(buffer),
    used: 0,
  };
}

function wipe(chunk: Chunk, from: number): void {
  chunk.bytes.fill(0, from, chunk.used);
  chunk.used = from;
}

function freeChunk({ address, size }: Chunk): void {
  strike('memory', address, size);
  free(address);
}

const BEGINNING: ArenaMark = { chunk: 0, used: 0, large: 0 };

export interface ArenaMark {
  readonly chunk: number;
  readonly used: number;
  readonly large: number;
}
