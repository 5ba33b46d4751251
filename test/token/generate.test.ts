import assert from 'node:assert/strict';
import { PrivateKey, PublicKey, SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import type { Caller } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import {
  derContent,
  dsaPublicKey,
  ecPublicKey,
  ed25519PublicKey,
  fromHex,
  hex,
  rsaPublicKey,
} from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result * (bit === '1' ? base : 1n)) % modulus;
  }
  return result;
}

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const readable = { sensitive: false, extractable: true };
const place = await placeOfKeys(token);

const aes = await requires(token, 'readable AES keys');
const tripleDes = await requires(token, 'DES2_KEY_GEN', 'DES3_KEY_GEN');
const secrets = await requires(token, 'GENERIC_SECRET_KEY_GEN', 'readable AES keys');
const aesAndSecrets = await requires(token, 'AES keys', 'GENERIC_SECRET_KEY_GEN');
const rsaAndAes = await requires(
  token,
  'RSA key pairs of 1024 bits',
  'readable AES keys',
  'readable RSA private keys',
);
const stored = await requires(token, 'AES keys', 'AES_CBC_PAD', 'stored data objects');
const storedPairs = await requires(token, 'EC key pairs', 'ECDSA', 'stored data objects');
const rsa = await requires(token, 'RSA key pairs of 1024 bits');
const ec = await requires(token, 'EC key pairs');
const edwards = await requires(token, 'EC_EDWARDS_KEY_PAIR_GEN');
const dsa = await requires(token, 'DSA_KEY_PAIR_GEN', 'DSA_PARAMETER_GEN');
const cbc = await requires(token, 'AES keys', 'AES_CBC_PAD');
const refusal = await requires(token, 'AES keys', 'RSA key pairs');
aes('AES keys of each size', async ({ call }) => {
  const values = new Set<string>();
  for (const bits of [128, 192, 256]) {
    const key = await call(session, 'generateKey', 'AES', { bits, template: readable });
    assert.ok(key instanceof SecretKey);
    assert.equal(key.keyType, 'AES');
    const { value, valueLen } = await call(key, 'get', ['value', 'valueLen']);
    assert.deepEqual([value.length, valueLen], [bits / 8, bits / 8]);
    values.add(hex(value));
  }
  assert.equal(values.size, 3);
});

tripleDes('DES2 and DES3 keys, of odd parity', async ({ call }) => {
  for (const [type, bytes] of [
    ['DES2', 16],
    ['DES3', 24],
  ]) {
    const key = await call(session, 'generateKey', type, { template: readable });
    assert.equal(key.keyType, type);
    const value: Uint8Array = await call(key, 'get', 'value');
    assert.equal(value.length, bytes);
    for (const byte of value) assert.equal(byte.toString(2).replaceAll('0', '').length % 2, 1);
  }
});

secrets('generic secrets of any size', async ({ call }) => {
  // In bits: PKCS #11 v3.2 §6.16.3.
  const { minKeySize, maxKeySize } = await token.getMechanismInfo('GENERIC_SECRET_KEY_GEN');
  const [least = 8, most = 4096] = [minKeySize, maxKeySize];
  for (const bits of [80, 160, 256, 2048]) {
    if (bits < least || bits > most) continue;
    const key = await call(session, 'generateKey', 'GENERIC_SECRET', { bits, template: readable });
    assert.equal((await call(key, 'get', 'value')).length, bits / 8);
  }
});

secrets('a generic secret of one byte', async ({ call }) => {
  const key = await call(session, 'generateKey', 'GENERIC_SECRET', { bits: 8, template: readable });
  assert.equal((await call(key, 'get', 'value')).length, 1);
});

const ATTRIBUTES = ['token', 'private', 'sensitive', 'extractable'] as const;
const CAPABILITIES = ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap', 'derive'] as const;

/** What protects a key, and what it may be used for. */
async function traits({ call }: Caller, key: object) {
  const allowed = await call(key, 'get', CAPABILITIES);
  return {
    ...(await call(key, 'get', ATTRIBUTES)),
    uses: CAPABILITIES.filter((name) => allowed[name] === true),
  };
}

aesAndSecrets(
  'a secret key is a session key, sensitive and not extractable, unless told otherwise',
  async (caller) => {
    const { call } = caller;
    const key = await call(session, 'generateKey', 'AES', { bits: 256 });
    assert.deepEqual(await traits(caller, key), {
      token: false,
      private: true,
      sensitive: true,
      extractable: false,
      uses: ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap'],
    });
    await assert.rejects(async () => call(key, 'get', 'value'), { code: 'CKR_ATTRIBUTE_SENSITIVE' });
    const secret = await call(session, 'generateKey', 'GENERIC_SECRET', { bits: 256 });
    assert.deepEqual((await traits(caller, secret)).uses, ['sign', 'verify', 'derive']);
  },
);

aes('keys tell that the token has made them, and how', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 256 });
  const { local, keyGenMechanism } = await call(key, 'get', ['local', 'keyGenMechanism']);
  // Some tell less; who tells says it right.
  assert.deepEqual([local, keyGenMechanism ?? 'AES_KEY_GEN'], [true, 'AES_KEY_GEN']);
});

rsa('the halves of a pair tell that the token has made them', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, ...place });
  for (const half of [publicKey, privateKey]) assert.equal(await call(half, 'get', 'local'), true);
});

const HALVES = [
  ['RSA', { bits: 1024 }, ['encrypt', 'verify', 'wrap'], ['decrypt', 'sign', 'unwrap'], rsa],
  ['EC', { curve: 'P-256' }, ['verify'], ['sign', 'derive'], ec],
] as const;
for (const [type, options, ofPublic, ofPrivate, cases] of HALVES) {
  cases(`${type}: the halves of a key pair have the attributes of their class`, async (caller) => {
    const { call } = caller;
    const { publicKey, privateKey } = await call(session, 'generateKeyPair', type, { ...options, ...place });
    assert.ok(publicKey instanceof PublicKey);
    assert.ok(privateKey instanceof PrivateKey);
    assert.deepEqual([publicKey.keyType, privateKey.keyType], [type, type]);
    const of = { public: await traits(caller, publicKey), private: await traits(caller, privateKey) };
    assert.deepEqual([of.public.uses, of.private.uses], [ofPublic, ofPrivate]);
    assert.deepEqual([of.public.token, of.private.token], [place.store, place.store]);
    const { private: hidden, sensitive, extractable } = of.private;
    assert.deepEqual([hidden, sensitive, extractable], [true, true, false]);
    await assert.rejects(async () => call(privateKey, 'get', type === 'RSA' ? 'privateExponent' : 'value'), {
      code: 'CKR_ATTRIBUTE_SENSITIVE',
    });
  });
}

rsaAndAes('capabilities, label, id and templates decide over the defaults', async (caller) => {
  const { call } = caller;
  const id = fromHex('00ff80');
  const options = { bits: 128, capabilities: ['encrypt', 'derive'], label: 'named', id };
  const key = await call(session, 'generateKey', 'AES', options);
  assert.deepEqual((await traits(caller, key)).uses, ['encrypt', 'derive']);
  assert.deepEqual(await call(key, 'get', ['label', 'id']), { label: 'named', id });

  const template = { ...readable, label: 'of the template', encrypt: false, modifiable: false };
  const other = await call(session, 'generateKey', 'AES', { bits: 128, label: 'of the option', template });
  const { sensitive, extractable, uses } = await traits(caller, other);
  assert.deepEqual([sensitive, extractable], [false, true]);
  assert.deepEqual(uses, ['decrypt', 'sign', 'verify', 'wrap', 'unwrap']);
  assert.equal(await call(other, 'get', 'label'), 'of the template');

  const pair = await call(session, 'generateKeyPair', 'RSA', {
    bits: 1024,
    capabilities: ['sign', 'verify'],
    label: 'both',
    template: { startDate: new Date('2024-01-02') },
    publicTemplate: { label: 'public' },
    privateTemplate: { extractable: true, sensitive: false },
  });
  const half = {
    public: await traits(caller, pair.publicKey),
    private: await traits(caller, pair.privateKey),
  };
  assert.deepEqual([half.public.uses, half.private.uses], [['verify'], ['sign']]);
  assert.equal(await call(pair.publicKey, 'get', 'label'), 'public');
  assert.equal(await call(pair.privateKey, 'get', 'label'), 'both');
  const { modulus, publicExponent } = await call(pair.publicKey, 'get', ['modulus', 'publicExponent']);
  // Some are a byte shorter than the modulus: of NSS one in twenty.
  const [n, e, d] = [modulus, publicExponent, await call(pair.privateKey, 'get', 'privateExponent')].map(
    toNumber,
  );
  assert.equal(power(power(2n, e!, n!), d!, n!), 2n);
  assert.deepEqual(await call(pair.publicKey, 'get', 'startDate'), new Date('2024-01-02T00:00:00Z'));
});

rsa('a public exponent of its own', async ({ call }) => {
  const options = { ...place, bits: 1024, publicTemplate: { publicExponent: 3n } };
  const { publicKey } = await call(session, 'generateKeyPair', 'RSA', options);
  assert.equal((await rsaPublicKey(publicKey)).asymmetricKeyDetails?.publicExponent, 3n);
});

cbc('a key is not used for what it may not be', async ({ call }) => {
  const options = { bits: 128, capabilities: ['encrypt'] };
  const key = await call(session, 'generateKey', 'AES', options);
  await assert.rejects(async () => call(key, 'decrypt', new Uint8Array(16), { iv: new Uint8Array(16) }), {
    code: 'CKR_KEY_FUNCTION_NOT_PERMITTED',
    fn: 'C_DecryptInit',
  });
});

aes('options are neither changed nor remembered', async ({ call }) => {
  const template = Object.freeze({ label: 'frozen' });
  const options = Object.freeze({ bits: 128, template, capabilities: Object.freeze(['encrypt']) });
  const first = await call(session, 'generateKey', 'AES', options);
  const second = await call(session, 'generateKey', 'AES', { bits: 256 });
  assert.deepEqual(await call(first, 'get', ['label', 'valueLen', 'decrypt']), {
    label: 'frozen',
    valueLen: 16,
    decrypt: false,
  });
  assert.deepEqual(await call(second, 'get', ['label', 'valueLen', 'decrypt']), {
    label: '',
    valueLen: 32,
    decrypt: true,
  });
});

stored('a stored key is found again in a new session', async ({ call, mode }) => {
  const label = `stored ${mode}`;
  const writer = await call(token, 'open', { userPin: device.pin, readWrite: true });
  const made = await call(writer, 'generateKey', 'AES', { bits: 128, label, store: true });
  const iv = new Uint8Array(16);
  const sealed = await call(made, 'encrypt', 'INPUT DATA', { iv });
  if (!place.store) await call(writer, 'generateKey', 'AES', { bits: 128, label });
  await call(writer, 'close');

  const found = await call(session, 'getKey', { class: 'SECRET_KEY', label });
  assert.equal(Buffer.from(await call(found, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');
  await call(found, 'destroy');
});

storedPairs('a stored key pair is found again in a new session', async ({ call, mode }) => {
  const label = `pair ${mode}`;
  const writer = await call(token, 'open', { userPin: device.pin, readWrite: true });
  await call(writer, 'generateKeyPair', 'EC', { curve: 'P-256', label, store: true });
  await call(writer, 'close');
  const privateKey = await call(session, 'getKey', { class: 'PRIVATE_KEY', label });
  const publicKey = await call(session, 'getKey', { class: 'PUBLIC_KEY', label });
  const signature = await call(privateKey, 'sign', 'INPUT DATA');
  assert.equal(await call(publicKey, 'verify', 'INPUT DATA', signature), true);
  for (const key of [privateKey, publicKey]) await call(key, 'destroy');
});

rsa('RSA key pairs', async ({ call }) => {
  for (const bits of [1024, 2048]) {
    const { publicKey } = await call(session, 'generateKeyPair', 'RSA', { bits, ...place });
    const { asymmetricKeyDetails } = await rsaPublicKey(publicKey);
    assert.equal(asymmetricKeyDetails?.modulusLength, bits);
    assert.equal(asymmetricKeyDetails.publicExponent, 65537n);
  }
});

const NAMED = {
  'P-256': ['prime256v1', []],
  secp256r1: ['prime256v1', []],
  'P-384': ['secp384r1', ['EC key pairs on P-384']],
  'p-521': ['secp521r1', ['EC key pairs on P-521']],
  secp256k1: ['secp256k1', ['EC key pairs on secp256k1']],
} as const;
for (const [curve, [node, needs]] of Object.entries(NAMED)) {
  const on = await requires(token, 'EC key pairs', ...needs);
  on(`EC key pairs on ${curve}`, async ({ call }) => {
    const crv = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }[node as string] ?? node;
    const { publicKey } = await call(session, 'generateKeyPair', 'EC', { curve, ...place });
    // Importing checks that the point is on the curve.
    assert.equal((await ecPublicKey(publicKey, crv)).asymmetricKeyDetails?.namedCurve, node);
  });
}

ec('EC key pairs on a curve by its parameters', async ({ call }) => {
  const ecParams = fromHex('06082a8648ce3d030107');
  const { publicKey } = await call(session, 'generateKeyPair', 'EC', { curve: ecParams, ...place });
  assert.deepEqual(await call(publicKey, 'get', 'ecParams'), ecParams);
  assert.equal(derContent(0x04, await call(publicKey, 'get', 'ecPoint')).length, 65);
});

edwards('Ed25519 key pairs', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', {
    curve: 'Ed25519',
  });
  assert.equal(privateKey.keyType, 'EC_EDWARDS');
  assert.equal((await ed25519PublicKey(publicKey)).asymmetricKeyType, 'ed25519');
});

dsa('DSA key pairs, from parameters that are not kept', async ({ call, all }) => {
  const { publicKey } = await call(session, 'generateKeyPair', 'DSA', { bits: 1024 });
  const { asymmetricKeyDetails } = await dsaPublicKey(publicKey);
  assert.deepEqual(asymmetricKeyDetails, { modulusLength: 1024, divisorLength: 160 });
  assert.deepEqual(await all(session, 'getObjects', { class: 'DOMAIN_PARAMETERS' }), []);
});

aes('what makes no key is refused by name before anything is sent', async ({ call }) => {
  const key = async (type: unknown, options: unknown, name: string, message: RegExp) =>
    assert.rejects(async () => call(session, 'generateKey', type, options), { name, message });
  await key('AES', { bits: 128, lable: 'x' }, 'TypeError', /"lable"/);
  await key('AES', { bits: '128' }, 'TypeError', /bits/);
  await key('AES', { bits: 12 }, 'RangeError', /bits.*multiple of 8/);
  await key('AES', { bits: -8 }, 'RangeError', /bits/);
  await key('AES', { bits: 128, capabilities: 'sign' }, 'TypeError', /capabilities/);
  await key('AES', { bits: 128, capabilities: ['signing'] }, 'RangeError', /capabilities/);
  await key('AES', { bits: 128, template: { lable: 'x' } }, 'TypeError', /"lable"/);
  await key('AES', { bits: 128, mechanism: 'AES_GEN' }, 'RangeError', /mechanism.*"AES_GEN"/);
  await key('AES', null, 'TypeError', /options/);
  await key('AESS', { bits: 128 }, 'RangeError', /keyType.*"AESS"/);
  await key('AES', { bits: 128, mechanism: 'SKIPJACK_KEY_GEN' }, 'NotSupportedError', /SKIPJACK_KEY_GEN/);
});

const pair =
  (call: Caller['call']) => async (type: unknown, options: unknown, name: string, message: RegExp) =>
    assert.rejects(async () => call(session, 'generateKeyPair', type, options), { name, message });

rsa('what makes no RSA key pair is refused by name before anything is sent', async ({ call }) => {
  const refused = pair(call);
  await refused('RSA', {}, 'TypeError', /bits/);
  await refused('RSA', { curve: 'P-256' }, 'TypeError', /"curve"/);
  await refused('RSA', { bits: 1024.5 }, 'RangeError', /bits/);
});

ec('what makes no EC key pair is refused by name before anything is sent', async ({ call }) => {
  const refused = pair(call);
  await refused('EC', {}, 'TypeError', /curve/);
  await refused('EC', { bits: 256 }, 'TypeError', /"bits"/);
  await refused('EC', { curve: 'P-257' }, 'RangeError', /curve.*"P-257"/);
  await refused('EC', { curve: 256 }, 'TypeError', /curve/);
});

refusal.test('a size that the token does not support is its own answer', async () => {
  await assert.rejects(session.generateKey('AES', { bits: 136 }), {
    name: 'Pkcs11Error',
    fn: 'C_GenerateKey',
  });
  const { minKeySize } = await token.getMechanismInfo('RSA_PKCS_KEY_PAIR_GEN');
  assert.throws(() => session.generateKeyPairSync('RSA', { bits: minKeySize! - 64, ...place }), {
    name: 'Pkcs11Error',
    fn: 'C_GenerateKeyPair',
  });
});
