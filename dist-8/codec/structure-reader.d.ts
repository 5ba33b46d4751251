import { type Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { type FieldName, type StructureName } from '../native/layout.js';
import { STRUCTURES } from '../spec/structures.js';
import type { VersionNumber } from './attribute-codecs.js';
/** A structure that the module fills in, read field by field. */
export declare class StructureReader<S extends StructureName> {
    #private;
    constructor(arena: Arena, name: S);
    get address(): number;
    ulong(name: FieldName<S>): Ulong;
    /** A count or size; undefined for CK_UNAVAILABLE_INFORMATION. */
    available(name: FieldName<S>): number | undefined;
    /** A limit: undefined if unavailable, Infinity for CK_EFFECTIVELY_INFINITE (0) and what no one could reach. */
    limit(name: FieldName<S>): number | undefined;
    version(name: FieldName<S>): VersionNumber;
    pointer(name: FieldName<S>): number;
    byte(name: FieldName<S>): number;
    /** A blank-padded string; modules also pad with NUL. */
    text(name: FieldName<S>): string;
}
type Fields<S extends StructureName> = (typeof STRUCTURES)[S][number];
type ValueOf<F> = F extends readonly [string, 'byte', number] ? string : F extends readonly [string, 'byte'] ? number : F extends readonly [string, 'CK_VERSION'] ? VersionNumber : Ulong;
/** A structure by its C fields: numbers, versions, and text without its padding. */
export type Structure<S extends StructureName> = {
    readonly [F in Fields<S> as F[0]]: ValueOf<F>;
};
/** Every field of a structure without pointers, such as CK_TOKEN_INFO. */
export declare function readStructure<S extends StructureName>(reader: StructureReader<S>, name: S): Structure<S>;
export {};
