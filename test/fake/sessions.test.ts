// Logins that fail, are shared, or must not be tried; sessions that are lost, stuck, or all in use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PinRequest, type PinSource, PROTECTED_AUTHENTICATION, type Session } from '../../src/index.ts';
import { CKF } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const PIN = { userPin: '1234' } as const;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Every native session that was opened has been closed. */
function assertNoSessionLeft(fake: Fake): void {
  assert.equal(fake.count('C_CloseSession'), fake.count('C_OpenSession'));
}

twice('a login that fails closes its session, and the next one counts', async ({ mode }) => {
  await using fake = await startFake('rv:C_Login=0xA0*1', { mode });
  await assert.rejects(fake.open(PIN), { code: 'CKR_PIN_INCORRECT', fn: 'C_Login' });
  assert.equal(fake.count('C_OpenSession'), 1);
  assertNoSessionLeft(fake);
  const session = await fake.open(PIN);
  assert.equal(fake.count('C_Login'), 2);
  assert.equal(session.user, 'USER');
});

twice('what fails after the login closes the session too', async ({ mode }) => {
  await using fake = await startFake('rv:C_GetMechanismList=0x30', { mode });
  await assert.rejects(fake.open(PIN), { code: 'CKR_DEVICE_ERROR' });
  assert.equal(fake.count('C_OpenSession'), 1);
  assertNoSessionLeft(fake);
});

twice('a logout that fails does not keep the session open', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_Logout=0x5', { mode });
  const session = await fake.open(PIN);
  await call(session, 'close');
  assert.equal(fake.count('C_Logout'), 1);
  assertNoSessionLeft(fake);
});

twice('a session that does not close does not keep the others open', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_CloseSession=0x30*1', { mode });
  const sessions = [await fake.open(), await fake.open()];
  for (const session of sessions) await call(session, 'close');
  assertNoSessionLeft(fake);
});

twice(
  'sessions share a login: one PIN, one C_Login, and the last to close logs out',
  async ({ call, mode }) => {
    await using fake = await startFake('', { mode });
    let asked = 0;
    const userPin = (): string => {
      asked++;
      return '1234';
    };
    const first = await fake.open({ userPin });
    const second = await fake.open({ userPin });
    const open = await fake.open();
    assert.equal(asked, 1);
    assert.equal(fake.count('C_Login'), 1);
    await call(first, 'close');
    assert.equal(fake.count('C_Logout'), 0);
    assert.equal((await call(second, 'getInfo')).state, 'RO_USER_FUNCTIONS');
    await call(second, 'close');
    assert.equal(fake.count('C_Logout'), 1);
    assert.equal((await call(open, 'getInfo')).state, 'RO_PUBLIC_SESSION');
    await fake.open({ userPin });
    assert.equal(fake.count('C_Login'), 2);
  },
);

test('sessions that are opened at the same time log in once', async () => {
  await using fake = await startFake('sleep:C_Login=20');
  const sessions = await Promise.all([1, 2, 3].map(() => fake.open(PIN)));
  assert.equal(fake.count('C_Login'), 1);
  await Promise.all(sessions.map((session) => session.close()));
  assert.equal(fake.count('C_Logout'), 1);
});

twice('CKR_USER_ALREADY_LOGGED_IN is as good as a login', async ({ mode }) => {
  await using fake = await startFake('rv:C_Login=0x100', { mode });
  const session = await fake.open(PIN);
  assert.equal(session.user, 'USER');
  assert.equal(fake.count('C_Login'), 1);
});

twice('an empty PIN is not the NULL of the protected authentication path', async ({ mode }) => {
  for (const userPin of ['', new Uint8Array(0)]) {
    await using fake = await startFake('', { mode });
    await fake.open({ userPin });
    const [call] = fake.calls('C_Login');
    assert.deepEqual([call?.args.pPin, call?.args.ulPinLen], ['x:', '0']);
  }
  await using fake = await startFake(`token-flags=${CKF.PROTECTED_AUTHENTICATION_PATH}`, { mode });
  await fake.open({ userPin: PROTECTED_AUTHENTICATION });
  const [call] = fake.calls('C_Login');
  assert.deepEqual([call?.args.pPin, call?.args.ulPinLen], ['NULL', '0']);
});

twice('PROTECTED_AUTHENTICATION is refused where the token has no such path', async ({ mode }) => {
  await using fake = await startFake('token-flags=0', { mode });
  const asked: PinSource = () => PROTECTED_AUTHENTICATION;
  for (const userPin of [PROTECTED_AUTHENTICATION, asked] as PinSource[]) {
    await assert.rejects(fake.open({ userPin }), { code: 'ERR_NOT_SUPPORTED', message: /FAKE.*keypad/ });
  }
  assert.equal(fake.count('C_Login'), 0);
  assertNoSessionLeft(fake);
});

for (const [pin, flag, userType] of [
  ['userPin', CKF.USER_PIN_FINAL_TRY, '1'],
  ['soPin', CKF.SO_PIN_FINAL_TRY, '0'],
] as const) {
  twice(`the last try of the ${pin} is not spent unless told to`, async ({ mode }) => {
    await using fake = await startFake(`token-flags=${flag | CKF.USER_PIN_COUNT_LOW}`, { mode });
    let asked: PinRequest | undefined;
    const options = {
      readWrite: true,
      [pin]: (request: PinRequest) => {
        asked = request;
        return '1234';
      },
    };
    await assert.rejects(fake.open(options), { name: 'PinGuardError', code: 'ERR_PIN_FINAL_TRY' });
    assert.equal(asked, undefined);
    assert.equal(fake.count('C_Login'), 0);
    assertNoSessionLeft(fake);
    await fake.open({ ...options, allowFinalTry: true });
    assert.equal(fake.calls('C_Login')[0]?.args.userType, userType);
    const user = pin === 'soPin' ? 'SO' : 'USER';
    assert.deepEqual(asked, { tokenLabel: 'FAKE', user, countLow: user === 'USER', finalTry: true });
  });
}

for (const [code, rv] of [
  ['CKR_SESSION_HANDLE_INVALID', 0xb3],
  ['CKR_DEVICE_REMOVED', 0x32],
  ['CKR_TOKEN_NOT_PRESENT', 0xe0],
] as const) {
  twice(`${code}: told as it is, and a new session logs in for real`, async ({ call, mode }) => {
    for (const closeFirst of [true, false]) {
      await using fake = await startFake(`rv:C_Sign=${rv}*1`, { mode });
      const { session, key } = await fake.openWithKey({ ...PIN, concurrency: 1 });
      await assert.rejects(call(key, 'sign', 'data'), { code, fn: 'C_Sign', rv });
      assert.equal(session.closed, true);
      await assert.rejects(call(key, 'sign', 'data'), { code: 'ERR_CLOSED' });
      if (closeFirst) await call(session, 'close');
      const again = await fake.openWithKey({ ...PIN, concurrency: 1 });
      assert.equal(fake.count('C_Login'), 2, closeFirst ? 'after closing' : 'without closing');
      assert.equal(text(await call(again.key, 'sign', 'data')), 'data');
    }
  });
}

test('one lane that is lost does not end the session while others live', async () => {
  await using fake = await startFake('rv:C_Sign=0xB3*1; sleep:C_Sign=20');
  const { session, key } = await fake.openWithKey({ ...PIN, concurrency: 2 });
  const results = await Promise.allSettled([key.sign('a'), key.sign('b')]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal(session.closed, false);
  assert.equal(text(await key.sign('c')), 'c');
  assert.equal(fake.count('C_Login'), 1);
});

test('operations at once on one session never meet CKR_OPERATION_ACTIVE, and use its lanes', async () => {
  for (const concurrency of [1, 2, 3]) {
    // What begins waits for as many as there are lanes: if they come, whoever is slow.
    await using fake = await startFake(
      `sleep:C_Sign=4; sleep:C_Encrypt=2; meet:C_SignInit=${concurrency}; meet:C_EncryptInit=${concurrency}`,
    );
    const { session, key } = await fake.openWithKey({ concurrency });
    const inputs = Array.from({ length: 24 }, (_, index) => `input ${index}`);
    const results = await Promise.all(
      inputs.map((input, index) =>
        index % 3 === 0
          ? key.sign(input)
          : index % 3 === 1
            ? key.encrypt(input, { iv: new Uint8Array(16) })
            : session.digest([input.slice(0, 3), input.slice(3)]),
      ),
    );
    assert.deepEqual(results.map(text), inputs);
    assert.equal(fake.count('C_OpenSession'), concurrency);
    assert.equal(fake.mostActive(), concurrency);
    await session.close();
    assertNoSessionLeft(fake);
  }
});

test('lanes: no more than the token grants, and it is not asked for ever', async () => {
  for (const script of ['sessions=2', 'rv:C_OpenSession=0xB1@3', 'numbers=2']) {
    await using fake = await startFake(`${script}; sleep:C_Sign=4; meet:C_Sign=2`);
    const { session, key } = await fake.openWithKey({ concurrency: 3 });
    const inputs = Array.from({ length: 20 }, (_, index) => `input ${index}`);
    assert.deepEqual((await Promise.all(inputs.map((input) => key.sign(input)))).map(text), inputs);
    assert.ok(fake.count('C_OpenSession') <= 3, `${fake.count('C_OpenSession')} sessions asked for`);
    assert.equal(fake.mostActive(), 2);
    await session.close();
  }
});

test('a synchronous call takes a lane of its own while others are busy, and says so when there is none', async () => {
  await using fake = await startFake('sleep:C_Sign=40');
  const { session, key } = await fake.openWithKey({ concurrency: 2 });
  const first = key.sign('a');
  assert.equal(text(session.digestSync('b')), 'b');
  const second = key.sign('c');
  assert.throws(() => session.digestSync('d'), {
    code: 'ERR_BUSY',
    message: /digestSync.*sign for.*sign for/,
  });
  assert.deepEqual((await Promise.all([first, second])).map(text), ['a', 'c']);
  assert.equal(text(session.digestSync('e')), 'e');
});

test('waiting for a lane ends after the time limit, and the error says who holds the lanes', async () => {
  await using fake = await startFake();
  const { session, key } = await fake.openWithKey({ concurrency: 2, laneTimeout: 60 });
  const streams = [
    key.encrypt(['x'.repeat(32), 'y'], { iv: new Uint8Array(16) }),
    key.decrypt(['x'.repeat(32), 'y'], { iv: new Uint8Array(16) }),
  ];
  for (const stream of streams) assert.equal((await stream.next()).value?.byteLength, 32);
  const began = performance.now();
  await assert.rejects(key.sign('data'), {
    name: 'BusyError',
    code: 'ERR_BUSY',
    message:
      /^sign: no lane came free for 0\.06 s: 2 of at most 2 lanes .*encrypt for [\d.]+ s, decrypt for [\d.]+ s/,
  });
  assert.ok(performance.now() - began >= 55);
  for (const stream of streams) await stream.return();
  assert.equal(text(await session.digest('free')), 'free');
});

const NATIVE_OBJECT = { class: 'DATA', label: 'of the stuck session' } as const;

async function useStuck(
  session: Session,
  call: (target: object, method: string, ...args: unknown[]) => Promise<unknown>,
) {
  const key = await session.generateKey('AES', { bits: 128 });
  return { key, signature: (await call(key, 'sign', 'data')) as Uint8Array };
}

twice(
  'a native session with an operation active for ever is replaced, and its objects are kept',
  async ({ call, all, mode }) => {
    await using fake = await startFake('stuck=1', { mode });
    const session = await fake.open({ concurrency: 1 });
    const object = session.createObjectSync(NATIVE_OBJECT);
    const { key, signature } = await useStuck(session, call);
    assert.equal(text(signature), 'data');
    assert.equal(fake.count('C_OpenSession'), 2);
    assert.equal(fake.count('C_CloseSession'), 0);
    assert.equal(await call(object, 'get', 'label'), NATIVE_OBJECT.label);
    const parts: Uint8Array[] = await all(key, 'encrypt', ['da', 'ta'], { iv: new Uint8Array(16) });
    assert.equal(text(Buffer.concat(parts)), 'data');
    assert.equal((await all(session, 'getObjects', {})).length, 2);
    assert.equal(fake.count('C_OpenSession'), 2);
    await call(session, 'close');
    assertNoSessionLeft(fake);
  },
);

twice('a stuck native session without objects is closed when it is replaced', async ({ call, all, mode }) => {
  await using fake = await startFake('stuck=1', { mode });
  const session = await fake.open({ ...PIN, concurrency: 1 });
  assert.deepEqual(await all(session, 'getObjects', {}), []);
  assert.equal(fake.count('C_OpenSession'), 2);
  assert.deepEqual(
    fake.calls('C_CloseSession').map(({ args }) => args.hSession),
    ['1'],
  );
  // The login is the token's and outlives the replaced session, which was the only one.
  assert.equal((await call(session, 'getInfo')).state, 'RO_USER_FUNCTIONS');
  assert.equal(fake.count('C_Login'), 1);
});

twice('a stream begins on a fresh native session when its own is stuck', async ({ call, mode }) => {
  await using fake = await startFake('stuck=1', { mode });
  const session = await fake.open({ concurrency: 1 });
  assert.equal(text(await call(session, 'digest', ['da', 'ta'])), 'data');
  assert.equal(fake.count('C_OpenSession'), 2);
});

twice('CKR_OPERATION_ACTIVE in every session is told after one replacement', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_SignInit=0x90', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  await assert.rejects(call(key, 'sign', 'data'), { code: 'CKR_OPERATION_ACTIVE', fn: 'C_SignInit' });
  assert.equal(fake.count('C_OpenSession'), 2);
  assert.equal(text(await call(session, 'digest', 'data')), 'data');
  await call(session, 'close');
  assertNoSessionLeft(fake);
});

twice('a return value of a vendor keeps its number', async ({ call, mode }) => {
  for (const [rv, code] of [
    ['0x80000123', 'CKR_0x80000123'],
    ['0x8000000000000123', 'CKR_0x8000000000000123'],
    ['0x1234', 'CKR_0x1234'],
  ]) {
    await using fake = await startFake(`rv:C_Sign=${rv}`, { mode });
    const { key } = await fake.openWithKey();
    await assert.rejects(
      call(key, 'sign', 'data'),
      (error: { code: string; rv: number | bigint; fn: string }) => {
        assert.equal(error.code, code);
        assert.equal(BigInt(error.rv), BigInt(rv!));
        assert.equal(error.fn, 'C_Sign');
        return true;
      },
    );
  }
});
