import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ThreadUsers } from '../../../src/core/thread-users.ts';
import { forgetSessions, leftSessions } from '../../../src/native/remains.ts';

/** So large that C takes it from the system, and gives it back there. */
const PIECE = 40 << 20;
/** Of one thread. */
const TAKEN = 3 * PIECE;
const src = new URL('../../../src/', import.meta.url).href;

/** A worker thread that has run some code in which the modules of its own copy of the library are at hand. */
async function startWorker(code: string): Promise<Worker> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(async ({ register }) => {
       register();
       const load = (path) => import(${JSON.stringify(src)} + path);
       const { ThreadUsers } = await load('core/thread-users.ts');
       const { Arena } = await load('native/arena.ts');
       const koffi = await load('native/koffi.ts');
       const { note, strike } = await load('native/remains.ts');
       const hostAbi = { ulong: 8, pointer: 8, packed: false, littleEndian: true };
       const take = () => {
         const arena = new Arena(hostAbi);
         const bytes = new Uint8Array(${PIECE}).fill(7);
         for (let taken = 0; taken < ${TAKEN}; taken += ${PIECE}) {
           arena.allocate(${PIECE}).write(bytes);
         }
         return arena;
       };
       ${code}
       parentPort.postMessage('done');
       setInterval(() => {}, 1000);
     });`,
    { eval: true },
  );
  const [message] = await once(worker, 'message');
  assert.equal(message, 'done');
  return worker;
}

/** How much more memory is resident than before, in bytes, when it has sunk below half of what a thread took, or not. */
async function growthSince(before: number): Promise<number> {
  let growth = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 20 && growth > TAKEN / 2; tries++) {
    await setTimeout(20);
    growth = process.memoryUsage.rss() - before;
  }
  return growth;
}

describe('what a thread leaves that was terminated', () => {
  it('gives its memory back', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker('globalThis.arena = take();');
    assert.ok(process.memoryUsage.rss() - before > TAKEN / 2);
    await worker.terminate();
    assert.ok((await growthSince(before)) < TAKEN / 2);
  });

  it('keeps its memory until its native sessions are gone: the module may still write there', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker(
      `globalThis.arena = take(); note('session', 4096, 5); note('session', 4096, 6);`,
    );
    assert.deepEqual([...leftSessions(4096)], [], 'it is alive');
    await worker.terminate();
    const [first, second, ...others] = [...leftSessions(4096)];
    assert.deepEqual([first?.handle, second?.handle, others.length], [5, 6, 0]);
    assert.deepEqual([...leftSessions(4096)], [], 'each is given to one only');
    first!.tried(true);
    assert.ok((await growthSince(before)) > TAKEN / 2);
    second!.tried(true);
    assert.ok((await growthSince(before)) < TAKEN / 2);
  });

  it('keeps its memory for ever when a session of it cannot be closed', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker(`globalThis.arena = take(); note('session', 8192, 5);`);
    await worker.terminate();
    for (const session of leftSessions(8192)) session.tried(false);
    assert.ok((await growthSince(before)) > TAKEN / 2);
    // With the module all is gone.
  });

  it('gives its memory back when the module is finalised', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker(`globalThis.arena = take(); note('session', 12288, 5);`);
    await worker.terminate();
    forgetSessions(16384);
    assert.ok((await growthSince(before)) > TAKEN / 2);
    forgetSessions(12288);
    assert.ok((await growthSince(before)) < TAKEN / 2);
  });

  it('leaves nothing of what it has closed itself', async () => {
    const worker = await startWorker(
      `take().free(); note('session', 20480, 5); note('session', 20480, 6); strike('session', 20480, 5);`,
    );
    await worker.terminate();
    assert.deepEqual(
      [...leftSessions(20480)].map(({ handle }) => handle),
      [6],
    );
  });

  it('leaves a native session that it was opening, if that came to be', async () => {
    const worker = await startWorker(
      `globalThis.arena = new Arena(hostAbi);
       const place = (handle) => arena.ulong(handle).address;
       note('opening', 28672, place(9));
       note('opening', 28672, place(0));
       note('session', 28672, 10);
       note('opening', 28672, place(10));`,
    );
    await worker.terminate();
    const left = [...leftSessions(28672)];
    assert.deepEqual(new Set(left.map(({ handle }) => handle)), new Set([9, 10]));
    assert.equal(left.length, 2);
  });

  it('is no user of its modules any more', async () => {
    const users = new ThreadUsers('/left.so');
    users.enter('initialised');
    const worker = await startWorker(
      `globalThis.users = new ThreadUsers('/left.so'); users.enter(undefined);`,
    );
    assert.equal(users.shared, true);
    await worker.terminate();
    assert.equal(users.shared, false);
    assert.equal(users.leave(), true);
  });

  it('holds no lock any more', async () => {
    const users = new ThreadUsers('/locked-left.so');
    const worker = await startWorker(
      `void new ThreadUsers('/locked-left.so').sessions.locked(() => new Promise(() => {}));`,
    );
    await worker.terminate();
    const began = performance.now();
    assert.equal(
      users.sessions.lockedSync(() => 'in'),
      'in',
    );
    assert.ok(performance.now() - began < 1000);
  });

  it('takes the threads along that it has started', async () => {
    const worker = await startWorker(
      `const { Worker } = require('node:worker_threads');
       const child = new Worker(
         \`const { parentPort } = require('node:worker_threads');
           import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(async ({ register }) => {
             register();
             const { ThreadUsers } = await import('${src}core/thread-users.ts');
             const { note } = await import('${src}native/remains.ts');
             note('session', 24576, 5);
             parentPort.postMessage('done');
             setInterval(() => {}, 1000);
           });\`, { eval: true });
       await require('node:events').once(child, 'message');`,
    );
    await worker.terminate();
    assert.deepEqual(
      [...leftSessions(24576)].map(({ handle }) => handle),
      [5],
    );
  });

  it('is told of when its last native call has returned, also of those that wait for libuv', async () => {
    const began = performance.now();
    const worker = await startWorker(
      `const sleep = koffi.functionAt(koffi.openLibrary('libc.so.6').symbol('usleep'), ['ulong']);
       for (let count = 0; count < 8; count++) sleep.async(300_000, () => {});`,
    );
    const started = performance.now();
    await worker.terminate();
    // Four at a time.
    assert.ok(performance.now() - started > 400, `${started - began} ms, ${performance.now() - started} ms`);
  });
});
