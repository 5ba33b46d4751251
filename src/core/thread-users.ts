import { subscribe } from 'node:diagnostics_channel';
import { setTimeout } from 'node:timers/promises';
import {
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
  threadId,
  type Worker,
} from 'node:worker_threads';
import { BusyError } from '../errors.ts';
import { inherit, note, REMAINS_SIZE, strike, useRemains } from '../native/remains.ts';

// A module is initialised once per process, but each worker thread has its own copy of this library. Who may call
// C_Finalize or C_Logout is therefore counted in memory that the threads share: the main thread makes it, workers
// inherit it. A worker that was started before its parent loaded this library asks for it and gets it by message; until
// then it counts for itself and never finalises.

const KEY = 'cryptoki:module-users';
const OWNED = 1;
const SERIAL = 2;
/** Modules fall into this many counters by their path; two in one counter only means finalising later. */
const COUNTERS = 1024;
const COUNTERS_SIZE = COUNTERS * 4 * Int32Array.BYTES_PER_ELEMENT;

const inherited = getEnvironmentData(KEY);
/** Whether this thread counts in the same memory as the others. */
let joined = isMainThread || inherited instanceof SharedArrayBuffer;
let users: Int32Array;
let owned: Int32Array;
let locks: Int32Array;

function useTable(table: SharedArrayBuffer): void {
  users = new Int32Array(table, 0, COUNTERS);
  owned = new Int32Array(table, COUNTERS * 4, COUNTERS);
  locks = new Int32Array(table, COUNTERS * 8, COUNTERS * 2);
  useRemains(table, COUNTERS_SIZE);
  setEnvironmentData(KEY, table);
}

const table =
  inherited instanceof SharedArrayBuffer ? inherited : new SharedArrayBuffer(COUNTERS_SIZE + REMAINS_SIZE);
useTable(table);

/** This thread's own parts, to be carried over into the table of the others. */
const entered = new Map<number, number>();

const ASK = 'table?';
const channel = new BroadcastChannel(KEY);
channel.onmessage = (event: unknown) => {
  const { data } = event as { readonly data: unknown };
  if (data === ASK) {
    if (isMainThread) channel.postMessage(table);
  } else if (!joined && data instanceof SharedArrayBuffer) {
    const own = owned;
    useTable(data);
    joined = true;
    for (const [index, count] of entered) {
      Atomics.add(users, index, count);
      Atomics.compareExchange(owned, index, 0, Atomics.load(own, index));
    }
  }
};
// Listening is no reason for a program to go on.
(channel as unknown as { unref(): void }).unref();
if (isMainThread) channel.postMessage(table);
else if (!joined) channel.postMessage(ASK);

/** What this thread has to do when one that it has started ends. */
const heirs: (() => void)[] = [];

export function onThreadEnd(heir: () => void): void {
  heirs.push(heir);
}

// Node.js's own channel. Whether the thread ends by itself or is terminated: what it has closed is not among what it leaves.
subscribe('worker_threads', (message) => {
  const { worker } = message as { readonly worker: Worker };
  // It has none any more when it has ended.
  const { threadId } = worker;
  note('child', threadId);
  worker.once('exit', () => {
    strike('child', threadId);
    inherit(threadId, (counter) => Atomics.sub(users, counter, 1));
    for (let index = 0; index < locks.length; index++) {
      if (Atomics.compareExchange(locks, index, threadId + 1, 0) === threadId + 1)
        Atomics.notify(locks, index);
    }
    for (const heir of heirs) heir();
  });
});

/** The locks that this thread holds itself. */
const mine = new Set<number>();

/** A thread that died holding the lock, unseen, must not stop the others for ever. */
const LOCK_PATIENCE = 10_000;

/** Lets one thread of the process at a time do something. */
export class ThreadLock {
  readonly #index: number;
  readonly #what: string;

  /** @param what what this thread is doing when it holds the lock itself */
  constructor(index: number, what: string) {
    this.#index = index;
    this.#what = what;
  }

  /** Waits for its turn, does the work, and lets others in. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + LOCK_PATIENCE;
    let locked = this.#tryLock();
    while (!locked && (mine.has(this.#index) || performance.now() < until)) {
      await setTimeout(1);
      locked = this.#tryLock();
    }
    try {
      return await work();
    } finally {
      if (locked) this.#unlock();
    }
  }

  /** @throws BusyError if this thread holds the lock itself, asynchronously */
  lockedSync<T>(work: () => T): T {
    if (mine.has(this.#index)) throw new BusyError(`${this.#what} asynchronously`);
    const until = performance.now() + LOCK_PATIENCE;
    let locked = this.#tryLock();
    while (!locked && performance.now() < until) {
      Atomics.wait(locks, this.#index, Atomics.load(locks, this.#index) || -1, 100);
      locked = this.#tryLock();
    }
    try {
      return work();
    } finally {
      if (locked) this.#unlock();
    }
  }

  #tryLock(): boolean {
    const locked = Atomics.compareExchange(locks, this.#index, 0, threadId + 1) === 0;
    if (locked) mine.add(this.#index);
    return locked;
  }

  #unlock(): void {
    mine.delete(this.#index);
    Atomics.store(locks, this.#index, 0);
    Atomics.notify(locks, this.#index);
  }
}

/** This thread's part in the use of one module by the threads of the process. */
export class ThreadUsers {
  readonly #index: number;
  /** For C_Initialize and C_Finalize: not every module guards them. */
  readonly loading: ThreadLock;
  /** For modules that open no two sessions at once. */
  readonly sessions: ThreadLock;

  constructor(path: string) {
    let hash = 0;
    for (const character of path) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
    this.#index = hash % COUNTERS;
    this.loading = new ThreadLock(this.#index, 'the module is being loaded or closed');
    this.sessions = new ThreadLock(
      COUNTERS + this.#index,
      'a session of the module is being opened or closed',
    );
  }

  /** Registers this thread. `owner`: it was this thread's C_Initialize that succeeded, and how. */
  enter(owner: 'initialised' | 'serial' | undefined): void {
    Atomics.add(users, this.#index, 1);
    note('use', this.#index);
    entered.set(this.#index, (entered.get(this.#index) ?? 0) + 1);
    if (owner !== undefined) Atomics.store(owned, this.#index, owner === 'serial' ? SERIAL : OWNED);
  }

  /** Whether the module was initialised for one call at a time. */
  get serial(): boolean {
    return Atomics.load(owned, this.#index) === SERIAL;
  }

  /** Removes this thread; true if it was the last and the module is ours to finalise. */
  leave(): boolean {
    strike('use', this.#index);
    const last = Atomics.sub(users, this.#index, 1) === 1;
    entered.set(this.#index, (entered.get(this.#index) ?? 1) - 1);
    return last && joined && Atomics.exchange(owned, this.#index, 0) !== 0;
  }

  /** Whether another thread, or another library of this process, may be using the module. */
  get shared(): boolean {
    return !joined || Atomics.load(users, this.#index) > 1 || Atomics.load(owned, this.#index) === 0;
  }
}
