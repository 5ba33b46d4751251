// One program for every token, a read-only card included: it finds a key or makes one, and uses it.
import assert from 'node:assert/strict';
import { constants, createHash, createVerify, publicEncrypt } from 'node:crypto';
import { after as afterSuite, describe } from 'node:test';
import { type KeyPair, NotSupportedError, type Pkcs11Object } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';

const device = startTestToken();
const token = await findTestToken(device);
const writable = !token.flags.has('WRITE_PROTECTED');
const session = await token.open({
  ...(device.pin === '' ? {} : { userPin: device.pin }),
  readWrite: writable,
});
const stored: Pick<Pkcs11Object, 'destroy'>[] = [];
after(() => session.close());

/** A key pair of the token: made, stored where it keeps no other, or found on one that makes none. */
async function findOrMake(): Promise<KeyPair<'RSA'>> {
  for (const store of [false, true]) {
    try {
      const pair = await session.generateKeyPair('RSA', { bits: 2048, store, label: 'same program' });
      if (store) stored.push(pair.publicKey, pair.privateKey);
      return pair;
    } catch (error) {
      if (!(error instanceof NotSupportedError)) throw error;
    }
  }
  for await (const privateKey of session.getObjects({ class: 'PRIVATE_KEY', keyType: 'RSA' })) {
    const publicKey = await privateKey.getPublicKey();
    return { privateKey, publicKey } as unknown as KeyPair<'RSA'>;
  }
  throw new Error('the token makes no RSA keys, and has none');
}

const DATA = Buffer.from('INPUT DATA');
/** DigestInfo of SHA-256 (RFC 8017 §9.2). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PKCS1_OAEP_PADDING } = constants;
const { publicKey, privateKey } = await findOrMake();
const exported = await publicKey.toKeyObject();

describe(`the same program on ${device.name}`, () => {
  // Before the session is closed.
  afterSuite(async () => {
    for (const object of stored) await object.destroy();
  });

  const signatures = [
    ['SHA256_RSA_PKCS', 'sha256', { padding: RSA_PKCS1_PADDING }],
    ['SHA3_256_RSA_PKCS', 'sha3-256', { padding: RSA_PKCS1_PADDING }],
    ['SHA256_RSA_PKCS_PSS', 'sha256', { padding: RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
  ] as const;
  for (const [mechanism, hash, padding] of signatures) {
    twice(mechanism, async ({ call }) => {
      for (const data of [DATA, ['INPUT', ' ', 'DATA']]) {
        const signature = await call(privateKey, 'sign', data, { mechanism });
        assert.ok(
          createVerify(hash)
            .update(DATA)
            .verify({ key: exported, ...padding }, signature),
        );
        assert.equal(await call(publicKey, 'verify', data, signature, { mechanism }), true);
        assert.equal(await call(publicKey, 'verify', 'OTHER DATA', signature, { mechanism }), false);
      }
    });
  }

  twice('a signature of what the caller has hashed', async ({ call }) => {
    const options = { mechanism: 'RSA_PKCS' };
    const input = Buffer.concat([DIGEST_INFO, createHash('sha256').update(DATA).digest()]);
    const signature = await call(privateKey, 'sign', input, options);
    assert.ok(createVerify('sha256').update(DATA).verify(exported, signature));
    assert.equal(await call(publicKey, 'verify', input, signature, options), true);
    assert.equal(await call(publicKey, 'verify', DATA, signature, options), false);
    // Whatever comes of it when the public key is applied, it has no padding.
    const wrong = Uint8Array.from(signature as Uint8Array, (byte, index) => (index === 99 ? byte ^ 1 : byte));
    assert.equal(await call(publicKey, 'verify', input, wrong, options), false);
  });

  twice('the default signature', async ({ call }) => {
    const signature = await call(privateKey, 'sign', DATA);
    assert.equal(await call(publicKey, 'verify', DATA, signature), true);
    const { mechanism } = privateKey.plan('sign');
    assert.equal(publicKey.plan('verify').mechanism, mechanism);
    const hash = String(mechanism).replace('_RSA_PKCS', '');
    assert.ok(createVerify(hash).update(DATA).verify(exported, signature));
  });

  twice('encryption', async ({ call }) => {
    const theirs = publicEncrypt({ key: exported, padding: RSA_PKCS1_PADDING }, DATA);
    const options = { mechanism: 'RSA_PKCS' };
    assert.deepEqual(Buffer.from(await call(privateKey, 'decrypt', theirs, options)), DATA);
    const ours = await call(publicKey, 'encrypt', DATA, options);
    assert.deepEqual(Buffer.from(await call(privateKey, 'decrypt', ours, options)), DATA);
  });

  twice('encryption by default: refused before anything is sent, or done', async ({ call }) => {
    const sealed = await call(publicKey, 'encrypt', DATA);
    const padding = { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    for (const each of [sealed, publicEncrypt({ key: exported, ...padding }, DATA)]) {
      assert.deepEqual(Buffer.from(await call(privateKey, 'decrypt', each)), DATA);
    }
  });
});
