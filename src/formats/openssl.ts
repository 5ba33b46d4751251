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

/**
 * Opens an encrypted key in PEM. OpenSSL leaves a passphrase that it asks for on its stack (ui_read in
 * crypto/ui/ui_util.c); another of the same length, asked for from the same place, comes to lie over it.
 */
export function openEncryptedPem(key: string, passphrase: Uint8Array): KeyObject {
  let opened: KeyObject | undefined;
  let failure: unknown;
  // The second time counts, as above.
  for (const each of [passphrase, passphrase, new Uint8Array(passphrase.byteLength)]) {
    if (each === passphrase && opened !== undefined) continue;
    try {
      const found = createPrivateKey({ key, passphrase: bufferOver(each) });
      if (each === passphrase) opened = found;
    } catch (error) {
      failure = error;
    }
  }
  if (opened === undefined) throw failure;
  return opened;
}

export function openPublicKey(input: PublicKeyInput): KeyObject {
  return certainly(() => createPublicKey(input));
}
