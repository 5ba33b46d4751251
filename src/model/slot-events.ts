import { setTimeout } from 'node:timers/promises';
import { getSlotInfo, getSlotList, pollSlotEvent } from '../calls/slots.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import { type MakeProgram, runOnModule } from '../core/module-runner.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { CKR } from '../spec/constants.ts';
import type { Module } from './module.ts';
import { moduleInternals } from './module-internals.ts';
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

/**
 * Slot events as they come. Modules rarely support waiting, and a call that waits would hold a thread of the pool: so
 * this asks from time to time, and where C_WaitForSlotEvent is not supported compares which slots hold a token.
 */
export async function* watchSlots(
  module: Module,
  options: SlotEventOptions,
): AsyncGenerator<SlotEvent, void, undefined> {
  refuseUnknownOptions('slotEvents', options, ['signal', 'interval']);
  const { signal, interval = INTERVAL } = options;
  const { native } = moduleInternals(module);
  let present = await runOnModule(native, presence);
  let supported = true;
  while (signal?.aborted !== true) {
    if (supported) {
      try {
        const id = await runOnModule(native, pollSlotEvent);
        if (id !== undefined) {
          yield { slot: new Slot(module, id), tokenPresent: await runOnModule(native, holdsToken(id)) };
          continue;
        }
      } catch (error) {
        if (!(error instanceof Pkcs11Error) || error.rv !== CKR.FUNCTION_NOT_SUPPORTED) throw error;
        supported = false;
      }
    } else {
      const now = await runOnModule(native, presence);
      for (const [id, tokenPresent] of changes(present, now))
        yield { slot: new Slot(module, id), tokenPresent };
      present = now;
    }
    try {
      await setTimeout(interval, undefined, signal === undefined ? {} : { signal });
    } catch {
      // Aborted while waiting.
    }
  }
}

/** Which slots there are, and whether each holds a token. */
const presence: MakeProgram<Map<Ulong, boolean>> = function* (arena) {
  const found = new Map<Ulong, boolean>();
  for (const id of yield* getSlotList(arena, false)) found.set(id, false);
  for (const id of yield* getSlotList(arena, true)) found.set(id, true);
  return found;
};

function holdsToken(slot: Ulong): MakeProgram<boolean> {
  return function* (arena) {
    return (yield* getSlotInfo(arena, slot)).flags.has('TOKEN_PRESENT');
  };
}

function* changes(
  before: ReadonlyMap<Ulong, boolean>,
  now: ReadonlyMap<Ulong, boolean>,
): Generator<[Ulong, boolean]> {
  for (const [id, present] of now) if ((before.get(id) ?? false) !== present) yield [id, present];
  for (const [id, present] of before) if (present && !now.has(id)) yield [id, false];
}
