// Keys and certificates into the token; node:crypto and the openssl command made them, and judge what it does with them.
import assert from 'node:assert/strict';
import {
  constants,
  createECDH,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  generateKeySync,
  getDiffieHellman,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
  webcrypto,
} from 'node:crypto';
import { PrivateKey, PublicKey, SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const ecdsa = { mechanism: 'ECDSA_SHA256', format: 'der' };

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const rsa: Pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec: Pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const brainpool: Pair = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' });
const ed25519: Pair = generateKeyPairSync('ed25519');
const dsa: Pair = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });

/** Node's types have no DH keys. */
const makeDhPair = generateKeyPairSync.bind(undefined, 'dh' as never) as (options: object) => Pair;

/** Key, how the token signs with it, the hash that node:crypto verifies with. */
const PAIRS = {
  RSA: [rsa, { mechanism: 'SHA256_RSA_PKCS' }, 'sha256', ['RSA_PKCS', 'imported RSA keys of 1024 bits']],
  EC: [ec, ecdsa, 'sha256', ['ECDSA', 'imported EC keys']],
  brainpoolP256r1: [brainpool, ecdsa, 'sha256', ['ECDSA', 'imported EC keys on brainpoolP256r1']],
  Ed25519: [ed25519, {}, null, ['EDDSA', 'imported Ed25519 keys']],
  DSA: [dsa, { mechanism: 'DSA_SHA256', format: 'der' }, 'sha256', ['DSA', 'imported DSA keys']],
} as const;
const aes = await requires(token, 'imported AES keys', 'AES_CBC_PAD');
const readableAes = await requires(token, 'imported AES keys', 'readable AES keys');
const rsaAndEc = await requires(
  token,
  'RSA_PKCS',
  'imported RSA keys of 1024 bits',
  'ECDSA',
  'imported EC keys',
);
const oaep = await requires(token, 'RSA_PKCS_OAEP', 'imported RSA keys of 1024 bits');
const dh = await requires(token, 'DH_PKCS_DERIVE', 'imported DH public keys');
const ecKeys = await requires(token, 'imported EC keys');
const storedEc = await requires(token, 'imported EC keys', 'stored data objects');
const fussy = await requires(token, 'imported RSA keys of 1024 bits', 'sizes of imported keys checked');

const pkcs8 = { type: 'pkcs8' } as const;
const passphrase = 'open sesame';
/** The formats of a private key, and how each is imported. */
const FORMATS: Record<string, (key: KeyObject) => readonly [unknown, object?]> = {
  'PKCS #8 in PEM': (key) => [key.export({ ...pkcs8, format: 'pem' })],
  'PKCS #8 in DER': (key) => [key.export({ ...pkcs8, format: 'der' })],
  'encrypted PKCS #8': (key) => [
    key.export({ ...pkcs8, format: 'pem', cipher: 'aes-256-cbc', passphrase }),
    { passphrase },
  ],
  KeyObject: (key) => [key],
};

for (const [name, [pair, signing, hash, needs]] of Object.entries(PAIRS)) {
  const { twice } = await requires(token, ...needs);
  for (const [format, write] of Object.entries(FORMATS)) {
    twice(`${name}, ${format}: the token signs with it`, async ({ call }) => {
      const [input, options = {}] = write(pair.privateKey);
      const { privateKey, publicKey, ...others } = await call(session, 'importKey', input, options);
      assert.ok(privateKey instanceof PrivateKey && publicKey instanceof PublicKey);
      assert.deepEqual(others, {});
      const signature = await call(privateKey, 'sign', DATA, signing);
      assert.equal(verify(hash, DATA, pair.publicKey, signature), true);
      assert.equal(await call(publicKey, 'verify', DATA, signature, signing), true);
      const exported = await call(publicKey, 'toKeyObject');
      assert.ok(exported.equals(pair.publicKey));
      assert.equal((await call(privateKey, 'getPublicKey')).handle, publicKey.handle);
      assert.deepEqual(await call(privateKey, 'get', ['sensitive', 'extractable', 'token', 'private']), {
        sensitive: true,
        extractable: false,
        token: false,
        private: true,
      });
      for (const key of [privateKey, publicKey]) await call(key, 'destroy');
    });
  }

  twice(`${name}: a public key`, async ({ call }) => {
    for (const input of [
      pair.publicKey,
      pair.publicKey.export({ type: 'spki', format: 'pem' }),
      pair.publicKey.export({ type: 'spki', format: 'der' }),
    ]) {
      const { publicKey, ...others } = await call(session, 'importKey', input);
      assert.deepEqual(others, {});
      assert.ok((await call(publicKey, 'toKeyObject')).equals(pair.publicKey));
      await call(publicKey, 'destroy');
    }
  });
}

rsaAndEc('JWK, PKCS #1, SEC 1 and CryptoKey', async ({ call }) => {
  const { subtle } = webcrypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const web = (await subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  for (const [input, signing, publicKey] of [
    [ec.privateKey.export({ format: 'jwk' }), ecdsa, ec.publicKey],
    [JSON.stringify(ec.privateKey.export({ format: 'jwk' })), ecdsa, ec.publicKey],
    [ec.privateKey.export({ type: 'sec1', format: 'pem' }), ecdsa, ec.publicKey],
    [rsa.privateKey.export({ type: 'pkcs1', format: 'der' }), PAIRS.RSA[1], rsa.publicKey],
    [
      web.privateKey,
      ecdsa,
      createPublicKey({
        key: Buffer.from(await subtle.exportKey('spki', web.publicKey)),
        format: 'der',
        type: 'spki',
      }),
    ],
  ] as const) {
    const key = await call(session, 'importKey', input, { as: 'PRIVATE_KEY' });
    assert.ok(key instanceof PrivateKey);
    assert.ok(verify('sha256', DATA, publicKey, await call(key, 'sign', DATA, signing)));
    await call(key, 'destroy');
  }
});

oaep('RSA encryption with an imported key', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'importKey', rsa.privateKey);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const sealed = publicEncrypt({ key: rsa.publicKey, padding }, DATA);
  assert.deepEqual(Buffer.from(await call(privateKey, 'decrypt', sealed)), DATA);
  const opened = privateDecrypt({ key: rsa.privateKey, padding }, await call(publicKey, 'encrypt', DATA));
  assert.deepEqual(opened, DATA);
});

dh('Diffie-Hellman keys', async ({ call }) => {
  const prime = getDiffieHellman('modp5').getPrime();
  const [mine, theirs] = [1, 2].map(() => makeDhPair({ prime, generator: 2 }));
  const key = await call(session, 'importKey', mine!.privateKey, { as: 'PRIVATE_KEY', keyType: 'DH' });
  const { publicKey: other } = await call(session, 'importKey', theirs!.publicKey);
  const shared = diffieHellman({ privateKey: mine!.privateKey, publicKey: theirs!.publicKey });
  const derived = await call(key, 'deriveKey', 'GENERIC_SECRET', {
    bits: shared.length * 8,
    publicValue: await call(other, 'get', 'value'),
    template: { sensitive: false, extractable: true },
  });
  assert.equal(hex(await call(derived, 'export', 'raw')), hex(shared));
});

aes('secret keys', async ({ call }) => {
  const value = randomBytes(32);
  const iv = randomBytes(16);
  const inputs = [
    [value, { keyType: 'AES' }],
    [generateKeySync('aes', { length: 256 }), { keyType: 'AES' }],
    [{ kty: 'oct', alg: 'A256GCM', k: value.toString('base64url') }, {}],
  ] as const;
  for (const [input, options] of inputs) {
    const { secretKey } = await call(session, 'importKey', input, options);
    assert.ok(secretKey instanceof SecretKey);
    assert.equal(secretKey.keyType, 'AES');
    const same = await call(session, 'importKey', input, { ...options, as: 'SECRET_KEY' });
    const sealed = await call(secretKey, 'encrypt', DATA, { iv });
    assert.deepEqual(Buffer.from(await call(same, 'decrypt', sealed, { iv })), DATA);
  }
  const text = await call(session, 'importKey', 'a secret', { keyType: 'GENERIC_SECRET', as: 'SECRET_KEY' });
  assert.equal(text.keyType, 'GENERIC_SECRET');
  const readable = { sensitive: false, extractable: true };
  const key = await call(session, 'importKey', value, {
    keyType: 'AES',
    as: 'SECRET_KEY',
    template: readable,
  });
  assert.equal(hex(await call(key, 'export', 'raw')), hex(value));
});

ecKeys('label, id, capabilities and templates', async ({ call }) => {
  const id = fromHex('0a0b');
  const { privateKey, publicKey } = await call(session, 'importKey', ec.privateKey, {
    label: 'mine',
    id,
    capabilities: ['sign'],
    template: { modifiable: false },
    publicTemplate: { label: 'public' },
    privateTemplate: { extractable: true },
  });
  const names = ['label', 'id', 'sign', 'derive', 'extractable', 'modifiable'];
  const all = { label: 'mine', id, sign: true, derive: false, extractable: true, modifiable: false };
  assert.deepEqual(await call(privateKey, 'get', names), all);
  assert.deepEqual(await call(publicKey, 'get', ['label', 'id', 'verify', 'modifiable']), {
    label: 'public',
    id,
    verify: false,
    modifiable: false,
  });
  for (const key of [privateKey, publicKey]) await call(key, 'destroy');
});

storedEc('an imported key may be stored', async ({ call, mode }) => {
  const label = `stored ${mode}`;
  await call(session, 'importKey', ec.privateKey, { label, store: true });
  const other = await call(token, 'open', { userPin: device.pin, readWrite: true });
  const found = await call(other, 'getKey', { class: 'PRIVATE_KEY', label });
  // The id is the hash of the public key, which openssl finds, too.
  const pem = ec.publicKey.export({ type: 'spki', format: 'pem' });
  const { stdout } = openssl(['pkey', '-pubin', '-in', '@pem', '-outform', 'DER'], { pem });
  const hash = await webcrypto.subtle.digest('SHA-1', stdout.subarray(-65));
  assert.deepEqual(await call(found, 'get', 'id'), new Uint8Array(hash));
  for (const object of await call(other, 'getKey', { class: 'PUBLIC_KEY', label }).then((key) => [
    found,
    key,
  ])) {
    await call(object, 'destroy');
  }
  await call(other, 'close');
});

fussy('what was made before something failed is gone', async ({ call, all }) => {
  // SoftHSM itself leaves an incomplete object behind when it refuses to create one.
  const count = async () => (await all(session, 'getObjects', { class: 'PRIVATE_KEY' })).length;
  const before = await count();
  await assert.rejects(
    async () => call(session, 'importKey', rsa.privateKey, { publicTemplate: { modulusBits: 3 } }),
    { name: 'Pkcs11Error', fn: 'C_CreateObject' },
  );
  assert.equal(await count(), before);
});

twice('arguments are checked by name; input is not shown', async ({ call }) => {
  const refused = (args: unknown[], name: string, message: RegExp) =>
    assert.rejects(
      async () => call(session, 'importKey', ...args),
      (error: Error) => {
        assert.equal(error.name, name, error.message);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /sesame/);
        return true;
      },
    );
  await refused([42], 'TypeError', /input/);
  await refused(['open sesame'], 'FormatError', /input/);
  await refused([rsa.privateKey, { lable: 'x' }], 'TypeError', /"lable"/);
  await refused([rsa.privateKey, { as: 'KEY' }], 'RangeError', /as: expected/);
  await refused([rsa.publicKey, { as: 'PRIVATE_KEY' }], 'RangeError', /there is no PRIVATE_KEY in the input/);
  await refused([rsa.privateKey, { keyType: 'EC' }], 'RangeError', /type EC, got RSA/);
  await refused([rsa.privateKey, { keyType: 'RSAA' }], 'RangeError', /"RSAA"/);
  await refused([randomBytes(15), { keyType: 'AES' }], 'FormatError', /16, 24, 32 bytes/);
  await refused([rsa.privateKey, { capabilities: ['all'] }], 'RangeError', /capabilities/);
  const encrypted = ec.privateKey.export({ ...pkcs8, format: 'pem', cipher: 'aes-256-cbc', passphrase });
  await refused([encrypted], 'FormatError', /passphrase/);
  await refused([encrypted, { passphrase: 'sesame' }], 'FormatError', /passphrase/);
  const { stdout } = openssl(['ecparam', '-name', 'P-256']);
  await refused([stdout], 'FormatError', /domain parameters/);
});

readableAes('the input may change while the library waits', async ({ call, mode }) => {
  const value = randomBytes(16);
  const copy = hex(value);
  const readable = { sensitive: false, extractable: true };
  const pending = call(session, 'importKey', value, { keyType: 'AES', template: readable });
  if (mode === 'async') value.fill(0);
  const { secretKey } = await pending;
  assert.equal(hex(await call(secretKey, 'get', 'value')), copy);
});

for (const curve of ['brainpoolP224r1', 'secp160r1', 'secp224k1', 'sect283k1'] as const) {
  const { twice } = await requires(token, 'ECDSA', `imported EC keys on ${curve}`);
  twice(`signatures in DER on ${curve}, a curve by its parameters`, async ({ call }) => {
    const pair = generateKeyPairSync('ec', { namedCurve: curve });
    const { publicKey, privateKey } = await call(session, 'importKey', pair.privateKey);
    for (let round = 0; round < 5; round++) {
      const signature = await call(privateKey, 'sign', DATA, ecdsa);
      assert.ok(verify('sha256', DATA, pair.publicKey, signature));
      assert.equal(await call(publicKey, 'verify', DATA, signature, ecdsa), true);
      const theirs = sign('sha256', DATA, pair.privateKey);
      assert.equal(await call(publicKey, 'verify', DATA, theirs, ecdsa), true);
      assert.equal(await call(publicKey, 'verify', 'OTHER DATA', theirs, ecdsa), false);
    }
  });
}

ecKeys('private keys whose number begins with zeros', async ({ call }) => {
  for (const zeros of [1, 9]) {
    const value = Buffer.alloc(32, 0x5a).fill(0, 0, zeros);
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(value);
    const point = ecdh.getPublicKey();
    const [x, y, d] = [point.subarray(1, 33), point.subarray(33), value].map((each) =>
      each.toString('base64url'),
    );
    const jwk = { kty: 'EC', crv: 'P-256', x, y, d };
    const key = await call(session, 'importKey', jwk, { as: 'PRIVATE_KEY' });
    const signature = await call(key, 'sign', DATA, ecdsa);
    assert.ok(verify('sha256', DATA, createPublicKey({ key: jwk, format: 'jwk' }), signature));
  }
});
