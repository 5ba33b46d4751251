// PKCS #11 knows one application per process; its threads share the module, and the login, without hearing of it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { type KeyObject, verify } from 'node:crypto';
import { test as skipped } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadModule } from '../../src/index.ts';
import { runProgram } from '../support/child.ts';
import { startTestToken } from '../support/token.ts';
import { rsaPublicKey } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const PROGRAM = fileURLToPath(new URL('../support/programs/threads.ts', import.meta.url));
const IN_TURN = fileURLToPath(new URL('../support/programs/threads-in-turn.ts', import.meta.url));
const ENDED = fileURLToPath(new URL('../support/programs/threads-ended.ts', import.meta.url));
/** Signatures of one thread at a time. */
const AT_ONCE = 20;
/** What a thread of koffi leaves is 3; each stack of an asynchronous call that were kept, as many again. */
const MOST_MAPPINGS = 15;

const device = startTestToken();
const module = await loadModule(device.modulePath, device.load);
const token = await module.getToken({ label: device.label });
const { given, test } = await requires(token, 'stored RSA key pairs');
const judge: KeyObject = await given(async () => {
  await using session = await token.open({ userPin: device.pin, readWrite: true });
  const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048, label: 'threads', store: true });
  return rsaPublicKey(publicKey);
});
// The program has a process of its own.
await module.close();

/** Runs the program to its clean end, and has node:crypto verify what it signed; `rounds` of single threads. */
async function expectSignatures(steps: readonly string[], rounds: number, early = 'none'): Promise<void> {
  const args = ['--import', 'tsx', PROGRAM, device.modulePath, device.label, device.pin, early, ...steps];
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  // Anything but exit code 0 rejects.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env, timeout: 110_000 });
  assert.equal(stderr, '');
  const signed = JSON.parse(stdout) as [data: string, signature: string][];
  assert.equal(signed.length, rounds * AT_ONCE);
  assert.equal(new Set(signed.map(([data]) => data)).size, signed.length);
  for (const [data, signature] of signed) {
    assert.ok(verify('sha256', Buffer.from(data), judge, Buffer.from(signature, 'base64')), data);
  }
}

const ORDERS = [
  ['main', 'first', 'second'],
  ['main', 'second', 'first'],
  ['first', 'main', 'second'],
  ['second', 'main', 'first'],
  ['first', 'second', 'main'],
  ['second', 'first', 'main'],
];

for (const order of ORDERS) {
  test(`three threads sign at once and close in the order ${order.join(', ')}`, async () => {
    const steps = ['+main', '+first', '+second', ...order.map((name) => `-${name}`)];
    await expectSignatures(steps, 1 + 2 + 3 + 2 + 1);
  });
}

test('workers load the module before the main thread does', async () => {
  await expectSignatures(['+first', '+second', '+main', '-first', '-main', '-second'], 9);
});

test('the main thread closes the module and loads it again while a worker uses it', async () => {
  await expectSignatures(['+main', '+first', '-main', '+main', '-first', '-main'], 1 + 2 + 1 + 2 + 1);
});

// Such workers cannot share memory with the main thread: how many use the module is unknown.
for (const order of [
  ['main', 'first', 'second'],
  ['first', 'main', 'second'],
  ['second', 'first', 'main'],
]) {
  test(`workers started before the main thread loads the library; closed ${order.join(', ')}`, async () => {
    const steps = ['+main', '+first', '+second', ...order.map((name) => `-${name}`)];
    await expectSignatures(steps, 9, 'workers');
  });
}

test('workers started before the main thread loads the library load the module first', async () => {
  const steps = ['+first', '+second', '+main', '-first', '-main', '-second'];
  await expectSignatures(steps, 9, 'workers');
});

test('a worker is terminated during a call, and the others go on', async () => {
  await expectSignatures(
    ['+main', '+first', '+second', 'toil:first', 'end:first', '-second', '-main'],
    1 + 2 + 3 + 2 + 2 + 1,
  );
});

const uncounted =
  (process.platform !== 'linux' && 'reads /proc') ||
  (process.env.TEST_SANITIZED === '1' &&
    'under AddressSanitizer, which has mappings of its own for each thread');

// A process may have 65530 of them (vm.max_map_count): what threads leave behind decides how many there can be.
const FEW = 'a worker leaves few mappings of memory behind';
if (uncounted) skipped(FEW, { skip: uncounted }, () => {});
else
  test(FEW, async () => {
    const { code, stdout, stderr } = await runProgram(IN_TURN, {
      args: [device.modulePath, device.label, device.pin, '8'],
      env: { UV_THREADPOOL_SIZE: '16' },
    });
    assert.equal(code, 0, stderr);
    const mappings = JSON.parse(stdout) as number[];
    const [settled, last] = [mappings[2]!, mappings.at(-1)!];
    assert.ok((last - settled) / 5 < MOST_MAPPINGS, `mappings after each thread: ${stdout}`);
  });

test('what terminated workers had open is closed, and the last close finalises the module', async () => {
  const threads = 3;
  // p11-kit's client gives each thread functions of its own, and no others lead to the sessions of that thread.
  const closable = device.name !== 'p11-kit';
  const { code, stdout, stderr } = await runProgram(ENDED, {
    args: [device.modulePath, device.label, device.pin, String(threads), closable ? '30' : '2'],
  });
  assert.equal(code, 0, stderr);
  const { open, left, signed, last } = JSON.parse(stdout);
  assert.ok(open >= threads, stdout);
  const within = closable ? 0 : open;
  assert.equal(
    (left as number[]).reduce((sum, each) => sum + each, 0),
    within,
    stdout,
  );
  assert.equal(signed, AT_ONCE);
  assert.equal(last, 'C_Finalize');
});
