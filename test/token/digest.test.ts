import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const { twice } = await requires(token, 'SHA256');
const withKeys = await requires(token, 'SHA256', 'keys in digests');
twice('digests data with SHA-256 by default', async ({ call }) => {
  for (const data of ['', 'a', 'INPUT DATA', new Uint8Array(1 << 20)]) {
    assert.equal(hex(await call(session, 'digest', data)), sha256(data));
  }
});

withKeys('digests parts, keys among them', async ({ call }) => {
  const value = new Uint8Array(16).fill(7);
  const key = await call(session, 'createObject', {
    class: 'SECRET_KEY',
    keyType: 'AES',
    value,
    sensitive: false,
    extractable: true,
  });
  assert.equal(hex(await call(session, 'digest', ['a', key, 'b'])), sha256('a', value, 'b'));
  assert.equal(hex(await call(session, 'digest', key)), sha256(value));
});
