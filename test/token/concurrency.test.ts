import assert from 'node:assert/strict';
import { createCipheriv, verify as verifyOutside } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { CallEvent } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { findLack, makeOrFindRsaPair, placeOfKeys } from '../support/token-capabilities.ts';
import { hex, rsaPublicKey } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const CONCURRENCY = 3;
/** How often each operation of the mix is done. */
const ROUNDS = 125;

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true, concurrency: CONCURRENCY });
after(() => session.close());
const { given, test } = await requires(token, 'RSA_PKCS signatures');
const withAes = await requires(token, 'imported AES keys', 'AES_CBC_PAD');
const withRandom = await requires(token, 'random numbers');
const withObjects = await requires(token, 'session data objects');
const place = await placeOfKeys(token);
const small = (await findLack(token, 'RSA key pairs of 1024 bits')) === undefined;

const value = Uint8Array.from({ length: 32 }, (_, index) => index);
const aes = await withAes.given(() =>
  session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, encrypt: true, decrypt: true }),
);
const { publicKey, privateKey } = await given(() =>
  small ? session.generateKeyPair('RSA', { bits: 1024, ...place }) : makeOrFindRsaPair(session, place),
);
const judge = await given(() => rsaPublicKey(publicKey));
const LABELS = ['zero', 'one', 'two', 'three', 'four'];
await withObjects.given(async () => {
  for (const label of LABELS)
    await session.createObject({ class: 'DATA', label, value: `value of ${label}` });
});

type MixedOperation = (index: number) => Promise<void>;
/** What the token does of the mix; each checks its answer against something that is not the token. */
const OPERATION: MixedOperation[] = [
  async function sign(index) {
    const data = Buffer.from(`message ${index}`);
    const signature = await privateKey.sign(data, { mechanism: 'SHA256_RSA_PKCS' });
    assert.ok(verifyOutside('sha256', data, judge, signature), `signature of ${data}`);
  },
];
await withAes.given(() =>
  OPERATION.push(async function encrypt(index) {
    const iv = new Uint8Array(16).fill(index);
    const data = `plaintext ${index} `.repeat((index % 50) + 1);
    const cipher = createCipheriv('aes-256-cbc', value, iv);
    const expected = Buffer.concat([cipher.update(data), cipher.final()]);
    assert.equal(hex(await aes.encrypt(data, { mechanism: 'AES_CBC_PAD', iv })), hex(expected));
  }),
);
const drawn: string[] = [];
await withRandom.given(() =>
  OPERATION.push(async function random(index) {
    const length = 16 + (index % 32);
    const bytes = await session.generateRandom(length);
    assert.equal(bytes.length, length);
    drawn.push(hex(bytes.subarray(0, 16)));
  }),
);
await withObjects.given(() =>
  OPERATION.push(async function search(index) {
    const label = LABELS[index % LABELS.length]!;
    const found: string[] = [];
    for await (const object of session.getObjects({ class: 'DATA', label })) {
      found.push(Buffer.from(await object.get('value')).toString());
    }
    assert.deepEqual(found, [`value of ${label}`]);
  }),
);
const OPERATIONS = ROUNDS * OPERATION.length;

/** The beginnings and ends of native calls, in order. */
const trace: { readonly kind: 'start' | 'end'; readonly event: CallEvent }[] = [];
const started = (event: unknown): void => {
  trace.push({ kind: 'start', event: event as CallEvent });
};
const ended = (event: unknown): void => {
  trace.push({ kind: 'end', event: event as CallEvent });
};
subscribe('cryptoki:call:start', started);
subscribe('cryptoki:call:end', ended);
const results = await given(() =>
  Promise.allSettled(
    Array.from({ length: OPERATIONS }, (_, index) =>
      OPERATION[index % OPERATION.length]!(Math.floor(index / OPERATION.length)),
    ),
  ),
);
unsubscribe('cryptoki:call:start', started);
unsubscribe('cryptoki:call:end', ended);

test('many mixed operations at once on one session give as many right answers', () => {
  const failures = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  assert.equal(results.length, OPERATIONS);
  assert.deepEqual(failures, []);
});

withRandom.test('no two random answers are the same', () => {
  assert.equal(drawn.length, ROUNDS);
  assert.equal(new Set(drawn).size, drawn.length);
});

const onSession = trace.filter(({ event }) => event.arguments.hSession !== undefined);

test('calls overlap on different native sessions, on as many as the session has lanes and never more', () => {
  const running = new Set<unknown>();
  let most = 0;
  for (const { kind, event } of onSession) {
    const { hSession } = event.arguments;
    if (kind === 'start') {
      assert.ok(
        !running.has(hSession),
        `${event.fn} began while another call ran on the same native session`,
      );
      running.add(hSession);
      most = Math.max(most, running.size);
    } else running.delete(hSession);
  }
  assert.equal(most, CONCURRENCY);
  assert.equal(new Set(onSession.map(({ event }) => event.arguments.hSession)).size, CONCURRENCY);
});

test('every call ran off the main thread', () => {
  assert.deepEqual(
    trace.filter(({ event }) => !event.async).map(({ event }) => event.fn),
    [],
  );
});

/** What may come on a native session after each call of an operation that takes several. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  C_SignInit: ['C_Sign'],
  C_EncryptInit: ['C_Encrypt'],
  C_FindObjectsInit: ['C_FindObjects'],
  C_FindObjects: ['C_FindObjects', 'C_FindObjectsFinal'],
};

test('the calls of one operation are adjacent on their native session', () => {
  const calls = new Map<unknown, string[]>();
  for (const { kind, event } of onSession) {
    if (kind !== 'start') continue;
    const { hSession } = event.arguments;
    calls.set(hSession, [...(calls.get(hSession) ?? []), event.fn]);
  }
  let operations = 0;
  for (const functions of calls.values()) {
    for (const [index, fn] of functions.entries()) {
      const allowed = NEXT[fn];
      if (allowed === undefined) continue;
      operations++;
      assert.ok(allowed.includes(functions[index + 1] ?? 'nothing'), `${fn}, then ${functions[index + 1]}`);
    }
  }
  // Signing and encrypting have one call that begins something, searching has two at least.
  const least = { sign: 1, encrypt: 1, random: 0, search: 2 };
  const expected = OPERATION.map(({ name }) => ROUNDS * least[name as keyof typeof least]);
  assert.ok(
    operations >= expected.reduce((sum, each) => sum + each),
    `${operations} calls that others must follow`,
  );
});
