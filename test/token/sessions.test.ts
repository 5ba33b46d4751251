import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { BusyError, ClosedError, Pkcs11Error, type Session } from '../../src/index.ts';
import { twice } from '../support/modes.ts';
import { findTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { requires } from '../support/token-requires.ts';
import { startTwoTokens } from '../support/token-second.ts';

const device = startTwoTokens('OTHER');
const token = await findTestToken(device);
const { pin, soPin } = device;

/** A data object; a private one needs a user. */
const data = (changes: object = {}) => ({
  class: 'DATA',
  label: 'sessions',
  value: 'x',
  token: false,
  ...changes,
});

const publicSession = await requires(token, 'private session data objects');
const officer = await requires(token, 'a security officer');
const stored = await requires(token, 'stored data objects', 'session data objects', 'AES keys');
const guesses = await requires(token, 'wrong PINs without end', 'a security officer');
const privateData = await requires(token, 'private session data objects');
const two = await requires(token, 'tokens made at will');
const rsa = await requires(token, 'RSA key pairs of 1024 bits');
const place = await placeOfKeys(token);
const random = await requires(token, 'random numbers');
publicSession('a public session', async ({ call }) => {
  const session: Session = await call(token, 'open');
  try {
    assert.deepEqual([session.readWrite, session.closed], [false, false]);
    assert.deepEqual([session.user, session.loggedIn], [undefined, false]);
    assert.equal(session.token, token);
    const info = await call(session, 'getInfo');
    assert.deepEqual(info, {
      slotId: token.slot.id,
      state: 'RO_PUBLIC_SESSION',
      flags: new Set(['SERIAL_SESSION']),
      deviceError: 0,
    });
    assert.equal(inspect(session), "Session { token: 'DEMO', read-only, public }");
    // tpm2-pkcs11 looks at the session first: it keeps all of its objects.
    const refusals = ['CKR_USER_NOT_LOGGED_IN', 'CKR_SESSION_READ_ONLY'];
    await assert.rejects(
      async () => call(session, 'createObject', data({ private: true })),
      ({ code, fn }: Pkcs11Error) => fn === 'C_CreateObject' && refusals.includes(code),
    );
  } finally {
    await call(session, 'close');
  }
  assert.equal(session.closed, true);
  assert.equal(inspect(session), "Session { token: 'DEMO', read-only, closed }");
});

officer('sessions of the user and of the security officer', async ({ call }) => {
  const cases = [
    [{ userPin: pin }, 'RO_USER_FUNCTIONS', 'USER', ['SERIAL_SESSION']],
    [{ userPin: pin, readWrite: true }, 'RW_USER_FUNCTIONS', 'USER', ['RW_SESSION', 'SERIAL_SESSION']],
    [{ soPin, readWrite: true }, 'RW_SO_FUNCTIONS', 'SO', ['RW_SESSION', 'SERIAL_SESSION']],
    [{ readWrite: true }, 'RW_PUBLIC_SESSION', undefined, ['RW_SESSION', 'SERIAL_SESSION']],
  ] as const;
  for (const [options, state, user, flags] of cases) {
    const session: Session = await call(token, 'open', options);
    const info = await call(session, 'getInfo');
    assert.equal(info.state, state);
    assert.deepEqual(info.flags, new Set(flags));
    assert.equal(session.user, user);
    assert.equal(session.loggedIn, user !== undefined);
    await call(session, 'close');
  }
});

stored('a read-only session does not change the token', async ({ call, all }) => {
  const writer = await call(token, 'open', { userPin: pin, readWrite: true });
  const reader = await call(token, 'open', { userPin: pin });
  try {
    const readOnly = { code: 'CKR_SESSION_READ_ONLY' };
    const stored = await call(writer, 'createObject', data({ token: true, label: 'read-only' }));
    await assert.rejects(async () => call(reader, 'createObject', data({ token: true })), readOnly);
    await assert.rejects(
      async () => call(reader, 'generateKey', 'AES', { bits: 128, store: true }),
      readOnly,
    );
    const [seen] = await all(reader, 'getObjects', { class: 'DATA', label: 'read-only' });
    await assert.rejects(async () => call(seen, 'set', { label: 'y' }), readOnly);
    await assert.rejects(async () => call(seen, 'destroy'), readOnly);
    await assert.rejects(async () => call(seen, 'copy', { token: true }), readOnly);
    await call(stored, 'destroy');
    await call(await call(reader, 'createObject', data()), 'destroy');
  } finally {
    await call(reader, 'close');
    await call(writer, 'close');
  }
});

twice('a PIN as string, bytes, and from a callback', async ({ call }) => {
  const shifted = Buffer.from(`..${pin}..`).subarray(2, 2 + pin.length);
  const requests: unknown[] = [];
  const ask = (request: unknown) => {
    requests.push(request);
    return pin;
  };
  for (const userPin of [pin, Buffer.from(pin), shifted, new TextEncoder().encode(pin).buffer, ask]) {
    const session = await call(token, 'open', { userPin });
    assert.equal((await call(session, 'getInfo')).state, 'RO_USER_FUNCTIONS');
    await call(session, 'close');
  }
  assert.deepEqual(requests, [{ tokenLabel: device.label, user: 'USER', countLow: false, finalTry: false }]);
});

test('an asynchronous callback gives the PIN to open, and only to open', async () => {
  const later = async () => Buffer.from(pin);
  const session = await token.open({ userPin: later });
  assert.equal((await session.getInfo()).state, 'RO_USER_FUNCTIONS');
  await session.close();
  const record = await recordCalls(() => {
    const promised = later as unknown as () => string;
    assert.throws(() => token.openSync({ userPin: promised }), { name: 'TypeError', message: /PIN/ });
  });
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
});

twice('what a PIN callback throws comes out, and nothing stays open', async ({ call }) => {
  const failure = new Error('cancelled by the user');
  const record = await recordCalls(async () => {
    const userPin = () => {
      throw failure;
    };
    await assert.rejects(async () => call(token, 'open', { userPin }), failure);
  });
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
  assert.equal(
    record.calls.some(({ fn }) => fn === 'C_Login'),
    false,
  );
});

guesses('a wrong PIN is CKR_PIN_INCORRECT, and nothing leaks', async ({ call, mode }) => {
  const record = await recordCalls(async () => {
    const wrong = { code: 'CKR_PIN_INCORRECT', fn: 'C_Login', rv: 0xa0, name: 'Pkcs11Error' };
    const attempts = Array.from({ length: 25 }, () =>
      assert.rejects(
        async () => call(token, 'open', { userPin: 'secret-9876', readWrite: true }),
        (error) => {
          assert.doesNotMatch(inspect(error), /secret-9876/);
          const { code, fn, rv, name } = error as Pkcs11Error;
          assert.deepEqual({ code, fn, rv, name }, wrong);
          return true;
        },
      ),
    );
    await Promise.all(attempts);
    await assert.rejects(async () => call(token, 'open', { soPin: '00000000', readWrite: true }), wrong);
    await assert.rejects(async () => call(token, 'open', { userPin: '' }), Pkcs11Error);
  });
  assert.equal(record.count('C_OpenSession'), 27, mode);
  assert.equal(record.count('C_CloseSession'), 27);
  const session = await call(token, 'open', { userPin: pin });
  assert.equal(session.user, 'USER');
  await call(session, 'close');
});

privateData('closing one of two sessions leaves the other logged in', async ({ call }) => {
  const record = await recordCalls(async () => {
    const first = await call(token, 'open', { userPin: pin, readWrite: true });
    const second = await call(token, 'open', {
      userPin: () => assert.fail('logged in already'),
      readWrite: true,
    });
    const publicOne = await call(token, 'open');
    assert.equal(publicOne.user, 'USER');
    await call(first, 'close');
    assert.equal((await call(second, 'getInfo')).state, 'RW_USER_FUNCTIONS');
    assert.equal(second.user, 'USER');
    await call(second, 'createObject', data({ private: true }));
    await call(second, 'close');
    assert.equal(publicOne.user, undefined);
    assert.equal((await call(publicOne, 'getInfo')).state, 'RO_PUBLIC_SESSION');
    await call(publicOne, 'close');
  });
  assert.equal(record.count('C_Login'), 1);
  assert.equal(record.count('C_Logout'), 1);
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
});

test('sessions opened together log in once', async () => {
  let asked = 0;
  const userPin = async () => {
    asked++;
    return pin;
  };
  const record = await recordCalls(async () => {
    const sessions = await Promise.all([1, 2, 3, 4].map(() => token.open({ userPin })));
    for (const session of sessions) assert.equal((await session.getInfo()).state, 'RO_USER_FUNCTIONS');
    await Promise.all(sessions.map((session) => session.close()));
  });
  assert.equal(asked, 1);
  assert.equal(record.count('C_Login'), 1);
  assert.equal(record.count('C_Logout'), 1);
});

test('a login that crosses the last logout holds', async () => {
  for (let round = 0; round < 20; round++) {
    const leaving = await token.open({ userPin: pin });
    const opening = token.open({ userPin: pin });
    // At another moment of the opening each time.
    for (let turns = 0; turns < round; turns++) await setImmediate();
    const [coming] = await Promise.all([opening, leaving.close()]);
    assert.equal(coming.user, 'USER');
    assert.equal((await coming.getInfo()).state, 'RO_USER_FUNCTIONS');
    await coming.close();
  }
});

twice('the last close logs out', async ({ call }) => {
  await call(await call(token, 'open', { userPin: pin }), 'close');
  const session = await call(token, 'open');
  assert.equal((await call(session, 'getInfo')).state, 'RO_PUBLIC_SESSION');
  await call(session, 'close');
});

guesses('after the last close the next session needs the PIN again', async ({ call }) => {
  await call(await call(token, 'open', { userPin: pin }), 'close');
  await assert.rejects(async () => call(token, 'open', { userPin: '0000' }), { code: 'CKR_PIN_INCORRECT' });
});

officer('user and security officer cannot be logged in at once', async ({ call }) => {
  try {
    const user = await call(token, 'open', { userPin: pin, readWrite: true });
    await assert.rejects(async () => call(token, 'open', { soPin, readWrite: true }), {
      code: 'CKR_USER_ANOTHER_ALREADY_LOGGED_IN',
      fn: 'C_Login',
    });
    assert.equal(user.user, 'USER');
    await call(user, 'close');

    const officer = await call(token, 'open', { soPin, readWrite: true });
    await assert.rejects(async () => call(token, 'open', { userPin: pin, readWrite: true }), {
      code: 'CKR_USER_ANOTHER_ALREADY_LOGGED_IN',
    });
    await assert.rejects(async () => call(token, 'open'), { code: 'CKR_SESSION_READ_WRITE_SO_EXISTS' });
    assert.equal(officer.user, 'SO');
    await call(officer, 'close');

    const reader = await call(token, 'open');
    await assert.rejects(async () => call(token, 'open', { soPin, readWrite: true }), {
      code: 'CKR_SESSION_READ_ONLY_EXISTS',
    });
    await call(reader, 'close');
  } finally {
    await call(token, 'closeAllSessions');
  }
});

two('the logins of two tokens have nothing to do with each other', async ({ call }) => {
  const other = await call(token.module, 'getToken', { label: 'OTHER' });
  const first = await call(token, 'open', { userPin: pin });
  const second = await call(other, 'open');
  assert.deepEqual([first.user, second.user], ['USER', undefined]);
  await assert.rejects(async () => call(other, 'open', { userPin: '0000' }), { code: 'CKR_PIN_INCORRECT' });
  assert.equal((await call(second, 'getInfo')).state, 'RO_PUBLIC_SESSION');
  const third = await call(other, 'open', { userPin: pin });
  await call(first, 'close');
  assert.equal((await call(third, 'getInfo')).state, 'RO_USER_FUNCTIONS');
  await call(second, 'close');
  await call(third, 'close');
});

rsa.test('close waits for the calls that run, and refuses later ones', async () => {
  const record = await recordCalls(async ({ mostAtOnce }) => {
    const session = await token.open({ userPin: pin, readWrite: true });
    const running = Array.from({ length: 3 }, () => session.generateKeyPair('RSA', { bits: 1024, ...place }));
    let made = false;
    void Promise.allSettled(running).then(() => {
      made = true;
    });
    // Some tokens are done with the first before the last has begun.
    while (mostAtOnce.get('C_GenerateKeyPair') !== 3 && !made) await setImmediate();
    const closing = session.close();
    assert.equal(session.close(), closing);
    await assert.rejects(session.generateRandom(1), ClosedError);
    assert.throws(() => session.generateRandomSync(1), ClosedError);
    for (const pair of await Promise.all(running)) assert.equal(pair.privateKey.keyType, 'RSA');
    await closing;
  });
  assert.equal(record.count('C_GenerateKeyPair'), 3);
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
  assert.equal(record.count('C_Logout'), 1);
});

random.test('calls that wait for a lane get ClosedError when the session closes', async () => {
  const session = await token.open({ userPin: pin, concurrency: 1 });
  const first = session.generateRandom(1024);
  const waiting = [session.generateRandom(1), session.generateRandom(1)].map((call) =>
    assert.rejects(call, ClosedError),
  );
  const closing = session.close();
  assert.equal((await first).length, 1024);
  await Promise.all(waiting);
  await closing;
});

rsa.test('closeSync refuses while calls run, and leaves the session open', async () => {
  const session = await token.open({ userPin: pin, readWrite: true });
  const running = session.generateKeyPair('RSA', { bits: 1024, ...place });
  assert.throws(() => session.closeSync(), BusyError);
  assert.equal(session.closed, false);
  await running;
  session.closeSync();
  assert.equal(session.closed, true);
  session.closeSync();
  await session.close();
});

test('using and await using close the session', async () => {
  const sessions: Session[] = [];
  {
    await using session = await token.open({ userPin: pin });
    sessions.push(session);
  }
  {
    using session = token.openSync({ userPin: pin });
    sessions.push(session);
  }
  assert.deepEqual(
    sessions.map(({ closed }) => closed),
    [true, true],
  );
});

twice('closeAllSessions ends this program’s sessions, and the login with them', async ({ call }) => {
  const first = await call(token, 'open', { userPin: pin });
  const second = await call(token, 'open');
  await call(token, 'closeAllSessions');
  assert.deepEqual([first.closed, second.closed], [true, true]);
  await assert.rejects(async () => call(second, 'generateRandom', 4), { name: 'ClosedError' });
  let asked = 0;
  const userPin = (): string => {
    asked++;
    return pin;
  };
  const again = await call(token, 'open', { userPin });
  assert.deepEqual([again.loggedIn, asked], [true, 1]);
  await call(again, 'close');
});
