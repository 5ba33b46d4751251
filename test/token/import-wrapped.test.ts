// Keys in and out for tokens that neither take nor give them plain: wrapped outside, unwrapped inside, and back.
import assert from 'node:assert/strict';
import { createCipheriv, createPrivateKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { unwrapKeyBytes } from '../../src/formats/formats.ts';
import { PrivateKey, SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const wrapping = await requires(
  token,
  'RSA_PKCS_OAEP',
  'AES_KEY_WRAP',
  'AES_KEY_WRAP_PAD',
  'RSA key pairs',
  'imported AES keys',
);
const pair = await wrapping.given(() => session.generateKeyPair('RSA', { bits: 2048, id: fromHex('01') }));
const offered = await token.getMechanisms();
const value = randomBytes(32);
const { secretKey: kek } = await wrapping.given(() => session.importKey(value, { keyType: 'AES' }));
const outside = generateKeyPairSync('rsa', { modulusLength: 2048 });

const KEYS = {
  RSA: [generateKeyPairSync('rsa', { modulusLength: 2048 }), { mechanism: 'SHA256_RSA_PKCS' }],
  EC: [generateKeyPairSync('ec', { namedCurve: 'P-256' }), { mechanism: 'ECDSA_SHA256', format: 'der' }],
} as const;
const WAYS = {
  'an RSA key pair': pair,
  'the private key of it': { privateKey: pair.privateKey },
  'an AES key': { secretKey: kek, value },
};

for (const [way, wrapWith] of Object.entries(WAYS)) {
  for (const [name, [key, signing]] of Object.entries(KEYS)) {
    wrapping(`${name}, wrapped with ${way}`, async ({ call }) => {
      const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' });
      const options = { as: 'PRIVATE_KEY', wrapWith, label: 'wrapped' };
      let imported: PrivateKey | undefined;
      const record = await recordCalls(async () => {
        imported = await call(session, 'importKey', pem, options);
      });
      assert.equal(record.count('C_CreateObject'), 0, 'nothing plain');
      assert.ok(imported instanceof PrivateKey);
      const signature = await call(imported, 'sign', DATA, signing);
      assert.ok(verify('sha256', DATA, key.publicKey, signature));
      assert.deepEqual(await call(imported, 'get', ['label', 'sensitive', 'extractable', 'token']), {
        label: 'wrapped',
        sensitive: true,
        extractable: false,
        token: false,
      });
    });
  }

  wrapping(`AES, wrapped with ${way}`, async ({ call }) => {
    const secret = randomBytes(16);
    const iv = randomBytes(16);
    const key = await call(session, 'importKey', secret, { keyType: 'AES', as: 'SECRET_KEY', wrapWith });
    const cipher = createCipheriv('aes-128-cbc', secret, iv);
    const expected = Buffer.concat([cipher.update(DATA), cipher.final()]);
    assert.equal(hex(await call(key, 'encrypt', DATA, { iv })), hex(expected));
  });
}

wrapping('a secret of any length comes whole, or not at all', async ({ call, all }) => {
  const query = { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET' };
  const template = { sensitive: false, extractable: true };
  for (const size of [16, 20, 33, 250]) {
    const secret = randomBytes(size);
    const options = { keyType: 'GENERIC_SECRET', as: 'SECRET_KEY', template };
    for (const wrapWith of [pair, { secretKey: kek, value }]) {
      const count = (await all(session, 'getObjects', query)).length;
      const imported = call(session, 'importKey', secret, { ...options, wrapWith });
      // Without KWP, and with a PAD that stays on, there is no way for lengths that need padding.
      const padded = offered.has('AES_KEY_WRAP_KWP') || (size < 200 && wrapWith === pair);
      const whole = size % 8 === 0 || padded;
      if (whole) assert.equal(hex(await call(await imported, 'export', 'raw')), hex(secret));
      else {
        await assert.rejects(imported, { name: 'RangeError', message: /AES_KEY_WRAP_KWP/ });
        assert.equal((await all(session, 'getObjects', query)).length, count);
      }
    }
  }
});

wrapping('no temporary key is left', async ({ call, all }) => {
  const count = async () => (await all(session, 'getObjects', {})).length;
  const before = await count();
  const [key] = KEYS.EC;
  const imported = await call(session, 'importKey', key.privateKey, { as: 'PRIVATE_KEY', wrapWith: pair });
  await call(imported, 'destroy');
  const extractable = await call(session, 'generateKey', 'AES', {
    bits: 128,
    template: { extractable: true },
  });
  await call(extractable, 'exportWrapped', outside.publicKey);
  await call(extractable, 'destroy');
  assert.equal(await count(), before);
});

wrapping('a pair with its public key', async ({ call }) => {
  const [key, signing] = KEYS.EC;
  const imported = await call(session, 'importKey', key.privateKey, { wrapWith: pair });
  const signature = await call(imported.privateKey, 'sign', DATA, signing);
  assert.ok(await call(imported.publicKey, 'verify', DATA, signature, signing));
});

wrapping('a secret key out, for an RSA key outside', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 256, template: { extractable: true } });
  await assert.rejects(async () => call(key, 'export', 'raw'), { code: 'CKR_ATTRIBUTE_SENSITIVE' });
  for (const publicKey of [outside.publicKey, outside.publicKey.export({ type: 'spki', format: 'pem' })]) {
    const wrapped = await call(key, 'exportWrapped', publicKey);
    const opened = unwrapKeyBytes(wrapped, outside.privateKey, { mechanism: 'RSA_PKCS_OAEP' });
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', opened, iv);
    const sealed = Buffer.concat([cipher.update(DATA), cipher.final()]);
    assert.deepEqual(Buffer.from(await call(key, 'decrypt', sealed, { iv })), DATA);
  }
});

wrapping('a private key out, for an RSA key outside', async ({ call }) => {
  for (const [type, size, signing] of [
    ['RSA', { bits: 2048 }, KEYS.RSA[1]],
    ['EC', { curve: 'P-256' }, KEYS.EC[1]],
  ] as const) {
    const made = await call(session, 'generateKeyPair', type, {
      ...size,
      privateTemplate: { extractable: true },
    });
    const wrapped = await call(made.privateKey, 'exportWrapped', outside.publicKey);
    const opened = unwrapKeyBytes(wrapped, outside.privateKey, { mechanism: 'RSA_AES_KEY_WRAP' });
    const key = createPrivateKey({ key: Buffer.from(opened), format: 'der', type: 'pkcs8' });
    assert.ok((await call(made.publicKey, 'toKeyObject')).export({ type: 'spki', format: 'der' }).length > 0);
    const signature = await call(made.privateKey, 'sign', DATA, signing);
    assert.ok(verify('sha256', DATA, key, signature));
    // And back again.
    const again = await call(session, 'importKey', key, { as: 'PRIVATE_KEY', wrapWith: pair });
    assert.ok(verify('sha256', DATA, key, await call(again, 'sign', DATA, signing)));
  }
});

wrapping('what must not leave does not', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 256 });
  await assert.rejects(async () => call(key, 'exportWrapped', outside.publicKey), {
    code: 'CKR_KEY_UNEXTRACTABLE',
    fn: 'C_WrapKey',
  });
});

wrapping('what cannot be wrapped with', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 256 });
  const [ec] = Object.values(KEYS.EC[0]);
  const refused = (target: object, method: string, args: unknown[], name: string, message: RegExp) =>
    assert.rejects(async () => call(target, method, ...args), { name, message });
  await refused(key, 'exportWrapped', [ec], 'RangeError', /expected a key that wraps others \(RSA, AES\)/);
  await refused(key, 'exportWrapped', [new Uint8Array(32)], 'FormatError', /PEM, DER or a JWK/);
  await refused(key, 'exportWrapped', [outside.publicKey, { mode: 1 }], 'TypeError', /"mode"/);
  const secret = { keyType: 'AES' };
  const wrapped = (wrapWith: unknown) => [value, { ...secret, wrapWith }];
  await refused(session, 'importKey', wrapped(42), 'TypeError', /wrapWith/);
  await refused(session, 'importKey', wrapped({}), 'TypeError', /wrapWith: privateKey/);
  await refused(session, 'importKey', wrapped({ secretKey: kek }), 'TypeError', /wrapWith: value/);
  await refused(session, 'importKey', wrapped({ ...pair, value }), 'TypeError', /"value"/);
  const unknown = { ...pair, mechanism: 'RSA_PKCS' };
  await refused(session, 'importKey', wrapped(unknown), 'RangeError', /RSA_PKCS_OAEP/);
  const dual = { ...pair, mechanism: 'AES_KEY_WRAP' };
  await refused(session, 'importKey', wrapped(dual), 'RangeError', /expected an AES key/);
  const wrong = { secretKey: kek, value: randomBytes(32) };
  await refused(session, 'importKey', wrapped(wrong), 'Pkcs11Error', /C_UnwrapKey/);
  assert.ok(kek instanceof SecretKey);
});
