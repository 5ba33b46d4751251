// The event loop is measured in a process of its own: the test runner's work would be measured too.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findTestToken, startTestToken } from '../support/token.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { requires } from '../support/token-requires.ts';

const PROGRAM = fileURLToPath(new URL('../support/programs/key-pairs.ts', import.meta.url));
/** The most that the loop may be late, in milliseconds, in 99 of 100 looks. */
const MOST = 5;

const device = startTestToken();
const { modulePath, label, pin } = device;
const { test } = await requires(await findTestToken(device), 'RSA key pairs', 'RSA key pairs of 1024 bits');

const kept = (await placeOfKeys(await findTestToken(device))).store ? 'stored' : '';

interface Delay {
  readonly samples: number;
  readonly p99: number;
  readonly max: number;
}

async function measure(mode: 'async' | 'sync' | 'node', count: number, bits: number): Promise<Delay> {
  const args = ['--import', 'tsx', PROGRAM, modulePath, label, pin, mode, String(count), String(bits), kept];
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as Delay;
}

// Of all kinds of tokens some are slow: keys of half the size keep them long enough at work.
const BITS = device.chosen ? 2048 : 4096;

test(`16 RSA-${BITS} key pairs are generated asynchronously and the event loop stays free`, async () => {
  let delay = await measure('async', 16, BITS);
  assert.ok(delay.samples > 100, `only ${delay.samples} looks at the event loop`);
  let most = MOST;
  // Other processes may have the processor, and then the event loop is late whatever runs on the pool: less than twice as
  // late as with what Node.js itself does there, or far less than what blocks. Pairs of half the size take less time.
  const bits = Math.min(BITS, 2048);
  for (let tries = 0; tries < 4 && delay.p99 >= most; tries++) {
    delay = await measure('async', 16, bits);
    const late = device.chosen
      ? (await measure('sync', 4, bits)).p99 / 4
      : 2 * (await measure('node', 16, bits)).p99;
    most = Math.max(MOST, late);
  }
  assert.ok(delay.p99 < most, `99th percentile: ${delay.p99} ms, at most ${most} ms`);
});

test('the same measure sees an event loop that is blocked', async () => {
  const delay = await measure('sync', 4, 2048);
  assert.ok(delay.p99 > MOST, `99th percentile: ${delay.p99} ms`);
});
