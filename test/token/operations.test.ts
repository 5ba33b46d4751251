// Operations part by part, by hand; and their state, saved and restored. node:crypto judges.
import assert from 'node:assert/strict';
import {
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
  verify as verifyOutside,
} from 'node:crypto';
import type { Operation, Pkcs11Error } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { type Caller, twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { hex, rsaPublicKey } from '../support/token-keys.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

type Call = Caller['call'];

const { token } = await startNss();
const session = await token.open({ readWrite: true });
after(() => session.close());
const device = startTestToken();
const other = await findTestToken(device);
const narrow = await other.open({ userPin: device.pin, readWrite: true, concurrency: 1 });
after(() => narrow.close());
const hashesOnly = await requires(other, 'EC key pairs', 'ECDSA of hashes only');
const stateless = await requires(other, 'no state of operations');
const ciphers = await requires(other, 'AES keys', 'AES_CBC_PAD');
const digests = await requires(other, 'SHA256');

const READABLE = { sensitive: false, extractable: true, private: false } as const;
const aes = await session.generateKey('AES', { bits: 256, template: READABLE });
const aesValue = await aes.get('value');
const mac = await session.generateKey('GENERIC_SECRET', { bits: 256, template: READABLE });
const macValue = await mac.get('value');
const rsa = await session.generateKeyPair('RSA', { bits: 2048 });
const iv = new Uint8Array(16).fill(7);
const CHUNKS = ['INPUT', '', ' DATA', 'x'.repeat(1000), '!'];
const WHOLE = CHUNKS.join('');

const ciphertext = (): Buffer => {
  const cipher = createCipheriv('aes-256-cbc', aesValue, iv);
  return Buffer.concat([cipher.update(WHOLE), cipher.final()]);
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Puts everything in, and takes everything out. */
async function complete(call: Call, operation: Operation<unknown>, chunks: readonly (string | Uint8Array)[]) {
  const parts: Uint8Array[] = [];
  for (const chunk of chunks) parts.push(await call(operation, 'update', chunk));
  const last = await call(operation, 'finish');
  return last instanceof Uint8Array ? Buffer.concat([...parts, last]) : last;
}

twice('encryptOperation and decryptOperation', async ({ call }) => {
  const encrypted = await complete(call, await call(aes, 'encryptOperation', { iv }), CHUNKS);
  assert.equal(hex(encrypted), hex(ciphertext()));
  const parts = [encrypted.subarray(0, 32), encrypted.subarray(32)];
  const decrypted = await complete(call, await call(aes, 'decryptOperation', { iv }), parts);
  assert.equal(decrypted.toString(), WHOLE);
});

twice('digestOperation takes bytes and keys', async ({ call }) => {
  const operation = await call(session, 'digestOperation');
  assert.equal((await call(operation, 'update', 'INPUT DATA')).length, 0);
  await call(operation, 'update', mac);
  const expected = createHash('sha256').update('INPUT DATA').update(macValue).digest('hex');
  assert.equal(hex(await call(operation, 'finish')), expected);
});

twice('signOperation and verifyOperation', async ({ call }) => {
  const mechanism = 'SHA256_RSA_PKCS';
  const signature = await complete(call, await call(rsa.privateKey, 'signOperation', { mechanism }), CHUNKS);
  assert.ok(verifyOutside('sha256', Buffer.from(WHOLE), await rsaPublicKey(rsa.publicKey), signature));
  for (const [chunks, expected] of [
    [CHUNKS, true],
    [['OTHER DATA'], false],
  ] as const) {
    const operation = await call(rsa.publicKey, 'verifyOperation', signature, { mechanism });
    assert.equal(await complete(call, operation, chunks), expected);
  }
  const code = createHmac('sha512', macValue).update(WHOLE).digest();
  assert.equal(hex(await complete(call, await call(mac, 'signOperation'), CHUNKS)), hex(code));
  assert.equal(await complete(call, await call(mac, 'verifyOperation', code), CHUNKS), true);
});

hashesOnly('ECDSA in DER, hashed here: there is no state of it to save', async ({ call }) => {
  const { publicKey, privateKey } = await call(narrow, 'generateKeyPair', 'EC', { curve: 'P-256' });
  const options = { mechanism: 'ECDSA_SHA256', format: 'der' };
  const signing = await call(privateKey, 'signOperation', options);
  await assert.rejects(async () => call(signing, 'saveState'), {
    name: 'NotSupportedError',
    message: /hash/,
  });
  const signature = await complete(call, signing, CHUNKS);
  const point = (await publicKey.get('ecPoint')).subarray(-64);
  const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((each) =>
    Buffer.from(each).toString('base64url'),
  );
  const jwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! };
  const theirs = createPublicKey({ key: jwk, format: 'jwk' });
  assert.ok(verifyOutside('sha256', Buffer.from(WHOLE), theirs, signature));
  assert.equal(
    await complete(call, await call(publicKey, 'verifyOperation', signature, options), CHUNKS),
    true,
  );
  assert.equal(await complete(call, await call(publicKey, 'verifyOperation', 'x', options), CHUNKS), false);
});

twice('the state of a digest goes on elsewhere, as often as wanted', async ({ call }) => {
  const first = await call(session, 'digestOperation', { mechanism: 'SHA256' });
  await call(first, 'update', 'INPUT');
  const state = await call(first, 'saveState');
  await call(first, 'update', ' OTHER');
  assert.equal(hex(await call(first, 'finish')), sha256('INPUT OTHER'));
  const another = await call(token, 'open');
  for (const end of [' DATA', ' AGAIN']) {
    const restored = await call(another, 'restoreOperation', 'digest', state);
    await call(restored, 'update', end);
    assert.equal(hex(await call(restored, 'finish')), sha256(`INPUT${end}`));
  }
  await call(another, 'close');
});

twice('the state of a cipher is saved where a block ends', async ({ call }) => {
  const first = await call(aes, 'encryptOperation', { iv });
  const begun = await call(first, 'update', WHOLE.slice(0, 5));
  await assert.rejects(async () => call(first, 'saveState'), {
    name: 'NotSupportedError',
    message: /whole blocks/,
  });
  const parts = [begun, await call(first, 'update', WHOLE.slice(5, 64))];
  // There, it is the token's to say: NSS saves hashes only.
  await assert.rejects(async () => call(first, 'saveState'), {
    name: 'Pkcs11Error',
    fn: 'C_GetOperationState',
  });
  assert.equal(hex(Buffer.concat(parts)), hex(ciphertext().subarray(0, 64)));
  await call(first, 'close');
});

stateless('a token without state says so, and the operation goes on', async ({ call }) => {
  const operation = await call(narrow, 'digestOperation');
  try {
    await call(operation, 'update', 'INPUT');
    await assert.rejects(
      async () => call(operation, 'saveState'),
      ({ code, fn }: Pkcs11Error) => {
        assert.ok(['CKR_FUNCTION_NOT_SUPPORTED', 'CKR_STATE_UNSAVEABLE'].includes(code), code);
        return fn === 'C_GetOperationState';
      },
    );
    await call(operation, 'update', ' DATA');
    assert.equal(hex(await call(operation, 'finish')), sha256('INPUT DATA'));
  } finally {
    await call(operation, 'close');
  }
  await assert.rejects(async () => call(narrow, 'restoreOperation', 'digest', 'state'), {
    name: 'Pkcs11Error',
    fn: 'C_SetOperationState',
  });
  // The only lane is free again.
  assert.equal(hex(await call(narrow, 'digest', 'INPUT DATA')), sha256('INPUT DATA'));
});

digests('an operation that is given up frees its lane and the token', async ({ call }) => {
  for (const give of ['close', Symbol.dispose, Symbol.asyncDispose] as const) {
    const operation = await call(narrow, 'digestOperation');
    await call(operation, 'update', 'INPUT DATA');
    if (typeof give === 'string') await call(operation, give);
    else await operation[give]();
    await call(operation, 'close');
    await assert.rejects(async () => call(operation, 'update', 'x'), { name: 'ClosedError' });
    await assert.rejects(async () => call(operation, 'finish'), { name: 'ClosedError' });
    assert.equal(hex(await call(narrow, 'digest', 'INPUT DATA')), sha256('INPUT DATA'));
  }
});

ciphers('an operation that fails frees its lane and the token', async ({ call }) => {
  const key = await call(narrow, 'generateKey', 'AES', { bits: 128 });
  const failing = await call(key, 'decryptOperation', { iv });
  await call(failing, 'update', new Uint8Array(17));
  await assert.rejects(async () => call(failing, 'finish'), { name: 'Pkcs11Error' });
  await assert.rejects(async () => call(failing, 'update', 'x'), { name: 'ClosedError' });
  assert.equal((await call(key, 'encrypt', 'x', { iv })).length, 16);
});

twice('a wrong argument ends nothing', async ({ call }) => {
  const operation = await call(session, 'digestOperation');
  await call(operation, 'update', 'INPUT');
  await assert.rejects(async () => call(operation, 'update', 5), { name: 'TypeError', message: /chunk/ });
  await call(operation, 'update', ' DATA');
  assert.equal(hex(await call(operation, 'finish')), sha256('INPUT DATA'));
  const record = await recordCalls(async () => {
    for (const [args, name, message] of [
      [['find', 'x'], 'RangeError', /operation/],
      [['digest', 5], 'TypeError', /state/],
      [['digest', 'x', { key: 5 }], 'TypeError', /key/],
      [['digest', 'x', { signature: 'x' }], 'TypeError', /unknown option "signature"/],
      [['verify', 'x'], 'TypeError', /signature/],
    ] as const) {
      await assert.rejects(async () => call(session, 'restoreOperation', ...args), { name, message });
    }
    await assert.rejects(async () => call(aes, 'encryptOperation'), { name: 'TypeError', message: /iv/ });
    await assert.rejects(async () => call(aes, 'verifyOperation', 5), {
      name: 'TypeError',
      message: /signature/,
    });
  });
  assert.deepEqual(record.calls, []);
});
