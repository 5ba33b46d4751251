import { type AttributeResult } from '../../calls/attributes.js';
import { type AttributeName, type AttributeValues } from '../../codec/attributes.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
/** What a token gave of several attributes; what it did not give is absent. */
export type Readable<N extends AttributeName = AttributeName> = {
    -readonly [K in N]?: AttributeValues[K];
};
/** Reads what the token gives of some attributes; the answers say why something is missing. */
export declare function readSome<const N extends AttributeName>(arena: Arena, object: Ulong, names: readonly N[]): Program<{
    readonly values: Readable<N>;
    readonly answers: ReadonlyMap<N, AttributeResult>;
}>;
/** Zeroes every value of bytes: those of a key that was read, once it is not needed any more. */
export declare function wipe(values: object | undefined): void;
