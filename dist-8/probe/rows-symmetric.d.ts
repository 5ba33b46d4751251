import type { Row } from './trial.js';
export declare const SYMMETRIC_ROWS: readonly Row[];
/** What is newer than python-pkcs11's table. */
export declare const MORE_SYMMETRIC_ROWS: readonly Row[];
