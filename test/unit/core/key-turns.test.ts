import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyTurns } from '../../../src/core/key-turns.ts';

test('uses of one key come one after the other, in order; of another at once', async () => {
  const turns = new KeyTurns();
  const order: string[] = [];
  const leave = turns.takeSync('sign', 1);
  const waiting = ['first', 'second', 'third'].map(async (name) => {
    const end = await turns.take('sign', 1, 10_000);
    order.push(name);
    await new Promise((resolve) => setTimeout(resolve, 2));
    order.push(`${name} ends`);
    end();
  });
  assert.throws(() => turns.takeSync('signSync', 1), { name: 'BusyError', message: /^signSync .*same key/ });
  turns.takeSync('sign', 2)();
  leave();
  await Promise.all(waiting);
  const expected = ['first', 'second', 'third'].flatMap((name) => [name, `${name} ends`]);
  assert.deepEqual(order, expected);
  turns.takeSync('sign', 1)();
});

test('who waits too long gives up, and those behind go on', async () => {
  const turns = new KeyTurns();
  const leave = turns.takeSync('sign', 1);
  const patient = turns.take('sign', 1, 10_000);
  await assert.rejects(turns.take('sign', 1, 5), { name: 'BusyError', message: /^sign: for 0.005 s/ });
  leave();
  (await patient)();
  (await turns.take('sign', 1, 5))();
});
