import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ILP32, LLP64, LP64, readUint, type Ulong, unavailable, writeUint } from '../../src/native/abi.ts';

function written(value: Ulong, size: 4 | 8, littleEndian: boolean): string {
  const bytes = new Uint8Array(size + 2).fill(0xee);
  writeUint(new DataView(bytes.buffer), 1, size, littleEndian, value);
  const hex = Buffer.from(bytes).toString('hex');
  assert.match(hex, /^ee.*ee$/, 'bytes around the value are untouched');
  return hex.slice(2, -2);
}

function read(hex: string, size: 4 | 8, littleEndian: boolean): Ulong {
  const bytes = Uint8Array.from(Buffer.from(`ee${hex}ee`, 'hex'));
  return readUint(new DataView(bytes.buffer), 1, size, littleEndian);
}

const reversed = (hex: string): string => Buffer.from(hex, 'hex').reverse().toString('hex');

/** Value, as big-endian bytes, and as what is read: a number as long as it is safe. */
const EDGES: [value: Ulong, bigEndian: string, asRead: Ulong][] = [
  [0, '0000000000000000', 0],
  [0n, '0000000000000000', 0],
  [1, '0000000000000001', 1],
  [2 ** 31, '0000000080000000', 2 ** 31],
  [2 ** 32 - 1, '00000000ffffffff', 2 ** 32 - 1],
  [2 ** 32, '0000000100000000', 2 ** 32],
  [0x0102030405060n, '0000102030405060', 0x0102030405060],
  [2 ** 53 - 1, '001fffffffffffff', 2 ** 53 - 1],
  [2n ** 53n - 1n, '001fffffffffffff', 2 ** 53 - 1],
  [2n ** 53n, '0020000000000000', 2n ** 53n],
  [2n ** 53n + 1n, '0020000000000001', 2n ** 53n + 1n],
  [2n ** 63n, '8000000000000000', 2n ** 63n],
  [2n ** 64n - 1n, 'ffffffffffffffff', 2n ** 64n - 1n],
];

describe('readUint and writeUint, 8 bytes', () => {
  for (const [value, bigEndian, asRead] of EDGES) {
    it(`${typeof value} ${value}`, () => {
      assert.equal(written(value, 8, false), bigEndian);
      assert.equal(written(value, 8, true), reversed(bigEndian));
      assert.equal(read(bigEndian, 8, false), asRead);
      assert.equal(read(reversed(bigEndian), 8, true), asRead);
    });
  }

  it('read back what was written, in either byte order', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.boolean(), (value, littleEndian) => {
        const back = read(written(value, 8, littleEndian), 8, littleEndian);
        assert.equal(BigInt(back), value);
        assert.equal(typeof back, value < 2n ** 53n ? 'number' : 'bigint');
        if (value < 2n ** 53n) {
          assert.equal(written(Number(value), 8, littleEndian), written(value, 8, littleEndian));
        }
      }),
    );
  });
});

describe('readUint and writeUint, 4 bytes', () => {
  it('edges', () => {
    for (const value of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      const bigEndian = value.toString(16).padStart(8, '0');
      for (const given of [value, BigInt(value)]) {
        assert.equal(written(given, 4, false), bigEndian);
        assert.equal(written(given, 4, true), reversed(bigEndian));
      }
      assert.equal(read(bigEndian, 4, false), value);
      assert.equal(read(reversed(bigEndian), 4, true), value);
    }
  });

  it('read back what was written, in either byte order', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.boolean(), (value, littleEndian) => {
        assert.equal(read(written(value, 4, littleEndian), 4, littleEndian), value);
      }),
    );
  });
});

describe('writeUint refuses what is no unsigned integer of the size', () => {
  const never: Ulong[] = [-1, -1n, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 64, 2n ** 64n];
  const refused: [4 | 8, Ulong[]][] = [
    [8, [...never, -(2n ** 64n)]],
    [4, [...never, 2 ** 32, 2n ** 32n, 2n ** 53n, 2 ** 53 - 1]],
  ];
  for (const [size, values] of refused) {
    for (const value of values) {
      it(`${typeof value} ${value}, ${size} bytes`, () => {
        const bytes = new Uint8Array(size).fill(0xee);
        assert.throws(
          () => writeUint(new DataView(bytes.buffer), 0, size, true, value),
          (error) => error instanceof RangeError && error.message.includes(String(value)),
        );
        assert.ok(
          bytes.every((byte) => byte === 0xee),
          'nothing was written',
        );
      });
    }
  }
});

describe('unavailable', () => {
  it('is what reading ~0UL gives', () => {
    for (const abi of [LP64, LLP64, ILP32]) {
      assert.equal(unavailable(abi), read('ff'.repeat(abi.ulong), abi.ulong, abi.littleEndian));
    }
  });
});
