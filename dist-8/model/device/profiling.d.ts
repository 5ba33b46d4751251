import { type TokenInfo } from '../../calls/slots.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { TokenUse } from './module-internals.js';
import type { Traits } from './quirks.js';
import { TokenProfile } from './token-profile.js';
/** Asks a token what plans need to know of it. What mechanisms are good for is asked once for each token. */
export declare function profiling(arena: Arena, slot: Ulong, use: TokenUse, info: TokenInfo, traits: Traits): Program<TokenProfile>;
