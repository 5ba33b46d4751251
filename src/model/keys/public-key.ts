import type { BytesLike } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import type { StreamPair } from '../../core/web-streams.ts';
import type { Ulong } from '../../native/abi.ts';
import { type OperationPlan, type PlannedOperation, planOperation } from '../choosing/planning.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import type { Certificate } from '../objects/certificate.ts';
import { findingCertificates } from '../objects/certificates.ts';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.ts';
import type { ObjectReference } from '../objects/object.ts';
import {
  cipherStream,
  type OutputOption,
  type PublicCipherOptions,
  runCipher,
  runCipherSync,
} from '../operations/cipher.ts';
import { type MessageSignatureOptions, MessageSignatureRun } from '../operations/message-signatures.ts';
import { cipherByHand, Operation } from '../operations/operation.ts';
import {
  type RecoverOptions,
  recovering,
  runVerifySignature,
  runVerifySignatureSync,
  type VerifySignatureOptions,
} from '../operations/recovery.ts';
import {
  type PublicVerifyOptions,
  runVerify,
  runVerifySync,
  verifyingByHand,
} from '../operations/verification.ts';
import { type EncapsulatedKey, type EncapsulateOptions, encapsulating } from './encapsulation.ts';
import { Key } from './key.ts';
import { type WrapOptions, wrapping } from './key-transport.ts';

/** A public key (PKCS #11 v3.2 §4.8). */
export class PublicKey extends Key {
  /**
   * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
   * hashed or padded outside. Nothing is sent to the token.
   * @throws NotSupportedError as the operation would
   */
  plan(operation: 'verify', options?: PublicVerifyOptions): OperationPlan;
  plan(operation: 'encrypt', options?: PublicCipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
  plan(operation: PlannedOperation, options: object = {}): OperationPlan {
    return planOperation(this.context, this, operation, options);
  }

  /** Encrypts data; RSA_PKCS_OAEP unless another mechanism is named. */
  encrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: PublicCipherOptions & OutputOption<B> & CallOptions = {},
  ): Result<D, B> {
    return runCipher(this.context, this, 'encrypt', data, options);
  }

  encryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: PublicCipherOptions & OutputOption<B> = {},
  ): SyncResult<D, B> {
    return runCipherSync(this.context, this, 'encrypt', data, options);
  }

  encryptStream(options: PublicCipherOptions & CallOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'encrypt', options);
  }

  /** Encrypts part by part, by hand. */
  async encryptOperation(options: PublicCipherOptions & OutputOption & CallOptions = {}): Promise<Operation> {
    return Operation.begin(this.context, cipherByHand(this.context, this, 'encrypt', options), options);
  }

  encryptOperationSync(options: PublicCipherOptions & OutputOption = {}): Operation {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, 'encrypt', options), options);
  }

  /** Whether a signature is good: false for a wrong one, an error for anything else. */
  verify(
    data: BytesLike | Chunks,
    signature: BytesLike,
    options: PublicVerifyOptions & CallOptions = {},
  ): Promise<boolean> {
    return runVerify(this.context, this, data, signature, options);
  }

  verifySync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: PublicVerifyOptions = {},
  ): boolean {
    return runVerifySync(this.context, this, data, signature, options);
  }

  /** Verifies part by part, by hand. */
  async verifyOperation(
    signature: BytesLike,
    options: PublicVerifyOptions & CallOptions = {},
  ): Promise<Operation<boolean>> {
    const method = 'verifyOperation';
    return Operation.begin(
      this.context,
      verifyingByHand(this.context, this, method, signature, options),
      options,
    );
  }

  verifyOperationSync(signature: BytesLike, options: PublicVerifyOptions = {}): Operation<boolean> {
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

  /** Encrypts another key, which must be extractable, for the owner of the private key. */
  async wrapKey(key: ObjectReference, options: WrapOptions & CallOptions = {}): Promise<Bytes> {
    return this.context.runner.run('wrapKey', wrapping(this.context, this, key, options), options);
  }

  wrapKeySync(key: ObjectReference, options: WrapOptions = {}): Bytes {
    return this.context.runner.runSync('wrapKeySync', wrapping(this.context, this, key, options), options);
  }

  /** The data that a signature made by `signRecover` holds; undefined if the signature is wrong. */
  async verifyRecover(
    signature: BytesLike,
    options: RecoverOptions & CallOptions = {},
  ): Promise<Bytes | undefined> {
    return this.context.runner.run(
      'verifyRecover',
      recovering(this.context, this, signature, options),
      options,
    );
  }

  verifyRecoverSync(signature: BytesLike, options: RecoverOptions = {}): Bytes | undefined {
    return this.context.runner.runSync(
      'verifyRecoverSync',
      recovering(this.context, this, signature, options),
      options,
    );
  }

  /** The same as `verify`, by the functions of v3.2 that take the signature before the data. */
  verifySignature(
    data: BytesLike | Chunks,
    signature: BytesLike,
    options: VerifySignatureOptions & CallOptions = {},
  ): Promise<boolean> {
    return runVerifySignature(this.context, this, data, signature, options);
  }

  verifySignatureSync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: VerifySignatureOptions = {},
  ): boolean {
    return runVerifySignatureSync(this.context, this, data, signature, options);
  }

  /** Makes a secret key and the ciphertext from which the owner of the private key gets the same (v3.2: ML-KEM). */
  async encapsulateKey(
    keyType: KeyTypeName | Ulong,
    options: EncapsulateOptions & CallOptions = {},
  ): Promise<EncapsulatedKey> {
    return this.context.runner.run(
      'encapsulateKey',
      encapsulating(this.context, this, keyType, options),
      options,
    );
  }

  encapsulateKeySync(keyType: KeyTypeName | Ulong, options: EncapsulateOptions = {}): EncapsulatedKey {
    return this.context.runner.runSync(
      'encapsulateKeySync',
      encapsulating(this.context, this, keyType, options),
      options,
    );
  }

  /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
  async getCertificates(options?: CallOptions): Promise<Certificate[]> {
    return runWithFormats(
      this.context,
      'getCertificates',
      findingCertificates(this.context, this),
      callOptions('getCertificates', options),
    );
  }

  getCertificatesSync(): Certificate[] {
    return runWithFormatsSync(this.context, 'getCertificatesSync', findingCertificates(this.context, this));
  }
}
