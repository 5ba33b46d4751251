import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Template } from '../../../src/codec/attributes.ts';
import { encodeTemplate } from '../../../src/codec/template.ts';
import { LLP64, LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { attributesAt } from '../../support/abi-memory.ts';

const BIG_ENDIAN = { ...LP64, littleEndian: false };
const arenas = [LP64, LLP64, BIG_ENDIAN].map((abi) => new Arena(abi));
after(() => {
  for (const arena of arenas) arena.free();
});

function encoded(template: Template, arena = arenas[0]!) {
  const { address, count, byteLength } = encodeTemplate(arena, 'template', template);
  assert.equal(byteLength, count * (arena.abi.ulong * 2 + arena.abi.pointer));
  return attributesAt(arena.abi, address, count);
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null && !ArrayBuffer.isView(member)) deepFreeze(member);
  }
  return Object.freeze(value);
}

const ulong = (value: number, size: number, littleEndian: boolean): string => {
  const bytes = Buffer.alloc(size);
  if (littleEndian) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value, size - 4);
  return bytes.toString('hex');
};

describe('encodeTemplate', () => {
  it('writes an array of CK_ATTRIBUTE in the order given, on each ABI', () => {
    for (const arena of arenas) {
      const { abi } = arena;
      const found = encoded(
        { class: 'SECRET_KEY', keyType: 'AES', token: false, label: 'é', value: Uint8Array.of(1, 2, 3) },
        arena,
      );
      const number = (value: number) => ulong(value, abi.ulong, abi.littleEndian);
      assert.deepEqual(
        found.map(({ type, value }) => [type, value]),
        [
          [0x000, number(4)],
          [0x100, number(0x1f)],
          [0x001, '00'],
          [0x003, 'c3a9'],
          [0x011, '010203'],
        ],
      );
    }
  });

  it('aligns every value for any type', () => {
    for (const { pointer } of encoded({ label: 'x', id: Uint8Array.of(1), keyType: 'RSA' })) {
      assert.equal(pointer % 16, 0);
    }
  });

  it('leaves out what is undefined', () => {
    const found = encoded({ label: undefined, id: Uint8Array.of(1), startDate: undefined, token: undefined });
    assert.deepEqual(
      found.map(({ type }) => type),
      [0x102],
    );
  });

  it('gives no attributes for an empty template, though not NULL: SoftHSM refuses that', () => {
    for (const template of [{}, { label: undefined }]) {
      const { address, count, byteLength } = encodeTemplate(arenas[0]!, 'template', template);
      assert.deepEqual([count, byteLength], [0, 0]);
      assert.notEqual(address, 0);
    }
  });

  it('gives NULL and 0 for an empty value', () => {
    for (const template of [{ label: '' }, { value: new Uint8Array(0) }, { allowedMechanisms: [] }]) {
      assert.deepEqual(
        encoded(template).map(({ pointer, value }) => ({ pointer, value })),
        [{ pointer: 0, value: '' }],
      );
    }
  });

  it('changes nothing of what it was given', () => {
    const value = Uint8Array.of(1, 2, 3);
    const template = deepFreeze({
      class: 'SECRET_KEY',
      value,
      label: undefined,
      allowedMechanisms: ['AES_CBC', 0x1081],
      wrapTemplate: { extractable: true, id: Uint8Array.of(9) },
      0x8000_0001: 'vendor',
    } as const);
    const before = structuredClone(template);
    encoded(template);
    assert.deepEqual(template, before);
    assert.deepEqual([...value], [1, 2, 3]);
  });

  it('reads the values at once: later changes to them do not reach it', () => {
    const value = Uint8Array.of(1, 2, 3);
    const arena = new Arena(LP64);
    const { address, count } = encodeTemplate(arena, 'template', { value });
    value.fill(9);
    assert.equal(attributesAt(LP64, address, count)[0]!.value, '010203');
    arena.free();
  });

  it('writes a nested template as an array of CK_ATTRIBUTE in the value', () => {
    for (const arena of arenas) {
      const { abi } = arena;
      const { address, count } = encodeTemplate(arena, 'template', {
        wrapTemplate: { extractable: true, label: undefined, id: Uint8Array.of(7, 8) },
      });
      const [outer] = attributesAt(abi, address, count);
      assert.equal(outer?.type, 0x4000_0211);
      const stride = abi.ulong * 2 + abi.pointer;
      assert.equal(outer.value.length / 2, stride * 2);
      const inner = attributesAt(abi, outer.pointer, 2);
      assert.deepEqual(
        inner.map(({ type, value }) => [type, value]),
        [
          [0x162, '01'],
          [0x102, '0708'],
        ],
      );
    }
  });

  it('writes an empty nested template as NULL and 0', () => {
    assert.deepEqual(encoded({ wrapTemplate: {} }), [{ type: 0x4000_0211, pointer: 0, value: '' }]);
  });

  it('takes attributes of vendors by number, their form by the type of the value', () => {
    const found = encoded({
      0x8000_0001: true,
      0x8000_0002: 513,
      0x8000_0003: 2n ** 64n - 1n,
      0x8000_0004: 'é',
      0x8000_0005: Uint8Array.of(5),
    });
    assert.deepEqual(
      found.map(({ type, value }) => [type.toString(16), value]),
      [
        ['80000001', '01'],
        ['80000002', '0102000000000000'],
        ['80000003', 'ffffffffffffffff'],
        ['80000004', 'c3a9'],
        ['80000005', '05'],
      ],
    );
  });

  it('uses the codec of a known attribute that is named by its number', () => {
    assert.deepEqual(
      encoded({ 0x100: 'AES' } as Template).map(({ type, value }) => [type, value]),
      [[0x100, '1f00000000000000']],
    );
  });

  it('refuses unknown names, in nested templates too', () => {
    for (const template of [{ lable: 'x' }, { wrapTemplate: { lable: 'x' } }, { toString: 1 }]) {
      assert.throws(() => encodeTemplate(arenas[0]!, 'template', template as never), {
        name: 'TypeError',
        message: /"(lable|toString)"/,
      });
    }
  });

  it('refuses what is no template, naming the argument', () => {
    for (const template of [null, undefined, 'abc', 5, true, ['label']]) {
      assert.throws(() => encodeTemplate(arenas[0]!, 'some.template', template as never), {
        name: 'TypeError',
        message: /^some\.template: expected an object of attributes/,
      });
    }
  });
});
