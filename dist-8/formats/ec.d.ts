import type { Template } from '../codec/attributes.js';
import { type BytesLike } from '../codec/bytes.js';
import type { KeyFamily } from './key-family.js';
import { type KeyTemplate } from './key-template.js';
/** A private key of SEC 1 (RFC 5915) that names its curve, as a template. */
export declare function decodeEcPrivateKey(der: Uint8Array): KeyTemplate;
/** The ecParams and value of a template as a private key of SEC 1, with its public key where that can be told. */
export declare function encodeEcPrivateKey(template: Template): Uint8Array<ArrayBuffer>;
/** An ECDSA signature in DER as r and s side by side, each of the size of the curve's order. */
export declare function decodeEcdsaSignature(der: Uint8Array, curve: string | BytesLike): Uint8Array<ArrayBuffer>;
/** r and s side by side, as tokens sign, in DER. */
export declare const encodeEcdsaSignature: (signature: Uint8Array) => Uint8Array<ArrayBuffer>;
export declare const EC: KeyFamily;
