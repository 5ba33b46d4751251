import {
  type DualResult,
  decryptDigestParts,
  decryptVerifyParts,
  digestEncryptParts,
  signEncryptParts,
} from '../../calls/dual.ts';
import { type BytesLike, copyBytes, describe, isBytesLike } from '../../codec/bytes.ts';
import { rawToDer } from '../../codec/dsa-signature.ts';
import { keepMechanism, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, type CallOptions, refuseLimits } from '../../core/limits.ts';
import { fold, foldSync, type Multipart } from '../../core/multipart.ts';
import { mapped } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import { isPrepared } from '../choosing/preparation.ts';
import { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from '../objects/data.ts';
import { handleOf, type ObjectReference } from '../objects/object.ts';
import type { SessionContext } from '../session/context.ts';
import { type DigestOptions, planDigest } from '../session/digest.ts';
import { type CipherOptions, cipherOnToken } from './cipher.ts';
import { type SignOptions, usingToSign, type VerifyOptions } from './signature.ts';
import { verifyingOnToken } from './verification.ts';

/** What `digestEncrypt` takes. */
export interface DigestEncryptOptions {
  readonly key: ObjectReference;
  /** As for `key.encrypt`. */
  readonly encryption?: CipherOptions | undefined;
  /** As for `session.digest`. */
  readonly digest?: DigestOptions | undefined;
}

export interface DecryptDigestOptions {
  readonly key: ObjectReference;
  readonly decryption?: CipherOptions | undefined;
  readonly digest?: DigestOptions | undefined;
}

export interface SignEncryptOptions {
  readonly key: ObjectReference;
  readonly encryption?: CipherOptions | undefined;
  readonly signingKey: ObjectReference;
  /** As for `signingKey.sign`. */
  readonly signing?: SignOptions | undefined;
}

export interface DecryptVerifyOptions {
  readonly key: ObjectReference;
  readonly decryption?: CipherOptions | undefined;
  readonly verificationKey: ObjectReference;
  readonly verification?: VerifyOptions | undefined;
  readonly signature: BytesLike;
}

/** What is decrypted is only there if the signature is good for it. */
export type DecryptedAndVerified =
  | { readonly valid: true; readonly plaintext: Bytes }
  | { readonly valid: false; readonly plaintext: undefined };

type Gathering<T> = Multipart<BytesLike, T>;

/** The output of all parts, in one piece, with what the other operation says of it. */
function gathering<R, T>(
  operation: Multipart<BytesLike, DualResult<R>>,
  result: (whole: Bytes, other: R) => T,
): Gathering<T> {
  const parts: Bytes[] = [];
  return {
    ...operation,
    update: (chunk) => {
      const make = operation.update(chunk);
      return (arena) =>
        mapped(make(arena), (part) => {
          if (part !== undefined) parts.push(part);
          return undefined;
        });
    },
    finish: (arena) =>
      mapped(operation.finish(arena), ({ last, other }) =>
        result(Uint8Array.from(Buffer.concat([...parts, last])), other),
      ),
  };
}

function keyOf(argument: string, key: ObjectReference, context: SessionContext): Key {
  handleOf(argument, key, context.session);
  if (key instanceof Key) return key;
  throw new TypeError(`${argument}: expected a key, got ${describe(key)}`);
}

export function digestEncrypting(
  context: SessionContext,
  options: DigestEncryptOptions,
): Gathering<{ ciphertext: Bytes; digest: Bytes }> {
  const method = 'digestEncrypt';
  refuseUnknownOptions(method, options, ['key', 'encryption', 'digest'], CALL_OPTIONS);
  const key = keyOf('key', options.key, context);
  const mechanism = keepMechanism(planDigest(context, method, options.digest ?? {}));
  const encryption = cipherOnToken(context, key, 'encrypt', method, options.encryption ?? {});
  const operation = encryption.parts((use) => digestEncryptParts(mechanism, use));
  return gathering(operation, (ciphertext, digest) => ({ ciphertext, digest }));
}

export function decryptDigesting(
  context: SessionContext,
  options: DecryptDigestOptions,
): Gathering<{ plaintext: Bytes; digest: Bytes }> {
  const method = 'decryptDigest';
  refuseUnknownOptions(method, options, ['key', 'decryption', 'digest'], CALL_OPTIONS);
  const key = keyOf('key', options.key, context);
  const mechanism = keepMechanism(planDigest(context, method, options.digest ?? {}));
  const decryption = cipherOnToken(context, key, 'decrypt', method, options.decryption ?? {});
  const operation = decryption.parts((use) => decryptDigestParts(mechanism, use));
  return gathering(operation, (plaintext, digest) => ({ plaintext, digest }));
}

export function signEncrypting(
  context: SessionContext,
  options: SignEncryptOptions,
): Gathering<{ ciphertext: Bytes; signature: Bytes }> {
  const method = 'signEncrypt';
  refuseUnknownOptions(method, options, ['key', 'encryption', 'signingKey', 'signing'], CALL_OPTIONS);
  const key = keyOf('key', options.key, context);
  const signingKey = keyOf('signingKey', options.signingKey, context);
  const encryption = cipherOnToken(context, key, 'encrypt', method, options.encryption ?? {});
  const { usage, how } = usingToSign(context, signingKey, method, options.signing ?? {});
  if (isPrepared(how.chosen)) {
    throw new NotSupportedError(`${method}: the token does not sign data with ${how.chosen.asked.name}`);
  }
  const operation = encryption.parts((use) => usage.parts((signing) => signEncryptParts(signing, use)));
  return gathering(operation, (ciphertext, signature) => ({
    ciphertext,
    signature: how.format === 'der' ? rawToDer(signature) : signature,
  }));
}

export function decryptVerifying(
  context: SessionContext,
  options: DecryptVerifyOptions,
): Gathering<DecryptedAndVerified> {
  const method = 'decryptVerify';
  const names = ['key', 'decryption', 'verificationKey', 'verification', 'signature'];
  refuseUnknownOptions(method, options, names, CALL_OPTIONS);
  const key = keyOf('key', options.key, context);
  const verificationKey = keyOf('verificationKey', options.verificationKey, context);
  const decryption = cipherOnToken(context, key, 'decrypt', method, options.decryption ?? {});
  const { mechanism, signature } = verifyingOnToken(
    context,
    verificationKey,
    method,
    options.signature,
    options.verification ?? {},
  );
  const verification = { mechanism, key: verificationKey.handle };
  const operation = decryption.parts((use) => {
    let parts = decryptVerifyParts(verification, new Uint8Array(0), use);
    return {
      ...parts,
      *begin(arena) {
        parts = decryptVerifyParts(verification, yield* signature(arena), use);
        yield* parts.begin(arena);
      },
      finish: (arena) => parts.finish(arena),
      cancel: (arena) => parts.cancel(arena),
    };
  });
  return gathering(operation, (plaintext, valid) =>
    valid ? { valid, plaintext } : { valid, plaintext: undefined },
  );
}

/** Runs it over whole data, or data in parts. */
export function runDual<T>(
  context: SessionContext,
  operation: Gathering<T>,
  data: BytesLike | Chunks,
  options: CallOptions,
): Promise<T> {
  if (isBytesLike(data)) return fold(context.runner, operation, [copyBytes('data', data)], options);
  assertChunks('data', data);
  return fold(context.runner, operation, data, options);
}

export function runDualSync<T>(
  context: SessionContext,
  operation: Gathering<T>,
  data: BytesLike | Iterable<BytesLike>,
  options: object,
): T {
  refuseLimits(operation.what, options);
  if (isBytesLike(data)) return foldSync(context.runner, operation, [data]);
  assertSyncChunks('data', data);
  return foldSync(context.runner, operation, data);
}
