import type { Row } from './trial.js';
/** Everything that is tried: first the rows of python-pkcs11's compatibility table, in its order, then what is newer. */
export declare const ROWS: readonly Row[];
