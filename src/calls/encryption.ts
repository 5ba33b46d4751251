// PKCS #11 v3.2 §5.8 Encryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { type OperationFunctions, parts, ROOM, single } from './operation.ts';

const ENCRYPTION: OperationFunctions = {
  single: 'C_Encrypt',
  update: 'C_EncryptUpdate',
  final: 'C_EncryptFinal',
  flag: CKF.ENCRYPT,
};

/** C_EncryptInit and C_Encrypt. */
export function encrypt(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  const init = call('C_EncryptInit', encodeMechanism(arena, mechanism), key);
  return single(arena, ENCRYPTION, init, data, data.byteLength + ROOM);
}

/** C_EncryptInit, C_EncryptUpdate for each part, C_EncryptFinal. */
export function encryptParts(
  mechanism: ChosenMechanism,
  key: Ulong,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  const init = (arena: Arena) => call('C_EncryptInit', encodeMechanism(arena, mechanism), key);
  return parts('encrypt', ENCRYPTION, init, true);
}
