// A program, run with AddressSanitizer's runtime: gives C lengths of an arena's memory that are right, and some that are
// wrong on purpose. Says on stderr, between the sanitizer's reports, what comes next.
import { writeSync } from 'node:fs';
import { Arena } from '../../src/native/arena.ts';
import { functionAt, openLibrary } from '../../src/native/koffi.ts';
import { NativeModule } from '../../src/native/native-module.ts';

const path = process.argv[2]!;
const { abi } = NativeModule.load(path);
const library = openLibrary(path);
const read = functionAt(library.symbol('hostile_read')!, ['pointer', 'ulong']);
const write = functionAt(library.symbol('hostile_write')!, ['pointer', 'ulong']);

const later = (fn: typeof read, address: number, length: number): Promise<unknown> =>
  new Promise((resolve) => fn.async(address, length, resolve));

function lay() {
  const arena = new Arena(abi);
  const mark = arena.mark();
  const before = arena.bytes(new Uint8Array(24).fill(1));
  const region = arena.bytes(new Uint8Array(21).fill(2));
  const after = arena.bytes(new Uint8Array(24).fill(3));
  return { arena, mark, before, region, after, large: arena.allocate(300_001) };
}

const PROBES: Readonly<Record<string, (laid: ReturnType<typeof lay>) => unknown>> = {
  right({ arena, mark, before, region, after, large }) {
    for (const { address, size } of [before, region, after, large]) {
      read(address, size);
      write(address, size);
    }
    arena.release(mark);
    const again = arena.allocate(40);
    write(again.address, 40);
    arena.release();
    return later(write, arena.allocate(21).address, 21);
  },
  'read one too many': ({ region }) => read(region.address, region.size + 1),
  'write one too many': ({ region }) => write(region.address, region.size + 1),
  'read one too many on the pool': ({ region }) => later(read, region.address, region.size + 1),
  'read one too few at the start': ({ region }) => read(region.address - 1, region.size),
  'large: read one too many': ({ large }) => read(large.address, large.size + 1),
  'nothing: read one': ({ arena }) => read(arena.allocate(0).address, 1),
  released({ arena, mark, region }) {
    arena.release(mark);
    read(region.address, 1);
  },
  'released, large'({ arena, large }) {
    arena.release();
    read(large.address, 1);
  },
  freed({ arena, before }) {
    arena.free();
    read(before.address, 1);
  },
};

for (const [name, probe] of Object.entries(PROBES)) {
  writeSync(2, `\n--- ${name}\n`);
  await probe(lay());
}
