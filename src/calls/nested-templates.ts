// PKCS #11 v3.2 §5.7.5 C_GetAttributeValue: attributes whose value is an array of attributes.
import { CODECS } from '../codec/attribute-codecs.ts';
import { type AttributeDefinition, attributeOf, type TemplateValues } from '../codec/attributes.ts';
import { attempt, type Program } from '../core/program.ts';
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

/** An array of CK_ATTRIBUTE that the token fills in: first its types and lengths, then its values. */
interface Level {
  readonly array: Region;
  readonly entries: Entry[];
}

interface Entry {
  readonly definition: AttributeDefinition;
  /** What the token said that the value takes. */
  readonly size: number;
  readonly room: Region;
  /** The attributes within this one. */
  readonly inner?: Level;
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
  const outer = arena.structure('CK_ATTRIBUTE', {
    type,
    pValue: top.array.address,
    ulValueLen: top.array.size,
  });
  // With no pointers in the array the token tells types and lengths, level by level, and in the end the values.
  let unread: Level[] = [top];
  for (let depth = 0; unread.length > 0 && depth < MOST_LEVELS; depth++) {
    yield* ask(object, outer, top, arena.abi);
    unread = unread.flatMap((level) => makeRoom(arena, name, level, define));
  }
  yield* ask(object, outer, top, arena.abi);
  return valuesOf(arena, top);
}

function* ask(object: Ulong, outer: Region, { array }: Level, abi: Abi): Program<void> {
  const rv = yield attempt(FN, object, outer.address, 1);
  // These speak of single attributes, and the lengths say of which.
  if (!SINGLE.has(rv)) throw new Pkcs11Error(rv, FN);
  const length = outer.readUlong(layoutOf(abi, 'CK_ATTRIBUTE').fields.ulValueLen!.offset);
  if (length === array.size) return;
  if (length === unavailable(abi)) throw new Pkcs11Error(rv === CKR.OK ? CKR.ATTRIBUTE_TYPE_INVALID : rv, FN);
  throw new ModuleFaultError(FN, `returned ${length} bytes for a template of ${array.size}`);
}

function newLevel(arena: Arena, name: string, byteLength: number): Level {
  const { size } = layoutOf(arena.abi, 'CK_ATTRIBUTE');
  if (byteLength % size !== 0 || byteLength > size * MOST_ENTRIES) {
    throw new ModuleFaultError(FN, `gave ${byteLength} bytes for ${name}, not an array of attributes`);
  }
  return { array: arena.allocate(byteLength), entries: [] };
}

/** Gives every entry of a level memory of the size that the token told; the levels below it. */
function makeRoom(arena: Arena, name: string, level: Level, define: Define): Level[] {
  const { size, fields } = layoutOf(arena.abi, 'CK_ATTRIBUTE');
  const below: Level[] = [];
  let sum = 0;
  for (let at = 0; at < level.array.size; at += size) {
    const definition = define(level.array.readUlong(at + fields.type!.offset));
    const told = level.array.readUlong(at + fields.ulValueLen!.offset);
    const length = told === unavailable(arena.abi) ? 0 : Number(told);
    sum += length;
    if (sum > MOST_BYTES) throw new ModuleFaultError(FN, `reports ${told} bytes for ${name}`);
    if (CODECS[definition.codec].nested) {
      const inner = newLevel(arena, `${name}.${definition.name}`, length);
      below.push(inner);
      level.entries.push({ definition, size: length, room: inner.array, inner });
      level.array.writePointer(inner.array.address, at + fields.pValue!.offset);
      level.array.writeUlong(inner.array.size, at + fields.ulValueLen!.offset);
    } else {
      // One byte more than the token wants: a length that it leaves as it was is none of a value.
      const room = arena.allocate(length + 1);
      level.entries.push({ definition, size: length, room });
      level.array.writePointer(room.address, at + fields.pValue!.offset);
      level.array.writeUlong(room.size, at + fields.ulValueLen!.offset);
    }
  }
  return below;
}

function valuesOf(arena: Arena, level: Level): TemplateValues {
  const { size, fields } = layoutOf(arena.abi, 'CK_ATTRIBUTE');
  const values: Record<string, unknown> = {};
  for (const [index, { definition, size: told, room, inner }] of level.entries.entries()) {
    const length = level.array.readUlong(index * size + fields.ulValueLen!.offset);
    if (inner !== undefined) values[definition.name] = length > told ? undefined : valuesOf(arena, inner);
    else if (length > told) values[definition.name] = undefined;
    else values[definition.name] = decoded(arena, definition, room.read(Number(length)));
  }
  return values as TemplateValues;
}

/** The value, or undefined if it is none of this attribute. */
function decoded(
  arena: Arena,
  { codec, name }: AttributeDefinition,
  value: Uint8Array<ArrayBuffer>,
): unknown {
  try {
    return CODECS[codec].decode(arena.abi, value, name);
  } catch (error) {
    if (!(error instanceof ModuleFaultError)) throw error;
    return undefined;
  }
}
