import { setTimeout } from 'node:timers/promises';
import { getSlotList, pollSlotEvent } from '../../calls/slots.ts';
import { describe } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { type MakeProgram, runOnModule } from '../../core/module-runner.ts';
import { NotSupportedError, Pkcs11Error } from '../../errors.ts';
import type { Ulong } from '../../native/abi.ts';
import { CKR } from '../../spec/constants.ts';
import type { Module } from './module.ts';
import { moduleInternals } from './module-internals.ts';
import { quirksOf, traitsOf } from './quirks.ts';
import { Slot } from './slot.ts';

/** Something happened in a slot: a token came or went, or was exchanged. */
export interface SlotEvent {
  readonly slot: Slot;
  readonly tokenPresent: boolean;
}

export interface SlotEventOptions {
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between two looks (500). */
  readonly interval?: number | undefined;
}

const INTERVAL = 500;

/** More events than can have gathered between two looks. */
const MOST_EVENTS = 64;

/**
 * Slot events as they come. Modules rarely support waiting, and a call that waits would hold a thread of the pool: so
 * this asks from time to time. C_WaitForSlotEvent is not enough, since some modules lack it and SoftHSM's never tells
 * anything: which slots hold a token is compared besides, and a slot is reported once however its change was found.
 */
export async function* watchSlots(
  module: Module,
  options: SlotEventOptions,
): AsyncGenerator<SlotEvent, void, undefined> {
  refuseUnknownOptions('slotEvents', options, ['signal', 'interval']);
  const { signal, interval = INTERVAL } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`slotEvents: signal: expected an AbortSignal, got ${describe(signal)}`);
  }
  if (typeof interval !== 'number') {
    throw new TypeError(`slotEvents: interval: expected milliseconds as a number, got ${describe(interval)}`);
  }
  if (!(interval >= 1 && interval < 2 ** 31)) {
    throw new RangeError(`slotEvents: interval: expected 1 or more milliseconds, got ${interval}`);
  }
  const { native: before, info, quirks } = moduleInternals(module);
  if (traitsOf(quirksOf({ module: info }, quirks)).fixedSlots === true) {
    throw new NotSupportedError(
      'slotEvents: the module looks for readers only when it is loaded: load it again',
    );
  }
  // What has gathered until now is known: OpenSC's first event is a card that was there from the beginning.
  await runOnModule(before, polling);
  let present = await runOnModule(before, presence);
  while (signal?.aborted !== true) {
    // Throws when the module has been closed meanwhile.
    const { native } = moduleInternals(module);
    const events = await runOnModule(native, polling);
    const now = await runOnModule(native, presence);
    const seen = new Map(changes(present, now));
    // A token that was exchanged for another between two looks is told by an event alone.
    for (const id of events) if (!seen.has(id)) seen.set(id, now.get(id) ?? false);
    present = now;
    for (const [id, tokenPresent] of seen) yield { slot: new Slot(module, id), tokenPresent };
    try {
      await setTimeout(interval, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Aborted while waiting: the loop ends.
      if ((error as Error).name !== 'AbortError') throw error;
    }
  }
}

/** The slots that C_WaitForSlotEvent tells of; none where it is not supported. */
const polling: MakeProgram<Set<Ulong>> = function* (arena) {
  const slots = new Set<Ulong>();
  try {
    for (let count = 0; count < MOST_EVENTS; count++) {
      const slot = yield* pollSlotEvent(arena);
      if (slot === undefined) break;
      slots.add(slot);
    }
  } catch (error) {
    if (!(error instanceof Pkcs11Error) || error.rv !== CKR.FUNCTION_NOT_SUPPORTED) throw error;
  }
  return slots;
};

/** Which slots there are, and whether each holds a token. */
const presence: MakeProgram<Map<Ulong, boolean>> = function* (arena) {
  const found = new Map<Ulong, boolean>();
  for (const id of yield* getSlotList(arena, false)) found.set(id, false);
  for (const id of yield* getSlotList(arena, true)) found.set(id, true);
  return found;
};

function* changes(
  before: ReadonlyMap<Ulong, boolean>,
  now: ReadonlyMap<Ulong, boolean>,
): Generator<[Ulong, boolean]> {
  for (const [id, present] of now) if ((before.get(id) ?? false) !== present) yield [id, present];
  for (const [id, present] of before) if (present && !now.has(id)) yield [id, false];
}
