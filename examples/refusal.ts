import { NotSupportedError, Pkcs11Error, type ReturnCode } from 'cryptoki';

/** How tokens say that they do not do something, beyond what their list of mechanisms tells. */
const REFUSALS: readonly ReturnCode[] = [
  'CKR_FUNCTION_NOT_SUPPORTED',
  'CKR_MECHANISM_INVALID',
  'CKR_MECHANISM_PARAM_INVALID',
  'CKR_KEY_SIZE_RANGE',
  'CKR_CURVE_NOT_SUPPORTED',
  'CKR_DOMAIN_PARAMS_INVALID',
  'CKR_TEMPLATE_INCONSISTENT',
  'CKR_ATTRIBUTE_VALUE_INVALID',
  // No key of this token may be read, not even one that was made to be.
  'CKR_ATTRIBUTE_SENSITIVE',
];

/** What the token does not do, in words; undefined if the error is of another kind. */
export function refusal(error: unknown): string | undefined {
  if (error instanceof NotSupportedError) return error.message;
  if (error instanceof Pkcs11Error && REFUSALS.includes(error.code)) return error.message;
  return undefined;
}
