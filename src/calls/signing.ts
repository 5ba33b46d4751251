// PKCS #11 v3.2 §5.13 Signing and MACing functions.
import type { BytesLike } from '../codec/bytes.ts';
import type { ChosenMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { orWholeOfNothing } from './empty-message.ts';
import { gathering } from './gathering.ts';
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
  const start = beginning(arena, SIGNING, use);
  const { signatureRoom: exact } = use.mechanism;
  return single(arena, start, data, exact ?? signatureRoom(use.mechanism), exact !== undefined);
}

/** C_SignInit, C_SignUpdate for each part, C_SignFinal. */
export function signParts(use: KeyUse): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  const whole = (arena: Arena, data: Uint8Array) => sign(arena, use, data);
  if (use.mechanism.inOnePiece === true) return gathering('sign', whole);
  const start = (arena: Arena) => beginning(arena, SIGNING, use);
  return orWholeOfNothing(parts('sign', SIGNING, start, false, signatureRoom(use.mechanism)), whole);
}

/** Two numbers as long as the order of the largest group, of 571 bits. */
const TWO_NUMBERS = 144;

/** Room for the likely signature, and as little as will do: see `cipherRoom`. */
export function signatureRoom({ entry }: ChosenMechanism): number {
  const { mac, rawSignature, twoHalves, signatureBytes } = entry;
  if (typeof mac === 'number') return mac;
  return (rawSignature ?? twoHalves) === true ? TWO_NUMBERS : (signatureBytes ?? ROOM);
}
