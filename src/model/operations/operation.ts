import { type DigestPart, digestParts } from '../../calls/digesting.ts';
import { getOperationState } from '../../calls/sessions.ts';
import type { BytesLike } from '../../codec/bytes.ts';
import { keepMechanism } from '../../codec/mechanisms.ts';
import { NoRoomError } from '../../core/destination.ts';
import { type CallOptions, callOptions, limited, refuseLimits } from '../../core/limits.ts';
import { type Multipart, MultipartRun } from '../../core/multipart.ts';
import { AbortError, ModuleFaultError, NotSupportedError, Pkcs11Error, TimeoutError } from '../../errors.ts';
import type { Key } from '../keys/key.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { type DigestOptions, planDigest } from '../session/digest.ts';
import { cipherParts, type PublicCipherOptions } from './cipher.ts';
import { type SignOptions, signingParts, usingToSign } from './signature.ts';

const NOTHING = new Uint8Array(0);

/**
 * An operation part by part, by hand: where data comes in from several places, or what has been done so far is to be
 * saved (C_GetOperationState). It holds a lane of the session until it is finished or closed, and ends when it fails.
 * `Result` is what it gives in the end, `Chunk` what it takes in.
 */
export class Operation<Result = Bytes, Chunk = BytesLike> {
  readonly #run: MultipartRun<Chunk, Result>;
  readonly #operation: Multipart<Chunk, Result>;

  private constructor(context: SessionContext, operation: Multipart<Chunk, Result>) {
    this.#operation = operation;
    this.#run = new MultipartRun(context.runner, operation);
  }

  /** @internal */
  static begin<R, C>(
    context: SessionContext,
    operation: Multipart<C, R>,
    options?: CallOptions,
  ): Promise<Operation<R, C>> {
    const begun = new Operation(context, operation);
    return limited(
      operation.what,
      options,
      async (limit) => {
        await begun.#run.begin(limit);
        return begun;
      },
      () => begun.close(),
    );
  }

  /** @internal */
  static beginSync<R, C>(
    context: SessionContext,
    operation: Multipart<C, R>,
    options?: object,
  ): Operation<R, C> {
    refuseLimits(operation.what, options);
    const begun = new Operation(context, operation);
    begun.#run.beginSync();
    return begun;
  }

  /** Takes a part in. What comes back is the output it causes: none but in encryption and decryption. */
  async update(chunk: Chunk, options?: CallOptions): Promise<Bytes> {
    callOptions('update', options);
    const work = () => limited('update', options, (limit) => this.#run.update(chunk, limit));
    return (await this.#orEnd(work)) ?? NOTHING.slice();
  }

  updateSync(chunk: Chunk): Bytes {
    return this.#orEndSync(() => this.#run.updateSync(chunk)) ?? NOTHING.slice();
  }

  /** Ends the operation: the rest of its output, the digest or signature, or whether the signature is good. */
  async finish(options?: CallOptions): Promise<Result> {
    callOptions('finish', options);
    return this.#orEnd(() => limited('finish', options, (limit) => this.#run.finish(limit)));
  }

  finishSync(): Result {
    return this.#orEndSync(() => this.#run.finishSync());
  }

  /**
   * How far it has come, for `session.restoreOperation`; it goes on itself, too. The bytes are the token's own, and may
   * hold a key.
   * @throws Pkcs11Error CKR_STATE_UNSAVEABLE, CKR_FUNCTION_NOT_SUPPORTED: most tokens do not tell
   */
  async saveState(options?: CallOptions): Promise<Bytes> {
    callOptions('saveState', options);
    this.#assertSavable();
    return limited('saveState', options, (limit) => this.#run.inspect(getOperationState, limit));
  }

  saveStateSync(): Bytes {
    this.#assertSavable();
    return this.#run.inspectSync(getOperationState);
  }

  #assertSavable(): void {
    if (this.#operation.outside === true) {
      throw new NotSupportedError(
        'saveState: the token gets all at the end, and what waits here, hashed or not, has no state to save',
      );
    }
    if (this.#operation.waiting?.() === true) {
      throw new NotSupportedError(
        'saveState: the token takes only whole blocks, and a part of one waits here: save where a block ends',
      );
    }
  }

  /** Gives the operation up if it is not finished, and frees its lane. Closing twice is no error. */
  async close(options?: CallOptions): Promise<void> {
    return limited('close', callOptions('close', options), () => this.#run.end());
  }

  /** @throws BusyError while an asynchronous part is under way */
  closeSync(): void {
    this.#run.endSync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.dispose](): void {
    this.closeSync();
  }

  /** What the token has refused is over there, too: nobody should have to close it besides. */
  async #orEnd<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isFatal(error)) await this.#run.end();
      // What was given up ends behind its caller's back: how much of it the token has taken in, nobody knows.
      if (isGivenUp(error)) void this.#run.end();
      throw error;
    }
  }

  #orEndSync<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (isFatal(error)) this.#run.endSync();
      throw error;
    }
  }
}

function isGivenUp(error: unknown): boolean {
  return error instanceof AbortError || error instanceof TimeoutError;
}

function isFatal(error: unknown): boolean {
  return error instanceof Pkcs11Error || error instanceof ModuleFaultError || error instanceof NoRoomError;
}

export function digestByHand(
  context: SessionContext,
  method: string,
  options: DigestOptions,
): Multipart<DigestPart, Bytes> {
  return digestParts(keepMechanism(planDigest(context, method, options)));
}

export function cipherByHand(
  context: SessionContext,
  key: Key,
  direction: 'encrypt' | 'decrypt',
  options: PublicCipherOptions,
): Multipart<BytesLike, Bytes> {
  return cipherParts(context, key, direction, `${direction}Operation`, options);
}

export function signByHand(
  context: SessionContext,
  key: Key,
  options: SignOptions,
): Multipart<BytesLike, Bytes> {
  const { usage, how } = usingToSign(context, key, 'signOperation', options);
  return usage.parts(signingParts(key, how));
}
