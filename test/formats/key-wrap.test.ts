// Wrapping as tokens do it, with the openssl command on the other side.
import assert from 'node:assert/strict';
import { createPrivateKey, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { FormatError, type KeyWrapName, unwrapKeyBytes, wrapKeyBytes } from '../../src/formats/formats.ts';
import { openssl } from '../support/token-openssl.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' });
const kek = randomBytes(32);

function run(args: readonly string[], files: Record<string, string | Uint8Array>): Uint8Array {
  const { status, stdout, stderr } = openssl(args, files);
  assert.equal(status, 0, `openssl ${args.join(' ')}: ${stderr}`);
  return Uint8Array.from(stdout);
}

const OAEP = {
  none: [{}, []],
  'SHA-256': [{ hash: 'SHA256' }, ['-pkeyopt', 'rsa_oaep_md:sha256']],
  'a label': [
    { label: 'open sesame' },
    ['-pkeyopt', `rsa_oaep_label:${Buffer.from('open sesame').toString('hex')}`],
  ],
} as const;
const oaep = ['-pkeyopt', 'rsa_padding_mode:oaep'];

for (const [name, [options, pkeyopts]] of Object.entries(OAEP)) {
  const how = { mechanism: 'RSA_PKCS_OAEP', ...options } as const;
  test(`RSA_PKCS_OAEP with options: ${name}`, () => {
    const value = randomBytes(32);
    for (const key of [rsa.publicKey, publicPem]) {
      const wrapped = wrapKeyBytes(value, key, how);
      const args = ['pkeyutl', '-decrypt', '-inkey', '@key', '-in', '@wrapped', ...oaep, ...pkeyopts];
      assert.deepEqual(run(args, { key: privatePem, wrapped }), Uint8Array.from(value));
    }
    const args = ['pkeyutl', '-encrypt', '-pubin', '-inkey', '@key', '-in', '@value', ...oaep, ...pkeyopts];
    const theirs = run(args, { key: publicPem, value });
    for (const key of [rsa.privateKey, privatePem]) {
      assert.deepEqual(unwrapKeyBytes(theirs, key, how), Uint8Array.from(value));
    }
  });
}

const CIPHERS: Readonly<Partial<Record<KeyWrapName, readonly [cipher: string, iv: string]>>> = {
  AES_KEY_WRAP: ['wrap', 'a6'.repeat(8)],
  AES_KEY_WRAP_KWP: ['wrap-pad', 'a65959a6'],
  AES_KEY_WRAP_PAD: ['wrap-pad', 'a65959a6'],
};
for (const [mechanism, [cipher, iv]] of Object.entries(CIPHERS)) {
  for (const bits of [128, 192, 256]) {
    test(`${mechanism} with ${bits} bits`, () => {
      const how = { mechanism: mechanism as KeyWrapName };
      const key = randomBytes(bits / 8);
      const K = key.toString('hex');
      for (const size of cipher === 'wrap' ? [16, 24, 32, 64] : [1, 16, 20, 32, 121, 1218]) {
        const value = randomBytes(size);
        const enc = ['enc', `-id-aes${bits}-${cipher}`, '-K', K, '-iv', iv, '-in', '@data'];
        const wrapped = wrapKeyBytes(value, key, how);
        assert.deepEqual(run([...enc, '-e'], { data: value }), wrapped, `${size} bytes`);
        assert.deepEqual(unwrapKeyBytes(wrapped, createSecretKey(key), how), Uint8Array.from(value));
      }
    });
  }
}

test('RSA_AES_KEY_WRAP, opened by openssl step by step', () => {
  const value = rsa.privateKey.export({ type: 'pkcs8', format: 'der' });
  for (const aesBits of [128, 192, 256]) {
    const wrapped = wrapKeyBytes(value, rsa.publicKey, { mechanism: 'RSA_AES_KEY_WRAP', aesBits });
    const first = { key: privatePem, wrapped: wrapped.slice(0, 256) };
    const aes = run(['pkeyutl', '-decrypt', '-inkey', '@key', '-in', '@wrapped', ...oaep], first);
    assert.equal(aes.length, aesBits / 8);
    const opened = unwrapKeyBytes(wrapped.slice(256), aes, { mechanism: 'AES_KEY_WRAP_KWP' });
    assert.deepEqual(opened, Uint8Array.from(value));
    const again = [
      'enc',
      `-id-aes${aesBits}-wrap-pad`,
      '-e',
      '-K',
      Buffer.from(aes).toString('hex'),
      '-iv',
      'a65959a6',
      '-in',
      '@data',
    ];
    assert.deepEqual(run(again, { data: value }), wrapped.slice(256));
    const whole = unwrapKeyBytes(wrapped, rsa.privateKey, { mechanism: 'RSA_AES_KEY_WRAP' });
    assert.ok(
      createPrivateKey({ key: Buffer.from(whole), format: 'der', type: 'pkcs8' }).equals(rsa.privateKey),
    );
  }
});

test('what was wrapped with another key or changed does not open', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const value = randomBytes(32);
  for (const [mechanism, wrapping, right, wrong] of [
    ['RSA_PKCS_OAEP', rsa.publicKey, rsa.privateKey, other.privateKey],
    ['RSA_AES_KEY_WRAP', rsa.publicKey, rsa.privateKey, other.privateKey],
    ['AES_KEY_WRAP', kek, kek, randomBytes(32)],
    ['AES_KEY_WRAP_KWP', kek, kek, randomBytes(32)],
  ] as const) {
    const wrapped = wrapKeyBytes(value, wrapping, { mechanism });
    const opening = (bytes: Uint8Array, key: typeof right | typeof wrong) => () =>
      unwrapKeyBytes(bytes, key, { mechanism });
    assert.deepEqual(opening(wrapped, right)(), Uint8Array.from(value));
    assert.throws(opening(wrapped, wrong), FormatError, mechanism);
    const changed = wrapped.map((byte, index) => (index === wrapped.length - 1 ? byte ^ 1 : byte));
    for (const bytes of [changed, wrapped.slice(0, -8), wrapped.slice(1), new Uint8Array(0)]) {
      assert.throws(opening(bytes, right), FormatError, mechanism);
    }
  }
});

test('arguments are checked by name', () => {
  const value = randomBytes(32);
  const refused = (args: unknown[], name: string, message: RegExp) =>
    assert.throws(() => (wrapKeyBytes as (...all: unknown[]) => unknown)(value, ...args), { name, message });
  refused([kek, { mechanism: 'DES' }], 'RangeError', /mechanism: expected/);
  refused([kek], 'TypeError', /options/);
  refused([kek, { mechanism: 'AES_KEY_WRAP', mode: 1 }], 'TypeError', /mode/);
  refused([rsa.publicKey, { mechanism: 'RSA_PKCS_OAEP', hash: 'MD5' }], 'RangeError', /hash/);
  refused([rsa.publicKey, { mechanism: 'RSA_AES_KEY_WRAP', aesBits: 100 }], 'RangeError', /aesBits/);
  refused([kek.subarray(1), { mechanism: 'AES_KEY_WRAP' }], 'RangeError', /key: expected an AES key/);
  refused([rsa.publicKey, { mechanism: 'AES_KEY_WRAP' }], 'RangeError', /key: expected an AES key/);
  refused([42, { mechanism: 'AES_KEY_WRAP' }], 'TypeError', /key/);
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  refused([ec.publicKey, { mechanism: 'RSA_PKCS_OAEP' }], 'RangeError', /public RSA key/);
  assert.throws(
    () => wrapKeyBytes(randomBytes(300), rsa.publicKey, { mechanism: 'RSA_PKCS_OAEP' }),
    RangeError,
  );
  assert.throws(() => wrapKeyBytes(randomBytes(20), kek, { mechanism: 'AES_KEY_WRAP' }), RangeError);
});
