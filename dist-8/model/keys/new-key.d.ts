import type { AttributeName, Template } from '../../codec/attributes.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { SessionContext } from '../session/context.js';
import { type NewKeyOptions } from './key-templates.js';
/** A new key by its template. */
interface NewKey {
    readonly template: Template;
    /** What the caller wants by name, and the library does not touch. */
    readonly given?: Template | undefined;
}
/** What is made, and how. */
interface Making<T, M> {
    readonly method: string;
    /** The function of the standard that makes it. */
    readonly fn: string;
    readonly keyType: KeyTypeName | Ulong;
    readonly options: NewKeyOptions;
    readonly keys: readonly NewKey[];
    /** What makes it, if that is a mechanism: its parameters are read once, however often it is tried. */
    readonly mechanism: M;
    make(templates: readonly Template[], mechanism: M): Program<T>;
    /** The keys, those of `keys` in their order. */
    handles(made: T): readonly (Ulong | MadeBesides)[];
}
/** A key that came besides those of the templates, and what it is to be. */
export interface MadeBesides {
    readonly handle: Ulong;
    readonly wanted: Template;
}
/** Makes a key, or a key pair. */
export declare function makingKey<T, M extends ChosenMechanism | undefined>(arena: Arena, context: SessionContext, making: Making<T, M>): Program<T>;
/** A template without some of its attributes. */
export declare function without(template: Template, names: readonly AttributeName[]): Template;
export {};
