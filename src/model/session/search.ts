import { inspect } from 'node:util';
import { type AttributeResult, getAttributes } from '../../calls/attributes.ts';
import { findObjects } from '../../calls/objects.ts';
import type { CodecName } from '../../codec/attribute-codecs.ts';
import { type AttributeName, attribute, type Template } from '../../codec/attributes.ts';
import { describe, isBytesLike } from '../../codec/bytes.ts';
import type { KeyTypeName, ObjectClassName } from '../../codec/names.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import type { Pkcs11Object } from '../objects/object.ts';
import type { ObjectKind, SessionContext } from './context.ts';

/** Classes whose objects have a key type. */
const KEY_CLASSES: readonly unknown[] = [
  'SECRET_KEY',
  'PUBLIC_KEY',
  'PRIVATE_KEY',
  'OTP_KEY',
  'DOMAIN_PARAMETERS',
];
/** Objects looked at in one program: the lane is free for others in between. */
const BATCH = 64;

export function searching(query: Template): MakeProgram<Ulong[]> {
  return (arena) => findObjects(arena, query);
}

/** Handles in batches. */
export function* batches(handles: readonly Ulong[]): Generator<readonly Ulong[]> {
  for (let start = 0; start < handles.length; start += BATCH) yield handles.slice(start, start + BATCH);
}

/** Represents a batch of objects, reading of each what the query does not say already. */
export function representing(
  context: SessionContext,
  query: Template,
  handles: readonly Ulong[],
): MakeProgram<Pkcs11Object[]> {
  const { class: knownClass, keyType: knownType } = query;
  return function* (arena) {
    const objects: Pkcs11Object[] = [];
    for (const handle of handles) {
      const mark = arena.mark();
      let objectClass = knownClass;
      let keyType = knownType;
      const missing = [
        ...(objectClass === undefined ? ['class' as const] : []),
        ...(keyType === undefined && (objectClass === undefined || KEY_CLASSES.includes(objectClass))
          ? ['keyType' as const]
          : []),
      ];
      if (missing.length > 0) {
        const results = yield* readFound(arena, handle, missing);
        if (results === undefined) continue;
        const values: Partial<Record<string, unknown>> = Object.fromEntries(
          results.map((result, index) => [missing[index], 'value' in result ? result.value : undefined]),
        );
        objectClass ??= values.class as ObjectClassName | Ulong | undefined;
        keyType ??= values.keyType as KeyTypeName | Ulong | undefined;
      }
      const kind: ObjectKind = { objectClass: objectClass ?? 0, keyType };
      objects.push(context.wrap(handle, kind));
      arena.release(mark);
    }
    return objects;
  };
}

/**
 * Attributes of an object that was found; undefined if somebody has destroyed it since. A token may stumble over an
 * object that goes while it reads it (SoftHSM: CKR_ATTRIBUTE_VALUE_INVALID): asked again it says what became of it.
 */
function* readFound(
  arena: Arena,
  handle: Ulong,
  names: readonly AttributeName[],
): Program<AttributeResult[] | undefined> {
  for (let last = false; ; last = true) {
    try {
      return yield* getAttributes(arena, handle, names.map(attribute));
    } catch (error) {
      if (!(error instanceof Pkcs11Error)) throw error;
      if (error.rv === CKR.OBJECT_HANDLE_INVALID) return undefined;
      if (last) throw error;
    }
  }
}

/** Codecs whose values may be secret: messages tell their kind only. */
const UNSHOWN: ReadonlySet<CodecName> = new Set<CodecName>(['bytes', 'bigInteger', 'vendor', 'template']);

function kind(value: unknown): string {
  if (!isBytesLike(value) || typeof value === 'string') return describe(value);
  try {
    return `${value.byteLength} bytes`;
  } catch {
    // A DataView whose buffer was transferred while the search ran.
    return 'bytes';
  }
}

/** A query for a message. */
export function describeQuery(query: Template): string {
  const shown = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, UNSHOWN.has(attribute(name).codec) ? `<${kind(value)}>` : value]);
  return inspect(Object.fromEntries(shown), { breakLength: Number.POSITIVE_INFINITY });
}
