import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type PrivateKeyInput,
  type PublicKeyInput,
} from 'node:crypto';

/**
 * Node takes an error that an earlier call left in OpenSSL's queue (KeyObject.equals with keys of different types does)
 * for one of its own, and empties the queue only then. So a failure counts the second time.
 */
function certainly<T>(operation: () => T): T {
  try {
    return operation();
  } catch {
    return operation();
  }
}

/** The same bytes, not copied, as the Buffer that options of node:crypto want. */
export function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

export function openPrivateKey(input: PrivateKeyInput): KeyObject {
  return certainly(() => createPrivateKey(input));
}

export function openPublicKey(input: PublicKeyInput): KeyObject {
  return certainly(() => createPublicKey(input));
}
