import { decrypt, decryptParts } from '../../calls/decryption.ts';
import { encrypt, encryptParts } from '../../calls/encryption.ts';
import { gathering } from '../../calls/gathering.ts';
import type { KeyUse } from '../../calls/operation.ts';
import { type BytesLike, copyBytes, isBytesLike } from '../../codec/bytes.ts';
import { encodeMechanism, keepMechanism, type MechanismOptions } from '../../codec/mechanisms.ts';
import type { ParameterKinds } from '../../codec/parameter-kinds.ts';
import { Destination, delivering } from '../../core/destination.ts';
import { type CallOptions, refuseLimits } from '../../core/limits.ts';
import { type Multipart, transform, transformSync } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import { type StreamPair, streamPair } from '../../core/web-streams.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import {
  isUncertain,
  onTokenOrOutside,
  outsideOf,
  partsOnTokenOrOutside,
  type SoftwareOption,
} from '../choosing/fallback.ts';
import { keepPlan, type Plan, planMechanism } from '../choosing/mechanism-choice.ts';
import { encryptOutside } from '../choosing/software.ts';
import type { Key } from '../keys/key.ts';
import { publicKeyObject, withTokensKey } from '../keys/public-key-object.ts';
import {
  assertChunks,
  assertSyncChunks,
  type Bytes,
  type Chunks,
  type Result,
  type SyncResult,
} from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { blockwise, type CipherWays } from './cipher-blocks.ts';
import { KeyUsage, type OnWhole, type PinOption } from './key-use.ts';
import { wantsWhole, wholeCiphertext } from './whole-ciphertexts.ts';

/**
 * The mechanism and its parameters. Without one: AES_CBC_PAD or DES3_CBC_PAD, which take `iv`, or RSA_PKCS_OAEP,
 * which takes `hash`, `mgf` and `oaepLabel`.
 */
export type CipherOptions = PinOption &
  (
    | MechanismOptions
    | ({ readonly mechanism?: undefined } & Partial<ParameterKinds['iv']> & ParameterKinds['oaep'])
  );

type Direction = 'encrypt' | 'decrypt';

/** The same for public keys, with which node:crypto can encrypt, too. */
export type PublicCipherOptions = CipherOptions & SoftwareOption;

/** An option of what encrypts and decrypts. */
export interface OutputOption<B extends ArrayBufferLike = ArrayBuffer> {
  /**
   * Memory of your own for the result, so that none is made for it: use it again and again. What comes back is a view
   * of its beginning, as long as the result; what lies behind that is undefined. Of what comes in parts each is such a
   * view, and good until you ask for the next: this is not for stages of a pipeline, which may keep parts for later.
   *
   * Synchronous methods have the module write to it without a copy where it has room for the data (or the largest of
   * its parts) and 32 bytes more (1040 with mechanisms other than ECB, CBC, CTR and AEADs), from 16 KiB on, unless it
   * overlaps the data, is shared, or resizable. Where the module fails, what it may have written is wiped. Asynchronous
   * methods copy the result into it at the end: until then it has to stay where it is.
   *
   * If it is too short for the result, that is lost, an operation in parts ends, and the method throws `RangeError`.
   */
  readonly output?: Uint8Array<B> | undefined;
}

/** What encrypts or decrypts takes. */
type Options = PublicCipherOptions & OutputOption<ArrayBufferLike> & CallOptions;

const DIRECTIONS = {
  encrypt: { whole: encrypt, inParts: encryptParts, use: 'ENCRYPT', sync: 'encryptSync' },
  decrypt: { whole: decrypt, inParts: decryptParts, use: 'DECRYPT', sync: 'decryptSync' },
} as const;

const OPTIONS = {
  /** Where output is gone when the next comes. */
  passing: { own: ['pin', 'output'], public: ['pin', 'software', 'output'] },
  /** Where it is kept for later. */
  kept: { own: ['pin'], public: ['pin', 'software'] },
} as const;

export function planCipher(
  context: SessionContext,
  key: Key,
  direction: Direction,
  method: string,
  options: PublicCipherOptions,
  output: keyof typeof OPTIONS = 'passing',
  watched = true,
): Plan {
  const { keyType } = key;
  const { use } = DIRECTIONS[direction];
  const ownOptions = OPTIONS[output][key.objectClass === 'PUBLIC_KEY' ? 'public' : 'own'];
  const outside = use === 'ENCRYPT' ? outsideOf(context, key, method, options, use) : undefined;
  const plan = planMechanism(context.profile, {
    method,
    operation: 'encrypt',
    keyType,
    options,
    ownOptions,
    use,
    confidentialUse: 'DECRYPT',
    watched,
    outside,
  });
  if (
    use === 'ENCRYPT' &&
    context.profile.traits.ownNonce === true &&
    plan.asked.entry.ivBytes !== undefined
  ) {
    throw new NotSupportedError(`${method}: iv: the token makes its own: use seal or encryptWithNewIv`);
  }
  return plan;
}

/** An operation as it was planned, on the token or outside. */
interface Planned {
  readonly usage: KeyUsage;
  /** Where the output goes, if the caller has memory for it. */
  readonly to: Destination | undefined;
  readonly whole: OnWhole<Bytes>;
  inParts(use: KeyUse): Multipart<BytesLike, Bytes>;
}

function plan(
  context: SessionContext,
  key: Key,
  direction: Direction,
  method: string,
  options: Options,
  output?: keyof typeof OPTIONS,
): Planned {
  const chosen = planCipher(context, key, direction, method, options, output);
  const to = destinationOf(context, method, options);
  const ways = blockwise(context, direction, chosen.mechanism, DIRECTIONS[direction]);
  const usage = new KeyUsage(context, key, ways.mechanism ?? chosen.mechanism, options);
  if (direction === 'decrypt' && wantsWhole(context, chosen.mechanism)) {
    return { usage, to, ...withWholeCiphertexts(key, ways, to) };
  }
  if (direction === 'encrypt' && chosen.replaceable) {
    return { usage, to, ...encryptingSomewhere(context, key, chosen, ways, to) };
  }
  const { whole, inParts } = to === undefined ? ways : waysTo(ways, to);
  return { usage, to, whole, inParts };
}

function waysTo({ whole, inParts }: CipherWays, to: Destination | undefined): CipherWays {
  return {
    whole: (arena, use, bytes) => whole(arena, use, bytes, to),
    inParts: (use) => inParts(use, to),
  };
}

function withWholeCiphertexts(key: Key, ways: CipherWays, to: Destination | undefined): CipherWays {
  return {
    ...waysTo(ways, to),
    *whole(arena, use, bytes) {
      // Reading the key takes time, in which what is the caller's may change.
      const kept = copyBytes('data', bytes);
      const later = { ...use, mechanism: keepMechanism(use.mechanism) };
      return yield* ways.whole(arena, later, yield* wholeCiphertext(arena, key, kept), to);
    },
  };
}

/** Encryption that node:crypto does if the token does not. */
function encryptingSomewhere(
  context: SessionContext,
  key: Key,
  chosen: Plan,
  { whole, inParts }: CipherWays,
  to: Destination | undefined,
): CipherWays {
  // Whatever comes second, or begins later, must not see what became of the caller's options meanwhile.
  let kept: Plan | undefined;
  const keep = (): Plan => (kept ??= keepPlan(chosen));
  return {
    whole(arena, use, bytes) {
      const data = isUncertain(chosen) ? copyBytes('data', bytes) : bytes;
      const plan = keep();
      const onToken = (): Program<Bytes> => whole(arena, use, data, to);
      const instead = () => outside(arena, key, plan, data, to);
      return onTokenOrOutside(context, plan, 'ENCRYPT', onToken, instead);
    },
    inParts(use) {
      const plan = keep();
      const onToken = (): Multipart<BytesLike, Bytes> => inParts(use, to);
      const instead = () => delivering(partsOutside(key, plan), to);
      return partsOnTokenOrOutside(context, plan, 'ENCRYPT', onToken, instead);
    },
  };
}

function destinationOf(
  context: SessionContext,
  method: string,
  { output }: Options,
): Destination | undefined {
  if (output === undefined) return undefined;
  // What a token puts off (v3.2) it goes on writing when a worker thread that waits for it is terminated.
  return new Destination(method, output, !context.asynchronous);
}

function* outside(
  arena: Arena,
  key: Key,
  { asked }: Plan,
  data: Uint8Array,
  to?: Destination,
): Program<Bytes> {
  // Wrong parameters are refused in the same words as on the token.
  encodeMechanism(arena, asked);
  const kept = copyBytes('data', data);
  const object = yield* publicKeyObject(arena, key);
  const result = withTokensKey(() => encryptOutside(object, asked, kept));
  return to?.put(result) ?? result;
}

/** What public keys encrypt is a block: it comes at the end. */
function partsOutside(key: Key, chosen: Plan): Multipart<BytesLike, Bytes> {
  return {
    ...gathering('encrypt', (arena, data) => outside(arena, key, chosen, data)),
    // biome-ignore lint/correctness/useYield: it only refuses wrong parameters.
    *begin(arena) {
      encodeMechanism(arena, chosen.asked);
    },
  };
}

/** Encrypts or decrypts whole data, or data in parts. */
export function runCipher<D extends BytesLike | Chunks, B extends ArrayBufferLike>(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: D,
  options: PublicCipherOptions & OutputOption<B> & CallOptions,
): Result<D, B>;
export function runCipher(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: unknown,
  options: Options,
): Promise<Bytes> | AsyncGenerator<Bytes, void, undefined> {
  if (isBytesLike(data)) return runWhole(context, key, direction, data, options);
  assertChunks('data', data);
  return transform(context.runner, parts(plan(context, key, direction, direction, options)), data, options);
}

async function runWhole(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: BytesLike,
  options: Options,
): Promise<Bytes> {
  const { usage, whole } = plan(context, key, direction, direction, options);
  return usage.run(direction, data, whole);
}

/** The operation in parts, by whoever has them. */
export function cipherParts(
  context: SessionContext,
  key: Key,
  direction: Direction,
  method: string,
  options: PublicCipherOptions & OutputOption,
): Multipart<BytesLike, Bytes> {
  return parts(plan(context, key, direction, method, options));
}

/** The key as it is used on the token, for what nothing else can do. */
export function cipherOnToken(
  context: SessionContext,
  key: Key,
  direction: Direction,
  method: string,
  options: CipherOptions,
): KeyUsage {
  const { where, mechanism } = planCipher(context, key, direction, method, options, 'kept', false);
  if (where === 'token') return new KeyUsage(context, key, mechanism, options);
  throw new NotSupportedError(`${method}: the token does not offer ${mechanism.name}`);
}

function parts({ usage, inParts, to }: Planned): Multipart<BytesLike, Bytes> {
  const operation = usage.parts(inParts);
  return to === undefined ? operation : { ...operation, abandon: () => to.abandon() };
}

export function runCipherSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike>(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: D,
  options: PublicCipherOptions & OutputOption<B>,
): SyncResult<D, B>;
export function runCipherSync(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: unknown,
  options: Options,
): Bytes | Generator<Bytes, void, undefined> {
  const method = DIRECTIONS[direction].sync;
  const planned = plan(context, key, direction, method, options);
  refuseLimits(method, options);
  if (isBytesLike(data)) return planned.usage.runSync(method, data, planned.whole);
  assertSyncChunks('data', data);
  return transformSync(context.runner, parts(planned), data);
}

/** The same as a pair of Web Streams. */
export function cipherStream(
  context: SessionContext,
  key: Key,
  direction: Direction,
  options: PublicCipherOptions & CallOptions,
): StreamPair<BytesLike> {
  const operation = parts(plan(context, key, direction, `${direction}Stream`, options, 'kept'));
  return streamPair(context.runner, operation, options);
}
