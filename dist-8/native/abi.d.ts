/** How a platform lays out Cryptoki's types: what differs between the ABIs that PKCS #11 modules exist for. */
export interface Abi {
    /** Size of CK_ULONG in bytes. */
    readonly ulong: 4 | 8;
    /** Size of a pointer in bytes. */
    readonly pointer: 4 | 8;
    /** Whether structures are packed to one byte (Windows) or aligned naturally. */
    readonly packed: boolean;
    readonly littleEndian: boolean;
}
/** 64-bit Linux, macOS, BSD. */
export declare const LP64: Abi;
/** 64-bit Windows. */
export declare const LLP64: Abi;
/** 32-bit Linux. */
export declare const ILP32: Abi;
/** A CK_ULONG: a number while it is safe, a bigint beyond 2^53 (vendor handles, ~0UL on 64 bits). */
export type Ulong = number | bigint;
/** CK_UNAVAILABLE_INFORMATION, ~0UL, as `readUlong` returns it. */
export declare function unavailable(abi: Abi): Ulong;
/** Reads an unsigned integer of 4 or 8 bytes. */
export declare function readUint(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean): Ulong;
/** Writes an unsigned integer of 4 or 8 bytes; refuses what does not fit. */
export declare function writeUint(view: DataView, offset: number, size: 4 | 8, littleEndian: boolean, value: Ulong): void;
