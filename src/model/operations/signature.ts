import { createHash } from 'node:crypto';
import { gathering } from '../../calls/gathering.ts';
import type { KeyUse } from '../../calls/operation.ts';
import { sign, signParts } from '../../calls/signing.ts';
import { type BytesLike, isBytesLike, toBytes } from '../../codec/bytes.ts';
import { checkFormat, rawToDer, type SignatureFormat } from '../../codec/dsa-signature.ts';
import { HASHES } from '../../codec/hashes.ts';
import type { ChosenMechanism, MechanismOptions } from '../../codec/mechanisms.ts';
import { type CallOptions, refuseLimits } from '../../core/limits.ts';
import { fold, foldSync, type Multipart } from '../../core/multipart.ts';
import { mapped, type Program } from '../../core/program.ts';
import type { Arena } from '../../native/arena.ts';
import { keepPlan, type Plan, planMechanism } from '../choosing/mechanism-choice.ts';
import { isPrepared, prepare, prepareHashed } from '../choosing/preparation.ts';
import type { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { KeyUsage, type OnWhole, type PinOption } from './key-use.ts';

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

/** @param outside whether node:crypto could do it */
export function planSignature(
  context: SessionContext,
  key: Key,
  method: string,
  options: VerifyOptions,
  ownOptions: readonly string[],
  use: 'SIGN' | 'VERIFY',
  outside?: (asked: ChosenMechanism) => boolean,
): SignPlan {
  const { keyType } = key;
  const chosen = planMechanism(context.profile, {
    method,
    operation: 'sign',
    keyType,
    options,
    ownOptions,
    use,
    confidentialUse: 'SIGN',
    outside,
  });
  const { format } = options;
  return { chosen, format: format === undefined ? 'raw' : signatureFormat(method, format, chosen) };
}

function signatureFormat(method: string, given: unknown, { mechanism }: Plan): SignatureFormat {
  const format = checkFormat(method, given);
  if (format === 'der' && mechanism.entry.rawSignature !== true) {
    throw new RangeError(`${method}: format: ${mechanism.name} signatures have one form only`);
  }
  return format;
}

/** Parts that are hashed or gathered here, and then signed or verified in one call. */
export function preparingParts<R>(
  what: string,
  { hashOutside }: Plan,
  end: (arena: Arena, input: Uint8Array) => Program<R>,
): Multipart<BytesLike, R> {
  if (hashOutside === undefined) return gathering(what, end);
  const running = createHash(HASHES[hashOutside].node);
  return {
    what,
    outside: true,
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

export function planSigning(
  context: SessionContext,
  key: Key,
  method: string,
  options: SignOptions,
): SignPlan {
  return planSignature(context, key, method, options, OWN_OPTIONS, 'SIGN');
}

/** What is used, and how. */
export interface SigningUse {
  readonly usage: KeyUsage;
  readonly how: SignPlan;
}

export function usingToSign(
  context: SessionContext,
  key: Key,
  method: string,
  options: SignOptions,
): SigningUse {
  const how = planSigning(context, key, method, options);
  return { usage: new KeyUsage(context, key, how.chosen.mechanism, options), how };
}

/** Signs whole data, or data in parts. */
export async function runSign(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  options: SignOptions & CallOptions,
): Promise<Bytes> {
  const { usage, how } = usingToSign(context, key, 'sign', options);
  if (isBytesLike(data)) return usage.run('sign', data, signing(key, how));
  assertChunks('data', data);
  return fold(context.runner, usage.parts(signingParts(key, how)), data, options);
}

export function runSignSync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  options: SignOptions,
): Bytes {
  const { usage, how } = usingToSign(context, key, 'signSync', options);
  if (isBytesLike(data)) return usage.runSync('signSync', data, signing(key, how));
  assertSyncChunks('data', data);
  refuseLimits('signSync', options);
  return foldSync(context.runner, usage.parts(signingParts(key, how)), data);
}

function signing(key: Key, how: SignPlan): OnWhole<Bytes> {
  return how.format === 'raw' && !isPrepared(how.chosen) ? sign : signingOtherwise(key, how);
}

function signingOtherwise(key: Key, { chosen, format }: SignPlan): OnWhole<Bytes> {
  // To prepare data may take a look at the key, in which time the caller's options may change.
  const kept = isPrepared(chosen) ? keepPlan(chosen) : undefined;
  const raw: OnWhole<Bytes> =
    kept === undefined
      ? sign
      : (arena, use, data) => signPrepared(arena, key, kept, { ...use, mechanism: kept.mechanism }, data);
  return format === 'raw' ? raw : (arena, use, data) => mapped(raw(arena, use, data), rawToDer);
}

/** A function of its own: V8 takes a microsecond to make a generator function, which each signature would have to. */
function* signPrepared(arena: Arena, key: Key, plan: Plan, use: KeyUse, data: Uint8Array): Program<Bytes> {
  return yield* sign(arena, use, yield* prepare(arena, key, plan, data));
}

export function signingParts(
  key: Key,
  { chosen, format }: SignPlan,
): (use: KeyUse) => Multipart<BytesLike, Bytes> {
  const kept = keepPlan(chosen);
  return (use: KeyUse): Multipart<BytesLike, Bytes> => {
    const parts = isPrepared(kept)
      ? preparingParts('sign', kept, function* (arena, input) {
          return yield* sign(arena, use, yield* prepareHashed(arena, key, kept, input));
        })
      : signParts(use);
    if (format === 'raw') return parts;
    return {
      ...parts,
      finish: (arena) => mapped(parts.finish(arena), rawToDer),
    };
  };
}
