import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { BusyError } from '../../../src/errors.ts';
import { Gate } from '../../../src/native/gate.ts';

describe('Gate', () => {
  it('lets in as many as it holds, at once, and the others in order', () => {
    const gate = new Gate(2, 'all busy');
    const entered: number[] = [];
    for (const number of [1, 2, 3, 4, 5]) gate.enter(() => entered.push(number));
    assert.deepEqual(entered, [1, 2]);
    gate.leave();
    assert.deepEqual(entered, [1, 2, 3]);
    gate.leave();
    gate.leave();
    assert.deepEqual(entered, [1, 2, 3, 4, 5]);
  });

  it('is free again when all have left', () => {
    const gate = new Gate(1, 'all busy');
    let entered = 0;
    for (let round = 0; round < 3; round++) {
      gate.enter(() => entered++);
      gate.enter(() => entered++);
      gate.leave();
      gate.leave();
    }
    assert.equal(entered, 6);
    gate.assertFree('C_Sign');
  });

  it('stays in order when the one that enters leaves at once', () => {
    const gate = new Gate(1, 'all busy');
    const entered: number[] = [];
    gate.enter(() => {});
    for (const number of [1, 2, 3]) {
      gate.enter(() => {
        entered.push(number);
        gate.leave();
      });
    }
    gate.leave();
    assert.deepEqual(entered, [1, 2, 3]);
    gate.assertFree('C_Sign');
  });

  it('refuses a call that cannot wait, with the function and the reason', () => {
    const gate = new Gate(1, 'the module allows one call');
    gate.assertFree('C_Sign');
    gate.enter(() => {});
    assert.throws(
      () => gate.assertFree('C_Sign'),
      (error) =>
        error instanceof BusyError &&
        error.message === 'C_Sign cannot run synchronously: the module allows one call',
    );
    gate.leave();
    gate.assertFree('C_Sign');
  });
});

describe('DEFAULT_CONCURRENCY', () => {
  const url = new URL('../../../src/native/gate.ts', import.meta.url).href;
  const concurrency = (threads: string | undefined): string =>
    execFileSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `console.log((await import('${url}')).DEFAULT_CONCURRENCY)`,
      ],
      { encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: threads } },
    ).trim();

  // libuv takes what is no number, and 0, for one thread.
  it("leaves a thread of libuv's pool to others, and is never less than one", () => {
    assert.deepEqual([undefined, '16', '1', '0', 'x'].map(concurrency), ['3', '15', '1', '1', '1']);
  });
});
