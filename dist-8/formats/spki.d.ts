import type { Template } from '../codec/attributes.js';
import { type KeyTemplate } from './key-template.js';
/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) as a template. */
export declare function readSpki(what: string, der: Uint8Array): KeyTemplate;
/** A SubjectPublicKeyInfo of ECDSA, ECDH, RFC 7748 or RFC 8032 as a template; ecPoint as CKA_EC_POINT holds it. */
export declare function decodeEcPublicKey(der: Uint8Array): KeyTemplate;
/** The ecParams and ecPoint of a template, the point in any encoding, as a SubjectPublicKeyInfo. */
export declare function encodeEcPublicKey(template: Template): Uint8Array<ArrayBuffer>;
export declare function writeSpki(template: Template): Uint8Array<ArrayBuffer>;
/** The usual CKA_ID of a key pair: the SHA-1 of the public key's bits, as in certificates (RFC 5280 §4.2.1.2). */
export declare function publicKeyId(template: Template): Uint8Array<ArrayBuffer>;
