import { type DigestPart, digestParts } from '../../calls/digesting.ts';
import { getOperationState } from '../../calls/sessions.ts';
import type { BytesLike } from '../../codec/bytes.ts';
import { keepMechanism } from '../../codec/mechanisms.ts';
import { type Multipart, MultipartRun } from '../../core/multipart.ts';
import { ModuleFaultError, NotSupportedError, Pkcs11Error } from '../../errors.ts';
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
  static async begin<R, C>(context: SessionContext, operation: Multipart<C, R>): Promise<Operation<R, C>> {
    const begun = new Operation(context, operation);
    await begun.#run.begin();
    return begun;
  }

  /** @internal */
  static beginSync<R, C>(context: SessionContext, operation: Multipart<C, R>): Operation<R, C> {
    const begun = new Operation(context, operation);
    begun.#run.beginSync();
    return begun;
  }

  /** Takes a part in. What comes back is the output it causes: none but in encryption and decryption. */
  async update(chunk: Chunk): Promise<Bytes> {
    return (await this.#orEnd(() => this.#run.update(chunk))) ?? NOTHING.slice();
  }

  updateSync(chunk: Chunk): Bytes {
    return this.#orEndSync(() => this.#run.updateSync(chunk)) ?? NOTHING.slice();
  }

  /** Ends the operation: the rest of its output, the digest or signature, or whether the signature is good. */
  finish(): Promise<Result> {
    return this.#orEnd(() => this.#run.finish());
  }

  finishSync(): Result {
    return this.#orEndSync(() => this.#run.finishSync());
  }

  /**
   * How far it has come, for `session.restoreOperation`; it goes on itself, too. The bytes are the token's own, and may
   * hold a key.
   * @throws Pkcs11Error CKR_STATE_UNSAVEABLE, CKR_FUNCTION_NOT_SUPPORTED: most tokens do not tell
   */
  async saveState(): Promise<Bytes> {
    this.#assertSavable();
    return this.#run.inspect(getOperationState);
  }

  saveStateSync(): Bytes {
    this.#assertSavable();
    return this.#run.inspectSync(getOperationState);
  }

  #assertSavable(): void {
    if (this.#operation.outside !== true) return;
    throw new NotSupportedError(
      'saveState: the token takes only hashes, and hashing here has no state to save',
    );
  }

  /** Gives the operation up if it is not finished, and frees its lane. Closing twice is no error. */
  close(): Promise<void> {
    return this.#run.end();
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

function isFatal(error: unknown): boolean {
  return error instanceof Pkcs11Error || error instanceof ModuleFaultError;
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
