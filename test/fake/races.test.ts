// What must hold whatever comes in between: inputs changed after the call, ends asked for twice, closing beneath calls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { loadModuleSync } from '../../src/index.ts';
import { type Fake, startFake } from '../support/fake.ts';

const hex = (byte: string, count: number): string => `x:${byte.repeat(count)}`;

/** What a promise came to: a word for success, else the error's code. */
function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'ok',
    (error: Error & { code?: string }) => error.code ?? error.name,
  );
}

function assertFinalisedAlone(fake: Fake): void {
  const calls = fake.calls();
  assert.equal(calls.at(-1)?.fn, 'C_Finalize');
  assert.equal(calls.at(-1)?.active, 1);
}

test('a PIN in a Buffer is neither changed by us nor read after the call', async () => {
  await using fake = await startFake('');
  const token = await fake.token();
  const pin = Buffer.from('1234');
  const session = await token.open({ userPin: pin, readWrite: true });
  assert.equal(pin.toString(), '1234');
  await session.close();
  const opening = token.open({ userPin: pin });
  pin.fill(0);
  await opening;
  assert.deepEqual(
    fake.calls('C_Login').map((call) => call.args.pPin),
    ['x:31323334', 'x:31323334'],
  );
});

test('parameters of streams are those of the moment of the call', async () => {
  await using fake = await startFake('');
  const { session, key } = await fake.openWithKey();
  const iv = Buffer.alloc(16, 1);
  const parts = key.encrypt(['x'.repeat(16)], { iv });
  iv.fill(9);
  await parts.next();
  await parts.return();
  const other = new Uint8Array(16).fill(2);
  const { writable } = key.encryptStream({ iv: other });
  other.fill(9);
  await writable.abort();
  const prompted = new Uint8Array(16).fill(3);
  const encrypting = key.encrypt('x'.repeat(16), { iv: prompted, pin: async () => '1234' });
  prompted.fill(9);
  await encrypting;
  assert.deepEqual(
    fake.calls('C_EncryptInit').map((call) => call.args.parameter),
    [hex('01', 16), hex('02', 16), hex('03', 16)],
  );
  const query: { class: 'SECRET_KEY' | 'PUBLIC_KEY' } = { class: 'SECRET_KEY' };
  const found = session.getKey(query);
  query.class = 'PUBLIC_KEY';
  assert.equal((await found).constructor.name, 'SecretKey');
});

test('the PIN of a key that asks each time reaches data hashed here in parts', async () => {
  await using fake = await startFake('');
  const session = await fake.open();
  const { privateKey } = await session.generateKeyPair('EC', { curve: 'P-256' });
  await privateKey.sign(['x'], { mechanism: 'ECDSA_SHA256', pin: Buffer.from('1234') });
  assert.deepEqual(
    fake
      .calls()
      .slice(-3)
      .map(({ fn }) => fn),
    ['C_SignInit', 'C_Login', 'C_Sign'],
  );
  assert.equal(fake.calls('C_Login')[0]?.args.pPin, 'x:31323334');
});

test('a stream that is cancelled before it has begun frees its lane', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  await key.encryptStream({ iv: new Uint8Array(16) }).readable.cancel();
  assert.equal(await outcome(key.sign('x')), 'ok');
});

test('a stream that is ended from both sides is ended once, before anyone else gets its lane', async () => {
  await using fake = await startFake('sleep:C_SessionCancel=50; sleep:C_Sign=50');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const { readable, writable } = key.encryptStream({ iv: new Uint8Array(16) });
  const writer = writable.getWriter();
  await writer.ready;
  await setTimeout(20);
  const signing = outcome(key.sign('x'));
  await Promise.allSettled([readable.cancel(), writer.abort()]);
  assert.equal(await signing, 'ok');
  assert.equal(fake.count('C_SessionCancel'), 1);
  assert.equal(fake.mostActive(), 1);
});

test('a module is not finalised beneath calls that run', async () => {
  await using fake = await startFake('hold:C_GetSlotList=1@1*1; hold:C_GetInfo=1@2');
  const running = [outcome(fake.module.getInfo()), outcome(fake.module.getSlots())];
  await fake.reached('C_GetInfo', 2);
  await fake.reached('C_GetSlotList');
  const closing = fake.module.close();
  await setTimeout(20);
  assert.equal(fake.count('C_Finalize'), 0);
  fake.release(2);
  await closing;
  assert.deepEqual(await Promise.all(running), ['ok', 'ok']);
  assertFinalisedAlone(fake);
});

test('a session that is being opened when its module closes leaves nothing behind', async () => {
  await using fake = await startFake('hold:C_OpenSession=1');
  const token = await fake.token();
  const opening = outcome(token.open({ userPin: '1234' }));
  await fake.reached('C_OpenSession');
  const closing = fake.module.close();
  fake.release();
  await closing;
  assert.equal(await opening, 'ERR_CLOSED');
  assert.equal(fake.count('C_Logout'), 1);
  assert.equal(fake.count('C_CloseSession'), 1);
  assertFinalisedAlone(fake);
});

test('closing synchronously while calls run changes nothing', async () => {
  await using fake = await startFake('hold:C_Sign=1');
  const { session, key } = await fake.openWithKey();
  const signing = outcome(key.sign('x'));
  await fake.reached('C_Sign');
  assert.throws(() => fake.module.closeSync(), { code: 'ERR_BUSY' });
  const closing = session.close();
  assert.throws(() => fake.module.closeSync(), { code: 'ERR_BUSY' });
  assert.throws(() => session.closeSync(), { code: 'ERR_BUSY' });
  fake.release();
  assert.equal(await signing, 'ok');
  await closing;
  await fake.module.close();
  assert.equal(fake.count('C_CloseSession'), 1);
  assertFinalisedAlone(fake);
});

test('loading synchronously what is being closed says so at once', async () => {
  await using fake = await startFake('hold:C_Finalize=1');
  const closing = fake.module.close();
  await fake.reached('C_Finalize');
  // Whoever waited here would wait for ever: nothing lets the module go on.
  assert.throws(() => loadModuleSync(fake.module.path), { code: 'ERR_BUSY' });
  fake.release();
  await closing;
});

test('closing a session beneath its own calls takes no login from its siblings', async () => {
  await using fake = await startFake('sleep:C_GetTokenInfo=50');
  const token = await fake.token();
  const options = { userPin: '1234', readWrite: true } as const;
  const [one, other] = [await token.open(options), await token.open(options)];
  const changing = outcome(one.setPin('1234', '4321'));
  await one.close();
  // The fake has no C_SetPIN; what comes before it, C_GetTokenInfo, is what the session is closed beneath.
  assert.equal(await changing, 'CKR_FUNCTION_NOT_SUPPORTED');
  assert.equal(other.user, 'USER');
  await other.generateKey('AES', { bits: 128 });
  // CKA_PRIVATE.
  assert.match(fake.calls('C_GenerateKey').at(-1)?.args.pTemplate ?? '', /\b0x2:x:01\b/);
});

test('a login that came to nothing does not outlive the attempt', async () => {
  await using fake = await startFake('rv:C_GetMechanismList=0x5@3');
  const token = await fake.token();
  const open = await token.open();
  assert.equal(await outcome(token.open({ userPin: '1234' })), 'CKR_GENERAL_ERROR');
  assert.equal((await open.getInfo()).state, 'RO_PUBLIC_SESSION');
});

test('sessions can be closed while somebody thinks about a PIN', async () => {
  await using fake = await startFake('');
  const token = await fake.token();
  const other = await token.open();
  const session = await token.open({
    userPin: async () => {
      await other.close();
      return '1234';
    },
  });
  assert.equal(session.user, 'USER');
});

test('a module that cannot lock is called once at a time, however it was come by', async () => {
  await using fake = await startFake('cant-lock=1; sleep:C_GetInfo=50; sleep:C_GetSlotList=50');
  await Promise.all([fake.module.getInfo(), fake.module.getSlots()]);
  assert.equal(fake.mostActive(), 1);
});
