// Imported before a program that runs with AddressSanitizer's runtime preloaded: makes the borders of every region of an
// arena borders for the sanitizer too. An arena carves many regions out of one block of C's memory, so that by itself
// the sanitizer would take one byte too many for a byte of the neighbour. Here each region is followed by bytes that
// nobody may touch, to the exact byte, and when a program ends all that it had is forbidden until it is given out again.
import { Arena, type ArenaMark, type Region } from '../../src/native/arena.ts';
import { functionAt, openLibrary } from '../../src/native/koffi.ts';

/** Between two regions: as much as the sanitizer leaves itself between small blocks. */
const BORDER = 32;

const runtime = openLibrary(process.env.SANITIZER_RUNTIME ?? 'libasan.so.8');
const forbid = functionAt(runtime.symbol('__asan_poison_memory_region')!, ['pointer', 'ulong']);
const allow = functionAt(runtime.symbol('__asan_unpoison_memory_region')!, ['pointer', 'ulong']);

interface Piece {
  readonly address: number;
  readonly size: number;
}

/** The pieces of each arena in the order in which they were given out. */
const given = new WeakMap<Arena, Piece[]>();
/** Marks of ours by those of the arena. */
const marks = new WeakMap<ArenaMark, number>();

const { allocate, mark, release } = Arena.prototype;

Arena.prototype.allocate = function (size: number): Region {
  const pieces = given.get(this) ?? [];
  given.set(this, pieces);
  const region = allocate.call(this, size);
  const end = region.address + size;
  allow(region.address, size);
  pieces.push({ address: region.address, size });
  // Of the last eight bytes the sanitizer knows how many may be used; the rest up to the border is padding.
  const padding = -end & 15;
  if (padding > 0) forbid(end, padding);
  if (size <= 200 * 1024) {
    const border = allocate.call(this, BORDER);
    forbid(border.address, BORDER);
    pieces.push({ address: border.address, size: BORDER });
  }
  return region;
};

Arena.prototype.mark = function (): ArenaMark {
  const made = mark.call(this);
  marks.set(made, given.get(this)?.length ?? 0);
  return made;
};

Arena.prototype.release = function (from?: ArenaMark): void {
  const pieces = given.get(this)?.splice(from === undefined ? 0 : marks.get(from)!) ?? [];
  // The arena itself wipes them, padding and all.
  for (const { address, size } of pieces) allow(address, (size + 15) & -16);
  release.call(this, from);
  // What was large has gone back to C by now, and is forbidden in any case.
  for (const { address, size } of pieces) if (size <= 200 * 1024) forbid(address, size);
};
