// PKCS #11 v3.2 §5.17: two operations in one pass. node:crypto judges each of them.
import assert from 'node:assert/strict';
import { createCipheriv, createHash, createHmac, verify as verifyOutside } from 'node:crypto';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { hex, rsaPublicKey } from '../support/token-keys.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const { token } = await startNss();
const session = await token.open({ readWrite: true, concurrency: 1, laneTimeout: 20_000 });
after(() => session.close());
const READABLE = { sensitive: false, extractable: true } as const;
const key = await session.generateKey('AES', { bits: 256, template: READABLE });
const mac = await session.generateKey('GENERIC_SECRET', { bits: 256, template: READABLE });
const rsa = await session.generateKeyPair('RSA', { bits: 2048 });
const [value, macValue] = [await key.get('value'), await mac.get('value')];
const iv = new Uint8Array(16).fill(9);
const cipher = { iv };
const mechanism = 'SHA256_RSA_PKCS';

const BLOCK = 'sixteen bytes ok';
const INPUTS: readonly (string | readonly string[])[] = [
  BLOCK,
  BLOCK.repeat(1000),
  [BLOCK, BLOCK.repeat(3), BLOCK],
];
const joined = (input: string | readonly string[]): string => [input].flat().join('');

function encrypted(text: string): Buffer {
  const encryption = createCipheriv('aes-256-cbc', value, iv);
  return Buffer.concat([encryption.update(text), encryption.final()]);
}

/** The same ciphertext, whole or in parts. */
function* inputsOf(ciphertext: Uint8Array): Generator<Uint8Array | Uint8Array[]> {
  yield ciphertext;
  yield [ciphertext.subarray(0, 16), ciphertext.subarray(16)];
}

twice('digestEncrypt and decryptDigest', async ({ call }) => {
  for (const input of INPUTS) {
    const text = joined(input);
    const digest = createHash('sha384').update(text).digest('hex');
    const options = { mechanism: 'SHA384' };
    const made = await call(session, 'digestEncrypt', input, { key, encryption: cipher, digest: options });
    assert.deepEqual([hex(made.ciphertext), hex(made.digest)], [hex(encrypted(text)), digest]);
    for (const ciphertext of inputsOf(made.ciphertext)) {
      const back = await call(session, 'decryptDigest', ciphertext, {
        key,
        decryption: { mechanism: 'AES_CBC', iv },
        digest: options,
      });
      // Without taking the padding off: it is digested, too.
      const padded = Buffer.concat([Buffer.from(text), Buffer.alloc(16, 16)]);
      assert.equal(hex(back.plaintext), hex(padded));
      assert.equal(hex(back.digest), createHash('sha384').update(padded).digest('hex'));
    }
  }
});

twice('signEncrypt and decryptVerify', async ({ call }) => {
  for (const input of INPUTS) {
    const text = joined(input);
    const made = await call(session, 'signEncrypt', input, {
      key,
      encryption: { mechanism: 'AES_CBC', iv },
      signingKey: rsa.privateKey,
      signing: { mechanism },
    });
    assert.equal(hex(made.ciphertext), hex(encrypted(text).subarray(0, -16)));
    const theirs = await rsaPublicKey(rsa.publicKey);
    assert.ok(verifyOutside('sha256', Buffer.from(text), theirs, made.signature));

    const code = createHmac('sha512', macValue).update(text).digest();
    const options = { key, decryption: { mechanism: 'AES_CBC', iv } };
    for (const ciphertext of inputsOf(made.ciphertext)) {
      for (const [verificationKey, signature, verification] of [
        [rsa.publicKey, made.signature, { mechanism }],
        [mac, code, undefined],
      ] as const) {
        const back = await call(session, 'decryptVerify', ciphertext, {
          ...options,
          verificationKey,
          signature,
          verification,
        });
        assert.deepEqual([back.valid, Buffer.from(back.plaintext).toString()], [true, text]);
      }
    }
    const wrong = await call(session, 'decryptVerify', made.ciphertext, {
      ...options,
      verificationKey: rsa.publicKey,
      signature: new Uint8Array(256),
      verification: { mechanism },
    });
    assert.deepEqual(wrong, { valid: false, plaintext: undefined });
  }
});

twice('what fails ends both operations, and the lane is free', async ({ call }) => {
  const fine = async (): Promise<void> => {
    const { ciphertext, digest } = await call(session, 'digestEncrypt', BLOCK, { key, encryption: cipher });
    assert.equal(hex(ciphertext), hex(encrypted(BLOCK)));
    assert.equal(hex(digest), createHash('sha256').update(BLOCK).digest('hex'));
  };
  const broken = function* (): Generator<string> {
    yield BLOCK;
    throw new Error('no more');
  };
  await assert.rejects(async () => call(session, 'digestEncrypt', broken(), { key, encryption: cipher }), {
    message: 'no more',
  });
  await fine();
  // The second Init fails: an AES key signs no RSA.
  await assert.rejects(
    async () =>
      call(session, 'signEncrypt', BLOCK, {
        key,
        encryption: cipher,
        signingKey: key,
        signing: { mechanism },
      }),
    { name: 'Pkcs11Error', fn: 'C_SignInit' },
  );
  await fine();
  // The end fails: no padding. What some bytes or other decrypt to has it once in 256 times.
  const unpadded = encrypted(BLOCK).subarray(0, -16);
  await assert.rejects(async () => call(session, 'decryptDigest', unpadded, { key, decryption: cipher }), {
    name: 'Pkcs11Error',
    fn: 'C_DecryptFinal',
  });
  await fine();
});

twice('data may be changed as soon as the method has returned', async ({ call }) => {
  const data = new Uint8Array(Buffer.from(BLOCK));
  const nonce = iv.slice();
  const working = call(session, 'digestEncrypt', data, { key, encryption: { iv: nonce } });
  data.fill(0);
  nonce.fill(0);
  assert.equal(hex((await working).ciphertext), hex(encrypted(BLOCK)));
});

const device = startTestToken();
const chosen = await findTestToken(device);
const other = await chosen.open({ userPin: device.pin, readWrite: true, concurrency: 1 });
after(() => other.close());
const one = await requires(chosen, 'AES keys', 'AES_CBC_PAD', 'SHA256');
const place = await placeOfKeys(chosen);

one('a token that runs one operation at a time says so', async ({ call }) => {
  const own = await call(other, 'generateKey', 'AES', { bits: 128, ...place });
  const dual = call(other, 'digestEncrypt', BLOCK, { key: own, encryption: cipher });
  const outcome = await dual.then(
    ({ digest }) => hex(digest),
    (error: Error) => error,
  );
  if (outcome instanceof Error) {
    assert.equal(outcome.name, 'NotSupportedError');
    assert.match(outcome.message, /two operations/);
  } else assert.equal(outcome, createHash('sha256').update(BLOCK).digest('hex'));
  // Nothing is left open on the only session.
  const digest = createHash('sha256').update('x').digest('hex');
  assert.equal(hex(await call(other, 'digest', 'x')), digest);
  assert.equal((await call(own, 'encrypt', 'x', cipher)).length, 16);
});

twice('wrong arguments are named before the token is called', async ({ call }) => {
  const record = await recordCalls(async () => {
    for (const [method, args, name, message] of [
      ['digestEncrypt', ['x'], 'TypeError', /options/],
      ['digestEncrypt', ['x', {}], 'TypeError', /key/],
      ['digestEncrypt', ['x', { key: session }], 'TypeError', /key/],
      ['digestEncrypt', ['x', { key, encryption: {} }], 'TypeError', /iv/],
      ['digestEncrypt', ['x', { key, encryption: cipher, iv }], 'TypeError', /unknown option "iv"/],
      ['digestEncrypt', [5, { key, encryption: cipher }], 'TypeError', /data/],
      ['signEncrypt', ['x', { key, encryption: cipher }], 'TypeError', /signingKey/],
      ['decryptVerify', ['x', { key, decryption: cipher, verificationKey: mac }], 'TypeError', /signature/],
    ] as const) {
      await assert.rejects(async () => call(session, method, ...args), { name, message }, String(message));
    }
  });
  assert.deepEqual(record.calls, []);
});
