import type { Template } from '../codec/attributes.js';
import type { KeyFamily } from './key-family.js';
import { type KeyTemplate } from './key-template.js';
/** A public key of PKCS #1 (RFC 8017 §A.1.1) as a template. */
export declare function decodeRsaPublicKey(der: Uint8Array, what?: string): KeyTemplate;
/** The modulus and publicExponent of a template as a public key of PKCS #1. */
export declare function encodeRsaPublicKey(template: Template): Uint8Array<ArrayBuffer>;
/** A private key of PKCS #1 (RFC 8017 §A.1.2) as a template. */
export declare function decodeRsaPrivateKey(der: Uint8Array, what?: string): KeyTemplate;
/** A template with all parts of a private key as one of PKCS #1. */
export declare function encodeRsaPrivateKey(template: Template): Uint8Array<ArrayBuffer>;
export declare const RSA: KeyFamily;
