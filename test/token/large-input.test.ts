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

// Synchronous methods hand large inputs to the module where they lie, but for memory that somebody else can change.
const KINDS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | ArrayBufferLike | DataView>> = {
  'a view into a larger buffer': (bytes) => {
    const view = new Uint8Array(bytes.length + 6).subarray(3, -3);
    view.set(bytes);
    return view;
  },
  'a DataView': (bytes) => new DataView(Uint8Array.from(bytes).buffer),
  'an ArrayBuffer': (bytes) => Uint8Array.from(bytes).buffer,
  'a SharedArrayBuffer': (bytes) => {
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    return shared;
  },
  'a resizable buffer': (bytes) => {
    // TypeScript's library for this target does not know them yet.
    const buffer = Reflect.construct(ArrayBuffer, [bytes.length, { maxByteLength: 2 * bytes.length }]);
    new Uint8Array(buffer as ArrayBuffer).set(bytes);
    return buffer as ArrayBuffer;
  },
};

for (const [kind, make] of Object.entries(KINDS)) {
  digests.twice(`a digest of 100 kB in ${kind}`, async ({ call }) => {
    const some = data.slice(5, 100_005);
    assert.equal(Buffer.from(await call(session, 'digest', make(some))).toString('hex'), sha(some));
  });

  twice(`an encryption of 100 kB in ${kind}`, async ({ call }) => {
    const some = data.slice(7, 100_007);
    const own = createCipheriv('aes-128-cbc', value, iv);
    const expected = Buffer.concat([own.update(some), own.final()]);
    assert.deepEqual(Buffer.from(await call(key, 'encrypt', make(some), { iv })), expected);
  });
}

digests.twice('100 kB whose buffer was transferred elsewhere are refused by name', async ({ call }) => {
  const gone = new Uint8Array(100_000);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  await assert.rejects(async () => call(session, 'digest', gone), {
    name: 'TypeError',
    message: /data: the bytes are gone/,
  });
});
