import { type Abi, type Ulong } from './abi.js';
import { type FieldLayout, type FieldName, type Layout, type StructureName } from './layout.js';
interface Chunk {
    readonly address: number;
    readonly size: number;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly view: DataView;
    /** The same bytes as `bytes`: the one way to text and back that makes no object on the way. */
    readonly text: Buffer;
    used: number;
}
/** A piece of an arena: stable native memory, every access checked against its size. */
export declare class Region {
    #private;
    readonly address: number;
    readonly size: number;
    readonly abi: Abi;
    constructor(abi: Abi, chunk: Chunk, start: number, size: number);
    readUlong(offset?: number): Ulong;
    writeUlong(value: Ulong, offset?: number): void;
    readPointer(offset?: number): number;
    writePointer(address: number, offset?: number): void;
    readByte(offset?: number): number;
    writeByte(value: number, offset?: number): void;
    /** Copies bytes in. */
    write(data: Uint8Array, offset?: number): void;
    /** Sets a field of the structure that the region is. Arrays of bytes take bytes. */
    writeField(structure: string, field: string, layout: FieldLayout | undefined, value: Ulong | Uint8Array): void;
    /** Encodes text as UTF-8 straight into native memory, without a copy elsewhere; returns the bytes written. */
    writeText(text: string, offset?: number): number;
    /** Decodes UTF-8. A byte order mark is text like any other. */
    readText(length: number, offset?: number): string;
    /** The bytes themselves, as long as the arena has them. */
    get bytes(): Uint8Array;
    /** Copies bytes out. */
    read(length: number, offset?: number): Uint8Array<ArrayBuffer>;
    /** Copies bytes out to where there is room for them. */
    readInto(target: Uint8Array, length: number, offset?: number): void;
}
/**
 * Native memory for the arguments of a program's calls. Programs allocate from it freely; `release` forgets and wipes
 * everything since a mark, so that no argument, key value or PIN outlives its program.
 */
export declare class Arena {
    #private;
    readonly abi: Abi;
    /** Whether the caller waits for the program, and so cannot touch what it passed meanwhile. */
    synchronous: boolean;
    /** Whether the module may write more of an attribute's value than it is offered room for. */
    unbounded: boolean;
    constructor(abi: Abi);
    /** Zeroed memory of `size` bytes. */
    allocate(size: number): Region;
    /** A copy of bytes; never NULL, so that empty data stays distinguishable from absent data. */
    bytes(data: Uint8Array): Region;
    /** Data for a call to read: in place if it is there already, or much and the call synchronous, else a copy. */
    input(data: Uint8Array | Input): Input;
    /**
     * Whether a call may write so many bytes into the caller's memory by itself: where there is more to write than is
     * copied in no time, and nobody else can get at that memory meanwhile, nor the call at it as its input.
     */
    output(place: Place, size: number): boolean;
    ulong(value?: Ulong): Region;
    /** A structure with every field set: the type makes leaving one out an error. */
    structure<S extends StructureName>(name: S, values: Record<FieldName<S>, Ulong | Uint8Array>): Region;
    /** The same with a layout of its own, such as a vendor's. */
    structureOf(name: string, layout: Layout, values: Readonly<Record<string, Ulong | Uint8Array>>): Region;
    /** Where allocation stands now, for `release`. */
    mark(): ArenaMark;
    /** Wipes and forgets everything allocated since the mark (by default, everything). */
    release(mark?: ArenaMark): void;
    /** Wipes and frees everything. The owner calls it when no native call can still use the memory. */
    free(): void;
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
export declare function placeOf(bytes: Uint8Array): Place | undefined;
export interface ArenaMark {
    readonly chunk: number;
    readonly used: number;
    readonly large: number;
}
export {};
