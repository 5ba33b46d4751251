import { type DigestPart } from '../../calls/digesting.js';
import type { BytesLike } from '../../codec/bytes.js';
import { type CallOptions } from '../../core/limits.js';
import { type Multipart } from '../../core/multipart.js';
import type { Key } from '../keys/key.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { type DigestOptions } from '../session/digest.js';
import { type PublicCipherOptions } from './cipher.js';
import { type SignOptions } from './signature.js';
/**
 * An operation part by part, by hand: where data comes in from several places, or what has been done so far is to be
 * saved (C_GetOperationState). It holds a lane of the session until it is finished or closed, and ends when it fails.
 * `Result` is what it gives in the end, `Chunk` what it takes in.
 */
export declare class Operation<Result = Bytes, Chunk = BytesLike> {
    #private;
    private constructor();
    /** Takes a part in. What comes back is the output it causes: none but in encryption and decryption. */
    update(chunk: Chunk, options?: CallOptions): Promise<Bytes>;
    updateSync(chunk: Chunk): Bytes;
    /** Ends the operation: the rest of its output, the digest or signature, or whether the signature is good. */
    finish(options?: CallOptions): Promise<Result>;
    finishSync(): Result;
    /**
     * How far it has come, for `session.restoreOperation`; it goes on itself, too. The bytes are the token's own, and may
     * hold a key.
     * @throws Pkcs11Error CKR_STATE_UNSAVEABLE, CKR_FUNCTION_NOT_SUPPORTED: most tokens do not tell
     */
    saveState(options?: CallOptions): Promise<Bytes>;
    saveStateSync(): Bytes;
    /** Gives the operation up if it is not finished, and frees its lane. Closing twice is no error. */
    close(options?: CallOptions): Promise<void>;
    /** @throws BusyError while an asynchronous part is under way */
    closeSync(): void;
    [Symbol.asyncDispose](): Promise<void>;
    [Symbol.dispose](): void;
}
export declare function digestByHand(context: SessionContext, method: string, options: DigestOptions): Multipart<DigestPart, Bytes>;
export declare function cipherByHand(context: SessionContext, key: Key, direction: 'encrypt' | 'decrypt', options: PublicCipherOptions): Multipart<BytesLike, Bytes>;
export declare function signByHand(context: SessionContext, key: Key, options: SignOptions): Multipart<BytesLike, Bytes>;
