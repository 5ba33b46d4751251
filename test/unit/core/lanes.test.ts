import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Lane } from '../../../src/core/lane.ts';
import { type LaneOptions, Lanes } from '../../../src/core/lanes.ts';
import { BusyError, ClosedError, Pkcs11Error } from '../../../src/errors.ts';
import { CKR } from '../../../src/spec/constants.ts';
import { NativeStub } from '../../support/native-stub.ts';

const FIRST = 100;
/** The time limit of those who are not to reach it. */
const PATIENCE = 30_000;

function start(options: Partial<LaneOptions> = {}) {
  const stub = new NativeStub();
  let losses = 0;
  const lanes = new Lanes(stub.module, FIRST, {
    limit: 2,
    timeout: PATIENCE,
    open: stub.open,
    close: stub.close,
    lost: () => losses++,
    ...options,
  });
  return { stub, lanes, losses: () => losses };
}

/** How many of these promises are settled. */
async function settled(promises: Promise<unknown>[]): Promise<boolean[]> {
  const done = promises.map(() => false);
  for (const [index, promise] of promises.entries()) {
    const note = (): void => {
      done[index] = true;
    };
    promise.then(note, note);
  }
  await setTimeout(5);
  return done;
}

describe('Lanes.take', () => {
  it('lends the first lane, then opens others, up to the limit', async () => {
    const { stub, lanes } = start({ limit: 3 });
    const taken = [await lanes.take('a'), await lanes.take('b'), await lanes.take('c')];
    assert.deepEqual(
      taken.map(({ handle }) => handle),
      [FIRST, 101, 102],
    );
    const waiting = lanes.take('d');
    assert.deepEqual(await settled([waiting]), [false]);
    assert.equal(stub.calls.length, 2);
    lanes.release(taken[1]!);
    assert.equal(await waiting, taken[1]);
  });

  it('opens no session while one is free', async () => {
    const { stub, lanes } = start();
    for (let round = 0; round < 5; round++) lanes.release(await lanes.take('a'));
    assert.deepEqual(stub.calls, []);
  });

  it('counts the sessions that are being opened', async () => {
    const { stub, lanes } = start({ limit: 3 });
    const taken = await Promise.all(['a', 'b', 'c'].map((what) => lanes.take(what)));
    const more = [lanes.take('d'), lanes.take('e')];
    assert.deepEqual(await settled(more), [false, false]);
    assert.equal(stub.calls.length, 2);
    for (const lane of taken) lanes.release(lane);
    await Promise.all(more);
    assert.equal(new Set(taken.map(({ handle }) => handle)).size, 3);
  });

  it('serves those who wait in order', async () => {
    const { lanes } = start({ limit: 1 });
    const lane = await lanes.take('first');
    const order: string[] = [];
    const turns = ['a', 'b', 'c', 'd'].map(async (what) => {
      const taken = await lanes.take(what);
      order.push(what);
      await setImmediate();
      lanes.release(taken);
    });
    lanes.release(lane);
    await Promise.all(turns);
    assert.deepEqual(order, ['a', 'b', 'c', 'd']);
  });

  it('has one lane at least', async () => {
    const { lanes } = start({ limit: 0 });
    assert.equal((await lanes.take('a')).handle, FIRST);
  });
});

describe('Lanes, when the token grants no more sessions', () => {
  it('makes do with what there is, and asks no further', async () => {
    for (const rv of [CKR.SESSION_COUNT, CKR.DEVICE_MEMORY]) {
      const { stub, lanes } = start({ limit: 8 });
      stub.respond = () => rv;
      const lane = await lanes.take('a');
      const waiting = ['b', 'c', 'd'].map((what) => lanes.take(what));
      assert.deepEqual(await settled(waiting), [false, false, false]);
      const asked = stub.calls.length;
      lanes.release(lane);
      for (const promise of waiting) lanes.release(await promise);
      const again = await lanes.take('e');
      const last = lanes.take('f');
      assert.deepEqual(await settled([last]), [false]);
      assert.equal(stub.calls.length, asked);
      lanes.release(again);
      await last;
    }
  });

  it('shrinks for synchronous calls too', async () => {
    const { stub, lanes } = start({ limit: 8 });
    stub.respond = () => CKR.SESSION_COUNT;
    const lane = lanes.takeSync('a');
    assert.throws(() => lanes.takeSync('b'), BusyError);
    assert.throws(() => lanes.takeSync('b'), BusyError);
    assert.deepEqual(stub.calls, ['C_OpenSession']);
    lanes.release(lane);
    assert.equal(lanes.takeSync('b'), lane);
  });
});

describe('Lanes.takeSync', () => {
  it('opens lanes, and says who holds them when it cannot wait', async () => {
    const { lanes } = start();
    const held = [lanes.takeSync('encryptSync'), await lanes.take('sign')];
    assert.notEqual(held[0], held[1]);
    assert.throws(
      () => lanes.takeSync('digestSync'),
      (error) =>
        error instanceof BusyError &&
        /^digestSync cannot run synchronously: 2 of at most 2 lanes are held by encryptSync for \d\.\d s, sign for \d\.\d s$/.test(
          error.message,
        ),
    );
  });
});

describe('Lanes, time limit', () => {
  it('ends the wait with an error that names who waited and who holds the lanes', async () => {
    const { lanes } = start({ timeout: 30 });
    await lanes.take('encrypt');
    await lanes.take('sign');
    const began = performance.now();
    const waits = await Promise.allSettled([lanes.take('digest'), lanes.take('verify')]);
    const time = performance.now() - began;
    assert.ok(time >= 29 && time < PATIENCE, `${time} ms`);
    for (const [index, what] of ['digest', 'verify'].entries()) {
      const wait = waits[index]!;
      assert.ok(wait.status === 'rejected' && wait.reason instanceof BusyError);
      assert.match(
        wait.reason.message,
        new RegExp(`^${what}: no lane came free for 0\\.03 s: 2 of at most 2 lanes are held by encrypt for`),
      );
    }
  });

  it('begins anew whenever a lane comes free: a queue that moves is no standstill', async () => {
    const { lanes } = start({ limit: 1, timeout: 200 });
    let lane: Lane = await lanes.take('first');
    const waits = ['a', 'b', 'c'].map((what) => lanes.take(what));
    for (const wait of waits) {
      await setTimeout(120);
      lanes.release(lane);
      lane = await wait;
    }
    lanes.release(lane);
  });

  it('leaves the lanes usable', async () => {
    const { lanes } = start({ limit: 1, timeout: 10 });
    const lane = await lanes.take('first');
    await assert.rejects(lanes.take('second'), BusyError);
    lanes.release(lane);
    assert.equal(await lanes.take('third'), lane);
  });
});

describe('Lanes, when the token drops sessions', () => {
  it('puts another in the place of a lost one', async () => {
    const { stub, lanes, losses } = start();
    const [first, second] = [await lanes.take('a'), await lanes.take('b')];
    second.observe('C_Sign', CKR.SESSION_HANDLE_INVALID);
    lanes.release(second);
    assert.equal(losses(), 1);
    const third = await lanes.take('c');
    assert.equal(third.handle, 102);
    assert.equal(stub.calls.length, 2);
    assert.equal(lanes.closed, false);
    lanes.release(first);
  });

  it('is closed when the last one is lost, and tells those who wait', async () => {
    const { lanes } = start({ limit: 1 });
    const lane = await lanes.take('a');
    const waiting = lanes.take('b');
    lane.observe('C_Sign', CKR.DEVICE_REMOVED);
    lanes.release(lane);
    await assert.rejects(waiting, ClosedError);
    assert.equal(lanes.closed, true);
    await assert.rejects(lanes.take('c'), ClosedError);
  });

  it('is closed when the last one is lost and the one being opened fails', async () => {
    const { stub, lanes } = start();
    const lane = await lanes.take('a');
    stub.hold = true;
    const opening = lanes.take('b');
    const waiting = lanes.take('c');
    await setImmediate();
    lane.observe('C_Sign', CKR.DEVICE_REMOVED);
    lanes.release(lane);
    const failures = Promise.allSettled([opening, waiting]);
    stub.pending[0]!.answer(CKR.DEVICE_REMOVED);
    const [opened, waited] = await failures;
    assert.ok(opened.status === 'rejected' && opened.reason instanceof Pkcs11Error);
    assert.ok(waited.status === 'rejected' && waited.reason instanceof ClosedError);
    assert.equal(lanes.closed, true);
  });
});

describe('Lanes.renew', () => {
  it('closes the old session', async () => {
    const { stub, lanes } = start();
    const lane = await lanes.take('a');
    lane.renewSync();
    assert.equal(lane.handle, 101);
    assert.deepEqual(stub.calls, ['C_OpenSession', 'C_CloseSession']);
    assert.deepEqual(lanes.surrender(), [101]);
  });

  it('keeps the old session open if objects live in it', async () => {
    const { stub, lanes } = start();
    const lane = await lanes.take('a');
    lane.observe('C_GenerateKey', CKR.OK);
    lane.renewSync();
    assert.deepEqual(stub.calls, ['C_OpenSession']);
    assert.equal(lane.hasObjects, false);
    assert.deepEqual(lanes.surrender(), [101, FIRST]);
    assert.deepEqual(lanes.surrender(), []);
  });
});

describe('Lanes, closing', () => {
  it('gives no more lanes, and tells those who wait', async () => {
    const { lanes } = start({ limit: 1 });
    const lane = await lanes.take('a');
    const waiting = lanes.take('b');
    lanes.shut();
    await assert.rejects(waiting, ClosedError);
    await assert.rejects(lanes.take('c'), ClosedError);
    assert.throws(() => lanes.takeSync('c'), ClosedError);
    lanes.release(lane);
    assert.throws(() => lanes.tryTake('d'), ClosedError);
    assert.deepEqual(lanes.surrender(), [FIRST]);
  });

  it('closes the session that was being opened meanwhile', async () => {
    const { stub, lanes } = start();
    await lanes.take('a');
    stub.hold = true;
    const opening = lanes.take('b');
    await setImmediate();
    lanes.shut();
    stub.hold = false;
    stub.pending[0]!.answer(CKR.OK);
    await assert.rejects(opening, ClosedError);
    assert.deepEqual(stub.calls, ['C_OpenSession', 'C_CloseSession']);
    assert.deepEqual(lanes.surrender(), [FIRST]);
  });

  it('waits for the calls that run', async () => {
    const { lanes } = start();
    const lane = await lanes.take('sign');
    lane.calling = true;
    lanes.shut();
    assert.throws(() => lanes.assertDrained(), {
      name: 'BusyError',
      message: /^the session cannot be closed synchronously: .* sign for/,
    });
    const drained = lanes.drain();
    assert.deepEqual(await settled([drained]), [false]);
    lane.calling = false;
    await drained;
    lanes.assertDrained();
  });
});
