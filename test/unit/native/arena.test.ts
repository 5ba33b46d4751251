import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { type Abi, LLP64, LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { viewAt } from '../../../src/native/koffi.ts';
import { golden, memory, structureAt } from '../../support/abi-memory.ts';

function arenaFor(t: TestContext, abi: Abi = LP64): Arena {
  const arena = new Arena(abi);
  t.after(() => arena.free());
  return arena;
}

const isZero = (address: number, length: number): boolean =>
  memory(address, length).every((byte) => byte === 0);
const CHUNK = 8 * 1024;

describe('Arena.allocate', () => {
  it('gives zeroed memory, aligned for any type', (t) => {
    const arena = arenaFor(t);
    for (const size of [1, 3, 8, 17, 4096, 8192, 100_000]) {
      const region = arena.allocate(size);
      assert.equal(region.size, size);
      assert.equal(region.address % 16, 0);
      assert.ok(isZero(region.address, size));
      region.write(new Uint8Array(size).fill(0xee));
    }
  });

  it('gives memory that nobody else has', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 40 }), (sizes) => {
        const arena = new Arena(LP64);
        const regions = sizes.map((size, index) => {
          const region = arena.allocate(size);
          region.write(new Uint8Array(size).fill(index + 1));
          return region;
        });
        for (const [index, region] of regions.entries()) {
          assert.ok(memory(region.address, region.size).every((byte) => byte === index + 1));
        }
        arena.free();
      }),
      { numRuns: 50 },
    );
  });

  it('gives empty regions an address too: NULL means absent', (t) => {
    const arena = arenaFor(t);
    assert.notEqual(arena.allocate(0).address, 0);
    assert.notEqual(arena.bytes(new Uint8Array(0)).address, 0);
  });

  it('takes what grows while it is read for an error, and keeps nothing of it', (t) => {
    // Memory shared with another thread may grow at any moment; here it does so at the worst.
    class Growing extends Uint8Array {
      reads = 0;
      override get length(): number {
        return this.reads++ < 2 ? 8 : 24;
      }
    }
    const arena = arenaFor(t);
    const data = new Growing(24).fill(7);
    assert.throws(() => arena.bytes(data), { name: 'RangeError', message: /grew from 8 to 24 bytes/ });
    const next = arena.allocate(64);
    assert.deepEqual(next.read(64), new Uint8Array(64));
  });

  it('does not copy what is in it already', (t) => {
    const arena = arenaFor(t);
    const region = arena.bytes(Uint8Array.of(1, 2, 3));
    assert.equal(arena.input(region), region);
  });

  it('refuses what one call cannot take, saying what to do', (t) => {
    assert.throws(() => arenaFor(t).allocate(2 ** 30), {
      name: 'RangeError',
      message: /1073741824 bytes are too many .* in parts/,
    });
  });
});

describe('Region', () => {
  it('checks every access against its size', (t) => {
    const arena = arenaFor(t);
    const region = arena.allocate(12);
    const neighbour = arena.allocate(12);
    neighbour.write(new Uint8Array(12).fill(0xee));
    const outside: (() => unknown)[] = [
      () => region.readUlong(5),
      () => region.readUlong(-1),
      () => region.readUlong(12),
      () => region.readUlong(Number.NaN),
      () => region.writeUlong(1, 5),
      () => region.readPointer(8),
      () => region.writePointer(1, 16),
      () => region.readByte(12),
      () => region.writeByte(1, 12),
      () => region.write(new Uint8Array(13)),
      () => region.write(new Uint8Array(1), 12),
      () => region.read(13),
      () => region.read(1, 12),
      () => region.read(-1),
      () => region.writeText('x', 13),
    ];
    for (const access of outside) assert.throws(access, RangeError, String(access));
    assert.ok(isZero(region.address, 12));
    assert.deepEqual([...neighbour.read(12)], new Array(12).fill(0xee));
  });

  it('reads and writes', (t) => {
    const region = arenaFor(t).allocate(24);
    region.writeUlong(2n ** 64n - 1n);
    region.writePointer(0x7fff_1234_5678, 8);
    region.writeByte(0xab, 16);
    region.write(Uint8Array.of(1, 2, 3), 17);
    assert.equal(memory(region.address, 20).toString('hex'), 'ffffffffffffffff78563412ff7f0000ab010203');
    assert.equal(region.readUlong(), 2n ** 64n - 1n);
    assert.equal(region.readPointer(8), 0x7fff_1234_5678);
    assert.equal(region.readByte(16), 0xab);
    assert.deepEqual([...region.read(3, 17)], [1, 2, 3]);
  });

  it('gives copies', (t) => {
    const region = arenaFor(t).bytes(Uint8Array.of(1, 2, 3));
    const copy = region.read(3);
    region.writeByte(9);
    assert.deepEqual([...copy], [1, 2, 3]);
    assert.equal(copy.buffer.byteLength, 3);
  });

  it('writes text as UTF-8, and no further than its end', (t) => {
    const arena = arenaFor(t);
    const region = arena.allocate(5);
    const neighbour = arena.allocate(5);
    assert.equal(region.writeText('é€'), 5);
    assert.equal(memory(region.address, 5).toString('hex'), 'c3a9e282ac');
    assert.equal(region.writeText('ééé'), 4);
    assert.ok(isZero(neighbour.address, 5));
  });
});

describe('Arena.structure', () => {
  it('writes each field where the compiler has it', (t) => {
    for (const abi of [LP64, LLP64]) {
      const arena = arenaFor(t, abi);
      const region = arena.structure('CK_AES_CTR_PARAMS', {
        ulCounterBits: 128,
        cb: new Uint8Array(16).fill(7),
      });
      assert.equal(region.size, golden(abi, 'CK_AES_CTR_PARAMS').size);
      assert.deepEqual(structureAt(abi, 'CK_AES_CTR_PARAMS', region.address), {
        ulCounterBits: 128,
        cb: '07'.repeat(16),
      });
      const version = arena.structure('CK_VERSION', { major: 3, minor: 2 });
      assert.deepEqual(structureAt(abi, 'CK_VERSION', version.address), { major: 3, minor: 2 });
    }
  });

  it('refuses fields that do not exist, and arrays that do not fit', (t) => {
    const arena = arenaFor(t);
    assert.throws(() => arena.structure('CK_VERSION', { major: 3, minor: 2, patch: 1 } as never), {
      name: 'TypeError',
      message: 'CK_VERSION has no field patch',
    });
    const cb = new Uint8Array(17);
    assert.throws(() => arena.structure('CK_AES_CTR_PARAMS', { ulCounterBits: 1, cb }), {
      name: 'RangeError',
      message: 'CK_AES_CTR_PARAMS.cb is too long',
    });
  });
});

describe('Arena.release', () => {
  it('wipes everything', (t) => {
    const arena = arenaFor(t);
    const secrets = [16, 5000, 8000, 200_000].map((size) => arena.bytes(new Uint8Array(size).fill(0xee)));
    const pin = arena.allocate(12);
    pin.writeText('1234');
    const all = [...secrets, pin].map(({ address, size }) => ({ address, size }));
    for (const { address, size } of all) assert.ok(!isZero(address, size));
    arena.release();
    for (const { address, size } of all) assert.ok(isZero(address, size), `${size} bytes`);
  });

  it('wipes back to a mark, and leaves what was before it', (t) => {
    const arena = arenaFor(t);
    const kept = arena.bytes(new Uint8Array(100).fill(1));
    const outer = arena.mark();
    const first = arena.bytes(new Uint8Array(100).fill(2));
    const inner = arena.mark();
    const second = arena.bytes(new Uint8Array(CHUNK).fill(3));
    const third = arena.bytes(new Uint8Array(10).fill(4));
    arena.release(inner);
    assert.ok(isZero(second.address, CHUNK) && isZero(third.address, 10));
    assert.deepEqual([...first.read(100)], new Array(100).fill(2));
    const again = arena.bytes(new Uint8Array(10).fill(5));
    assert.equal(again.address, first.address + 112);
    arena.release(outer);
    assert.ok(isZero(first.address, 100) && isZero(again.address, 10));
    assert.deepEqual([...kept.read(100)], new Array(100).fill(1));
  });

  it('nests to any depth, over the borders of chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20_000), fc.boolean()), { maxLength: 25 }), (steps) => {
        const arena = new Arena(LP64);
        const levels: { mark: ReturnType<Arena['mark']>; address: number; size: number; fill: number }[] = [];
        for (const [index, [size, down]] of steps.entries()) {
          if (down || levels.length === 0) {
            const mark = arena.mark();
            const region = arena.allocate(size);
            assert.ok(isZero(region.address, size), 'what is allocated is zeroed');
            region.write(new Uint8Array(size).fill(index + 1));
            levels.push({ mark, address: region.address, size, fill: index + 1 });
          } else {
            const { mark, address, size: released } = levels.pop()!;
            arena.release(mark);
            assert.ok(isZero(address, released));
          }
          for (const { address, size: held, fill } of levels) {
            assert.ok(memory(address, held).every((byte) => byte === fill));
          }
        }
        arena.free();
      }),
      { numRuns: 60 },
    );
  });

  it('uses the memory again', (t) => {
    const arena = arenaFor(t);
    const { address } = arena.allocate(1000);
    arena.release();
    assert.equal(arena.allocate(1000).address, address);
  });

  it('gives large memory back', (t) => {
    const arena = arenaFor(t);
    const before = process.memoryUsage.rss();
    const grown = (): number => (process.memoryUsage.rss() - before) >> 20;
    const region = arena.allocate(128 << 20);
    const megabyte = new Uint8Array(1 << 20).fill(1);
    for (let start = 0; start < region.size; start += megabyte.length) region.write(megabyte, start);
    assert.ok(grown() > 100, `${grown()} MiB more while it is in use`);
    arena.release();
    assert.ok(grown() < 50, `${grown()} MiB more after it was released`);
    // The arena goes on.
    assert.ok(isZero(arena.allocate(64).address, 64));
  });
});

describe('Arena.free', () => {
  it('frees everything, and the arena can be used again', (t) => {
    const arena = arenaFor(t);
    arena.bytes(new Uint8Array(100).fill(1));
    arena.free();
    arena.free();
    const region = arena.allocate(100);
    assert.ok(isZero(region.address, 100));
  });
});

describe('viewAt', () => {
  it('sees the same memory', (t) => {
    const region = arenaFor(t).bytes(Uint8Array.of(1, 2, 3, 4));
    viewAt(region.address, 4).setUint8(2, 9);
    assert.deepEqual([...region.read(4)], [1, 2, 9, 4]);
  });
});
