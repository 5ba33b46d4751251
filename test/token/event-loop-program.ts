// Generates RSA key pairs asynchronously and prints how long the event loop was kept waiting meanwhile. A program of
// its own, for what a test runner does between tests would be measured too.
import { generateKeyPair } from 'node:crypto';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { loadModule } from '../../src/index.ts';

const { TEST_MODULE, TEST_LABEL, TEST_PIN, TEST_PAIRS } = process.env;
const BITS = 4096;
const THREADS = 3;

interface Measured {
  /** Milliseconds by which timers of 1 ms were late, in all but one of a hundred. */
  readonly p99: number;
  /** The part of the time in which the event loop was doing something. */
  readonly busy: number;
}

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = performance.eventLoopUtilization();
  delay.enable();
  await work();
  delay.disable();
  const { utilization } = performance.eventLoopUtilization(before);
  return { p99: delay.percentile(99) / 1e6, busy: utilization };
}

const sizes: number[] = [];
await using module = await loadModule(TEST_MODULE!);
const token = await module.getToken({ label: TEST_LABEL! });
await using session = await token.open({ userPin: TEST_PIN!, readWrite: true, concurrency: THREADS });

/** Not the first of anything: code that runs for the first time is compiled. */
await session.generateKeyPair('RSA', { bits: 1024 });

/** As many threads at work as the library uses, in Node's own asynchronous functions. */
const nodes = promisify(generateKeyPair);
const control = await measure(() =>
  Promise.all(Array.from({ length: THREADS }, () => nodes('rsa', { modulusLength: BITS }))),
);
const library = await measure(async () => {
  const pairs = Array.from({ length: Number(TEST_PAIRS) }, () =>
    session.generateKeyPair('RSA', { bits: BITS }),
  );
  for (const { publicKey } of await Promise.all(pairs))
    sizes.push((await publicKey.get('modulus')).length * 8);
});
console.log(JSON.stringify({ control, library, sizes }));
