// PSS of a ready hash, judged with signatures of node:crypto and the openssl command.
import assert from 'node:assert/strict';
import { constants, createHash, createSign, generateKeyPairSync, publicDecrypt } from 'node:crypto';
import { test } from 'node:test';
import { isPssOf } from '../../../src/codec/signature-padding.ts';
import { openssl } from '../../support/token-openssl.ts';

const DATA = Buffer.from('INPUT DATA');
const { RSA_NO_PADDING, RSA_PKCS1_PSS_PADDING: padding } = constants;
const digest = createHash('sha256').update(DATA).digest();

test('isPssOf: what node:crypto signs, for moduli of every number of bits of the first byte', () => {
  for (const modulusLength of [1024, 1025, 1026, 1031]) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    for (const saltLength of [0, 20, 32]) {
      const signature = createSign('sha256').update(DATA).sign({ key: privateKey, padding, saltLength });
      const block = publicDecrypt({ key: publicKey, padding: RSA_NO_PADDING }, signature);
      const options = { hash: 'SHA256', saltLength } as const;
      assert.equal(isPssOf(digest, block, modulusLength, options), true, `${modulusLength}, ${saltLength}`);
      const other = createHash('sha256').update('OTHER DATA').digest();
      assert.equal(isPssOf(other, block, modulusLength, options), false);
      const wrongSalt = { ...options, saltLength: saltLength + 1 };
      assert.equal(isPssOf(digest, block, modulusLength, wrongSalt), false);
      assert.equal(isPssOf(digest, block, modulusLength, { ...options, mgf: 'MGF1_SHA1' }), false);
      for (let index = 0; index < block.length; index++) {
        for (const bit of [0x01, 0x80]) {
          const spoilt = block.map((byte, at) => (at === index ? byte ^ bit : byte));
          assert.equal(isPssOf(digest, spoilt, modulusLength, options), false, `byte ${index}`);
        }
      }
    }
  }
});

test('isPssOf: a mask of another hash, as openssl makes it', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const options = ['digest:sha256', 'rsa_padding_mode:pss', 'rsa_mgf1_md:sha1', 'rsa_pss_saltlen:11'];
  const { stdout, stderr } = openssl(
    [
      'pkeyutl',
      '-sign',
      '-inkey',
      '@key',
      '-in',
      '@digest',
      ...options.flatMap((each) => ['-pkeyopt', each]),
    ],
    { key: privateKey.export({ type: 'pkcs8', format: 'pem' }), digest },
  );
  assert.equal(stdout.length, 128, stderr);
  const block = publicDecrypt({ key: publicKey, padding: RSA_NO_PADDING }, stdout);
  const own = { hash: 'SHA256', saltLength: 11 } as const;
  assert.equal(isPssOf(digest, block, 1024, { ...own, mgf: 'MGF1_SHA1' }), true);
  assert.equal(isPssOf(digest, block, 1024, own), false);
});

test('isPssOf: what is no hash, or does not fit', () => {
  const block = new Uint8Array(128);
  assert.throws(() => isPssOf(digest.subarray(1), block, 1024, { hash: 'SHA256' }), {
    name: 'RangeError',
    message: 'data: expected a hash of 32 bytes (SHA256), got 31',
  });
  assert.throws(() => isPssOf(digest, block, 1024, { hash: 'SHA256', saltLength: 95 }), RangeError);
});
