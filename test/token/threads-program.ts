// Loads the module in the main thread and in two worker threads, signs in all of them at once, closes in the order
// given, and has nothing left that keeps it from ending. Run by threads.test.ts.
import assert from 'node:assert/strict';
import { createVerify, type KeyObject } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { loadModule } from '../../src/index.ts';
import { rsaPublicKey } from '../support/token-keys.ts';

const { TEST_MODULE, TEST_LABEL, TEST_PIN, TEST_ORDER, TEST_LEAVE_OPEN } = process.env;

/** Signs until told to stop; every signature is checked. */
async function work(
  stop: () => boolean,
  signed = () => {},
): Promise<{ signatures: number; close: () => Promise<void> }> {
  const module = await loadModule(TEST_MODULE!);
  const token = await module.getToken({ label: TEST_LABEL! });
  const session = await token.open({ userPin: TEST_PIN!, readWrite: true });
  const { publicKey, privateKey } = await session.generateKeyPair('RSA', { bits: 1024 });
  const key: KeyObject = await rsaPublicKey(publicKey);
  let signatures = 0;
  while (!stop()) {
    const data = `signature ${signatures}`;
    const made = await Promise.all([1, 2, 3, 4].map(() => privateKey.sign(data)));
    for (const signature of made) assert.ok(createVerify('sha512').update(data).verify(key, signature));
    signatures += made.length;
    if (signatures === made.length) signed();
    await setTimeout(1);
  }
  return { signatures, close: () => module.close() };
}

if (isMainThread) {
  const flag = new SharedArrayBuffer(4);
  const stop = new Int32Array(flag);
  const workers = [0, 1].map(() => {
    // A worker does not inherit the loader of TypeScript.
    const start = `import('tsx/esm/api').then(({ register }) => {
      register();
      return import(${JSON.stringify(import.meta.url)});
    })`;
    const worker = new Worker(start, { eval: true, workerData: flag });
    const messages: unknown[] = [];
    worker.on('message', (message) => messages.push(message));
    const ended = new Promise<number>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', resolve);
    });
    return { worker, messages, ended };
  });
  const own = work(() => Atomics.load(stop, 0) === 1);
  // All threads have signed before any is told to stop.
  while (workers.some(({ messages }) => messages.length === 0)) await setTimeout(5);
  await setTimeout(100);
  Atomics.store(stop, 0, 1);
  const { signatures, close } = await own;
  while (workers.some(({ messages }) => messages.length < 2)) await setTimeout(5);

  const closers = {
    M: close,
    1: async () => {
      workers[0]!.worker.postMessage('close');
      await workers[0]!.ended;
    },
    2: async () => {
      workers[1]!.worker.postMessage('close');
      await workers[1]!.ended;
    },
  };
  for (const name of TEST_ORDER!) await closers[name as keyof typeof closers]();
  const codes = await Promise.all(workers.map(({ ended }) => ended));
  console.log(
    JSON.stringify({ codes, signatures: [signatures, ...workers.map(({ messages }) => messages[1])] }),
  );
} else {
  const stop = new Int32Array(workerData as SharedArrayBuffer);
  const { signatures, close } = await work(
    () => Atomics.load(stop, 0) === 1,
    () => parentPort!.postMessage('signed'),
  );
  parentPort!.postMessage(signatures);
  await new Promise((resolve) => parentPort!.once('message', resolve));
  if (TEST_LEAVE_OPEN !== 'yes') await close();
  parentPort!.close();
}
