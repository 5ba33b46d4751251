import assert from 'node:assert/strict';
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  sign,
  verify,
} from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Template } from '../../src/codec/attributes.ts';
import {
  decodeDsaSignature,
  decodePoint,
  encodeDsaSignature,
  encodePoint,
  FORMATS,
  FormatError,
  fromTemplate,
  type Jwk,
  type KeyTemplate,
  publicTemplateOf,
  toTemplates,
} from '../../src/formats/formats.ts';
import { KINDS, makeKey } from './kinds.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** EC private values of any size below the order, leading zeros included. */
const scalar = (size: number) =>
  fc.tuple(fc.nat({ max: size - 1 }), bytes(size)).map(([zeros, value]) => {
    value.fill(0, 0, zeros);
    value[0]! &= 0x7f;
    value[size - 1]! |= 1;
    return value;
  });

const toBigInt = (value: Uint8Array) => BigInt(`0x${Buffer.from(value).toString('hex')}`);

test('EC keys of any value survive every format', () => {
  for (const [curve, crv] of [
    ['prime256v1', 'P-256'],
    ['secp521r1', 'P-521'],
    ['brainpoolP256r1', undefined],
  ] as const) {
    const size = curve === 'secp521r1' ? 66 : 32;
    fc.assert(
      fc.property(scalar(size), (value) => {
        if (size === 66) value[0]! &= 0;
        if (curve === 'brainpoolP256r1') value[0]! &= 0x3f;
        const ecdh = createECDH(curve);
        ecdh.setPrivateKey(value);
        const sec1 = fromTemplate(templateOf(curve, value), 'sec1-der');
        const { privateKey, publicKey } = toTemplates(sec1);
        assert.equal(toBigInt(privateKey!.value!), toBigInt(value));
        assert.notEqual(privateKey!.value![0], 0, 'a big integer has no leading zeros');
        assert.deepEqual(Buffer.from(decodePoint(curve, publicKey!.ecPoint!)), ecdh.getPublicKey());
        assert.deepEqual(toTemplates(fromTemplate(privateKey!, 'pkcs8-pem')), { privateKey, publicKey });
        if (crv === undefined) return;
        const jwk = fromTemplate(privateKey!, 'jwk');
        assert.deepEqual([jwk.crv, jwk.d!.length], [crv, Math.ceil((size * 8) / 6)]);
        assert.deepEqual(toTemplates(jwk), { privateKey, publicKey });
      }),
      { numRuns: 60 },
    );
  }
});

function templateOf(curve: string, value: Uint8Array): Template {
  const ecParams = toTemplates(openParameters(curve)).domainParameters!.ecParams!;
  return { class: 'PRIVATE_KEY', keyType: 'EC', ecParams, value };
}

const parametersOf: Record<string, string> = {
  prime256v1: '06082a8648ce3d030107',
  secp521r1: '06052b81040023',
  brainpoolP256r1: '06092b2403030208010107',
};

function openParameters(curve: string): string {
  const base64 = Buffer.from(parametersOf[curve]!, 'hex').toString('base64');
  return `-----BEGIN EC PARAMETERS-----\n${base64}\n-----END EC PARAMETERS-----\n`;
}

test('points in any encoding are the same point', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('prime256v1', 'secp521r1', 'secp160r1', 'sect283k1', 'brainpoolP320t1'),
      fc.constantFrom('raw' as const, 'der' as const, 'bit-string' as const, 'compressed' as const),
      fc.constantFrom('raw' as const, 'der' as const, 'bit-string' as const, 'compressed' as const),
      (curve, one, other) => {
        const point = createECDH(curve).generateKeys();
        const encoded = encodePoint(curve, point, one);
        assert.deepEqual(encodePoint(curve, encoded, other), encodePoint(curve, point, other));
      },
    ),
    { numRuns: 200 },
  );
});

test('any bytes are a key of X25519, X448, Ed25519 and Ed448', () => {
  for (const [crv, size] of [
    ['X25519', 32],
    ['X448', 56],
    ['Ed25519', 32],
    ['Ed448', 57],
  ] as const) {
    fc.assert(
      fc.property(bytes(size), bytes(size), (x, d) => {
        const jwk: Jwk = { kty: 'OKP', crv, x: Buffer.from(x).toString('base64url') };
        const { publicKey } = toTemplates(jwk);
        assert.deepEqual(fromTemplate(publicKey!, 'raw'), x);
        assert.deepEqual(toTemplates(fromTemplate(publicKey!, 'spki-der')), { publicKey });
        const privateKey: KeyTemplate = {
          class: 'PRIVATE_KEY',
          keyType: publicKey!.keyType!,
          ecParams: publicKey!.ecParams!,
          value: d as Uint8Array<ArrayBuffer>,
        };
        const read = toTemplates(fromTemplate(privateKey, 'pkcs8-der'));
        assert.deepEqual(read.privateKey, privateKey);
        const node = createPublicKey(
          createPrivateKey({ key: fromTemplate(privateKey, 'pkcs8-pem') }).export({
            format: 'pem',
            type: 'pkcs8',
          }),
        );
        assert.deepEqual(fromTemplate(read.publicKey!, 'jwk'), node.export({ format: 'jwk' }));
      }),
      { numRuns: 40 },
    );
  }
});

test('r and s of any size survive DER', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 72 }).chain((size) => bytes(size * 2)),
      (raw) => {
        const der = encodeDsaSignature(raw);
        assert.deepEqual(decodeDsaSignature(der, raw.length / 2), raw);
      },
    ),
  );
});

test('secret keys of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (value) => {
      const secretKey = { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value } as const;
      assert.deepEqual(toTemplates(value, { as: 'GENERIC_SECRET' }), { secretKey });
      assert.deepEqual(toTemplates(fromTemplate(secretKey, 'jwk')), { secretKey });
      assert.deepEqual(toTemplates(JSON.stringify(fromTemplate(secretKey, 'jwk'))), { secretKey });
    }),
  );
});

test('values may be Buffers within others, with leading zeros, or integers; types may be numbers', () => {
  const KEY_TYPES: Record<string, number> = {
    RSA: 0,
    DSA: 1,
    DH: 2,
    EC: 3,
    X9_42_DH: 4,
    EC_EDWARDS: 0x40,
    EC_MONTGOMERY: 0x41,
  };
  const big = [
    'modulus',
    'publicExponent',
    'privateExponent',
    'prime1',
    'prime2',
    'exponent1',
    'exponent2',
    'coefficient',
    'prime',
    'subprime',
    'base',
  ];
  for (const kind of KINDS) {
    const { privateKey } = toTemplates(makeKey(kind));
    const expected = fromTemplate(privateKey!, 'pkcs8-pem');
    const odd: Record<string, unknown> = { class: 3, keyType: KEY_TYPES[String(privateKey!.keyType)] };
    const integers: Record<string, unknown> = { ...privateKey };
    for (const [name, value] of Object.entries(privateKey!)) {
      if (!(value instanceof Uint8Array)) continue;
      const zeros = big.includes(name) ? 2 : 0;
      const inside = Buffer.concat([
        Buffer.alloc(5, 0xaa),
        Buffer.alloc(zeros),
        value,
        Buffer.alloc(5, 0xaa),
      ]);
      odd[name] = inside.subarray(5, 5 + zeros + value.length);
      if (zeros > 0) integers[name] = toBigInt(value);
    }
    assert.equal(fromTemplate(odd as Template, 'pkcs8-pem'), expected, kind.name);
    assert.equal(fromTemplate(integers as Template, 'pkcs8-pem'), expected, kind.name);
  }
});

test('a template of any attributes gives a value or a FormatError, TypeError or RangeError', () => {
  const value = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.bigInt({ min: -5n, max: 1n << 70n }),
    fc.constantFrom(undefined, '', 'text', 0, 1, 2, 300, true, null, {}),
  );
  const attributes = fc.record(
    {
      class: fc.constantFrom('PUBLIC_KEY', 'PRIVATE_KEY', 'SECRET_KEY', 'CERTIFICATE', 2, 3, 'NO_CLASS'),
      keyType: fc.constantFrom(
        'RSA',
        'EC',
        'EC_EDWARDS',
        'EC_MONTGOMERY',
        'DSA',
        'DH',
        'X9_42_DH',
        'ML_DSA',
        'ML_KEM',
        'SLH_DSA',
        'AES',
        0,
        99,
      ),
      ecParams: fc.oneof(
        value,
        fc
          .constantFrom(...Object.values(parametersOf), '06032b6570', '06032b656e')
          .map((hex) => Buffer.from(hex, 'hex')),
      ),
      parameterSet: fc.constantFrom(1, 2, 3, 99, undefined),
      ...Object.fromEntries(
        [
          'modulus',
          'publicExponent',
          'privateExponent',
          'prime1',
          'prime2',
          'exponent1',
          'exponent2',
          'coefficient',
          'prime',
          'subprime',
          'base',
          'value',
          'seed',
          'ecPoint',
          'publicKeyInfo',
        ].map((name) => [name, value]),
      ),
    },
    { requiredKeys: ['class', 'keyType'] },
  );
  const ours = /^(\[object|[\w:', -]+: |the |there |a |JWK|format |[\w-]+ is a format)/;
  let written = 0;
  fc.assert(
    fc.property(attributes, fc.constantFrom(...FORMATS), (template, format) => {
      try {
        fromTemplate(template as Template, format);
        written++;
      } catch (error) {
        const known =
          error instanceof FormatError || error instanceof TypeError || error instanceof RangeError;
        assert.ok(known, String(error));
        assert.match(error.message, ours);
        assert.doesNotMatch(error.message, /undefined \(|is not a function|Cannot read|not iterable/);
      }
    }),
    { numRuns: 6000 },
  );
  assert.ok(written > 20, `${written} written`);
});

test('the public half of a private key: from its attributes, or computed', () => {
  for (const kind of KINDS) {
    const { privateKey, publicKey } = toTemplates(makeKey(kind));
    assert.deepEqual(publicTemplateOf(privateKey!), publicKey, kind.name);
    const { value, ...sensitive } = privateKey!;
    const publicKeyInfo = fromTemplate(publicKey!, 'spki-der');
    assert.deepEqual(publicTemplateOf({ ...sensitive, publicKeyInfo }), publicKey, kind.name);
    if (publicKey!.ecPoint) {
      assert.deepEqual(publicTemplateOf({ ...sensitive, ecPoint: publicKey!.ecPoint }), publicKey);
    }
    const known = privateKey!.keyType === 'RSA';
    assert.deepEqual(publicTemplateOf(sensitive), known ? publicKey : undefined, kind.name);
  }
});

test('keys that went through the formats sign and verify', () => {
  const data = createHash('sha512').update('data').digest();
  for (const kind of KINDS.filter(({ name }) => /^(RSA|EC|DSA|Ed)/.test(name))) {
    const { privateKey, publicKey } = toTemplates(makeKey(kind));
    const hash = kind.name.startsWith('Ed') ? null : 'sha256';
    const signature = sign(hash, data, fromTemplate(privateKey!, 'key-object'));
    assert.ok(verify(hash, data, fromTemplate(publicKey!, 'spki-pem'), signature), kind.name);
    if (/^RSA|P-(256|384|521)$|^Ed/.test(kind.name)) {
      const jwk = fromTemplate(publicKey!, 'jwk') as JsonWebKey;
      assert.ok(verify(hash, data, { key: jwk, format: 'jwk' }, signature), kind.name);
    }
  }
});
