// PKCS #11 v3.2 §5.21 Random number generation functions.
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import { type Outcome, ShortProgram } from '../core/short-program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';

/** C_GenerateRandom. */
export function generateRandom(arena: Arena, length: number): Program<Uint8Array<ArrayBuffer>> {
  const buffer = arena.allocate(length);
  return length === 0
    ? nothing()
    : new ShortProgram(
        undefined,
        attempt('C_GenerateRandom', SESSION, buffer.address, length),
        new Filled(buffer),
      );
}

// biome-ignore lint/correctness/useYield: nothing is called on the token.
function* nothing(): Program<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(0);
}

class Filled implements Outcome<Uint8Array<ArrayBuffer>> {
  readonly #buffer: Region;

  constructor(buffer: Region) {
    this.#buffer = buffer;
  }

  result(rv: Ulong): Uint8Array<ArrayBuffer> | undefined {
    return rv === CKR.OK ? this.#buffer.read(this.#buffer.size) : undefined;
  }

  // biome-ignore lint/correctness/useYield: nothing more is called on the token.
  *otherwise(rv: Ulong): Program<Uint8Array<ArrayBuffer>> {
    throw new Pkcs11Error(rv, 'C_GenerateRandom');
  }
}

/** C_SeedRandom. */
export function* seedRandom(arena: Arena, seed: Uint8Array): Program<void> {
  const { address, size } = arena.bytes(seed);
  yield call('C_SeedRandom', SESSION, address, size);
}
