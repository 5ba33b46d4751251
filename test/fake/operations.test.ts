// What reaches the module and what comes back: outputs of any length, inputs that change meanwhile, parameters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretKey } from '../../src/index.ts';
import { type FakeOptions, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const IV = new Uint8Array(16).fill(9);

/** What the fake gives for `output=N`. */
const pattern = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => index * 7 + Math.floor(index / 256));

twice(
  'a length that stays as it was when the room was too small: more room is made',
  async ({ call, mode }) => {
    for (const length of [1025, 4627, 49_856]) {
      await using fake = await startFake(`output=${length}; length=silent`, { mode });
      const { key } = await fake.openWithKey({ concurrency: 1 });
      assert.deepEqual(await call(key, 'sign', 'data'), pattern(length));
      assert.ok(fake.count('C_Sign') <= 12, `${fake.count('C_Sign')} calls`);
    }
  },
);

twice('an operation that ends when the room was too small is begun again', async ({ call, mode }) => {
  // NSS does so with ML-DSA.
  await using fake = await startFake('output=4627; room=ends', { mode });
  const { key } = await fake.openWithKey({ concurrency: 1 });
  assert.deepEqual(await call(key, 'sign', 'data'), pattern(4627));
  assert.deepEqual(await call(key, 'encrypt', 'data', { iv: IV }), pattern(4627));
  assert.equal(fake.count('C_SignInit'), 2);
});

twice('a token that takes the beginning of a code for the whole is not believed', async ({ call, mode }) => {
  // openCryptoki 3.8 does so with HMAC.
  await using fake = await startFake('rv:C_Verify=0; rv:C_VerifyFinal=0', { mode });
  const { key } = await fake.openWithKey();
  for (const data of ['data', ['da', 'ta']]) {
    // AES_CMAC.
    assert.equal(await call(key, 'verify', data, new Uint8Array(16)), true);
    for (const length of [0, 15, 17]) {
      assert.equal(await call(key, 'verify', data, new Uint8Array(length)), false);
    }
  }
});

/** That the session is of use: the same operation, on the same native session, and none left over from before. */
async function assertUsable(fake: Awaited<ReturnType<typeof startFake>>, key: SecretKey): Promise<void> {
  await key.session.digest('x').catch((error) => assert.equal(error.name, 'ModuleFaultError'));
  const found: unknown[] = [];
  for await (const object of key.session.getObjects({})) found.push(object);
  assert.equal(found.length, 1);
  assert.equal(fake.count('C_OpenSession'), 1);
}

for (const [what, options] of [
  ['with C_SessionCancel', {}],
  ['without C_SessionCancel', { defines: { NO_GET_INTERFACE: true } }],
] as readonly (readonly [string, FakeOptions])[]) {
  for (const script of ['room=never', 'room=more', 'length=~0']) {
    twice(`${script}: a fault of the module after a few tries, ${what}`, async ({ call, mode }) => {
      await using fake = await startFake(script, { ...options, mode });
      const { key } = await fake.openWithKey({ concurrency: 1 });
      for (const [fn, calling] of [
        ['C_Sign', () => call(key, 'sign', 'data')],
        ['C_Encrypt', () => call(key, 'encrypt', 'data', { iv: IV })],
        ['C_Decrypt', () => call(key, 'decrypt', 'data', { iv: IV })],
        ['C_Digest', () => call(key.session, 'digest', 'data')],
        ['C_SignFinal', () => call(key, 'sign', ['da', 'ta'])],
        ['C_DigestFinal', () => call(key.session, 'digest', ['da', 'ta'])],
        ['C_WrapKey', () => call(key, 'wrapKey', key, { mechanism: 'AES_KEY_WRAP' })],
      ] as const) {
        await assert.rejects(calling(), { name: 'ModuleFaultError', code: 'ERR_MODULE_FAULT', fn });
        assert.ok(fake.count(fn) <= 30, `${fn}: ${fake.count(fn)} calls`);
      }
      // Without C_SessionCancel nothing can end what never gives its output: the session is replaced.
      if (what.startsWith('with ')) await assertUsable(fake, key);
    });
  }
}

twice('after a module at fault came to its senses the same session works', async ({ call, mode }) => {
  const faults = ['C_Sign', 'C_Encrypt'].map((fn) => `rv:${fn}=0x150*18`).join('; ');
  for (const options of [{}, { defines: { NO_GET_INTERFACE: true } }] as const) {
    await using fake = await startFake(faults, { mode, ...options });
    const { key } = await fake.openWithKey({ concurrency: 1 });
    for (let tries = 0; fake.count('C_Sign') < 18 && tries < 20; tries++) {
      await assert.rejects(call(key, 'sign', 'data'), { name: 'ModuleFaultError' });
    }
    assert.equal(text(await call(key, 'sign', 'data')), 'data');
    for (let tries = 0; fake.count('C_Encrypt') < 18 && tries < 20; tries++) {
      await assert.rejects(call(key, 'encrypt', 'data', { iv: IV }), { name: 'ModuleFaultError' });
    }
    assert.equal(text(await call(key, 'encrypt', 'data', { iv: IV })), 'data');
    assert.equal(fake.count('C_OpenSession'), 1);
  }
});

twice('a length that is written only when it is asked for: the output is right', async ({ call, mode }) => {
  await using fake = await startFake('length=unless-asked', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  assert.equal(text(await call(key, 'encrypt', 'data', { iv: IV })), 'data');
  assert.equal(text(await call(key, 'decrypt', 'data', { iv: IV })), 'data');
  assert.equal(text(await call(key, 'sign', 'data')), 'data');
  assert.equal(text(await call(session, 'digest', 'data')), 'data');
  assert.equal(fake.count('C_OpenSession'), 1);
});

twice('a length that is never written: no padding is taken for output', async ({ call, all, mode }) => {
  await using fake = await startFake('length=untouched', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  for (const calling of [
    () => call(key, 'encrypt', 'data', { iv: IV }),
    () => call(key, 'sign', 'data'),
    () => call(session, 'digest', 'data'),
    () => call(key, 'sign', ['da', 'ta']),
    () => call(key, 'wrapKey', key, { mechanism: 'AES_KEY_WRAP' }),
    () => all(key, 'encrypt', ['x'.repeat(40)], { iv: IV }),
  ]) {
    await assert.rejects(calling(), { name: 'ModuleFaultError' }, String(calling));
  }
});

twice('signatures of ML-DSA-87 and SLH-DSA come whole, in one call and in parts', async ({ call, mode }) => {
  for (const length of [1, 64, 1023, 1024, 1025, 4627, 49_856]) {
    await using fake = await startFake(`output=${length}`, { mode });
    const { key } = await fake.openWithKey();
    assert.deepEqual(await call(key, 'sign', 'data'), pattern(length));
    assert.deepEqual(await call(key, 'sign', ['da', 'ta']), pattern(length));
    assert.deepEqual(await call(key, 'wrapKey', key, { mechanism: 'AES_KEY_WRAP' }), pattern(length));
  }
});

twice('parts are cut to the length that is returned', async ({ call, all, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey();
  const chunks = ['a', '', 'b'.repeat(20), 'c'.repeat(3000), 'd'];
  for (const method of ['encrypt', 'decrypt']) {
    const parts: Uint8Array[] = await all(key, method, chunks, { iv: IV });
    assert.equal(text(Buffer.concat(parts)), chunks.join(''));
    assert.deepEqual(
      parts.map((part) => part.byteLength),
      [16, 2992, 14],
    );
    for (const part of parts) assert.equal(part.buffer.byteLength, part.byteLength);
  }
  assert.equal(text(await call(session, 'digest', chunks)), chunks.join(''));
  assert.equal(text(await call(key, 'sign', chunks)), chunks.join(''));
  // Its codes are echoes: as long as AES_CMAC's.
  const few = ['a', '', 'b'.repeat(15)];
  assert.equal(await call(key, 'verify', few, few.join('')), true);
  assert.equal(await call(key, 'verify', few, `x${few.join('').slice(1)}`), false);
});

test('input may be changed or detached as soon as an asynchronous method has returned', async () => {
  const slow = ['C_Sign', 'C_Encrypt', 'C_Digest', 'C_Verify'].map((fn) => `sleep:${fn}=20`).join('; ');
  await using fake = await startFake(slow);
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  const spoil: ((data: Uint8Array<ArrayBuffer>) => void)[] = [
    (data) => data.fill(0x21),
    (data) => structuredClone(data.buffer, { transfer: [data.buffer] }),
  ];
  for (const change of spoil) {
    const inputs = Array.from({ length: 4 }, () => new Uint8Array(Buffer.from('the right input!')));
    const signature = new Uint8Array(Buffer.from('the right input!'));
    const iv = IV.slice();
    // One lane: the second waits for the first with its input encoded already.
    const results = Promise.all([
      key.sign(inputs[0]!),
      key.encrypt(inputs[1]!, { iv }),
      session.digest(inputs[2]!),
      key.verify(inputs[3]!, signature),
    ]);
    for (const data of [...inputs, signature, iv]) change(data);
    const [signed, encrypted, digest, valid] = await results;
    assert.deepEqual([signed, encrypted, digest].map(text), [
      'the right input!',
      'the right input!',
      'the right input!',
    ]);
    assert.equal(valid, true);
    assert.equal(fake.calls('C_EncryptInit').at(-1)?.args.parameter, `x:${'09'.repeat(16)}`);
  }
});

test('templates, seeds and PINs may be changed as soon as an asynchronous method has returned', async () => {
  await using fake = await startFake('sleep:C_OpenSession=20; sleep:C_Sign=30');
  const token = await fake.token();
  const pin = new Uint8Array(Buffer.from('1234'));
  const opening = token.open({ userPin: () => pin, concurrency: 1 });
  const session = await opening;
  assert.equal(fake.calls('C_Login')[0]?.args.pPin, 'x:31323334');
  const key = await session.generateKey('AES', { bits: 128 });
  const signing = key.sign('holds the lane');
  const value = new Uint8Array([1, 2, 3]);
  const seed = new Uint8Array([4, 5, 6]);
  const working = [session.createObject({ class: 'DATA', value }), session.seedRandom(seed)];
  value.fill(0);
  seed.fill(0);
  await Promise.all([signing, ...working]);
  assert.match(fake.calls('C_CreateObject')[0]?.args.pTemplate ?? '', /0x11:x:010203/);
  assert.equal(fake.calls('C_SeedRandom')[0]?.args.pSeed, 'x:040506');
});

/** The CK_ULONGs of a parameter structure. */
function ulongs(parameter: string | undefined): bigint[] {
  const bytes = Buffer.from(parameter?.slice(2) ?? '', 'hex');
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => bytes.readBigUInt64LE(index * 8));
}

twice('CK_GCM_PARAMS has every field set, ulIvBits among them', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { key } = await fake.openWithKey();
  const iv = Uint8Array.from({ length: 12 }, (_, index) => index + 1);
  await call(key, 'encrypt', 'data', { mechanism: 'AES_GCM', iv, additionalData: 'more', tagBits: 96 });
  await call(key, 'encrypt', 'data', { mechanism: 'AES_GCM', iv });
  const [full, plain] = fake.calls('C_EncryptInit').map(({ args }) => args);
  assert.equal(full?.pIv, `x:${Buffer.from(iv).toString('hex')}`);
  assert.equal(full?.pAAD, `x:${Buffer.from('more').toString('hex')}`);
  assert.deepEqual(ulongs(full?.parameter).toSpliced(3, 1).slice(1), [12n, 96n, 4n, 96n]);
  assert.equal(plain?.pAAD, 'NULL');
  assert.deepEqual(ulongs(plain?.parameter).slice(1), [12n, 96n, 0n, 0n, 128n]);
});

twice('EdDSA without parameters sends NULL and 0', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const { privateKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', { curve: 'Ed25519' });
  await call(privateKey, 'sign', 'data');
  await call(privateKey, 'sign', 'data', { mechanism: 'EDDSA' });
  for (const { args } of fake.calls('C_SignInit')) {
    assert.deepEqual([args.mechanism, args.ulParameterLen, args.parameter], ['4183', '0', 'NULL']);
  }
});

twice('OAEP with an absent or empty label sends NULL and 0', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const { publicKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 2048 });
  for (const oaepLabel of [undefined, '', new Uint8Array(0)]) {
    await call(publicKey, 'encrypt', 'data', { mechanism: 'RSA_PKCS_OAEP', oaepLabel });
  }
  // CKM_SHA_1, CKG_MGF1_SHA1, CKZ_DATA_SPECIFIED.
  const expected = [0x220n, 1n, 1n, 0n, 0n];
  for (const { args } of fake.calls('C_EncryptInit')) assert.deepEqual(ulongs(args.parameter), expected);
  await call(publicKey, 'encrypt', 'data', { mechanism: 'RSA_PKCS_OAEP', oaepLabel: 'L' });
  const labelled = ulongs(fake.calls('C_EncryptInit').at(-1)?.args.parameter);
  assert.notEqual(labelled[3], 0n);
  assert.equal(labelled[4], 1n);
});
