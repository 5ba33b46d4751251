import { signRecover, verifyRecover } from '../calls/recovering.ts';
import { verifySignature, verifySignatureParts } from '../calls/verifying-signature.ts';
import { type BytesLike, isBytesLike, toBytes } from '../codec/bytes.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { fold, foldSync } from '../core/multipart.ts';
import { NotSupportedError } from '../errors.ts';
import type { SessionContext } from './context.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from './data.ts';
import type { Key } from './key.ts';
import { KeyUsage } from './key-use.ts';
import { planSignature, type SignOptions, type VerifyOptions } from './signature.ts';

// Signatures the data can be recovered from (PKCS #11 v3.2 §5.13.5), and such as are given before the data (§5.16).

function usage(context: SessionContext, key: Key, method: string, options: SignOptions): KeyUsage {
  const { mechanism, hashOutside } = planSignature(context, key, method, options, ['pin']);
  if (hashOutside !== undefined) {
    throw new NotSupportedError(`${method}: the token does not offer ${String(options.mechanism)}`);
  }
  return new KeyUsage(context, key, mechanism, options);
}

export async function runSignRecover(
  context: SessionContext,
  key: Key,
  data: BytesLike,
  options: SignOptions,
): Promise<Bytes> {
  const signing = usage(context, key, 'signRecover', options);
  return signing.run('signRecover', data, (use, bytes) => (arena) => signRecover(arena, use, bytes));
}

export function runSignRecoverSync(
  context: SessionContext,
  key: Key,
  data: BytesLike,
  options: SignOptions,
): Bytes {
  const signing = usage(context, key, 'signRecoverSync', options);
  return signing.runSync('signRecoverSync', data, (use, bytes) => (arena) => signRecover(arena, use, bytes));
}

export function recovering(
  context: SessionContext,
  key: Key,
  signature: BytesLike,
  options: VerifyOptions,
): MakeProgram<Bytes | undefined> {
  const { use } = usage(context, key, 'verifyRecover', options);
  return (arena) => verifyRecover(arena, use, toBytes('signature', signature));
}

export async function runVerifySignature(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  signature: BytesLike,
  options: VerifyOptions,
): Promise<boolean> {
  const { mechanism, key: handle } = usage(context, key, 'verifySignature', options).use;
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) {
    return context.runner.run('verifySignature', (arena) =>
      verifySignature(arena, mechanism, handle, toBytes('data', data), claimed),
    );
  }
  assertChunks('data', data);
  return fold(context.runner, verifySignatureParts(mechanism, handle, claimed.slice()), data);
}

export function runVerifySignatureSync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  signature: BytesLike,
  options: VerifyOptions,
): boolean {
  const { mechanism, key: handle } = usage(context, key, 'verifySignatureSync', options).use;
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) {
    return context.runner.runSync('verifySignatureSync', (arena) =>
      verifySignature(arena, mechanism, handle, toBytes('data', data), claimed),
    );
  }
  assertSyncChunks('data', data);
  return foldSync(context.runner, verifySignatureParts(mechanism, handle, claimed), data);
}
