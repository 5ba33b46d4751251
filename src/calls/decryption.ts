// PKCS #11 v3.2 §5.10 Decryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { type OperationFunctions, parts, ROOM, single } from './operation.ts';

const DECRYPTION: OperationFunctions = {
  single: 'C_Decrypt',
  update: 'C_DecryptUpdate',
  final: 'C_DecryptFinal',
  flag: CKF.DECRYPT,
};

/** C_DecryptInit and C_Decrypt. */
export function decrypt(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  const init = call('C_DecryptInit', encodeMechanism(arena, mechanism), key);
  return single(arena, DECRYPTION, init, data, data.byteLength + ROOM);
}

/** C_DecryptInit, C_DecryptUpdate for each part, C_DecryptFinal. */
export function decryptParts(
  mechanism: ChosenMechanism,
  key: Ulong,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  const init = (arena: Arena) => call('C_DecryptInit', encodeMechanism(arena, mechanism), key);
  return parts('decrypt', DECRYPTION, init, true);
}
