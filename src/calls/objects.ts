// PKCS #11 v3.2 §5.7 Object management functions.

import { AttributeArray } from '../codec/attribute-array.ts';
import { CODECS } from '../codec/attribute-codecs.ts';
import type { AttributeDefinition, Template } from '../codec/attributes.ts';
import { encodeTemplate } from '../codec/template.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { unavailable } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';
import { type Define, readTemplate } from './nested-templates.ts';

/** C_CreateObject; the handle. */
export function* createObject(arena: Arena, template: Template): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  yield call('C_CreateObject', SESSION, address, count, handle.address);
  return handle.readUlong();
}

/** C_CopyObject; the handle of the copy. */
export function* copyObject(arena: Arena, object: Ulong, changes: Template): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'changes', changes);
  const handle = arena.ulong();
  yield call('C_CopyObject', SESSION, object, address, count, handle.address);
  return handle.readUlong();
}

/** C_DestroyObject. */
export function* destroyObject(object: Ulong): Program<void> {
  yield call('C_DestroyObject', SESSION, object);
}

/** C_GetObjectSize, in bytes; undefined if the token does not tell. */
export function* getObjectSize(arena: Arena, object: Ulong): Program<number | undefined> {
  const size = arena.ulong();
  yield call('C_GetObjectSize', SESSION, object, size.address);
  const value = size.readUlong();
  return value === unavailable(arena.abi) ? undefined : Number(value);
}

/** C_SetAttributeValue. */
export function* setAttributes(arena: Arena, object: Ulong, values: Template): Program<void> {
  const { address, count } = encodeTemplate(arena, 'values', values);
  yield call('C_SetAttributeValue', SESSION, object, address, count);
}

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
export function* getAttributes(
  arena: Arena,
  object: Ulong,
  definitions: readonly AttributeDefinition[],
  define?: Define,
): Program<AttributeResult[]> {
  try {
    return yield* getTogether(arena, object, definitions, define);
  } catch (error) {
    if (definitions.length < 2 || !isSaid(error, OF_ATTRIBUTES)) throw error;
    return yield* getOneByOne(arena, object, definitions, define, error);
  }
}

/** An nShield fails as a whole for one attribute that it does not like, such as alwaysAuthenticate. */
function* getOneByOne(
  arena: Arena,
  object: Ulong,
  definitions: readonly AttributeDefinition[],
  define: Define | undefined,
  failure: Pkcs11Error,
): Program<AttributeResult[]> {
  const results: AttributeResult[] = [];
  for (const definition of definitions) {
    try {
      results.push(...(yield* getTogether(arena, object, [definition], define)));
    } catch (error) {
      if (!isSaid(error, OF_ATTRIBUTES)) throw error;
      results.push({ error });
    }
  }
  if (results.every((result) => 'error' in result)) throw failure;
  return results;
}

function* getTogether(
  arena: Arena,
  object: Ulong,
  definitions: readonly AttributeDefinition[],
  define?: Define,
): Program<AttributeResult[]> {
  // With no attributes the client of p11-kit 0.24 ends the process.
  if (definitions.length === 0) return [];
  const array = new AttributeArray(arena, definitions.length);
  for (let index = 0; index < definitions.length; index++) array.setType(index, definitions[index]!.type);
  const sized = arena.unbounded && !definitions.every(isFixed);
  if (sized) yield* attributeCall(object, array);
  const offers: Region[] = [];
  for (let index = 0; index < definitions.length; index++) {
    const { likelySize } = CODECS[definitions[index]!.codec];
    const told = sized ? array.length(index) : 0;
    // A little more than it takes, so that after a fault a value that came differs from one that did not.
    const offer = arena.allocate(told > MOST_BYTES ? likelySize : Math.max(likelySize, Number(told) + 1));
    array.setValue(index, offer);
    offers.push(offer);
  }
  const rv = yield* attributeCall(object, array);

  const results: AttributeResult[] = [];
  for (let index = 0; index < definitions.length; index++) {
    const definition = definitions[index]!;
    const offer = offers[index]!;
    const length = array.length(index);
    // Untouched looks like a value that fills the offer, so after a fault such a value is not believed.
    const certain = rv === CKR.OK ? length <= offer.size : length < offer.size;
    try {
      const { nested, decode } = CODECS[definition.codec];
      if (nested) {
        const told = yield* sizeAlone(arena, object, definition);
        results.push({ value: yield* readTemplate(arena, object, definition, told, define) });
        continue;
      }
      results.push({
        value: certain
          ? decode(offer, Number(length), definition.name)
          : yield* readAlone(arena, object, definition),
      });
    } catch (error) {
      // One bad attribute must not fail the others; a lost object or session fails them all.
      if (!(error instanceof ModuleFaultError || isSaid(error, PARTIAL))) throw error;
      results.push({ error });
    }
  }
  return results;
}

/** No value of a fixed size is longer. */
const FIXED = 8;

function isFixed({ codec }: AttributeDefinition): boolean {
  return CODECS[codec].likelySize <= FIXED;
}

function* attributeCall(object: Ulong, { address, count }: AttributeArray): Program<Ulong> {
  const rv = yield attempt('C_GetAttributeValue', SESSION, object, address, count);
  if (!PARTIAL.has(rv)) throw new Pkcs11Error(rv, 'C_GetAttributeValue');
  return rv;
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

const BATCH = 512;
/** More objects than any token holds, and as many as memory should be spent on: a module that finds more makes them up. */
const MOST_OBJECTS = 4_194_304;

/**
 * C_FindObjectsInit, C_FindObjects in batches, C_FindObjectsFinal: the search is over before anyone sees a result, so
 * that nothing they do or break off can disturb it. Handles come once each, however often the token repeats them.
 */
export function* findObjects(arena: Arena, template: Template): Program<Ulong[]> {
  const { address, count } = encodeTemplate(arena, 'query', template);
  const batch = arena.allocate(BATCH * arena.abi.ulong);
  const found = arena.ulong();
  const handles = new Set<Ulong>();
  yield call('C_FindObjectsInit', SESSION, address, count);
  try {
    for (;;) {
      if (handles.size > MOST_OBJECTS) {
        throw new ModuleFaultError('C_FindObjects', `finds more than ${MOST_OBJECTS} objects`);
      }
      found.writeUlong(0);
      yield call('C_FindObjects', SESSION, batch.address, BATCH, found.address);
      const returned = found.readUlong();
      if (returned > BATCH)
        throw new ModuleFaultError('C_FindObjects', `returned ${returned} handles for ${BATCH}`);
      const before = handles.size;
      for (let index = 0; index < returned; index++) handles.add(batch.readUlong(index * arena.abi.ulong));
      if (handles.size === before) break;
    }
  } finally {
    yield attempt('C_FindObjectsFinal', SESSION);
  }
  return [...handles];
}
