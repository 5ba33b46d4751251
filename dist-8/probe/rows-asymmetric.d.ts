import type { Row } from './trial.js';
export declare const DOMAIN_PARAMETERS_ROW: Row;
export declare const ASYMMETRIC_ROWS: readonly Row[];
