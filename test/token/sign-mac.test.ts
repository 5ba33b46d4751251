import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const use = { sign: true, verify: true, token: false } as const;
const secret = new Uint8Array(64).map((_, index) => index * 3);
const { given } = await requires(token, 'imported generic secrets');
const key = await given(() =>
  session.createObject({ class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value: secret, ...use }),
);

/** A code is good as it is, and in no other form. */
const spoilt = (mac: Uint8Array): Uint8Array[] => [
  mac.map((byte, index) => (index === 5 ? byte ^ 1 : byte)),
  mac.slice(1),
  mac.slice(0, -1),
  Uint8Array.of(...mac, 0),
  new Uint8Array(0),
];

for (const hash of ['SHA_1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'] as const) {
  const mechanism = `${hash}_HMAC` as const;
  const offered = await requires(token, 'imported generic secrets', mechanism);
  offered(mechanism, async ({ call }) => {
    // The default of generic secrets.
    const options = hash === 'SHA512' ? {} : { mechanism };
    for (const data of [DATA, Buffer.alloc(0), Buffer.alloc(100_000, 7)]) {
      const expected = createHmac(hash.replace('_', ''), secret).update(data).digest();
      assert.equal(hex(await call(key, 'sign', data, options)), hex(expected));
      const parts = [data.subarray(0, 3), '', data.subarray(3)];
      assert.equal(hex(await call(key, 'sign', parts, options)), hex(expected));
      for (const input of [data, parts]) {
        assert.equal(await call(key, 'verify', input, expected, options), true);
        for (const wrong of spoilt(expected)) {
          assert.equal(await call(key, 'verify', input, wrong, options), false);
        }
      }
      assert.equal(await call(key, 'verify', 'other data', expected, options), false);
    }
  });
}

function opensslCmac(cipher: string, value: string, data: Uint8Array): string {
  const args = ['mac', '-cipher', cipher, '-macopt', `hexkey:${value}`, '-in', '@data', 'CMAC'];
  return openssl(args, { data }).stdout.toString().trim().toLowerCase();
}

const CMACS = [
  ['AES', 'AES_CMAC', 'AES-128-CBC', '000102030405060708090a0b0c0d0e0f'],
  ['AES', 'AES_CMAC', 'AES-256-CBC', '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'],
  ['DES3', 'DES3_CMAC', 'DES-EDE3-CBC', '0123456789abcdef23456789abcdef01456789abcdef0123'],
] as const;
for (const [keyType, mechanism, cipher, value] of CMACS) {
  const offered = await requires(token, 'imported AES keys', mechanism);
  offered(`${mechanism} with ${cipher}, the default of ${keyType} keys`, async ({ call }) => {
    const cipherKey = await call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType,
      value: fromHex(value),
      ...use,
    });
    for (const length of [0, 1, 15, 16, 17, 1000]) {
      const data = Buffer.alloc(length, length);
      const expected = opensslCmac(cipher, value, data);
      assert.equal(hex(await call(cipherKey, 'sign', data)), expected, String(length));
      assert.equal(hex(await call(cipherKey, 'sign', [data, ''], { mechanism })), expected);
      assert.equal(await call(cipherKey, 'verify', ['', data], fromHex(expected)), true);
      assert.equal(await call(cipherKey, 'verify', data, fromHex(expected)), true);
      for (const wrong of spoilt(fromHex(expected))) {
        assert.equal(await call(cipherKey, 'verify', data, wrong), false);
        assert.equal(await call(cipherKey, 'verify', [data], wrong), false);
      }
    }
    // Given up half way, after more than a block.
    for (const [operation, ...given] of [
      ['signOperation'],
      ['verifyOperation', new Uint8Array(16)],
    ] as const) {
      const begun = await call(cipherKey, operation, ...given, { mechanism });
      await call(begun, 'update', Buffer.alloc(40));
      await call(begun, 'close');
    }
  });
}
