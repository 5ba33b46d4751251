import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { FunctionName } from '../native/function-table.js';
/** The results of an operation that was joined. */
export interface Joined {
    /** As much of the room as the token has used. */
    readonly value: Uint8Array<ArrayBuffer>;
    /** The handles of the objects it has made. */
    readonly objects: readonly Ulong[];
}
/** C_AsyncJoin, and C_AsyncComplete until the operation is over. */
export declare function asyncJoin(arena: Arena, fn: FunctionName, id: Ulong, room: number): Program<Joined>;
