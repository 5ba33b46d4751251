// PKCS #11 v3.2 §5.13.5 and §5.15.5: signatures that hold their data, judged by node:crypto's RSA.
import assert from 'node:assert/strict';
import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
  publicDecrypt,
} from 'node:crypto';
import { after } from '../support/after.ts';
import { recordCalls } from '../support/token-calls.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { rsaPublicKey } from '../support/token-keys.ts';
import { startChosenOrNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const { token, login } = await startChosenOrNss();
const session = await token.open({ ...login, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'RSA key pairs', 'signatures that hold their data');
const place = await placeOfKeys(token);
const { publicKey, privateKey } = await given(() => session.generateKeyPair('RSA', { bits: 2048, ...place }));
const theirs = await given(() => rsaPublicKey(publicKey));
const mechanism = 'RSA_PKCS';
const { RSA_PKCS1_PADDING, RSA_NO_PADDING } = constants;
const LONGEST = 'x'.repeat(256 - 11);

/** A key pair of node:crypto's, its public key on the token as well. */
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { n, e } = createPublicKey(ours.privateKey).export({ format: 'jwk' });
const imported = await given(() =>
  session.createObject({
    class: 'PUBLIC_KEY',
    keyType: 'RSA',
    modulus: Buffer.from(n!, 'base64url'),
    publicExponent: Buffer.from(e!, 'base64url'),
    verifyRecover: true,
  }),
);
const padded = (text: string, key = ours.privateKey): Buffer =>
  privateEncrypt(
    { key: createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })), padding: RSA_PKCS1_PADDING },
    Buffer.from(text),
  );

twice('signRecover: node:crypto recovers the data', async ({ call }) => {
  for (const text of ['x', 'INPUT DATA', 'ü'.repeat(122), LONGEST]) {
    const signature = await call(privateKey, 'signRecover', text, { mechanism });
    assert.equal(signature.length, 256);
    const recovered = publicDecrypt({ key: theirs, padding: RSA_PKCS1_PADDING }, signature);
    assert.equal(recovered.toString(), text);
  }
});

twice('signRecover without padding', async ({ call }) => {
  const block = new Uint8Array(256).fill(7, 1);
  const signature = await call(privateKey, 'signRecover', block, { mechanism: 'RSA_X_509' });
  const recovered = publicDecrypt({ key: theirs, padding: RSA_NO_PADDING }, signature);
  assert.deepEqual(Uint8Array.from(recovered), block);
  assert.deepEqual(await call(publicKey, 'verifyRecover', signature, { mechanism: 'RSA_X_509' }), block);
});

twice('verifyRecover: the data that node:crypto has signed', async ({ call }) => {
  for (const text of ['x', 'INPUT DATA', LONGEST]) {
    const recovered = await call(imported, 'verifyRecover', padded(text), { mechanism });
    assert.equal(Buffer.from(recovered).toString(), text);
    assert.equal(recovered.buffer.byteLength, recovered.byteLength);
  }
});

twice('verifyRecover is undefined for a wrong signature', async ({ call }) => {
  const signature = padded('INPUT DATA');
  const changed = Uint8Array.from(signature);
  changed[128]! ^= 1;
  const foreign = padded('INPUT DATA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  const modulus = Buffer.from(n!, 'base64url');
  // No less than the modulus.
  const tooGreat = [new Uint8Array(256).fill(0xff), modulus];
  for (const wrong of [changed, foreign, ...tooGreat, signature.subarray(1), new Uint8Array(256), '']) {
    assert.equal(await call(imported, 'verifyRecover', wrong, { mechanism }), undefined);
  }
  for (const wrong of tooGreat) {
    assert.equal(await call(imported, 'verifyRecover', wrong, { mechanism: 'RSA_X_509' }), undefined);
  }
  assert.ok(await call(imported, 'verifyRecover', signature, { mechanism }));
});

twice('without a mechanism both take RSA_PKCS', async ({ call }) => {
  const signature = await call(privateKey, 'signRecover', 'INPUT DATA');
  const recovered = publicDecrypt({ key: theirs, padding: RSA_PKCS1_PADDING }, signature);
  assert.equal(recovered.toString(), 'INPUT DATA');
  assert.equal(Buffer.from(await call(publicKey, 'verifyRecover', signature)).toString(), 'INPUT DATA');
});

twice('too much data is an error, and the session stays of use', async ({ call }) => {
  const narrow = await call(token, 'open', { concurrency: 1 });
  const pair = await call(narrow, 'generateKeyPair', 'RSA', { bits: 1024 });
  await assert.rejects(async () => call(pair.privateKey, 'signRecover', LONGEST, { mechanism }), {
    name: 'Pkcs11Error',
    fn: 'C_SignRecover',
  });
  const signature = await call(pair.privateKey, 'signRecover', 'x', { mechanism });
  assert.equal(signature.length, 128);
  await call(narrow, 'close');
});

twice('options that are of no use here are refused before the token is called', async ({ call }) => {
  const record = await recordCalls(async () => {
    for (const [key, method, options, name] of [
      [privateKey, 'signRecover', { mechanism, format: 'der' }, 'format'],
      [publicKey, 'verifyRecover', { mechanism, format: 'der' }, 'format'],
      [publicKey, 'verifyRecover', { mechanism, pin: '1234' }, 'pin'],
      [publicKey, 'verifyRecover', { mechanism, salt: 1 }, 'salt'],
    ] as const) {
      await assert.rejects(async () => call(key, method, 'x', options), {
        name: 'TypeError',
        message: new RegExp(`unknown option "${name}"`),
      });
    }
    await assert.rejects(async () => call(privateKey, 'signRecover', 5, { mechanism }), {
      name: 'TypeError',
    });
    await assert.rejects(async () => call(publicKey, 'verifyRecover', null, { mechanism }), {
      name: 'TypeError',
    });
    await assert.rejects(async () => call(privateKey, 'signRecover', 'x', { mechanism: 'TWOFISH_CBC' }), {
      name: 'NotSupportedError',
    });
  });
  assert.deepEqual(record.calls, []);
});

twice('many at once', async ({ call }) => {
  const texts = Array.from({ length: 40 }, (_, index) => `data ${index}`);
  const recovered = await Promise.all(
    texts.map(async (text) => {
      const signature = await call(privateKey, 'signRecover', text, { mechanism });
      return Buffer.from(await call(publicKey, 'verifyRecover', signature, { mechanism })).toString();
    }),
  );
  assert.deepEqual(recovered, texts);
});
