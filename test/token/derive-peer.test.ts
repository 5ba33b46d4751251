// Another's public key in all the forms that it comes in, derived with on the token and by node:crypto.
import assert from 'node:assert/strict';
import { diffieHellman, generateKeyPairSync, getDiffieHellman, KeyObject, webcrypto } from 'node:crypto';
import { encodePoint } from '../../src/formats/formats.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const template = { sensitive: false, extractable: true };
const ECDH = ['ECDH1_DERIVE', 'EC key pairs', 'imported EC public keys'] as const;
const { twice } = await requires(token, ...ECDH);
const dh = await requires(token, 'DH_PKCS_DERIVE', 'DH_PKCS_KEY_PAIR_GEN');
/** SEC 1 §2.3.3, uncompressed. */
function pointOf(key: KeyObject): Uint8Array<ArrayBuffer> {
  // The content of the BIT STRING at the end, after the byte that tells of unused bits.
  const spki = key.export({ type: 'spki', format: 'der' });
  const size = Math.ceil(Number(/\d{3}/.exec(key.asymmetricKeyDetails!.namedCurve!)) / 8);
  return Uint8Array.from(spki.subarray(-(2 * size + 1)));
}

const CURVES = {
  'P-256': [],
  'P-384': ['EC key pairs on P-384'],
  'P-521': ['EC key pairs on P-521'],
  brainpoolP256r1: ['EC key pairs on brainpoolP256r1'],
} as const;
const withSecrets = await requires(token, ...ECDH, 'AES keys');

for (const curve of ['P-256', 'P-384', 'P-521', 'brainpoolP256r1'] as const) {
  const { twice, given } = await requires(token, ...ECDH, ...CURVES[curve]);
  const theirs = generateKeyPairSync('ec', { namedCurve: curve });
  const spki = theirs.publicKey.export({ type: 'spki', format: 'der' });
  const { publicKey: onToken } = await given(() => session.importKey(theirs.publicKey));
  const point = pointOf(theirs.publicKey);
  const FORMS = {
    'a KeyObject': theirs.publicKey,
    'SPKI in DER': spki,
    'SPKI in PEM': theirs.publicKey.export({ type: 'spki', format: 'pem' }),
    'a key of the token': onToken,
    'a point': point,
    'a point in an OCTET STRING': encodePoint(curve, point, 'der'),
  };
  for (const [form, publicKey] of Object.entries(FORMS)) {
    twice(`${curve}: ${form}`, async ({ call }) => {
      const mine = await call(session, 'generateKeyPair', 'EC', { curve });
      const shared = diffieHellman({
        privateKey: theirs.privateKey,
        publicKey: await call(mine.publicKey, 'toKeyObject'),
      });
      const key = await call(mine.privateKey, 'deriveKey', 'GENERIC_SECRET', {
        bits: shared.length * 8,
        publicKey,
        template,
      });
      assert.equal(hex(await call(key, 'export', 'raw')), hex(shared));
    });
  }
}

twice('a CryptoKey', async ({ call }) => {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = await webcrypto.subtle.generateKey(algorithm, true, ['deriveBits']);
  const mine = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const shared = diffieHellman({
    privateKey: KeyObject.from(theirs.privateKey),
    publicKey: await call(mine.publicKey, 'toKeyObject'),
  });
  const options = { bits: 256, publicKey: theirs.publicKey, template };
  const key = await call(mine.privateKey, 'deriveKey', 'GENERIC_SECRET', options);
  assert.equal(hex(await call(key, 'export', 'raw')), hex(shared));
});

/** Node's types have no DH keys. */
const makeDhPair = generateKeyPairSync.bind(undefined, 'dh' as never) as (options: object) => {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
};

dh('the public value of Diffie-Hellman', async ({ call }) => {
  const prime = getDiffieHellman('modp5').getPrime();
  const theirs = makeDhPair({ prime, generator: 2 });
  const parameters = await call(session, 'createDomainParameters', 'DH', { prime, base: fromHex('02') });
  const mine = await call(parameters, 'generateKeyPair');
  const shared = diffieHellman({
    privateKey: theirs.privateKey,
    publicKey: await call(mine.publicKey, 'toKeyObject'),
  });
  const { publicKey: onToken } = await call(session, 'importKey', theirs.publicKey);
  const pem = theirs.publicKey.export({ type: 'spki', format: 'pem' });
  const der = theirs.publicKey.export({ type: 'spki', format: 'der' });
  for (const publicValue of [theirs.publicKey, pem, der, onToken, await call(onToken, 'get', 'value')]) {
    const options = { bits: shared.length * 8, publicValue, template };
    const key = await call(mine.privateKey, 'deriveKey', 'GENERIC_SECRET', options);
    assert.equal(hex(await call(key, 'export', 'raw')), hex(shared));
  }
});

withSecrets('what is no public key', async ({ call }) => {
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const secret = await call(session, 'generateKey', 'AES', { bits: 128 });
  const refused = (publicKey: unknown, name: string, message: RegExp) =>
    assert.rejects(async () => call(privateKey, 'deriveKey', 'AES', { bits: 128, publicKey }), {
      name,
      message,
    });
  await refused(42, 'TypeError', /publicKey/);
  await refused({}, 'TypeError', /publicKey/);
  await refused(secret, 'RangeError', /publicKey: expected the public key of another/);
  await refused('-----BEGIN PUBLIC KEY-----', 'FormatError', /PEM/);
});
