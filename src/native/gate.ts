import { BusyError } from '../errors.ts';

/** Lets at most `capacity` native calls run at a time; others wait in order. */
export class Gate {
  readonly #what: string;
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(capacity: number, what: string) {
    this.#free = capacity;
    this.#what = what;
  }

  /** Runs `start` as soon as there is room: at once, or when another call leaves. */
  enter(start: () => void): void {
    if (this.#free > 0) {
      this.#free--;
      start();
    } else this.#waiting.push(start);
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }

  /** For a synchronous call, which cannot wait: throws if there is no room. */
  assertFree(fn: string): void {
    if (this.#free === 0) throw new BusyError(`${fn} cannot run synchronously: ${this.#what}`);
  }
}

/** Size of libuv's thread pool, on which asynchronous calls run: 4 unless set, and what is no number counts as 1. */
export const POOL_SIZE: number = Math.min(
  1024,
  Math.max(1, Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '4', 10) || 1),
);

/** How many native calls may run at once: one less than the pool, so that files and DNS never starve. */
export const DEFAULT_CONCURRENCY: number = Math.max(1, POOL_SIZE - 1);
