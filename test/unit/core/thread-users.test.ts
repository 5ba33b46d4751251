import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ThreadUsers } from '../../../src/core/thread-users.ts';

const url = new URL('../../../src/core/thread-users.ts', import.meta.url).href;

/** A worker thread that has counters of its own copy of the library and does as it is told. */
async function startWorker(path: string) {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const loaded = import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
       register();
       return import(${JSON.stringify(url)});
     });
     parentPort.on('message', async (code) => {
       const { ThreadUsers } = await loaded;
       globalThis.users ??= new ThreadUsers(${JSON.stringify(path)});
       parentPort.postMessage(eval(code));
     });`,
    { eval: true },
  );
  return {
    async run(code: string): Promise<unknown> {
      worker.postMessage(code);
      const [answer] = await once(worker, 'message');
      return answer;
    },
    stop: () => worker.terminate(),
  };
}

describe('ThreadUsers', () => {
  it('finalises with the last to leave, if the module was initialised here', () => {
    const users = new ThreadUsers('/one.so');
    users.enter('initialised');
    assert.equal(users.shared, false);
    const second = new ThreadUsers('/one.so');
    second.enter(undefined);
    assert.equal(users.shared, true);
    assert.equal(users.leave(), false);
    assert.equal(second.shared, false);
    assert.equal(second.leave(), true);
  });

  it('never finalises what another library of the process has initialised', () => {
    const users = new ThreadUsers('/two.so');
    users.enter(undefined);
    assert.equal(users.shared, true);
    assert.equal(users.leave(), false);
  });

  it('forgets who initialised once it is finalised', () => {
    const users = new ThreadUsers('/three.so');
    users.enter('initialised');
    assert.equal(users.leave(), true);
    users.enter(undefined);
    assert.equal(users.leave(), false);
  });

  it('counts the threads of the process together', async (t) => {
    const path = '/threads.so';
    const here = new ThreadUsers(path);
    here.enter('initialised');
    const worker = await startWorker(path);
    t.after(() => worker.stop());
    assert.equal(await worker.run('users.enter(undefined), users.shared'), true);
    assert.equal(here.shared, true);
    // This thread initialised; the other is the last to leave, and finalises.
    assert.equal(here.leave(), false);
    assert.equal(await worker.run('users.shared'), false);
    assert.equal(await worker.run('users.leave()'), true);
  });
});

describe('ThreadUsers.loading and .sessions', () => {
  it('lets one in at a time, whatever the outcome', async () => {
    const users = new ThreadUsers('/locked.so');
    let inside = 0;
    const work = async (fails: boolean): Promise<void> => {
      assert.equal(++inside, 1);
      await setTimeout(2);
      inside--;
      if (fails) throw new Error('failed');
    };
    const results = await Promise.allSettled(
      [true, false, true, false].map((fails) => users.loading.locked(() => work(fails))),
    );
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(
      users.loading.lockedSync(() => 5),
      5,
    );
  });

  it('locks each module apart', async () => {
    const entered = await new ThreadUsers('/x.so').loading.locked(() =>
      new ThreadUsers('/y.so').loading.locked(async () => 'both'),
    );
    assert.equal(entered, 'both');
    const users = new ThreadUsers('/z.so');
    assert.equal(await users.loading.locked(() => users.sessions.locked(async () => 'both')), 'both');
  });

  it('does not let a thread wait for itself', async () => {
    const { sessions } = new ThreadUsers('/itself.so');
    await sessions.locked(async () => {
      assert.throws(() => sessions.lockedSync(() => 'in'), {
        name: 'BusyError',
        message: /a session of the module is being opened or closed asynchronously/,
      });
    });
    assert.equal(
      sessions.lockedSync(() => 'in'),
      'in',
    );
  });

  it('keeps other threads out', async (t) => {
    const path = '/locked-threads.so';
    const users = new ThreadUsers(path);
    const worker = await startWorker(path);
    t.after(() => worker.stop());
    await worker.run('0');
    const { asked, until } = await users.loading.locked(async () => {
      const asked = worker.run('users.loading.lockedSync(() => performance.timeOrigin + performance.now())');
      await setTimeout(60);
      return { asked, until: performance.timeOrigin + performance.now() };
    });
    const answer = await asked;
    assert.ok(typeof answer === 'number' && answer >= until - 5, `in ${until - Number(answer)} ms too early`);
  });
});
