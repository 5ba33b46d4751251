// Messages in parts and signed messages, which no module at hand has: what reaches the module, and what comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { CKM } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const hex = (data: string): string => `x:${Buffer.from(data).toString('hex')}`;
const mechanism = 'AES_GCM';
const LANE = { concurrency: 1 } as const;

twice('a message in parts: one parameter for all of it, its end marked', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey(LANE);
  const run = await call(key, 'messageEncryptor', { mechanism });
  const sealed = await call(run, 'encrypt', ['IN', '', 'PUT'], { additionalData: 'header' });
  assert.equal(text(sealed.ciphertext), 'INPUT');
  assert.deepEqual([sealed.iv.length, text(sealed.tag)], [12, 'tag of the fake\0']);
  assert.notDeepEqual(sealed.iv, new Uint8Array(12));
  const [begun] = fake.calls('C_EncryptMessageBegin');
  assert.equal(begun?.args.pAssociatedData, hex('header'));
  assert.deepEqual(
    fake.calls('C_EncryptMessageNext').map(({ args }) => [args.pPlaintextPart, args.flags]),
    [
      [hex('IN'), '0'],
      ['x:', '0'],
      [hex('PUT'), '0'],
      // CKF_END_OF_MESSAGE.
      ['x:', '1'],
    ],
  );
  // The run takes the next message, whole or in parts.
  assert.equal(text((await call(run, 'encrypt', 'whole')).ciphertext), 'whole');
  assert.equal(text((await call(run, 'encrypt', [])).ciphertext), '');
  await call(run, 'close');

  const opener = await call(key, 'messageDecryptor', { mechanism });
  assert.equal(text(await call(opener, 'decrypt', { ...sealed, ciphertext: ['IN', 'PUT'] })), 'INPUT');
  await assert.rejects(
    async () => call(opener, 'decrypt', { ...sealed, ciphertext: ['IN', 'PUT'], tag: new Uint8Array(16) }),
    { code: 'CKR_AEAD_DECRYPT_FAILED', fn: 'C_DecryptMessageNext' },
  );
  assert.equal(text(await call(opener, 'decrypt', sealed)), 'INPUT');
  await call(opener, 'close');
  assert.equal(text(await call(session, 'digest', 'x')), 'x');
});

twice('signed messages, whole and in parts', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey(LANE);
  const signer = await call(key, 'messageSigner');
  assert.equal(fake.calls('C_MessageSignInit')[0]?.args.hKey, String(key.handle));
  for (const data of ['INPUT DATA', ['INPUT', '', ' DATA'], '', []]) {
    const expected = [data].flat().join('');
    assert.equal(text(await call(signer, 'sign', data)), expected);
    assert.equal(text(await call(signer, 'sign', data, { parameter: 'p:' })), `p:${expected}`);
  }
  assert.deepEqual(
    fake
      .calls('C_SignMessageNext')
      .slice(0, 4)
      .map(({ args }) => [args.pData, args.pulSignatureLen === 'NULL']),
    [
      [hex('INPUT'), true],
      ['x:', true],
      [hex(' DATA'), true],
      ['x:', false],
    ],
  );
  await call(signer, 'close');

  const verifier = await call(key, 'messageVerifier');
  for (const [data, signature, options, expected] of [
    ['INPUT DATA', 'INPUT DATA', {}, true],
    ['INPUT DATA', 'INPUT DATE', {}, false],
    [['INPUT', ' DATA'], 'INPUT DATA', {}, true],
    [['INPUT', ' DATE'], 'INPUT DATA', {}, false],
    [['INPUT'], 'p:INPUT', { parameter: 'p:' }, true],
    ['INPUT', 'p:INPUT', { parameter: 'p:' }, true],
  ] as const) {
    assert.equal(await call(verifier, 'verify', data, signature, options), expected);
  }
  await call(verifier, 'close');
  assert.equal(text(await call(session, 'digest', 'x')), 'x');
});

twice('output of any length, in parts too', async ({ call, mode }) => {
  for (const script of ['output=5000', 'output=70000; length=silent']) {
    await using fake = await startFake(script, { mode });
    const { key } = await fake.openWithKey(LANE);
    const length = Number(/\d+/.exec(script)![0]);
    const run = await call(key, 'messageEncryptor', { mechanism });
    assert.equal((await call(run, 'encrypt', ['x', 'y'])).ciphertext.length, 3 * length);
    await call(run, 'close');
    const signer = await call(key, 'messageSigner');
    assert.equal((await call(signer, 'sign', ['x', 'y'])).length, length);
    assert.equal((await call(signer, 'sign', 'x')).length, length);
    await call(signer, 'close');
  }
});

/** Each step that can fail, of a message of two parts. */
const STEPS = [
  ['messageEncryptor', 'encrypt', 'C_EncryptMessage', [['a', 'b']]],
  [
    'messageDecryptor',
    'decrypt',
    'C_DecryptMessage',
    [{ iv: new Uint8Array(12), tag: 'tag of the fake\0', ciphertext: ['a', 'b'] }],
  ],
  ['messageSigner', 'sign', 'C_SignMessage', [['a', 'b']]],
  ['messageVerifier', 'verify', 'C_VerifyMessage', [['a', 'b'], 'ab']],
] as const;

twice(
  'whatever step of a message fails, the next message is done, and the lane is free afterwards',
  async ({ call, mode }) => {
    for (const [method, operation, fn, args] of STEPS) {
      for (const failing of [
        `${fn}Begin=0x30*1`,
        `${fn}Next=0x30*1`,
        `${fn}Next=0x30@2*1`,
        `${fn}Next=0x30@3*1`,
      ]) {
        await using fake = await startFake(`rv:${failing}`, { mode });
        const { session, key } = await fake.openWithKey(LANE);
        const run = await call(key, method, method.endsWith('cryptor') ? { mechanism } : {});
        await assert.rejects(
          async () => call(run, operation, ...args),
          { code: 'CKR_DEVICE_ERROR' },
          failing,
        );
        assert.ok(await call(run, operation, ...args), failing);
        await call(run, 'close');
        assert.equal(text(await call(session, 'digest', 'x')), 'x', failing);
        assert.equal(fake.count('C_OpenSession'), 1);
      }
    }
  },
);

twice('a message that is given up half way', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey(LANE);
  const broken = function* (): Generator<string> {
    yield 'a';
    throw new Error('no more');
  };
  for (const [method, operation, , [input, ...rest]] of STEPS) {
    const run = await call(key, method, method.endsWith('cryptor') ? { mechanism } : {});
    const given = operation === 'decrypt' ? { ...(input as object), ciphertext: broken() } : broken();
    await assert.rejects(async () => call(run, operation, given, ...rest), { message: 'no more' });
    const wrong = operation === 'decrypt' ? { ...(input as object), ciphertext: ['a', 5] } : ['a', 5];
    await assert.rejects(async () => call(run, operation, wrong, ...rest), {
      name: 'TypeError',
      message: /chunk/,
    });
    assert.ok(await call(run, operation, input, ...rest));
    await call(run, 'close');
    // Closing ended it: the fake refuses to while a message is open.
    assert.equal(text(await call(session, 'digest', 'x')), 'x', method);
  }
  assert.equal(fake.count('C_OpenSession'), 1);
});

test('other messages wait until the parts of one have come, and closing does', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey(LANE);
  const run = await key.messageEncryptor({ mechanism });
  const order: string[] = [];
  const slow = async function* (): AsyncGenerator<string> {
    yield 'a';
    await setTimeout(20);
    order.push('last part');
    yield 'b';
  };
  const first = run.encrypt(slow());
  const second = run.encrypt('c').then((sealed) => {
    order.push('second');
    return sealed;
  });
  assert.throws(() => run.encryptSync('d'), { name: 'BusyError' });
  assert.throws(() => run.closeSync(), { name: 'BusyError' });
  const closed = run.close().then(() => order.push('closed'));
  await assert.rejects(run.encrypt('e'), { name: 'ClosedError' });
  assert.equal(text((await first).ciphertext), 'ab');
  assert.equal(text((await second).ciphertext), 'c');
  await closed;
  assert.deepEqual(order, ['last part', 'second', 'closed']);
});

test('options and parameters may be changed as soon as the method has returned', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey(LANE);
  const parameter = new Uint8Array(Buffer.from('p:'));
  const additionalData = new Uint8Array(Buffer.from('header'));
  const iv = new Uint8Array(12).fill(1);
  await using run = await key.messageEncryptor({ mechanism });
  const sealing = run.encrypt(['a'], { additionalData, iv });
  additionalData.fill(0);
  iv.fill(0);
  assert.deepEqual([...(await sealing).iv], new Array(12).fill(1));
  assert.equal(fake.calls('C_EncryptMessageBegin')[0]?.args.pAssociatedData, hex('header'));
  await run.close();
  await using signer = await key.messageSigner();
  const signing = [signer.sign(['a'], { parameter }), signer.sign('b', { parameter })];
  parameter.fill(0);
  assert.deepEqual((await Promise.all(signing)).map(text), ['p:a', 'p:b']);
});

twice('wrong arguments are named', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { key } = await fake.openWithKey({ concurrency: 2 });
  const run = await call(key, 'messageEncryptor', { mechanism });
  const signer = await call(key, 'messageSigner');
  for (const [target, method, args, name, message] of [
    [run, 'encrypt', ['x', { dataLength: 1 }], 'TypeError', /unknown option "dataLength"/],
    [run, 'encrypt', [['x'], { dataLength: -1 }], 'RangeError', /dataLength/],
    [run, 'encrypt', [{}], 'TypeError', /plaintext/],
    [signer, 'sign', [5], 'TypeError', /data/],
    [signer, 'sign', [{}], 'TypeError', /data/],
    [signer, 'sign', ['x', { iv: 'x' }], 'TypeError', /unknown option "iv"/],
    [signer, 'sign', ['x', { parameter: 5 }], 'TypeError', /parameter/],
    [signer, 'verify', ['x', 5], 'TypeError', /signature/],
    [key, 'messageSigner', [{ mechanism: 'ECDSA_SHA256' }], 'NotSupportedError', /ECDSA_SHA256|hashes/],
    [key, 'messageSigner', [{ format: 'der' }], 'TypeError', /unknown option "format"/],
  ] as const) {
    await assert.rejects(async () => call(target, method, ...args), { name, message }, String(message));
  }
  await call(run, 'close');
  await call(signer, 'close');
  await assert.rejects(async () => call(signer, 'sign', 'x'), { name: 'ClosedError' });
});

twice(
  'a PIN for a signer of messages goes between its Init and the first of them',
  async ({ call, mode }) => {
    await using fake = await startFake('pin=1234', { mode });
    const { session, key } = await fake.openWithKey({ userPin: '1234', concurrency: 1 });
    const since = (): string[] => {
      const names = fake.calls().map(({ fn }) => fn);
      return names.slice(names.lastIndexOf('C_MessageSignInit'));
    };
    const pins = mode === 'sync' ? ['1234', () => '1234'] : ['1234', async () => '1234'];
    for (const pin of pins) {
      const signer = await call(key, 'messageSigner', { pin });
      for (const data of ['one', ['t', 'wo']]) assert.equal(text(await call(signer, 'sign', data)).length, 3);
      await call(signer, 'close');
      assert.deepEqual(since().slice(0, 3), ['C_MessageSignInit', 'C_Login', 'C_SignMessage']);
      assert.equal(fake.calls('C_Login').at(-1)?.args.userType, '2');
    }
    await assert.rejects(async () => call(key, 'messageSigner', { pin: '0000' }), {
      code: 'CKR_PIN_INCORRECT',
    });
    // Whatever ends it, the token is free, and the lane.
    assert.equal(text(await call(session, 'digest', 'data')), 'data');
    assert.equal(fake.count('C_OpenSession'), 1);
    await assert.rejects(async () => call(key, 'messageVerifier', { pin: '1234' }), { message: /"pin"/ });
  },
);

twice('room for the signatures of a mechanism, in messages too', async ({ call, mode }) => {
  await using fake = await startFake(`offer=${CKM.ML_DSA}`, { mode });
  const { key } = await fake.openWithKey(LANE);
  const signer = await call(key, 'messageSigner', { mechanism: 'ML_DSA' });
  await call(signer, 'sign', 'data');
  await call(signer, 'sign', ['da', 'ta']);
  await call(signer, 'close');
  const rooms = ['C_SignMessage', 'C_SignMessageNext'].map(
    (fn) => fake.calls(fn).at(-1)!.args.pulSignatureLen!,
  );
  // ML-DSA-87 has 4627 bytes.
  for (const room of rooms) assert.ok(Number(room.slice(1)) >= 4627, room);
});
