import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StructureReader } from '../../../src/codec/structure-reader.ts';
import { type Abi, LLP64, LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { viewAt } from '../../../src/native/koffi.ts';
import { golden } from '../../support/abi-memory.ts';

/** CK_TOKEN_INFO as a module leaves it: bytes put where the C compiler has the fields. */
function tokenInfo(abi: Abi, fields: Record<string, string | bigint | number[]>) {
  const arena = new Arena(abi);
  const reader = new StructureReader(arena, 'CK_TOKEN_INFO');
  const layout = golden(abi, 'CK_TOKEN_INFO');
  for (const [name, value] of Object.entries(fields)) {
    const { offset, size } = layout.fields[name]!;
    const view = viewAt(reader.address + offset, size);
    const bytes = Buffer.alloc(size);
    if (typeof value === 'string') bytes.fill(' ').write(value);
    else if (typeof value === 'bigint')
      for (let at = 0; at < size; at++) bytes[at] = Number((value >> BigInt(8 * at)) & 255n);
    else bytes.set(value);
    for (const [index, byte] of bytes.entries()) view.setUint8(index, byte);
  }
  return { reader, free: () => arena.free() };
}

describe('StructureReader', () => {
  for (const abi of [LP64, LLP64]) {
    const unavailable = (1n << BigInt(abi.ulong * 8)) - 1n;
    const name = abi === LP64 ? 'LP64' : 'LLP64';

    it(`reads texts without their padding, ${name}`, (t) => {
      const { reader, free } = tokenInfo(abi, {
        label: 'DEMO token',
        manufacturerID: 'é€',
        model: `NUL\0${'\0'.repeat(12)}`,
        serialNumber: '0123456789abcdef',
      });
      t.after(free);
      assert.equal(reader.text('label'), 'DEMO token');
      assert.equal(reader.text('manufacturerID'), 'é€');
      assert.equal(reader.text('model'), 'NUL');
      assert.equal(reader.text('serialNumber'), '0123456789abcdef');
      assert.equal(reader.text('utcTime'), '');
    });

    it(`reads counts and limits, ${name}`, (t) => {
      const { reader, free } = tokenInfo(abi, {
        ulMaxSessionCount: 0n,
        ulSessionCount: 0n,
        ulMaxRwSessionCount: unavailable,
        ulRwSessionCount: unavailable,
        ulMaxPinLen: 255n,
        ulTotalPublicMemory: unavailable - 1n,
      });
      t.after(free);
      assert.equal(reader.limit('ulMaxSessionCount'), Number.POSITIVE_INFINITY);
      assert.equal(reader.available('ulSessionCount'), 0);
      assert.equal(reader.limit('ulMaxRwSessionCount'), undefined);
      assert.equal(reader.available('ulRwSessionCount'), undefined);
      assert.equal(reader.limit('ulMaxPinLen'), 255);
      assert.equal(reader.ulong('ulMaxPinLen'), 255);
      // openCryptoki says about 2^64 sessions, which is to say no limit.
      assert.equal(
        reader.limit('ulTotalPublicMemory'),
        abi === LP64 ? Number.POSITIVE_INFINITY : 0xffff_fffe,
      );
    });

    it(`reads versions, ${name}`, (t) => {
      const { reader, free } = tokenInfo(abi, { hardwareVersion: [2, 40], firmwareVersion: [255, 0] });
      t.after(free);
      assert.deepEqual(reader.version('hardwareVersion'), { major: 2, minor: 40 });
      assert.deepEqual(reader.version('firmwareVersion'), { major: 255, minor: 0 });
    });
  }
});
