import { asyncJoin, type Joined } from '../../calls/asynchronous.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, type CallOptions, callOptions, limited } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { PendingCall } from '../../core/pending.ts';
import type { Ulong } from '../../native/abi.ts';
import type { FunctionName } from '../../native/function-table.ts';
import { FUNCTIONS } from '../../spec/functions.ts';
import type { Bytes } from '../objects/data.ts';
import type { Pkcs11Object } from '../objects/object.ts';
import type { SessionContext } from './context.ts';
import { representing } from './search.ts';

/** An operation that the token goes on with in the background (CKR_PENDING, v3.2), while its method waits. */
export interface PendingOperation {
  readonly fn: FunctionName;
  /**
   * Lets go of it: the token goes on even when this program ends, and whoever has the result can join it. The method
   * that began it rejects with `DetachedError`.
   * @throws Pkcs11Error CKR_STATE_UNSAVEABLE if the token does not keep it, CKR_OPERATION_NOT_INITIALIZED if it is over
   */
  detach(options?: CallOptions): Promise<DetachedOperation>;
}

/** What it takes to join an operation: plain values, to be stored. */
export interface DetachedOperation {
  readonly fn: FunctionName;
  readonly id: Ulong;
}

export interface JoinOptions {
  /** Room for the bytes that the operation gives, such as a signature; none for one that makes keys. */
  readonly bytes?: number | undefined;
}

/** What a joined operation gives: bytes, or the objects it has made (of a key pair the public one first). */
export interface JoinedResult {
  readonly value: Bytes;
  readonly objects: readonly Pkcs11Object[];
}

export function pendingOperation({ fn, detach }: PendingCall): PendingOperation {
  return {
    fn,
    async detach(options) {
      const id = await limited('detach', callOptions('detach', options), detach);
      return { fn, id };
    },
  };
}

const MOST_BYTES = 1 << 26;

export function joining(
  context: SessionContext,
  operation: DetachedOperation,
  options: JoinOptions,
): MakeProgram<JoinedResult> {
  const method = 'joinOperation';
  refuseUnknownOptions(method, options, ['bytes'], CALL_OPTIONS);
  refuseUnknownOptions(method, operation, ['fn', 'id']);
  const { fn, id } = operation;
  if (!Object.hasOwn(FUNCTIONS, fn)) {
    throw new RangeError(`${method}: fn: expected the name of a function such as 'C_GenerateKeyPair'`);
  }
  if (typeof id !== 'number' && typeof id !== 'bigint') {
    throw new TypeError(`${method}: id: expected a number, got ${describe(id)}`);
  }
  const { bytes = 0 } = options;
  if (typeof bytes !== 'number') {
    throw new TypeError(`${method}: bytes: expected a number, got ${describe(bytes)}`);
  }
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MOST_BYTES) {
    throw new RangeError(`${method}: bytes: expected an integer from 0 to ${MOST_BYTES}, got ${bytes}`);
  }
  return function* (arena) {
    const joined: Joined = yield* asyncJoin(arena, fn, id, bytes);
    const objects = yield* representing(context, {}, joined.objects)(arena);
    return { value: joined.value, objects };
  };
}
