import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkFormat, derToRaw, rawToDer } from '../../../src/codec/dsa-signature.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** DER of two unsigned integers, written here from X.690's rules and not by the code under test. */
function der(r: bigint, s: bigint): Uint8Array {
  const length = (size: number): number[] =>
    size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  const integer = (value: bigint): number[] => {
    let text = value.toString(16);
    if (text.length % 2 === 1) text = `0${text}`;
    if (Number.parseInt(text.slice(0, 2), 16) > 127) text = `00${text}`;
    const bytes = [...Buffer.from(text, 'hex')];
    return [2, ...length(bytes.length), ...bytes];
  };
  const body = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, ...length(body.length), ...body]);
}

function raw(r: bigint, s: bigint, size: number): Uint8Array {
  const half = (value: bigint) => value.toString(16).padStart(size * 2, '0');
  return fromHex(half(r) + half(s));
}

describe('rawToDer and derToRaw', () => {
  it('turn one form into the other', () => {
    const numbers = fc
      .integer({ min: 1, max: 300 })
      .chain((size) =>
        fc.tuple(
          fc.constant(size),
          fc.bigInt({ min: 0n, max: 256n ** BigInt(size) - 1n }),
          fc.oneof(
            fc.bigInt({ min: 0n, max: 256n ** BigInt(size) - 1n }),
            fc.constantFrom(0n, 1n, 127n, 128n % 256n ** BigInt(size)),
          ),
        ),
      );
    fc.assert(
      fc.property(numbers, ([size, r, s]) => {
        assert.equal(hex(rawToDer(raw(r, s, size))), hex(der(r, s)));
        assert.equal(hex(derToRaw(der(r, s), size)!), hex(raw(r, s, size)));
      }),
      { numRuns: 300 },
    );
  });

  const keys: [name: string, pair: { publicKey: KeyObject; privateKey: KeyObject }, size: number][] = [
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 32],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }), 48],
    // 66 bytes a half: the DER form is longer than 127 bytes.
    ['P-521', generateKeyPairSync('ec', { namedCurve: 'P-521' }), 66],
    ['DSA-1024', generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }), 20],
  ];
  for (const [name, { publicKey, privateKey }, size] of keys) {
    it(`agree with node:crypto on signatures of ${name}`, () => {
      for (let round = 0; round < 40; round++) {
        const data = Buffer.from(`message ${round}`);
        const inDer = sign('sha256', data, { key: privateKey, dsaEncoding: 'der' });
        const inRaw = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const fromDer = derToRaw(inDer, size);
        assert.ok(fromDer !== undefined);
        assert.ok(verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, fromDer));
        assert.ok(verify('sha256', data, { key: publicKey, dsaEncoding: 'der' }, rawToDer(inRaw)));
      }
    });
  }
});

describe('derToRaw refuses', () => {
  const good = '3006 020101 020102';
  it('nothing of this one', () => assert.equal(hex(derToRaw(fromHex(good), 2)!), '00010002'));

  const malformed: [what: string, text: string][] = [
    ['nothing at all', ''],
    ['a lone tag', '30'],
    ['an empty SEQUENCE', '3000'],
    ['a truncated SEQUENCE', '3006 020101 0201'],
    ['a truncated length', '3081'],
    ['a truncated long length', '308200'],
    ['trailing bytes after the SEQUENCE', `${good} 00`],
    ['trailing bytes within the SEQUENCE', '3007 020101 020102 00'],
    ['a third INTEGER', '3009 020101 020102 020103'],
    ['one INTEGER', '3003 020101'],
    ['a SEQUENCE longer than the data', '3007 020101 020102'],
    ['a SEQUENCE shorter than its content', '3005 020101 020102'],
    ['an INTEGER that reaches beyond the SEQUENCE', '3006 020101 020202'],
    ['a first INTEGER that swallows the second', '3006 020401020102'],
    ['an empty INTEGER', '3005 0200 020102'],
    ['a negative r', '3006 020181 020102'],
    ['a negative s', '3006 020101 0201ff'],
    ['a needless zero before r', '3007 02020001 020102'],
    ['a needless zero before s', '3007 020101 02020002'],
    ['a zero of two bytes', '3007 02020000 020102'],
    ['a number of three bytes where two fit', '3008 0203010000 020102'],
    ['a length of the SEQUENCE in needlessly long form', '308106 020101 020102'],
    ['a length of an INTEGER in needlessly long form', '3007 02810101 020102'],
    ['a length with a leading zero', '30820006 020101 020102'],
    ['an indefinite length', '3080 020101 020102 0000'],
    ['an indefinite length of an INTEGER', '3009 028001 0000 020102'],
    ['a length of four bytes', '308400000006 020101 020102'],
    ['a reserved length', '30ff 020101 020102'],
    ['a SET', '3106 020101 020102'],
    ['OCTET STRINGs', '3006 040101 040102'],
    ['constructed INTEGERs', '3006 220101 220102'],
    ['a raw signature', '00010002'],
    ['a raw signature that begins like DER', '3002'],
    ['a longer raw signature that begins like DER', `3006020101${'ab'.repeat(59)}`],
  ];
  for (const [what, text] of malformed) {
    it(what, () => assert.equal(derToRaw(fromHex(text), 2), undefined));
  }

  it('numbers that do not fit the key', () => {
    for (const size of [1, 20, 32, 66, 128]) {
      const most = 256n ** BigInt(size) - 1n;
      assert.ok(derToRaw(der(most, most), size));
      assert.equal(derToRaw(der(most + 1n, 1n), size), undefined);
      assert.equal(derToRaw(der(1n, most + 1n), size), undefined);
    }
  });

  it('all but one encoding: whatever it takes is what it would write', () => {
    const near = fc.tuple(
      fc.bigInt({ min: 0n, max: 2n ** 16n - 1n }),
      fc.bigInt({ min: 0n, max: 2n ** 16n - 1n }),
      fc.nat(12),
      fc.nat(255),
    );
    fc.assert(
      fc.property(near, ([r, s, at, byte]) => {
        const changed = der(r, s);
        if (at < changed.length) changed[at] = byte;
        const back = derToRaw(changed, 2);
        if (back !== undefined) assert.equal(hex(rawToDer(back)), hex(changed));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const back = derToRaw(bytes, 8);
        if (back !== undefined) assert.equal(hex(rawToDer(back)), hex(bytes));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rawToDer', () => {
  it('takes every signature for r and s, those that begin like DER too', () => {
    const lookalike = fromHex('3006020101020102');
    assert.equal(hex(rawToDer(lookalike)), hex(der(0x30060201n, 0x01020102n)));
  });
});

describe('checkFormat', () => {
  it('knows raw and der', () => {
    assert.equal(checkFormat('sign', 'raw'), 'raw');
    assert.equal(checkFormat('sign', 'der'), 'der');
  });

  it('refuses others, naming the method and the option', () => {
    for (const format of ['DER', '', 'pem']) {
      assert.throws(() => checkFormat('sign', format), {
        name: 'RangeError',
        message: /^sign: format: expected/,
      });
    }
    for (const format of [null, 1, true, {}]) {
      assert.throws(() => checkFormat('sign', format), {
        name: 'TypeError',
        message: /^sign: format: expected/,
      });
    }
  });
});
