import { type KeyTypeName } from '../codec/names.js';
import type { Jwk } from './key-family.js';
import type { KeyTemplate } from './key-template.js';
import type { Keep } from './scratch.js';
/** A secret key of a type that the caller names, since bytes do not tell; its value is a view on them. */
export declare function secretTemplate(as: KeyTypeName, bytes: Uint8Array): KeyTemplate;
/** RFC 7518 §6.4; its algorithm tells a key for AES, and else only the caller knows. */
export declare function secretFromJwk(jwk: Jwk, as: KeyTypeName | undefined, keep: Keep): KeyTemplate;
/** The type of key that an algorithm of the Web Cryptography API works with. */
export declare function secretTypeOf(algorithm: string): KeyTypeName;
export declare function secretToJwk(bytes: Uint8Array): Record<string, string>;
