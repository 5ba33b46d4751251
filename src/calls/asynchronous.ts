// PKCS #11 v3.2 §5.21 Asynchronous functions. C_AsyncGetID, and C_AsyncComplete for what this program has begun, are
// called where the answer CKR_PENDING comes: core/pending.ts.
import { call, type Program, SESSION } from '../core/program.ts';
import { ModuleFaultError } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { FunctionName } from '../native/function-table.ts';
import { type FieldName, layoutOf } from '../native/layout.ts';

/** The results of an operation that was joined. */
export interface Joined {
  /** As much of the room as the token has used. */
  readonly value: Uint8Array<ArrayBuffer>;
  /** The handles of the objects it has made. */
  readonly objects: readonly Ulong[];
}

/** C_AsyncJoin, and C_AsyncComplete until the operation is over. */
export function* asyncJoin(arena: Arena, fn: FunctionName, id: Ulong, room: number): Program<Joined> {
  const name = arena.bytes(new TextEncoder().encode(`${fn}\0`));
  const buffer = arena.allocate(room);
  yield call('C_AsyncJoin', SESSION, name.address, id, room === 0 ? 0 : buffer.address, room);
  const data = arena.structure('CK_ASYNC_DATA', {
    ulVersion: 0,
    pValue: 0,
    ulValue: 0,
    hObject: 0,
    hAdditionalObject: 0,
  });
  yield call('C_AsyncComplete', SESSION, name.address, data.address);
  const { fields } = layoutOf(arena.abi, 'CK_ASYNC_DATA');
  const read = (field: FieldName<'CK_ASYNC_DATA'>): Ulong => data.readUlong(fields[field].offset);
  const length = read('ulValue');
  if (length > room) {
    throw new ModuleFaultError('C_AsyncComplete', `returned ${length} bytes in a buffer of ${room}`);
  }
  const objects = [read('hObject'), read('hAdditionalObject')].filter((handle) => handle !== 0);
  return { value: buffer.read(Number(length)), objects };
}
