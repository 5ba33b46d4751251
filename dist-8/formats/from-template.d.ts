import { type KeyObject } from 'node:crypto';
import type { Template } from '../codec/attributes.js';
import { type BytesLike } from '../codec/bytes.js';
/** What each format gives. */
export interface FormatResults {
    /** SubjectPublicKeyInfo; of a private key, its public half. */
    'spki-der': Uint8Array<ArrayBuffer>;
    'spki-pem': string;
    /** RSA keys only; private or public as the template is. */
    'pkcs1-der': Uint8Array<ArrayBuffer>;
    'pkcs1-pem': string;
    /** EC private keys only. */
    'sec1-der': Uint8Array<ArrayBuffer>;
    'sec1-pem': string;
    /** Private keys; encrypted if there is a passphrase. */
    'pkcs8-der': Uint8Array<ArrayBuffer>;
    'pkcs8-pem': string;
    /** RSA, EC with P-256, P-384, P-521 and secp256k1, RFC 8037's curves, post-quantum keys, secret keys. */
    jwk: Record<string, string>;
    /** Every key that the OpenSSL of this Node knows. */
    'key-object': KeyObject;
    /**
     * Secret keys; of EC the point `04 x y` or the value, of RFC 7748, RFC 8032 and post-quantum keys their bytes.
     */
    raw: Uint8Array<ArrayBuffer>;
    /** Certificates. */
    'x509-der': Uint8Array<ArrayBuffer>;
    'x509-pem': string;
}
export type Format = keyof FormatResults;
export interface FromTemplateOptions {
    /** Encrypts `pkcs8-der` and `pkcs8-pem`. */
    readonly passphrase?: BytesLike | undefined;
    /** Rounds of PBKDF2 for the passphrase; 600 000 by default, about a quarter of a second. */
    readonly iterations?: number | undefined;
}
export declare const FORMATS: readonly Format[];
/** @throws TypeError or RangeError for a format that there is not, and for options that it does not take */
export declare function assertFormat(format: Format, options: FromTemplateOptions): void;
/**
 * Writes a key or certificate, given by its attributes, in a format.
 *
 * @throws FormatError if the template lacks an attribute, or the format has no place for such a key; TypeError and
 * RangeError for wrong arguments.
 */
export declare function fromTemplate<F extends Format>(template: Template, format: F, options?: FromTemplateOptions): FormatResults[F];
/** The same for whoever can wait: the key of a passphrase is derived on libuv's pool. It asks nobody, and takes no `signal`. */
export declare function fromTemplateLater<F extends Format>(template: Template, format: F, options?: FromTemplateOptions): Promise<FormatResults[F]>;
