import { signRecover, verifyRecover } from '../../calls/recovering.ts';
import { verifySignature, verifySignatureParts } from '../../calls/verifying-signature.ts';
import { type BytesLike, copyBytes, isBytesLike, toBytes } from '../../codec/bytes.ts';
import { keepMechanism, type MechanismOptions } from '../../codec/mechanisms.ts';
import { type CallOptions, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { fold, foldSync } from '../../core/multipart.ts';
import { NotSupportedError } from '../../errors.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { isPrepared } from '../choosing/preparation.ts';
import type { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { KeyUsage, type PinOption } from './key-use.ts';
import { orNoSignature } from './no-signature.ts';
import { planSignature } from './signature.ts';

// Signatures the data can be recovered from (PKCS #11 v3.2 §5.13.5), and such as are given before the data (§5.16).

/** The mechanism; RSA_PKCS without one. */
export type RecoverOptions = MechanismOptions | { readonly mechanism?: undefined };

function recover(
  context: SessionContext,
  key: Key,
  method: string,
  options: object,
  ownOptions: readonly string[],
) {
  const { keyType } = key;
  return planMechanism(context.profile, { method, operation: 'recover', keyType, options, ownOptions })
    .mechanism;
}

export async function runSignRecover(
  context: SessionContext,
  key: Key,
  data: BytesLike,
  options: RecoverOptions & PinOption & CallOptions,
): Promise<Bytes> {
  const signing = new KeyUsage(context, key, recover(context, key, 'signRecover', options, ['pin']), options);
  return signing.run('signRecover', data, signRecover);
}

export function runSignRecoverSync(
  context: SessionContext,
  key: Key,
  data: BytesLike,
  options: RecoverOptions & PinOption,
): Bytes {
  const signing = new KeyUsage(
    context,
    key,
    recover(context, key, 'signRecoverSync', options, ['pin']),
    options,
  );
  return signing.runSync('signRecoverSync', data, signRecover);
}

export function recovering(
  context: SessionContext,
  key: Key,
  signature: BytesLike,
  options: RecoverOptions,
): MakeProgram<Bytes | undefined> {
  const use = { mechanism: recover(context, key, 'verifyRecover', options, []), key: key.handle };
  const claimed = copyBytes('signature', signature);
  return (arena) => {
    const work = verifyRecover(arena, use, claimed);
    return orNoSignature(arena, key, use.mechanism.entry, () => claimed, work, undefined);
  };
}

/** The mechanism, as for `verify`; the signature as the token makes it. */
export type VerifySignatureOptions = MechanismOptions | { readonly mechanism?: undefined };

function plan(context: SessionContext, key: Key, method: string, options: VerifySignatureOptions) {
  const { chosen } = planSignature(context, key, method, options, [], 'VERIFY');
  if (!isPrepared(chosen) && !chosen.recompute) return chosen.mechanism;
  throw new NotSupportedError(`${method}: the token takes only hashes: use verify()`);
}

export async function runVerifySignature(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  signature: BytesLike,
  options: VerifySignatureOptions & CallOptions,
): Promise<boolean> {
  const mechanism = plan(context, key, 'verifySignature', options);
  const { handle } = key;
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) {
    return context.runner.run(
      'verifySignature',
      (arena) => verifySignature(arena, mechanism, handle, toBytes('data', data), claimed),
      options,
    );
  }
  assertChunks('data', data);
  return fold(
    context.runner,
    verifySignatureParts(keepMechanism(mechanism), handle, copyBytes('signature', claimed)),
    data,
    options,
  );
}

export function runVerifySignatureSync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  signature: BytesLike,
  options: VerifySignatureOptions,
): boolean {
  const mechanism = plan(context, key, 'verifySignatureSync', options);
  refuseLimits('verifySignatureSync', options);
  const { handle } = key;
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) {
    return context.runner.runSync('verifySignatureSync', (arena) =>
      verifySignature(arena, mechanism, handle, toBytes('data', data), claimed),
    );
  }
  assertSyncChunks('data', data);
  return foldSync(context.runner, verifySignatureParts(mechanism, handle, claimed), data);
}
