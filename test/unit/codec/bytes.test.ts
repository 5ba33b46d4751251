import assert from 'node:assert/strict';
import { it, describe as suite } from 'node:test';
import fc from 'fast-check';
import { bigIntToBytes, copyBytes, describe, isBytesLike, toBytes } from '../../../src/codec/bytes.ts';

const shared = new SharedArrayBuffer(3);
new Uint8Array(shared).set([7, 8, 9]);
const backing = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

/** Every form that bytes come in, and the bytes. */
const FORMS: [form: string, value: unknown, bytes: number[]][] = [
  ['Uint8Array', Uint8Array.of(1, 2), [1, 2]],
  ['Uint8Array over a part of a buffer', backing.subarray(2, 5), [2, 3, 4]],
  ['Buffer', Buffer.from([1, 2, 255]), [1, 2, 255]],
  ['Uint8ClampedArray', Uint8ClampedArray.of(1, 300), [1, 255]],
  ['Int8Array', Int8Array.of(-1), [255]],
  ['Uint16Array over a part of a buffer', new Uint16Array(backing.buffer, 2, 2), [2, 3, 4, 5]],
  ['DataView over a part of a buffer', new DataView(backing.buffer, 9, 2), [9, 10]],
  ['ArrayBuffer', backing.buffer.slice(0, 2), [0, 1]],
  ['SharedArrayBuffer', shared, [7, 8, 9]],
  ['string', 'aé€', [0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac]],
  ['empty string', '', []],
  ['empty Uint8Array', new Uint8Array(0), []],
];
const OTHERS: unknown[] = [undefined, null, 0, 1n, true, {}, [1, 2], [], new Date(), Symbol('x'), () => {}];

suite('toBytes', () => {
  for (const [form, value, bytes] of FORMS) {
    it(form, () => {
      assert.deepEqual([...toBytes('data', value)], bytes);
      assert.ok(isBytesLike(value));
    });
  }

  it('refuses anything else, naming the argument', () => {
    for (const value of OTHERS) {
      assert.equal(isBytesLike(value), false);
      assert.throws(() => toBytes('some.data', value), {
        name: 'TypeError',
        message: /^some\.data: expected bytes/,
      });
    }
  });

  it('does not copy bytes', () => {
    assert.equal(toBytes('data', backing), backing);
    assert.equal(toBytes('data', new DataView(backing.buffer)).buffer, backing.buffer);
  });
});

suite('bytes that are gone', () => {
  const transferred = (make: (buffer: ArrayBuffer) => unknown): unknown => {
    const buffer = new ArrayBuffer(16);
    const value = make(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    return value;
  };
  const shrunk = (make: (buffer: ArrayBuffer) => unknown): unknown => {
    const buffer = resizable(16, 32);
    const value = make(buffer);
    (buffer as unknown as { resize(size: number): void }).resize(4);
    return value;
  };
  const VIEWS: Record<string, (buffer: ArrayBuffer) => unknown> = {
    Uint8Array: (buffer) => new Uint8Array(buffer, 8, 4),
    Buffer: (buffer) => Buffer.from(buffer, 8, 4),
    Uint16Array: (buffer) => new Uint16Array(buffer, 8, 2),
    Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer, 8, 4),
    DataView: (buffer) => new DataView(buffer, 8, 4),
  };
  const expected = { name: 'TypeError', message: /^some\.data: the bytes are gone/ };

  for (const [name, make] of Object.entries(VIEWS)) {
    it(`${name}: are refused by name`, () => {
      for (const value of [transferred(make), shrunk(make)]) {
        assert.throws(() => toBytes('some.data', value), expected);
        assert.throws(() => copyBytes('some.data', value), expected);
      }
    });
  }

  it('ArrayBuffer', () => {
    assert.throws(
      () =>
        toBytes(
          'some.data',
          transferred((buffer) => buffer),
        ),
      expected,
    );
    // What is left of a resizable one is what it is.
    assert.equal(
      toBytes(
        'data',
        shrunk((buffer) => buffer),
      ).length,
      4,
    );
    assert.equal(
      toBytes(
        'data',
        shrunk((buffer) => new Uint8Array(buffer)),
      ).length,
      4,
    );
  });

  it('resizable and growable buffers are taken as long as they are', () => {
    const buffer = resizable(3, 8);
    new Uint8Array(buffer).set([1, 2, 3]);
    assert.deepEqual([...toBytes('data', buffer)], [1, 2, 3]);
    assert.deepEqual([...toBytes('data', new Uint8Array(buffer))], [1, 2, 3]);
    assert.deepEqual([...toBytes('data', new DataView(buffer, 1))], [2, 3]);
    const growable = Reflect.construct(SharedArrayBuffer, [3, { maxByteLength: 8 }]) as SharedArrayBuffer;
    new Uint8Array(growable).set([1, 2, 3]);
    const copy = copyBytes('data', growable);
    (growable as unknown as { grow(size: number): void }).grow(8);
    assert.deepEqual([...copy], [1, 2, 3]);
    assert.equal(copy.buffer instanceof ArrayBuffer, true);
  });
});

/** TypeScript's library for this target does not know them yet. */
function resizable(size: number, most: number): ArrayBuffer {
  return Reflect.construct(ArrayBuffer, [size, { maxByteLength: most }]) as ArrayBuffer;
}

suite('bigIntToBytes', () => {
  it('writes the edges', () => {
    const edges: [bigint, string][] = [
      [0n, '00'],
      [1n, '01'],
      [127n, '7f'],
      [128n, '80'],
      [255n, 'ff'],
      [256n, '0100'],
      [65537n, '010001'],
      [2n ** 64n, '010000000000000000'],
    ];
    for (const [value, hex] of edges)
      assert.equal(Buffer.from(bigIntToBytes('x', value)).toString('hex'), hex);
  });

  it('is big-endian and without leading zeros', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 4096n }), (value) => {
        const bytes = bigIntToBytes('x', value);
        assert.notEqual(bytes[0], 0);
        assert.equal(
          bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
          value,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('refuses negative numbers without showing them', () => {
    assert.throws(
      () => bigIntToBytes('prime', -123456n),
      (error) => {
        assert.ok(error instanceof RangeError);
        assert.match(error.message, /^prime: /);
        assert.doesNotMatch(error.message, /123456/);
        return true;
      },
    );
  });
});

suite('describe', () => {
  it('tells the kind of a value and never its content', () => {
    const kinds: [unknown, string][] = [
      [undefined, 'undefined'],
      [null, 'null'],
      ['secret', 'a string'],
      [1234, 'a number'],
      [1234n, 'a bigint'],
      [true, 'a boolean'],
      [['secret'], 'an object of Array'],
      [new Date(0), 'an object of Date'],
      [Object.create(null), 'an object of no class'],
    ];
    for (const [value, kind] of kinds) assert.equal(describe(value), kind);
  });
});
