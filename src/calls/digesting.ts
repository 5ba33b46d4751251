// PKCS #11 v3.2 §5.12 Message digesting functions.
import { type BytesLike, isBytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { type Beginning, type OperationFunctions, parts, ROOM, single } from './operation.ts';

export const DIGESTING: OperationFunctions = {
  init: 'C_DigestInit',
  single: 'C_Digest',
  update: 'C_DigestUpdate',
  final: 'C_DigestFinal',
  flag: CKF.DIGEST,
};

/** Writes the argument of C_DigestInit. */
export function digestBeginning(arena: Arena, mechanism: ChosenMechanism): Beginning {
  const address = encodeMechanism(arena, mechanism);
  return { functions: DIGESTING, mechanism: address, key: undefined, secret: undefined };
}

/** C_DigestInit and C_Digest. */
export function digest(
  arena: Arena,
  mechanism: ChosenMechanism,
  data: Uint8Array,
): Program<Uint8Array<ArrayBuffer>> {
  return single(arena, digestBeginning(arena, mechanism), data, ROOM);
}

/** A part of what is digested: bytes, or the value of a secret key, which stays on the token. */
export type DigestPart = BytesLike | { readonly handle: Ulong };

/** C_DigestInit, C_DigestUpdate or C_DigestKey for each part, C_DigestFinal. */
export function digestParts(mechanism: ChosenMechanism): Multipart<DigestPart, Uint8Array<ArrayBuffer>> {
  const bytes = parts('digest', DIGESTING, (arena) => digestBeginning(arena, mechanism), false);
  return {
    ...bytes,
    update(part) {
      if (isBytesLike(part)) return bytes.update(part);
      if (typeof part?.handle !== 'number' && typeof part?.handle !== 'bigint') {
        // Says what was expected, as for any other chunk.
        toBytes('digest: chunk', part);
      }
      return () => digestKey(part.handle);
    },
  };
}

/** C_DigestKey. */
function* digestKey(key: Ulong): Program<undefined> {
  yield call('C_DigestKey', SESSION, key);
  return undefined;
}
