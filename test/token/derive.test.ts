import assert from 'node:assert/strict';
import { createDiffieHellman, createECDH, createHash, getDiffieHellman } from 'node:crypto';
import { SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { der, derContent, hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { twice } = await requires(token, 'EC key pairs', 'ECDH1_DERIVE', 'readable AES keys');

const template = { sensitive: false, extractable: true };

const CURVES = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' } as const;
const ecdh = await requires(token, 'ECDH1_DERIVE', 'EC key pairs on all curves');
const dh = await requires(token, 'DH_PKCS_DERIVE', 'DH_PKCS_KEY_PAIR_GEN');
for (const [curve, name] of Object.entries(CURVES)) {
  ecdh(`ECDH on ${curve} agrees with node:crypto`, async ({ call }) => {
    const theirs = createECDH(name);
    const point = theirs.generateKeys();
    const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC', { curve });
    const shared = theirs.computeSecret(derContent(0x04, await call(publicKey, 'get', 'ecPoint')));
    // The point as it is, and as CKA_EC_POINT has it.
    for (const theirKey of [point, der(0x04, point)]) {
      for (const bits of [128, 256]) {
        const key = await call(privateKey, 'deriveKey', 'AES', { bits, publicKey: theirKey, template });
        assert.ok(key instanceof SecretKey);
        assert.equal(key.keyType, 'AES');
        // SoftHSM keeps the last bytes of a longer secret, PKCS #11 v3.2 §6.3.17 the first.
        const value = hex(await call(key, 'get', 'value'));
        const expected = [shared.subarray(0, bits / 8), shared.subarray(-bits / 8)].map(hex);
        assert.ok(expected.includes(value), `${value} is neither of ${expected}`);
      }
      const whole = await call(privateKey, 'deriveKey', 'GENERIC_SECRET', {
        bits: shared.length * 8,
        publicKey: theirKey,
        kdf: 'NULL',
        template,
      });
      assert.equal(hex(await call(whole, 'get', 'value')), hex(shared));
    }
  });
}

ecdh('two parties on the token get the same key', async ({ call }) => {
  const [alice, bob] = await Promise.all(
    ['alice', 'bob'].map((label) => call(session, 'generateKeyPair', 'EC', { curve: 'P-256', label })),
  );
  const keys: SecretKey[] = [];
  for (const [mine, other] of [
    [alice, bob],
    [bob, alice],
  ]) {
    const publicKey = await call(other.publicKey, 'get', 'ecPoint');
    keys.push(
      await call(mine.privateKey, 'deriveKey', 'AES', { bits: 256, publicKey, mechanism: 'ECDH1_DERIVE' }),
    );
  }
  const iv = new Uint8Array(16);
  const sealed = await call(keys[0]!, 'encrypt', 'INPUT DATA', { iv });
  assert.equal(Buffer.from(await call(keys[1]!, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');
  assert.deepEqual(
    await call(keys[0]!, 'get', ['sensitive', 'extractable', 'token', 'private', 'valueLen']),
    {
      sensitive: true,
      extractable: false,
      token: false,
      private: true,
      valueLen: 32,
    },
  );
});

dh('Diffie-Hellman agrees with node:crypto', async ({ call }) => {
  const group = getDiffieHellman('modp5');
  const [prime, base] = [group.getPrime(), group.getGenerator()];
  const theirs = createDiffieHellman(prime, base);
  const publicValue = theirs.generateKeys();
  const parameters = await call(session, 'createDomainParameters', 'DH', { prime, base });
  const { publicKey, privateKey } = await call(parameters, 'generateKeyPair');
  const shared = theirs.computeSecret(await call(publicKey, 'get', 'value'));
  const bits = shared.length * 8;
  const whole = await call(privateKey, 'deriveKey', 'GENERIC_SECRET', { bits, publicValue, template });
  assert.equal(hex(await call(whole, 'get', 'value')), hex(shared));
  const key = await call(privateKey, 'deriveKey', 'AES', { bits: 128, publicValue, template });
  // Like ECDH: PKCS #11 v3.2 truncates leading bytes here.
  assert.equal(hex(await call(key, 'get', 'value')), hex(shared.subarray(-16)));
});

twice('derived keys have label, id, capabilities, and may be stored', async ({ call, mode }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const label = `derived ${mode}`;
  const id = createHash('sha1').update(label).digest();
  const key = await call(privateKey, 'deriveKey', 'AES', {
    bits: 128,
    publicKey: await call(publicKey, 'get', 'ecPoint'),
    label,
    id,
    store: true,
    capabilities: ['sign', 'verify'],
  });
  const found = await call(session, 'getKey', { label, id });
  assert.equal(found.handle, key.handle);
  assert.deepEqual(await call(found, 'get', ['token', 'sign', 'encrypt', 'derive']), {
    token: true,
    sign: true,
    encrypt: false,
    derive: false,
  });
  await call(key, 'destroy');
});

twice('arguments are checked by name', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const point = await call(publicKey, 'get', 'ecPoint');
  const refused = async (type: unknown, options: unknown, name: string, message: RegExp) =>
    assert.rejects(async () => call(privateKey, 'deriveKey', type, options), { name, message });
  await refused('AES', { bits: 128 }, 'TypeError', /publicKey/);
  await refused('AES', { bits: 128, publicKey: 4 }, 'TypeError', /publicKey/);
  await refused('AES', { bits: 128, publicKey: point, kdf: 'SHA1' }, 'RangeError', /kdf.*"SHA1"/);
  await refused('AES', { bits: 128, publicKey: point, publicValue: point }, 'TypeError', /"publicValue"/);
  await refused('AES', { bits: 129, publicKey: point }, 'RangeError', /bits/);
  await refused('AESS', { bits: 128, publicKey: point }, 'RangeError', /"AESS"/);
  const short = { bits: 128, publicKey: point.slice(0, 10) };
  await assert.rejects(async () => call(privateKey, 'deriveKey', 'AES', short), {
    name: 'Pkcs11Error',
    fn: 'C_DeriveKey',
  });
});

twice('a key that may not be derived from is not', async ({ call }) => {
  const { publicKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const point = await call(publicKey, 'get', 'ecPoint');
  const unfit = await call(session, 'generateKeyPair', 'EC', {
    curve: 'P-256',
    capabilities: ['sign', 'verify'],
  });
  await assert.rejects(
    async () => call(unfit.privateKey, 'deriveKey', 'AES', { bits: 128, publicKey: point }),
    { code: 'CKR_KEY_FUNCTION_NOT_PERMITTED', fn: 'C_DeriveKey' },
  );
});
