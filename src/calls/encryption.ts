// PKCS #11 v3.2 §5.8 Encryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena, Input } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { beginning, type KeyUse, type OperationFunctions, parts, ROOM, single } from './operation.ts';

const ENCRYPTION: OperationFunctions = {
  init: 'C_EncryptInit',
  single: 'C_Encrypt',
  update: 'C_EncryptUpdate',
  final: 'C_EncryptFinal',
  flag: CKF.ENCRYPT,
};

/** C_EncryptInit and C_Encrypt. */
export function encrypt(
  arena: Arena,
  use: KeyUse,
  data: Uint8Array | Input,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.input(data);
  return single(arena, beginning(arena, ENCRYPTION, use), input, input.size + ROOM);
}

/** C_EncryptInit, C_EncryptUpdate for each part, C_EncryptFinal. */
export function encryptParts(use: KeyUse): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return parts('encrypt', ENCRYPTION, (arena) => beginning(arena, ENCRYPTION, use), true);
}
