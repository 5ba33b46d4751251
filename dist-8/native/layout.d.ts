import { STRUCTURES } from '../spec/structures.js';
import type { Abi } from './abi.js';
export type StructureName = keyof typeof STRUCTURES;
/** The field names of a structure. */
export type FieldName<S extends StructureName> = (typeof STRUCTURES)[S][number][0];
export interface FieldLayout {
    readonly offset: number;
    /** Size of one element. */
    readonly size: number;
    readonly type: string;
    /** Number of elements; 1 for a plain field. */
    readonly count: number;
}
export interface Layout<F extends string = string> {
    readonly size: number;
    readonly alignment: number;
    readonly fields: Readonly<Record<F, FieldLayout>>;
}
/** Sizes and offsets of a structure on an ABI (PKCS #11 §2.1: packed to one byte on Windows, natural elsewhere). */
export declare function layoutOf<S extends StructureName>(abi: Abi, name: S): Layout<FieldName<S>>;
/** The same for those who need it in every call: it is looked up once an ABI, of which a process has one. */
export declare function layoutFor<S extends StructureName>(name: S): (abi: Abi) => Layout<FieldName<S>>;
/** The layout of fields in order, each with its type and the number of its elements. */
export declare function layoutOfFields(abi: Abi, structure: readonly (readonly [field: string, type: string, count?: number])[]): Layout;
export declare function roundUp(value: number, multiple: number): number;
