import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';

const NOTHING = new Uint8Array(0);

/**
 * The same operation, which may end without a part: openCryptoki 3.27 says then that none was begun, and signs and
 * verifies nothing only as a whole.
 */
export function orWholeOfNothing<R>(
  parts: Multipart<BytesLike, R>,
  whole: (arena: Arena, data: Uint8Array) => Program<R>,
): Multipart<BytesLike, R> {
  /** It was begun here and has got nothing. Nobody knows that of one that goes on where another was saved. */
  let empty = false;
  return {
    ...parts,
    *begin(arena) {
      yield* parts.begin(arena);
      empty = true;
    },
    update(chunk) {
      if (toBytes(`${parts.what}: chunk`, chunk).byteLength > 0) empty = false;
      return parts.update(chunk);
    },
    *finish(arena) {
      try {
        return yield* parts.finish(arena);
      } catch (error) {
        const unbegun = error instanceof Pkcs11Error && error.rv === CKR.OPERATION_NOT_INITIALIZED;
        if (!(empty && unbegun)) throw error;
      }
      return yield* whole(arena, NOTHING);
    },
  };
}
