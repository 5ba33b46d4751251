// PKCS #11 v3.2 §5.7 Object management functions.

import type { Template } from '../codec/attributes.ts';
import { encodeTemplate } from '../codec/template.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import { oneCall } from '../core/short-program.ts';
import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { unavailable } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';

/** C_CreateObject; the handle. */
export function createObject(arena: Arena, template: Template): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'template', template);
  const handle = arena.ulong();
  return oneCall(
    'C_CreateObject',
    (call, session) => call('C_CreateObject', session, address, count, handle.address),
    () => handle.readUlong(),
  );
}

/** C_CopyObject; the handle of the copy. */
export function copyObject(arena: Arena, object: Ulong, changes: Template): Program<Ulong> {
  const { address, count } = encodeTemplate(arena, 'changes', changes);
  const handle = arena.ulong();
  return oneCall(
    'C_CopyObject',
    (call, session) => call('C_CopyObject', session, object, address, count, handle.address),
    () => handle.readUlong(),
  );
}

/** C_DestroyObject; true. */
export function destroyObject(object: Ulong): Program<true> {
  return oneCall('C_DestroyObject', (call, session) => call('C_DestroyObject', session, object), yes);
}

function yes(): true {
  return true;
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
