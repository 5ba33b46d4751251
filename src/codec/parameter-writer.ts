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

/** What the table says of the mechanism whose parameter is written. */
export interface ParameterFacts {
  /** The hash that the mechanism itself names. */
  readonly hash?: HashName | undefined;
  /** The block size of the mechanism, as long as which its initialisation vector is. */
  readonly blockBytes?: number | undefined;
}

/** Writes the CK_MECHANISM that a parameter points to; returns its address. */
export type WriteMechanism = (arena: Arena, argument: string, options: unknown) => number;

const NO_FACTS: ParameterFacts = {};
/** For parameters that point to none. */
const noMechanism: WriteMechanism = () => 0;

/** What the token writes into a parameter, by name: each is read once the call has returned CKR_OK. */
export type OutputReaders = [name: OutputName, read: () => unknown][];

/** Everything that the token has written. */
export function readOutputs(outputs: OutputReaders): Partial<OutputValues> {
  return Object.fromEntries(outputs.map(([name, read]) => [name, read()]));
}

/** The bytes of an option that are in the arena, and those that were written before. */
interface Written {
  readonly name: string;
  readonly encoded: Region | typeof NO_PARAMETER;
  readonly before: Written | undefined;
}

/** The options of one mechanism while its parameter is written. Made in nearly every call, it makes little else. */
export class ParameterWriter {
  readonly arena: Arena;
  /** What messages call the mechanism, or the part of its parameter. */
  readonly argument: string;
  readonly facts: ParameterFacts;
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #writeMechanism: WriteMechanism;
  #written: Written | undefined;
  readonly #outputs: OutputReaders | undefined;

  /** @param outputs for whoever wants to know what the token writes */
  constructor(
    arena: Arena,
    argument: string,
    options: object,
    facts: ParameterFacts = NO_FACTS,
    writeMechanism: WriteMechanism = noMechanism,
    outputs?: OutputReaders,
  ) {
    this.arena = arena;
    this.argument = argument;
    this.facts = facts;
    this.#options = options as Record<string, unknown>;
    this.#writeMechanism = writeMechanism;
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
    for (let each = this.#written; each !== undefined; each = each.before) {
      if (each.name === name) return each.encoded;
    }
    const value = this.option(name);
    if (value === undefined && !required) return NO_PARAMETER;
    // What nearly always is given needs no name for a message.
    const plain = value instanceof Uint8Array && value.length > 0;
    const bytes = plain ? value : toBytes(this.path(name), value);
    const encoded = bytes.length === 0 ? NO_PARAMETER : this.arena.bytes(bytes);
    this.#written = { name, encoded, before: this.#written };
    return encoded;
  }

  /** The CK_MECHANISM that an option describes; its address. */
  mechanism(name: string): number {
    return this.#writeMechanism(this.arena, this.path(name), this.option(name));
  }

  /** A writer for a part of the parameter that has options of its own. */
  part(name: string, options: object): ParameterWriter {
    const { arena, facts } = this;
    return new ParameterWriter(arena, this.path(name), options, facts, this.#writeMechanism, this.#outputs);
  }

  /** Says how something that the token writes is read. */
  returns<K extends OutputName>(name: K, read: () => OutputValues[K]): void {
    this.#outputs?.push([name, read]);
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
