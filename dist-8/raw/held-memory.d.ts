import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { FunctionName } from '../native/function-table.js';
/**
 * Memory that outlives its call. A module may hold on to what an operation began with until the next begins, and writes
 * the result of an asynchronous function when it comes: both are kept, at most until their session is closed.
 */
export declare class HeldMemory {
    #private;
    /** Keeps the memory of a call that has returned, or gives it back. */
    keepOrGive(fn: FunctionName, session: Ulong | undefined, rv: Ulong, arena: Arena): void;
    opened(slot: Ulong, session: Ulong): void;
    closed(session: Ulong): void;
    /** The sessions of a slot, or all. */
    closedAll(slot?: Ulong): void;
}
