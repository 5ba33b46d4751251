import type { Ulong } from './abi.js';
export type ParameterKind = 'byte' | 'ulong' | 'pointer';
/** A C function returning CK_RV: called on this thread, or on libuv's pool with `async`. */
export interface NativeFunction {
    (...args: Ulong[]): Ulong;
    async(...argsAndCallback: unknown[]): void;
}
export interface SharedLibrary {
    /** The address of an exported symbol, or undefined. */
    symbol(name: string): number | undefined;
}
/** The most bytes that `allocate` gives. */
export declare function mostMemory(): number;
/** CK_ULONG is C's `unsigned long` on every platform, Windows included (4 bytes there). */
export declare const ULONG_SIZE: 4 | 8;
export declare const POINTER_SIZE: 4 | 8;
/** Opens a shared library; throws the loader's own message. It is never unloaded: see `pin`. */
export declare function openLibrary(path: string, ownLibraries?: boolean): SharedLibrary;
/** Makes a C function at an address callable. */
export declare function functionAt(address: number, parameters: readonly ParameterKind[], returns?: 'ulong' | 'pointer'): NativeFunction;
/** Zeroed memory outside V8's heap: its address never changes, and it stays valid until `free`. */
export declare function allocate(size: number): {
    address: number;
    buffer: ArrayBuffer;
};
export declare function free(address: number): void;
/**
 * The address of the bytes of a JavaScript buffer, valid while nothing detaches or resizes it. The caller keeps it
 * alive, and sees that it is not one of the small ones (64 bytes at most) that V8 keeps on its own heap and moves.
 */
export declare function addressOf(bytes: Uint8Array<ArrayBuffer>): number;
/** A window on memory that the module owns. The caller vouches for address and size. */
export declare function viewAt(address: number, size: number): DataView;
/** NUL-terminated text that the module owns, such as the name of an interface; empty for NULL. */
export declare function readCString(address: number): string;
/** The base address of the shared object that holds an address, or undefined where that cannot be asked. */
export declare function objectOf(address: number): Ulong | undefined;
