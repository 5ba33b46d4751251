import type { BytesLike } from '../../codec/bytes.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { Key } from '../keys/key.ts';
import type { Bytes, Chunks } from '../objects/data.ts';
import {
  type DecryptDigestOptions,
  type DecryptedAndVerified,
  type DecryptVerifyOptions,
  type DigestEncryptOptions,
  decryptDigesting,
  decryptVerifying,
  digestEncrypting,
  runDual,
  runDualSync,
  type SignEncryptOptions,
  signEncrypting,
} from '../operations/dual.ts';
import { digestByHand, Operation } from '../operations/operation.ts';
import { type DigestInput, type DigestOptions, runDigest, runDigestSync } from './digest.ts';
import {
  type DetachedOperation,
  type JoinedResult,
  type JoinOptions,
  joining,
  type PendingOperation,
  pendingOperation,
} from './pending-operations.ts';
import {
  type RestoreOptions,
  restoring,
  type SavableOperation,
  type SavableOperations,
} from './restoring.ts';
import { SessionObjects } from './session-objects.ts';

/** The operations of a session that are not those of one key. */
export abstract class SessionOperations extends SessionObjects {
  /**
   * Digests data on the token; SHA-256 unless another mechanism is named. Secret keys may stand for data, alone or
   * among parts: their value is digested and stays on the token.
   */
  digest(data: DigestInput, options: DigestOptions & CallOptions = {}): Promise<Bytes> {
    return runDigest(this.context, data, options);
  }

  digestSync(data: DigestInput<Iterable<BytesLike | Key>>, options: DigestOptions = {}): Bytes {
    return runDigestSync(this.context, data, options);
  }

  /** Digests data part by part, by hand. */
  async digestOperation(
    options: DigestOptions & CallOptions = {},
  ): Promise<Operation<Bytes, BytesLike | Key>> {
    return Operation.begin(this.context, digestByHand(this.context, 'digestOperation', options), options);
  }

  digestOperationSync(options: DigestOptions = {}): Operation<Bytes, BytesLike | Key> {
    return Operation.beginSync(
      this.context,
      digestByHand(this.context, 'digestOperationSync', options),
      options,
    );
  }

  /** Takes up an operation where `saveState` left it, in this or another session with the token. */
  async restoreOperation<O extends SavableOperation>(
    operation: O,
    state: BytesLike,
    options: RestoreOptions & CallOptions = {},
  ): Promise<SavableOperations[O]> {
    const parts = restoring(this.context, operation, state, options);
    return (await Operation.begin(this.context, parts, options)) as SavableOperations[O];
  }

  restoreOperationSync<O extends SavableOperation>(
    operation: O,
    state: BytesLike,
    options: RestoreOptions = {},
  ): SavableOperations[O] {
    const parts = restoring(this.context, operation, state, options);
    return Operation.beginSync(this.context, parts, options) as SavableOperations[O];
  }

  /** Encrypts data, whole or in parts, and digests it in the same pass (for tokens with DUAL_CRYPTO_OPERATIONS). */
  async digestEncrypt(
    data: BytesLike | Chunks,
    options: DigestEncryptOptions & CallOptions,
  ): Promise<{ ciphertext: Bytes; digest: Bytes }> {
    return runDual(this.context, digestEncrypting(this.context, options), data, options);
  }

  digestEncryptSync(
    data: BytesLike | Iterable<BytesLike>,
    options: DigestEncryptOptions,
  ): { ciphertext: Bytes; digest: Bytes } {
    return runDualSync(this.context, digestEncrypting(this.context, options), data, options);
  }

  /** Decrypts data and digests what comes out. */
  async decryptDigest(
    ciphertext: BytesLike | Chunks,
    options: DecryptDigestOptions & CallOptions,
  ): Promise<{ plaintext: Bytes; digest: Bytes }> {
    return runDual(this.context, decryptDigesting(this.context, options), ciphertext, options);
  }

  decryptDigestSync(
    ciphertext: BytesLike | Iterable<BytesLike>,
    options: DecryptDigestOptions,
  ): { plaintext: Bytes; digest: Bytes } {
    return runDualSync(this.context, decryptDigesting(this.context, options), ciphertext, options);
  }

  /** Encrypts data and signs it, that is, the plaintext. */
  async signEncrypt(
    data: BytesLike | Chunks,
    options: SignEncryptOptions & CallOptions,
  ): Promise<{ ciphertext: Bytes; signature: Bytes }> {
    return runDual(this.context, signEncrypting(this.context, options), data, options);
  }

  signEncryptSync(
    data: BytesLike | Iterable<BytesLike>,
    options: SignEncryptOptions,
  ): { ciphertext: Bytes; signature: Bytes } {
    return runDualSync(this.context, signEncrypting(this.context, options), data, options);
  }

  /** Decrypts data, and gives it out only if the signature is good for it. */
  async decryptVerify(
    ciphertext: BytesLike | Chunks,
    options: DecryptVerifyOptions & CallOptions,
  ): Promise<DecryptedAndVerified> {
    return runDual(this.context, decryptVerifying(this.context, options), ciphertext, options);
  }

  decryptVerifySync(
    ciphertext: BytesLike | Iterable<BytesLike>,
    options: DecryptVerifyOptions,
  ): DecryptedAndVerified {
    return runDualSync(this.context, decryptVerifying(this.context, options), ciphertext, options);
  }

  /** What the token goes on with in the background, of a session opened with `asynchronous` (v3.2). */
  get pendingOperations(): PendingOperation[] {
    this.assertOpen();
    return [...this.runner.lanes.pending()].map(pendingOperation);
  }

  /** Waits for an operation that this or another program has detached, and takes its result. */
  async joinOperation(
    operation: DetachedOperation,
    options: JoinOptions & CallOptions = {},
  ): Promise<JoinedResult> {
    return this.runner.run('joinOperation', joining(this.context, operation, options), options);
  }

  joinOperationSync(operation: DetachedOperation, options: JoinOptions = {}): JoinedResult {
    return this.runner.runSync('joinOperationSync', joining(this.context, operation, options), options);
  }
}
