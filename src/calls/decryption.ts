// PKCS #11 v3.2 §5.10 Decryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena, Input } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { beginning, cipherRoom, type KeyUse, type OperationFunctions, parts, single } from './operation.ts';

export const DECRYPTION: OperationFunctions = {
  init: 'C_DecryptInit',
  single: 'C_Decrypt',
  update: 'C_DecryptUpdate',
  final: 'C_DecryptFinal',
  flag: CKF.DECRYPT,
};

/** C_DecryptInit and C_Decrypt. */
export function decrypt(
  arena: Arena,
  use: KeyUse,
  data: Uint8Array | Input,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.input(data);
  return single(arena, beginning(arena, DECRYPTION, use), input, input.size + cipherRoom(use.mechanism));
}

/** C_DecryptInit, C_DecryptUpdate for each part, C_DecryptFinal. */
export function decryptParts(use: KeyUse): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return parts('decrypt', DECRYPTION, (arena) => beginning(arena, DECRYPTION, use), true);
}
