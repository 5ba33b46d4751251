import { decrypt, decryptParts } from '../calls/decryption.ts';
import { encrypt, encryptParts } from '../calls/encryption.ts';
import { type BytesLike, isBytesLike, toBytes } from '../codec/bytes.ts';
import type { ChosenMechanism, MechanismOptions } from '../codec/mechanisms.ts';
import type { ParameterKinds } from '../codec/parameter-kinds.ts';
import { type Multipart, transform, transformStream, transformSync } from '../core/multipart.ts';
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
import { planMechanism } from './mechanism-choice.ts';

/**
 * The mechanism and its parameters. Without one: AES_CBC_PAD or DES3_CBC_PAD, which take `iv`, or RSA_PKCS_OAEP,
 * which takes `hash`, `mgf` and `label`.
 */
export type CipherOptions =
  | MechanismOptions
  | ({ readonly mechanism?: undefined } & Partial<ParameterKinds['iv']> & ParameterKinds['oaep']);

type Direction = 'encrypt' | 'decrypt';

const DIRECTIONS = {
  encrypt: { whole: encrypt, inParts: encryptParts },
  decrypt: { whole: decrypt, inParts: decryptParts },
} as const;

function plan(context: SessionContext, key: Key, method: string, options: CipherOptions): ChosenMechanism {
  const { keyType } = key;
  return planMechanism(context.offers, { method, operation: 'encrypt', keyType, options, ownOptions: [] })
    .mechanism;
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
  const { whole, inParts } = DIRECTIONS[direction];
  if (isBytesLike(data)) {
    return context.runner.run(direction, (arena) =>
      whole(arena, plan(context, key, direction, options), key.handle, toBytes('data', data)),
    );
  }
  assertChunks('data', data);
  return transform(context.runner, inParts(plan(context, key, direction, options), key.handle), data);
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
  const mechanism = plan(context, key, method, options);
  if (isBytesLike(data)) {
    return context.runner.runSync(method, (arena) =>
      whole(arena, mechanism, key.handle, toBytes('data', data)),
    );
  }
  assertSyncChunks('data', data);
  return transformSync(context.runner, inParts(mechanism, key.handle), data);
}

/** The same as a pair of Web Streams. */
export function cipherStream(
  context: SessionContext,
  key: Key,
  direction: Direction,
  options: CipherOptions,
): TransformStream<BytesLike, Bytes> {
  const parts: Multipart<BytesLike, Bytes> = DIRECTIONS[direction].inParts(
    plan(context, key, `${direction}Stream`, options),
    key.handle,
  );
  return transformStream(context.runner, parts) as TransformStream<BytesLike, Bytes>;
}
