import type { KeyFamily } from './key-family.js';
export declare const OCTET_CURVES: KeyFamily;
