// Operations in parts that are given up half way: they end on the token, and the session is free again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretKey } from '../../src/index.ts';
import { CKF } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const options = { iv: new Uint8Array(16) };
const LONG = ['x'.repeat(64), 'y'.repeat(64), 'z'.repeat(64)];

/** The one native session works, and has nothing active. */
async function assertFree(fake: Fake, key: SecretKey): Promise<void> {
  assert.equal(Buffer.from(await key.sign('data')).toString(), 'data');
  assert.equal(fake.count('C_OpenSession'), 1);
}

function* failing(): Generator<string> {
  yield 'x'.repeat(64);
  throw new Error('of the source');
}

/** Every way to give an operation up, and the C function and flag that end it. */
const WAYS: Record<
  string,
  { final: string; flag: number; giveUp(key: SecretKey, sync: boolean): Promise<void> }
> = {
  'encrypt, broken off': {
    final: 'C_EncryptFinal',
    flag: CKF.ENCRYPT,
    async giveUp(key, sync) {
      if (sync) for (const _ of key.encryptSync(LONG, options)) break;
      else for await (const _ of key.encrypt(LONG, options)) break;
    },
  },
  'decrypt, thrown out of': {
    final: 'C_DecryptFinal',
    flag: CKF.DECRYPT,
    async giveUp(key, sync) {
      await assert.rejects(async () => {
        if (sync) for (const _ of key.decryptSync(LONG, options)) throw new Error('of the loop');
        else for await (const _ of key.decrypt(LONG, options)) throw new Error('of the loop');
      }, /of the loop/);
    },
  },
  'sign, whose source fails': {
    final: 'C_SignFinal',
    flag: CKF.SIGN,
    giveUp: (key, sync) =>
      assert.rejects(async () => (sync ? key.signSync(failing()) : key.sign(failing())), /of the source/),
  },
  'digest, of what is no data': {
    final: 'C_DigestFinal',
    flag: CKF.DIGEST,
    giveUp: (key, sync) =>
      assert.rejects(async () => {
        const parts = ['x', 5 as never];
        return sync ? key.session.digestSync(parts) : key.session.digest(parts);
      }, TypeError),
  },
  'verify, whose source fails': {
    final: 'C_VerifyFinal',
    flag: CKF.VERIFY,
    giveUp: (key, sync) =>
      assert.rejects(
        async () => (sync ? key.verifySync(failing(), 'x') : key.verify(failing(), 'x')),
        /of the source/,
      ),
  },
};

for (const [what, { final, flag, giveUp }] of Object.entries(WAYS)) {
  twice(`${what}: cancelled by C_SessionCancel where there is one`, async ({ mode }) => {
    await using fake = await startFake('', { mode });
    const { key } = await fake.openWithKey({ concurrency: 1 });
    await giveUp(key, mode === 'sync');
    assert.deepEqual(
      fake.calls('C_SessionCancel').map(({ args }) => args.flags),
      [String(flag)],
    );
    assert.equal(fake.count(final), 0);
    await assertFree(fake, key);
  });

  for (const [why, start] of [
    ['a module of version 2', { defines: { NO_GET_INTERFACE: true }, script: '' }],
    ['a C_SessionCancel that does not work', { script: 'rv:C_SessionCancel=0x54' }],
  ] as const) {
    twice(`${what}: ended by ${final} with ${why}`, async ({ mode }) => {
      const { script, ...build } = start;
      await using fake = await startFake(script, { mode, ...build });
      const { key } = await fake.openWithKey({ concurrency: 1 });
      await giveUp(key, mode === 'sync');
      assert.equal(fake.count(final), 1);
      await assertFree(fake, key);
    });
  }
}

test('a Web Stream that is cancelled or aborted ends its operation', async () => {
  await using fake = await startFake();
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const cancelled = key.encryptStream(options);
  const writing = cancelled.writable.getWriter().write('x'.repeat(64));
  const reader = cancelled.readable.getReader();
  assert.equal((await reader.read()).value?.byteLength, 64);
  await reader.cancel();
  await writing.catch(() => {});
  await assertFree(fake, key);
  const aborted = key.decryptStream(options);
  await aborted.writable.abort(new Error('enough'));
  await assertFree(fake, key);
  assert.equal(fake.count('C_SessionCancel'), 2);
});

test('a Web Stream whose reader cancels tells its writer, without waiting for the next part', async () => {
  await using fake = await startFake();
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const { readable, writable } = key.encryptStream(options);
  const { closed } = writable.getWriter();
  const reason = new Error('enough');
  const [outcome] = await Promise.allSettled([closed, readable.cancel(reason)]);
  assert.deepEqual(outcome, { status: 'rejected', reason });
  await assertFree(fake, key);
});

test('a Web Stream whose operation fails is free again', async () => {
  await using fake = await startFake('rv:C_EncryptUpdate=0x30*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const { readable, writable } = key.encryptStream(options);
  const writer = writable.getWriter();
  const results = await Promise.allSettled([writer.write('x'), readable.getReader().read()]);
  for (const result of results) {
    assert.equal(result.status, 'rejected');
    assert.equal(result.reason.code, 'CKR_DEVICE_ERROR');
  }
  await assertFree(fake, key);
});
