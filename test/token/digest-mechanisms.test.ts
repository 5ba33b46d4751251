import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { NotSupportedError } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true, concurrency: 1 });
after(() => session.close());
const sha256 = await requires(token, 'SHA256');
const { test: withKeys } = await requires(token, 'keys in digests');
const { twice } = await requires(token, 'RSA key pairs of 1024 bits', 'SHA256');
const place = await placeOfKeys(token);

const expected = (hash: string, ...parts: (string | Uint8Array)[]): string => {
  const running = createHash(hash);
  for (const part of parts) running.update(part);
  return running.digest('hex');
};

const HASHES = { MD5: 'md5', SHA_1: 'sha1', SHA224: 'sha224', SHA256: 'sha256', SHA384: 'sha384' } as const;
for (const [mechanism, node] of Object.entries({ ...HASHES, SHA512: 'sha512' })) {
  const offered = await requires(token, mechanism as 'SHA256');
  offered(`${mechanism}, whole and in parts`, async ({ call }) => {
    for (const length of [0, 1, 63, 64, 65, 127, 128, 129, 100_000]) {
      const data = new Uint8Array(length).fill(length & 0xff);
      assert.equal(hex(await call(session, 'digest', data, { mechanism })), expected(node, data));
      const parts = [data.subarray(0, length >> 1), '', data.subarray(length >> 1)];
      assert.equal(hex(await call(session, 'digest', parts, { mechanism })), expected(node, data));
    }
    assert.equal(hex(await call(session, 'digest', [], { mechanism })), expected(node));
  });
}

sha256.test('streams of any kind are digested', async () => {
  const chunks = [Buffer.from('INPUT'), Buffer.alloc(50_000, 1), Buffer.from('DATA')];
  const sources = [
    Readable.from(chunks),
    Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>,
    (async function* () {
      yield* chunks;
    })(),
    new Set(chunks),
  ];
  for (const source of sources) {
    assert.equal(hex(await session.digest(source as Iterable<Uint8Array>)), expected('sha256', ...chunks));
  }
});

withKeys('keys among the chunks of a stream', async () => {
  const value = new Uint8Array(32).fill(8);
  const key = await session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const mixed = async function* () {
    yield 'a';
    yield key;
    yield Buffer.from('b');
    yield key;
  };
  const mechanism = 'SHA512';
  assert.equal(hex(await session.digest(mixed(), { mechanism })), expected('sha512', 'a', value, 'b', value));
});

twice('what cannot be digested', async ({ call }) => {
  for (const data of [undefined, null, 42, {}]) {
    await assert.rejects(async () => call(session, 'digest', data), { name: 'TypeError', message: /data/ });
  }
  await assert.rejects(
    async () => call(session, 'digest', 'x', { mechanism: 'FASTHASH' }),
    NotSupportedError,
  );
  await assert.rejects(async () => call(session, 'digest', 'x', { mechanism: 'SHA-256' }), {
    name: 'RangeError',
    message: /"SHA-256"/,
  });
  await assert.rejects(async () => call(session, 'digest', 'x', { hash: 'SHA256' }), {
    name: 'TypeError',
    message: /"hash"/,
  });
  const { publicKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, ...place });
  await assert.rejects(async () => call(session, 'digest', publicKey), {
    name: 'Pkcs11Error',
    fn: 'C_DigestKey',
  });
  assert.equal(hex(await call(session, 'digest', 'x')), expected('sha256', 'x'));
});
