// What a thread's native calls have opened and closed, as the library's own events tell.
import { subscribe } from 'node:diagnostics_channel';
import type { CallEvent } from '../../src/index.ts';

export interface Balance {
  readonly calls: number;
  /** Native sessions. */
  readonly opened: number;
  readonly closed: number;
  /** The most at a time. */
  readonly mostOpen: number;
}

/** Counts from now on, for as long as the thread lives. */
export function keepLedger(): () => Balance {
  let [calls, opened, closed, mostOpen] = [0, 0, 0, 0];
  subscribe('cryptoki:call:end', (event) => {
    const { fn, rv } = event as CallEvent;
    calls++;
    if (rv !== 0) return;
    if (fn === 'C_OpenSession') opened++;
    if (fn === 'C_CloseSession') closed++;
    mostOpen = Math.max(mostOpen, opened - closed);
  });
  return () => ({ calls, opened, closed, mostOpen });
}
