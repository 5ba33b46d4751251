import { type Arena, type Region } from '../native/arena.js';
import type { Multipart } from './multipart.js';
type Bytes = Uint8Array<ArrayBuffer>;
/** The token has given a result for which the caller's memory has no room: it is lost, and so is the operation. */
export declare class NoRoomError extends RangeError {
    constructor(needed: number, room: number, promised: number);
}
/** The caller's own memory, to which the output of an operation goes. */
export declare class Destination {
    #private;
    /**
     * @param direct whether synchronous calls may write there by themselves
     * @throws TypeError if it is no Uint8Array, or its memory is gone
     */
    constructor(method: string, output: unknown, direct: boolean);
    /** How much room there is: none in memory that has gone since. */
    get size(): number;
    /** The address where a call may write so many bytes by itself, if it may. */
    address(arena: Arena, size: number): number | undefined;
    /** What a call has written there by itself. */
    written(length: number): Bytes;
    /** Wipes what a call may have written there that has failed: plaintext that nobody vouches for. */
    wipe(length: number): void;
    /** Puts a result there, from the memory that a call has written to. */
    take(memory: Region, length: number, offset: number): Bytes;
    /** Puts a result there that has memory of its own. */
    put(result: Uint8Array): Bytes;
    /** From now on nothing is put there any more. */
    abandon(): void;
}
/** An operation whose parts have memory of their own when they come, and go to the caller's then. */
export declare function delivering<C>(operation: Multipart<C, Bytes>, to: Destination | undefined): Multipart<C, Bytes>;
export {};
