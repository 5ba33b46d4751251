import { createHash } from 'node:crypto';
import { attributeValue, getAttributes } from '../../calls/attributes.ts';
import { attribute } from '../../codec/attributes.ts';
import { copyBytes } from '../../codec/bytes.ts';
import { HASHES } from '../../codec/hashes.ts';
import { encodeMechanism } from '../../codec/mechanisms.ts';
import { bitLength, digestInfo, SIGNATURE_PADDINGS } from '../../codec/signature-padding.ts';
import type { Program } from '../../core/program.ts';
import { CryptokiError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import type { Key } from '../keys/key.ts';
import { halfBytes } from '../operations/no-signature.ts';
import type { Plan } from './mechanism-choice.ts';

/** Bytes of the shortest order that keys have: no hash is cut that is no longer. */
const SHORTEST_ORDER = 20;
const orders = new WeakMap<Key, number | undefined>();

/**
 * The length of the order of a key's group: no more of a hash is signed (FIPS 186-5 §6.4.1), and cards refuse what is
 * longer. Asked for once a key.
 */
function* orderBytes(arena: Arena, key: Key): Program<number | undefined> {
  if (!orders.has(key)) {
    try {
      orders.set(key, yield* halfBytes(arena, key));
    } catch (error) {
      // Whoever cannot tell may still be able to sign.
      if (!(error instanceof CryptokiError)) throw error;
      return undefined;
    }
  }
  return orders.get(key);
}

/** Whether the data is something else by the time the token gets it. */
export function isPrepared({ hashOutside, padding }: Plan): boolean {
  return hashOutside !== undefined || padding !== undefined;
}

/** Data as the mechanism wants it: hashed and padded here where the token does not. */
export function* prepare(arena: Arena, key: Key, plan: Plan, data: Uint8Array): Program<Uint8Array> {
  const { hashOutside } = plan;
  const input = hashOutside === undefined ? data : createHash(HASHES[hashOutside].node).update(data).digest();
  return yield* prepareHashed(arena, key, plan, input);
}

/** The same for data that is hashed already, if it has to be. */
export function* prepareHashed(arena: Arena, key: Key, plan: Plan, input: Uint8Array): Program<Uint8Array> {
  const { hashOutside, hashEncoding, padding, padded, mechanism } = plan;
  if (hashOutside !== undefined && mechanism.entry.rawSignature === true) {
    const length = input.byteLength > SHORTEST_ORDER ? yield* orderBytes(arena, key) : undefined;
    return length === undefined ? input : input.subarray(0, length);
  }
  const message =
    hashOutside !== undefined && hashEncoding === 'DigestInfo' ? digestInfo(hashOutside, input) : input;
  if (padding === undefined) return message;
  // Nobody else looks at its options.
  if (padded !== undefined) encodeMechanism(arena, padded);
  // Reading the key takes time, in which the caller's data may change.
  const kept = copyBytes('data', message);
  const [result] = yield* getAttributes(arena, key.handle, [attribute('modulus')]);
  const modulus = attributeValue(result!) as Uint8Array;
  return SIGNATURE_PADDINGS[padding].pad(kept, bitLength(modulus), padded?.options ?? {});
}
