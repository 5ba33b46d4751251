import type { KeyObject } from 'node:crypto';
import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from './key.js';
/** A public key of the token as node:crypto's. */
export declare function publicKeyObject(arena: Arena, key: Key): Program<KeyObject>;
/** Does something with a public key that came from a token: what is wrong with it is the module's fault. */
export declare function withTokensKey<T>(work: () => T): T;
