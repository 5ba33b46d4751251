// `signal` and `timeout`: what the caller sees at once, and what becomes of the lane and the token behind its back.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { AbortError, TimeoutError } from '../../src/index.ts';
import { loadRawSync } from '../../src/raw/raw.ts';
import { type Fake, PATIENCE, startFake } from '../support/fake.ts';

const IV = new Uint8Array(16);

/** Expects a rejection with a code: native calls that are held do not come back before. */
async function rejectsAtOnce(promise: Promise<unknown>, code: string): Promise<Error> {
  const waiting = new AbortController();
  const error: Error & { code?: string } = await Promise.race([
    promise.then(
      () => assert.fail('resolved'),
      (reason) => reason,
    ),
    setTimeout(PATIENCE / 2, new Error('it waits for the native call'), { signal: waiting.signal }),
  ]);
  waiting.abort();
  assert.equal(error.code, code, String(error));
  return error;
}

/** Begins a call that is limited to so many milliseconds, which are over as soon as a function has been called. */
async function runsOut(
  fake: Fake,
  [fn, count]: readonly [string, number],
  begin: (limit: { readonly timeout: number }) => Promise<unknown>,
): Promise<Error> {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const rejected = rejectsAtOnce(begin({ timeout: 20 }), 'ERR_TIMEOUT');
    await fake.reached(fn, count);
    mock.timers.tick(19);
    assert.equal(await isSettled(rejected), false, 'it gave up before its time');
    mock.timers.tick(1);
    return await rejected;
  } finally {
    mock.timers.reset();
  }
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  await setImmediate();
  return settled;
}

function names(fake: Fake): string[] {
  return fake.calls().map(({ fn }) => fn);
}

test('a signal that is aborted already: nothing is sent', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey();
  const before = fake.calls().length;
  const reason = new Error('no longer needed');
  const error = await rejectsAtOnce(key.sign('x', { signal: AbortSignal.abort(reason) }), 'ABORT_ERR');
  assert.ok(error instanceof AbortError);
  assert.equal(error.name, 'AbortError');
  assert.equal(error.cause, reason);
  assert.equal(error.message, 'sign: aborted');
  assert.equal(fake.calls().length, before);
});

test('an abort during a native call rejects at once; the operation is cancelled and the lane goes on', async () => {
  await using fake = await startFake('hold:C_SignInit=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const controller = new AbortController();
  const signing = key.sign('x', { signal: controller.signal });
  await fake.reached('C_SignInit');
  controller.abort();
  await rejectsAtOnce(signing, 'ABORT_ERR');
  // Only after the slow call is the lane given on, and nothing of the old operation is left on it.
  const next = key.sign('x');
  fake.release();
  assert.deepEqual(await next, Uint8Array.from(Buffer.from('x')));
  assert.deepEqual(names(fake).slice(-4), ['C_SignInit', 'C_SessionCancel', 'C_SignInit', 'C_Sign']);
  assert.equal(fake.mostActive(), 1);
});

test('an operation that has ended by itself is not cancelled', async () => {
  await using fake = await startFake('hold:C_Sign=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const controller = new AbortController();
  const signing = key.sign('x', { signal: controller.signal });
  await fake.reached('C_Sign');
  controller.abort();
  await rejectsAtOnce(signing, 'ABORT_ERR');
  fake.release();
  await key.sign('y');
  assert.equal(fake.count('C_SessionCancel'), 0);
  assert.equal(fake.count('C_OpenSession'), 1);
});

test('where the module cannot cancel the lane gets a fresh native session, and session objects live on', async () => {
  await using fake = await startFake('hold:C_SignInit=1@1*1; rv:C_SessionCancel=0x54');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const error = await runsOut(fake, ['C_SignInit', 1], (limit) => key.sign('x', limit));
  assert.ok(error instanceof TimeoutError);
  assert.equal(error.name, 'TimeoutError');
  assert.equal(error.message, 'sign: no answer within 20 ms');
  fake.release();
  await key.sign('y');
  assert.equal(fake.count('C_OpenSession'), 2);
  assert.equal(fake.count('C_CloseSession'), 0, 'the native session that the key lives in was closed');
});

test('the session goes on with its other lanes', async () => {
  await using fake = await startFake('hold:C_SignInit=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 2 });
  await runsOut(fake, ['C_SignInit', 1], (limit) => key.sign('x', limit));
  // The first is held still.
  await key.sign('y');
  fake.release();
});

test('what waits for a lane gives up its place, and is never sent', async () => {
  await using fake = await startFake('hold:C_Sign=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const slow = key.sign('x');
  const controller = new AbortController();
  const waiting = key.sign('y', { signal: controller.signal });
  const late = rejectsAtOnce(key.sign('z', { timeout: 30 }), 'ERR_TIMEOUT');
  const last = key.sign('w');
  await fake.reached('C_Sign');
  controller.abort();
  await rejectsAtOnce(waiting, 'ABORT_ERR');
  await late;
  fake.release();
  await Promise.all([slow, last]);
  const signed = fake.calls('C_Sign').map(({ args }) => args.pData);
  assert.deepEqual(signed, ['x:78', 'x:77']);
});

test('what waits for its turn with a module that cannot lock is never sent', async () => {
  await using fake = await startFake('hold:C_GetSessionInfo=1@1*1; cant-lock=1');
  const session = await fake.open({ concurrency: 2 });
  const slow = session.getInfo();
  await fake.reached('C_GetSessionInfo');
  await rejectsAtOnce(session.generateRandom(8, { timeout: 20 }), 'ERR_TIMEOUT');
  fake.release();
  await slow;
  await session.getInfo();
  assert.equal(fake.count('C_GenerateRandom'), 0);
});

test('an object that nobody got is destroyed', async () => {
  await using fake = await startFake('hold:C_GenerateKey=1@2*1; hold:C_GenerateKeyPair=1');
  const { session } = await fake.openWithKey({ concurrency: 1 });
  await runsOut(fake, ['C_GenerateKey', 2], (limit) => session.generateKey('AES', { bits: 128, ...limit }));
  fake.release();
  await fake.reached('C_DestroyObject', 1);
  await runsOut(fake, ['C_GenerateKeyPair', 1], (limit) =>
    session.generateKeyPair('EC', { curve: 'P-256', ...limit }),
  );
  fake.release();
  await fake.reached('C_DestroyObject', 3);
  const found: unknown[] = [];
  for await (const object of session.getObjects({})) found.push(object);
  assert.equal(found.length, 1);
});

test('a search that is given up ends on the token', async () => {
  await using fake = await startFake('hold:C_FindObjects=1@1*1');
  const { session } = await fake.openWithKey({ concurrency: 1 });
  await runsOut(fake, ['C_FindObjects', 1], (limit) => session.getObjects({}, limit).next());
  fake.release();
  await session.getKey({ class: 'SECRET_KEY' });
  const inits = fake.count('C_FindObjectsInit');
  assert.equal(inits, fake.count('C_FindObjectsFinal') + fake.count('C_SessionCancel'));
});

test('a stream is broken off wherever it is: in a native call, in its source, or at rest', async () => {
  await using fake = await startFake('hold:C_EncryptUpdate=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  let inCall: AsyncGenerator | undefined;
  await runsOut(fake, ['C_EncryptUpdate', 1], (limit) => {
    inCall = key.encrypt([IV, IV], { iv: IV, ...limit });
    return inCall.next();
  });
  fake.release();
  assert.deepEqual(await inCall?.next(), { done: true, value: undefined });
  await key.sign('x');
  let told = false;
  const waiting = new AbortController();
  const hanging: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next() {
        waiting.abort();
        return new Promise(() => {});
      },
      async return() {
        told = true;
        return { done: true, value: undefined };
      },
    }),
  };
  await rejectsAtOnce(key.encrypt(hanging, { iv: IV, signal: waiting.signal }).next(), 'ABORT_ERR');
  assert.equal(told, true);
  const controller = new AbortController();
  const resting = key.encrypt([IV, IV, IV], { iv: IV, signal: controller.signal });
  await resting.next();
  controller.abort();
  // Nobody asks the stream for more, and yet its lane is free.
  await key.sign('y');
  await rejectsAtOnce(resting.next(), 'ABORT_ERR');
  await rejectsAtOnce(key.sign(hanging, { timeout: 20 }), 'ERR_TIMEOUT');
  await key.sign('z');
});

test('Web Streams fail on both sides', async () => {
  await using fake = await startFake('hold:C_EncryptUpdate=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const controller = new AbortController();
  const { readable, writable } = key.encryptStream({ iv: IV, signal: controller.signal });
  const writer = writable.getWriter();
  const writing = writer.write(IV);
  await fake.reached('C_EncryptUpdate');
  controller.abort();
  await rejectsAtOnce(readable.getReader().read(), 'ABORT_ERR');
  await rejectsAtOnce(writing, 'ABORT_ERR');
  await assert.rejects(writer.closed, { code: 'ABORT_ERR' });
  fake.release();
  await key.sign('x');
});

test('an operation by hand ends with the part that was given up', async () => {
  await using fake = await startFake('hold:C_DigestUpdate=1@2*1; hold:C_DigestInit=1@2*1');
  const session = await fake.open({ concurrency: 1 });
  const operation = await session.digestOperation();
  await operation.update('x');
  await runsOut(fake, ['C_DigestUpdate', 2], (limit) => operation.update('y', limit));
  await assert.rejects(operation.finish(), { code: 'ERR_CLOSED' });
  fake.release();
  // The next waits for its lane, and is given up while it begins: it frees the lane by itself.
  await session.generateRandom(8);
  await runsOut(fake, ['C_DigestInit', 2], (limit) => session.digestOperation(limit));
  fake.release();
  await session.generateRandom(8);
});

test('a PIN that comes too late is not tried, and data is not sent', async () => {
  await using fake = await startFake('');
  const token = await fake.token();
  let answer!: (pin: string) => void;
  const asked = new Promise<string>((resolve) => {
    answer = resolve;
  });
  await rejectsAtOnce(token.open({ userPin: () => asked, timeout: 20 }), 'ERR_TIMEOUT');
  answer('1234');
  await setTimeout(20);
  assert.equal(fake.count('C_Login'), 0);
  const { key } = await fake.openWithKey();
  const never = new Promise<string>(() => {});
  await rejectsAtOnce(key.sign('x', { pin: () => never, timeout: 20 }), 'ERR_TIMEOUT');
  assert.equal(fake.count('C_SignInit'), 0);
});

test('a session that is opened for nobody is closed, and its login undone', async () => {
  await using fake = await startFake('hold:C_Login=1');
  const token = await fake.token();
  await runsOut(fake, ['C_Login', 1], (limit) => token.open({ userPin: '1234', ...limit }));
  fake.release();
  await fake.reached('C_CloseSession', 1);
  assert.equal(fake.count('C_Logout'), 1);
  const session = await token.open();
  assert.equal(session.loggedIn, false);
});

test('calls without a session, and closing, reject at once', async () => {
  await using fake = await startFake('hold:C_GetSlotList=1@1*1; hold:C_GetInfo=1@2*1; hold:C_CloseSession=1');
  await runsOut(fake, ['C_GetInfo', 2], (limit) => fake.module.getInfo(limit));
  await runsOut(fake, ['C_GetSlotList', 1], (limit) => fake.module.getToken({}, limit));
  fake.release(2);
  const session = await fake.open();
  await runsOut(fake, ['C_CloseSession', 1], (limit) => session.close(limit));
  assert.equal(session.closed, true);
  fake.release();
  await session.close();
  await fake.module.close();
  assert.equal(fake.count('C_CloseSession'), 1);
  assert.equal(names(fake).at(-1), 'C_Finalize');
});

test('functions under their C names take both after their arguments', async () => {
  await using fake = await startFake('hold:C_GetInfo=1@2*1; hold:C_GenerateRandom=1@1*1');
  const raw = loadRawSync(fake.module.path);
  await runsOut(fake, ['C_GetInfo', 2], (limit) => raw.C_GetInfo(limit));
  fake.release();
  const token = await fake.token();
  const session = await raw.C_OpenSession(token.slot.id, 4);
  const before = fake.count('C_GenerateRandom');
  await rejectsAtOnce(raw.C_GenerateRandom(session, 8, { signal: AbortSignal.abort() }), 'ABORT_ERR');
  assert.equal(fake.count('C_GenerateRandom'), before);
  await runsOut(fake, ['C_GenerateRandom', 1], (limit) => raw.C_GenerateRandom(session, 8, limit));
  fake.release();
  assert.equal((await raw.C_GenerateRandom(session, 8, { timeout: 60_000 })).length, 8);
  await assert.rejects(raw.C_GenerateRandom(session, 8, { colour: 'red' } as object), {
    name: 'TypeError',
    message: 'C_GenerateRandom: unknown option "colour"; it takes signal, timeout',
  });
  assert.throws(
    () => raw.C_GenerateRandomSync(session, 8, ...([{ timeout: 1 }] as unknown as [])),
    TypeError,
  );
  await raw.C_CloseSession(session);
});

test('one signal for many calls warns of nothing, and leaves no listener', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey();
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 50 }, () => key.sign('x', { signal, timeout: 60_000 })));
  await setTimeout(5);
  process.off('warning', listen);
  assert.deepEqual(warnings, []);
});

test('options of the wrong kind are refused by name, and synchronous methods refuse both', async () => {
  await using fake = await startFake('');
  const { session, key } = await fake.openWithKey();
  await assert.rejects(key.sign('x', { signal: {} as AbortSignal }), {
    name: 'TypeError',
    message: 'sign: signal: expected an AbortSignal, got an object of Object',
  });
  await assert.rejects(key.sign('x', { timeout: '1' as unknown as number }), {
    name: 'TypeError',
    message: 'sign: timeout: expected milliseconds as a number, got a string',
  });
  for (const timeout of [0, -1, 0.5, Number.NaN, 2 ** 31]) {
    await assert.rejects(key.sign('x', { timeout }), { name: 'RangeError', message: /^sign: timeout: / });
  }
  await assert.rejects(session.getInfo({ interval: 1 } as object), {
    name: 'TypeError',
    message: 'getInfo: unknown option "interval"; it takes signal, timeout',
  });
  const { signal } = new AbortController();
  assert.throws(() => key.signSync('x', { signal } as object), {
    name: 'TypeError',
    message: 'signSync: unknown option "signal"; only asynchronous methods take it',
  });
  assert.throws(() => key.signSync(['x'], { timeout: 5 } as object), /unknown option "timeout"/);
});
