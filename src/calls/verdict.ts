import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { CKR } from '../spec/constants.ts';

/** A wrong signature is an answer; anything else that is not CKR_OK is a failure. */
export function verdict(rv: Ulong, fn: string): boolean {
  if (rv === CKR.OK) return true;
  if (rv === CKR.SIGNATURE_INVALID || rv === CKR.SIGNATURE_LEN_RANGE) return false;
  throw new Pkcs11Error(rv, fn);
}
