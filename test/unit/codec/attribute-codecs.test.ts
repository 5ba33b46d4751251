import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { CODECS, type CodecName } from '../../../src/codec/attribute-codecs.ts';
import { ModuleFaultError } from '../../../src/errors.ts';
import { type Abi, LLP64, LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { memory } from '../../support/abi-memory.ts';

const BIG_ENDIAN: Abi = { ...LP64, littleEndian: false };
const arenas = new Map([LP64, LLP64, BIG_ENDIAN].map((abi) => [abi, new Arena(abi)]));
after(() => {
  for (const arena of arenas.values()) arena.free();
});

function encode(codec: CodecName, value: unknown, abi = LP64): Uint8Array<ArrayBuffer> {
  const arena = arenas.get(abi)!;
  const { address, size } = CODECS[codec].encode(arena, 'template.x', value);
  const bytes = Uint8Array.from(memory(address, size));
  arena.release();
  return bytes;
}
function decode(codec: CodecName, bytes: Uint8Array<ArrayBuffer>, abi = LP64): unknown {
  const arena = arenas.get(abi)!;
  // What lies behind a value is none of it.
  const offer = arena.bytes(Uint8Array.of(...bytes, 0x37, 0x37, 0x37));
  try {
    return CODECS[codec].decode(offer, bytes.byteLength, 'x');
  } finally {
    arena.release();
  }
}
const hex = (codec: CodecName, value: unknown, abi = LP64): string =>
  Buffer.from(encode(codec, value, abi)).toString('hex');
const decodeHex = (codec: CodecName, text: string, abi = LP64): unknown =>
  decode(codec, Uint8Array.from(Buffer.from(text, 'hex')), abi);

/** Each codec: values that come back as they were. */
const ulongs = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }));
const ROUND_TRIPS: Partial<Record<CodecName, fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  ulong: ulongs,
  ulongs: fc.array(ulongs, { maxLength: 20 }),
  text: fc.string({ unit: 'grapheme', maxLength: 40 }),
  bytes: fc.uint8Array({ maxLength: 600 }),
  bigInteger: fc.uint8Array({ maxLength: 600 }),
  date: fc
    .integer({ min: Date.parse('0000-01-01') / 864e5, max: Date.parse('9999-12-31') / 864e5 })
    .map((day) => new Date(day * 864e5)),
  version: fc.record({ major: fc.nat(255), minor: fc.nat(255) }, { noNullPrototype: true }),
  objectClass: fc.constantFrom('DATA', 'CERTIFICATE', 'SECRET_KEY', 'VALIDATION', 0x8000_0001),
  keyType: fc.constantFrom('RSA', 'EC', 'AES', 'ML_DSA', 0x8000_0001, 2n ** 63n),
  certificateType: fc.constantFrom('X_509', 'WTLS', 0x8000_0001),
  hardwareFeature: fc.constantFrom('CLOCK', 'MONOTONIC_COUNTER', 0x8000_0001),
  certificateCategory: fc.constantFrom('UNSPECIFIED', 'AUTHORITY', 4),
  securityDomain: fc.constantFrom('MANUFACTURER', 'THIRD_PARTY', 4),
  otpFormat: fc.constantFrom('DECIMAL', 'BINARY', 4),
  otpRequirement: fc.constantFrom('IGNORED', 'OPTIONAL', 'MANDATORY', 3),
  profile: fc.constantFrom('INVALID_ID', 'BASELINE_PROVIDER', 'HKDF_TLS_TOKEN', 0x8000_0001),
  trust: fc.constantFrom('TRUST_UNKNOWN', 'TRUSTED', 'NOT_TRUSTED', 9),
  validationType: fc.constantFrom('UNSPECIFIED', 'HYBRID', 9),
  validationAuthority: fc.constantFrom('UNSPECIFIED', 'COMMON_CRITERIA', 9),
  parameterSet: fc.constantFrom(1, 12, 0x8000_0001),
  mechanism: fc.constantFrom('RSA_PKCS', 'AES_GCM', 'SHA256', 0x8000_0001),
  mechanisms: fc.array(fc.constantFrom('RSA_PKCS', 'AES_GCM', 0x8000_0001, 2n ** 64n - 1n)),
};

describe('codecs', () => {
  it('are all tested', () => {
    const others: CodecName[] = ['template', 'vendor'];
    assert.deepEqual(Object.keys(CODECS).sort(), [...Object.keys(ROUND_TRIPS), ...others].sort());
  });

  it('parameter sets are written by name', () => {
    assert.equal(hex('parameterSet', 'ML_DSA_65'), hex('ulong', 2));
    assert.equal(hex('parameterSet', 'SLH_DSA_SHAKE_256F'), hex('ulong', 12));
  });

  for (const [codec, values] of Object.entries(ROUND_TRIPS) as [CodecName, fc.Arbitrary<unknown>][]) {
    it(`${codec}: values come back as they were`, () => {
      for (const abi of [LP64, BIG_ENDIAN]) {
        fc.assert(
          fc.property(values, (value) => {
            assert.deepEqual(decode(codec, encode(codec, value, abi), abi), value);
          }),
          { numRuns: 60 },
        );
      }
    });
  }

  it('text: a byte order mark is a character like others', () => {
    assert.equal(decode('text', encode('text', '\uFEFFlabel')), '\uFEFFlabel');
  });
});

describe('what codecs write', () => {
  const written: [CodecName, unknown, string][] = [
    ['boolean', true, '01'],
    ['boolean', false, '00'],
    ['ulong', 0x01020304, '0403020100000000'],
    ['ulongs', [1, 2n], '01000000000000000200000000000000'],
    ['text', 'é', 'c3a9'],
    ['bytes', 'é', 'c3a9'],
    ['bytes', new Uint16Array([0x0201]), '0102'],
    ['bigInteger', 65537n, '010001'],
    ['bigInteger', 0n, '00'],
    ['bigInteger', Uint8Array.of(0, 1), '0001'],
    ['date', new Date('2024-02-29T23:59:59.999Z'), Buffer.from('20240229').toString('hex')],
    ['date', new Date('0000-01-01T00:00:00Z'), Buffer.from('00000101').toString('hex')],
    ['date', new Date('9999-12-31T00:00:00Z'), Buffer.from('99991231').toString('hex')],
    ['version', { major: 3, minor: 2 }, '0302'],
    ['mechanisms', ['AES_CBC', 0x1087], '82100000000000008710000000000000'],
    ['vendor', true, '01'],
    ['vendor', 258, '0201000000000000'],
    ['vendor', Uint8Array.of(1, 2), '0102'],
  ];
  for (const [codec, value, bytes] of written) {
    it(`${codec} ${inspect(value)}`, () => {
      assert.equal(hex(codec, value), bytes);
    });
  }

  it('is 4 bytes a CK_ULONG on Windows, and in the byte order of the machine', () => {
    assert.equal(hex('ulong', 258, LLP64), '02010000');
    assert.equal(hex('keyType', 'AES', LLP64), '1f000000');
    assert.equal(hex('ulongs', [1, 2], LLP64), '0100000002000000');
    assert.equal(hex('ulong', 258, BIG_ENDIAN), '0000000000000102');
    assert.equal(decodeHex('ulong', 'ffffffff', LLP64), 0xffff_ffff);
  });
});

describe('what codecs read', () => {
  it('date: nothing where there is no day', () => {
    const text = (value: string) =>
      decode('date', new TextEncoder().encode(value) as Uint8Array<ArrayBuffer>);
    for (const none of [
      '',
      '        ',
      '\0\0\0\0\0\0\0\0',
      '00000000',
      '20241301',
      '20240100',
      '2024010',
      'YYYYMMDD',
    ]) {
      assert.equal(text(none), undefined, JSON.stringify(none));
    }
    // Days that are not in the calendar are not the days after them.
    for (const none of ['20240230', '20230229', '20230431', '20240132'])
      assert.equal(text(none), undefined, none);
    assert.deepEqual(text('20240229'), new Date('2024-02-29T00:00:00Z'));
    assert.deepEqual(text('19700101'), new Date(0));
  });

  it('boolean: anything but zero is true', () => {
    for (const [bytes, value] of [
      ['00', false],
      ['01', true],
      ['ff', true],
    ] as const) {
      assert.equal(decodeHex('boolean', bytes), value);
    }
  });

  it('values of the wrong size are faults of the module, named', () => {
    const faults: [CodecName, string][] = [
      ['boolean', ''],
      ['boolean', '0101'],
      ['ulong', ''],
      ['ulong', '01020304'],
      ['ulong', '00'.repeat(16)],
      ['ulongs', '0102030405'],
      ['keyType', '01'],
      ['mechanisms', '010203'],
    ];
    for (const [codec, bytes] of faults) {
      assert.throws(
        () => decodeHex(codec, bytes),
        (error) => error instanceof ModuleFaultError && / for x, /.test(error.message),
        `${codec} ${bytes}`,
      );
    }
  });

  it('text that is no UTF-8 is no error', () => {
    assert.equal(decodeHex('text', '61ff62'), 'a\uFFFDb');
  });
});

describe('what codecs refuse', () => {
  const NO_BYTES = [null, 5, 5n, true, {}, [1]];
  const NO_NUMBER = [null, '5', true, {}, Uint8Array.of(1)];
  const kinds: Record<CodecName, unknown[]> = {
    boolean: [0, 1, 'true', null, {}],
    ulong: NO_NUMBER,
    ulongs: [5, '5', null, new Uint32Array(2), ['5'], [null]],
    text: [5, null, true, Uint8Array.of(0x61), {}],
    bytes: NO_BYTES,
    bigInteger: [5, '5', null, true, {}, [1]],
    date: ['20240101', 20240101, null, true, {}],
    version: ['3.2', 3, null, {}, { major: 3 }, { major: '3', minor: '2' }],
    objectClass: [null, true, {}],
    keyType: [null, true, {}],
    certificateType: [null, true, {}],
    hardwareFeature: [null, true, {}],
    certificateCategory: [null, true, {}],
    securityDomain: [null, true, {}],
    otpFormat: [null, true, {}],
    otpRequirement: [null, true, {}],
    profile: [null, true, {}],
    trust: [null, true, {}],
    validationType: [null, true, {}],
    validationAuthority: [null, true, {}],
    parameterSet: [null, true, {}],
    mechanism: [null, true, {}],
    mechanisms: ['AES_CBC', 5, null, [null], [true]],
    template: ['label', 5, null, true],
    vendor: [null, {}, [1], Symbol('x')],
  };
  for (const [codec, values] of Object.entries(kinds) as [CodecName, unknown[]][]) {
    it(`${codec}: values of another kind, by the attribute's name`, () => {
      for (const value of values) {
        assert.throws(() => encode(codec, value), { name: 'TypeError', message: /^template\.x: expected/ });
      }
    });
  }

  const ranges: [CodecName, unknown][] = [
    ['ulong', -1],
    ['ulong', 1.5],
    ['ulong', -1n],
    ['ulong', 2n ** 64n],
    ['ulong', 2 ** 53],
    ['ulongs', [1, -1]],
    ['ulongs', [2n ** 64n]],
    ['bigInteger', -1n],
    ['date', new Date(Number.NaN)],
    ['date', new Date('-000001-12-31T00:00:00Z')],
    ['date', new Date('+010000-01-01T00:00:00Z')],
    ['version', { major: 256, minor: 0 }],
    ['version', { major: 3, minor: -1 }],
    ['version', { major: 3.5, minor: 0 }],
    ['objectClass', 'SECRET'],
    ['keyType', 'aes'],
    ['profile', 'ML_DSA_44'],
    ['parameterSet', 'BASELINE_PROVIDER'],
    ['mechanism', -1],
    ['mechanisms', ['AES']],
    ['mechanisms', [-1n]],
    ['vendor', -1],
  ];
  for (const [codec, value] of ranges) {
    it(`${codec}: ${typeof value} out of range, by the attribute's name`, () => {
      assert.throws(() => encode(codec, value), { name: 'RangeError', message: /^template\.x: / });
    });
  }
});
