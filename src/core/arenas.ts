import { Arena } from '../native/arena.ts';
import { atThreadEnd } from '../native/lasting.ts';
import type { NativeModule } from '../native/native-module.ts';

/** Arenas kept for reuse; more than this many operations at once allocate and free their own. */
const KEPT = 64;
const idle: Arena[] = [];

atThreadEnd(() => {
  for (const arena of idle.splice(0)) arena.free();
});

/** An empty arena, for one program on a module; `synchronous` if its caller waits for it. */
export function takeArena({ abi, unbounded }: NativeModule, synchronous: boolean): Arena {
  const kept = idle.pop();
  const arena = kept?.abi === abi ? kept : new Arena(abi);
  arena.synchronous = synchronous;
  arena.unbounded = unbounded;
  return arena;
}

/** Wipes an arena and keeps it for the next program. No native call may still use it. */
export function giveArena(arena: Arena): void {
  if (idle.length < KEPT) {
    arena.release();
    idle.push(arena);
  } else arena.free();
}
