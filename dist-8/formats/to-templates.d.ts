import { KeyObject, type webcrypto, X509Certificate } from 'node:crypto';
import { type BytesLike } from '../codec/bytes.js';
import type { KeyTypeName } from '../codec/names.js';
import type { Jwk } from './key-family.js';
import { type Templates } from './key-template.js';
import type { Bytes } from './points.js';
/** Anything that holds a key or a certificate. */
export type FormatInput = string | Bytes | KeyObject | webcrypto.CryptoKey | X509Certificate | Jwk;
export interface ToTemplatesOptions {
    /** Opens an encrypted PKCS #8 or an encrypted PEM of old OpenSSL. */
    readonly passphrase?: BytesLike | undefined;
    /**
     * The type of a secret key. With it, bytes (and text, as UTF-8) are the key itself, where without it they are PEM,
     * DER or a JWK.
     */
    readonly as?: KeyTypeName | undefined;
}
/**
 * Reads a key or certificate in any of the formats: PEM (also a bundle of a key and certificates), DER of SPKI, PKCS #1,
 * SEC 1, PKCS #8 (also encrypted) or X.509, JWK, KeyObject, CryptoKey, X509Certificate.
 *
 * @returns for each object in it a template with its class, type and key material; a private key comes with its public
 * half where that can be told.
 * @throws FormatError for data in none of the formats; TypeError and RangeError for wrong arguments.
 */
export declare function toTemplates(input: FormatInput, options?: ToTemplatesOptions): Templates;
/** The same for whoever can wait: keys of passphrases are derived on libuv's pool. It asks nobody, and takes no `signal`. */
export declare function toTemplatesLater(input: FormatInput, options?: ToTemplatesOptions): Promise<Templates>;
