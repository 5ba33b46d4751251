// PKCS #11 v3.2 §5.7.5 C_GetAttributeValue: attributes whose value is an array of attributes.
import { AttributeArray } from '../codec/attribute-array.ts';
import { CODECS } from '../codec/attribute-codecs.ts';
import { type AttributeDefinition, attributeOf, type TemplateValues } from '../codec/attributes.ts';
import { attempt, type Program, SESSION } from '../core/program.ts';
import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import { type Abi, type Ulong, unavailable } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { layoutOf } from '../native/layout.ts';
import { CKR } from '../spec/constants.ts';

const FN = 'C_GetAttributeValue';
/** More than the standard has attributes. */
const MOST_ENTRIES = 1024;
const MOST_BYTES = 16 * 1024 * 1024;
/** Templates within templates, beyond what anyone stores. */
const MOST_LEVELS = 4;

const SINGLE: ReadonlySet<Ulong> = new Set<Ulong>([
  CKR.OK,
  CKR.ATTRIBUTE_SENSITIVE,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.BUFFER_TOO_SMALL,
]);

/** What is known of the attributes within. */
export type Define = (type: Ulong) => AttributeDefinition;

/** Attributes that the token fills in: first their types and lengths, then their values. */
interface Level {
  readonly array: AttributeArray;
  readonly entries: Entry[];
}

interface Entry {
  readonly definition: AttributeDefinition;
  /** What the token said that the value takes. */
  readonly size: number;
  /** Its value, or the attributes within it. */
  readonly room?: Region;
  readonly inner?: Level;
}

function placeOf({ address, byteLength }: AttributeArray): { address: number; size: number } {
  return { address, size: byteLength };
}

/**
 * The attributes of a template that an object holds, the size of which is known. What the token does not tell of one
 * of them is undefined and spoils nothing else.
 */
export function* readTemplate(
  arena: Arena,
  object: Ulong,
  { type, name }: AttributeDefinition,
  byteLength: number,
  define: Define = attributeOf,
): Program<TemplateValues> {
  const top = newLevel(arena, name, byteLength);
  const outer = new AttributeArray(arena, 1);
  outer.setType(0, type);
  outer.setValue(0, placeOf(top.array));
  // With no pointers in the array the token tells types and lengths, level by level, and in the end the values.
  let unread: Level[] = [top];
  for (let depth = 0; unread.length > 0 && depth < MOST_LEVELS; depth++) {
    yield* ask(object, outer, top, arena.abi);
    unread = unread.flatMap((level) => makeRoom(arena, name, level, define));
  }
  yield* ask(object, outer, top, arena.abi);
  return valuesOf(top);
}

function* ask(object: Ulong, outer: AttributeArray, { array }: Level, abi: Abi): Program<void> {
  const rv = yield attempt(FN, SESSION, object, outer.address, 1);
  // These speak of single attributes, and the lengths say of which.
  if (!SINGLE.has(rv)) throw new Pkcs11Error(rv, FN);
  const length = outer.length(0);
  if (length === array.byteLength) return;
  if (length === unavailable(abi)) throw new Pkcs11Error(rv === CKR.OK ? CKR.ATTRIBUTE_TYPE_INVALID : rv, FN);
  throw new ModuleFaultError(FN, `returned ${length} bytes for a template of ${array.byteLength}`);
}

function newLevel(arena: Arena, name: string, byteLength: number): Level {
  const { size } = layoutOf(arena.abi, 'CK_ATTRIBUTE');
  if (byteLength % size !== 0 || byteLength > size * MOST_ENTRIES) {
    throw new ModuleFaultError(FN, `gave ${byteLength} bytes for ${name}, not an array of attributes`);
  }
  return { array: new AttributeArray(arena, byteLength / size), entries: [] };
}

/** Gives every entry of a level memory of the size that the token told; the levels below it. */
function makeRoom(arena: Arena, name: string, level: Level, define: Define): Level[] {
  const { array, entries } = level;
  const below: Level[] = [];
  let sum = 0;
  for (let index = 0; index < array.count; index++) {
    const definition = define(array.type(index));
    const told = array.length(index);
    const length = told === unavailable(arena.abi) ? 0 : Number(told);
    sum += length;
    if (sum > MOST_BYTES) throw new ModuleFaultError(FN, `reports ${told} bytes for ${name}`);
    if (CODECS[definition.codec].nested) {
      const inner = newLevel(arena, `${name}.${definition.name}`, length);
      below.push(inner);
      entries.push({ definition, size: length, inner });
      array.setValue(index, placeOf(inner.array));
    } else {
      // One byte more than the token wants: a length that it leaves as it was is none of a value.
      const room = arena.allocate(length + 1);
      entries.push({ definition, size: length, room });
      array.setValue(index, room);
    }
  }
  return below;
}

function valuesOf({ array, entries }: Level): TemplateValues {
  const values: Record<string, unknown> = {};
  for (const [index, { definition, size, room, inner }] of entries.entries()) {
    const length = array.length(index);
    if (length > size) values[definition.name] = undefined;
    else values[definition.name] = room ? decoded(definition, room, Number(length)) : valuesOf(inner!);
  }
  return values as TemplateValues;
}

/** The value, or undefined if it is none of this attribute. */
function decoded({ codec, name }: AttributeDefinition, value: Region, length: number): unknown {
  try {
    return CODECS[codec].decode(value, length, name);
  } catch (error) {
    if (!(error instanceof ModuleFaultError)) throw error;
    return undefined;
  }
}
