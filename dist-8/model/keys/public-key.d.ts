import type { BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { StreamPair } from '../../core/web-streams.js';
import type { Ulong } from '../../native/abi.js';
import { type OperationPlan } from '../choosing/planning.js';
import type { Certificate } from '../objects/certificate.js';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.js';
import type { ObjectReference } from '../objects/object.js';
import { type OutputOption, type PublicCipherOptions } from '../operations/cipher.js';
import { type MessageSignatureOptions, MessageSignatureRun } from '../operations/message-signatures.js';
import { Operation } from '../operations/operation.js';
import { type RecoverOptions, type VerifySignatureOptions } from '../operations/recovery.js';
import { type PublicVerifyOptions } from '../operations/verification.js';
import { type EncapsulatedKey, type EncapsulateOptions } from './encapsulation.js';
import { Key } from './key.js';
import { type WrapOptions } from './key-transport.js';
/** A public key (PKCS #11 v3.2 §4.8). */
export declare class PublicKey extends Key {
    /**
     * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
     * hashed or padded outside. Nothing is sent to the token.
     * @throws NotSupportedError as the operation would
     */
    plan(operation: 'verify', options?: PublicVerifyOptions): OperationPlan;
    plan(operation: 'encrypt', options?: PublicCipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
    /** Encrypts data; RSA_PKCS_OAEP unless another mechanism is named. */
    encrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: PublicCipherOptions & OutputOption<B> & CallOptions): Result<D, B>;
    encryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: PublicCipherOptions & OutputOption<B>): SyncResult<D, B>;
    encryptStream(options?: PublicCipherOptions & CallOptions): StreamPair<BytesLike>;
    /** Encrypts part by part, by hand. */
    encryptOperation(options?: PublicCipherOptions & OutputOption & CallOptions): Promise<Operation>;
    encryptOperationSync(options?: PublicCipherOptions & OutputOption): Operation;
    /** Whether a signature is good: false for a wrong one, an error for anything else. */
    verify(data: BytesLike | Chunks, signature: BytesLike, options?: PublicVerifyOptions & CallOptions): Promise<boolean>;
    verifySync(data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options?: PublicVerifyOptions): boolean;
    /** Verifies part by part, by hand. */
    verifyOperation(signature: BytesLike, options?: PublicVerifyOptions & CallOptions): Promise<Operation<boolean>>;
    verifyOperationSync(signature: BytesLike, options?: PublicVerifyOptions): Operation<boolean>;
    /** Sets the key up to verify any number of messages (v3.0). */
    messageVerifier(options?: MessageSignatureOptions & CallOptions): Promise<MessageSignatureRun>;
    messageVerifierSync(options?: MessageSignatureOptions): MessageSignatureRun;
    /** Encrypts another key, which must be extractable, for the owner of the private key. */
    wrapKey(key: ObjectReference, options?: WrapOptions & CallOptions): Promise<Bytes>;
    wrapKeySync(key: ObjectReference, options?: WrapOptions): Bytes;
    /** The data that a signature made by `signRecover` holds; undefined if the signature is wrong. */
    verifyRecover(signature: BytesLike, options?: RecoverOptions & CallOptions): Promise<Bytes | undefined>;
    verifyRecoverSync(signature: BytesLike, options?: RecoverOptions): Bytes | undefined;
    /** The same as `verify`, by the functions of v3.2 that take the signature before the data. */
    verifySignature(data: BytesLike | Chunks, signature: BytesLike, options?: VerifySignatureOptions & CallOptions): Promise<boolean>;
    verifySignatureSync(data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options?: VerifySignatureOptions): boolean;
    /** Makes a secret key and the ciphertext from which the owner of the private key gets the same (v3.2: ML-KEM). */
    encapsulateKey(keyType: KeyTypeName | Ulong, options?: EncapsulateOptions & CallOptions): Promise<EncapsulatedKey>;
    encapsulateKeySync(keyType: KeyTypeName | Ulong, options?: EncapsulateOptions): EncapsulatedKey;
    /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
    getCertificates(options?: CallOptions): Promise<Certificate[]>;
    getCertificatesSync(): Certificate[];
}
