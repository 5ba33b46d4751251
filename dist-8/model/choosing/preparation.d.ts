import type { Program } from '../../core/program.js';
import type { Arena } from '../../native/arena.js';
import type { Key } from '../keys/key.js';
import type { Plan } from './mechanism-choice.js';
/** Whether the data is something else by the time the token gets it. */
export declare function isPrepared({ hashOutside, padding }: Plan): boolean;
/** Data as the mechanism wants it: hashed and padded here where the token does not. */
export declare function prepare(arena: Arena, key: Key, plan: Plan, data: Uint8Array): Program<Uint8Array>;
/** The same for data that is hashed already, if it has to be. */
export declare function prepareHashed(arena: Arena, key: Key, plan: Plan, input: Uint8Array): Program<Uint8Array>;
