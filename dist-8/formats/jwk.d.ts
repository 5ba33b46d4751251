import type { Template } from '../codec/attributes.js';
import type { KeyTypeName } from '../codec/names.js';
import type { Jwk } from './key-family.js';
import type { Templates } from './key-template.js';
import type { Keep } from './scratch.js';
/** A JWK (RFC 7517) as templates. */
export declare function readJwk(jwk: Jwk, as: KeyTypeName | undefined, keep: Keep): Templates;
export declare function writeJwk(template: Template, publicKey: Template | undefined): Record<string, string>;
