import { giveArena } from '../core/arenas.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import type { FunctionName } from '../native/function-table.ts';
import { CKR } from '../spec/constants.ts';

/** Functions whose arguments the module may go on using until their operation is over. */
const BEGINNINGS = /Init$|Begin$|^C_AsyncJoin$/;

/**
 * Memory that outlives its call. A module may hold on to what an operation began with until the next begins, and writes
 * the result of an asynchronous function when it comes: both are kept, at most until their session is closed.
 */
export class HeldMemory {
  readonly #held = new Map<Ulong, Map<string, Arena>>();
  readonly #slots = new Map<Ulong, Ulong>();
  #pending = 0;

  /** Keeps the memory of a call that has returned, or gives it back. */
  keepOrGive(fn: FunctionName, session: Ulong | undefined, rv: Ulong, arena: Arena): void {
    const pending = rv === CKR.PENDING;
    if (session === undefined || !(pending || (rv === CKR.OK && BEGINNINGS.test(fn)))) {
      giveArena(arena);
      return;
    }
    const ofSession = this.#held.get(session) ?? new Map<string, Arena>();
    this.#held.set(session, ofSession);
    const key = pending ? `${fn} ${this.#pending++}` : fn;
    const former = ofSession.get(key);
    ofSession.set(key, arena);
    if (former !== undefined) giveArena(former);
  }

  opened(slot: Ulong, session: Ulong): void {
    this.#slots.set(session, slot);
  }

  closed(session: Ulong): void {
    for (const arena of this.#held.get(session)?.values() ?? []) giveArena(arena);
    this.#held.delete(session);
    this.#slots.delete(session);
  }

  /** The sessions of a slot, or all. */
  closedAll(slot?: Ulong): void {
    for (const session of new Set([...this.#held.keys(), ...this.#slots.keys()])) {
      if (slot === undefined || this.#slots.get(session) === slot) this.closed(session);
    }
  }
}
