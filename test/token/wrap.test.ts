import assert from 'node:assert/strict';
import { constants, createCipheriv, createDecipheriv, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { PrivateKey, SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex, hex, rsaPublicKey } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given } = await requires(token, 'imported AES keys', 'readable AES keys');

const iv = new Uint8Array(16).fill(4);
const readable = { sensitive: false, extractable: true };
const kek = fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
const wrappingKey = await given(() =>
  session.createObject({
    class: 'SECRET_KEY',
    keyType: 'AES',
    value: kek,
    wrap: true,
    unwrap: true,
    token: false,
  }),
);

const keyWrap = await requires(
  token,
  'imported AES keys',
  'readable AES keys',
  'AES_KEY_WRAP',
  'AES_KEY_WRAP_PAD',
);

const padded = (await token.getMechanisms()).has('AES_KEY_WRAP_KWP');

keyWrap('AES keys, by the default mechanism', async ({ call }) => {
  for (const bits of [128, 192, 256]) {
    const key = await call(session, 'generateKey', 'AES', { bits, template: readable });
    const wrapped: Uint8Array = await call(wrappingKey, 'wrapKey', key);
    assert.equal(wrapped.length, bits / 8 + 8);
    // RFC 5649 or RFC 3394, as node:crypto has it.
    const decipher = padded
      ? createDecipheriv('id-aes256-wrap-pad', kek, fromHex('a65959a6'))
      : createDecipheriv('id-aes256-wrap', kek, fromHex('a6a6a6a6a6a6a6a6'));
    assert.equal(hex(decipher.update(wrapped)), hex(await call(key, 'get', 'value')));

    const unwrapped = await call(wrappingKey, 'unwrapKey', 'SECRET_KEY', 'AES', wrapped);
    assert.ok(unwrapped instanceof SecretKey);
    assert.deepEqual([unwrapped.keyType, unwrapped.objectClass], ['AES', 'SECRET_KEY']);
    const sealed = await call(key, 'encrypt', 'INPUT DATA', { iv });
    assert.equal(Buffer.from(await call(unwrapped, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');
    assert.deepEqual(await call(unwrapped, 'get', ['sensitive', 'extractable', 'token', 'local']), {
      sensitive: true,
      extractable: false,
      token: false,
      local: false,
    });
  }
});

keyWrap('AES_KEY_WRAP against the vector of RFC 3394 §4.6', async ({ call }) => {
  const value = fromHex('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
  const wrapped = '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21';
  const key = await call(session, 'createObject', {
    class: 'SECRET_KEY',
    keyType: 'AES',
    value,
    extractable: true,
    token: false,
  });
  const options = { mechanism: 'AES_KEY_WRAP' };
  assert.equal(hex(await call(wrappingKey, 'wrapKey', key, options)), wrapped);
  const unwrapped = await call(wrappingKey, 'unwrapKey', 'SECRET_KEY', 'AES', fromHex(wrapped), {
    ...options,
    label: 'unwrapped',
    id: fromHex('01'),
    capabilities: ['encrypt'],
    template: readable,
  });
  assert.deepEqual(await call(unwrapped, 'get', ['value', 'label', 'id', 'encrypt', 'decrypt']), {
    value,
    label: 'unwrapped',
    id: fromHex('01'),
    encrypt: true,
    decrypt: false,
  });
  const changed = fromHex(wrapped);
  changed[3]! ^= 1;
  await assert.rejects(async () => call(wrappingKey, 'unwrapKey', 'SECRET_KEY', 'AES', changed, options), {
    name: 'Pkcs11Error',
    fn: 'C_UnwrapKey',
  });
});

keyWrap('an RSA private key', async ({ call }) => {
  const pair = await call(session, 'generateKeyPair', 'RSA', {
    bits: 1024,
    privateTemplate: { extractable: true },
  });
  const wrapped = await call(wrappingKey, 'wrapKey', pair.privateKey);
  const unwrapped = await call(wrappingKey, 'unwrapKey', 'PRIVATE_KEY', 'RSA', wrapped, { label: 'again' });
  assert.ok(unwrapped instanceof PrivateKey);
  assert.equal(unwrapped.keyType, 'RSA');
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const sealed = publicEncrypt(
    { key: await rsaPublicKey(pair.publicKey), padding },
    Buffer.from('INPUT DATA'),
  );
  assert.equal(Buffer.from(await call(unwrapped, 'decrypt', sealed)).toString(), 'INPUT DATA');
  const signature = await call(unwrapped, 'sign', 'INPUT DATA');
  assert.equal(await call(pair.publicKey, 'verify', 'INPUT DATA', signature), true);
  await assert.rejects(async () => call(unwrapped, 'get', 'privateExponent'), {
    code: 'CKR_ATTRIBUTE_SENSITIVE',
  });
});

for (const [mechanism, padding] of [
  ['RSA_PKCS_OAEP', constants.RSA_PKCS1_OAEP_PADDING],
  ['RSA_PKCS', constants.RSA_PKCS1_PADDING],
] as const) {
  const offered = await requires(
    token,
    'RSA key pairs of 1024 bits',
    'readable AES keys',
    'AES_CBC_PAD',
    mechanism,
  );
  offered(`${mechanism}: an AES key for the owner of an RSA key`, async ({ call }) => {
    const options = mechanism === 'RSA_PKCS' ? { mechanism } : {};
    const pair = await call(session, 'generateKeyPair', 'RSA', { bits: 1024 });
    const key = await call(session, 'generateKey', 'AES', { bits: 256, template: { extractable: true } });
    const wrapped = await call(pair.publicKey, 'wrapKey', key, options);
    assert.equal(wrapped.length, 128);
    const unwrapped = await call(pair.privateKey, 'unwrapKey', 'SECRET_KEY', 'AES', wrapped, options);
    const sealed = await call(key, 'encrypt', 'INPUT DATA', { iv });
    assert.equal(Buffer.from(await call(unwrapped, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');

    const value = fromHex('00112233445566778899aabbccddeeff');
    const outside = publicEncrypt({ key: await rsaPublicKey(pair.publicKey), padding }, value);
    const imported = await call(pair.privateKey, 'unwrapKey', 'SECRET_KEY', 'AES', outside, {
      ...options,
      label: 'imported', // the key's, not that of OAEP
      template: readable,
    });
    assert.deepEqual(await call(imported, 'get', 'value'), value);
    assert.equal(await call(imported, 'get', 'label'), 'imported');
  });
}

keyWrap('a private key from outside, in PKCS #8', async ({ call }) => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
  // RFC 5649, for its length is no multiple of eight.
  const cipher = createCipheriv('id-aes256-wrap-pad', kek, fromHex('a65959a6'));
  const wrapped = cipher.update(pair.privateKey.export({ type: 'pkcs8', format: 'der' }));
  const key = await call(wrappingKey, 'unwrapKey', 'PRIVATE_KEY', 'RSA', wrapped);
  const sealed = publicEncrypt(pair.publicKey, Buffer.from('INPUT DATA'));
  assert.equal(Buffer.from(await call(key, 'decrypt', sealed)).toString(), 'INPUT DATA');
});

keyWrap('unwrapped keys may be stored', async ({ call, mode }) => {
  const label = `unwrapped ${mode}`;
  const key = await call(session, 'generateKey', 'AES', { bits: 128, template: { extractable: true } });
  const wrapped = await call(wrappingKey, 'wrapKey', key);
  await call(wrappingKey, 'unwrapKey', 'SECRET_KEY', 'AES', wrapped, { store: true, label });
  const other = await call(token, 'open', { userPin: device.pin, readWrite: true });
  const found = await call(other, 'getKey', { label });
  assert.equal(await call(found, 'get', 'token'), true);
  await call(found, 'destroy');
  await call(other, 'close');
});

keyWrap('what may not be wrapped', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  await assert.rejects(async () => call(wrappingKey, 'wrapKey', key), {
    code: 'CKR_KEY_UNEXTRACTABLE',
    fn: 'C_WrapKey',
    message: /extractable/,
  });
});

keyWrap('what may not wrap', async ({ call }) => {
  const weak = await call(session, 'generateKey', 'AES', {
    bits: 128,
    capabilities: ['encrypt'],
    template: { extractable: true },
  });
  await assert.rejects(async () => call(weak, 'wrapKey', weak), {
    code: 'CKR_KEY_FUNCTION_NOT_PERMITTED',
    fn: 'C_WrapKey',
  });
  await assert.rejects(async () => call(weak, 'unwrapKey', 'SECRET_KEY', 'AES', new Uint8Array(24)), {
    code: 'CKR_KEY_FUNCTION_NOT_PERMITTED',
    fn: 'C_UnwrapKey',
  });
});

keyWrap('arguments are checked by name', async ({ call }) => {
  for (const key of [undefined, null, {}, { handle: 1 }, 'key']) {
    await assert.rejects(async () => call(wrappingKey, 'wrapKey', key), {
      name: 'TypeError',
      message: /key/,
    });
  }
  const wrapped = new Uint8Array(24);
  const unwrap = async (args: unknown[], name: string, message: RegExp) =>
    assert.rejects(async () => call(wrappingKey, 'unwrapKey', ...args), { name, message });
  await unwrap(['SECRET_KEY', 'AES', 42], 'TypeError', /wrapped/);
  await unwrap(['SECRET_KEY', 'AES', wrapped, { lable: 'x' }], 'TypeError', /"lable"/);
  await unwrap(['SECRET_KEY', 'AES', wrapped, { capabilities: ['all'] }], 'RangeError', /capabilities/);
  await unwrap(['SECRET_KEY', 'AESS', wrapped], 'RangeError', /"AESS"/);
  await unwrap(['PUBLIC_KEY', 'RSA', wrapped], 'RangeError', /PUBLIC_KEY/);
});
