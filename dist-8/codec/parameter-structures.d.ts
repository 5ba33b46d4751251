import type { Ulong } from '../native/abi.js';
import type { Region } from '../native/arena.js';
import { type FieldName, type StructureName } from '../native/layout.js';
import type { OutputName } from './parameter-outputs.js';
import { type Field, NO_PARAMETER, type ParameterCodec, type ParameterWriter } from './parameter-writer.js';
/** The codecs of a family of parameter kinds, by what options each kind takes and what it gives back. */
export type CodecsOf<Kinds, Outputs = object> = {
    readonly [K in keyof Kinds]: ParameterCodec<keyof Kinds[K] & string, K extends keyof Outputs ? Outputs[K] & OutputName : never>;
};
type Fields<S extends StructureName, N extends string, O extends OutputName> = Record<FieldName<S>, Field<N, O>>;
/** A pointer to a structure of its own. */
export declare function pointerTo<S extends StructureName, N extends string, O extends OutputName = never>(structure: S, fields: Fields<S, N, O>): Field<N, O>;
/** A structure inside of another. */
export declare function nested<S extends StructureName, N extends string, O extends OutputName = never>(structure: S, fields: Fields<S, N, O>): Field<N, O>;
/** A parameter that is one structure. */
export declare function structured<S extends StructureName, N extends string, O extends OutputName = never>(structure: S, fields: Fields<S, N, O>): ParameterCodec<N, O>;
/** A parameter that is the bytes of an option. */
export declare function plainBytes<N extends string>(option: N, required: boolean): ParameterCodec<N>;
/** A parameter that is one CK_ULONG. */
export declare function plainUlong<N extends string>(field: Field<N>): ParameterCodec<N>;
/** One of two forms of a parameter: the second where the options say so. */
export declare function either<N extends string, M extends string, O extends OutputName = never>(usual: ParameterCodec<N, O>, other: ParameterCodec<M, O>, isOther: (writer: ParameterWriter) => boolean): ParameterCodec<N | M, O>;
/** Without any of its options a mechanism that can do without a parameter gets none: NULL and 0. */
export declare function orNone<N extends string>(codec: ParameterCodec<N>): ParameterCodec<N>;
/** An array of structures, each written from options of its own. */
export declare function writeArray<S extends StructureName>(writer: ParameterWriter, structure: S, elements: readonly Record<FieldName<S>, Ulong | Uint8Array>[]): Region | typeof NO_PARAMETER;
/** An option that is a list, none if it is left out. */
export declare function listOf(writer: ParameterWriter, option: string): readonly object[];
export {};
