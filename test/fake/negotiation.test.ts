// What the library does where a token refuses, whatever token it is; the fake refuses on demand.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type FallbackEvent, loadModule, loadModuleSync } from '../../src/index.ts';
import { CKA, CKM } from '../../src/spec/constants.ts';
import { buildFake, type Fake, startFake } from '../support/fake.ts';
import { pointSizes, quirk, template } from '../support/fake-templates.ts';
import { twice } from '../support/modes.ts';

const PIN = { userPin: '1234' } as const;

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
const sizes = (fake: Fake): number[] => pointSizes(fake.calls('C_DeriveKey'));

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

twice(
  'a hash made here is no longer than the order of the group: cards refuse more',
  async ({ mode, call }) => {
    // The fake makes keys of whatever kind, and its signature is what it got.
    const script = `offer=${[CKM.ECDSA, CKM.EC_KEY_PAIR_GEN]}; attr:0x180=hex:${P256}`;
    await using fake = await startFake(script, { mode });
    const session = await fake.open(PIN);
    const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
    const hash = createHash('sha512').update('data').digest();
    for (const data of ['data', ['da', 'ta']]) {
      assert.deepEqual(Buffer.from(await call(privateKey, 'sign', data)), hash.subarray(0, 32));
    }
    const short = await call(privateKey, 'sign', 'data', { mechanism: 'ECDSA_SHA1' });
    assert.deepEqual(Buffer.from(short), createHash('sha1').update('data').digest());
    // What the caller has hashed is the caller's business.
    const given = await call(privateKey, 'sign', hash, { mechanism: 'ECDSA' });
    assert.deepEqual(Buffer.from(given), hash);
    const reads = fake.calls('C_GetAttributeValue').filter(({ args }) => args.pTemplate?.includes('0x180'));
    assert.ok(reads.length <= 1, `${reads.length} times the curve was asked for`);
  },
);

twice(
  'a module that forbids software: what the token lacks is refused, unless asked for by name',
  async ({ mode, call }) => {
    const path = buildFake();
    const options = { reserved: `offer=${CKM.RSA_PKCS_KEY_PAIR_GEN}`, software: false };
    await using module = mode === 'sync' ? loadModuleSync(path, options) : await loadModule(path, options);
    const [token] = await module.getTokens();
    const session = await token!.open(PIN);
    const template = {
      class: 'PUBLIC_KEY',
      keyType: 'RSA',
      modulus: Buffer.from(jwk.n!, 'base64url'),
      publicExponent: Buffer.from(jwk.e!, 'base64url'),
    };
    const key = await call(session, 'createObject', template);
    const signature = sign('sha256', Buffer.from('data'), rsa.privateKey);
    const sha384 = { mechanism: 'SHA384_RSA_PKCS' } as const;
    const refusal = { name: 'NotSupportedError', message: /SHA384_RSA_PKCS/ };
    assert.throws(() => key.plan('verify', sha384), refusal);
    await assert.rejects(async () => call(key, 'verify', 'data', signature, sha384), refusal);
    const asked = { mechanism: 'SHA384_RSA_PKCS', software: true } as const;
    assert.equal(key.plan('verify', asked).where, 'software');
    assert.equal(await call(key, 'verify', 'data', signature, asked), false);
    assert.equal(
      await call(key, 'verify', 'data', sign('sha384', Buffer.from('data'), rsa.privateKey), asked),
      true,
    );
    // A session may be told otherwise than its module.
    const willing = await token!.open({ ...PIN, software: true });
    assert.equal((await call(willing, 'createObject', template)).plan('verify', sha384).where, 'software');
    for (const software of ['no', 1, null]) {
      await assert.rejects(async () => loadModule(path, { software: software as never }), {
        name: 'TypeError',
        message: /^loadModule: software: expected true or false/,
      });
    }
  },
);
