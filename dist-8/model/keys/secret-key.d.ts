import type { BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { CallOptions } from '../../core/limits.js';
import type { StreamPair } from '../../core/web-streams.js';
import type { Ulong } from '../../native/abi.js';
import { type OperationPlan } from '../choosing/planning.js';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.js';
import type { ObjectReference } from '../objects/object.js';
import { type UnwrapAuthenticatedOptions, type WrapAuthenticatedOptions } from '../operations/authenticated-wrapping.js';
import { type CipherOptions, type OutputOption } from '../operations/cipher.js';
import { type MessageSignatureOptions, MessageSignatureRun } from '../operations/message-signatures.js';
import { type MessageMechanism, MessageRun, type SealedInput, type SealedMessage } from '../operations/messages.js';
import { Operation } from '../operations/operation.js';
import { type EncryptedWithIv, type NewIvOptions, type SealOptions } from '../operations/sealing.js';
import type { SignOptions, VerifyOptions } from '../operations/signature.js';
import { ConfidentialKey } from './confidential-key.js';
import { type UnwrappedClass, type WrapOptions } from './key-transport.js';
import type { UnwrappedKey } from './key-types.js';
/** A secret key: AES, DES, HMAC, generic (PKCS #11 v3.2 §4.10). */
export declare class SecretKey extends ConfidentialKey {
    /**
     * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
     * hashed or padded outside. Nothing is sent to the token.
     * @throws NotSupportedError as the operation would
     */
    plan(operation: 'sign', options?: SignOptions): OperationPlan;
    plan(operation: 'verify', options?: VerifyOptions): OperationPlan;
    plan(operation: 'encrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
    plan(operation: 'decrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
    /**
     * Encrypts data: whole data to whole ciphertext, or parts to parts as they come. A stream holds a lane of the
     * session until it ends or is broken off.
     */
    encrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: CipherOptions & OutputOption<B> & CallOptions): Result<D, B>;
    encryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: CipherOptions & OutputOption<B>): SyncResult<D, B>;
    /** A Web Stream pair that encrypts what is written to it. */
    encryptStream(options?: CipherOptions & CallOptions): StreamPair<BytesLike>;
    /** Encrypts part by part, by hand. */
    encryptOperation(options?: CipherOptions & OutputOption & CallOptions): Promise<Operation>;
    encryptOperationSync(options?: CipherOptions & OutputOption): Operation;
    /** Whether a message authentication code is right: false for a wrong one, an error for anything else. */
    verify(data: BytesLike | Chunks, signature: BytesLike, options?: VerifyOptions & CallOptions): Promise<boolean>;
    verifySync(data: BytesLike | Iterable<BytesLike>, signature: BytesLike, options?: VerifyOptions): boolean;
    /** Verifies part by part, by hand. */
    verifyOperation(signature: BytesLike, options?: VerifyOptions & CallOptions): Promise<Operation<boolean>>;
    verifyOperationSync(signature: BytesLike, options?: VerifyOptions): Operation<boolean>;
    /** Sets the key up to verify any number of messages (v3.0). */
    messageVerifier(options?: MessageSignatureOptions & CallOptions): Promise<MessageSignatureRun>;
    messageVerifierSync(options?: MessageSignatureOptions): MessageSignatureRun;
    /** Encrypts another key, which must be extractable, with this one. */
    wrapKey(key: ObjectReference, options?: WrapOptions & CallOptions): Promise<Bytes>;
    wrapKeySync(key: ObjectReference, options?: WrapOptions): Bytes;
    /**
     * Encrypts another key with an AEAD mechanism (v3.2), and protects `additionalData` with it; the token makes the nonce.
     * What comes back goes into `unwrapKeyAuthenticated`.
     */
    wrapKeyAuthenticated(key: ObjectReference, options?: WrapAuthenticatedOptions & CallOptions): Promise<SealedMessage>;
    wrapKeyAuthenticatedSync(key: ObjectReference, options?: WrapAuthenticatedOptions): SealedMessage;
    /** Decrypts a key that `wrapKeyAuthenticated` has wrapped into a new key on the token. */
    unwrapKeyAuthenticated<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, sealed: SealedInput, options?: UnwrapAuthenticatedOptions & CallOptions): Promise<UnwrappedKey<C, T>>;
    unwrapKeyAuthenticatedSync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, sealed: SealedInput, options?: UnwrapAuthenticatedOptions): UnwrappedKey<C, T>;
    /**
     * Encrypts data so that nobody reads or changes it: AES-GCM (or AES-CCM, ChaCha20-Poly1305) with a nonce that the token makes. What comes back goes
     * into `open`, with the same `additionalData`.
     */
    seal(plaintext: BytesLike, options?: SealOptions & CallOptions): Promise<SealedMessage>;
    sealSync(plaintext: BytesLike, options?: SealOptions): SealedMessage;
    /** Decrypts what `seal` made. @throws Pkcs11Error if anything of it was changed */
    open(sealed: SealedInput, options?: SealOptions & CallOptions): Promise<Bytes>;
    openSync(sealed: SealedInput, options?: SealOptions): Bytes;
    /**
     * Encrypts with a mechanism that makes the initialisation vector itself and gives it back: those of FORTEZZA, and
     * AES_GCM on devices that write a nonce of their own.
     */
    encryptWithNewIv(plaintext: BytesLike, options: NewIvOptions & CallOptions): Promise<EncryptedWithIv>;
    encryptWithNewIvSync(plaintext: BytesLike, options: NewIvOptions): EncryptedWithIv;
    /** Sets the key up to encrypt any number of messages (v3.0), each with a nonce and tag of its own. */
    messageEncryptor(options: MessageMechanism & CallOptions): Promise<MessageRun>;
    messageEncryptorSync(options: MessageMechanism): MessageRun;
    /** Sets the key up to decrypt any number of messages (v3.0). */
    messageDecryptor(options: MessageMechanism & CallOptions): Promise<MessageRun>;
    messageDecryptorSync(options: MessageMechanism): MessageRun;
}
