import { getAttributes } from '../../calls/attributes.ts';
import { attribute } from '../../codec/attributes.ts';
import { significant } from '../../codec/bytes.ts';
import { curveOf } from '../../codec/curves.ts';
import type { MechanismEntry } from '../../codec/mechanisms.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { loadFormatsSync } from '../formats-loader.ts';
import type { Key } from '../keys/key.ts';

type Bytes = Uint8Array;

const VERDICTS: ReadonlySet<string> = new Set(['C_Verify', 'C_VerifyFinal', 'C_VerifyRecover']);

/**
 * What tokens have other errors for than CKR_SIGNATURE_INVALID and CKR_SIGNATURE_LEN_RANGE: NSS for what is too short or
 * too long for a signature of the key, openCryptoki 3.8 for what is no less than the modulus. That is no signature, and
 * so the answer is `wrong`.
 * @param claimed the bytes that the token got
 */
export function* orNoSignature<T>(
  arena: Arena,
  key: Key,
  entry: MechanismEntry,
  claimed: () => Bytes,
  work: Program<T>,
  wrong: T,
): Program<T> {
  try {
    return yield* work;
  } catch (error) {
    const judged = error instanceof Pkcs11Error && VERDICTS.has(error.fn);
    if (!judged || key.objectClass !== 'PUBLIC_KEY') throw error;
    let possible: boolean;
    try {
      possible = yield* isPossible(arena, key, entry, claimed());
    } catch {
      throw error;
    }
    if (possible) throw error;
    return wrong;
  }
}

/** Whether these bytes could be a signature of the key; true if the key does not tell enough. */
function* isPossible(
  arena: Arena,
  key: Key,
  { rawSignature, twoHalves }: MechanismEntry,
  signature: Bytes,
): Program<boolean> {
  if ((rawSignature ?? twoHalves) === true) {
    const half = yield* halfBytes(arena, key);
    return half === undefined || signature.byteLength === 2 * half;
  }
  const [modulus] = yield* readBytes(arena, key, ['modulus']);
  return modulus === undefined || isBelow(signature, modulus);
}

/** A signature of RSA is a number of as many bytes as the modulus, and less than it (RFC 8017 §5.2.2). */
function isBelow(signature: Bytes, modulus: Bytes): boolean {
  const digits = significant(modulus);
  return signature.byteLength === digits.byteLength && Buffer.compare(signature, digits) < 0;
}

/** The length of r and of s, in bytes; undefined if the key does not tell. */
export function* halfBytes(arena: Arena, key: Key): Program<number | undefined> {
  const [params, subprime] = yield* readBytes(arena, key, ['ecParams', 'subprime']);
  // The curves that few use come with the formats.
  if (params !== undefined) return curveOf(params)?.bytes ?? loadFormatsSync().ecdsaHalfBytes(params);
  return subprime?.byteLength;
}

function* readBytes(
  arena: Arena,
  key: Key,
  names: readonly ('ecParams' | 'subprime' | 'modulus')[],
): Program<(Bytes | undefined)[]> {
  const results = yield* getAttributes(arena, key.handle, names.map(attribute));
  return results.map((result) => ('value' in result ? (result.value as Bytes) : undefined));
}
