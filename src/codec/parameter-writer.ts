import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import type { StructureName } from '../native/layout.ts';
import { toBytes } from './bytes.ts';
import type { HashName } from './hashes.ts';
import type { OutputName, OutputValues } from './parameter-outputs.ts';

/** Where an encoded parameter lies in the arena. */
export interface EncodedParameter {
  readonly address: number;
  readonly size: number;
}

export const NO_PARAMETER: { readonly address: 0; readonly size: 0 } = { address: 0, size: 0 };

/** What the parameter of one mechanism is written with. */
export interface WriterContext {
  readonly arena: Arena;
  /** What messages call the mechanism, or the part of its parameter. */
  readonly argument: string;
  readonly options: object;
  /** The hash that the mechanism itself names. */
  readonly hash?: HashName | undefined;
  /** The block size of the mechanism, as long as which its initialisation vector is. */
  readonly blockBytes?: number | undefined;
  /** Writes the CK_MECHANISM that a parameter points to; returns its address. */
  readonly mechanism: (arena: Arena, argument: string, options: unknown) => number;
}

/** What the token writes into a parameter, by name: each is read once the call has returned CKR_OK. */
type OutputReaders = [name: OutputName, read: () => unknown][];

/** The options of one mechanism while its parameter is written. */
export class ParameterWriter {
  readonly arena: Arena;
  readonly argument: string;
  readonly hash: HashName | undefined;
  readonly blockBytes: number | undefined;
  readonly #context: WriterContext;
  readonly #options: Readonly<Record<string, unknown>>;
  /** The bytes of options that are written already: one or two, for which a Map costs more. */
  readonly #names: string[] = [];
  readonly #written: (Region | typeof NO_PARAMETER)[] = [];
  #outputs: OutputReaders | undefined;

  constructor(context: WriterContext, outputs?: OutputReaders) {
    this.arena = context.arena;
    this.argument = context.argument;
    this.hash = context.hash;
    this.blockBytes = context.blockBytes;
    this.#context = context;
    this.#options = context.options as Record<string, unknown>;
    this.#outputs = outputs;
  }

  option(name: string): unknown {
    return this.#options[name];
  }

  path(name: string): string {
    return `${this.argument}.${name}`;
  }

  /** A copy of the bytes of an option, made once however many fields speak of it; NULL and 0 for none. */
  bytes(name: string, required: boolean): Region | typeof NO_PARAMETER {
    const index = this.#names.indexOf(name);
    if (index >= 0) return this.#written[index]!;
    const value = this.option(name);
    if (value === undefined && !required) return NO_PARAMETER;
    // What nearly always is given needs no name for a message.
    const plain = value instanceof Uint8Array && value.byteLength > 0;
    const bytes = plain ? value : toBytes(this.path(name), value);
    const encoded = bytes.byteLength === 0 ? NO_PARAMETER : this.arena.bytes(bytes);
    this.#names.push(name);
    this.#written.push(encoded);
    return encoded;
  }

  /** The CK_MECHANISM that an option describes; its address. */
  mechanism(name: string): number {
    return this.#context.mechanism(this.arena, this.path(name), this.option(name));
  }

  /** A writer for a part of the parameter that has options of its own. */
  part(name: string, options: object): ParameterWriter {
    return new ParameterWriter({ ...this.#context, argument: this.path(name), options }, this.#outputReaders);
  }

  /** Says how something that the token writes is read. */
  returns<K extends OutputName>(name: K, read: () => OutputValues[K]): void {
    this.#outputReaders.push([name, read]);
  }

  /** Made when first needed: this class is on the way of every call. */
  get #outputReaders(): OutputReaders {
    this.#outputs ??= [];
    return this.#outputs;
  }

  /** Everything that the token has written. */
  readOutputs(): Partial<OutputValues> {
    return Object.fromEntries((this.#outputs ?? []).map(([name, read]) => [name, read()]));
  }
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
