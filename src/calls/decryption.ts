// PKCS #11 v3.2 §5.10 Decryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import type { Destination } from '../core/destination.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena, Input } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { cipher, cipherParts, type KeyUse, type OperationFunctions } from './operation.ts';

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
  to?: Destination,
): Program<Uint8Array<ArrayBuffer>> {
  return cipher(arena, DECRYPTION, use, data, to);
}

/** C_DecryptInit, C_DecryptUpdate for each part, C_DecryptFinal. */
export function decryptParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return cipherParts('decrypt', DECRYPTION, use, to);
}
