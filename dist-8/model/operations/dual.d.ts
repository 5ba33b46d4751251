import { type BytesLike } from '../../codec/bytes.js';
import { type CallOptions } from '../../core/limits.js';
import { type Multipart } from '../../core/multipart.js';
import { type Bytes, type Chunks } from '../objects/data.js';
import { type ObjectReference } from '../objects/object.js';
import type { SessionContext } from '../session/context.js';
import { type DigestOptions } from '../session/digest.js';
import { type CipherOptions } from './cipher.js';
import { type SignOptions, type VerifyOptions } from './signature.js';
/** What `digestEncrypt` takes. */
export interface DigestEncryptOptions {
    readonly key: ObjectReference;
    /** As for `key.encrypt`. */
    readonly encryption?: CipherOptions | undefined;
    /** As for `session.digest`. */
    readonly digest?: DigestOptions | undefined;
}
export interface DecryptDigestOptions {
    readonly key: ObjectReference;
    readonly decryption?: CipherOptions | undefined;
    readonly digest?: DigestOptions | undefined;
}
export interface SignEncryptOptions {
    readonly key: ObjectReference;
    readonly encryption?: CipherOptions | undefined;
    readonly signingKey: ObjectReference;
    /** As for `signingKey.sign`. */
    readonly signing?: SignOptions | undefined;
}
export interface DecryptVerifyOptions {
    readonly key: ObjectReference;
    readonly decryption?: CipherOptions | undefined;
    readonly verificationKey: ObjectReference;
    readonly verification?: VerifyOptions | undefined;
    readonly signature: BytesLike;
}
/** What is decrypted is only there if the signature is good for it. */
export type DecryptedAndVerified = {
    readonly valid: true;
    readonly plaintext: Bytes;
} | {
    readonly valid: false;
    readonly plaintext: undefined;
};
type Gathering<T> = Multipart<BytesLike, T>;
export declare function digestEncrypting(context: SessionContext, options: DigestEncryptOptions): Gathering<{
    ciphertext: Bytes;
    digest: Bytes;
}>;
export declare function decryptDigesting(context: SessionContext, options: DecryptDigestOptions): Gathering<{
    plaintext: Bytes;
    digest: Bytes;
}>;
export declare function signEncrypting(context: SessionContext, options: SignEncryptOptions): Gathering<{
    ciphertext: Bytes;
    signature: Bytes;
}>;
export declare function decryptVerifying(context: SessionContext, options: DecryptVerifyOptions): Gathering<DecryptedAndVerified>;
/** Runs it over whole data, or data in parts. */
export declare function runDual<T>(context: SessionContext, operation: Gathering<T>, data: BytesLike | Chunks, options: CallOptions): Promise<T>;
export declare function runDualSync<T>(context: SessionContext, operation: Gathering<T>, data: BytesLike | Iterable<BytesLike>, options: object): T;
export {};
