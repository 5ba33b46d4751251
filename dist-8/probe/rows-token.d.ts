import { type Row } from './trial.js';
export declare const TOKEN_ROWS: readonly Row[];
export declare const OBJECT_ROWS: readonly Row[];
export declare const MORE_ROWS: readonly Row[];
