import type { KeyUse } from '../../calls/operation.ts';
import { inWholeBlocks } from '../../calls/whole-blocks.ts';
import { type BytesLike, toBytes } from '../../codec/bytes.ts';
import { type NarrowCounter, narrowCounter } from '../../codec/counter-mode.ts';
import type { ChosenMechanism } from '../../codec/mechanisms.ts';
import { type Destination, delivering } from '../../core/destination.ts';
import type { Multipart } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import type { Arena, Input } from '../../native/arena.ts';
import { report } from '../choosing/fallback.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';

/** How a cipher runs on the token: at once, and in parts. `to`: where the output goes, if the caller has memory for it. */
export interface CipherWays<Data = Uint8Array> {
  whole(arena: Arena, use: KeyUse, data: Data, to?: Destination): Program<Bytes>;
  inParts(use: KeyUse, to?: Destination): Multipart<BytesLike, Bytes>;
}

/** How the token gets it, and what, if that is not what was planned. */
interface Blockwise extends CipherWays {
  readonly mechanism?: ChosenMechanism;
}

/** A cipher on tokens that want blocks as they are. */
export function blockwise(
  context: SessionContext,
  operation: string,
  mechanism: ChosenMechanism,
  ways: CipherWays<Uint8Array | Input>,
): Blockwise {
  const { blockBytes, counterBlock } = mechanism.entry;
  if (context.profile.traits.wholeBlocks === true && blockBytes !== undefined) {
    return wholeBlocks(ways, blockBytes);
  }
  return counterBlock === undefined
    ? ways
    : countingBlocks(context, operation, mechanism, ways, counterBlock);
}

function wholeBlocks({ whole, inParts }: CipherWays<Uint8Array | Input>, blockBytes: number): Blockwise {
  return { whole, inParts: (use, to) => delivering(inWholeBlocks(inParts(use), blockBytes), to) };
}

function countingBlocks(
  context: SessionContext,
  operation: string,
  mechanism: ChosenMechanism,
  ways: CipherWays<Uint8Array | Input>,
  counterBlock: number,
): Blockwise {
  const { filledBlocks, fullCounters } = context.profile.traits;
  const tell = (kind: 'filling' | 'counter') =>
    report(context, { operation, kind, mechanism: mechanism.name });
  const whole = filledBlocks === true ? filling(ways, counterBlock, () => tell('filling')) : ways;
  const narrow = fullCounters === true ? narrowCounter(mechanism) : undefined;
  if (narrow === undefined) return whole;
  const { options } = mechanism;
  return {
    mechanism: { ...mechanism, options: { ...options, counterBits: undefined } },
    ...within(narrow, whole, () => tell('counter')),
  };
}

/** With the last block filled up: what the cipher adds to data does not depend on the data. */
function filling(
  { whole, inParts }: CipherWays<Uint8Array | Input>,
  blockBytes: number,
  tell: () => void,
): CipherWays {
  return {
    *whole(arena, use, data, to) {
      const size = data.byteLength;
      const missing = (blockBytes - (size % blockBytes)) % blockBytes;
      if (missing === 0) return yield* whole(arena, use, data, to);
      tell();
      const filled = arena.allocate(size + missing);
      filled.write(data);
      const result = yield* whole(arena, use, filled);
      return to === undefined ? result.slice(0, size) : to.put(result.subarray(0, size));
    },
    inParts: (use, to) => delivering(inWholeBlocks(inParts(use), blockBytes, tell), to),
  };
}

/** A counter that is told to be the whole block is the same as long as it has room for the data. */
function within(counter: NarrowCounter, { whole, inParts }: CipherWays, tell: () => void): CipherWays {
  return {
    *whole(arena, use, data, to) {
      assertRoom('data', counter, data.byteLength);
      tell();
      return yield* whole(arena, use, data, to);
    },
    inParts(use, to) {
      const parts = inParts(use, to);
      let size = 0;
      return {
        ...parts,
        begin(arena) {
          tell();
          return parts.begin(arena);
        },
        update(chunk) {
          const after = size + toBytes(`${parts.what}: chunk`, chunk).byteLength;
          assertRoom(`${parts.what}: chunk`, counter, after);
          size = after;
          return parts.update(chunk);
        },
      };
    },
  };
}

function assertRoom(argument: string, { bits, room }: NarrowCounter, size: number): void {
  if (size > room) {
    throw new RangeError(
      `${argument}: a counter of ${bits} bits has room for ${room} bytes from this iv on, got ${size}`,
    );
  }
}
