import { isMainThread, threadId } from 'node:worker_threads';
import type { Ulong } from './abi.ts';
import { readUlongAt } from './host.ts';
import { free, viewAt } from './koffi.ts';

// What a worker thread has of what does not end with it. `terminate()` runs nothing of it any more, so each worker notes in
// memory that all threads share what it would leave behind, and whoever sees it end makes that good. Node.js tells of the
// end of a thread when its last native call has returned, those on libuv's pool included.
//
// A note is made after the thing has come to be and struck before it ceases: a thread that ends between the two leaves the
// thing, and nobody gives back what is another's by then.

/** `what` and `detail` of each kind. */
const KINDS = {
  /** Native memory: its address and size. */
  memory: 1,
  /** A native session: the address of its module's C_CloseSession, which tells modules apart, and its handle. */
  session: 2,
  /** One that somebody else is closing. */
  closing: 3,
  /** A part in the use of a module: the index of its counter. */
  use: 4,
  /** A thread that it has started: its id. */
  child: 5,
  /** A native session that is being opened: the address of C_CloseSession, and where its handle will be, 0 until then. */
  opening: 6,
} as const;

export type Remain = Exclude<keyof typeof KINDS, 'closing'>;

/** More are not noted, and left behind. */
const CAPACITY = 8192;
/** An owner and a kind, `what` and `detail`; in front of all, how many were ever in use. */
const BYTES_EACH = 24;

/** How much shared memory the notes need. */
export const REMAINS_SIZE: number = 8 + CAPACITY * BYTES_EACH;

interface Notes {
  readonly used: Int32Array;
  /** The id of the thread, negative when it has ended; 0 for a note that is free. */
  readonly owners: Int32Array;
  /** 0 while the rest is being written. */
  readonly kinds: Int32Array;
  readonly whats: Float64Array;
  readonly details: BigUint64Array;
}

let notes: Notes | undefined;

/** From now on notes are made in this memory; those of this thread are carried over. */
export function useRemains(table: SharedArrayBuffer, offset: number): void {
  const before = notes;
  const start = offset + 8;
  notes = {
    used: new Int32Array(table, offset, 1),
    owners: new Int32Array(table, start, CAPACITY),
    kinds: new Int32Array(table, start + CAPACITY * 4, CAPACITY),
    whats: new Float64Array(table, start + CAPACITY * 8, CAPACITY),
    details: new BigUint64Array(table, start + CAPACITY * 16, CAPACITY),
  };
  if (before === undefined) return;
  for (const index of of(before, threadId)) {
    write(before.kinds[index]!, before.whats[index]!, before.details[index]!);
  }
}

function* of(table: Notes, owner: number): Generator<number> {
  const used = Atomics.load(table.used, 0);
  for (let index = 0; index < used; index++) {
    if (Atomics.load(table.owners, index) === owner && Atomics.load(table.kinds, index) !== 0) yield index;
  }
}

function write(kind: number, what: number, detail: bigint): void {
  if (notes === undefined) return;
  const { used, owners, kinds, whats, details } = notes;
  for (let index = 0; index < CAPACITY; index++) {
    if (Atomics.compareExchange(owners, index, 0, threadId) !== 0) continue;
    whats[index] = what;
    details[index] = detail;
    for (let most = Atomics.load(used, 0); most <= index; most = Atomics.load(used, 0)) {
      Atomics.compareExchange(used, 0, most, index + 1);
    }
    Atomics.store(kinds, index, kind);
    return;
  }
}

/** Takes a note away; false if somebody else did. */
function erase({ owners, kinds }: Notes, index: number, kind: number): boolean {
  if (Atomics.compareExchange(kinds, index, kind, 0) !== kind) return false;
  Atomics.store(owners, index, 0);
  return true;
}

/** Notes something of this thread's. The main thread does not end before the process. */
export function note(kind: Remain, what: number, detail: Ulong = 0): void {
  if (!isMainThread) write(KINDS[kind], what, BigInt(detail));
}

/** Strikes a note of this thread's out. */
export function strike(kind: Remain, what: number, detail: Ulong = 0): void {
  if (isMainThread || notes === undefined) return;
  for (const index of of(notes, threadId)) {
    if (notes.kinds[index] !== KINDS[kind] || notes.whats[index] !== what) continue;
    if (notes.details[index] !== BigInt(detail)) continue;
    erase(notes, index, KINDS[kind]);
    return;
  }
}

/** Strikes sessions out that are no more: all of a module, or those with one handle, whoever has opened them. */
export function forgetSessions(close: number, handle?: Ulong): void {
  if (notes === undefined) return;
  for (const index of sessionsOf(notes, close)) {
    if (handle !== undefined && notes.details[index] !== BigInt(handle)) continue;
    const owner = Atomics.load(notes.owners, index);
    if (erase(notes, index, KINDS.session)) freeMemory(notes, owner);
  }
}

function* sessionsOf(table: Notes, close: number): Generator<number> {
  const used = Atomics.load(table.used, 0);
  for (let index = 0; index < used; index++) {
    if (Atomics.load(table.kinds, index) === KINDS.session && table.whats[index] === close) yield index;
  }
}

/**
 * A thread has ended, and with it those that it had started: their memory is given back as soon as no session of theirs is
 * left. `release` is called with the counter of each module that they used.
 */
export function inherit(thread: number, release: (counter: number) => void): void {
  if (notes === undefined) return;
  const { kinds, whats, owners } = notes;
  for (const index of of(notes, thread))
    if (kinds[index] === KINDS.opening) settleOpening(notes, index, thread);
  for (const index of of(notes, thread)) {
    const kind = kinds[index]!;
    const what = whats[index]!;
    if (kind === KINDS.memory || kind === KINDS.session) Atomics.store(owners, index, -thread);
    else if (erase(notes, index, kind)) {
      if (kind === KINDS.use) release(what);
      if (kind === KINDS.child) inherit(what, release);
    }
  }
  freeMemory(notes, -thread);
}

/** Makes a session of one that was being opened, if it was: its thread did not live to hear of it, but the call has ended. */
function settleOpening(table: Notes, index: number, thread: number): void {
  const { kinds, whats, details } = table;
  const place = Number(details[index]);
  const own = [...of(table, thread)];
  // Whoever calls the functions by hand may have had the handle written elsewhere, to memory that is gone.
  const isThere = own.some((other) => {
    const offset = place - whats[other]!;
    return kinds[other] === KINDS.memory && offset >= 0 && offset < Number(details[other]);
  });
  const handle = isThere ? BigInt(readUlongAt(place)) : 0n;
  const isNoted = own.some((other) => {
    return kinds[other] === KINDS.session && whats[other] === whats[index] && details[other] === handle;
  });
  if (handle === 0n || isNoted) return;
  details[index] = handle;
  Atomics.store(kinds, index, KINDS.session);
}

/** A native session of a thread that has ended. */
export interface LeftSession {
  readonly handle: Ulong;
  /** Tells that it was tried to close it; unless it is gone, the module may still write to memory of the thread. */
  tried(gone: boolean): void;
}

/** The sessions of a module that threads have left behind, each to be closed by whoever is given it. */
export function* leftSessions(close: number): Generator<LeftSession> {
  const table = notes;
  if (table === undefined) return;
  for (const index of sessionsOf(table, close)) {
    const owner = Atomics.load(table.owners, index);
    if (owner >= 0) continue;
    if (Atomics.compareExchange(table.kinds, index, KINDS.session, KINDS.closing) !== KINDS.session) continue;
    const handle = table.details[index]!;
    yield {
      handle: handle <= Number.MAX_SAFE_INTEGER ? Number(handle) : handle,
      tried(gone) {
        if (gone && erase(table, index, KINDS.closing)) freeMemory(table, owner);
      },
    };
  }
}

/** Wipes and frees the memory of a thread that has ended and has no session left. */
function freeMemory(table: Notes, owner: number): void {
  if (owner >= 0) return;
  for (const index of of(table, owner)) {
    const kind = table.kinds[index]!;
    if (kind === KINDS.session || kind === KINDS.closing) return;
  }
  for (const index of of(table, owner)) {
    const [address, size] = [table.whats[index]!, Number(table.details[index]!)];
    if (!erase(table, index, KINDS.memory)) continue;
    new Uint8Array(viewAt(address, size).buffer).fill(0);
    free(address);
  }
}
