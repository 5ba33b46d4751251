import type { Arena } from '../native/arena.js';
/** A PIN: text or bytes, or null for the token's own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export type Pin = string | Uint8Array | null;
/** Writes a PIN straight into native memory. An empty PIN is a PIN, and not the NULL of the protected path. */
export declare function encodePin(arena: Arena, pin: Pin): {
    address: number;
    length: number;
};
