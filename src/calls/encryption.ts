// PKCS #11 v3.2 §5.8 Encryption functions.
import type { BytesLike } from '../codec/bytes.ts';
import { type ChosenMechanism, writeMechanism } from '../codec/mechanisms.ts';
import type { OutputValues } from '../codec/parameter-outputs.ts';
import type { Destination } from '../core/destination.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import {
  cipher,
  cipherParts,
  cipherRoom,
  type KeyUse,
  type OperationFunctions,
  single,
} from './operation.ts';

export const ENCRYPTION: OperationFunctions = {
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
  to?: Destination,
): Program<Uint8Array<ArrayBuffer>> {
  return cipher(arena, ENCRYPTION, use, data, to);
}

/** The same with a mechanism whose initialisation vector the token makes. */
export function* encryptWithOutputs(
  arena: Arena,
  mechanism: ChosenMechanism,
  key: Ulong,
  data: Uint8Array | Input,
): Program<{ readonly ciphertext: Uint8Array<ArrayBuffer>; readonly outputs: Partial<OutputValues> }> {
  const written = writeMechanism(arena, mechanism);
  const start = { functions: ENCRYPTION, mechanism: written.address, key, secret: undefined };
  const input = arena.input(data);
  const ciphertext = yield* single(arena, start, input, input.size + cipherRoom(mechanism));
  return { ciphertext, outputs: written.outputs() };
}

/** C_EncryptInit, C_EncryptUpdate for each part, C_EncryptFinal. */
export function encryptParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return cipherParts('encrypt', ENCRYPTION, use, to);
}
