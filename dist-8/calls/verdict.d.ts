import type { Ulong } from '../native/abi.js';
/** A wrong signature is an answer; anything else that is not CKR_OK is a failure. */
export declare function verdict(rv: Ulong, fn: string): boolean;
