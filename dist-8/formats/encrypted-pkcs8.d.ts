import { type BytesLike } from '../codec/bytes.js';
import type { Derivation, Derive } from './passphrase.js';
/** The PrivateKeyInfo in an EncryptedPrivateKeyInfo (PKCS #8, RFC 5958 §3). */
export declare function decryptPkcs8(what: string, der: Uint8Array, passphrase: BytesLike | undefined, derive: Derive): Uint8Array<ArrayBuffer>;
/** PBKDF2 with HMAC-SHA-256, and a new salt. */
export type NewDerivation = Extract<Derivation, {
    readonly iterations: number;
}>;
export declare function newDerivation(iterations?: number): NewDerivation;
/** EncryptedPrivateKeyInfo by PBES2 with PBKDF2, HMAC-SHA-256 and AES-256-CBC, which every toolkit reads. */
export declare function encryptPkcs8(der: Uint8Array, passphrase: BytesLike, how: NewDerivation, derive: Derive): Uint8Array<ArrayBuffer>;
