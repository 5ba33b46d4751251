import { type KeyObject, type PrivateKeyInput, type PublicKeyInput } from 'node:crypto';
/** The same bytes, not copied, as the Buffer that options of node:crypto want. */
export declare function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer;
export declare function openPrivateKey(input: PrivateKeyInput): KeyObject;
/**
 * Opens an encrypted key in PEM. OpenSSL leaves a passphrase that it asks for on its stack (ui_read in
 * crypto/ui/ui_util.c); another of the same length, asked for from the same place, comes to lie over it.
 */
export declare function openEncryptedPem(key: string, passphrase: Uint8Array): KeyObject;
export declare function openPublicKey(input: PublicKeyInput): KeyObject;
