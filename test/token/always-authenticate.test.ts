// Keys with CKA_ALWAYS_AUTHENTICATE: a PIN for each operation (PKCS #11 v3.2 §4.9, §5.6 C_Login).
import assert from 'node:assert/strict';
import { constants, publicEncrypt, verify } from 'node:crypto';
import type { PinRequest, PinSource } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { rsaPublicKey } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const { pin } = device;
const session = await token.open({ userPin: pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'always-authenticate keys');
const guesses = await requires(token, 'always-authenticate keys', 'wrong PINs without end');
const place = await placeOfKeys(token);
const { publicKey, privateKey } = await given(() =>
  session.generateKeyPair('RSA', { bits: 2048, privateTemplate: { alwaysAuthenticate: true }, ...place }),
);
const theirs = await given(() => rsaPublicKey(publicKey));
const DATA = Buffer.from('INPUT DATA');
const good = (signature: Uint8Array): boolean => verify('sha512', DATA, theirs, signature);

twice('the key wants a PIN for each operation', async ({ call }) => {
  assert.equal(await privateKey.get('alwaysAuthenticate'), true);
  await assert.rejects(async () => call(privateKey, 'sign', DATA), {
    code: 'CKR_USER_NOT_LOGGED_IN',
    fn: 'C_Sign',
  });
  assert.ok(good(await call(privateKey, 'sign', DATA, { pin })));
  await assert.rejects(async () => call(privateKey, 'sign', DATA), { code: 'CKR_USER_NOT_LOGGED_IN' });
  assert.ok(good(await call(privateKey, 'sign', DATA, { pin })));
});

twice('pin: text, bytes or something that asks', async ({ call, mode }) => {
  const requests: PinRequest[] = [];
  const asks = (request: PinRequest): string => {
    requests.push(request);
    return pin;
  };
  const sources: PinSource[] = [
    pin,
    new TextEncoder().encode(pin),
    asks,
    () => new TextEncoder().encode(pin),
  ];
  if (mode === 'async') {
    sources.push(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return asks(request);
    });
  }
  for (const source of sources) assert.ok(good(await call(privateKey, 'sign', DATA, { pin: source })));
  assert.equal(requests.length, mode === 'async' ? 2 : 1);
  for (const { finalTry, ...request } of requests) {
    assert.deepEqual([request.tokenLabel, request.user, finalTry], ['DEMO', 'CONTEXT_SPECIFIC', false]);
  }
});

twice('nothing is called between C_SignInit, C_Login and C_Sign', async ({ call }) => {
  const used = async (method: string, data: unknown, options: object): Promise<string[]> => {
    const record = await recordCalls(() => call(privateKey, method, data, { pin, ...options }));
    return record.calls.map(({ fn }) => fn).filter((fn) => fn !== 'C_GetTokenInfo');
  };
  assert.deepEqual(await used('sign', DATA, {}), ['C_SignInit', 'C_Login', 'C_Sign']);
  assert.deepEqual(await used('sign', [DATA], {}), ['C_SignInit', 'C_Login', 'C_SignUpdate', 'C_SignFinal']);
  const ciphertext = publicEncrypt({ key: theirs, oaepHash: 'sha1' }, DATA);
  assert.deepEqual(await used('decrypt', ciphertext, {}), ['C_DecryptInit', 'C_Login', 'C_Decrypt']);
});

twice('the PIN is asked for before a lane is held', async ({ call, mode }) => {
  const narrow = await call(token, 'open', { userPin: pin, concurrency: 1 });
  const [{ value: key }] = [await narrow.getObjects({ class: 'PRIVATE_KEY' }).next()];
  const asking = (): string => {
    // On one lane, this would find none.
    assert.equal(narrow.generateRandomSync(4).length, 4);
    return pin;
  };
  assert.ok(good(await call(key, 'sign', DATA, { pin: asking })), mode);
  assert.ok(good(await call(key, 'sign', [DATA], { pin: asking })), mode);
  await call(narrow, 'close');
});

guesses('a wrong PIN is CKR_PIN_INCORRECT, and the session stays of use', async ({ call }) => {
  const narrow = await call(token, 'open', { userPin: pin, concurrency: 1 });
  const { value: key } = await narrow.getObjects({ class: 'PRIVATE_KEY' }).next();
  const calls = [
    () => call(key, 'sign', DATA, { pin: '0000' }),
    () => call(key, 'sign', [DATA], { pin: () => '0000' }),
    () => call(key, 'decrypt', new Uint8Array(256), { pin: new TextEncoder().encode('0000') }),
  ];
  for (const calling of calls) {
    await assert.rejects(async () => calling(), { code: 'CKR_PIN_INCORRECT', fn: 'C_Login' });
    assert.equal(narrow.user, 'USER');
    // On one lane: an operation left open would make this CKR_OPERATION_ACTIVE.
    assert.ok(good(await call(key, 'sign', DATA, { pin })));
  }
  assert.equal((await call(narrow, 'getInfo')).state, 'RO_USER_FUNCTIONS');
  await call(narrow, 'close');
});

twice('what a callback throws or gives is told, and nothing is left open', async ({ call, mode }) => {
  const mistakes: [source: unknown, expected: object][] = [
    [() => undefined, { name: 'TypeError', message: /PIN/ }],
    [() => 1234, { name: 'TypeError', message: /PIN/ }],
    [1234, { name: 'TypeError', message: /pin|PIN/ }],
    [null, { name: 'TypeError', message: /pin|PIN/ }],
    [
      () => {
        throw new Error('cancelled');
      },
      { message: 'cancelled' },
    ],
  ];
  if (mode === 'sync') mistakes.push([async () => pin, { name: 'TypeError', message: /PIN/ }]);
  for (const [source, expected] of mistakes) {
    const record = await recordCalls(() =>
      assert.rejects(async () => call(privateKey, 'sign', DATA, { pin: source }), expected),
    );
    assert.equal(record.count('C_SignInit'), 0, String(source));
  }
  assert.ok(good(await call(privateKey, 'sign', DATA, { pin })));
});

twice('decrypt, with the PIN for it', async ({ call }) => {
  for (const text of ['', 'x', 'INPUT DATA']) {
    const ciphertext = publicEncrypt({ key: theirs, oaepHash: 'sha1' }, Buffer.from(text));
    const plaintext = await call(privateKey, 'decrypt', ciphertext, { pin });
    assert.equal(Buffer.from(plaintext).toString(), text);
  }
  await assert.rejects(async () => call(privateKey, 'decrypt', new Uint8Array(256), {}), {
    code: 'CKR_USER_NOT_LOGGED_IN',
  });
});

twice('parts: the PIN is asked for once', async ({ call, mode }) => {
  let asked = 0;
  const source = (): string => {
    asked++;
    return pin;
  };
  const parts = ['INPUT', ' ', '', 'DATA'];
  assert.ok(good(await call(privateKey, 'sign', parts, { pin: source })));
  assert.equal(asked, 1);
  if (mode === 'sync') return;
  const slowly = async function* (): AsyncGenerator<string> {
    for (const part of parts) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield part;
    }
  };
  assert.ok(good(await privateKey.sign(slowly(), { pin: async () => source() })));
  assert.ok(good(await privateKey.sign(new Blob(parts).stream(), { pin: source })));
  assert.equal(asked, 3);
});

twice('parts that fail half way leave nothing open', async ({ call }) => {
  const narrow = await call(token, 'open', { userPin: pin, concurrency: 1 });
  const { value: key } = await narrow.getObjects({ class: 'PRIVATE_KEY' }).next();
  const broken = function* (): Generator<string> {
    yield 'INPUT';
    throw new Error('no more');
  };
  await assert.rejects(async () => call(key, 'sign', broken(), { pin }), { message: 'no more' });
  assert.ok(good(await call(key, 'sign', DATA, { pin })));
  await call(narrow, 'close');
});

twice('signatures at once, each with its PIN', async ({ call }) => {
  const work = Array.from({ length: 20 }, () => call(privateKey, 'sign', DATA, { pin }));
  const signatures: Uint8Array[] = await Promise.all(work);
  assert.deepEqual(signatures.map(good), new Array(20).fill(true));
});

twice('the data and the PIN may be changed as soon as the method has returned', async ({ call, mode }) => {
  const data = Uint8Array.from(DATA);
  const secret = new TextEncoder().encode(pin);
  const signing = call(privateKey, 'sign', data, { pin: secret });
  if (mode === 'async') {
    data.fill(0);
    secret.fill(0x30);
  }
  assert.ok(good(await signing));
});

twice('other mechanisms take their options beside the PIN', async ({ call }) => {
  const mechanism = 'SHA256_RSA_PKCS_PSS';
  const signature = await call(privateKey, 'sign', DATA, { mechanism, saltLength: 20, pin });
  const { RSA_PKCS1_PSS_PADDING: padding } = constants;
  assert.ok(verify('sha256', DATA, { key: theirs, padding, saltLength: 20 }, signature));
  await assert.rejects(async () => call(privateKey, 'sign', DATA, { pin, pim: pin }), {
    name: 'TypeError',
    message: /unknown option "pim"/,
  });
});

twice('nobody is asked for a PIN to verify or with a public key', async ({ call }) => {
  const signature = await call(privateKey, 'sign', DATA, { pin });
  assert.equal(await call(publicKey, 'verify', DATA, signature), true);
  await assert.rejects(async () => call(publicKey, 'verify', DATA, signature, { pin }), {
    name: 'TypeError',
    message: /unknown option "pin"/,
  });
});
