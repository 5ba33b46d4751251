// What is told of calls, and what never is: PINs, key values, data, and the length of a PIN.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import type { CallEvent, Session } from '../../src/index.ts';
import { buildFake, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const PIN = 'pin-7391-correct';
const VALUE = 'key-value-5ad0c2';
const DATA = 'plain-data-80b64';

/** Collects the events while something runs. */
async function eventsDuring(work: () => Promise<void>): Promise<{ starts: CallEvent[]; ends: CallEvent[] }> {
  const starts: CallEvent[] = [];
  const ends: CallEvent[] = [];
  const onStart = (event: unknown) => void starts.push(event as CallEvent);
  const onEnd = (event: unknown) => void ends.push(event as CallEvent);
  subscribe('cryptoki:call:start', onStart);
  subscribe('cryptoki:call:end', onEnd);
  try {
    await work();
  } finally {
    unsubscribe('cryptoki:call:start', onStart);
    unsubscribe('cryptoki:call:end', onEnd);
  }
  return { starts, ends };
}

/** Fails if a secret is in a text, as itself or in a usual encoding. */
function assertNoSecret(text: string, where: string): void {
  for (const secret of [PIN, VALUE, DATA]) {
    const bytes = Buffer.from(secret);
    const forms = [
      secret,
      bytes.toString('hex'),
      bytes.toString('base64'),
      [...bytes].join(', '),
      [...bytes].join(','),
    ];
    for (const form of forms) {
      // Without its padding and last character, which depend on what follows.
      const stem = form.replace(/=+$/, '').slice(0, -1);
      assert.ok(!text.toLowerCase().includes(stem.toLowerCase()), `${where} tells a secret: ${text}`);
    }
  }
}

const show = (value: unknown): string =>
  [
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    String(value),
    JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each)) ?? '',
  ].join('\n');

async function work(
  call: (target: object, method: string, ...args: unknown[]) => Promise<unknown>,
  session: Session,
) {
  const template = { class: 'SECRET_KEY', keyType: 'AES', value: VALUE, label: 'k', sensitive: false };
  const key = (await call(session, 'createObject', template)) as object;
  await call(key, 'get', 'value');
  await call(key, 'sign', DATA);
  await call(key, 'sign', [DATA, DATA]);
  await call(session, 'digest', Buffer.from(DATA));
}

twice('every call is announced and reported, by name, sizes and time', async ({ call, mode }) => {
  await using fake = await startFake('sleep:C_Sign=12; rv:C_SeedRandom=0x120', { mode });
  const before = fake.calls().length;
  const { starts, ends } = await eventsDuring(async () => {
    const session = await fake.open({ userPin: PIN });
    await work(call, session);
    await assert.rejects(call(session, 'seedRandom', 'seed'));
    await call(session, 'close');
  });
  const made = fake.calls().slice(before);
  assert.deepEqual(
    starts.map(({ fn }) => fn),
    made.map(({ fn }) => fn),
  );
  assert.deepEqual(
    ends.map(({ fn }) => fn),
    made.map(({ fn }) => fn),
  );
  for (const event of [...starts, ...ends]) {
    assert.equal(event.module, buildFake());
    assert.equal(event.async, mode === 'async');
  }
  for (const event of starts) {
    assert.equal(event.rv, undefined);
    assert.equal(event.milliseconds, undefined);
  }
  const [sign] = ends.filter(({ fn }) => fn === 'C_Sign');
  assert.equal(sign?.async, mode === 'async');
  assert.deepEqual(sign?.arguments, { hSession: 1, ulDataLen: DATA.length });
  assert.equal(sign?.code, 'CKR_OK');
  assert.ok(sign?.milliseconds !== undefined && sign.milliseconds >= 11 && sign.milliseconds < 5000);
  const [seed] = ends.filter(({ fn }) => fn === 'C_SeedRandom');
  assert.deepEqual([seed?.rv, seed?.code], [0x120, 'CKR_RANDOM_SEED_NOT_SUPPORTED']);
});

twice('events tell no contents, no pointers and not the length of a PIN', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { starts, ends } = await eventsDuring(async () => work(call, await fake.open({ userPin: PIN })));
  assertNoSecret(show([starts, ends]), 'an event');
  const [login] = starts.filter(({ fn }) => fn === 'C_Login');
  assert.deepEqual(login?.arguments, { hSession: 1, userType: 1 });
  for (const { arguments: shown } of starts) {
    for (const name of Object.keys(shown)) assert.doesNotMatch(name, /^p(ul|[A-Z])|Pin/);
  }
});

twice('errors tell no PIN, no key value and no data', async ({ call, mode }) => {
  const failures = [
    `rv:C_Login=0xA0`,
    'token-flags=0x20000',
    'rv:C_CreateObject=0xD0',
    'rv:C_SignInit=0x68',
    'rv:C_Sign=0x30',
    'rv:C_SignUpdate=0x30',
    'rv:C_Digest=0x80000123',
    'room=never',
    'attr:0x11=long',
    'rv:C_GetAttributeValue=0x5',
  ];
  for (const script of failures) {
    await using fake = await startFake(script, { mode });
    const attempt = async () => work(call, await fake.open({ userPin: PIN }));
    await assert.rejects(attempt(), (error: Error) => {
      assertNoSecret(`${show(error)}\n${error.message}\n${error.stack}\n${show(error.cause)}`, script);
      return true;
    });
  }
});

twice('a query that finds nothing tells no key value', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const number = BigInt(`0x${Buffer.from(VALUE).toString('hex')}`);
  for (const query of [{ value: Buffer.from(VALUE) }, { value: VALUE }, { privateExponent: number }]) {
    await assert.rejects(call(session, 'getKey', { class: 'SECRET_KEY', ...query }), (error: Error) => {
      assert.equal(error.name, 'NoSuchKey');
      assert.match(error.message, /SECRET_KEY/);
      assertNoSecret(`${show(error)}\n${error.stack}`, 'getKey');
      assert.ok(!error.message.includes(String(number)));
      return true;
    });
  }
});

twice('errors of the library itself tell no PIN, no key value and no data', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const token = await fake.token();
  const session = await fake.open({ userPin: PIN });
  const key = await call(session, 'createObject', { class: 'SECRET_KEY', keyType: 'AES', value: VALUE });
  const wrong = [
    () => call(token, 'open', { userPin: PIN, soPin: PIN }),
    () => call(token, 'open', { soPin: PIN }),
    () => call(token, 'open', { userPin: { pin: PIN } }),
    () => call(token, 'open', { userPin: PIN, concurrency: 0 }),
    () => call(token, 'open', { userPin: () => ({ pin: PIN }), soPin: undefined, readWrite: VALUE }),
    () => call(session, 'createObject', { class: 'SECRET_KEY', value: { secret: VALUE } }),
    () => call(session, 'createObject', { class: 'SECRET_KEY', token: VALUE }),
    () => call(session, 'createObject', { class: 'SECRET_KEY', modulusBits: VALUE }),
    () => call(session, 'createObject', { class: 'SECRET_KEY', startDate: VALUE }),
    () => call(key, 'sign', { data: DATA }),
    () => call(key, 'encrypt', DATA, { iv: { iv: DATA } }),
    () => call(key, 'sign', [DATA, 5]),
  ];
  for (const attempt of wrong) {
    await assert.rejects(attempt(), (error: Error) => {
      assertNoSecret(`${show(error)}\n${error.message}\n${error.stack}`, String(attempt));
      return true;
    });
  }
});

twice('objects of the library show no secrets when they are inspected', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open({ userPin: PIN });
  const key = await call(session, 'createObject', { class: 'SECRET_KEY', keyType: 'AES', value: VALUE });
  for (const each of [
    session,
    key,
    session.token,
    session.token.slot,
    fake.module,
    call(key, 'sign', DATA),
  ]) {
    assertNoSecret(inspect(each, { depth: 9, showHidden: true }), 'inspect');
  }
});

twice('PINs and key values are wiped from the memory they were passed in', async ({ call, mode }) => {
  await using fake = await startFake('device-error=secret', { mode });
  for (const userPin of [PIN, new Uint8Array(Buffer.from(PIN))]) {
    const session = await fake.open({ userPin });
    assert.equal((await call(session, 'getInfo')).deviceError, 0);
    for (const value of [
      VALUE,
      new Uint8Array(Buffer.from(VALUE)),
      new Uint8Array(Buffer.from(VALUE.repeat(600))),
    ]) {
      await call(session, 'createObject', { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value });
      assert.equal((await call(session, 'getInfo')).deviceError, 0);
    }
    await call(session, 'close');
  }
});
