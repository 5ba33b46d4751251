import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'imported AES keys', 'AES_CBC_PAD');
const digests = await requires(token, 'SHA256');

const SIZE = 64 * 1024 * 1024;
const data = new Uint8Array(SIZE);
const words = new Uint32Array(data.buffer);
for (let index = 0; index < words.length; index++) words[index] = Math.imul(index, 2654435761);

const value = new Uint8Array(16).fill(5);
const iv = new Uint8Array(16).fill(6);
const key = await given(() =>
  session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, token: false }),
);
const sha = (...parts: Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const plainHash = sha(data);
const cipher = createCipheriv('aes-128-cbc', value, iv);
const sealedHash = sha(cipher.update(data), cipher.final());

function* parts(size: number): Generator<Uint8Array> {
  for (let start = 0; start < SIZE; start += size) yield data.subarray(start, start + size);
}

twice('64 MiB whole', async ({ call }) => {
  const sealed: Uint8Array = await call(key, 'encrypt', data, { iv });
  assert.equal(sealed.length, SIZE + 16);
  assert.equal(sha(sealed), sealedHash);
  const opened: Uint8Array = await call(key, 'decrypt', sealed, { iv });
  assert.equal(opened.length, SIZE);
  assert.equal(sha(opened), plainHash);
});

twice('64 MiB in parts', async ({ all }) => {
  const sealed: Uint8Array[] = await all(key, 'encrypt', parts(1_000_003), { iv });
  assert.equal(sha(...sealed), sealedHash);
  const opened: Uint8Array[] = await all(key, 'decrypt', sealed, { iv });
  assert.equal(sha(...opened), plainHash);
});

digests('a digest of 64 MiB in parts', async ({ call }) => {
  assert.equal(Buffer.from(await call(session, 'digest', parts(1_000_003))).toString('hex'), plainHash);
});
