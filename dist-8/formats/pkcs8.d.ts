import type { Template } from '../codec/attributes.js';
import type { ReadPrivateKey } from './key-family.js';
/** PrivateKeyInfo of PKCS #8, or OneAsymmetricKey (RFC 5958), as templates. */
export declare function readPkcs8(what: string, der: Uint8Array): ReadPrivateKey;
/** PrivateKeyInfo without attributes and public key, as OpenSSL writes it. */
export declare function writePkcs8(template: Template, publicKey: Template | undefined): Uint8Array<ArrayBuffer>;
