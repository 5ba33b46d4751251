import type { Ulong } from '../native/abi.js';
import { type HashName } from './hashes.js';
import { type NameTable } from './names.js';
import type { Field } from './parameter-writer.js';
/** A pointer to the bytes of an option that must be given. */
export declare function bytes<N extends string>(option: N): Field<N>;
/** A pointer to the bytes of an option, or NULL without it: some modules refuse a pointer to nothing. */
export declare function optionalBytes<N extends string>(option: N): Field<N>;
/** How many bytes the option named by another field has. */
export declare function lengthOf<N extends string>(option: N): Field<N>;
/** The same of two options that must be of one length. */
export declare function sameLengthOf<N extends string>(option: N, other: N): Field<N>;
export declare function bitsOf<N extends string>(option: N): Field<N>;
/** Bytes of a fixed number inside the structure. */
export declare function inline<N extends string>(option: N, size: number, what: string): Field<N>;
export interface IntegerRange {
    readonly least?: number;
    readonly most?: number;
    /** Without one the option must be given. */
    readonly default?: number;
    /** The structure counts in units of as many. */
    readonly per?: number;
}
export declare function integer<N extends string>(option: N, range?: IntegerRange): Field<N>;
/** A CK_BBOOL. */
export declare function flag<N extends string>(option: N, standard?: boolean): Field<N>;
/** A CK_BBOOL that says whether an option is given. */
export declare function given<N extends string>(option: N): Field<N>;
/** The same value always. */
export declare function fixed(value: Ulong): Field<never>;
/** A constant of the standard by name. */
export declare function named<N extends string, T extends string>(option: N, table: NameTable<T>, standard?: T): Field<N>;
/** A pointer to text that ends in a NUL, or NULL without it. */
export declare function optionalText<N extends string>(option: N): Field<N>;
/** A pointer to the CK_MECHANISM that an option describes. */
export declare function mechanism<N extends string>(option: N): Field<N>;
/** The same, or NULL without it. */
export declare function optionalMechanism<N extends string>(option: N): Field<N>;
/** A constant by a name of a few. */
export declare function oneOf<N extends string>(option: N, values: Readonly<Record<string, number>>, standard?: string): Field<N>;
/** The handle of a key on the token. */
export declare function key<N extends string>(option: N): Field<N>;
/** The same, or CK_INVALID_HANDLE without one. */
export declare function optionalKey<N extends string>(option: N): Field<N>;
export declare function hashAlgorithm<N extends string>(options: readonly N[], standard?: HashName): Field<N>;
/** MGF1 of the hash, unless named. */
export declare function maskGeneration(standard?: HashName): Field<'mgf'>;
/** As long as the hash, unless given. */
export declare function saltLength(): Field<'saltLength'>;
