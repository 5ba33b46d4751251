// PKCS #11 v3.2 §5.21: sessions in which the token puts answers off. No module at hand has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { PendingOperation, Session } from '../../src/index.ts';
import { PATIENCE, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const ASYNC = { asynchronous: true, concurrency: 1 } as const;
const ED = { curve: 'Ed25519' };

/** The first operation that the token has put off, of one function if it is named. */
async function putOff(session: Session, fn?: string): Promise<PendingOperation> {
  for (;;) {
    const found = session.pendingOperations.find((each) => fn === undefined || each.fn === fn);
    if (found !== undefined) return found;
    await setTimeout(1);
  }
}

twice('answers that are put off are waited for, with all that comes of them', async ({ call, mode }) => {
  await using fake = await startFake('pending=3; pin=1234', { mode });
  const session = await fake.open({ ...ASYNC, userPin: '1234' });
  // CKF_SERIAL_SESSION and CKF_ASYNC_SESSION.
  assert.equal(fake.calls('C_OpenSession')[0]?.args.flags, '12');
  const key = await call(session, 'generateKey', 'AES', { bits: 128, label: 'one' });
  assert.equal(await call(key, 'get', 'label'), 'one');
  assert.equal(text(await call(key, 'sign', 'INPUT DATA')), 'INPUT DATA');
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', ED);
  assert.equal(await call(publicKey, 'get', 'class'), 'PUBLIC_KEY');
  assert.equal(await call(privateKey, 'get', 'class'), 'PRIVATE_KEY');
  // Login, the key, Init and signature, the pair: three questions each.
  assert.equal(fake.count('C_AsyncComplete'), 15);
  assert.equal(fake.count('C_OpenSession'), 1);
});

twice('output of any length, and errors that come later', async ({ call, mode }) => {
  for (const length of [0, 5000, 70_000]) {
    await using fake = await startFake(`pending=2; output=${length}`, { mode });
    const key = await call(await fake.open(ASYNC), 'generateKey', 'AES', { bits: 128 });
    assert.equal((await call(key, 'sign', 'x')).length, length);
  }
  await using fake = await startFake('pending=2; rv:C_AsyncComplete=0x30@2*1', { mode });
  const session = await fake.open(ASYNC);
  await assert.rejects(async () => call(session, 'generateKey', 'AES', { bits: 128 }), {
    code: 'CKR_DEVICE_ERROR',
    fn: 'C_GenerateKey',
  });
  assert.equal(text(await call(session, 'digest', 'x')), 'x');
});

twice('a token without such sessions says so; in others nothing is put off', async ({ call, mode }) => {
  await using fake = await startFake('async=no; pending=3', { mode });
  const token = await fake.token();
  await assert.rejects(async () => call(token, 'open', ASYNC), { code: 'CKR_SESSION_ASYNC_NOT_SUPPORTED' });
  await assert.rejects(async () => call(token, 'open', { asynchronous: 1 }), {
    name: 'TypeError',
    message: /asynchronous/,
  });
  const session = await call(token, 'open');
  await call(session, 'generateKey', 'AES', { bits: 128 });
  assert.deepEqual([session.pendingOperations, fake.count('C_AsyncComplete')], [[], 0]);
});

test('nothing else waits: other lanes work', async () => {
  await using fake = await startFake('pending=30');
  const session = await fake.open({ ...ASYNC, concurrency: 2 });
  const generating = session.generateKey('AES', { bits: 128 });
  assert.equal((await putOff(session)).fn, 'C_GenerateKey');
  assert.equal(text(await session.digest('x')), 'x');
  assert.equal(session.pendingOperations.length, 1);
  await generating;
  assert.deepEqual(session.pendingOperations, []);
});

test('an operation is detached, and joined by another session', async () => {
  await using fake = await startFake('pending=20');
  const session = await fake.open({ ...ASYNC, readWrite: true });
  const generating = session.generateKeyPair('EC_EDWARDS', { ...ED, store: true, label: 'slow' });
  generating.catch(() => {});
  const detached = await (await putOff(session)).detach();
  assert.equal(detached.fn, 'C_GenerateKeyPair');
  await assert.rejects(generating, { name: 'DetachedError', code: 'ERR_DETACHED', ...detached });
  assert.deepEqual(session.pendingOperations, []);
  // The lane goes on in a session of its own: nothing it does may reach the operation.
  assert.equal(text(await session.digest('x')), 'x');
  await session.close();

  const other = await fake.open({ ...ASYNC, readWrite: true });
  const { value, objects } = await other.joinOperation(JSON.parse(JSON.stringify(detached)));
  assert.equal(value.length, 0);
  assert.deepEqual(
    objects.map(({ objectClass }) => objectClass),
    ['PUBLIC_KEY', 'PRIVATE_KEY'],
  );
  assert.equal(await objects[0]!.get('label'), 'slow');
});

test('a signature is joined with room for it', async () => {
  await using fake = await startFake('pending=10');
  const session = await fake.open(ASYNC);
  const key = await session.generateKey('AES', { bits: 128, store: true });
  const signing = key.sign('INPUT DATA');
  signing.catch(() => {});
  const detached = await (await putOff(session, 'C_Sign')).detach();
  await assert.rejects(signing, { name: 'DetachedError' });
  await assert.rejects(session.joinOperation(detached, { bytes: 4 }), {
    code: 'CKR_BUFFER_TOO_SMALL',
    fn: 'C_AsyncJoin',
  });
  assert.throws(() => session.joinOperationSync({ fn: 'C_Sign', id: 1 }), {
    code: 'CKR_SAVED_STATE_INVALID',
  });
  const { value, objects } = session.joinOperationSync(detached, { bytes: 100 });
  assert.deepEqual([text(value), objects], ['INPUT DATA', []]);
});

test('a token that does not let go of an operation says so, and goes on', async () => {
  await using fake = await startFake('pending=10; unsaveable=1');
  const session = await fake.open(ASYNC);
  const generating = session.generateKey('AES', { bits: 128 });
  await assert.rejects((await putOff(session)).detach(), {
    code: 'CKR_STATE_UNSAVEABLE',
    fn: 'C_AsyncGetID',
  });
  await generating;
  assert.equal(fake.count('C_OpenSession'), 1);
});

twice('wrong arguments of joinOperation are named', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  for (const [args, name, message] of [
    [[], 'TypeError', /object of options/],
    [[{ fn: 'C_Nothing', id: 1 }], 'RangeError', /fn/],
    [[{ fn: 'C_Sign', id: '1' }], 'TypeError', /id/],
    [[{ fn: 'C_Sign', id: 1 }, { bytes: -1 }], 'RangeError', /bytes/],
    [[{ fn: 'C_Sign', id: 1 }, { size: 1 }], 'TypeError', /unknown option "size"/],
  ] as const) {
    await assert.rejects(async () => call(session, 'joinOperation', ...args), { name, message });
  }
  assert.equal(fake.count('C_AsyncJoin'), 0);
});

/** Has time fly: each look at the clock is minutes after the last. */
function hurry(): Disposable {
  const real = performance.now;
  let ahead = 0;
  performance.now = () => {
    ahead += 100_000;
    return real.call(performance) + ahead;
  };
  return {
    [Symbol.dispose]() {
      performance.now = real;
    },
  };
}

const NEVER = 'pending=1000000; pin=1234';

test('an answer that is put off for ever: synchronous methods give up after ten minutes', async () => {
  await using fake = await startFake(NEVER, { mode: 'sync' });
  const session = await fake.open(ASYNC);
  {
    using _ = hurry();
    assert.throws(() => session.generateKeySync('AES', { bits: 128 }), {
      name: 'TimeoutError',
      code: 'ERR_TIMEOUT',
      message: /^C_GenerateKey: no answer within 600000 ms/,
    });
  }
  const polls = fake.count('C_AsyncComplete');
  assert.ok(polls > 1 && polls < 10, `${polls} questions`);
  // The operation has ended with its native session, and the lane has another.
  assert.deepEqual([fake.count('C_OpenSession'), fake.count('C_CloseSession')], [2, 1]);
  assert.equal(text(session.digestSync('x')), 'x');
  const token = await fake.token();
  {
    using _ = hurry();
    assert.throws(() => token.openSync({ ...ASYNC, userPin: '1234' }), { code: 'ERR_TIMEOUT' });
  }
  assert.deepEqual([fake.count('C_OpenSession'), fake.count('C_CloseSession')], [3, 2]);
});

test('an answer that is put off for ever: whoever gives up is free of it', {
  timeout: PATIENCE,
}, async () => {
  await using fake = await startFake(NEVER);
  const session = await fake.open({ ...ASYNC, concurrency: 2 });
  const late = { name: 'TimeoutError', code: 'ERR_TIMEOUT' };
  await assert.rejects(session.generateKey('AES', { bits: 128, timeout: 20 }), late);
  const controller = new AbortController();
  const generating = session.generateKeyPair('EC_EDWARDS', { ...ED, signal: controller.signal });
  await putOff(session, 'C_GenerateKeyPair');
  controller.abort();
  await assert.rejects(generating, { name: 'AbortError' });
  // A login that does not come about is in nobody's way.
  await assert.rejects(fake.open({ ...ASYNC, userPin: '1234', timeout: 20 } as object), late);
  await (await fake.open()).close();
  while (session.pendingOperations.length > 0) await setTimeout(5);
  const polls = fake.count('C_AsyncComplete');
  await setTimeout(120);
  assert.equal(fake.count('C_AsyncComplete'), polls);
  assert.equal(text(await session.digest('x')), 'x');
  await session.close();
  assert.equal(fake.count('C_OpenSession'), fake.count('C_CloseSession'));
});

test('an operation by hand and a message operation whose beginning is put off for ever', {
  timeout: PATIENCE,
}, async () => {
  await using fake = await startFake('pending=1000000');
  const session = await fake.open(ASYNC);
  const made = await fake.open();
  const { handle } = await made.generateKey('AES', { bits: 128 });
  let key: Awaited<ReturnType<typeof made.generateKey<'AES'>>> | undefined;
  for await (const found of session.getObjects({ class: 'SECRET_KEY', keyType: 'AES' })) {
    if (found.handle === handle) key = found as typeof key;
  }
  await assert.rejects(key!.signOperation({ timeout: 20 }), { code: 'ERR_TIMEOUT' });
  await assert.rejects(key!.sign(['x'], { timeout: 20 }), { code: 'ERR_TIMEOUT' });
  assert.equal(text(await session.digest('x')), 'x');
  await session.close();
});

test('detaching can be given up, too', async () => {
  await using fake = await startFake('pending=30');
  const session = await fake.open(ASYNC);
  const generating = session.generateKey('AES', { bits: 128 });
  const operation = await putOff(session);
  await assert.rejects(operation.detach({ signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(operation.detach({ soon: true } as object), { name: 'TypeError', message: /"soon"/ });
  await generating;
});
