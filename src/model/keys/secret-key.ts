import type { BytesLike } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { StreamPair } from '../../core/web-streams.ts';
import type { Ulong } from '../../native/abi.ts';
import { type OperationPlan, type PlannedOperation, planOperation } from '../choosing/planning.ts';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.ts';
import type { ObjectReference } from '../objects/object.ts';
import {
  type UnwrapAuthenticatedOptions,
  unwrappingAuthenticated,
  type WrapAuthenticatedOptions,
  wrappingAuthenticated,
} from '../operations/authenticated-wrapping.ts';
import {
  type CipherOptions,
  cipherStream,
  type OutputOption,
  runCipher,
  runCipherSync,
} from '../operations/cipher.ts';
import { type MessageSignatureOptions, MessageSignatureRun } from '../operations/message-signatures.ts';
import {
  type MessageMechanism,
  MessageRun,
  type SealedInput,
  type SealedMessage,
} from '../operations/messages.ts';
import { cipherByHand, Operation } from '../operations/operation.ts';
import {
  type EncryptedWithIv,
  encryptingWithNewIv,
  type NewIvOptions,
  type SealOptions,
  sealing,
  unsealing,
} from '../operations/sealing.ts';
import type { SignOptions, VerifyOptions } from '../operations/signature.ts';
import { runVerify, runVerifySync, verifyingByHand } from '../operations/verification.ts';
import { ConfidentialKey } from './confidential-key.ts';
import { type UnwrappedClass, type WrapOptions, wrapping } from './key-transport.ts';
import type { UnwrappedKey } from './key-types.ts';

/** A secret key: AES, DES, HMAC, generic (PKCS #11 v3.2 §4.10). */
export class SecretKey extends ConfidentialKey {
  /**
   * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
   * hashed or padded outside. Nothing is sent to the token.
   * @throws NotSupportedError as the operation would
   */
  plan(operation: 'sign', options?: SignOptions): OperationPlan;
  plan(operation: 'verify', options?: VerifyOptions): OperationPlan;
  plan(operation: 'encrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
  plan(operation: 'decrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
  plan(operation: PlannedOperation, options: object = {}): OperationPlan {
    return planOperation(this.context, this, operation, options);
  }

  /**
   * Encrypts data: whole data to whole ciphertext, or parts to parts as they come. A stream holds a lane of the
   * session until it ends or is broken off.
   */
  encrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: CipherOptions & OutputOption<B> & CallOptions = {},
  ): Result<D, B> {
    return runCipher(this.context, this, 'encrypt', data, options);
  }

  encryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: CipherOptions & OutputOption<B> = {},
  ): SyncResult<D, B> {
    return runCipherSync(this.context, this, 'encrypt', data, options);
  }

  /** A Web Stream pair that encrypts what is written to it. */
  encryptStream(options: CipherOptions & CallOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'encrypt', options);
  }

  /** Encrypts part by part, by hand. */
  async encryptOperation(options: CipherOptions & OutputOption & CallOptions = {}): Promise<Operation> {
    return Operation.begin(this.context, cipherByHand(this.context, this, 'encrypt', options), options);
  }

  encryptOperationSync(options: CipherOptions & OutputOption = {}): Operation {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, 'encrypt', options), options);
  }

  /** Whether a message authentication code is right: false for a wrong one, an error for anything else. */
  verify(
    data: BytesLike | Chunks,
    signature: BytesLike,
    options: VerifyOptions & CallOptions = {},
  ): Promise<boolean> {
    return runVerify(this.context, this, data, signature, options);
  }

  verifySync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: VerifyOptions = {},
  ): boolean {
    return runVerifySync(this.context, this, data, signature, options);
  }

  /** Verifies part by part, by hand. */
  async verifyOperation(
    signature: BytesLike,
    options: VerifyOptions & CallOptions = {},
  ): Promise<Operation<boolean>> {
    const method = 'verifyOperation';
    return Operation.begin(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options,
    );
  }

  verifyOperationSync(signature: BytesLike, options: VerifyOptions = {}): Operation<boolean> {
    const method = 'verifyOperationSync';
    return Operation.beginSync(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options,
    );
  }

  /** Sets the key up to verify any number of messages (v3.0). */
  async messageVerifier(options: MessageSignatureOptions & CallOptions = {}): Promise<MessageSignatureRun> {
    return MessageSignatureRun.begin(this.context, this, 'verify', 'messageVerifier', options);
  }

  messageVerifierSync(options: MessageSignatureOptions = {}): MessageSignatureRun {
    return MessageSignatureRun.beginSync(this.context, this, 'verify', 'messageVerifierSync', options);
  }

  /** Encrypts another key, which must be extractable, with this one. */
  async wrapKey(key: ObjectReference, options: WrapOptions & CallOptions = {}): Promise<Bytes> {
    return this.context.runner.run('wrapKey', wrapping(this.context, this, key, options), options);
  }

  wrapKeySync(key: ObjectReference, options: WrapOptions = {}): Bytes {
    return this.context.runner.runSync('wrapKeySync', wrapping(this.context, this, key, options), options);
  }

  /**
   * Encrypts another key with an AEAD mechanism (v3.2), and protects `additionalData` with it; the token makes the nonce.
   * What comes back goes into `unwrapKeyAuthenticated`.
   */
  async wrapKeyAuthenticated(
    key: ObjectReference,
    options: WrapAuthenticatedOptions & CallOptions = {},
  ): Promise<SealedMessage> {
    const program = wrappingAuthenticated(this.context, this, key, options);
    return this.context.runner.run('wrapKeyAuthenticated', program, options);
  }

  wrapKeyAuthenticatedSync(key: ObjectReference, options: WrapAuthenticatedOptions = {}): SealedMessage {
    const program = wrappingAuthenticated(this.context, this, key, options);
    return this.context.runner.runSync('wrapKeyAuthenticatedSync', program, options);
  }

  /** Decrypts a key that `wrapKeyAuthenticated` has wrapped into a new key on the token. */
  async unwrapKeyAuthenticated<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    sealed: SealedInput,
    options: UnwrapAuthenticatedOptions & CallOptions = {},
  ): Promise<UnwrappedKey<C, T>> {
    const { context } = this;
    const made = unwrappingAuthenticated(context, this, objectClass, keyType, sealed, options);
    return made.wrap(
      await context.runner.run('unwrapKeyAuthenticated', made.program, options),
    ) as UnwrappedKey<C, T>;
  }

  unwrapKeyAuthenticatedSync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    sealed: SealedInput,
    options: UnwrapAuthenticatedOptions = {},
  ): UnwrappedKey<C, T> {
    const { context } = this;
    const made = unwrappingAuthenticated(context, this, objectClass, keyType, sealed, options);
    return made.wrap(
      context.runner.runSync('unwrapKeyAuthenticatedSync', made.program, options),
    ) as UnwrappedKey<C, T>;
  }

  /**
   * Encrypts data so that nobody reads or changes it: AES-GCM (or AES-CCM, ChaCha20-Poly1305) with a nonce that the token makes. What comes back goes
   * into `open`, with the same `additionalData`.
   */
  async seal(plaintext: BytesLike, options: SealOptions & CallOptions = {}): Promise<SealedMessage> {
    return this.context.runner.run('seal', sealing(this.context, this, plaintext, options), options);
  }

  sealSync(plaintext: BytesLike, options: SealOptions = {}): SealedMessage {
    return this.context.runner.runSync('sealSync', sealing(this.context, this, plaintext, options), options);
  }

  /** Decrypts what `seal` made. @throws Pkcs11Error if anything of it was changed */
  async open(sealed: SealedInput, options: SealOptions & CallOptions = {}): Promise<Bytes> {
    return this.context.runner.run('open', unsealing(this.context, this, sealed, options), options);
  }

  openSync(sealed: SealedInput, options: SealOptions = {}): Bytes {
    return this.context.runner.runSync('openSync', unsealing(this.context, this, sealed, options), options);
  }

  /**
   * Encrypts with a mechanism that makes the initialisation vector itself and gives it back: those of FORTEZZA, and
   * AES_GCM on devices that write a nonce of their own.
   */
  async encryptWithNewIv(
    plaintext: BytesLike,
    options: NewIvOptions & CallOptions,
  ): Promise<EncryptedWithIv> {
    const program = encryptingWithNewIv(this.context, this, plaintext, options);
    return this.context.runner.run('encryptWithNewIv', program, options);
  }

  encryptWithNewIvSync(plaintext: BytesLike, options: NewIvOptions): EncryptedWithIv {
    const program = encryptingWithNewIv(this.context, this, plaintext, options);
    return this.context.runner.runSync('encryptWithNewIvSync', program, options);
  }

  /** Sets the key up to encrypt any number of messages (v3.0), each with a nonce and tag of its own. */
  messageEncryptor(options: MessageMechanism & CallOptions): Promise<MessageRun> {
    return MessageRun.begin(this.context, this, 'encrypt', 'messageEncryptor', options);
  }

  messageEncryptorSync(options: MessageMechanism): MessageRun {
    return MessageRun.beginSync(this.context, this, 'encrypt', 'messageEncryptorSync', options);
  }

  /** Sets the key up to decrypt any number of messages (v3.0). */
  messageDecryptor(options: MessageMechanism & CallOptions): Promise<MessageRun> {
    return MessageRun.begin(this.context, this, 'decrypt', 'messageDecryptor', options);
  }

  messageDecryptorSync(options: MessageMechanism): MessageRun {
    return MessageRun.beginSync(this.context, this, 'decrypt', 'messageDecryptorSync', options);
  }
}
