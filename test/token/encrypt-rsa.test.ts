import assert from 'node:assert/strict';
import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { makeOrFindRsaPair, placeOfKeys } from '../support/token-capabilities.ts';
import { hex, rsaPublicKey } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'an RSA key pair');
const raw = await requires(token, 'RSA_X_509', 'an RSA key pair');
const withImported = await requires(token, 'imported RSA public keys', 'imported RSA private keys');

const place = await placeOfKeys(token);
const { publicKey, privateKey } = await given(() => makeOrFindRsaPair(session, place));
const nodePublicKey = await given(() => rsaPublicKey(publicKey));
const { RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING, RSA_NO_PADDING } = constants;

/** Keys that node:crypto has both halves of, on the token too. */
const imported = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = imported.privateKey.export({ format: 'jwk' }) as Record<string, string>;
const part = (name: string) => Uint8Array.from(Buffer.from(jwk[name]!, 'base64url'));
const publicParts = { modulus: part('n'), publicExponent: part('e') };
const importedPublic = await withImported.given(() =>
  session.createObject({ class: 'PUBLIC_KEY', keyType: 'RSA', ...publicParts, encrypt: true, token: false }),
);
const importedPrivate = await withImported.given(() =>
  session.createObject({
    class: 'PRIVATE_KEY',
    keyType: 'RSA',
    ...publicParts,
    privateExponent: part('d'),
    prime1: part('p'),
    prime2: part('q'),
    exponent1: part('dp'),
    exponent2: part('dq'),
    coefficient: part('qi'),
    decrypt: true,
    token: false,
  }),
);

const MOST = { RSA_PKCS_OAEP: 256 - 42, RSA_PKCS: 256 - 11 };

for (const [mechanism, padding] of [
  ['RSA_PKCS_OAEP', RSA_PKCS1_OAEP_PADDING],
  ['RSA_PKCS', RSA_PKCS1_PADDING],
] as const) {
  const options = mechanism === 'RSA_PKCS_OAEP' ? {} : { mechanism };
  const offered = await requires(token, mechanism, 'an RSA key pair');
  const importing = await requires(token, mechanism, 'imported RSA public keys', 'imported RSA private keys');

  importing(`${mechanism}: what the token encrypts node:crypto decrypts`, async ({ call }) => {
    for (const length of [1, 100, MOST[mechanism]]) {
      const data = new Uint8Array(length).fill(length + 1);
      const sealed = await call(importedPublic, 'encrypt', data, options);
      assert.equal(sealed.length, 256);
      if (padding === RSA_PKCS1_OAEP_PADDING) {
        assert.deepEqual(hex(privateDecrypt({ key: imported.privateKey, padding }, sealed)), hex(data));
      } else {
        // Node 20 refuses PKCS #1 v1.5 decryption with a private key: take the padding off here.
        const block = privateDecrypt({ key: imported.privateKey, padding: RSA_NO_PADDING }, sealed);
        const end = block.indexOf(0, 2);
        assert.deepEqual([block[0], block[1], end >= 10], [0, 2, true]);
        assert.equal(hex(block.subarray(end + 1)), hex(data));
      }
    }
  });

  offered(`${mechanism}: what node:crypto encrypts the token decrypts`, async ({ call }) => {
    for (const length of [1, 100, MOST[mechanism]]) {
      const data = new Uint8Array(length).fill(length + 1);
      const sealed = publicEncrypt({ key: nodePublicKey, padding }, data);
      assert.equal(hex(await call(privateKey, 'decrypt', sealed, options)), hex(data));
      const ours = await call(publicKey, 'encrypt', data, options);
      assert.equal(hex(await call(privateKey, 'decrypt', ours, options)), hex(data));
    }
  });

  importing(`${mechanism}: what node:crypto encrypts an imported key decrypts`, async ({ call }) => {
    for (const length of [1, 100, MOST[mechanism]]) {
      const data = new Uint8Array(length).fill(length + 1);
      const sealed = publicEncrypt({ key: imported.publicKey, padding }, data);
      assert.equal(hex(await call(importedPrivate, 'decrypt', sealed, options)), hex(data));
    }
  });

  offered(`${mechanism}: nothing is encrypted`, async ({ call }) => {
    const sealed = await call(publicKey, 'encrypt', '', options);
    assert.equal((await call(privateKey, 'decrypt', sealed, options)).length, 0);
  });

  offered(`${mechanism}: nothing comes of what node:crypto made of nothing`, async ({ call }) => {
    const sealed = publicEncrypt({ key: nodePublicKey, padding }, new Uint8Array(0));
    assert.equal(hex(await call(privateKey, 'decrypt', sealed, options)), '');
  });

  offered(`${mechanism}: too much data, and what does not decrypt`, async ({ call }) => {
    const tooMuch = new Uint8Array(MOST[mechanism] + 1);
    const refusal = { token: { name: 'Pkcs11Error', fn: 'C_Encrypt' }, software: { name: 'RangeError' } };
    const { where } = publicKey.plan('encrypt', options);
    await assert.rejects(async () => call(publicKey, 'encrypt', tooMuch, options), refusal[where]);
    const sealed = publicEncrypt({ key: imported.publicKey, padding }, Buffer.from('for another key'));
    await assert.rejects(async () => call(privateKey, 'decrypt', sealed.subarray(1), options), {
      name: 'Pkcs11Error',
      fn: 'C_Decrypt',
    });
    const good = await call(publicKey, 'encrypt', 'INPUT DATA', options);
    assert.equal(Buffer.from(await call(privateKey, 'decrypt', good, options)).toString(), 'INPUT DATA');
  });
}

raw('RSA_X_509', async ({ call }) => {
  const options = { mechanism: 'RSA_X_509' };
  const data = Uint8Array.from({ length: 256 }, (_, index) => index);
  const sealed = await call(publicKey, 'encrypt', data, options);
  assert.equal(hex(sealed), hex(publicEncrypt({ key: nodePublicKey, padding: RSA_NO_PADDING }, data)));
  assert.deepEqual(await call(privateKey, 'decrypt', sealed, options), data);
});

const sha1 = await requires(
  token,
  'RSA_PKCS_OAEP',
  'OAEP with SHA-1 only',
  'imported RSA public keys',
  'imported RSA private keys',
);
sha1('OAEP with a hash that the token refuses: encrypted outside, not decrypted', async ({ call }) => {
  // SoftHSM 2.6 does OAEP with SHA-1 only.
  for (const options of [
    { hash: 'SHA256' },
    { hash: 'SHA512', oaepLabel: 'label' },
    { oaepLabel: 'label' },
  ] as const) {
    const sealed = await call(importedPublic, 'encrypt', 'x', options);
    const { hash = 'SHA_1', oaepLabel: label } = options as { hash?: 'SHA256'; oaepLabel?: string };
    const oaepHash = hash.replace('_', '').toLowerCase();
    const oaepLabel = label === undefined ? undefined : Buffer.from(label);
    const padding = RSA_PKCS1_OAEP_PADDING;
    const opened = privateDecrypt({ key: imported.privateKey, padding, oaepHash, oaepLabel }, sealed);
    assert.equal(opened.toString(), 'x');
    const refusal = {
      name: 'NotSupportedError',
      message: /^(en|de)crypt(Sync)?: (hash|oaepLabel): the token does/,
    };
    await assert.rejects(async () => call(importedPrivate, 'decrypt', sealed, options), refusal);
    await assert.rejects(
      async () => call(importedPublic, 'encrypt', 'x', { ...options, software: false }),
      refusal,
    );
  }
});

sha1('OAEP outside: what becomes of the label while the token is asked does not matter', async () => {
  for (const options of [{ hash: 'SHA256' }, {}] as const) {
    const oaepLabel = Buffer.from('a label of its own');
    // Whose key nothing is known of yet: it is asked for first.
    const fresh = await session.createObject({
      ...{ class: 'PUBLIC_KEY', keyType: 'RSA', encrypt: true, token: false },
      ...publicParts,
    });
    const sealing = fresh.encrypt('x', { ...options, oaepLabel });
    const label = Buffer.from(oaepLabel);
    oaepLabel.fill(0);
    const oaepHash = 'hash' in options ? 'sha256' : 'sha1';
    const padding = RSA_PKCS1_OAEP_PADDING;
    const theirs = { key: imported.privateKey, padding, oaepHash, oaepLabel: label };
    assert.equal(privateDecrypt(theirs, await sealing).toString(), 'x');
  }
});

twice('OAEP with a misspelled hash', async ({ call }) => {
  await assert.rejects(async () => call(publicKey, 'encrypt', 'x', { hash: 'SHA-256' }), {
    name: 'RangeError',
    message: /hash/,
  });
  await assert.rejects(async () => call(publicKey, 'encrypt', 'x', { mgf: 'MGF1' }), {
    name: 'RangeError',
    message: /mgf/,
  });
  const sealed = await call(publicKey, 'encrypt', 'x', { hash: 'SHA_1', mgf: 'MGF1_SHA1' });
  assert.equal(Buffer.from(await call(privateKey, 'decrypt', sealed)).toString(), 'x');
});

withImported('private keys come out as they were imported, if they may', async ({ call }) => {
  const template = { class: 'PRIVATE_KEY', keyType: 'RSA', ...publicParts, token: false } as const;
  const key = await call(session, 'createObject', {
    ...template,
    privateExponent: BigInt(`0x${hex(part('d'))}`),
    prime1: part('p'),
    prime2: part('q'),
    exponent1: part('dp'),
    exponent2: part('dq'),
    coefficient: part('qi'),
    sensitive: false,
    extractable: true,
  });
  const names = { n: 'modulus', e: 'publicExponent', d: 'privateExponent', p: 'prime1', q: 'prime2' };
  const more = { dp: 'exponent1', dq: 'exponent2', qi: 'coefficient' };
  const exported: Record<string, string> = { kty: 'RSA' };
  for (const [field, name] of Object.entries({ ...names, ...more })) {
    exported[field] = Buffer.from(await call(key, 'get', name)).toString('base64url');
  }
  const again = createPrivateKey({ key: exported, format: 'jwk' });
  assert.ok(again.equals(imported.privateKey));
});
