import assert from 'node:assert/strict';
import { createDecipheriv, createVerify } from 'node:crypto';
import { test } from 'node:test';
import { findTestToken, openSession, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { hex, rsaPublicKey } from '../support/token-keys.ts';

const device = startTestToken();
const token = await findTestToken(device);

/** libuv's pool has four threads, of which one is left to files and DNS. */
const LANES = Math.max(1, Number(process.env.UV_THREADPOOL_SIZE ?? 4) - 1);

test('500 mixed operations at once on one session give 500 right answers', async (t) => {
  const session = await openSession(t, token, device);
  const value = new Uint8Array(32).fill(11);
  const aes = await session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const { publicKey, privateKey } = await session.generateKeyPair('RSA', { bits: 1024 });
  const nodeKey = await rsaPublicKey(publicKey);
  for (let index = 0; index < 20; index++) {
    await session.createObject({ class: 'DATA', label: `object ${index}`, value: `${index}`, token: false });
  }

  const drawn = new Set<string>();
  const operations = [
    async (index: number) => {
      const data = `signed ${index}`;
      const signature = await privateKey.sign(data, { mechanism: 'SHA256_RSA_PKCS' });
      assert.ok(createVerify('sha256').update(data).verify(nodeKey, signature));
    },
    async (index: number) => {
      const data = Buffer.alloc(index * 10, index);
      const iv = Buffer.alloc(16, index);
      const sealed = await aes.encrypt(data, { iv });
      const decipher = createDecipheriv('aes-256-cbc', value, iv);
      assert.equal(hex(Buffer.concat([decipher.update(sealed), decipher.final()])), hex(data));
    },
    async () => {
      drawn.add(hex(await session.generateRandom(16)));
    },
    async (index: number) => {
      const label = `object ${index % 20}`;
      const values: string[] = [];
      for await (const object of session.getObjects({ class: 'DATA', label })) {
        values.push(Buffer.from(await object.get('value')).toString());
      }
      assert.deepEqual(values, [`${index % 20}`]);
    },
  ];
  const record = await recordCalls(() =>
    Promise.all(Array.from({ length: 500 }, (_, index) => operations[index % 4]!(index))),
  );
  assert.equal(drawn.size, 125);
  assert.equal(record.count('C_Sign'), 125);
  assert.equal(record.count('C_Encrypt'), 125);
  assert.equal(record.count('C_FindObjectsFinal'), 125);
  assert.deepEqual(
    record.calls.filter(({ rv }) => rv !== 0),
    [],
  );
  // The first lane is there already; more than the pool can run would only wait.
  assert.ok(record.count('C_OpenSession') <= LANES - 1, `${record.count('C_OpenSession')}`);
});

test('calls of one session overlap on as many lanes as allowed', async (t) => {
  for (const concurrency of [undefined, 2, 1]) {
    const session = await openSession(t, token, device, { concurrency });
    const record = await recordCalls(() =>
      Promise.all(Array.from({ length: 12 }, () => session.generateKeyPair('RSA', { bits: 1024 }))),
    );
    const lanes = Math.min(concurrency ?? LANES, LANES);
    assert.equal(record.count('C_GenerateKeyPair'), 12);
    assert.equal(record.mostAtOnce.get('C_GenerateKeyPair'), lanes);
    assert.equal(record.count('C_OpenSession'), lanes - 1);
    const sessions = new Set(
      record.calls.filter(({ fn }) => fn === 'C_GenerateKeyPair').map((call) => call.arguments.hSession),
    );
    assert.equal(sessions.size, lanes);
    await session.close();
  }
});

test('keys made on one lane are used on all, and live until the session closes', async (t) => {
  const session = await openSession(t, token, device);
  const record = await recordCalls(async () => {
    const keys = await Promise.all(
      Array.from({ length: 9 }, () => session.generateKeyPair('EC', { curve: 'P-256' })),
    );
    for (let round = 0; round < 3; round++) {
      const signatures = await Promise.all(keys.map(({ privateKey }) => privateKey.sign('INPUT DATA')));
      const verdicts = keys.map(({ publicKey }, index) => publicKey.verify('INPUT DATA', signatures[index]!));
      assert.deepEqual(
        await Promise.all(verdicts),
        keys.map(() => true),
      );
    }
  });
  assert.equal(record.count('C_CloseSession'), 0);
});

test('a call that fails leaves its lane to the next', async (t) => {
  const session = await openSession(t, token, device);
  const key = await session.generateKey('AES', { bits: 128 });
  const iv = new Uint8Array(16);
  const sealed = await key.encrypt('INPUT DATA', { iv });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) =>
      key.decrypt(index % 2 === 0 ? sealed : sealed.subarray(1), { iv }),
    ),
  );
  for (const [index, outcome] of outcomes.entries()) {
    if (index % 2 === 0) {
      assert.equal(outcome.status, 'fulfilled');
      assert.equal(Buffer.from(outcome.value).toString(), 'INPUT DATA');
    } else {
      assert.equal(outcome.status, 'rejected');
      assert.equal(outcome.reason.fn, 'C_Decrypt');
      assert.match(outcome.reason.code, /^CKR_ENCRYPTED_DATA_/);
    }
  }
});

test('synchronous calls run between asynchronous ones', async (t) => {
  const session = await openSession(t, token, device);
  const other = await openSession(t, token, device);
  const running = Promise.all(
    Array.from({ length: 2 }, () => session.generateKeyPair('RSA', { bits: 1024 })),
  );
  assert.equal(session.generateRandomSync(8).length, 8);
  assert.equal(other.digestSync('x').length, 32);
  assert.equal((await running).length, 2);
});

test('many sessions at once', async (t) => {
  const sessions = await Promise.all(Array.from({ length: 20 }, () => openSession(t, token, device)));
  const random = await Promise.all(
    sessions.flatMap((session) => [1, 2, 3].map(() => session.generateRandom(16))),
  );
  assert.equal(new Set(random.map(hex)).size, 60);
});
