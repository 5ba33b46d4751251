// What tokens write into mechanism parameters and no real module here does (PKCS #11 v3.2 §6.38 TLS, v2.40 Historical
// Mechanisms, WTLS): the fake writes numbers that count up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OtpKey, SecretKey } from '../../src/index.ts';
import { CKM, CKR } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const offering = (...names: readonly (keyof typeof CKM)[]): string =>
  `offer=${names.map((name) => CKM[name]).join(',')}`;
const countingUp = (first: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => first + index);
const RANDOMS = { clientRandom: 'client', serverRandom: 'server' };
const SIZES = { macBits: 160, keyBits: 128, ivBits: 64 };

twice('the extended master secret of TLS 1.2', async ({ call, mode }) => {
  await using fake = await startFake(offering('TLS12_EXTENDED_MASTER_KEY_DERIVE'), { mode });
  const { key } = await fake.openWithKey();
  const mechanism = 'TLS12_EXTENDED_MASTER_KEY_DERIVE';
  const options = { mechanism, hash: 'SHA256', sessionHash: 'hash' };
  const made = await call(key, 'deriveKeys', 'GENERIC_SECRET', options);
  assert.ok(made.key instanceof SecretKey);
  assert.deepEqual(made.version, { major: 3, minor: 1 });
});

twice('the keys of a cipher suite without MAC secrets and IVs', async ({ call, mode }) => {
  await using fake = await startFake(offering('TLS12_KEY_SAFE_DERIVE'), { mode });
  const { key } = await fake.openWithKey();
  const options = {
    mechanism: 'TLS12_KEY_SAFE_DERIVE',
    hash: 'SHA256',
    ...RANDOMS,
    macBits: 0,
    keyBits: 128,
  };
  const { clientKey, serverKey, ...rest } = await call(key, 'deriveKeys', 'AES', options);
  assert.deepEqual(rest, { clientMacSecret: undefined, serverMacSecret: undefined });
  assert.ok(clientKey instanceof SecretKey && serverKey instanceof SecretKey);
  assert.notEqual(clientKey.handle, serverKey.handle);
  assert.equal(clientKey.keyType, 'AES');
  assert.equal(fake.calls('C_DeriveKey')[0]!.args.phKey, 'NULL');
});

twice('WTLS: master secret, keys of one side, pseudo-random function', async ({ call, mode }) => {
  const names = ['WTLS_MASTER_KEY_DERIVE', 'WTLS_SERVER_KEY_AND_MAC_DERIVE', 'WTLS_PRF'] as const;
  await using fake = await startFake(offering(...names), { mode });
  const { key } = await fake.openWithKey();
  const [master, keys, prf] = names;
  const hash = 'SHA_1';
  const secret = await call(key, 'deriveKeys', 'GENERIC_SECRET', { mechanism: master, hash, ...RANDOMS });
  assert.equal(secret.wtlsVersion, 1);
  assert.ok(secret.key instanceof SecretKey);
  const options = { mechanism: keys, hash, sequenceNumber: 1, ...RANDOMS, ...SIZES };
  const made = await call(key, 'deriveKeys', 'AES', options);
  assert.deepEqual(made.iv, countingUp(0x10, 8));
  assert.equal(made.macSecret.keyType, 'GENERIC_SECRET');
  assert.equal(made.writeKey.keyType, 'AES');
  // The fake says that it gave one byte less than it was asked for.
  const given = { mechanism: prf, hash, seed: 'seed', prfLabel: 'label', outputBytes: 21 };
  assert.deepEqual(await call(key, 'deriveData', given), countingUp(0x30, 20));
});

twice(
  'the pseudo-random function of TLS, and one that says it wrote more than there was room for',
  async ({ call, mode }) => {
    const options = { mechanism: 'TLS_PRF', seed: 'seed', prfLabel: 'label', outputBytes: 30 };
    {
      await using fake = await startFake(offering('TLS_PRF'), { mode });
      const { key } = await fake.openWithKey();
      assert.deepEqual(await call(key, 'deriveData', options), countingUp(0x20, 30));
    }
    await using fake = await startFake(`${offering('TLS_PRF')};length=~0`, { mode });
    const { key } = await fake.openWithKey();
    await assert.rejects(async () => call(key, 'deriveData', options), {
      code: 'ERR_MODULE_FAULT',
      message: /in room for 30/,
    });
  },
);

twice('data derived where there are no private data objects: asked for but once', async ({ call, mode }) => {
  await using fake = await startFake(
    `${offering('HKDF_DATA')};rv:C_DeriveKey=${CKR.ATTRIBUTE_VALUE_INVALID}*1`,
    {
      mode,
    },
  );
  const { key } = await fake.openWithKey({ userPin: '1234' });
  const options = { mechanism: 'HKDF_DATA', hash: 'SHA256', outputBytes: 16 };
  // The fake's data objects hold nothing.
  const empty = { fn: 'C_GetAttributeValue', code: 'CKR_ATTRIBUTE_TYPE_INVALID' };
  await assert.rejects(async () => call(key, 'deriveData', options), empty);
  await assert.rejects(async () => call(key, 'deriveData', options), empty);
  // CKA_PRIVATE of each template.
  const asked = fake.calls('C_DeriveKey').map(({ args }) => /0x2:x:(..)/.exec(args.pTemplate!)?.[1]);
  assert.deepEqual(asked, ['01', '00', '00']);
});

twice('KEA: the random number first, the key later', async ({ call, mode }) => {
  await using fake = await startFake(offering('KEA_DERIVE'), { mode });
  const { key } = await fake.openWithKey();
  const given = { mechanism: 'KEA_DERIVE', publicValue: 'public', randomBytes: 4 };
  const first = await call(key, 'deriveKeys', 'SKIPJACK', { ...given, isSender: true });
  assert.deepEqual(first, { key: undefined, randomA: countingUp(0x40, 4), randomB: new Uint8Array(4) });
  const options = { ...given, isSender: true, randomB: Uint8Array.of(1) };
  const second = await call(key, 'deriveKeys', 'SKIPJACK', options);
  assert.ok(second.key instanceof SecretKey);
  assert.deepEqual(second.randomB, Uint8Array.of(0, 0, 0, 1));
});

twice('the seed of DSA parameters', async ({ call, mode }) => {
  await using fake = await startFake(offering('DSA_PROBABILISTIC_PARAMETER_GEN'), { mode });
  const session = await fake.open();
  const options = { bits: 1024, mechanism: 'DSA_PROBABILISTIC_PARAMETER_GEN', hash: 'SHA256', seedBytes: 20 };
  const parameters = await call(session, 'generateDomainParameters', 'DSA', options);
  assert.deepEqual(parameters.seed, countingUp(0x50, 20));
});

twice('what SET wraps with a key', async ({ call, mode }) => {
  await using fake = await startFake(offering('KEY_WRAP_SET_OAEP'), { mode });
  const { key } = await fake.openWithKey();
  const options = { mechanism: 'KEY_WRAP_SET_OAEP' };
  const made = await call(key, 'unwrapKeyAndData', 'SECRET_KEY', 'DES', 'wrapped', options);
  assert.ok(made.key instanceof SecretKey);
  assert.equal(made.key.keyType, 'DES');
  assert.equal(made.blockContents, 3);
  assert.deepEqual(made.extraData, countingUp(0x60, 5));
});

twice('an IV that the token makes', async ({ call, mode }) => {
  await using fake = await startFake(`${offering('SKIPJACK_CBC64')};nonce=own`, { mode });
  const { key } = await fake.openWithKey();
  const sealed = await call(key, 'encryptWithNewIv', 'INPUT DATA', { mechanism: 'SKIPJACK_CBC64' });
  assert.deepEqual(sealed.iv, countingUp(0x70, 24));
  assert.equal(Buffer.from(sealed.ciphertext).toString(), 'INPUT DATA');
  const gcm = { mechanism: 'AES_GCM', additionalData: 'aad', ivBytes: 16 };
  assert.deepEqual((await call(key, 'encryptWithNewIv', 'x', gcm)).iv, countingUp(0x80, 16));
  await assert.rejects(async () => call(key, 'encryptWithNewIv', 'x', { ...gcm, ivBytes: 0 }), {
    name: 'RangeError',
    message: /ivBytes/,
  });
  await assert.rejects(async () => call(key, 'encryptWithNewIv', 'x', { mechanism: 'AES_CBC_PAD' }), {
    name: 'NotSupportedError',
  });
  await assert.rejects(async () => call(key, 'encryptWithNewIv', 'x', { ...gcm, iv: 'x' }), {
    name: 'TypeError',
    message: /"iv"/,
  });
});

twice(
  'a token that makes the nonces of AES-GCM itself: seal knows from its quirk',
  async ({ call, mode }) => {
    const script = 'mechanism-flags=0;nonce=own';
    const ownNonce = { name: 'fake', source: 'test', match: {}, traits: { ownNonce: true } };
    {
      await using fake = await startFake(script, { mode });
      const { key } = await fake.openWithKey();
      await assert.rejects(async () => call(key, 'seal', ''), { code: 'CKR_MECHANISM_PARAM_INVALID' });
    }
    await using fake = await startFake(`${script};output=26`, { mode, quirks: [ownNonce] });
    const { key } = await fake.openWithKey();
    const sealed = await call(key, 'seal', 'INPUT DATA');
    assert.deepEqual(sealed.iv, countingUp(0x80, 12));
    assert.equal(sealed.ciphertext.length, 10);
  },
);

twice('one-time passwords (CK_OTP_SIGNATURE_INFO)', async ({ call, mode }) => {
  await using fake = await startFake(offering('HOTP', 'HOTP_KEY_GEN'), { mode });
  const session = await fake.open();
  const key = await call(session, 'generateKey', 'HOTP');
  assert.ok(key instanceof OtpKey);
  assert.equal(key.objectClass, 'OTP_KEY');
  assert.deepEqual(await call(key, 'generateOtp', { counter: countingUp(0, 8) }), {
    value: Uint8Array.from(Buffer.from('755224')),
    time: new Date('2026-11-23T14:15:16Z'),
    counter: countingUp(0, 8),
    flags: ['NEXT_OTP', 'EXCLUDE_PIN'],
    outputFormat: 'DECIMAL',
    otpPin: '1234',
  });
  // The fake takes for right what equals the data, of which there is none.
  assert.equal(await call(key, 'verifyOtp', '755224'), false);
  assert.equal(await call(key, 'verifyOtp', ''), true);
  assert.equal(fake.calls('C_Verify')[0]!.args.pData, 'NULL');
  await assert.rejects(async () => call(key, 'generateOtp', { time: 'now' }), {
    name: 'TypeError',
    message: /^HOTP\.time: /,
  });
  await assert.rejects(async () => call(key, 'generateOtp', { flags: ['NONE'] }), {
    name: 'RangeError',
    message: /^HOTP\.flags: /,
  });
});

test('a one-time password outside of its buffer is not read', async () => {
  await using fake = await startFake(`${offering('HOTP', 'HOTP_KEY_GEN')};otp=astray`);
  const session = await fake.open();
  const key = await session.generateKey('HOTP');
  await assert.rejects(key.generateOtp(), { code: 'ERR_MODULE_FAULT', message: /not in its buffer/ });
});
