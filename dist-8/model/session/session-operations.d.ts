import type { BytesLike } from '../../codec/bytes.js';
import type { CallOptions } from '../../core/limits.js';
import type { Key } from '../keys/key.js';
import type { Bytes, Chunks } from '../objects/data.js';
import { type DecryptDigestOptions, type DecryptedAndVerified, type DecryptVerifyOptions, type DigestEncryptOptions, type SignEncryptOptions } from '../operations/dual.js';
import { Operation } from '../operations/operation.js';
import { type DigestInput, type DigestOptions } from './digest.js';
import { type DetachedOperation, type JoinedResult, type JoinOptions, type PendingOperation } from './pending-operations.js';
import { type RestoreOptions, type SavableOperation, type SavableOperations } from './restoring.js';
import { SessionObjects } from './session-objects.js';
/** The operations of a session that are not those of one key. */
export declare abstract class SessionOperations extends SessionObjects {
    /**
     * Digests data on the token; SHA-256 unless another mechanism is named. Secret keys may stand for data, alone or
     * among parts: their value is digested and stays on the token.
     */
    digest(data: DigestInput, options?: DigestOptions & CallOptions): Promise<Bytes>;
    digestSync(data: DigestInput<Iterable<BytesLike | Key>>, options?: DigestOptions): Bytes;
    /** Digests data part by part, by hand. */
    digestOperation(options?: DigestOptions & CallOptions): Promise<Operation<Bytes, BytesLike | Key>>;
    digestOperationSync(options?: DigestOptions): Operation<Bytes, BytesLike | Key>;
    /** Takes up an operation where `saveState` left it, in this or another session with the token. */
    restoreOperation<O extends SavableOperation>(operation: O, state: BytesLike, options?: RestoreOptions & CallOptions): Promise<SavableOperations[O]>;
    restoreOperationSync<O extends SavableOperation>(operation: O, state: BytesLike, options?: RestoreOptions): SavableOperations[O];
    /** Encrypts data, whole or in parts, and digests it in the same pass (for tokens with DUAL_CRYPTO_OPERATIONS). */
    digestEncrypt(data: BytesLike | Chunks, options: DigestEncryptOptions & CallOptions): Promise<{
        ciphertext: Bytes;
        digest: Bytes;
    }>;
    digestEncryptSync(data: BytesLike | Iterable<BytesLike>, options: DigestEncryptOptions): {
        ciphertext: Bytes;
        digest: Bytes;
    };
    /** Decrypts data and digests what comes out. */
    decryptDigest(ciphertext: BytesLike | Chunks, options: DecryptDigestOptions & CallOptions): Promise<{
        plaintext: Bytes;
        digest: Bytes;
    }>;
    decryptDigestSync(ciphertext: BytesLike | Iterable<BytesLike>, options: DecryptDigestOptions): {
        plaintext: Bytes;
        digest: Bytes;
    };
    /** Encrypts data and signs it, that is, the plaintext. */
    signEncrypt(data: BytesLike | Chunks, options: SignEncryptOptions & CallOptions): Promise<{
        ciphertext: Bytes;
        signature: Bytes;
    }>;
    signEncryptSync(data: BytesLike | Iterable<BytesLike>, options: SignEncryptOptions): {
        ciphertext: Bytes;
        signature: Bytes;
    };
    /** Decrypts data, and gives it out only if the signature is good for it. */
    decryptVerify(ciphertext: BytesLike | Chunks, options: DecryptVerifyOptions & CallOptions): Promise<DecryptedAndVerified>;
    decryptVerifySync(ciphertext: BytesLike | Iterable<BytesLike>, options: DecryptVerifyOptions): DecryptedAndVerified;
    /** What the token goes on with in the background, of a session opened with `asynchronous` (v3.2). */
    get pendingOperations(): PendingOperation[];
    /** Waits for an operation that this or another program has detached, and takes its result. */
    joinOperation(operation: DetachedOperation, options?: JoinOptions & CallOptions): Promise<JoinedResult>;
    joinOperationSync(operation: DetachedOperation, options?: JoinOptions): JoinedResult;
}
