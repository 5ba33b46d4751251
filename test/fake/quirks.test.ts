// Devices that are not here, answering as their users and makers say they do; the fake stands for each.
import assert from 'node:assert/strict';
import { generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { test } from 'node:test';
import type { OpenOptions, Quirk, Session } from '../../src/index.ts';
import { loadModule } from '../../src/index.ts';
import { CKA, CKF, CKM } from '../../src/spec/constants.ts';
import { buildFake, PATIENCE, startFake } from '../support/fake.ts';
import { pointSizes, quirk, template } from '../support/fake-templates.ts';
import { twice } from '../support/modes.ts';
import { recordCalls } from '../support/token-calls.ts';

const OPENSC = 'manufacturer=OpenSC Project; description=OpenSC smartcard framework';
const TPM2 = 'manufacturer=tpm2-software.github.io; description=TPM2.0 Cryptoki';
const LUNA = 'manufacturer=SafeNet; description=Chrystoki';
const CLOUDHSM = 'manufacturer=Cavium Networks; description=Cavium PKCS#11 Interface';
const YUBIHSM = 'manufacturer=Yubico (www.yubico.com); description=YubiHSM PKCS#11 Library';
const YKCS11 = 'manufacturer=Yubico (www.yubico.com); description=PKCS#11 PIV Library (SP-800-73)';
const KMS = 'manufacturer=Google; description=Cryptoki Library for Cloud KMS';
const UTIMACO = 'manufacturer=Utimaco IS GmbH; description=CryptoServer PKCS11 Library';

const PIN = { userPin: '1234' } as const;

test('each device is known by what it says of itself', async () => {
  const devices: [string, string[]][] = [
    ['', []],
    [OPENSC, ['opensc-session-keys', 'opensc-ecdh-points', 'opensc-vague-verdicts']],
    [TPM2, ['tpm2-session-keys', 'tpm2-key-pins', 'tpm2-sessions', 'tpm2-handles']],
    [LUNA, ['luna-key-wrap-numbers', 'luna-rsa-lengths']],
    [CLOUDHSM, ['cloudhsm-gcm-nonce', 'cloudhsm-private-keys', 'cloudhsm-oaep-label', 'cloudhsm-sessions']],
    [YUBIHSM, ['yubihsm-ids-and-sessions']],
    [YKCS11, ['ykcs11-slots']],
    [KMS, ['kms-templates']],
    [UTIMACO, ['utimaco-user-types']],
  ];
  for (const [script, names] of devices) {
    await using fake = await startFake(script);
    assert.deepEqual((await fake.token()).quirks, names);
  }
});

test('quirks of the user, by versions too, one in the place of another', async () => {
  const mine: Quirk[] = [
    { name: 'luna-key-wrap-numbers', source: 'here', match: { model: /^none$/ }, traits: {} },
    { name: 'old', source: 'here', match: { libraryBelow: { major: 1, minor: 8 } }, traits: {} },
    { name: 'older', source: 'here', match: { libraryBelow: { major: 1, minor: 7 } }, traits: {} },
    { name: 'firmware', source: 'here', match: { firmwareBelow: { major: 0, minor: 1 } }, traits: {} },
  ];
  await using fake = await startFake(LUNA, { quirks: mine });
  assert.deepEqual((await fake.token()).quirks, [
    'luna-rsa-lengths',
    'luna-key-wrap-numbers',
    'old',
    'firmware',
  ]);
  const path = buildFake();
  for (const quirks of [{}, [{}], [{ name: 'x' }], ['x']]) {
    await assert.rejects(loadModule(path, { quirks: quirks as never }), {
      name: 'TypeError',
      message: /quirks/,
    });
  }
});

twice('Luna: key wrapping by the numbers of its vendor', async ({ mode, call }) => {
  await using fake = await startFake(`${LUNA}; offer=0x80000171`, { mode });
  const { session, key } = await fake.openWithKey();
  const other = await session.generateKey('AES', { bits: 128 });
  await call(key, 'wrapKey', other);
  assert.equal(fake.calls('C_WrapKey')[0]?.args.mechanism, String(0x8000_0171));
});

twice('Luna: RSA takes ciphertexts as long as the modulus, leading zeros and all', async ({ mode, call }) => {
  const offer = `offer=${[CKM.RSA_PKCS, CKM.RSA_X_509]}`;
  const modulus = `attr:0x120=hex:${'c5'.repeat(128)}`;
  for (const [device, lengths] of [
    [LUNA, [128, 128, 128]],
    ['', [126, 126, 128]],
  ] as const) {
    await using fake = await startFake(`${device}; ${offer}; ${modulus}`, { mode });
    const session = await fake.open(PIN);
    const { privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024 });
    const short = new Uint8Array(126).fill(7);
    for (const [mechanism, ciphertext] of [
      ['RSA_PKCS', short],
      ['RSA_X_509', short],
      ['RSA_X_509', new Uint8Array(128).fill(7)],
    ] as const) {
      await call(privateKey, 'decrypt', ciphertext, { mechanism });
    }
    const sent = fake.calls('C_Decrypt').map(({ args }) => args.pEncryptedData!.replace('x:', ''));
    assert.deepEqual(
      sent.map((hex) => hex.length / 2),
      lengths,
    );
    assert.ok(sent[0]!.endsWith('07'.repeat(126)) && !sent[0]!.startsWith('08'));
    // The length is read before the operation begins.
    const calls = fake.calls().map(({ fn }) => fn);
    assert.equal(calls[calls.lastIndexOf('C_Decrypt') - 1], 'C_DecryptInit');
  }
});

twice('nShield: an attribute that fails the whole call spoils no other', async ({ mode, call }) => {
  await using fake = await startFake('attr:0x202=fails', { mode });
  const { key } = await fake.openWithKey();
  assert.deepEqual(await call(key, 'get', ['sensitive', 'alwaysAuthenticate', 'extractable']), {
    sensitive: true,
    alwaysAuthenticate: undefined,
    extractable: false,
  });
  await assert.rejects(async () => call(key, 'get', 'alwaysAuthenticate'), { code: 'CKR_FUNCTION_FAILED' });
});

twice('CloudHSM: sessions that write, opened again when they fail; private keys', async ({ mode, call }) => {
  await using fake = await startFake(`${CLOUDHSM}; rv:C_OpenSession=0x30*2`, { mode });
  const session = await fake.open();
  assert.equal(session.readWrite, true);
  const opened = fake.calls('C_OpenSession');
  assert.equal(opened.length, 3);
  for (const { args } of opened) assert.equal(Number(args.flags), CKF.SERIAL_SESSION | CKF.RW_SESSION);
  // No callback: the HSM refuses one.
  for (const { args } of opened) assert.equal(args.Notify ?? args.pNotify, 'NULL');
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  const sent = template(fake.calls('C_GenerateKey')[0], 'pTemplate');
  assert.equal(sent.get(CKA.PRIVATE), '01');
  await assert.rejects(
    async () => call(session, 'generateKey', 'AES', { bits: 128, template: { private: false } }),
    { name: 'NotSupportedError', message: /private: on this token it is always true/ },
  );
  await assert.rejects(
    async () => call(key, 'encrypt', 'data', { mechanism: 'AES_GCM', iv: new Uint8Array(12).fill(1) }),
    { name: 'NotSupportedError', message: /iv: the token makes its own/ },
  );
});

twice('CloudHSM: a session that never opens is not tried for ever', async ({ mode }) => {
  await using fake = await startFake(`${CLOUDHSM}; rv:C_OpenSession=0x30`, { mode });
  await assert.rejects(fake.open(), { code: 'CKR_DEVICE_ERROR', fn: 'C_OpenSession' });
  assert.equal(fake.count('C_OpenSession'), 4);
});

twice('other tokens are not asked twice for a session', async ({ mode }) => {
  await using fake = await startFake('rv:C_OpenSession=0x30', { mode });
  await assert.rejects(fake.open(), { code: 'CKR_DEVICE_ERROR' });
  assert.equal(fake.count('C_OpenSession'), 1);
});

twice('CloudHSM: no label for OAEP; a nonce of the HSM for each message', async ({ mode, call }) => {
  const oaep = { mechanism: 'RSA_PKCS_OAEP', oaepLabel: 'label', software: false };
  await using fake = await startFake(
    `${CLOUDHSM}; offer=${CKM.RSA_PKCS_OAEP}; mechanism-flags=0; nonce=own; output=20`,
    { mode },
  );
  const session = await fake.open(PIN);
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 2048 });
  await assert.rejects(async () => call(publicKey, 'encrypt', 'data', oaep), {
    name: 'NotSupportedError',
    message: /^encrypt(Sync)?: oaepLabel: the token does RSA_PKCS_OAEP without a label only$/,
  });
  const { software: _, ...decryption } = oaep;
  await assert.rejects(async () => call(privateKey, 'decrypt', 'data', decryption), {
    name: 'NotSupportedError',
    message: /^decrypt(Sync)?: oaepLabel/,
  });
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  const sealed = await call(key, 'seal', 'data');
  const [encryption] = fake.calls('C_EncryptInit');
  // CK_GCM_PARAMS points to zeros, and the nonce of the result is what the HSM wrote there.
  assert.equal(encryption?.args.mechanism, String(CKM.AES_GCM));
  assert.ok(
    sealed.iv.some((byte: number) => byte !== 0),
    Buffer.from(sealed.iv).toString('hex'),
  );
  assert.equal(fake.count('C_GenerateRandom'), 0);
});

twice('YubiHSM 2: ids of two bytes, keys that stay', async ({ mode, call }) => {
  await using fake = await startFake(YUBIHSM, { mode });
  const session = await fake.open({ readWrite: true });
  const options = { bits: 128, store: true };
  await call(session, 'generateKey', 'AES', { ...options, id: Uint8Array.of(1, 2) });
  await assert.rejects(async () => call(session, 'generateKey', 'AES', { ...options, id: 'abc' }), {
    name: 'RangeError',
    message: 'generateKey: id: expected at most 2 bytes on this token, got 3',
  });
  await assert.rejects(async () => call(session, 'generateKey', 'AES', { bits: 128 }), {
    name: 'NotSupportedError',
    message: /^generateKey: store: .*pass \{ store: true \}$/,
  });
  assert.equal(fake.count('C_GenerateKey'), 1);
});

twice('YubiHSM 2: nothing is read before somebody logs in', async ({ mode, all }) => {
  await using fake = await startFake(`${YUBIHSM}; rv:C_FindObjectsInit=0x101*1`, { mode });
  const session = await fake.open();
  await assert.rejects(async () => all(session, 'getObjects', {}), {
    code: 'CKR_USER_NOT_LOGGED_IN',
    fn: 'C_FindObjectsInit',
    message: /open the session with \{ userPin \}/,
  });
  await using user = await fake.open(PIN);
  assert.deepEqual(await all(user, 'getObjects', {}), []);
});

test('YubiHSM 2: never more than its 16 sessions', async () => {
  await using fake = await startFake(`${YUBIHSM}; sleep:C_GenerateRandom=5`);
  const session = await fake.open({ concurrency: 40 });
  await Promise.all(Array.from({ length: 60 }, () => session.generateRandom(8)));
  assert.ok(fake.count('C_OpenSession') <= 16, `${fake.count('C_OpenSession')} sessions`);
});

twice(
  'nShield: no model, not initialised, no limit of sessions, and no alwaysAuthenticate',
  async ({ mode, call }) => {
    const script = 'manufacturer=nCipher Corp. Ltd; model=; token-flags=0; numbers=0; attr:0x202=fails';
    await using fake = await startFake(`${script}; sleep:C_GenerateRandom=20`, { mode });
    const token = await fake.token();
    assert.deepEqual([token.model, token.flags.size, token.quirks], ['', 0, []]);
    const session = await fake.open({ concurrency: 3 });
    const { privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 2048 });
    assert.deepEqual(await call(privateKey, 'getMany', ['alwaysAuthenticate', 'keyType']), {
      alwaysAuthenticate: undefined,
      keyType: 'RSA',
    });
    await assert.rejects(async () => call(privateKey, 'get', 'alwaysAuthenticate'), {
      code: 'CKR_FUNCTION_FAILED',
      fn: 'C_GetAttributeValue',
    });
    await call(privateKey, 'sign', 'x');
    assert.equal(fake.count('C_Sign'), 1);
    await Promise.all([1, 2, 3].map(() => session.generateRandom(8)));
    assert.equal(fake.count('C_OpenSession'), 3);
  },
);

twice('YubiKey: ids of one byte, keys that stay', async ({ mode, call }) => {
  await using fake = await startFake(YKCS11, { mode });
  const session = await fake.open({ ...PIN, readWrite: true });
  const options = { curve: 'P-256', store: true } as const;
  await call(session, 'generateKeyPair', 'EC', { ...options, id: Uint8Array.of(2) });
  await assert.rejects(
    async () => call(session, 'generateKeyPair', 'EC', { ...options, id: Uint8Array.of(0, 2) }),
    {
      name: 'RangeError',
      message: 'generateKeyPair: id: expected at most 1 bytes on this token, got 2',
    },
  );
  await assert.rejects(async () => call(session, 'generateKeyPair', 'EC', { curve: 'P-256' }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: store: .*pass \{ store: true \}$/,
  });
  assert.equal(fake.count('C_GenerateKeyPair'), 1);
});

twice('YubiKey: whether a key wants its PIN each time, the slot decides', async ({ mode, call }) => {
  await using fake = await startFake(`${YKCS11}; offer=${CKM.ECDSA}; attr:0x202=hex:01; rv:C_Sign=0x101*1`, {
    mode,
  });
  const session = await fake.open({ ...PIN, readWrite: true });
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256', store: true });
  assert.equal(await call(privateKey, 'get', 'alwaysAuthenticate'), true);
  await assert.rejects(async () => call(privateKey, 'sign', 'data', { mechanism: 'ECDSA' }), {
    code: 'CKR_USER_NOT_LOGGED_IN',
  });
  await call(privateKey, 'sign', 'data', { mechanism: 'ECDSA', pin: '1234' });
  const calls = fake.calls().map(({ fn }) => fn);
  // Nothing between C_SignInit, the PIN and the signature: it would take the PIN back.
  assert.deepEqual(calls.slice(calls.lastIndexOf('C_SignInit')), ['C_SignInit', 'C_Login', 'C_Sign']);
});

twice(
  'YubiKey: a key that was to want its PIN each time is not left in a slot that never asks',
  async ({ mode, call }) => {
    const always = { store: true, curve: 'P-256', privateTemplate: { alwaysAuthenticate: true } } as const;
    await using other = await startFake(`${YKCS11}; attr:0x202=hex:00; rv:C_SetAttributeValue=0x10`, {
      mode,
    });
    const elsewhere = await other.open({ ...PIN, readWrite: true });
    await assert.rejects(async () => call(elsewhere, 'generateKeyPair', 'EC', always), {
      name: 'ModuleFaultError',
      message: /\(alwaysAuthenticate\); it was destroyed$/,
    });
    assert.equal(other.count('C_DestroyObject'), 2);
  },
);

test('YubiKey: readers that come later are not waited for', async () => {
  await using fake = await startFake(YKCS11);
  const signal = AbortSignal.timeout(PATIENCE);
  await assert.rejects(fake.module.slotEvents({ signal }).next(), {
    name: 'NotSupportedError',
    message: /load it again/,
  });
});

twice(
  'Cloud KMS: templates hold what the caller gave, and nothing for the public key',
  async ({ mode, call }) => {
    await using fake = await startFake(KMS, { mode });
    const session = await fake.open({ readWrite: true });
    const algorithm = 0x8001_e101;
    await call(session, 'generateKeyPair', 'EC', {
      curve: 'P-256',
      label: 'signer',
      store: true,
      template: { [algorithm]: 12 },
    });
    const [made] = fake.calls('C_GenerateKeyPair');
    assert.deepEqual([...template(made, 'pPublicKeyTemplate').keys()], []);
    assert.deepEqual(
      [...template(made, 'pPrivateKeyTemplate').keys()].sort((a, b) => a - b),
      [CKA.LABEL, algorithm],
    );
  },
);

twice('Cloud KMS: all keys are stored, and an id is not for its templates', async ({ mode, call }) => {
  await using fake = await startFake(KMS, { mode });
  const session = await fake.open({ readWrite: true });
  await assert.rejects(async () => call(session, 'generateKeyPair', 'EC', { curve: 'P-256' }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: store: /,
  });
  for (const option of [{ id: 'own' }, { capabilities: ['sign'] }]) {
    const options = { curve: 'P-256', store: true, ...option };
    await assert.rejects(async () => call(session, 'generateKeyPair', 'EC', options), {
      name: 'NotSupportedError',
      message: new RegExp(`^generateKeyPair: ${Object.keys(option)[0]}: the token decides`),
    });
  }
  assert.equal(fake.count('C_GenerateKeyPair'), 0);
});

twice('Utimaco: types of user by name', async ({ mode }) => {
  await using fake = await startFake(`${UTIMACO}; user-type=0x83`, { mode });
  const options: OpenOptions = { userType: 'CS_GENERIC', pin: '1234' };
  const session = await fake.open(options);
  assert.equal(session.user, 0x83);
  assert.equal(Number(fake.calls('C_Login')[0]?.args.userType), 0x83);
  await assert.rejects(fake.open({ ...options, userType: 'ADMIN' }), {
    name: 'NotSupportedError',
    message: 'open: userType: "ADMIN" is no type of user of this token; it has CS_GENERIC',
  });
});

const P256 = '06082a8648ce3d030107';
const ECDH = `offer=${CKM.ECDH1_DERIVE}; attr:0x180=hex:${P256}`;
const raw = Uint8Array.from({ length: 65 }, (_, index) => (index === 0 ? 4 : index));

twice('cards of OpenSC: the point by itself first, and keys that stay', async ({ mode, call }) => {
  await using fake = await startFake(`${OPENSC}; ${ECDH}`, { mode });
  const session = await fake.open({ ...PIN, readWrite: true });
  await assert.rejects(async () => call(session, 'generateKeyPair', 'EC', { curve: 'P-256' }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: store: .*pass \{ store: true \}$/,
  });
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256', store: true });
  for (const publicKey of [raw, Uint8Array.of(4, 65, ...raw)]) {
    await call(privateKey, 'deriveKey', 'AES', { bits: 128, publicKey, store: true });
  }
  assert.deepEqual(pointSizes(fake.calls('C_DeriveKey')), [65, 65]);
});

twice('a TPM keeps no private keys of sessions', async ({ mode, call }) => {
  await using fake = await startFake(TPM2, { mode });
  const session = await fake.open({ ...PIN, readWrite: true });
  await assert.rejects(async () => call(session, 'generateKeyPair', 'EC', { curve: 'P-256' }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: store: the token keeps no EC keys/,
  });
  await call(session, 'generateKeyPair', 'EC', { curve: 'P-256', store: true });
  assert.equal(fake.count('C_GenerateKeyPair'), 1);
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const jwk = rsa.publicKey.export({ format: 'jwk' });

twice('cards of OpenSC: a wrong signature of RSA_PKCS is wrong, and no failure', async ({ mode, call }) => {
  await using fake = await startFake(`${OPENSC}; offer=${CKM.RSA_PKCS}; rv:C_Verify=0x5`, { mode });
  const session = await fake.open(PIN);
  const key = await call(session, 'createObject', {
    class: 'PUBLIC_KEY',
    keyType: 'RSA',
    modulus: Buffer.from(jwk.n!, 'base64url'),
    publicExponent: Buffer.from(jwk.e!, 'base64url'),
  });
  const signature = privateEncrypt(rsa.privateKey, Buffer.from('data'));
  const options = { mechanism: 'RSA_PKCS' } as const;
  assert.equal(key.plan('verify', options).where, 'software');
  assert.equal(await call(key, 'verify', 'data', signature, options), true);
  signature[9]! ^= 1;
  assert.equal(await call(key, 'verify', 'data', signature, options), false);
  assert.equal(fake.count('C_VerifyInit'), 0);
});

twice('tpm2-pkcs11: no object is made that would get the handle of another', async ({ mode, call }) => {
  await using fake = await startFake('', { mode, quirks: [quirk({ countedHandles: true })] });
  // The handle 1, and then 2.
  const { session, key } = await fake.openWithKey();
  const other = await session.generateKey('AES', { bits: 128 });
  await key.destroy();
  const refusal = { name: 'NotSupportedError', message: /first object of the token was destroyed/ };
  await assert.rejects(async () => call(session, 'generateKey', 'AES', { bits: 128 }), refusal);
  await assert.rejects(async () => call(session, 'createObject', { class: 'DATA' }), refusal);
  assert.equal(fake.count('C_GenerateKey'), 2);
  assert.equal(fake.count('C_CreateObject'), 0);
  await other.destroy();
  await call(session, 'createObject', { class: 'DATA' });
});

twice('tpm2-pkcs11: no two operations at once with a PIN for the same key', async ({ mode, call, all }) => {
  await using fake = await startFake('offer=0x40; sleep:C_Sign=10', {
    mode,
    quirks: [quirk({ sharedKeyPins: true })],
  });
  const { privateKey } = await (await fake.open(PIN)).generateKeyPair('RSA', { bits: 2048 });
  const options = { mechanism: 'SHA256_RSA_PKCS', pin: '1234' } as const;
  const sign = async (key = privateKey): Promise<unknown> => call(key, 'sign', 'data', options);
  if (mode === 'async') await Promise.all([sign(), sign(), sign()]);
  const functions = fake.calls().map(({ fn }) => fn);
  const signing = functions.filter((fn) => ['C_SignInit', 'C_Sign'].includes(fn));
  if (mode === 'async')
    assert.deepEqual(
      signing,
      [1, 2, 3].flatMap(() => ['C_SignInit', 'C_Sign']),
    );

  // One that lasts has the key until it ends.
  const lasting = await call(privateKey, 'signOperation', options);
  const hasty = await fake.open({ ...PIN, laneTimeout: 50 });
  const found = await all(hasty, 'getObjects', { class: 'PRIVATE_KEY' });
  const same = found.find(({ handle }) => handle === privateKey.handle);
  await assert.rejects(sign(same), { name: 'BusyError', message: /^sign(Sync)?.* the same key/ });
  await call(lasting, 'update', 'data');
  const later = mode === 'async' ? sign() : undefined;
  await call(lasting, 'finish');
  await (later ?? sign());
  const broken = await call(privateKey, 'signOperation', options);
  await call(broken, 'close');
  await sign();
});

test('tpm2-pkcs11: no two threads are in C_OpenSession at once, as others may be', async () => {
  for (const [device, inTurn] of [
    [TPM2, true],
    ['', false],
  ] as const) {
    const slow = ['C_OpenSession', 'C_CloseSession', 'C_GenerateRandom'].map((fn) => `sleep:${fn}=20`);
    await using fake = await startFake([device, ...slow].join('; '));
    const token = await fake.token();
    const sessions = [await token.open({ concurrency: 3 }), await token.open({ concurrency: 3 })];
    const both = <T>(work: (session: Session) => Promise<T>) => Promise.all(sessions.map(work));
    const { mostAtOnce } = await recordCalls(async () => {
      await both((session) => Promise.all([1, 2, 3].map(() => session.generateRandom(1))));
      await both((session) => session.close());
    });
    assert.equal(mostAtOnce.get('C_OpenSession') === 1, inTurn, device);
    token.openSync().closeSync();
  }
});

twice('others take them at once', async ({ mode, call }) => {
  await using fake = await startFake(mode === 'sync' ? 'offer=0x40' : 'offer=0x40; hold:C_Sign=1', { mode });
  const { privateKey } = await (await fake.open(PIN)).generateKeyPair('RSA', { bits: 2048 });
  const options = { mechanism: 'SHA256_RSA_PKCS', pin: '1234' } as const;
  if (mode === 'sync') return void (await call(privateKey, 'sign', 'data', options));
  const signing = [1, 2].map(() => call(privateKey, 'sign', 'data', options));
  await fake.reached('C_Sign', 2);
  fake.release(2);
  await Promise.all(signing);
  assert.equal(Math.max(...fake.calls('C_Sign').map(({ active }) => active)), 2);
});
