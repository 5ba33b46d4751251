import type { Arena } from '../native/arena.ts';

/** A PIN: text or bytes, or null for the token's own keypad or prompt (CKF_PROTECTED_AUTHENTICATION_PATH). */
export type Pin = string | Uint8Array | null;

/** Writes a PIN straight into native memory. An empty PIN is a PIN, and not the NULL of the protected path. */
export function encodePin(arena: Arena, pin: Pin): { address: number; length: number } {
  if (pin === null) return { address: 0, length: 0 };
  if (typeof pin !== 'string') {
    const { address, size } = arena.bytes(pin);
    return { address, length: size };
  }
  const region = arena.allocate(pin.length * 3);
  return { address: region.address, length: region.writeText(pin) };
}
