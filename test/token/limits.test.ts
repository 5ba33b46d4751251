// Calls that are given up, on real modules: what is slow there is making RSA keys.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mock } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { CallEvent, Token } from '../../src/index.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const nss = await startNss();

/** Gives a call a few milliseconds, which are over as soon as a function has been called, and so before it returns. */
async function expectTimeout(
  fn: string,
  begin: (limit: { readonly timeout: number }) => Promise<unknown>,
): Promise<void> {
  const started = (event: unknown): void => {
    if ((event as CallEvent).fn === fn) queueMicrotask(() => mock.timers.tick(5));
  };
  mock.timers.enable({ apis: ['setTimeout'] });
  subscribe('cryptoki:call:start', started);
  try {
    await assert.rejects(begin({ timeout: 5 }), { name: 'TimeoutError', code: 'ERR_TIMEOUT' });
  } finally {
    unsubscribe('cryptoki:call:start', started);
    mock.timers.reset();
  }
}

const targets: readonly [string, Token, { readonly userPin?: string }][] = [
  [device.name, token, { userPin: device.pin }],
  ['NSS', nss.token, nss.login],
];
// Found out first: what one token is asked must not be counted in the test of the other.
const needs = [];
for (const [, target] of targets)
  needs.push(await requires(target, 'RSA key pairs', 'AES keys', 'AES_CBC_PAD'));
const onNss = await requires(nss.token, 'SHA256_HMAC');
for (const [index, [name, target, login]] of targets.entries()) {
  const cases = needs[index]!;

  cases.test(`${name}: keys that come too late are destroyed, and other lanes go on`, async () => {
    const { generated, destroyed } = await recordCalls(async (recording) => {
      const session = await target.open({ ...login, concurrency: 2 });
      await expectTimeout('C_GenerateKeyPair', (limit) =>
        session.generateKeyPair('RSA', { bits: 3072, label: 'late', ...limit }),
      );
      assert.equal(recording.count('C_GenerateKeyPair'), 0, 'it waited for the native call');
      assert.equal((await session.generateRandom(8)).length, 8);
      // Closing waits for what was given up.
      await session.close();
    }).then((record) => ({
      generated: record.count('C_GenerateKeyPair'),
      destroyed: record.count('C_DestroyObject'),
    }));
    assert.equal(generated, 1);
    assert.equal(destroyed, 2);
  });

  cases.test(`${name}: a stream that is given up leaves its lane as good as new`, async () => {
    await using session = await target.open({ ...login, concurrency: 1 });
    const template = { sensitive: false, extractable: true };
    const key = await session.generateKey('AES', { bits: 256, template });
    const iv = new Uint8Array(16);
    const expected = await key.encrypt('INPUT DATA', { iv });
    const controller = new AbortController();
    const chunk = new Uint8Array(1 << 20);
    const stream = key.encrypt([chunk, chunk, chunk], { iv, signal: controller.signal });
    await stream.next();
    const next = stream.next();
    controller.abort(new Error('enough'));
    await assert.rejects(next, { name: 'AbortError', code: 'ABORT_ERR' });
    assert.deepEqual(await key.encrypt('INPUT DATA', { iv }), expected);
    for (let round = 0; round < 50; round++) {
      const { signal } = controller;
      await assert.rejects(key.encrypt('x', { iv, signal }), { code: 'ABORT_ERR' });
      const during = new AbortController();
      const encrypting = key.encrypt(chunk, { iv, signal: during.signal });
      await (round % 2 === 0 ? Promise.resolve() : setTimeout(round / 20));
      during.abort();
      await encrypting.catch((error: Error) => assert.equal(error.name, 'AbortError'));
      assert.deepEqual(await key.encrypt('INPUT DATA', { iv }), expected);
    }
  });
}

onNss.test('NSS: an operation that is given up half way is cancelled by C_SessionCancel', async () => {
  await using session = await nss.token.open({ ...nss.login, concurrency: 1 });
  const secret = new Uint8Array(32).fill(7);
  const { secretKey } = await session.importKey(secret, { keyType: 'GENERIC_SECRET' });
  const mechanism = 'SHA256_HMAC';
  const record = await recordCalls(async () => {
    const operation = await secretKey.signOperation({ mechanism });
    await operation.update('x');
    await assert.rejects(operation.update('y', { signal: AbortSignal.abort() }), { code: 'ABORT_ERR' });
    await assert.rejects(operation.finish(), { code: 'ERR_CLOSED' });
    const code = await secretKey.sign('INPUT DATA', { mechanism });
    assert.deepEqual(Buffer.from(code), createHmac('sha256', secret).update('INPUT DATA').digest());
  });
  assert.equal(record.count('C_SessionCancel'), 1);
});
