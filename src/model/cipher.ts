import { decrypt, decryptParts } from '../calls/decryption.ts';
import { encrypt, encryptParts } from '../calls/encryption.ts';
import { type BytesLike, isBytesLike } from '../codec/bytes.ts';
import type { MechanismOptions } from '../codec/mechanisms.ts';
import type { ParameterKinds } from '../codec/parameter-kinds.ts';
import { transform, transformSync } from '../core/multipart.ts';
import { type StreamPair, streamPair } from '../core/web-streams.ts';
import type { SessionContext } from './context.ts';
import {
  assertChunks,
  assertSyncChunks,
  type Bytes,
  type Chunks,
  type Result,
  type SyncResult,
} from './data.ts';
import type { Key } from './key.ts';
import { KeyUsage, type PinOption } from './key-use.ts';
import { planMechanism } from './mechanism-choice.ts';

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

const DIRECTIONS = {
  encrypt: { whole: encrypt, inParts: encryptParts },
  decrypt: { whole: decrypt, inParts: decryptParts },
} as const;

function plan(context: SessionContext, key: Key, method: string, options: CipherOptions): KeyUsage {
  const { keyType } = key;
  const request = { method, operation: 'encrypt', keyType, options, ownOptions: ['pin'] } as const;
  return new KeyUsage(context, key, planMechanism(context.offers, request).mechanism, options);
}

/** Encrypts or decrypts whole data, or data in parts. */
export function runCipher<D extends BytesLike | Chunks>(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: D,
  options: CipherOptions,
): Result<D>;
export function runCipher(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: unknown,
  options: CipherOptions,
): Promise<Bytes> | AsyncGenerator<Bytes, void, undefined> {
  if (isBytesLike(data)) return runWhole(context, key, direction, data, options);
  assertChunks('data', data);
  return transform(
    context.runner,
    plan(context, key, direction, options).parts(DIRECTIONS[direction].inParts),
    data,
  );
}

async function runWhole(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: BytesLike,
  options: CipherOptions,
): Promise<Bytes> {
  const { whole } = DIRECTIONS[direction];
  const usage = plan(context, key, direction, options);
  return usage.run(direction, data, (use, bytes) => (arena) => whole(arena, use, bytes));
}

export function runCipherSync<D extends BytesLike | Iterable<BytesLike>>(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: D,
  options: CipherOptions,
): SyncResult<D>;
export function runCipherSync(
  context: SessionContext,
  key: Key,
  direction: Direction,
  data: unknown,
  options: CipherOptions,
): Bytes | Generator<Bytes, void, undefined> {
  const { whole, inParts } = DIRECTIONS[direction];
  const method = `${direction}Sync`;
  const usage = plan(context, key, method, options);
  if (isBytesLike(data)) {
    return usage.runSync(method, data, (use, bytes) => (arena) => whole(arena, use, bytes));
  }
  assertSyncChunks('data', data);
  return transformSync(context.runner, usage.parts(inParts), data);
}

/** The same as a pair of Web Streams. */
export function cipherStream(
  context: SessionContext,
  key: Key,
  direction: Direction,
  options: CipherOptions,
): StreamPair<BytesLike> {
  const usage = plan(context, key, `${direction}Stream`, options);
  return streamPair(context.runner, usage.parts(DIRECTIONS[direction].inParts));
}
