import { Arena } from '../native/arena.js';
import type { NativeModule } from '../native/native-module.js';
/** An empty arena, for one program on a module; `synchronous` if its caller waits for it. */
export declare function takeArena({ abi, unbounded }: NativeModule, synchronous: boolean): Arena;
/** Wipes an arena and keeps it for the next program. No native call may still use it. */
export declare function giveArena(arena: Arena): void;
