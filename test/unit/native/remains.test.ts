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
async function startWorker(code: string, workerData?: unknown): Promise<Worker> {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
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
    { eval: true, workerData },
  );
  const [message] = await once(worker, 'message');
  assert.equal(message, 'done');
  return worker;
}

/** Whether more memory is resident than before, by half of what a thread took. */
const isTaken = (before: number): boolean => process.memoryUsage.rss() - before > TAKEN / 2;

/** Waits until it is given back, for as long as a test may take. */
async function givenBack(before: number): Promise<void> {
  while (isTaken(before)) await setTimeout(20);
}

/** Expects that it is not, in a while. */
async function kept(before: number): Promise<void> {
  for (let looks = 0; looks < 20; looks++) {
    await setTimeout(20);
    assert.ok(isTaken(before));
  }
}

describe('what a thread leaves that was terminated', () => {
  it('gives its memory back', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker('globalThis.arena = take();');
    assert.ok(isTaken(before));
    await worker.terminate();
    await givenBack(before);
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
    await kept(before);
    second!.tried(true);
    await givenBack(before);
  });

  it('keeps its memory for ever when a session of it cannot be closed', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker(`globalThis.arena = take(); note('session', 8192, 5);`);
    await worker.terminate();
    for (const session of leftSessions(8192)) session.tried(false);
    await kept(before);
    // With the module all is gone.
  });

  it('gives its memory back when the module is finalised', async () => {
    const before = process.memoryUsage.rss();
    const worker = await startWorker(`globalThis.arena = take(); note('session', 12288, 5);`);
    await worker.terminate();
    forgetSessions(16384);
    await kept(before);
    forgetSessions(12288);
    await givenBack(before);
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
    const began = new BigInt64Array(new SharedArrayBuffer(8));
    const worker = await startWorker(
      `const sleep = koffi.functionAt(koffi.openLibrary('libc.so.6').symbol('usleep'), ['ulong']);
       workerData[0] = process.hrtime.bigint();
       for (let count = 0; count < 8; count++) sleep.async(300_000, () => {});`,
      began,
    );
    await worker.terminate();
    // Four at a time.
    const milliseconds = Number((process.hrtime.bigint() - began[0]!) / 1_000_000n);
    assert.ok(milliseconds >= 600, `${milliseconds} ms`);
  });
});
