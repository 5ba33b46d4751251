// PKCS #11 v3.2 §5.13 Signing and MACing functions.
import type { BytesLike } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { type OperationFunctions, parts, ROOM, single } from './operation.ts';

const SIGNING: OperationFunctions = {
  single: 'C_Sign',
  update: 'C_SignUpdate',
  final: 'C_SignFinal',
  flag: CKF.SIGN,
};

/** C_SignInit and C_Sign. */
export function sign(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  return single(arena, SIGNING, call('C_SignInit', encodeMechanism(arena, mechanism), key), data, ROOM);
}

/** C_SignInit, C_SignUpdate for each part, C_SignFinal. */
export function signParts(
  mechanism: ChosenMechanism,
  key: Ulong,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  const init = (arena: Arena) => call('C_SignInit', encodeMechanism(arena, mechanism), key);
  return parts('sign', SIGNING, init, false);
}
