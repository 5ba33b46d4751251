import { ASYMMETRIC_ROWS, DOMAIN_PARAMETERS_ROW } from './rows-asymmetric.ts';
import { FUNCTION_ROWS, VENDOR_ROW } from './rows-functions.ts';
import { MODERN_ROWS } from './rows-modern.ts';
import { MORE_SYMMETRIC_ROWS, SYMMETRIC_ROWS } from './rows-symmetric.ts';
import { MORE_ROWS, OBJECT_ROWS, TOKEN_ROWS } from './rows-token.ts';
import type { Row } from './trial.ts';

/** Everything that is tried: first the rows of python-pkcs11's compatibility table, in its order, then what is newer. */
export const ROWS: readonly Row[] = [
  ...TOKEN_ROWS,
  ...OBJECT_ROWS,
  DOMAIN_PARAMETERS_ROW,
  ...MORE_ROWS,
  ...SYMMETRIC_ROWS,
  ...ASYMMETRIC_ROWS,
  VENDOR_ROW,
  ...MORE_SYMMETRIC_ROWS,
  ...MODERN_ROWS,
  ...FUNCTION_ROWS,
];
