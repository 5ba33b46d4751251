import { createHash } from 'node:crypto';
import type { KeyUse } from '../calls/operation.ts';
import { sign, signParts } from '../calls/signing.ts';
import { type BytesLike, isBytesLike, toBytes } from '../codec/bytes.ts';
import { checkFormat, rawToDer, type SignatureFormat } from '../codec/dsa-signature.ts';
import { HASHES } from '../codec/hashes.ts';
import type { MechanismOptions } from '../codec/mechanisms.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { fold, foldSync, type Multipart } from '../core/multipart.ts';
import type { Program } from '../core/program.ts';
import type { Arena } from '../native/arena.ts';
import type { SessionContext } from './context.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from './data.ts';
import type { Key } from './key.ts';
import { KeyUsage, type PinOption } from './key-use.ts';
import { type Plan, planMechanism } from './mechanism-choice.ts';

/**
 * The mechanism and its parameters; by default SHA512_RSA_PKCS, ECDSA_SHA512, DSA_SHA512, EDDSA, AES_CMAC,
 * DES3_CMAC or SHA512_HMAC by the type of the key.
 */
export type SignOptions = VerifyOptions & PinOption;

/** The same without a PIN: nobody asks for one to verify. */
export type VerifyOptions = (MechanismOptions | { readonly mechanism?: undefined }) & {
  /** How DSA and ECDSA signatures are written: r and s side by side (`'raw'`, the default), or in DER. */
  readonly format?: SignatureFormat | undefined;
};

/** A plan for signing or verifying, and how the signature is written. */
export interface SignPlan {
  readonly chosen: Plan;
  readonly format: SignatureFormat;
}

export function planSignature(
  context: SessionContext,
  key: Key,
  method: string,
  options: VerifyOptions,
  ownOptions: readonly string[],
): SignPlan {
  const { keyType } = key;
  const chosen = planMechanism(context.offers, { method, operation: 'sign', keyType, options, ownOptions });
  const format = checkFormat(method, options.format ?? 'raw');
  if (format === 'der' && chosen.mechanism.entry.rawSignature !== true) {
    throw new RangeError(`${method}: format: ${chosen.mechanism.name} signatures have one form only`);
  }
  return { chosen, format };
}

/** Data as the mechanism wants it: hashed here if the token takes only hashes. */
export function hashed(hash: Plan['hashOutside'], data: Uint8Array): Uint8Array {
  return hash === undefined ? data : createHash(HASHES[hash].node).update(data).digest();
}

/** Parts hashed here, the hash then signed or verified in one call. */
export function hashingParts<R>(
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

const OWN_OPTIONS = ['format', 'pin'];

/** What is used, and how. */
function plan(context: SessionContext, key: Key, method: string, options: SignOptions) {
  const how = planSignature(context, key, method, options, OWN_OPTIONS);
  return { usage: new KeyUsage(context, key, how.chosen.mechanism, options), how };
}

/** Signs whole data, or data in parts. */
export async function runSign(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  options: SignOptions,
): Promise<Bytes> {
  const { usage, how } = plan(context, key, 'sign', options);
  if (isBytesLike(data)) return usage.run('sign', data, signing(how));
  assertChunks('data', data);
  return fold(context.runner, usage.parts(signingParts(how)), data);
}

export function runSignSync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  options: SignOptions,
): Bytes {
  const { usage, how } = plan(context, key, 'signSync', options);
  if (isBytesLike(data)) return usage.runSync('signSync', data, signing(how));
  assertSyncChunks('data', data);
  return foldSync(context.runner, usage.parts(signingParts(how)), data);
}

function signing({ chosen: { hashOutside }, format }: SignPlan) {
  return (use: KeyUse, data: Uint8Array): MakeProgram<Bytes> => {
    const raw: MakeProgram<Bytes> = (arena) => sign(arena, use, hashed(hashOutside, data));
    if (format === 'raw') return raw;
    return function* (arena) {
      return rawToDer(yield* raw(arena));
    };
  };
}

function signingParts({ chosen: { hashOutside }, format }: SignPlan) {
  return (use: KeyUse): Multipart<BytesLike, Bytes> => {
    const parts =
      hashOutside === undefined
        ? signParts(use)
        : hashingParts('sign', hashOutside, (arena, digest) => sign(arena, use, digest));
    if (format === 'raw') return parts;
    return {
      ...parts,
      *finish(arena) {
        return rawToDer(yield* parts.finish(arena));
      },
    };
  };
}
