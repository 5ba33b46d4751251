// Keys from passwords (PKCS #11 v3.2 §6.44 PKCS #5 and #12), on NSS; node:crypto and the openssl command judge them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { startNss } from '../support/token-nss.ts';

const { token } = await startNss();
const session = await token.open({ readWrite: true });
after(() => session.close());

const template = { sensitive: false, extractable: true };
const salt = 'saltsalt';
const iterations = 5;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** DES keys have a parity bit in each byte, which is nobody's business. */
const withoutParity = (key: Uint8Array): string => hex(key.map((byte) => byte & 0xfe));

/** PBKDF1 (RFC 8018 §5.1). */
function pbkdf1(hash: string, password: string): Buffer {
  let value = Buffer.from(password + salt);
  for (let round = 0; round < iterations; round++) value = createHash(hash).update(value).digest();
  return value;
}

/** The function of PKCS #12 (RFC 7292 B.2), by the openssl command: of key (1), IV (2) and MAC key (3). */
function pkcs12(id: number, password: Uint8Array, length: number): Buffer {
  const options = [`hexpass:${hex(password)}`, `hexsalt:${hex(Buffer.from(salt))}`, `iter:${iterations}`];
  const args = ['kdf', '-binary', '-keylen', String(length), '-kdfopt', 'digest:SHA1', '-kdfopt', `id:${id}`];
  return execFileSync('openssl', [...args, ...options.flatMap((each) => ['-kdfopt', each]), 'PKCS12KDF']);
}

/** As PKCS #12 has it: UTF-16, big-endian, with two zeros at the end. */
const bmp = Buffer.from('password\0', 'utf16le').swap16();

twice('PBE_MD5_DES_CBC: the key and the IV', async ({ call }) => {
  const options = { mechanism: 'PBE_MD5_DES_CBC', password: 'password', salt, iterations, template };
  const { key, iv } = await call(session, 'generateKeyAndIv', 'DES', options);
  const derived = pbkdf1('md5', 'password');
  assert.equal(withoutParity(await call(key, 'get', 'value')), withoutParity(derived.subarray(0, 8)));
  assert.equal(hex(iv), hex(derived.subarray(8)));
  assert.equal(key.keyType, 'DES');
});

twice('PBE_SHA1_DES3_EDE_CBC: what is encrypted with them node:crypto decrypts', async ({ call }) => {
  const options = { mechanism: 'PBE_SHA1_DES3_EDE_CBC', password: bmp, salt, iterations, template };
  const { key, iv } = await call(session, 'generateKeyAndIv', 'DES3', options);
  assert.equal(hex(iv), hex(pkcs12(2, bmp, 8)));
  assert.equal(withoutParity(await call(key, 'get', 'value')), withoutParity(pkcs12(1, bmp, 24)));
  const ciphertext = await call(key, 'encrypt', 'INPUT DATA', { mechanism: 'DES3_CBC_PAD', iv });
  const theirs = createDecipheriv('des-ede3-cbc', pkcs12(1, bmp, 24), pkcs12(2, bmp, 8));
  assert.equal(Buffer.concat([theirs.update(ciphertext), theirs.final()]).toString(), 'INPUT DATA');
});

twice('keys that need no IV: RC4 and HMAC', async ({ call }) => {
  const given = { password: bmp, salt, iterations, template };
  const rc4 = await call(session, 'generateKey', 'RC4', { mechanism: 'PBE_SHA1_RC4_128', ...given });
  assert.equal(hex(await call(rc4, 'get', 'value')), hex(pkcs12(1, bmp, 16)));
  const options = { mechanism: 'PBA_SHA1_WITH_SHA1_HMAC', ...given };
  const mac = await call(session, 'generateKey', 'GENERIC_SECRET', options);
  assert.equal(hex(await call(mac, 'get', 'value')), hex(pkcs12(3, bmp, 20)));
});

// NSS 3.87 knows the older structure only and does not survive the newer one: the table of quirks knows that.
twice('PBKDF2', async ({ call }) => {
  for (const [prf, hash] of [
    ['HMAC_SHA1', 'sha1'],
    ['HMAC_SHA256', 'sha256'],
    ['HMAC_SHA512', 'sha512'],
  ] as const) {
    const options = {
      mechanism: 'PKCS5_PBKD2',
      password: 'password',
      salt,
      iterations,
      prf,
      bits: 256,
      template,
    };
    const key = await call(session, 'generateKey', 'AES', options);
    const expected = pbkdf2Sync('password', salt, iterations, 32, hash);
    assert.equal(hex(await call(key, 'get', 'value')), hex(expected));
  }
});

twice('what the parameters lack is named', async ({ call }) => {
  const method = 'generateKeyAndIv';
  const options = { mechanism: 'PBE_MD5_DES_CBC', password: 'password', salt };
  await assert.rejects(async () => call(session, method, 'DES', options), {
    name: 'TypeError',
    message: /^PBE_MD5_DES_CBC\.iterations: /,
  });
  const other = { mechanism: 'PBE_SHA1_RC4_128', password: bmp, salt, iterations };
  await assert.rejects(async () => call(session, method, 'RC4', other), {
    name: 'NotSupportedError',
    message: /makes no IV/,
  });
});
