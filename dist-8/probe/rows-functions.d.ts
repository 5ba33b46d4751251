import { type Row } from './trial.js';
export declare const VENDOR_ROW: Row;
export declare const FUNCTION_ROWS: readonly Row[];
