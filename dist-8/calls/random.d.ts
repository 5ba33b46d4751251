import { type Program } from '../core/program.js';
import type { Arena } from '../native/arena.js';
/** C_GenerateRandom. */
export declare function generateRandom(arena: Arena, length: number): Program<Uint8Array<ArrayBuffer>>;
/** C_SeedRandom. */
export declare function seedRandom(arena: Arena, seed: Uint8Array): Program<void>;
