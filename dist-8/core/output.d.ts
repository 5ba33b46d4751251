import { ModuleFaultError } from '../errors.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { Destination } from './destination.js';
import { type Program, type SessionFunction } from './program.js';
/** The module took the output buffer and left the length as it was: how much of it is output, nobody knows. */
export declare class UnwrittenLengthError extends ModuleFaultError {
    constructor(fn: string);
}
/**
 * Calls a function that has an output buffer and its length among its parameters, last or before `after`: with room
 * for the likely size, then with what the token asks for (PKCS #11 v3.2 §5.2, Conventions for functions returning
 * output in a variable-length buffer). Of likely size 0 the token is asked first. What comes back is exactly as long as
 * the token says. `exact`: the likely size is known, and the token takes no other.
 */
export declare function output(arena: Arena, fn: SessionFunction, before: readonly Ulong[], likelySize: number, after?: readonly Ulong[], exact?: boolean): Program<Uint8Array<ArrayBuffer>>;
/** The same with an offer. */
export declare function outputOf(fn: SessionFunction, before: readonly Ulong[], offer: Offer, after?: readonly Ulong[]): Program<Uint8Array<ArrayBuffer>>;
/** The rest of `output`, when the first call with an offer has not given the output. */
export declare function outputAfter(fn: SessionFunction, before: readonly Ulong[], offer: Offer, first: Ulong, after?: readonly Ulong[]): Program<Uint8Array<ArrayBuffer>>;
/**
 * A CK_ULONG in which the size of a buffer goes to the module and the length of the output comes back, and the buffer:
 * behind it, or the caller's own.
 */
export declare class Offer {
    #private;
    /** The largest size that a token may ask for. */
    readonly most: number;
    /**
     * @param to where the output goes, if the caller has memory for it
     * @param least how long the output may well be: the module writes to memory of the caller's with more room than that
     */
    constructor(arena: Arena, likelySize: number, exact?: boolean, to?: Destination, least?: number);
    /** Whether nobody knows how long the output may be. */
    get isUnknown(): boolean;
    get size(): number;
    get address(): number;
    /** The address of the length. */
    get length(): number;
    get reported(): Ulong;
    /** Offers a size that the token told. */
    enlarge(size: number): void;
    /** Offers another size of ours. */
    guess(likelySize: number): void;
    /** Another for the same output. */
    again(likelySize: number): Offer;
    /** Asks for the size alone, with no buffer. */
    ask(): void;
    /** The output, if the call has succeeded and said how much it is. */
    taken(rv: Ulong): Uint8Array<ArrayBuffer> | undefined;
}
