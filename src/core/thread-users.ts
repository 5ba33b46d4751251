import { setTimeout } from 'node:timers/promises';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

// A module is initialised once per process, but each worker thread has its own copy of this library. Who may call
// C_Finalize or C_Logout is therefore counted in memory that the threads share: the main thread makes it, workers
// inherit it. A worker that was started before its parent loaded this library has none of it and never finalises.

const KEY = 'cryptoki:module-users';
/** Modules fall into this many counters by their path; two in one counter only means finalising later. */
const COUNTERS = 1024;

const inherited = getEnvironmentData(KEY);
/** Whether this thread counts in the same memory as the others. */
const joined = isMainThread || inherited instanceof SharedArrayBuffer;
const shared =
  inherited instanceof SharedArrayBuffer
    ? inherited
    : new SharedArrayBuffer(COUNTERS * 3 * Int32Array.BYTES_PER_ELEMENT);
setEnvironmentData(KEY, shared);

const users = new Int32Array(shared, 0, COUNTERS);
const owned = new Int32Array(shared, COUNTERS * 4, COUNTERS);
const locks = new Int32Array(shared, COUNTERS * 8, COUNTERS);

/** A thread that died holding the lock must not stop the others for ever. */
const LOCK_PATIENCE = 10_000;

/** This thread's part in the use of one module by the threads of the process. */
export class ThreadUsers {
  readonly #index: number;

  constructor(path: string) {
    let hash = 0;
    for (const character of path) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
    this.#index = hash % COUNTERS;
  }

  /** Registers this thread. `initialised`: it was this thread's C_Initialize that succeeded. */
  enter(initialised: boolean): void {
    Atomics.add(users, this.#index, 1);
    if (initialised) Atomics.store(owned, this.#index, 1);
  }

  /** Removes this thread; true if it was the last and the module is ours to finalise. */
  leave(): boolean {
    const last = Atomics.sub(users, this.#index, 1) === 1;
    return last && joined && Atomics.exchange(owned, this.#index, 0) === 1;
  }

  /** Whether another thread, or another library of this process, may be using the module. */
  get shared(): boolean {
    return !joined || Atomics.load(users, this.#index) > 1 || Atomics.load(owned, this.#index) === 0;
  }

  /** One thread at a time in C_Initialize and C_Finalize: not every module guards them. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + LOCK_PATIENCE;
    while (!this.#tryLock() && performance.now() < until) await setTimeout(1);
    try {
      return await work();
    } finally {
      this.#unlock();
    }
  }

  lockedSync<T>(work: () => T): T {
    const until = performance.now() + LOCK_PATIENCE;
    while (!this.#tryLock() && performance.now() < until) Atomics.wait(locks, this.#index, 1, 100);
    try {
      return work();
    } finally {
      this.#unlock();
    }
  }

  #tryLock(): boolean {
    return Atomics.compareExchange(locks, this.#index, 0, 1) === 0;
  }

  #unlock(): void {
    Atomics.store(locks, this.#index, 0);
    Atomics.notify(locks, this.#index);
  }
}
