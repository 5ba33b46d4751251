// PKCS #11 v3.2 §5.21 Random number generation functions.
import { call, type Program, SESSION } from '../core/program.ts';
import { oneCall } from '../core/short-program.ts';
import type { Arena } from '../native/arena.ts';

/** C_GenerateRandom. */
export function generateRandom(arena: Arena, length: number): Program<Uint8Array<ArrayBuffer>> {
  if (length === 0) return nothing();
  const buffer = arena.allocate(length);
  return oneCall(
    'C_GenerateRandom',
    (call, session) => call('C_GenerateRandom', session, buffer.address, length),
    () => buffer.read(length),
  );
}

// biome-ignore lint/correctness/useYield: nothing is called on the token.
function* nothing(): Program<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(0);
}

/** C_SeedRandom. */
export function* seedRandom(arena: Arena, seed: Uint8Array): Program<void> {
  const { address, size } = arena.bytes(seed);
  yield call('C_SeedRandom', SESSION, address, size);
}
