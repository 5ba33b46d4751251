import type { KeyFamily } from './key-family.js';
export declare const POST_QUANTUM: KeyFamily;
