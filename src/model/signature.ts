import { createHash } from 'node:crypto';
import { getAttributes } from '../calls/objects.ts';
import { sign, signParts } from '../calls/signing.ts';
import { verify, verifyParts } from '../calls/verifying.ts';
import { attribute } from '../codec/attributes.ts';
import { type BytesLike, isBytesLike, toBytes } from '../codec/bytes.ts';
import { curveOf } from '../codec/curves.ts';
import { checkFormat, derToRaw, rawToDer, type SignatureFormat } from '../codec/dsa-signature.ts';
import { HASHES } from '../codec/hashes.ts';
import type { MechanismOptions } from '../codec/mechanisms.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { fold, foldSync, type Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import { NotSupportedError } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import type { SessionContext } from './context.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from './data.ts';
import type { Key } from './key.ts';
import { type Plan, planMechanism } from './mechanism-choice.ts';

/**
 * The mechanism and its parameters; by default SHA512_RSA_PKCS, ECDSA_SHA512, DSA_SHA512, EDDSA, AES_CMAC,
 * DES3_CMAC or SHA512_HMAC by the type of the key.
 */
export type SignOptions = (MechanismOptions | { readonly mechanism?: undefined }) & {
  /** How DSA and ECDSA signatures are written: r and s side by side (`'raw'`, the default), or in DER. */
  readonly format?: SignatureFormat | undefined;
};

interface SignPlan extends Plan {
  readonly format: SignatureFormat;
}

function plan(context: SessionContext, key: Key, method: string, options: SignOptions): SignPlan {
  const { keyType } = key;
  const chosen = planMechanism(context.offers, {
    method,
    operation: 'sign',
    keyType,
    options,
    ownOptions: ['format'],
  });
  const format = checkFormat(method, options.format ?? 'raw');
  if (format === 'der' && chosen.mechanism.entry.rawSignature !== true) {
    throw new RangeError(`${method}: format: ${chosen.mechanism.name} signatures have one form only`);
  }
  return { ...chosen, format };
}

/** Signs whole data, or data in parts. */
export async function runSign(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  options: SignOptions,
): Promise<Bytes> {
  const chosen = plan(context, key, 'sign', options);
  if (isBytesLike(data)) return context.runner.run('sign', signing(chosen, key, data));
  assertChunks('data', data);
  return fold(context.runner, signingParts(chosen, key), data);
}

export function runSignSync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  options: SignOptions,
): Bytes {
  const chosen = plan(context, key, 'signSync', options);
  if (isBytesLike(data)) return context.runner.runSync('signSync', signing(chosen, key, data));
  assertSyncChunks('data', data);
  return foldSync(context.runner, signingParts(chosen, key), data);
}

function signing(
  { mechanism, hashOutside, format }: SignPlan,
  key: Key,
  data: BytesLike,
): MakeProgram<Bytes> {
  return function* (arena) {
    const bytes = toBytes('data', data);
    const signature = yield* sign(arena, mechanism, key.handle, hashed(hashOutside, bytes));
    return format === 'der' ? rawToDer(signature) : signature;
  };
}

function hashed(hash: Plan['hashOutside'], data: Uint8Array): Uint8Array {
  return hash === undefined ? data : createHash(HASHES[hash].node).update(data).digest();
}

function signingParts(chosen: SignPlan, key: Key): Multipart<BytesLike, Bytes> {
  const { mechanism, hashOutside, format } = chosen;
  const onToken = signParts(mechanism, key.handle);
  const parts =
    hashOutside === undefined
      ? onToken
      : hashingParts('sign', hashOutside, (arena, digest) => sign(arena, mechanism, key.handle, digest));
  if (format === 'raw') return parts;
  return {
    ...parts,
    *finish(arena) {
      return rawToDer(yield* parts.finish(arena));
    },
  };
}

/** Parts hashed here, the hash then signed or verified in one call. */
function hashingParts<R>(
  what: string,
  hash: NonNullable<Plan['hashOutside']>,
  end: (arena: Arena, digest: Uint8Array) => Program<R>,
): Multipart<BytesLike, R> {
  const running = createHash(HASHES[hash].node);
  return {
    what,
    *begin() {},
    update: (chunk) =>
      // biome-ignore lint/correctness/useYield: hashing here calls nothing on the token.
      function* () {
        running.update(toBytes(`${what}: chunk`, chunk));
        return undefined;
      },
    finish: (arena) => end(arena, running.digest()),
    *cancel() {},
  };
}

/** Whether a signature is good for whole data, or data in parts. */
export async function runVerify(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  signature: BytesLike,
  options: SignOptions,
): Promise<boolean> {
  const chosen = plan(context, key, 'verify', options);
  const claimed = toBytes('signature', signature);
  if (isBytesLike(data)) return context.runner.run('verify', verifying(chosen, key, data, claimed));
  assertChunks('data', data);
  // Parts take time: the signature must not change meanwhile.
  const kept = claimed.slice();
  const raw =
    chosen.format === 'raw' ? kept : await context.runner.run('verify', (arena) => toRaw(arena, key, kept));
  return raw === undefined ? false : fold(context.runner, verifyingParts(chosen, key, raw), data);
}

export function runVerifySync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  signature: BytesLike,
  options: SignOptions,
): boolean {
  const chosen = plan(context, key, 'verifySync', options);
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
  { mechanism, hashOutside, format }: SignPlan,
  key: Key,
  data: BytesLike,
  signature: Uint8Array,
): MakeProgram<boolean> {
  return function* (arena) {
    const input = hashed(hashOutside, toBytes('data', data));
    if (format === 'raw') return yield* verify(arena, mechanism, key.handle, input, signature);
    // Reading the key comes first, and what the user passed must not change during it.
    const kept = input.slice();
    const raw = yield* toRaw(arena, key, signature.slice());
    // A signature that is not DER is as wrong as one that does not verify.
    return raw === undefined ? false : yield* verify(arena, mechanism, key.handle, kept, raw);
  };
}

function verifyingParts({ mechanism, hashOutside }: SignPlan, key: Key, signature: Uint8Array) {
  return hashOutside === undefined
    ? verifyParts(mechanism, key.handle, signature)
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
