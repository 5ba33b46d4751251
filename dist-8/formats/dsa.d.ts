import type { Template } from '../codec/attributes.js';
import type { EncodedKey, KeyFamily, ReadPrivateKey } from './key-family.js';
import { type KeyTemplate } from './key-template.js';
/** An INTEGER by itself, a view: values of DSA and Diffie-Hellman are nothing else. */
export declare function integerIn(what: string, der: Uint8Array): Uint8Array;
/** The same, copied. */
export declare function decodeInteger(what: string, der: Uint8Array): Uint8Array<ArrayBuffer>;
export declare function encodeInteger(what: string, value: Uint8Array): Uint8Array<ArrayBuffer>;
/** prime, subprime and base of DSA from Dss-Parms (RFC 3279 §2.3.2). */
export declare function decodeDsaParameters(der: Uint8Array, what?: string): KeyTemplate;
export declare function readParameters(what: string, p: ArrayBuffer | Uint8Array, q: ArrayBuffer | Uint8Array, g: ArrayBuffer | Uint8Array): Record<'prime' | 'subprime' | 'base', Uint8Array<ArrayBuffer>>;
/** The prime, subprime and base of a template as Dss-Parms. */
export declare function encodeDsaParameters(template: Template): Uint8Array<ArrayBuffer>;
/** A public value, an INTEGER in DER, as the bytes of CKA_VALUE. */
export declare function decodeDsaPublicKey(der: Uint8Array): Uint8Array<ArrayBuffer>;
/** The value of a public key as an INTEGER in DER. */
export declare function encodeDsaPublicKey(template: Template): Uint8Array<ArrayBuffer>;
/** A DSA signature in DER as r and s side by side; `size` is the bytes of the subprime. */
export declare function decodeDsaSignature(der: Uint8Array, size: number): Uint8Array<ArrayBuffer>;
/** r and s side by side, as tokens sign, in DER. */
export declare function encodeDsaSignature(signature: Uint8Array): Uint8Array<ArrayBuffer>;
/** What a family with domain parameters in its AlgorithmIdentifier reads from there. */
export declare function parametersOf(what: string, { algorithm }: EncodedKey): Uint8Array;
export declare function readDsaPrivateKey(what: string, der: Uint8Array): ReadPrivateKey;
/** The public half of DSA's and Diffie-Hellman's keys: base to the power of value, modulo prime. */
export declare function powerOf(template: Template): KeyTemplate | undefined;
export declare const DSA: KeyFamily;
