import type { Ulong } from '../native/abi.js';
import type { BytesLike } from './bytes.js';
import type { ParameterCodec } from './parameter-writer.js';
/**
 * How a field of a vendor's structure gets its value: from an option of this name, or the same value always. A field of
 * bytes is a pointer to them unless it has a `size`; then they are in the structure itself.
 */
export type VendorField = {
    readonly ulong: string;
    readonly default?: number;
} | {
    readonly boolean: string;
    readonly default?: boolean;
} | {
    readonly bytes: string;
    readonly optional?: boolean;
    readonly size?: number;
} | {
    readonly lengthOf: string;
} | {
    readonly key: string;
    readonly optional?: boolean;
} | {
    readonly fixed: number;
};
/** The fields of a vendor's structure, in the order of the C declaration. */
export type VendorStructure = Readonly<Record<string, VendorField>>;
type Given<F> = F extends {
    readonly ulong: infer N extends string;
} ? [N, number, F extends {
    readonly default: number;
} ? true : false] : F extends {
    readonly boolean: infer N extends string;
} ? [N, boolean, F extends {
    readonly default: boolean;
} ? true : false] : F extends {
    readonly bytes: infer N extends string;
} ? [N, BytesLike, F extends {
    readonly optional: true;
} ? true : false] : F extends {
    readonly key: infer N extends string;
} ? [N, {
    readonly handle: Ulong;
}, F extends {
    readonly optional: true;
} ? true : false] : never;
type GivenOf<S> = {
    [K in keyof S]: Given<S[K]>;
}[keyof S];
/** The options that a vendor's structure takes. */
export type StructureOptions<S> = {
    readonly [G in GivenOf<S> as G[2] extends true ? never : G[0]]: G[1];
} & {
    readonly [G in GivenOf<S> as G[2] extends true ? G[0] : never]?: G[1] | undefined;
};
/** How a vendor's structure is written. */
export declare function vendorCodec(mechanism: string, structure: VendorStructure): ParameterCodec<string>;
export {};
