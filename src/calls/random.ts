// PKCS #11 v3.2 §5.21 Random number generation functions.
import { call, type Program, SESSION } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';

/** C_GenerateRandom. */
export function* generateRandom(arena: Arena, length: number): Program<Uint8Array<ArrayBuffer>> {
  const buffer = arena.allocate(length);
  if (length > 0) yield call('C_GenerateRandom', SESSION, buffer.address, length);
  return buffer.read(length);
}

/** C_SeedRandom. */
export function* seedRandom(arena: Arena, seed: Uint8Array): Program<void> {
  const { address, size } = arena.bytes(seed);
  yield call('C_SeedRandom', SESSION, address, size);
}
