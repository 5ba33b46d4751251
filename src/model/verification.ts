import { getAttributes } from '../calls/objects.ts';
import { verify, verifyParts } from '../calls/verifying.ts';
import { attribute } from '../codec/attributes.ts';
import { type BytesLike, copyBytes, isBytesLike, toBytes } from '../codec/bytes.ts';
import { curveOf } from '../codec/curves.ts';
import { derToRaw } from '../codec/dsa-signature.ts';
import { keepMechanism } from '../codec/mechanisms.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { fold, foldSync } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import { NotSupportedError } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import type { SessionContext } from './context.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from './data.ts';
import type { Key } from './key.ts';
import { hashed, hashingParts, planSignature, type SignPlan, type VerifyOptions } from './signature.ts';

const OWN_OPTIONS = ['format'];

/** Whether a signature is good for whole data, or data in parts. */
export async function runVerify(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  signature: BytesLike,
  options: VerifyOptions,
): Promise<boolean> {
  const chosen = planSignature(context, key, 'verify', options, OWN_OPTIONS);
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) return context.runner.run('verify', verifying(chosen, key, data, claimed));
  assertChunks('data', data);
  // Parts take time: the signature must not change meanwhile.
  const kept = copyBytes('signature', claimed);
  const raw =
    chosen.format === 'raw' ? kept : await context.runner.run('verify', (arena) => toRaw(arena, key, kept));
  return raw === undefined ? false : fold(context.runner, verifyingParts(chosen, key, raw), data);
}

export function runVerifySync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  signature: BytesLike,
  options: VerifyOptions,
): boolean {
  const chosen = planSignature(context, key, 'verifySync', options, OWN_OPTIONS);
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) return context.runner.runSync('verifySync', verifying(chosen, key, data, claimed));
  assertSyncChunks('data', data);
  const raw =
    chosen.format === 'raw'
      ? claimed
      : context.runner.runSync('verifySync', (arena) => toRaw(arena, key, claimed));
  return raw === undefined ? false : foldSync(context.runner, verifyingParts(chosen, key, raw), data);
}

function verifying(
  { chosen: { mechanism, hashOutside }, format }: SignPlan,
  key: Key,
  data: BytesLike,
  signature: Uint8Array,
): MakeProgram<boolean> {
  return function* (arena) {
    const input = hashed(hashOutside, toBytes('data', data));
    if (format === 'raw') return yield* verify(arena, mechanism, key.handle, input, signature);
    // Reading the key comes first, and what the user passed must not change during it.
    const kept = copyBytes('data', input);
    const raw = yield* toRaw(arena, key, copyBytes('signature', signature));
    // A signature that is not DER is as wrong as one that does not verify.
    return raw === undefined ? false : yield* verify(arena, mechanism, key.handle, kept, raw);
  };
}

function verifyingParts({ chosen: { mechanism, hashOutside } }: SignPlan, key: Key, signature: Uint8Array) {
  return hashOutside === undefined
    ? verifyParts(keepMechanism(mechanism), key.handle, signature)
    : hashingParts('verify', hashOutside, (arena, digest) =>
        verify(arena, mechanism, key.handle, digest, signature),
      );
}

/** DER to r and s, each as long as the key's order. */
function* toRaw(arena: Arena, key: Key, der: Uint8Array): Program<Bytes | undefined> {
  const [params, subprime] = yield* getAttributes(arena, key.handle, [
    attribute('ecParams'),
    attribute('subprime'),
  ]);
  if (params !== undefined && 'value' in params) {
    const curve = curveOf(params.value as Uint8Array);
    if (curve !== undefined) return derToRaw(der, curve.bytes);
  }
  if (subprime !== undefined && 'value' in subprime)
    return derToRaw(der, (subprime.value as Uint8Array).byteLength);
  throw new NotSupportedError("verify: format: 'der' needs a key on a named curve; pass the signature raw");
}
