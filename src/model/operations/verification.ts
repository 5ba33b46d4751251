import { timingSafeEqual } from 'node:crypto';
import { sign, signParts } from '../../calls/signing.ts';
import { claim, verify, verifyParts } from '../../calls/verifying.ts';
import { type BytesLike, copyBytes, isBytesLike, toBytes } from '../../codec/bytes.ts';
import { derToRaw, type SignatureFormat } from '../../codec/dsa-signature.ts';
import { type ChosenMechanism, encodeMechanism } from '../../codec/mechanisms.ts';
import { type CallOptions, limited, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { foldSync, foldWithin, type Multipart } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import {
  isUncertain,
  onTokenOrOutside,
  outsideOf,
  partsOnTokenOrOutside,
  type SoftwareOption,
} from '../choosing/fallback.ts';
import { keepPlan, type Plan } from '../choosing/mechanism-choice.ts';
import { isPrepared, prepare, prepareHashed } from '../choosing/preparation.ts';
import { type Verifier, verifierFor } from '../choosing/software.ts';
import type { Key } from '../keys/key.ts';
import { publicKeyObject, withTokensKey } from '../keys/public-key-object.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { halfBytes, orNoSignature } from './no-signature.ts';
import { planSignature, preparingParts, type SignPlan, type VerifyOptions } from './signature.ts';

/** The same for public keys, with which node:crypto can verify, too. */
export type PublicVerifyOptions = VerifyOptions & SoftwareOption;

const OPTIONS = ['format'];
const PUBLIC_OPTIONS = ['format', 'software'];

export function planVerification(
  context: SessionContext,
  key: Key,
  method: string,
  options: PublicVerifyOptions,
): SignPlan {
  const own = key.objectClass === 'PUBLIC_KEY' ? PUBLIC_OPTIONS : OPTIONS;
  const outside = outsideOf(context, key, method, options, 'VERIFY');
  return planSignature(context, key, method, options, own, 'VERIFY', outside);
}

/** A verification, wherever it runs. */
interface Verification {
  readonly context: SessionContext;
  readonly key: Key;
  readonly plan: Plan;
  readonly format: SignatureFormat;
  readonly signature: Uint8Array;
}

function verification(
  context: SessionContext,
  key: Key,
  method: string,
  signature: BytesLike,
  options: PublicVerifyOptions,
): Verification {
  const { chosen: plan, format } = planVerification(context, key, method, options);
  return { context, key, plan, format, signature: toBytes('signature', signature) };
}

/** Whether a signature is good for whole data, or data in parts. */
export async function runVerify(
  context: SessionContext,
  key: Key,
  data: BytesLike | Chunks,
  signature: BytesLike,
  options: PublicVerifyOptions & CallOptions,
): Promise<boolean> {
  const what = verification(context, key, 'verify', signature, options);
  const { runner } = context;
  if (isBytesLike(data)) return runner.run('verify', verifying(what, data), options);
  assertChunks('data', data);
  const parts = keepParts(what);
  return limited('verify', options, async (limit) => {
    const raw = needsRaw(parts)
      ? await runner.runWithin(limit, 'verify', (arena) => toRaw(arena, parts))
      : parts.signature;
    return raw === undefined ? false : foldWithin(limit, runner, verifyingParts(parts, raw), data);
  });
}

export function runVerifySync(
  context: SessionContext,
  key: Key,
  data: BytesLike | Iterable<BytesLike>,
  signature: BytesLike,
  options: PublicVerifyOptions,
): boolean {
  const what = verification(context, key, 'verifySync', signature, options);
  if (isBytesLike(data)) return context.runner.runSync('verifySync', verifying(what, data), options);
  refuseLimits('verifySync', options);
  assertSyncChunks('data', data);
  const parts = keepParts(what);
  const raw = needsRaw(parts)
    ? context.runner.runSync('verifySync', (arena) => toRaw(arena, parts))
    : parts.signature;
  return raw === undefined ? false : foldSync(context.runner, verifyingParts(parts, raw), data);
}

/** A verification by hand: the signature is made what the token wants before it begins. */
export function verifyingByHand(
  context: SessionContext,
  key: Key,
  method: string,
  signature: BytesLike,
  options: PublicVerifyOptions,
): Multipart<BytesLike, boolean> {
  const what = keepParts(verification(context, key, method, signature, options));
  let parts: Multipart<BytesLike, boolean>;
  return {
    what: 'verify',
    outside:
      isPrepared(what.plan) || what.plan.where === 'software' || what.plan.mechanism.inOnePiece === true,
    *begin(arena) {
      parts = verifyingParts(what, yield* orWrong(arena, what));
      yield* parts.begin(arena);
    },
    update: (chunk) => parts.update(chunk),
    finish: (arena) => parts.finish(arena),
    cancel: (arena) => parts.cancel(arena),
  };
}

/** The signature as the token wants it; one that is not DER is as wrong as any of one byte. */
function* orWrong(arena: Arena, what: Verification): Program<Uint8Array> {
  return needsRaw(what) ? ((yield* toRaw(arena, what)) ?? Uint8Array.of(0)) : what.signature;
}

/** What the token itself verifies, without anything done before or in its place. */
export interface VerificationOnToken {
  readonly mechanism: ChosenMechanism;
  readonly signature: MakeProgram<Uint8Array>;
}

export function verifyingOnToken(
  context: SessionContext,
  key: Key,
  method: string,
  signature: BytesLike,
  options: VerifyOptions,
): VerificationOnToken {
  const what = keepParts(verification(context, key, method, signature, options));
  const { plan } = what;
  // Where a wrong code is not told from a failure it is an error here: it cannot be computed again in between.
  const judges = !plan.recompute || context.profile.lists(plan.mechanism.type, 'VERIFY');
  if (plan.where === 'token' && !isPrepared(plan) && judges) {
    return { mechanism: plan.mechanism, signature: (arena) => orWrong(arena, what) };
  }
  throw new NotSupportedError(`${method}: the token does not verify data with ${plan.asked.name}`);
}

/** The same with copies of what the caller may change before it is used. */
function keepParts(what: Verification): Verification {
  return { ...what, plan: keepPlan(what.plan), signature: copyBytes('signature', what.signature) };
}

/** node:crypto takes DER; the token never does. */
function needsRaw({ plan, format }: Verification): boolean {
  return format === 'der' && plan.where === 'token';
}

function verifying(what: Verification, data: BytesLike): MakeProgram<boolean> {
  return isDirect(what)
    ? (arena) => judging(arena, what, toBytes('data', data), what.signature)
    : verifyingOtherwise(what, data);
}

function verifyingOtherwise(given: Verification, data: BytesLike): MakeProgram<boolean> {
  // Whatever comes before the data and the signature are sent must not leave time to change them.
  const what = keepParts(given);
  const { context, plan } = what;
  const later = needsRaw(what) || isUncertain(plan);
  const bytes = later ? copyBytes('data', data) : toBytes('data', data);
  if (plan.where === 'token' && !plan.replaceable) return (arena) => onToken(arena, what, bytes);
  return (arena) =>
    onTokenOrOutside(
      context,
      plan,
      'VERIFY',
      () => onToken(arena, what, bytes),
      () => outside(arena, what, bytes),
    );
}

/** C_VerifyInit and C_Verify, and a second look at what the token has no verdict on. */
function judging(
  arena: Arena,
  what: Verification,
  data: Uint8Array,
  signature: Uint8Array,
): Program<boolean> {
  const claimed = claim(arena, signature);
  const { plan, key } = what;
  const { entry } = plan.mechanism;
  return verify(arena, plan.mechanism, key.handle, data, claimed, (answer) =>
    orNoSignature(arena, key, entry, () => claimed.read(claimed.size), answer, false),
  );
}

/** Nothing but C_VerifyInit and C_Verify: what nearly always happens. */
function isDirect(what: Verification): boolean {
  const { plan, signature } = what;
  return (
    plan.where === 'token' &&
    !(plan.replaceable || plan.recompute || isPrepared(plan) || needsRaw(what)) &&
    isWhole(plan, signature)
  );
}

function* onToken(arena: Arena, what: Verification, data: Uint8Array): Program<boolean> {
  const { key, plan } = what;
  if (plan.recompute) {
    const { mechanism } = plan;
    return isSame(yield* sign(arena, { mechanism, key: key.handle }, data), what.signature);
  }
  // A signature that is not DER is as wrong as one that does not verify.
  const raw = needsRaw(what) ? yield* toRaw(arena, what) : what.signature;
  if (raw === undefined) return false;
  const input = yield* prepare(arena, key, plan, data);
  return (yield* judging(arena, what, input, ofLength(plan, raw))) && isWhole(plan, raw);
}

/** The length of a code, where it is known, in bytes. */
function codeBytes({ asked }: Plan): number | undefined {
  const { mac } = asked.entry;
  const length = mac === 'asked' ? (asked.options as { macLength?: unknown }).macLength : mac;
  return typeof length === 'number' ? length : undefined;
}

/** openCryptoki 3.8 takes the beginning of an HMAC for the whole. */
function isWhole(plan: Plan, code: Uint8Array): boolean {
  return code.length === (codeBytes(plan) ?? code.length);
}

/** One of another length is wrong, whatever the token says, and ends the process in C_VerifyFinal of openCryptoki 3.27. */
function ofLength(plan: Plan, code: Uint8Array): Uint8Array {
  if (isWhole(plan, code)) return code;
  const other = new Uint8Array(codeBytes(plan)!);
  other.set(code.subarray(0, other.byteLength));
  return other;
}

function* outside(arena: Arena, what: Verification, data: Uint8Array): Program<boolean> {
  const verifier = outsideVerifier(arena, what);
  verifier.update(data);
  const object = yield* publicKeyObject(arena, what.key);
  return withTokensKey(() => verifier.verdict(object, what.signature));
}

function outsideVerifier(arena: Arena, { plan, format }: Verification): Verifier {
  // Wrong parameters are refused in the same words as on the token.
  encodeMechanism(arena, plan.asked);
  return verifierFor(plan.asked, format);
}

function verifyingParts(what: Verification, raw: Uint8Array): Multipart<BytesLike, boolean> {
  const { context, plan } = what;
  return partsOnTokenOrOutside(
    context,
    plan,
    'VERIFY',
    () => partsOnToken(what, raw),
    () => partsOutside(what),
  );
}

function partsOnToken(what: Verification, raw: Uint8Array): Multipart<BytesLike, boolean> {
  const { key, plan } = what;
  const { mechanism } = plan;
  const { handle } = key;
  if (plan.recompute) {
    const parts = signParts({ mechanism, key: handle });
    return {
      ...parts,
      what: 'verify',
      *finish(arena) {
        return isSame(yield* parts.finish(arena), raw);
      },
    };
  }
  return isPrepared(plan)
    ? preparingParts('verify', plan, function* (arena, input) {
        const hashed = yield* prepareHashed(arena, key, plan, input);
        return yield* judging(arena, what, hashed, raw);
      })
    : wholeOnly(what, raw, verifyParts(mechanism, handle, ofLength(plan, raw)));
}

function wholeOnly(
  what: Verification,
  raw: Uint8Array,
  parts: Multipart<BytesLike, boolean>,
): Multipart<BytesLike, boolean> {
  return {
    ...parts,
    *finish(arena) {
      const { key, plan } = what;
      const { entry } = plan.mechanism;
      const good = yield* orNoSignature(arena, key, entry, () => raw, parts.finish(arena), false);
      return good && isWhole(plan, raw);
    },
  };
}

function partsOutside(what: Verification): Multipart<BytesLike, boolean> {
  let verifier: Verifier | undefined;
  return {
    what: 'verify',
    // biome-ignore lint/correctness/useYield: nothing is called on the token.
    *begin(arena) {
      verifier = outsideVerifier(arena, what);
    },
    update: (chunk) =>
      // biome-ignore lint/correctness/useYield: hashing here calls nothing on the token.
      function* () {
        verifier!.update(toBytes('verify: chunk', chunk));
        return undefined;
      },
    *finish(arena) {
      const object = yield* publicKeyObject(arena, what.key);
      return withTokensKey(() => verifier!.verdict(object, what.signature));
    },
    *cancel() {},
  };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** DER to r and s, each as long as the key's order. */
function* toRaw(arena: Arena, { key, signature }: Verification): Program<Bytes | undefined> {
  const half = yield* halfBytes(arena, key);
  if (half !== undefined) return derToRaw(signature, half);
  throw new NotSupportedError("verify: format: 'der' needs a key on a named curve; pass the signature raw");
}
