// PKCS #11 v3.2 §5.5 C_WaitForSlotEvent, and what stands in for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { SlotEvent } from '../../src/index.ts';
import { CKF } from '../../src/spec/constants.ts';
import { loadTestModule, startTestToken } from '../support/token.ts';
import { type CallRecord, recordCalls } from '../support/token-calls.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const module = await loadTestModule(device);
const nss = await startNss();

const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work;
  return performance.now() - began;
};

async function until(met: () => boolean): Promise<void> {
  while (!met()) await setTimeout(5);
}

/** How often a module was asked for events. */
function looks({ calls }: CallRecord): number {
  return calls.filter(({ fn }) => fn === 'C_WaitForSlotEvent').length;
}

const demo = await module.getToken({ label: device.label });
const { test: withFreeSlot } = await requires(demo, 'tokens made at will');
withFreeSlot('a token that appears is seen', async () => {
  const before = await module.getSlots();
  const events = module.slotEvents({ interval: 20, signal: AbortSignal.timeout(60_000) });
  let next!: ReturnType<typeof events.next>;
  await recordCalls(async (record) => {
    next = events.next();
    // The second look comes when what there is has been seen.
    await until(() => looks(record) >= 2);
  });
  // SoftHSM has a slot more as soon as the token in its free one is initialised.
  for (const slot of before) {
    const { flags } = await slot.getToken();
    if (!flags.has('TOKEN_INITIALIZED')) await slot.initToken({ label: 'SECOND', soPin: '12345678' });
  }
  const { value, done } = await next;
  assert.equal(done, false, 'no event came');
  const { slot, tokenPresent } = value as SlotEvent;
  assert.equal(tokenPresent, true);
  assert.ok(!before.some(({ id }) => id === slot.id));
  assert.equal((await slot.getToken()).flags.has('TOKEN_INITIALIZED'), false);
  await events.return();
});

test('where nothing happens, nothing comes until the signal is aborted', async () => {
  for (const each of [module, nss.module]) {
    const seen: SlotEvent[] = [];
    const aborting = new AbortController();
    const watching = (async () => {
      for await (const event of each.slotEvents({ signal: aborting.signal, interval: 10 })) seen.push(event);
    })();
    await setTimeout(100);
    aborting.abort();
    await watching;
    assert.deepEqual(seen, []);
  }
});

test('an abort ends a long interval at once', async () => {
  const aborting = new AbortController();
  const events = module.slotEvents({ signal: aborting.signal, interval: 60_000 });
  const next = events.next();
  await setTimeout(50);
  const time = await elapsed(
    (async () => {
      aborting.abort();
      assert.deepEqual(await next, { done: true, value: undefined });
    })(),
  );
  assert.ok(time < 30_000, `${time} ms`);
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test('a signal that is aborted already ends it before it begins', async () => {
  for await (const event of module.slotEvents({ signal: AbortSignal.abort() })) assert.fail(String(event));
});

test('it looks as often as the interval says, and holds no thread of the pool', async () => {
  const aborting = new AbortController();
  const { signal } = aborting;
  let time = 0;
  const record = await recordCalls(async (recording) => {
    const watching = (async () => {
      for await (const event of module.slotEvents({ signal, interval: 100 })) assert.fail(String(event));
    })();
    time = await elapsed(until(() => looks(recording) >= 6));
    aborting.abort();
    await watching;
  });
  // One for what has gathered, one at once, one after each 100 ms; a timer may come due a moment early.
  assert.ok(time >= 4 * 99, `${time} ms`);
  for (const { fn, async, arguments: given } of record.calls) {
    assert.equal(async, true);
    if (fn === 'C_WaitForSlotEvent') assert.equal(given.flags, CKF.DONT_BLOCK);
  }
});

test('options are checked', async () => {
  for (const [options, name, message] of [
    [{ intervall: 5 }, 'TypeError', /unknown option "intervall"/],
    [{ interval: '5' }, 'TypeError', /interval/],
    [{ interval: -1 }, 'RangeError', /interval/],
    [{ interval: Number.NaN }, 'RangeError', /interval/],
    [{ signal: {} }, 'TypeError', /signal/],
    [null, 'TypeError', /slotEvents/],
  ] as const) {
    const next = async (): Promise<unknown> => {
      const signal = AbortSignal.timeout(1500);
      const events = module.slotEvents((options && { signal, ...(options as object) })!);
      // A loop that spins without a pause is as bad as no error.
      return Promise.race([events.next(), setTimeout(1000, 'nothing', { ref: false })]);
    };
    await assert.rejects(next, { name, message });
  }
});
