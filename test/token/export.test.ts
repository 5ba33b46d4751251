// Keys out of the token, judged by node:crypto and the openssl command.
import assert from 'node:assert/strict';
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  KeyObject,
  sign,
  verify,
  webcrypto,
} from 'node:crypto';
import type { Pkcs11Object } from '../../src/index.ts';
import { PublicKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { fromHex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const readable = { sensitive: false, extractable: true };

const place = await placeOfKeys(token);
const RSA = ['RSA key pairs of 1024 bits', 'RSA_PKCS'] as const;
const EC = ['EC key pairs', 'ECDSA'] as const;
const ecdsa = { mechanism: 'ECDSA_SHA256', format: 'der' } as const;
const PAIRS = {
  RSA: [{ bits: 1024 }, { mechanism: 'SHA256_RSA_PKCS' }, 'rsa', RSA, ['imported RSA public keys']],
  EC: [{ curve: 'P-256' }, ecdsa, 'ec', EC, ['imported EC public keys']],
  secp256k1: [
    { curve: 'secp256k1' },
    ecdsa,
    'ec',
    ['EC key pairs on secp256k1', 'ECDSA'],
    ['imported EC public keys'],
  ],
  Ed25519: [{ curve: 'Ed25519' }, {}, 'ed25519', ['EC_EDWARDS_KEY_PAIR_GEN', 'EDDSA'], []],
  DSA: [
    { bits: 1024 },
    { mechanism: 'DSA_SHA256', format: 'der' },
    'dsa',
    ['DSA_KEY_PAIR_GEN', 'DSA_PARAMETER_GEN', 'DSA'],
    [],
  ],
} as const;
const TYPES: Readonly<Record<string, string>> = { secp256k1: 'EC', Ed25519: 'EC_EDWARDS' };

for (const [name, [given, signing, type, needs, importing]] of Object.entries(PAIRS)) {
  const size = { ...given, ...place };
  const { twice } = await requires(token, ...needs);
  const readableKeys = await requires(token, ...needs, 'readable RSA private keys');
  const hash = type === 'ed25519' ? null : 'sha256';

  twice(`${name}: what the token signs, others verify with the exported public key`, async ({ call }) => {
    const { publicKey, privateKey } = await call(session, 'generateKeyPair', TYPES[name] ?? name, size);
    const key: KeyObject = await call(publicKey, 'toKeyObject');
    assert.ok(key instanceof KeyObject);
    assert.equal(key.asymmetricKeyType, type);
    const signature = await call(privateKey, 'sign', DATA, signing);
    assert.equal(verify(hash, DATA, key, signature), true);
    const pem = await call(publicKey, 'export', 'spki-pem');
    assert.equal(pem, key.export({ type: 'spki', format: 'pem' }));
    const { status, stderr } = openssl(['pkey', '-pubin', '-noout', '-in', '@pem'], { pem });
    assert.equal(status, 0, stderr);
  });

  readableKeys(`${name}: a private key that may leave, leaves`, async ({ call }) => {
    const type = TYPES[name] ?? name;
    const pair = await call(session, 'generateKeyPair', type, { ...size, privateTemplate: readable });
    const key: KeyObject = await call(pair.privateKey, 'toKeyObject');
    const signature = sign(hash, DATA, key);
    assert.equal(await call(pair.publicKey, 'verify', DATA, signature, signing), true);
    const passphrase = Buffer.from('open sesame');
    const pem = await call(pair.privateKey, 'export', 'pkcs8-pem', { passphrase, iterations: 1000 });
    assert.equal(passphrase.toString(), 'open sesame');
    assert.ok(createPrivateKey({ key: pem, passphrase }).equals(key));
    const spki = await call(pair.privateKey, 'export', 'spki-der');
    assert.deepEqual(spki, await call(pair.publicKey, 'export', 'spki-der'));
    assert.ok(createPublicKey(key).equals(await call(pair.publicKey, 'toKeyObject')));
  });

  twice(`${name}: a private key that may not leave, does not`, async ({ call }) => {
    const { privateKey } = await call(session, 'generateKeyPair', TYPES[name] ?? name, size);
    for (const format of ['pkcs8-der', 'key-object'] as const) {
      await assert.rejects(async () => call(privateKey, 'export', format), {
        name: 'Pkcs11Error',
        fn: 'C_GetAttributeValue',
        message:
          /: (privateExponent|value) stays on the token: its sensitive is true, and extractable is false$/,
      });
    }
  });

  twice(`${name}: a private key has its public key`, async ({ call }) => {
    const id = fromHex('0102');
    const { publicKey, privateKey } = await call(session, 'generateKeyPair', TYPES[name] ?? name, {
      ...size,
      id,
    });
    const found = await call(privateKey, 'getPublicKey');
    assert.equal(found.handle, publicKey.handle);
    const expected = await call(publicKey, 'export', 'spki-der');
    assert.deepEqual(await call(privateKey, 'export', 'spki-der'), expected);
    for (const key of [publicKey, privateKey]) await call(key, 'destroy');
  });

  const remaking = await requires(token, ...needs, ...importing);
  remaking(`${name}: a private key whose public key is gone`, async ({ call }) => {
    const id = fromHex('0102');
    const type = TYPES[name] ?? name;
    const { publicKey, privateKey } = await call(session, 'generateKeyPair', type, { ...size, id });
    const expected = await call(publicKey, 'export', 'spki-der');
    const half = ['modulus', 'ecPoint', 'publicKeyInfo'] as const;
    const told: (Uint8Array | undefined)[] = Object.values(await call(privateKey, 'getMany', half));
    await call(publicKey, 'destroy');
    const again: PublicKey | undefined = await call(privateKey, 'getPublicKey');
    // Of hidden keys only some tell their public half.
    assert.equal(
      again !== undefined,
      told.some((each) => each !== undefined && each.length > 0),
    );
    if (again === undefined) {
      await assert.rejects(async () => call(privateKey, 'export', 'spki-pem'), { code: 'ERR_FORMAT' });
      return;
    }
    assert.deepEqual(await call(again, 'export', 'spki-der'), expected);
    assert.deepEqual(await call(again, 'get', ['id', 'token', 'keyType']), {
      id,
      token: false,
      keyType: type,
    });
    const signature = await call(privateKey, 'sign', DATA);
    assert.equal(await call(again, 'verify', DATA, signature), true);
    await call(again, 'destroy');
  });
}

for (const [name, [size, , , needs]] of Object.entries(PAIRS)) {
  const { twice } = await requires(token, ...needs, 'readable RSA private keys');
  twice(`${name}: a key that may be read tells its public half when nothing else does`, async ({ call }) => {
    const pair = await call(session, 'generateKeyPair', TYPES[name] ?? name, {
      ...size,
      ...place,
      privateTemplate: readable,
    });
    const expected = await call(pair.publicKey, 'export', 'spki-der');
    await call(pair.publicKey, 'destroy');
    const made = await call(pair.privateKey, 'getPublicKey');
    assert.ok(made instanceof PublicKey, name);
    assert.deepEqual(await call(made, 'export', 'spki-der'), expected);
  });
}

const rsa = await requires(token, ...RSA);
const aes = await requires(token, 'readable AES keys');

rsa('the public key of another with the same id is not taken', async ({ call }) => {
  const id = fromHex('77');
  const one = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, id, ...place });
  const other = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, id, ...place });
  for (const { publicKey, privateKey } of [one, other]) {
    assert.equal((await call(privateKey, 'getPublicKey')).handle, publicKey.handle);
  }
  for (const object of [one, other].flatMap((pair) => Object.values<Pkcs11Object>(pair))) {
    await call(object, 'destroy');
  }
});

aes('secret keys', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 256, template: readable, ...place });
  const value = await call(key, 'get', 'value');
  assert.deepEqual(await call(key, 'export', 'raw'), value);
  assert.ok((await call(key, 'toKeyObject')).equals(createSecretKey(value)));
  const jwk = await call(key, 'export', 'jwk');
  assert.equal(jwk.k, Buffer.from(value).toString('base64url'));
  const cryptoKey = await key.toCryptoKey({ algorithm: 'AES-GCM', extractable: true });
  assert.deepEqual(new Uint8Array(await webcrypto.subtle.exportKey('raw', cryptoKey)), value);

  const hidden = await call(session, 'generateKey', 'AES', { bits: 256, template: { extractable: true } });
  await assert.rejects(async () => call(hidden, 'export', 'raw'), {
    code: 'CKR_ATTRIBUTE_SENSITIVE',
    message: /value stays on the token: its sensitive is true$/,
  });
});

rsa('arguments are checked by name', async ({ call }) => {
  const { publicKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, ...place });
  const refused = (args: unknown[], name: string, message: RegExp) =>
    assert.rejects(async () => call(publicKey, 'export', ...args), { name, message });
  await refused(['pem'], 'RangeError', /format: expected spki-der/);
  await refused([42], 'TypeError', /format/);
  await refused(['jwk', { pass: 'x' }], 'TypeError', /pass/);
  await refused(['spki-pem', { passphrase: 'x' }], 'RangeError', /passphrase/);
  await refused(['sec1-pem'], 'FormatError', /sec1/);
});
