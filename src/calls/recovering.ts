// PKCS #11 v3.2 §5.13 and §5.15: signing and verifying where the data is recovered from the signature.
import type { Program } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { beginning, type KeyUse, ROOM, type SingleFunctions, single } from './operation.ts';
import { verdict } from './verdict.ts';

const SIGNING: SingleFunctions = {
  init: 'C_SignRecoverInit',
  single: 'C_SignRecover',
  flag: CKF.SIGN_RECOVER,
};

const VERIFYING: SingleFunctions = {
  init: 'C_VerifyRecoverInit',
  single: 'C_VerifyRecover',
  flag: CKF.VERIFY_RECOVER,
};

/** C_SignRecoverInit and C_SignRecover. */
export function signRecover(arena: Arena, use: KeyUse, data: Uint8Array): Program<Uint8Array<ArrayBuffer>> {
  return single(arena, beginning(arena, SIGNING, use), data, ROOM);
}

/** C_VerifyRecoverInit and C_VerifyRecover: the data, or undefined if the signature is wrong. */
export function* verifyRecover(
  arena: Arena,
  use: KeyUse,
  signature: Uint8Array,
): Program<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return yield* single(arena, beginning(arena, VERIFYING, use), signature, ROOM);
  } catch (error) {
    if (error instanceof Pkcs11Error && error.fn === VERIFYING.single && !verdict(error.rv, error.fn)) {
      return undefined;
    }
    throw error;
  }
}
