import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import type { Template } from '../../src/codec/attributes.ts';
import { CryptokiError } from '../../src/errors.ts';
import { writeTlv } from '../../src/formats/der.ts';
import {
  type Format,
  FormatError,
  fromTemplate,
  toCryptoKey,
  toTemplates,
} from '../../src/formats/formats.ts';
import { KINDS, makeKey } from './kinds.ts';
import { openssl } from './openssl.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const int = (...bytes: number[]) => writeTlv(2, Uint8Array.from(bytes));
const sequence = (...parts: Uint8Array[]) => writeTlv(0x30, ...parts);
const octets = (...parts: Uint8Array[]) => writeTlv(4, ...parts);

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ecDer = ec.privateKey.export({ format: 'der', type: 'pkcs8' });
const rsaDer = rsa.privateKey.export({ format: 'der', type: 'pkcs1' });
const P256 = hex('06082a8648ce3d030107');
const EC_KEY = hex('06072a8648ce3d0201');
const one = hex(`${'00'.repeat(31)}01`);

const sec1 = (value: Uint8Array, curve = P256, ...more: Uint8Array[]) =>
  sequence(int(1), octets(value), writeTlv(0xa0, curve), ...more);
const pkcs8 = (algorithm: Uint8Array, key: Uint8Array, version = 0, ...more: Uint8Array[]) =>
  sequence(int(version), algorithm, octets(key), ...more);
const spki = (algorithm: Uint8Array, key: Uint8Array) =>
  sequence(algorithm, writeTlv(3, Uint8Array.of(0), key));
const rsaPublic = (modulus: Uint8Array, exponent: Uint8Array) => sequence(modulus, exponent);
const ED25519 = sequence(hex('06032b6570'));

const REFUSED: readonly (readonly [what: string, input: Uint8Array | string, message: RegExp])[] = [
  ['nothing', new Uint8Array(), /expected PEM, DER or a JWK/],
  ['a text', 'hello', /expected PEM or a JWK/],
  ['one byte', hex('30'), /truncated or something else/],
  ['truncated', rsaDer.subarray(0, -1), /truncated/],
  ['trailing bytes', Buffer.concat([rsaDer, Buffer.alloc(3)]), /3 bytes follow its end/],
  ['an empty SEQUENCE', hex('3000'), /DER of no known kind/],
  ['an indefinite length', hex('3080020100020100 0000'), /truncated or something else/],
  ['a length longer than need be', hex('308106020103020105'), /truncated or something else/],
  ['a length of gigabytes', hex('3084ffffffff'), /truncated or something else/],
  ['nested garbage', nested(3000), /DER of no known kind/],
  ['nested garbage where a key is', pkcs8(sequence(EC_KEY, P256), nested(3000)), /expected an ECPrivateKey/],
  [
    'nested garbage where parameters are',
    spki(sequence(EC_KEY, nested(3000)), one),
    /expected a SubjectPublicKeyInfo/,
  ],
  [
    'a modulus that is negative',
    rsaPublic(int(0x80, 1), int(3)),
    /modulus: expected a positive integer, got a negative/,
  ],
  ['an exponent that is negative', rsaPublic(int(0x70, 1), int(0xff)), /publicExponent: .* negative/],
  ['a modulus that is zero', rsaPublic(int(0), int(3)), /modulus: .* got zero/],
  ['an integer without digits', rsaPublic(int(), int(3)), /expected an RSAPublicKey|empty/],
  ['an integer with leading zeros', rsaPublic(int(0, 0x70), int(3)), /leading zeros/],
  [
    'an integer of 2 MB',
    rsaPublic(writeTlv(2, new Uint8Array(2_000_000).fill(1)), int(3)),
    /more than 16384 bits/,
  ],
  ['an exponent larger than the modulus', rsaPublic(int(3), int(5)), /less than the modulus/],
  [
    'RSA with three primes',
    sequence(int(1), ...Array.from({ length: 8 }, () => int(3)), sequence(sequence(int(3), int(3), int(3)))),
    /two primes/,
  ],
  ['EC, value of zero', sec1(new Uint8Array(32)), /value: .* got zero/],
  [
    'EC, value larger than the order',
    sec1(new Uint8Array(32).fill(0xff)),
    /less than the order of prime256v1/,
  ],
  ['EC, value of too many bytes', sec1(new Uint8Array(33).fill(1)), /expected 32 bytes, got 33/],
  ['EC, no curve', sequence(int(1), octets(one)), /does not say its curve/],
  ['EC, a curve nobody knows', sec1(one, hex('06052b81040079')), /is not a curve that this library knows/],
  ['EC, Ed25519 as its curve', sec1(one, hex('06032b6570')), /Ed25519 is no curve of ECDSA/],
  ['EC, two curves', pkcs8(sequence(EC_KEY, hex('06052b8104000a')), sec1(one)), /two different curves/],
  [
    'EC, the public key of another',
    sec1(one, P256, writeTlv(0xa1, writeTlv(3, Uint8Array.of(0), point()))),
    /not that of the private key/,
  ],
  [
    'EC, a point off the curve',
    spki(sequence(EC_KEY, P256), Uint8Array.of(4, ...new Uint8Array(64).fill(7))),
    /not a point of prime256v1/,
  ],
  [
    'EC, a point of another curve',
    spki(sequence(EC_KEY, hex('06052b81040022')), point()),
    /expected a point of secp384r1/,
  ],
  ['EC, version 2', sequence(int(2), octets(one), writeTlv(0xa0, P256)), /version 1/],
  [
    'Ed25519, a short key',
    pkcs8(ED25519, octets(new Uint8Array(31))),
    /expected 32 bytes for Ed25519, got 31/,
  ],
  ['Ed25519, not wrapped', pkcs8(ED25519, new Uint8Array(32)), /OCTET STRING/],
  [
    'Ed25519, with parameters',
    pkcs8(sequence(hex('06032b6570'), hex('0500')), octets(one)),
    /takes no parameters/,
  ],
  ['PKCS #8, version 7', pkcs8(ED25519, octets(one), 7), /expected version 0/],
  ['PKCS #8, version 1 without a public key', pkcs8(ED25519, octets(one), 1), /expected version 0/],
  ['an algorithm nobody knows', spki(sequence(hex('06032a0304')), one), /1\.2\.3\.4 are not known/],
  [
    'a BIT STRING with unused bits',
    sequence(sequence(EC_KEY, P256), writeTlv(3, Uint8Array.of(3), point())),
    /has other parts or is not DER|expected a Subject/,
  ],
  ['PEM without an end', '-----BEGIN PUBLIC KEY-----\nAAAA\n', /expected "-----END PUBLIC KEY-----"/],
  [
    'PEM with another end',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    /expected "-----END PUBLIC KEY-----"/,
  ],
  ['PEM without base64', '-----BEGIN PUBLIC KEY-----\n!?\n-----END PUBLIC KEY-----', /expected base64/],
  [
    'PEM with base64 cut off',
    '-----BEGIN PUBLIC KEY-----\nAAAAA\n-----END PUBLIC KEY-----',
    /expected base64/,
  ],
  ['PEM of nothing', '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----', /expected base64/],
  ['PEM of another kind', '-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----', /does not read/],
  [
    'a key of OpenSSH',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
    /ssh-keygen/,
  ],
  ['a key where another is said to be', pem('RSA PRIVATE KEY', ecDer), /expected an RSAPrivateKey/],
  ['JSON that is none', '{"kty":', /not JSON/],
  ['a JWK of no kind', '{}', /kty: expected RSA/],
  ['a JWK of a kind nobody knows', '{"kty":"XYZ"}', /kty: expected RSA/],
  ['a JWK without its curve', '{"kty":"EC","x":"AA","y":"AA"}', /crv: expected/],
  [
    'a JWK of a short coordinate',
    '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}',
    /x: expected 32 bytes, got 1/,
  ],
  ['a JWK with padding', '{"kty":"oct","k":"AA=="}', /without padding/],
  ['a JWK with leading zeros', '{"kty":"RSA","n":"AAE","e":"AQAB"}', /leading zeros/],
  [
    'a JWK with some factors',
    JSON.stringify({ ...rsa.privateKey.export({ format: 'jwk' }), dp: undefined }),
    /all of p, q, dp, dq, qi/,
  ],
];

function nested(depth: number): Uint8Array {
  let value: Uint8Array = new Uint8Array();
  for (let level = 0; level < depth; level++) value = sequence(value);
  return value;
}

function point(): Uint8Array {
  return ec.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
}

function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
}

for (const [what, input, message] of REFUSED) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => toTemplates(input),
      (error) => {
        assert.ok(error instanceof FormatError && error instanceof CryptokiError, String(error));
        assert.equal(error.code, 'ERR_FORMAT');
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test('DSA and DH: integers that are larger than those they are computed modulo', () => {
  const kinds = KINDS.filter(({ name }) => /^D/.test(name));
  assert.equal(kinds.length, 3);
  for (const kind of kinds) {
    const { privateKey, publicKey } = toTemplates(makeKey(kind));
    const large = new Uint8Array(publicKey!.prime!.length).fill(0xff);
    assert.throws(
      () => toTemplates(fromTemplate({ ...publicKey!, value: large }, 'spki-der')),
      /less than the prime/,
    );
    assert.throws(
      () => toTemplates(fromTemplate({ ...privateKey!, base: large }, 'pkcs8-der')),
      /less than the prime/,
    );
  }
});

test('each prefix of a key is refused', () => {
  for (const der of [ecDer, ec.publicKey.export({ format: 'der', type: 'spki' })]) {
    for (let length = 0; length < der.length; length++) {
      assert.throws(() => toTemplates(der.subarray(0, length)), FormatError);
    }
  }
});

test('encrypted keys: each wrong passphrase is told as such, those too that happen to end in padding', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const template = toTemplates(privateKey).privateKey!;
  const locked = fromTemplate(template, 'pkcs8-pem', { passphrase: 'right', iterations: 1 });
  for (let wrong = 0; wrong < 2000; wrong++) {
    assert.throws(() => toTemplates(locked, { passphrase: `wrong ${wrong}` }), /passphrase is wrong/);
  }
});

test('encrypted keys: no passphrase, a wrong one, and parameters that would take for ever', () => {
  const locked = fromTemplate(toTemplates(ecDer).privateKey!, 'pkcs8-der', {
    passphrase: 'right',
    iterations: 100,
  });
  assert.throws(() => toTemplates(locked), /encrypted: pass \{ passphrase \}/);
  assert.throws(() => toTemplates(locked, { passphrase: 'wrong' }), FormatError);
  const old = ec.privateKey.export({
    format: 'pem',
    type: 'sec1',
    cipher: 'aes-128-cbc',
    passphrase: 'right',
  });
  assert.throws(() => toTemplates(old), /encrypted: pass \{ passphrase \}/);
  assert.throws(() => toTemplates(old, { passphrase: 'wrong' }), /passphrase is wrong/);
  const older = openssl(
    ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-passout', 'pass:right', '-outform', 'DER'],
    ec.privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  assert.throws(() => toTemplates(older, { passphrase: 'wrong' }), /passphrase is wrong/);
  // 100 rounds of PBKDF2 and OpenSSL's 2048 of PKCS #12 become two thousand millions.
  for (const [der, rounds] of [
    [Buffer.from(locked), hex('020164')],
    [older, hex('02020800')],
  ] as const) {
    const at = der.indexOf(rounds);
    const endless = Buffer.concat([
      der.subarray(0, at),
      hex('02047fffffff'),
      der.subarray(at + rounds.length),
    ]);
    const began = performance.now();
    const input = grown(endless, 6 - rounds.length, at);
    assert.throws(() => toTemplates(input, { passphrase: 'right' }), /iterations of the key derivation/);
    assert.ok(performance.now() - began < 20_000);
  }
});

/** DER with `by` more bytes at `at`: the lengths around that place grow. */
function grown(der: Buffer, by: number, at: number): Buffer {
  const result = Buffer.from(der);
  for (let offset = 0; offset < at; ) {
    const constructed = (result[offset]! & 0x20) !== 0;
    const long = result[offset + 1]! >= 0x80;
    const header = long ? 3 : 2;
    const length = long ? result[offset + 2]! : result[offset + 1]!;
    if (constructed && at < offset + header + length) {
      result[offset + (long ? 2 : 1)] = length + by;
      offset += header;
    } else offset += header + length;
  }
  return result;
}

test('templates that lack something or are of the wrong class', async () => {
  const { publicKey } = toTemplates(ecDer);
  const cases: [() => unknown, RegExp][] = [
    [() => fromTemplate({}, 'spki-der'), /lacks class/],
    [() => fromTemplate({ class: 'PUBLIC_KEY' }, 'spki-der'), /lacks keyType/],
    [() => fromTemplate({ class: 'PUBLIC_KEY', keyType: 'RSA' }, 'spki-der'), /lacks modulus/],
    [() => fromTemplate({ class: 'PRIVATE_KEY', keyType: 'EC', ecParams: P256 }, 'pkcs8-der'), /lacks value/],
    [
      () => fromTemplate({ class: 'PRIVATE_KEY', keyType: 'EC', ecParams: P256 }, 'spki-der'),
      /do not tell its public/,
    ],
    [() => fromTemplate(publicKey!, 'pkcs8-der'), /format of PRIVATE_KEY, not of PUBLIC_KEY/],
    [
      () => fromTemplate({ class: 'CERTIFICATE' }, 'raw'),
      /format of SECRET_KEY and PUBLIC_KEY and PRIVATE_KEY/,
    ],
    [() => fromTemplate({ class: 'PRIVATE_KEY', keyType: 'RSA' }, 'raw'), /no raw form of RSA/],
    [() => fromTemplate(publicKey!, 'pkcs1-pem'), /no pkcs1 form of EC keys/],
    [() => fromTemplate(publicKey!, 'sec1-pem'), /no sec1 form of public EC keys/],
    [
      () => fromTemplate({ class: 'SECRET_KEY', keyType: 'AES', value: one }, 'spki-pem'),
      /not of SECRET_KEY/,
    ],
    [() => fromTemplate({ class: 'SECRET_KEY', keyType: 'AES' }, 'raw'), /lacks value/],
    [() => fromTemplate({ class: 'DATA' }, 'x509-der'), /format of CERTIFICATE/],
    [
      () => fromTemplate({ class: 'PUBLIC_KEY', keyType: 'AES' }, 'spki-der'),
      /AES has no public or private keys/,
    ],
    [() => fromTemplate({ class: 'PUBLIC_KEY', keyType: 'DSA' }, 'raw'), /no raw form of DSA/],
  ];
  for (const [make, message] of cases) {
    assert.throws(
      make,
      (error) => error instanceof FormatError && message.test(error.message),
      String(message),
    );
  }
  await assert.rejects(toCryptoKey({ class: 'DATA' }), FormatError);
  await assert.rejects(toCryptoKey(publicKey!), /algorithm: expected one for EC keys/);
  await assert.rejects(toCryptoKey(publicKey!, { algorithm: { name: 'RSA-PSS' }, usages: [] }), FormatError);
});

test('wrong arguments', () => {
  const { publicKey } = toTemplates(ecDer);
  const cases: [() => unknown, typeof TypeError | typeof FormatError][] = [
    [() => toTemplates(undefined as unknown as string), TypeError],
    [() => toTemplates(5 as unknown as string), TypeError],
    [() => toTemplates([] as unknown as string), TypeError],
    [() => toTemplates(ecDer, { passphrase: 5 as unknown as string }), TypeError],
    [() => toTemplates(ecDer, { password: 'x' } as object), TypeError],
    [() => toTemplates(one, { as: 'AEZ' as 'AES' }), RangeError],
    [() => toTemplates(one, { as: 'RSA' }), RangeError],
    [() => toTemplates(new Uint8Array(17), { as: 'AES' }), FormatError],
    [() => fromTemplate(null as unknown as Template, 'raw'), TypeError],
    [() => fromTemplate(publicKey!, 'der' as Format), RangeError],
    [() => fromTemplate(publicKey!, 1 as unknown as Format), TypeError],
    [() => fromTemplate(publicKey!, 'jwk', { pass: 1 } as object), TypeError],
    [() => fromTemplate(publicKey!, 'jwk', { passphrase: 'x' }), RangeError],
    [() => fromTemplate({ ...publicKey!, ecPoint: 'text' }, 'spki-der'), TypeError],
    [() => fromTemplate({ ...publicKey!, keyType: 'EX' as 'EC' }, 'spki-der'), RangeError],
  ];
  for (const [make, type] of cases) assert.throws(make, (error) => error instanceof type, make.toString());
});

test('a CryptoKey that is not extractable stays closed', async () => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  assert.throws(() => toTemplates(privateKey), /extractable/);
});

test('no error quotes a secret', () => {
  const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I';
  const inputs = [
    `{"kty":"oct","k":"${secret}`,
    `{"kty":"oct","k":"${secret}="}`,
    `{"kty":"EC","crv":"P-256","x":"${secret}","y":"${secret}","d":"${secret}"}`,
    `{"kty":"${secret}"}`,
    `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${secret}!\n-----END PRIVATE KEY-----`,
    secret,
    Buffer.from(secret),
    sec1(Buffer.from(secret).subarray(0, 33)),
    pkcs8(ED25519, octets(Buffer.from(secret))),
  ];
  for (const input of inputs) {
    try {
      toTemplates(input as string);
      assert.fail('expected an error');
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      const shown = `${inspect(error, { depth: 10 })}${JSON.stringify(error)}`;
      assert.ok(!shown.includes(secret.slice(0, 8)), shown);
      assert.ok(!shown.includes(Buffer.from(secret).toString('hex').slice(0, 16)), shown);
    }
  }
});

test('RFC 5958: a key with its public key and attributes, as Java and others write it', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const bits = writeTlv(
    0x81,
    Uint8Array.of(0),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  const keyUsage = sequence(hex('0603551d0f'), writeTlv(0x31, hex('03020780')));
  const expected = toTemplates(createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  const plain = pkcs8(ED25519, octets(raw), 0, writeTlv(0xa0, keyUsage));
  assert.deepEqual(toTemplates(plain), expected);
  assert.deepEqual(toTemplates(pkcs8(ED25519, octets(raw), 1, bits)), expected);
  assert.deepEqual(toTemplates(pkcs8(ED25519, octets(raw), 1, writeTlv(0xa0, keyUsage), bits)), expected);
  const another = writeTlv(
    0x81,
    Uint8Array.of(0),
    generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  );
  assert.throws(() => toTemplates(pkcs8(ED25519, octets(raw), 1, another)), /not that of the private key/);
});
