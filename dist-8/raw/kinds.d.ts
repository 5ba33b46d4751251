import { type Kinds } from '../calls/signature.js';
export declare const KINDS: Kinds;
