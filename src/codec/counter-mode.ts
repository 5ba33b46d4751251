// Counter modes add to the data what the cipher makes of blocks that are counted up (PKCS #11 v3.2 §6.13.3, NIST SP 800-38A §6.5).
import { type BytesLike, isBytesLike, toBytes } from './bytes.ts';
import type { ChosenMechanism } from './mechanisms.ts';

/** A counter that is not the whole block. */
export interface NarrowCounter {
  readonly bits: number;
  /** How many bytes of data there are until it would begin anew. */
  readonly room: number;
}

/** What the options ask for if not all bits of the block are to count; what is wrong with them others find. */
export function narrowCounter({ entry, options }: ChosenMechanism): NarrowCounter | undefined {
  const { counterBlock } = entry;
  const { counterBits: bits, iv } = options as { counterBits?: unknown; iv?: unknown };
  if (counterBlock === undefined || typeof bits !== 'number' || !isBytesLike(iv)) return undefined;
  if (!Number.isInteger(bits) || bits < 1 || bits >= counterBlock * 8) return undefined;
  return { bits, room: room(iv, bits) * counterBlock };
}

/** How many blocks are counted from the first to the last. */
function room(first: BytesLike, bits: number): number {
  const number = BigInt(`0x0${Buffer.from(toBytes('iv', first)).toString('hex')}`);
  const all = 1n << BigInt(bits);
  return Number(all - (number % all));
}
