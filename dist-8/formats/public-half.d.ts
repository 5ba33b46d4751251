import type { Template } from '../codec/attributes.js';
import type { ReadPrivateKey } from './key-family.js';
import { type KeyTemplate } from './key-template.js';
/**
 * The public key of a private key, if its attributes tell: publicKeyInfo, modulus and publicExponent, ecPoint, or a
 * value to compute it from. Undefined where they do not, as for sensitive keys of most types.
 */
export declare function publicTemplateOf(privateKey: Template): KeyTemplate | undefined;
/** Both halves of a private key as read; fails if the public key that came along is another's. */
export declare function halves(what: string, { privateKey, publicKey }: ReadPrivateKey): ReadPrivateKey;
