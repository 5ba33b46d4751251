import { isMainThread } from 'node:worker_threads';
import type { Abi } from './abi.ts';
import { Arena } from './arena.ts';

const arenas = new Map<Abi, Arena>();

/** Has memory given back when this thread ends: native memory does not end with the thread that has taken it. */
export function atThreadEnd(free: () => void): void {
  if (!isMainThread) process.once('exit', free);
}

/** Memory for what stays as it is until the thread ends. No operation ever wipes it. */
export function lastingArena(abi: Abi): Arena {
  const known = arenas.get(abi);
  if (known !== undefined) return known;
  const arena = new Arena(abi);
  arenas.set(abi, arena);
  atThreadEnd(() => arena.free());
  return arena;
}
