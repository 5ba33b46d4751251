// The state of operations with keys, saved and restored with the same keys (PKCS #11 v3.2 §5.6.5 and §5.6.6), where a
// token does that. Judged by node:crypto.
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'imported AES keys', 'states of operations with keys');

const VALUE = new Uint8Array(16).fill(3);
const IV = new Uint8Array(16).fill(9);
const FIRST = 'sixteen bytes or'.repeat(2);
const REST = ' sixteen other  ';
const secret = { class: 'SECRET_KEY', token: false, encrypt: true, decrypt: true } as const;
const key = await given(() => session.createObject({ ...secret, keyType: 'AES', value: VALUE }));
const options = { mechanism: 'AES_CBC', iv: IV } as const;
const cipher = (data: string): string => {
  const running = createCipheriv('aes-128-cbc', VALUE, IV).setAutoPadding(false);
  return hex(Buffer.concat([running.update(data), running.final()]));
};

twice('an encryption goes on in another session, with its key', async ({ call }) => {
  const first = await call(key, 'encryptOperation', options);
  const begun = await call(first, 'update', FIRST);
  const state = await call(first, 'saveState');
  await call(first, 'close');
  const another = await call(token, 'open', { userPin: device.pin, readWrite: true });
  for (const rest of [REST, REST.toUpperCase()]) {
    const restored = await call(another, 'restoreOperation', 'encrypt', state, { key });
    const parts = [begun, await call(restored, 'update', rest), await call(restored, 'finish')];
    assert.equal(hex(Buffer.concat(parts)), cipher(FIRST + rest));
  }
  await call(another, 'close');
});

twice('a decryption goes on', async ({ call }) => {
  const sealed = Buffer.from(cipher(FIRST + REST), 'hex');
  const first = await call(key, 'decryptOperation', options);
  const begun = await call(first, 'update', sealed.subarray(0, 16));
  const state = await call(first, 'saveState');
  await call(first, 'close');
  const restored = await call(session, 'restoreOperation', 'decrypt', state, { key });
  const parts = [begun, await call(restored, 'update', sealed.subarray(16)), await call(restored, 'finish')];
  assert.equal(Buffer.concat(parts).toString(), FIRST + REST);
});
