// Devices that are not here, answering as their users and makers say they do; the fake stands for each.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { test } from 'node:test';
import type { FallbackEvent, OpenOptions, Quirk, Traits } from '../../src/index.ts';
import { loadModule } from '../../src/index.ts';
import { CKA, CKF, CKM } from '../../src/spec/constants.ts';
import { buildFake, type Fake, type FakeCall, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const LUNA = 'manufacturer=SafeNet; description=Chrystoki';
const CLOUDHSM = 'manufacturer=Cavium Networks; description=Cavium PKCS#11 Interface';
const YUBIHSM = 'manufacturer=Yubico (www.yubico.com); description=YubiHSM PKCS#11 Library';
const YKCS11 = 'manufacturer=Yubico (www.yubico.com); description=PKCS#11 PIV Library (SP-800-73)';
const KMS = 'manufacturer=Google; description=Cryptoki Library for Cloud KMS';
const UTIMACO = 'manufacturer=Utimaco IS GmbH; description=CryptoServer PKCS11 Library';

const PIN = { userPin: '1234' } as const;

/** A quirk of the fake itself. */
function quirk(traits: Traits): Quirk {
  return { name: 'fake', source: 'the test', match: { manufacturerId: /^nobody$/ }, traits };
}

/** The attributes of a template that reached the module: values in hexadecimal, by number. */
function template(call: FakeCall | undefined, name: string): Map<number, string> {
  const text = call?.args[name]?.replace(/^t:/, '') ?? '';
  const entries = text === '' ? [] : text.split(',').map((each) => each.split(':'));
  return new Map(entries.map(([type, , value]) => [Number(type), value ?? '']));
}

test('each device is known by what it says of itself', async () => {
  const devices: [string, string[]][] = [
    ['', []],
    [LUNA, ['luna-key-wrap-numbers']],
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
  assert.deepEqual((await fake.token()).quirks, ['luna-key-wrap-numbers', 'old', 'firmware']);
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

test('YubiKey: readers that come later are not waited for', async () => {
  await using fake = await startFake(YKCS11);
  await assert.rejects(fake.module.slotEvents().next(), {
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

/** Listens for fallbacks while `body` runs. */
async function fallbacksOf(body: () => Promise<void>): Promise<FallbackEvent[]> {
  const events: FallbackEvent[] = [];
  const listen = (event: unknown): void => void events.push(event as FallbackEvent);
  subscribe('cryptoki:fallback', listen);
  try {
    await body();
  } finally {
    unsubscribe('cryptoki:fallback', listen);
  }
  return events;
}

const CAPABILITIES = [CKA.ENCRYPT, CKA.DECRYPT, CKA.SIGN, CKA.VERIFY, CKA.WRAP, CKA.UNWRAP, CKA.DERIVE];

twice(
  'a template that the token finds inconsistent, without what nobody asked for',
  async ({ mode, call }) => {
    await using fake = await startFake('rv:C_GenerateKey=0xD1*1', { mode });
    const session = await fake.open(PIN);
    const events = await fallbacksOf(async () => {
      await call(session, 'generateKey', 'AES', { bits: 128, label: 'x', template: { wrap: false } });
    });
    const [first, second] = fake.calls('C_GenerateKey').map((each) => template(each, 'pTemplate'));
    assert.deepEqual(
      CAPABILITIES.filter((each) => second!.has(each)),
      [CKA.WRAP],
    );
    // All else is as it was, what protects the key above all.
    for (const [type, value] of first!) {
      if (!CAPABILITIES.includes(type as never)) assert.equal(second!.get(type), value);
    }
    for (const [type, value] of [
      [CKA.SENSITIVE, '01'],
      [CKA.EXTRACTABLE, '00'],
      [CKA.PRIVATE, '01'],
    ] as const) {
      assert.equal(second!.get(type), value);
    }
    assert.deepEqual(
      events.map(({ kind, operation, code }) => [kind, operation, code]),
      [['template', 'generateKey', 'CKR_TEMPLATE_INCONSISTENT']],
    );
    assert.ok(events[0]?.omitted?.includes('derive') && !events[0].omitted.includes('wrap'));
    // The token is asked in this way from then on.
    await call(session, 'generateKey', 'AES', { bits: 128 });
    assert.equal(fake.count('C_GenerateKey'), 3);
  },
);

twice('capabilities that were asked for are never left out', async ({ mode, call }) => {
  await using fake = await startFake('rv:C_GenerateKey=0xD1', { mode });
  const session = await fake.open(PIN);
  const options = { bits: 128, capabilities: ['encrypt'], store: true };
  await assert.rejects(async () => call(session, 'generateKey', 'AES', options), {
    code: 'CKR_TEMPLATE_INCONSISTENT',
  });
  assert.equal(fake.count('C_GenerateKey'), 1);
});

twice('a key that can do more than it should is destroyed', async ({ mode, call }) => {
  await using fake = await startFake('rv:C_GenerateKey=0xD1*1; attr:0x10c=hex:01', { mode });
  const session = await fake.open(PIN);
  await assert.rejects(async () => call(session, 'generateKey', 'AES', { bits: 128 }), {
    name: 'ModuleFaultError',
    message: /\(derive\); it was destroyed$/,
  });
  assert.equal(fake.count('C_DestroyObject'), 1);
});

const LOOKS = [
  ['attr:0x103=hex:00', 'ModuleFaultError', /\(sensitive\); it was destroyed$/],
  ['attr:0x162=hex:01', 'ModuleFaultError', /\(extractable\); it was destroyed$/],
  ['attr:0x161=hex:0001000000000000', 'ModuleFaultError', /\(valueLen\); it was destroyed$/],
  ['attr:0x1=hex:01', 'NotSupportedError', /the token stores every key/],
] as const;
for (const [script, name, message] of LOOKS) {
  twice(`a new key that is not as its template has it: ${script}`, async ({ mode, call }) => {
    await using fake = await startFake(script, { mode });
    const session = await fake.open(PIN);
    await assert.rejects(async () => call(session, 'generateKey', 'AES', { bits: 128 }), { name, message });
    assert.equal(fake.count('C_DestroyObject'), 1);
  });
}

const P256 = '06082a8648ce3d030107';
const ECDH = `offer=${CKM.ECDH1_DERIVE}; attr:0x180=hex:${P256}`;
const raw = Uint8Array.from({ length: 65 }, (_, index) => (index === 0 ? 4 : index));
/** CK_ECDH1_DERIVE_PARAMS.ulPublicDataLen. */
const sizes = (fake: Fake): number[] =>
  fake
    .calls('C_DeriveKey')
    .map(({ args }) => Number(Buffer.from(args.parameter!.replace('x:', ''), 'hex').readBigUInt64LE(24)));

twice('ECDH: the other form of the point, when the token refuses the one', async ({ mode, call }) => {
  await using fake = await startFake(`${ECDH}; rv:C_DeriveKey=0x71*1`, { mode });
  const session = await fake.open(PIN);
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const options = { bits: 128, publicKey: raw };
  const events = await fallbacksOf(async () => void (await call(privateKey, 'deriveKey', 'AES', options)));
  await call(privateKey, 'deriveKey', 'AES', options);
  await call(privateKey, 'deriveKey', 'AES', { ...options, publicKey: Uint8Array.of(4, 65, ...raw) });
  assert.deepEqual(sizes(fake), [65, 67, 67, 67]);
  assert.deepEqual(
    events.map(({ kind, code }) => [kind, code]),
    [['point', 'CKR_MECHANISM_PARAM_INVALID']],
  );
});

twice('ECDH: the form that a quirk names comes first', async ({ mode, call }) => {
  await using fake = await startFake(ECDH, { mode, quirks: [quirk({ ecdhPoint: 'raw' })] });
  const session = await fake.open(PIN);
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  for (const publicKey of [raw, Uint8Array.of(4, 65, ...raw)]) {
    await call(privateKey, 'deriveKey', 'AES', { bits: 128, publicKey });
  }
  assert.deepEqual(sizes(fake), [65, 65]);
});

twice('ECDH: what neither form helps is the first refusal', async ({ mode, call }) => {
  await using fake = await startFake(`${ECDH}; rv:C_DeriveKey=0x71`, { mode });
  const session = await fake.open(PIN);
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const options = { bits: 128, publicKey: raw };
  await assert.rejects(async () => call(privateKey, 'deriveKey', 'AES', options), {
    code: 'CKR_MECHANISM_PARAM_INVALID',
  });
  assert.equal(fake.count('C_DeriveKey'), 2);
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const jwk = rsa.publicKey.export({ format: 'jwk' });

twice(
  'a mechanism that is listed and refused: verified in software, and not asked for again',
  async (test) => {
    const { mode, call } = test;
    await using fake = await startFake('rv:C_VerifyInit=0x70', { mode });
    const session = await fake.open(PIN);
    const key = await call(session, 'createObject', {
      class: 'PUBLIC_KEY',
      keyType: 'RSA',
      modulus: Buffer.from(jwk.n!, 'base64url'),
      publicExponent: Buffer.from(jwk.e!, 'base64url'),
    });
    assert.equal(key.plan('verify').where, 'token');
    const signature = sign('sha512', Buffer.from('data'), rsa.privateKey);
    const events = await fallbacksOf(async () => {
      assert.equal(await call(key, 'verify', 'data', signature), true);
      assert.equal(await call(key, 'verify', ['da', 'ta'], signature), true);
      assert.equal(await call(key, 'verify', 'other', signature), false);
    });
    assert.equal(fake.count('C_VerifyInit'), 1);
    assert.deepEqual(
      events.map(({ code }) => code),
      ['CKR_MECHANISM_INVALID', undefined, undefined],
    );
    assert.equal(key.plan('verify').where, 'software');
    await assert.rejects(async () => call(key, 'verify', 'data', signature, { software: false }), {
      code: 'CKR_MECHANISM_INVALID',
    });
  },
);

twice('codes that the token does not judge are made again and compared', async ({ mode, call }) => {
  await using fake = await startFake('', { mode, quirks: [quirk({ vagueVerdicts: true })] });
  const { key } = await fake.openWithKey();
  for (const data of ['data', ['da', 'ta']]) {
    assert.equal(await call(key, 'verify', data, 'data'), true);
    assert.equal(await call(key, 'verify', data, 'date'), false);
    assert.equal(await call(key, 'verify', data, 'dat'), false);
  }
  assert.equal(fake.count('C_VerifyInit'), 0);
  assert.equal(key.plan('verify').recomputed, true);
});

twice('a token that takes a signature of its exact size only gets that', async ({ mode, call }) => {
  await using fake = await startFake('', { mode, quirks: [quirk({ signatureRoom: { AES_CMAC: 4 } })] });
  const { key } = await fake.openWithKey();
  assert.equal(Buffer.from(await call(key, 'sign', 'data', { mechanism: 'AES_CMAC' })).toString(), 'data');
  assert.deepEqual(
    fake.calls('C_Sign').map(({ args }) => args.pulSignatureLen),
    ['*4'],
  );
  // Should it want more after all, it gets that.
  assert.equal((await call(key, 'sign', 'longer data', { mechanism: 'AES_CMAC' })).length, 11);
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

twice('tpm2-pkcs11: no two operations at once with a PIN for the same key', async ({ mode, call }) => {
  await using fake = await startFake('offer=0x40; sleep:C_Sign=10', {
    mode,
    quirks: [quirk({ sharedKeyPins: true })],
  });
  const session = await fake.open({ ...PIN, laneTimeout: 50 });
  const { privateKey } = await session.generateKeyPair('RSA', { bits: 2048 });
  const options = { mechanism: 'SHA256_RSA_PKCS', pin: '1234' } as const;
  const sign = async (): Promise<unknown> => call(privateKey, 'sign', 'data', options);
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
  await assert.rejects(sign, { name: 'BusyError', message: /^sign(Sync)?.* the same key/ });
  await call(lasting, 'update', 'data');
  const later = mode === 'async' ? sign() : undefined;
  await call(lasting, 'finish');
  await (later ?? sign());
  const broken = await call(privateKey, 'signOperation', options);
  await call(broken, 'close');
  await sign();
});

twice('others take them at once', async ({ mode, call }) => {
  await using fake = await startFake('offer=0x40; sleep:C_Sign=30', { mode });
  const { privateKey } = await (await fake.open(PIN)).generateKeyPair('RSA', { bits: 2048 });
  const options = { mechanism: 'SHA256_RSA_PKCS', pin: '1234' } as const;
  if (mode === 'sync') return void (await call(privateKey, 'sign', 'data', options));
  await Promise.all([1, 2].map(() => call(privateKey, 'sign', 'data', options)));
  assert.equal(Math.max(...fake.calls('C_Sign').map(({ active }) => active)), 2);
});
