import type { Ulong } from '../native/abi.js';
import type { Arena, Region } from '../native/arena.js';
import type { StructureName } from '../native/layout.js';
import type { HashName } from './hashes.js';
import type { OutputName, OutputValues } from './parameter-outputs.js';
/** Where an encoded parameter lies in the arena. */
export interface EncodedParameter {
    readonly address: number;
    readonly size: number;
}
export declare const NO_PARAMETER: {
    readonly address: 0;
    readonly size: 0;
};
/** What the table says of the mechanism whose parameter is written. */
export interface ParameterFacts {
    /** The hash that the mechanism itself names. */
    readonly hash?: HashName | undefined;
    /** The block size of the mechanism, as long as which its initialisation vector is. */
    readonly blockBytes?: number | undefined;
}
/** Writes the CK_MECHANISM that a parameter points to; returns its address. */
export type WriteMechanism = (arena: Arena, argument: string, options: unknown) => number;
/** What the token writes into a parameter, by name: each is read once the call has returned CKR_OK. */
export type OutputReaders = [name: OutputName, read: () => unknown][];
/** Everything that the token has written. */
export declare function readOutputs(outputs: OutputReaders): Partial<OutputValues>;
/** The options of one mechanism while its parameter is written. Made in nearly every call, it makes little else. */
export declare class ParameterWriter {
    #private;
    readonly arena: Arena;
    /** What messages call the mechanism, or the part of its parameter. */
    readonly argument: string;
    readonly facts: ParameterFacts;
    /** @param outputs for whoever wants to know what the token writes */
    constructor(arena: Arena, argument: string, options: object, facts?: ParameterFacts, writeMechanism?: WriteMechanism, outputs?: OutputReaders);
    option(name: string): unknown;
    path(name: string): string;
    /** A copy of the bytes of an option, made once however many fields speak of it; NULL and 0 for none. */
    bytes(name: string, required: boolean): Region | typeof NO_PARAMETER;
    /** The CK_MECHANISM that an option describes; its address. */
    mechanism(name: string): number;
    /** A writer for a part of the parameter that has options of its own. */
    part(name: string, options: object): ParameterWriter;
    /** Says how something that the token writes is read. */
    returns<K extends OutputName>(name: K, read: () => OutputValues[K]): void;
}
/** How one field of a structure gets its value, the options it takes it from, and what the token puts there. */
export interface Field<N extends string, O extends OutputName = never> {
    readonly options: readonly N[];
    readonly outputs?: readonly O[];
    /** The structures that the field points to. */
    readonly structures?: readonly StructureName[];
    value(writer: ParameterWriter): Ulong | Uint8Array;
}
/** How a kind of parameter is written. */
export interface ParameterCodec<N extends string, O extends OutputName = never> {
    /** The names of the options, for refusing others. */
    readonly options: readonly N[];
    /** What the token gives back through the parameter. */
    readonly outputs: readonly O[];
    /** The structures of the standard that it consists of, from the outermost on. */
    readonly structures: readonly StructureName[];
    encode(writer: ParameterWriter): EncodedParameter;
}
