// PKCS #11 v3.2 §5.7.5 C_GetAttributeValue.
import { AttributeArray } from '../codec/attribute-array.ts';
import { CODECS } from '../codec/attribute-codecs.ts';
import type { AttributeDefinition } from '../codec/attributes.ts';
import { attempt, type Caller, type NativeCall, type Program, SESSION } from '../core/program.ts';
import { type ShortOperation, ShortProgram } from '../core/short-program.ts';
import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { unavailable } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';
import { type Define, readTemplate } from './nested-templates.ts';

/** What the token answered for one attribute: a value, or why there is none. */
export type AttributeResult =
  | { readonly value: unknown }
  | { readonly error: Pkcs11Error | ModuleFaultError };

/** The value, or the error that says why there is none. */
export function attributeValue(result: AttributeResult): unknown {
  if ('error' in result) throw result.error;
  return result.value;
}

/** The return values that speak of single attributes and leave the others good. */
const PARTIAL: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.OK,
  CKR.ATTRIBUTE_SENSITIVE,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.BUFFER_TOO_SMALL,
]);
/** Those that may speak of one attribute, on tokens that should have said something else. */
const OF_ATTRIBUTES: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
  CKR.DEVICE_ERROR,
  CKR.ARGUMENTS_BAD,
  CKR.ATTRIBUTE_VALUE_INVALID,
]);
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * C_GetAttributeValue for several attributes: one call where all goes well. Where the token finds fault with any, each
 * that is not certain is asked for on its own, for some modules stop at the first fault and leave the rest untouched.
 */
export function getAttributes(
  arena: Arena,
  object: Ulong,
  definitions: readonly AttributeDefinition[],
  define?: Define,
): Program<AttributeResult[]> {
  // With no attributes the client of p11-kit 0.24 ends the process.
  if (definitions.length === 0) return nothing();
  const reading = new Reading(arena, object, definitions, define);
  return reading.needsLengths ? orOneByOne(reading, readInTwo(reading)) : new ShortProgram(reading);
}

// biome-ignore lint/correctness/useYield: nothing is called on the token.
function* nothing(): Program<AttributeResult[]> {
  return [];
}

/** Attributes of an object, and room for their values. */
class Reading implements ShortOperation<AttributeResult[]> {
  readonly fn = 'C_GetAttributeValue';
  readonly arena: Arena;
  readonly object: Ulong;
  readonly definitions: readonly AttributeDefinition[];
  readonly define: Define | undefined;
  /** Whether the token may write more than it is offered room for. */
  readonly needsLengths: boolean;
  readonly #array: AttributeArray;
  readonly #offers: Region[] = [];

  constructor(
    arena: Arena,
    object: Ulong,
    definitions: readonly AttributeDefinition[],
    define: Define | undefined,
  ) {
    this.arena = arena;
    this.object = object;
    this.definitions = definitions;
    this.define = define;
    this.needsLengths = arena.unbounded && !definitions.every(isFixed);
    this.#array = new AttributeArray(arena, definitions.length);
    for (let index = 0; index < definitions.length; index++) {
      this.#array.setType(index, definitions[index]!.type);
      if (!this.needsLengths) this.#offer(index, CODECS[definitions[index]!.codec].likelySize);
    }
  }

  /** Makes room for values of the lengths that the token has told. */
  makeRoom(): void {
    for (let index = 0; index < this.definitions.length; index++) {
      const { likelySize } = CODECS[this.definitions[index]!.codec];
      const told = this.#array.length(index);
      // A little more than it takes, so that after a fault a value that came differs from one that did not.
      this.#offer(index, told > MOST_BYTES ? likelySize : Math.max(likelySize, Number(told) + 1));
    }
  }

  #offer(index: number, size: number): void {
    const offer = this.arena.allocate(size);
    this.#array.setValue(index, offer);
    this.#offers.push(offer);
  }

  end<R>(call: Caller<R>, session: Ulong): R {
    return call(this.fn, session, this.object, this.#array.address, this.#array.count);
  }

  /** All of them, if all are certain. */
  result(rv: Ulong): AttributeResult[] | undefined {
    const results: AttributeResult[] = [];
    for (let index = 0; index < this.definitions.length; index++) {
      if (!this.isCertain(index, rv)) return undefined;
    }
    for (let index = 0; index < this.definitions.length; index++) results.push(this.value(index));
    return results;
  }

  /** Untouched looks like a value that fills the offer, so after a fault such a value is not believed. */
  isCertain(index: number, rv: Ulong): boolean {
    const { size } = this.#offers[index]!;
    const length = this.#array.length(index);
    return (rv === CKR.OK ? length <= size : length < size) && !isNested(this.definitions[index]!);
  }

  /** A value that is certain. */
  value(index: number): AttributeResult {
    const { codec, name } = this.definitions[index]!;
    try {
      const length = Number(this.#array.length(index));
      return { value: CODECS[codec].decode(this.#offers[index]!, length, name) };
    } catch (error) {
      return spoilt(error);
    }
  }

  otherwise(rv: Ulong): Program<AttributeResult[]> {
    return orOneByOne(this, readUncertain(this, rv));
  }
}

/** No value of a fixed size is longer. */
const FIXED = 8;

function isFixed({ codec }: AttributeDefinition): boolean {
  return CODECS[codec].likelySize <= FIXED;
}

function isNested({ codec }: AttributeDefinition): boolean {
  return CODECS[codec].nested === true;
}

/** One bad attribute must not fail the others; a lost object or session fails them all. */
function spoilt(error: unknown): AttributeResult {
  if (error instanceof ModuleFaultError || isSaid(error, PARTIAL)) return { error };
  throw error;
}

/** The lengths first, and then the values. */
function* readInTwo(reading: Reading): Program<AttributeResult[]> {
  assertPartial(yield attributeCall(reading));
  reading.makeRoom();
  return yield* readUncertain(reading, yield attributeCall(reading));
}

function attributeCall(reading: Reading): NativeCall {
  return reading.end<NativeCall>(attempt, SESSION);
}

function assertPartial(rv: Ulong): void {
  if (!PARTIAL.has(rv)) throw new Pkcs11Error(rv, 'C_GetAttributeValue');
}

/** What the token has answered for each, asked again where that is not certain. */
function* readUncertain(reading: Reading, rv: Ulong): Program<AttributeResult[]> {
  assertPartial(rv);
  const { arena, object, definitions, define } = reading;
  const results: AttributeResult[] = [];
  for (const [index, definition] of definitions.entries()) {
    if (reading.isCertain(index, rv)) {
      results.push(reading.value(index));
      continue;
    }
    try {
      const value = isNested(definition)
        ? yield* readTemplate(arena, object, definition, yield* sizeAlone(arena, object, definition), define)
        : yield* readAlone(arena, object, definition);
      results.push({ value });
    } catch (error) {
      results.push(spoilt(error));
    }
  }
  return results;
}

/** An nShield fails as a whole for one attribute that it does not like, such as alwaysAuthenticate. */
function* orOneByOne(
  { arena, object, definitions, define }: Reading,
  together: Program<AttributeResult[]>,
): Program<AttributeResult[]> {
  try {
    return yield* together;
  } catch (failure) {
    if (definitions.length < 2 || !isSaid(failure, OF_ATTRIBUTES)) throw failure;
    const results: AttributeResult[] = [];
    for (const definition of definitions) {
      try {
        results.push(...(yield* getAttributes(arena, object, [definition], define)));
      } catch (error) {
        if (!isSaid(error, OF_ATTRIBUTES)) throw error;
        results.push({ error });
      }
    }
    if (results.every((result) => 'error' in result)) throw failure;
    return results;
  }
}

function isSaid(error: unknown, codes: ReadonlySet<Ulong>): error is Pkcs11Error {
  return error instanceof Pkcs11Error && codes.has(error.rv);
}

/** How long the value of one attribute is. */
function* sizeAlone(arena: Arena, object: Ulong, { type, name }: AttributeDefinition): Program<number> {
  const entry = new AttributeArray(arena, 1);
  entry.setType(0, type);
  const rv = yield attempt('C_GetAttributeValue', SESSION, object, entry.address, 1);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, 'C_GetAttributeValue');
  const length = entry.length(0);
  // CKR_OK with a length of ~0: the token means that it has no such attribute.
  if (length === unavailable(arena.abi)) {
    throw new Pkcs11Error(CKR.ATTRIBUTE_TYPE_INVALID, 'C_GetAttributeValue');
  }
  if (length > MOST_BYTES) {
    throw new ModuleFaultError('C_GetAttributeValue', `reports ${length} bytes for ${name}`);
  }
  return Number(length);
}

/** One attribute by its exact length. */
function* readAlone(arena: Arena, object: Ulong, definition: AttributeDefinition): Program<unknown> {
  const { type, name } = definition;
  // Many large values, one after the other: each needs room only while it is read.
  const mark = arena.mark();
  const length = yield* sizeAlone(arena, object, definition);
  const value = arena.allocate(length);
  const entry = new AttributeArray(arena, 1);
  entry.setType(0, type);
  entry.setValue(0, value);
  const rv = yield attempt('C_GetAttributeValue', SESSION, object, entry.address, 1);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, 'C_GetAttributeValue');
  const returned = entry.length(0);
  if (returned > length) {
    throw new ModuleFaultError(
      'C_GetAttributeValue',
      `returned ${returned} bytes for ${name}, after asking for ${length}`,
    );
  }
  const decoded = CODECS[definition.codec].decode(value, Number(returned), name);
  arena.release(mark);
  return decoded;
}
