import type { Program } from '../../core/program.js';
import type { KeyTemplate } from '../../formats/key-template.js';
import type { Arena } from '../../native/arena.js';
import type { Formats } from '../formats-loader.js';
import type { Key } from './key.js';
/** A key by what programs need of it: what was just found has no object yet. */
export type KeyReference = Pick<Key, 'handle' | 'keyType' | 'objectClass'>;
/** The attributes that a public key consists of, as far as the token tells them. */
export declare function readPublicKey(arena: Arena, { handle, keyType }: KeyReference, formats: Formats): Program<KeyTemplate>;
/**
 * The attributes that a key consists of; for `wipe` when they have been used.
 * @throws Pkcs11Error where the token keeps one of them to itself, saying why
 */
export declare function readKey(arena: Arena, key: KeyReference, formats: Formats): Program<KeyTemplate>;
