// C_EncapsulateKey and C_DecapsulateKey (PKCS #11 v3.2 §5.18.8 and §5.18.9) with ML-KEM (FIPS 203), elliptic curves,
// Diffie-Hellman and RSA: one side is node:crypto's.
import assert from 'node:assert/strict';
import * as crypto from 'node:crypto';
import {
  constants,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import type { PublicKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

/** Node's types are of Node 20. */
const { encapsulate, decapsulate } = crypto as unknown as {
  encapsulate(key: KeyObject): { sharedKey: Buffer; ciphertext: Buffer };
  decapsulate(key: KeyObject, ciphertext: Uint8Array): Buffer;
};
const template = { sensitive: false, extractable: true };
const readable = { bits: 256, template };

const kem = await requires(token, 'ML_KEM', 'ML_KEM_KEY_PAIR_GEN', 'C_EncapsulateKey');
for (const [size, bytes] of [
  [512, 768],
  [768, 1088],
  [1024, 1568],
] as const) {
  kem(`ML-KEM-${size}: what node:crypto encapsulates, the token decapsulates`, async ({ call }) => {
    const parameterSet = `ML_KEM_${size}`;
    const made = await call(session, 'generateKeyPair', 'ML_KEM', { parameterSet });
    const { sharedKey, ciphertext } = encapsulate(await call(made.publicKey, 'toKeyObject'));
    for (const keyType of ['AES', 'GENERIC_SECRET']) {
      const key = await call(made.privateKey, 'decapsulateKey', keyType, ciphertext, readable);
      assert.equal(hex(await call(key, 'get', 'value')), hex(sharedKey));
      assert.equal(key.keyType, keyType);
    }
    const hidden = await call(made.privateKey, 'decapsulateKey', 'AES', ciphertext, { bits: 256 });
    await assert.rejects(async () => call(hidden, 'get', 'value'), { code: 'CKR_ATTRIBUTE_SENSITIVE' });
  });

  kem(`ML-KEM-${size}: what the token encapsulates, node:crypto decapsulates`, async ({ call }) => {
    const pair = generateKeyPairSync(`ml-kem-${size}` as 'x25519');
    const theirs = await call(session, 'importKey', pair.publicKey, { as: 'PUBLIC_KEY' });
    const { key, ciphertext } = await call(theirs, 'encapsulateKey', 'AES', readable);
    assert.equal(ciphertext.length, bytes);
    assert.equal(hex(await call(key, 'get', 'value')), hex(decapsulate(pair.privateKey, ciphertext)));
    const other = await call(theirs, 'encapsulateKey', 'AES', readable);
    assert.notEqual(hex(other.ciphertext), hex(ciphertext));

    const { privateKey } = await call(session, 'importKey', pair.privateKey);
    const back = await call(privateKey, 'decapsulateKey', 'AES', ciphertext, readable);
    assert.equal(hex(await call(back, 'get', 'value')), hex(await call(key, 'get', 'value')));
    await assert.rejects(
      async () => call(privateKey, 'decapsulateKey', 'AES', ciphertext.slice(1), readable),
      { fn: 'C_DecapsulateKey' },
    );
  });
}

const elliptic = await requires(token, 'encapsulation with elliptic curves');
for (const [keyType, curve, makePair] of [
  ['EC', 'P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['EC_MONTGOMERY', 'X25519', () => generateKeyPairSync('x25519')],
] as const) {
  elliptic(`${curve}: the ciphertext is a public key, made for this one secret`, async ({ call }) => {
    const options = { mechanism: 'ECDH1_DERIVE', kdf: 'NULL', ...readable };
    const pair = makePair();
    const capabilities = ['encapsulate', 'decapsulate', 'derive'];
    const theirs = await call(session, 'importKey', pair.publicKey, { as: 'PUBLIC_KEY', capabilities });
    const { key, ciphertext } = await call(theirs, 'encapsulateKey', 'GENERIC_SECRET', options);
    const ephemeral = await call(session, 'generateKeyPair', keyType, { curve, capabilities });
    // The point as node:crypto has it: after what comes before any point of the curve.
    const spki = pair.publicKey.export({ type: 'spki', format: 'der' });
    const prefix = spki.subarray(0, spki.length - ciphertext.length);
    const publicKey = createPublicKey({
      key: Buffer.concat([prefix, ciphertext]),
      format: 'der',
      type: 'spki',
    });
    const secret = diffieHellman({ privateKey: pair.privateKey, publicKey });
    assert.equal(hex(await call(key, 'get', 'value')), hex(secret));

    // The other way: node:crypto's ephemeral key is a ciphertext, too.
    const own = makePair();
    const point = own.publicKey
      .export({ type: 'spki', format: 'der' })
      .subarray(spki.length - ciphertext.length);
    const back = await call(ephemeral.privateKey, 'decapsulateKey', 'GENERIC_SECRET', point, options);
    const object = await call(ephemeral.publicKey, 'toKeyObject');
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey: object });
    assert.equal(hex(await call(back, 'get', 'value')), hex(shared));
  });
}

const rsa = await requires(token, 'encapsulation with RSA');
rsa('RSA: the secret is encrypted', async ({ call }) => {
  const capabilities = ['encapsulate', 'decapsulate'];
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const theirs = await call(session, 'importKey', pair.publicKey, { as: 'PUBLIC_KEY', capabilities });
  const made = await call(session, 'generateKeyPair', 'RSA', { bits: 2048, capabilities });
  const object: KeyObject = await (made.publicKey as PublicKey).toKeyObject();
  const padding = { RSA_PKCS: constants.RSA_PKCS1_PADDING, RSA_PKCS_OAEP: constants.RSA_PKCS1_OAEP_PADDING };
  const ours = Buffer.alloc(32, 5);
  for (const mechanism of ['RSA_PKCS', 'RSA_PKCS_OAEP'] as const) {
    const { key, ciphertext } = await call(theirs, 'encapsulateKey', 'AES', { mechanism, ...readable });
    const secret = privateDecrypt({ key: pair.privateKey, padding: padding[mechanism] }, ciphertext);
    assert.equal(hex(await call(key, 'get', 'value')), hex(secret));
    const sealed = publicEncrypt({ key: object, padding: padding[mechanism] }, ours);
    const options = { mechanism, template };
    const back = await call(made.privateKey, 'decapsulateKey', 'AES', sealed, options);
    assert.equal(hex(await call(back, 'get', 'value')), hex(ours));
  }
});
