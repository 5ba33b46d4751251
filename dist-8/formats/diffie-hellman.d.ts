import type { Template } from '../codec/attributes.js';
import type { KeyFamily } from './key-family.js';
import { type KeyTemplate } from './key-template.js';
/** prime and base of Diffie-Hellman from DHParameter (PKCS #3 §9). */
export declare function decodeDhParameters(der: Uint8Array, what?: string): KeyTemplate;
/** The prime and base of a template as DHParameter. */
export declare function encodeDhParameters(template: Template): Uint8Array<ArrayBuffer>;
/** prime, subprime and base of X9.42 Diffie-Hellman from DomainParameters (RFC 3279 §2.3.3). */
export declare function decodeX942DhParameters(der: Uint8Array, what?: string): KeyTemplate;
/**
 * The prime, subprime and base of a template as DomainParameters of X9.42. Without a subprime, as in a template of
 * PKCS #3 parameters, it is (prime - 1) / 2, if that is a prime.
 */
export declare function encodeX942DhParameters(template: Template): Uint8Array<ArrayBuffer>;
/** A public value, an INTEGER in DER, as the bytes of CKA_VALUE and of `publicValue` in deriveKey. */
export declare function decodeDhPublicKey(der: Uint8Array): Uint8Array<ArrayBuffer>;
/** The value of a public key as an INTEGER in DER. */
export declare function encodeDhPublicKey(template: Template): Uint8Array<ArrayBuffer>;
export declare const DH: KeyFamily;
export declare const X942_DH: KeyFamily;
