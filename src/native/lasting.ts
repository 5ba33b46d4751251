import { isMainThread } from 'node:worker_threads';
import { Arena } from './arena.ts';
import { HOST } from './host.ts';

let arena: Arena | undefined;

/** Has memory given back when this thread ends: native memory does not end with the thread that has taken it. */
export function atThreadEnd(free: () => void): void {
  if (!isMainThread) process.once('exit', free);
}

/** Memory for what stays as it is until the thread ends. No operation ever wipes it. */
export function lastingArena(): Arena {
  if (arena === undefined) {
    const made = new Arena(HOST);
    atThreadEnd(() => made.free());
    arena = made;
  }
  return arena;
}
