import { type BytesLike, copyBytes } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';

/** Parts that are kept here until the end, which gets them in one: on the token there is nothing to give up half way. */
export function gathering<R>(
  what: string,
  whole: (arena: Arena, data: Uint8Array) => Program<R>,
): Multipart<BytesLike, R> {
  const parts: Uint8Array[] = [];
  const forget = () => {
    for (const part of parts.splice(0)) part.fill(0);
  };
  return {
    what,
    outside: true,
    *begin() {},
    update: (chunk) =>
      // biome-ignore lint/correctness/useYield: nothing is called on the token.
      function* () {
        parts.push(copyBytes(`${what}: chunk`, chunk));
        return undefined;
      },
    *finish(arena) {
      const data = Buffer.concat(parts);
      try {
        return yield* whole(arena, data);
      } finally {
        data.fill(0);
        forget();
      }
    },
    // biome-ignore lint/correctness/useYield: nothing is called on the token.
    *cancel() {
      forget();
    },
  };
}
