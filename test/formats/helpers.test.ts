import assert from 'node:assert/strict';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { test } from 'node:test';
import {
  decodeDhParameters,
  decodeDhPublicKey,
  decodeDsaParameters,
  decodeDsaPublicKey,
  decodeDsaSignature,
  decodeEcdsaSignature,
  decodeEcPrivateKey,
  decodeEcPublicKey,
  decodeRsaPrivateKey,
  decodeRsaPublicKey,
  decodeX942DhParameters,
  encodeDhParameters,
  encodeDhPublicKey,
  encodeDsaParameters,
  encodeDsaPublicKey,
  encodeDsaSignature,
  encodeEcdsaSignature,
  encodeEcPrivateKey,
  encodeEcPublicKey,
  encodePoint,
  encodeRsaPrivateKey,
  encodeRsaPublicKey,
  encodeX942DhParameters,
  FormatError,
  toTemplates,
} from '../../src/formats/formats.ts';
import { openssl, printedParts } from './openssl.ts';

const data = Buffer.from('what is signed');
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The command does not write all parameters as DER. */
const unarmored = (pem: Buffer) => Buffer.from(pem.toString().replace(/-----.*-----/g, ''), 'base64');

function rsaKeys() {
  const pem = openssl(['genrsa', '-traditional', '2048']);
  const der = openssl(['rsa', '-traditional', '-outform', 'DER'], pem);
  return { der, publicDer: openssl(['rsa', '-RSAPublicKey_out', '-outform', 'DER'], pem) };
}

test('RSA: PKCS #1 as openssl writes it, both ways', () => {
  const { der, publicDer } = rsaKeys();
  const privateKey = decodeRsaPrivateKey(der);
  const printed = printedParts(openssl(['rsa', '-inform', 'DER', '-text', '-noout'], der).toString());
  assert.equal(toHex(privateKey.modulus!), toHex(printed.modulus!).replace(/^00/, ''));
  assert.deepEqual(Buffer.from(encodeRsaPrivateKey(privateKey)), der);
  const publicKey = decodeRsaPublicKey(publicDer);
  assert.deepEqual(Object.keys(publicKey), ['class', 'keyType', 'modulus', 'publicExponent']);
  assert.deepEqual(Buffer.from(encodeRsaPublicKey(publicKey)), publicDer);
  assert.deepEqual(
    Buffer.from(
      encodeRsaPublicKey({ modulus: BigInt(`0x${toHex(publicKey.modulus!)}`), publicExponent: 65537n }),
    ),
    publicDer,
    'integers as bigint',
  );
});

test('RSA: a template without its primes cannot be PKCS #1, and says what lacks', () => {
  const { prime1, ...rest } = decodeRsaPrivateKey(rsaKeys().der);
  assert.throws(() => encodeRsaPrivateKey(rest), /lacks prime1/);
});

test('DSA: domain parameters and public values', () => {
  const pem = openssl(['dsaparam', '1024']);
  const parameters = unarmored(pem);
  const template = decodeDsaParameters(parameters);
  assert.equal(template.class, 'DOMAIN_PARAMETERS');
  const printed = printedParts(openssl(['dsaparam', '-text', '-noout'], pem).toString());
  for (const [name, label] of [
    ['prime', 'P'],
    ['subprime', 'Q'],
    ['base', 'G'],
  ] as const) {
    assert.equal(toHex(template[name]!), toHex(printed[label]!).replace(/^00/, ''));
  }
  assert.deepEqual(Buffer.from(encodeDsaParameters(template)), parameters);

  const value = Uint8Array.of(0x80, 1, 2);
  assert.equal(toHex(encodeDsaPublicKey({ value })), '020400800102');
  assert.deepEqual(decodeDsaPublicKey(Buffer.from('020400800102', 'hex')), value);
});

test('DSA and ECDSA: signatures of openssl to r and s and back', () => {
  const dsaKey = createPrivateKey(openssl(['dsaparam', '-genkey', '1024']));
  const dsaSize = toTemplates(dsaKey).privateKey!.subprime!.length;
  const cases: [KeyObject, (der: Uint8Array) => Uint8Array, (raw: Uint8Array) => Uint8Array][] = [
    [dsaKey, (der) => decodeDsaSignature(der, dsaSize), encodeDsaSignature],
  ];
  for (const curve of ['prime256v1', 'secp521r1', 'secp160r1', 'brainpoolP320r1']) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
    cases.push([privateKey, (der) => decodeEcdsaSignature(der, curve), encodeEcdsaSignature]);
  }
  for (const [key, decode, encode] of cases) {
    for (let round = 0; round < 20; round++) {
      const der = sign('sha256', data, key);
      const raw = decode(der);
      assert.ok(
        verify(
          'sha256',
          data,
          { key: createPublicKey(key.export({ format: 'pem', type: 'pkcs8' })), dsaEncoding: 'ieee-p1363' },
          raw,
        ),
      );
      assert.deepEqual(Buffer.from(encode(raw)), der);
      const theirs = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
      assert.deepEqual(Buffer.from(decode(encode(theirs))), theirs);
    }
  }
  assert.throws(
    () => decodeDsaSignature(Buffer.from('3006020101020101', 'hex').subarray(0, 7), 20),
    FormatError,
  );
  assert.throws(() => decodeDsaSignature(Buffer.from('3006020101020101', 'hex'), 0), RangeError);
  assert.throws(() => encodeDsaSignature(new Uint8Array(41)), FormatError);
});

test('DH: PKCS #3 parameters as openssl writes them', () => {
  const parameters = openssl(['dhparam', '-outform', 'DER', '512']);
  const template = decodeDhParameters(parameters);
  assert.deepEqual(Object.keys(template), ['class', 'keyType', 'prime', 'base']);
  const text = openssl(['dhparam', '-inform', 'DER', '-text', '-noout'], parameters).toString();
  assert.equal(toHex(template.prime!), toHex(printedParts(text).P!).replace(/^00/, ''));
  const again = encodeDhParameters(template);
  const textAgain = openssl(['dhparam', '-inform', 'DER', '-text', '-noout'], again).toString();
  // OpenSSL adds the length of private values, which PKCS #11 has no place for.
  assert.equal(textAgain.replace(/^.*recommended.*\n/m, ''), text.replace(/^.*recommended.*\n/m, ''));
  assert.deepEqual(
    decodeDhPublicKey(encodeDhPublicKey({ value: Uint8Array.of(0, 0xff, 1) })),
    Uint8Array.of(0xff, 1),
  );
});

test('DH: X9.42 parameters as openssl writes them; the subprime of a safe prime can be told', () => {
  const generate = [
    'genpkey',
    '-genparam',
    '-algorithm',
    'DHX',
    '-pkeyopt',
    'dh_rfc5114:2',
    '-outform',
    'DER',
  ];
  const parameters = unarmored(openssl(generate));
  const template = decodeX942DhParameters(parameters);
  assert.deepEqual([template.prime!.length, template.subprime!.length], [256, 28]);
  assert.deepEqual(Buffer.from(encodeX942DhParameters(template)), parameters);
  const { subprime, ...rest } = template;
  assert.throws(() => encodeX942DhParameters(rest), /lacks subprime/);
  const safe = encodeX942DhParameters({ prime: 23n, base: 5n });
  assert.deepEqual(decodeX942DhParameters(safe).subprime, Uint8Array.of(11));
});

test('EC: public keys as SPKI with the point in any encoding, private keys as SEC 1', () => {
  const pem = openssl(['ecparam', '-name', 'brainpoolP384r1', '-genkey', '-noout']);
  const sec1 = openssl(['ec', '-outform', 'DER'], pem);
  const spki = openssl(['ec', '-pubout', '-outform', 'DER'], pem);
  const publicKey = decodeEcPublicKey(spki);
  for (const encoding of ['raw', 'der', 'bit-string', 'compressed'] as const) {
    const ecPoint = encodePoint('brainpoolP384r1', publicKey.ecPoint!, encoding);
    assert.deepEqual(Buffer.from(encodeEcPublicKey({ ...publicKey, ecPoint })), spki);
  }
  const privateKey = decodeEcPrivateKey(sec1);
  assert.deepEqual(Object.keys(privateKey), ['class', 'keyType', 'ecParams', 'value']);
  assert.deepEqual(Buffer.from(encodeEcPrivateKey(privateKey)), sec1);
  assert.throws(
    () => decodeEcPublicKey(openssl(['rsa', '-pubout', '-outform', 'DER'], openssl(['genrsa', '1024']))),
    /one of RSA/,
  );
});

test('parameters in PEM come as domainParameters', () => {
  const read = (args: string[]) => toTemplates(openssl(args)).domainParameters;
  assert.equal(read(['dsaparam', '1024'])?.keyType, 'DSA');
  assert.equal(read(['dhparam', '512'])?.keyType, 'DH');
  assert.equal(read(['ecparam', '-name', 'P-256'])?.keyType, 'EC');
  const dhx = openssl(['genpkey', '-genparam', '-algorithm', 'DHX', '-pkeyopt', 'dh_rfc5114:1']);
  assert.equal(toTemplates(dhx).domainParameters?.keyType, 'X9_42_DH');
});
