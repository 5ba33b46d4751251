// PKCS #11 v3.2 §5.13 and §5.15: signing and verifying where the data is recovered from the signature.
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import { output } from '../core/output.ts';
import { call, type Program } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { ROOM } from './operation.ts';
import { verdict } from './verdict.ts';

/** C_SignRecoverInit and C_SignRecover. */
export function* signRecover(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.bytes(data);
  yield call('C_SignRecoverInit', encodeMechanism(arena, mechanism), key);
  return yield* output(arena, 'C_SignRecover', [input.address, input.size], ROOM);
}

/** C_VerifyRecoverInit and C_VerifyRecover: the data, or undefined if the signature is wrong. */
export function* verifyRecover(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  signature: Uint8Array,
): Program<Uint8Array<ArrayBuffer> | undefined> {
  const claimed = arena.bytes(signature);
  yield call('C_VerifyRecoverInit', encodeMechanism(arena, mechanism), key);
  try {
    return yield* output(arena, 'C_VerifyRecover', [claimed.address, claimed.size], ROOM);
  } catch (error) {
    if (error instanceof Pkcs11Error && !verdict(error.rv, error.fn)) return undefined;
    throw error;
  }
}
