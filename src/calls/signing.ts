// PKCS #11 v3.2 §5.13 Signing and MACing functions.
import type { BytesLike } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { beginning, type KeyUse, type OperationFunctions, parts, ROOM, single } from './operation.ts';

export const SIGNING: OperationFunctions = {
  init: 'C_SignInit',
  single: 'C_Sign',
  update: 'C_SignUpdate',
  final: 'C_SignFinal',
  flag: CKF.SIGN,
};

/** C_SignInit and C_Sign. */
export function sign(arena: Arena, use: KeyUse, data: Uint8Array): Program<Uint8Array<ArrayBuffer>> {
  return single(arena, beginning(arena, SIGNING, use), data, use.mechanism.entry.signatureBytes ?? ROOM);
}

/** C_SignInit, C_SignUpdate for each part, C_SignFinal. */
export function signParts(use: KeyUse): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return parts('sign', SIGNING, (arena) => beginning(arena, SIGNING, use), false);
}
