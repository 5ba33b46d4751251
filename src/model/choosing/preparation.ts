import { createHash } from 'node:crypto';
import { attributeValue, getAttributes } from '../../calls/objects.ts';
import { attribute } from '../../codec/attributes.ts';
import { copyBytes } from '../../codec/bytes.ts';
import { HASHES } from '../../codec/hashes.ts';
import { encodeMechanism } from '../../codec/mechanisms.ts';
import { bitLength, digestInfo, SIGNATURE_PADDINGS } from '../../codec/signature-padding.ts';
import type { Program } from '../../core/program.ts';
import type { Arena } from '../../native/arena.ts';
import type { Key } from '../keys/key.ts';
import type { Plan } from './mechanism-choice.ts';

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
  const { hashOutside, hashEncoding, padding, padded } = plan;
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
