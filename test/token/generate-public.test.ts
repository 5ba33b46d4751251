import assert from 'node:assert/strict';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const token = await findTestToken(startTestToken());
const session = await token.open({ readWrite: true });
after(() => session.close());
const { twice } = await requires(token, 'AES keys', 'RSA key pairs');

twice('without a login new keys are public objects, else as they are with one', async ({ call }) => {
  const names = ['private', 'sensitive', 'extractable'];
  const protection = { private: false, sensitive: true, extractable: false };
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  assert.deepEqual(await call(key, 'get', names), protection);
  const { privateKey } = await call(session, 'generateKeyPair', 'EC', { curve: 'P-256' });
  assert.deepEqual(await call(privateKey, 'get', names), protection);
  const iv = new Uint8Array(16);
  const sealed = await call(key, 'encrypt', 'INPUT DATA', { iv });
  assert.equal(Buffer.from(await call(key, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');
});

twice('a private key needs a login', async ({ call }) => {
  await assert.rejects(
    async () => call(session, 'generateKey', 'AES', { bits: 128, template: { private: true } }),
    { code: 'CKR_USER_NOT_LOGGED_IN', fn: 'C_GenerateKey', message: /userPin/ },
  );
});
