import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Cipher = Multipart<BytesLike, Bytes>;

/** The same operation, its parts cut so that the token gets whole blocks: what is over waits for the next part. */
export function inWholeBlocks(parts: Cipher, blockBytes: number): Cipher {
  let rest = new Uint8Array(0);
  return {
    ...parts,
    waiting: () => rest.byteLength > 0,
    update: (chunk) => (arena) => {
      const given = toBytes(`${parts.what}: chunk`, chunk);
      const all = joined(rest, given);
      const end = all.byteLength - (all.byteLength % blockBytes);
      rest = all.slice(end);
      return parts.update(all.subarray(0, end))(arena);
    },
    *finish(arena) {
      if (rest.byteLength === 0) return yield* parts.finish(arena);
      // No whole block, or not the last: the token says what it thinks of that.
      const first = (yield* parts.update(rest)(arena)) ?? new Uint8Array(0);
      const last = yield* parts.finish(arena);
      return joined(first, last);
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Bytes {
  const both = new Uint8Array(first.byteLength + second.byteLength);
  both.set(first);
  both.set(second, first.byteLength);
  return both;
}
