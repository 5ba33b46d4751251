import type { Abi } from '../native/abi.ts';
import { Arena } from '../native/arena.ts';

/** Arenas kept for reuse; more than this many operations at once allocate and free their own. */
const KEPT = 64;
const idle: Arena[] = [];

/** An empty arena, for one program. */
export function takeArena(abi: Abi): Arena {
  const arena = idle.pop();
  return arena?.abi === abi ? arena : new Arena(abi);
}

/** Wipes an arena and keeps it for the next program. No native call may still use it. */
export function giveArena(arena: Arena): void {
  if (idle.length < KEPT) {
    arena.release();
    idle.push(arena);
  } else arena.free();
}
