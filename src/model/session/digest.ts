import { digest, digestParts } from '../../calls/digesting.ts';
import { type BytesLike, isBytesLike, toBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, keepMechanism, type MechanismOptions } from '../../codec/mechanisms.ts';
import { type CallOptions, refuseLimits } from '../../core/limits.ts';
import { fold, foldSync } from '../../core/multipart.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { DEFAULT_DIGEST } from '../device/policy.ts';
import { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes } from '../objects/data.ts';
import type { SessionContext } from './context.ts';

/** The mechanism; SHA256 without one. */
export type DigestOptions = MechanismOptions | { readonly mechanism?: undefined };

type Parts = Iterable<BytesLike | Key> | AsyncIterable<BytesLike | Key>;
/** Data, a secret key, or both in parts. */
export type DigestInput<P extends Parts = Parts> = BytesLike | Key | P;

export function planDigest(context: SessionContext, method: string, options: DigestOptions): ChosenMechanism {
  const named = options?.mechanism === undefined ? { ...options, mechanism: DEFAULT_DIGEST } : options;
  const request = { method, operation: 'sign', keyType: 0, options: named, ownOptions: [] } as const;
  return planMechanism(context.profile, request).mechanism;
}

export async function runDigest(
  context: SessionContext,
  data: DigestInput,
  options: DigestOptions & CallOptions,
): Promise<Bytes> {
  const mechanism = planDigest(context, 'digest', options);
  if (isBytesLike(data)) {
    return context.runner.run('digest', (arena) => digest(arena, mechanism, toBytes('data', data)), options);
  }
  const parts = data instanceof Key ? [data] : data;
  assertChunks('data', parts);
  return fold(context.runner, digestParts(keepMechanism(mechanism)), parts, options);
}

export function runDigestSync(
  context: SessionContext,
  data: DigestInput<Iterable<BytesLike | Key>>,
  options: DigestOptions,
): Bytes {
  const mechanism = planDigest(context, 'digestSync', options);
  refuseLimits('digestSync', options);
  if (isBytesLike(data)) {
    return context.runner.runSync('digestSync', (arena) => digest(arena, mechanism, toBytes('data', data)));
  }
  const parts = data instanceof Key ? [data] : data;
  assertSyncChunks('data', parts);
  return foldSync(context.runner, digestParts(mechanism), parts);
}
