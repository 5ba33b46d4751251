import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
/** Where a value lies. */
interface Place {
    readonly address: number;
    readonly size: number;
}
/** An array of CK_ATTRIBUTE in an arena, all zeros at first (PKCS #11 v3.2 §3.5 Object types). */
export declare class AttributeArray {
    #private;
    readonly count: number;
    constructor(arena: Arena, count: number);
    get address(): number;
    get byteLength(): number;
    type(index: number): Ulong;
    setType(index: number, type: Ulong): void;
    /** How long a value is, in bytes: as it was set, or as the token says. */
    length(index: number): Ulong;
    /** Points to a value, or to room for one. */
    setValue(index: number, { address, size }: Place): void;
}
export {};
