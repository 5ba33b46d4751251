// What openCryptoki does otherwise than the standard has it; the fake stands for it.
import assert from 'node:assert/strict';
import type { Session } from '../../src/index.ts';
import { CKA, CKM, CKR } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { type Caller, twice } from '../support/modes.ts';

const IBM = 'manufacturer=IBM; description=Meta PKCS11 LIBRARY';
const PRIME = 'e7'.repeat(32);
const SECRET = Buffer.from(Uint8Array.from({ length: 32 }, (_, index) => index)).toString('hex');
const DH = `${IBM}; offer=${[CKM.DH_PKCS_DERIVE, CKM.DH_PKCS_KEY_PAIR_GEN]}; attr:0x130=hex:${PRIME}; attr:0x11=hex:${SECRET}`;
const READABLE = { sensitive: false, extractable: true } as const;
const publicValue = 'public value';

async function startAgreement({ mode }: Caller) {
  const fake = await startFake(DH, { mode });
  const session = await fake.open({ userPin: '1234' });
  const parameters = await session.createDomainParameters('DH', { prime: 5n, base: 2n });
  const { privateKey } = await parameters.generateKeyPair();
  return { fake, session, privateKey };
}

/** The attributes that reached the module: values in hexadecimal, by number. */
const attributes = (fake: Fake, fn: string): Map<number, string> =>
  new Map(
    fake
      .calls(fn)
      .at(-1)!
      .args.pTemplate!.replace(/^t:/, '')
      .split(',')
      .map((each) => each.split(':'))
      .map(([type, , value]) => [Number(type), value!]),
  );

twice('a key that may be read is cut here, and the whole secret does not stay', async (caller) => {
  const { fake, privateKey } = await startAgreement(caller);
  const options = { bits: 128, publicValue, template: READABLE, label: 'cut', capabilities: ['encrypt'] };
  const key = await caller.call(privateKey, 'deriveKey', 'AES', options);
  assert.equal(key.keyType, 'AES');
  const derived = attributes(fake, 'C_DeriveKey');
  assert.equal(derived.get(CKA.KEY_TYPE), '1000000000000000');
  assert.equal(derived.has(CKA.VALUE_LEN), false);
  const created = attributes(fake, 'C_CreateObject');
  // The last bytes: PKCS #11 v3.2 §6.4.7.
  assert.equal(created.get(CKA.VALUE), SECRET.slice(-32));
  assert.equal(created.get(CKA.LABEL), Buffer.from('cut').toString('hex'));
  assert.deepEqual(
    [CKA.ENCRYPT, CKA.DECRYPT].map((type) => created.get(type)),
    ['01', '00'],
  );
  assert.equal(fake.count('C_DestroyObject'), 1);
  await fake.module.close();
});

twice('a key that only the token could cut is not made', async (caller) => {
  const { call } = caller;
  const { fake, privateKey } = await startAgreement(caller);
  for (const [type, options] of [
    ['AES', { bits: 128 }],
    ['AES', { bits: 256 }],
    ['AES', { template: READABLE }],
    ['GENERIC_SECRET', { bits: 128 }],
    ['GENERIC_SECRET', { bits: 264, template: READABLE }],
  ] as const) {
    await assert.rejects(async () => call(privateKey, 'deriveKey', type, { ...options, publicValue }), {
      name: 'NotSupportedError',
      message: /^deriveKey: bits: the token derives GENERIC_SECRET keys of 256 bits only/,
    });
  }
  assert.equal(fake.count('C_DeriveKey'), 0);
  await fake.module.close();
});

twice("the whole secret is the token's to derive", async (caller) => {
  const { call } = caller;
  const { fake, privateKey } = await startAgreement(caller);
  for (const options of [{}, { bits: 256 }]) {
    await call(privateKey, 'deriveKey', 'GENERIC_SECRET', { ...options, publicValue });
    assert.equal(attributes(fake, 'C_DeriveKey').get(CKA.SENSITIVE), '01');
  }
  assert.deepEqual([fake.count('C_DeriveKey'), fake.count('C_DestroyObject')], [2, 0]);
  await fake.module.close();
});

twice(
  "another's value gets the length of the prime where the token does not take it as it is",
  async (caller) => {
    const { mode, call } = caller;
    const refusing = `rv:C_DeriveKey=${CKR.MECHANISM_PARAM_INVALID}`;
    const value = Buffer.from(publicValue);
    const padded = Buffer.concat([Buffer.alloc(32 - value.length), value]);
    for (const [script, given, sent] of [
      [`${DH}; ${refusing}*1`, value, [value, padded]],
      [
        `${DH}; ${refusing}*1`,
        Buffer.concat([Buffer.alloc(1), padded]),
        [Buffer.concat([Buffer.alloc(1), padded]), padded],
      ],
      [`${DH}; ${refusing}`, padded, [padded]],
      [`${DH}; ${refusing}`, Buffer.alloc(33, 1), [Buffer.alloc(33, 1)]],
      [`${DH}; rv:C_DeriveKey=${CKR.DEVICE_ERROR}`, value, [value]],
    ] as const) {
      for (const [keyType, options] of [
        ['AES', { bits: 128, template: READABLE }],
        ['GENERIC_SECRET', { bits: 256 }],
      ] as const) {
        await using fake = await startFake(script, { mode });
        const session = await fake.open({ userPin: '1234' });
        const parameters = await session.createDomainParameters('DH', { prime: 5n, base: 2n });
        const { privateKey } = await parameters.generateKeyPair();
        const work = () => call(privateKey, 'deriveKey', keyType, { ...options, publicValue: given });
        if (sent.length === 2) await work();
        else await assert.rejects(work, { fn: 'C_DeriveKey' });
        assert.deepEqual(
          fake.calls('C_DeriveKey').map(({ args }) => args.parameter),
          sent.map((bytes) => `x:${bytes.toString('hex')}`),
        );
      }
    }
  },
);

twice('a key that nobody would be asked a PIN for is not made', async ({ mode, call }) => {
  await using fake = await startFake(IBM, { mode });
  const session: Session = await fake.open({ userPin: '1234' });
  const privateTemplate = { alwaysAuthenticate: true };
  await assert.rejects(async () => call(session, 'generateKeyPair', 'RSA', { bits: 1024, privateTemplate }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: alwaysAuthenticate: .*without asking for a PIN/,
  });
  assert.equal(fake.count('C_GenerateKeyPair'), 0);
});

twice('nothing at all is signed and verified as a whole', async ({ mode, call }) => {
  // 3.27 ends operations in parts that have got none: C_SignFinal and C_VerifyFinal of no operation.
  await using fake = await startFake('unfed=none; output=16; rv:C_Verify=0*1', { mode });
  const { key } = await fake.openWithKey({ concurrency: 1 });
  for (const nothing of [[], ['', '']]) {
    assert.deepEqual(await call(key, 'sign', nothing), await call(key, 'sign', ''));
  }
  assert.equal(await call(key, 'verify', [''], new Uint8Array(16)), true);
  assert.equal(await call(key, 'verify', [''], new Uint8Array(16)), false);
  assert.deepEqual(
    ['C_SignFinal', 'C_Sign', 'C_VerifyFinal', 'C_Verify'].map((fn) => fake.count(fn)),
    [2, 4, 2, 2],
  );
});

twice('what has got data is not signed without it', async ({ mode, call }) => {
  const losing = ['C_SignFinal', 'C_VerifyFinal']
    .map((fn) => `rv:${fn}=${CKR.OPERATION_NOT_INITIALIZED}`)
    .join('; ');
  await using fake = await startFake(`${losing}; rv:C_SetOperationState=0`, { mode });
  const { key, session } = await fake.openWithKey();
  const error = { code: 'CKR_OPERATION_NOT_INITIALIZED' };
  await assert.rejects(async () => call(key, 'sign', ['data']), error);
  await assert.rejects(async () => call(key, 'verify', ['data'], new Uint8Array(16)), error);
  // Nor is what goes on where another was saved: it may have.
  const restored = await call(session, 'restoreOperation', 'sign', 'state', { key });
  await assert.rejects(async () => call(restored, 'finish'), error);
  assert.deepEqual([fake.count('C_Sign'), fake.count('C_Verify')], [0, 0]);
});

twice('the token does not get a code of another length than the mechanism makes', async (caller) => {
  // C_VerifyFinal of 3.27 ends the process when an AES_CMAC of more than a block is not of 16 bytes.
  const { mode, call } = caller;
  const script = `offer=${CKM.AES_CMAC_GENERAL}; rv:C_Verify=0; rv:C_VerifyFinal=0`;
  await using fake = await startFake(script, { mode });
  const { key } = await fake.openWithKey();
  const general = { mechanism: 'AES_CMAC_GENERAL', macLength: 5 };
  for (const [length, options] of [
    [16, {}],
    [5, general],
  ] as const) {
    for (const wrong of [0, length - 1, length + 1]) {
      for (const data of ['data', ['data']]) {
        assert.equal(await call(key, 'verify', data, new Uint8Array(wrong).fill(7), options), false);
        const { args } = fake.calls(typeof data === 'string' ? 'C_Verify' : 'C_VerifyFinal').at(-1)!;
        assert.equal(args.ulSignatureLen, String(length));
      }
    }
  }
});

twice('a failure to verify what is no less than the modulus is a verdict', async ({ mode, call }) => {
  // CKR_FUNCTION_FAILED of 3.8. What is less may be a signature: then the failure is one.
  const failed = CKR.FUNCTION_FAILED;
  const fails = ['C_Verify', 'C_VerifyFinal', 'C_VerifyRecover'].map((fn) => `rv:${fn}=${failed}`).join('; ');
  const offer = [CKM.SHA256_RSA_PKCS, CKM.RSA_PKCS, CKM.RSA_PKCS_KEY_PAIR_GEN];
  const modulus = 'c7'.repeat(64);
  const script = `${fails}; rv:C_VerifyRecoverInit=0; offer=${offer}; attr:0x120=hex:${modulus}`;
  await using fake = await startFake(script, { mode });
  const { publicKey } = await (await fake.open()).generateKeyPair('RSA', { bits: 512 });
  const mechanism = 'SHA256_RSA_PKCS';
  const error = { code: 'CKR_FUNCTION_FAILED' };
  const below = Buffer.from(`${'c7'.repeat(63)}c6`, 'hex');
  for (const data of ['data', ['data']]) {
    for (const none of [new Uint8Array(64).fill(0xff), Buffer.from(modulus, 'hex'), below.subarray(1), '']) {
      assert.equal(await call(publicKey, 'verify', data, none, { mechanism, software: false }), false);
    }
    await assert.rejects(async () => call(publicKey, 'verify', data, below, { mechanism }), error);
  }
  assert.equal(await call(publicKey, 'verifyRecover', Buffer.from(modulus, 'hex')), undefined);
  await assert.rejects(async () => call(publicKey, 'verifyRecover', below), error);
});

twice('a CMAC reaches the token in one call: 3.27 ends the process when one is given up', async (caller) => {
  const { mode, call } = caller;
  await using fake = await startFake(IBM, { mode });
  const { key, session } = await fake.openWithKey({ concurrency: 1 });
  // The fake's code is the data.
  assert.equal(Buffer.from(await call(key, 'sign', ['da', '', 'ta'])).toString(), 'data');
  const code = '16 bytes of code';
  for (const _ of [1, 2]) assert.equal(await call(key, 'verify', ['16 bytes', ' of code'], code), true);
  assert.equal(await call(key, 'verify', ['16 bytes', ' of c0de'], code), false);
  assert.equal(await call(key, 'verify', ['16 bytes', ' of code'], code.slice(1)), false);
  for (const [operation, ...given] of [['signOperation'], ['verifyOperation', code]] as const) {
    const begun = await call(key, operation, ...given);
    await call(begun, 'update', 'x'.repeat(40));
    await assert.rejects(async () => call(begun, 'saveState'), { name: 'NotSupportedError' });
    await call(begun, 'close');
  }
  await call(session, 'close');
  for (const fn of ['C_SignUpdate', 'C_VerifyUpdate', 'C_SessionCancel']) assert.equal(fake.count(fn), 0, fn);
});
