import { type IntegerRange } from './parameter-fields.js';
import type { Field } from './parameter-writer.js';
/** How the token makes the nonce of a message; `NONE`: the caller gives it. */
export type IvGenerator = 'NONE' | 'GENERATE' | 'COUNTER' | 'RANDOM' | 'COUNTER_XOR';
export declare const IV_GENERATORS: Readonly<Record<IvGenerator, number>>;
/** The size of a nonce that the token makes, in bytes. */
export declare const IV_BYTES: IntegerRange;
/** A pointer to the nonce: the caller's, or room for one that the token makes. */
export declare function ivRoom(): Field<'iv' | 'ivBytes', 'iv'>;
export declare function ivLength(): Field<'iv' | 'ivBytes'>;
/** Random unless the nonce is given. */
export declare function ivGenerator(): Field<'iv' | 'ivGenerator'>;
