import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Cipher = Multipart<BytesLike, Bytes>;

/**
 * The same operation, its parts cut so that the token gets whole blocks: what is over waits for the next part.
 * @param filling called when the last block is filled up, and what comes of that cut off; without it, the token gets
 *   what there is
 */
export function inWholeBlocks(parts: Cipher, blockBytes: number, filling?: () => void): Cipher {
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
      filling?.();
      const missing = filling === undefined ? 0 : blockBytes - rest.byteLength;
      // Where none is filled up there is no whole block, or not the last: the token says what it thinks of that.
      const first = yield* parts.update(joined(rest, new Uint8Array(missing)))(arena);
      const all = joined(first ?? new Uint8Array(0), yield* parts.finish(arena));
      return all.slice(0, Math.max(0, all.byteLength - missing));
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Bytes {
  const both = new Uint8Array(first.byteLength + second.byteLength);
  both.set(first);
  both.set(second, first.byteLength);
  return both;
}
