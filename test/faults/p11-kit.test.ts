// A token behind a socket whose server dies or freezes.
import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { p11Kit } from '../../scripts/tokens/p11-kit.mjs';
import { codeOf, expectTimeout, startFaultyToken } from '../support/faulty-token.ts';
import { rsaPublicKey } from '../support/token-keys.ts';

const { running, open } = startFaultyToken(p11Kit);
const DATA = Buffer.from('INPUT DATA');
const mechanism = 'SHA256_RSA_PKCS';

const { module, session } = await open();
const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048, label: 'kept', store: true });
const judge = await rsaPublicKey(publicKey);
await module.close();

/** Opens the token anew and signs with the key that was made before the fault. */
async function expectRecovery(): Promise<void> {
  const { module, session } = await open();
  const key = await session.getKey({ class: 'PRIVATE_KEY', keyType: 'RSA', label: 'kept' });
  assert.equal(verify('sha256', DATA, judge, await key.sign(DATA, { mechanism })), true);
  await module.close();
}

for (const fault of ['kill', 'killConnections'] as const) {
  test(`${fault}: each call is CKR_DEVICE_ERROR, and loading the module again recovers`, async () => {
    const { module, session } = await open();
    const key = await session.getKey({ class: 'PRIVATE_KEY', keyType: 'RSA', label: 'kept' });
    running.fault(fault);
    for (let round = 0; round < 3; round++) {
      assert.equal(await codeOf(() => key.sign(DATA, { mechanism })), 'CKR_DEVICE_ERROR');
      assert.equal(await codeOf(() => session.generateRandom(8)), 'CKR_DEVICE_ERROR');
    }
    await module.close();
    if (fault === 'kill') running.fault('restart');
    await expectRecovery();
  });
}

test('calls to a frozen server that are given up: their callers are told, and the session goes on after it thaws', async () => {
  const { module, session } = await open();
  const key = await session.getKey({ class: 'PRIVATE_KEY', keyType: 'RSA', label: 'kept' });
  running.fault('freeze');
  const calls = [1, 2, 3, 4, 5].map(() => expectTimeout(key.sign(DATA, { mechanism, timeout: 300 })));
  await Promise.all(calls);
  // Whoever reads a file meanwhile is not held up: a thread of the pool is left.
  assert.ok((await readFile(new URL(import.meta.url))).length > 0);
  running.fault('thaw');
  assert.equal(verify('sha256', DATA, judge, await key.sign(DATA, { mechanism, timeout: 60_000 })), true);
  await module.close();
});

test('a frozen server holds its calls, not the event loop, and who waits for a lane is told', async () => {
  const { module, session } = await open();
  const narrow = await session.token.open({ concurrency: 1, laneTimeout: 300 });
  running.fault('freeze');
  let ended = false;
  const drawing = narrow.generateRandom(8).then((bytes) => {
    ended = true;
    return bytes;
  });
  await assert.rejects(narrow.generateRandom(8), /lane/);
  await setTimeout(100);
  assert.equal(ended, false);
  running.fault('thaw');
  assert.equal((await drawing).length, 8);
  await module.close();
});
