// PKCS #11 v3.2 §5.21 Random number generation functions.
import { type Arguments, call, type Program, SESSION } from '../core/program.ts';
import { type ShortOperation, ShortProgram } from '../core/short-program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';

/** C_GenerateRandom. */
export function generateRandom(arena: Arena, length: number): Program<Uint8Array<ArrayBuffer>> {
  return length === 0 ? nothing() : new ShortProgram(new Generation(arena.allocate(length)));
}

// biome-ignore lint/correctness/useYield: nothing is called on the token.
function* nothing(): Program<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(0);
}

class Generation implements ShortOperation<Uint8Array<ArrayBuffer>> {
  readonly first = undefined;
  readonly last = 'C_GenerateRandom';
  readonly #buffer: Region;

  constructor(buffer: Region) {
    this.#buffer = buffer;
  }

  firstArguments(): Ulong[] {
    return [];
  }

  lastArguments(session: Ulong): Arguments<'C_GenerateRandom'> {
    return [session, this.#buffer.address, this.#buffer.size];
  }

  result(rv: Ulong): Uint8Array<ArrayBuffer> | undefined {
    return rv === CKR.OK ? this.#buffer.read(this.#buffer.size) : undefined;
  }

  // biome-ignore lint/correctness/useYield: nothing more is called on the token.
  *otherwise(rv: Ulong): Program<Uint8Array<ArrayBuffer>> {
    throw new Pkcs11Error(rv, this.last);
  }
}

/** C_SeedRandom. */
export function* seedRandom(arena: Arena, seed: Uint8Array): Program<void> {
  const { address, size } = arena.bytes(seed);
  yield call('C_SeedRandom', SESSION, address, size);
}
