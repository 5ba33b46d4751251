import { type Row } from './trial.js';
export declare const MODERN_ROWS: readonly Row[];
