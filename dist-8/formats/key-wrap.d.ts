import { type KeyObject } from 'node:crypto';
import { type BytesLike } from '../codec/bytes.js';
import { type HashName } from '../codec/hashes.js';
/** How a key is wrapped; the names are those of the mechanisms with which a token does the same. */
export type KeyWrapName = 'RSA_PKCS_OAEP' | 'RSA_AES_KEY_WRAP' | 'AES_KEY_WRAP' | 'AES_KEY_WRAP_KWP' | 'AES_KEY_WRAP_PAD';
export interface KeyWrapOptions {
    readonly mechanism: KeyWrapName;
    /** The hash of OAEP and of its MGF1; SHA_1 unless named, as in RFC 8017. */
    readonly hash?: HashName | undefined;
    /** The label of OAEP. */
    readonly label?: BytesLike | undefined;
    /** The size of the temporary key of RSA_AES_KEY_WRAP; 256 unless named. */
    readonly aesBits?: number | undefined;
}
/** An RSA key in any format; an AES key as its bytes or a `KeyObject`. */
export type WrappingKey = KeyObject | BytesLike;
/** Whether keys can be wrapped in this way outside of a token. */
export declare function isKeyWrap(mechanism: unknown): mechanism is KeyWrapName;
/**
 * Wraps the bytes of a key as a token does: those of a secret key, or the PKCS #8 of a private one.
 * @param key the public RSA key, or the AES key, of whoever unwraps it
 */
export declare function wrapKeyBytes(payload: Exclude<BytesLike, string>, key: WrappingKey, options: KeyWrapOptions): Uint8Array<ArrayBuffer>;
/**
 * Opens a wrapped key: the bytes of a secret key, or the PKCS #8 of a private one, which `toTemplates` and
 * `createPrivateKey` read.
 * @throws FormatError if it was wrapped with another key or in another way
 */
export declare function unwrapKeyBytes(wrapped: Exclude<BytesLike, string>, key: WrappingKey, options: KeyWrapOptions): Uint8Array<ArrayBuffer>;
