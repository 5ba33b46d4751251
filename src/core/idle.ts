import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two looks. */
const POLL = 2;

/** Waits for native calls to come to their end, before what they use is closed. */
export async function whenIdle(busy: () => boolean): Promise<void> {
  while (busy()) await setTimeout(POLL);
}
