import type { BytesLike } from '../codec/bytes.ts';
import type { KeyTypeName } from '../codec/names.ts';
import type { StreamPair } from '../core/web-streams.ts';
import type { Ulong } from '../native/abi.ts';
import { type CipherOptions, cipherStream, runCipher, runCipherSync } from './cipher.ts';
import type { Bytes, Chunks, Result, SyncResult } from './data.ts';
import {
  decapsulating,
  type EncapsulatedKey,
  type EncapsulateOptions,
  encapsulating,
} from './encapsulation.ts';
import { Key } from './key.ts';
import {
  type DeriveOptions,
  deriving,
  type UnwrapOptions,
  type UnwrappedClass,
  unwrapping,
  type WrapOptions,
  wrapping,
} from './key-transport.ts';
import type { UnwrappedKey } from './key-types.ts';
import type { PinOption } from './key-use.ts';
import {
  type MessageMechanism,
  MessageRun,
  type OpenMessageOptions,
  type SealedInput,
  type SealedMessage,
} from './messages.ts';
import type { ObjectReference } from './object.ts';
import {
  type RecoverOptions,
  recovering,
  runSignRecover,
  runSignRecoverSync,
  runVerifySignature,
  runVerifySignatureSync,
  type VerifySignatureOptions,
} from './recovery.ts';
import { sealing, unsealing } from './sealing.ts';
import { runSign, runSignSync, type SignOptions, type VerifyOptions } from './signature.ts';
import { runVerify, runVerifySync } from './verification.ts';

// Which key has which operation is a matter of its class; which of them its type can do, key-types.ts tells the
// compiler. Each operation is written once, in cipher.ts, signature.ts and key-transport.ts.

/** A key whose value is confidential: what secret and private keys have in common. */
export abstract class ConfidentialKey extends Key {
  /** Decrypts data, whole or in parts. Until the last part has come, what an AEAD mechanism gives is unverified. */
  decrypt<D extends BytesLike | Chunks>(data: D, options: CipherOptions = {}): Result<D> {
    return runCipher(this.context, this, 'decrypt', data, options);
  }

  decryptSync<D extends BytesLike | Iterable<BytesLike>>(
    data: D,
    options: CipherOptions = {},
  ): SyncResult<D> {
    return runCipherSync(this.context, this, 'decrypt', data, options);
  }

  decryptStream(options: CipherOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'decrypt', options);
  }

  /** Signs data, or computes its message authentication code, whole or in parts. */
  sign(data: BytesLike | Chunks, options: SignOptions = {}): Promise<Bytes> {
    return runSign(this.context, this, data, options);
  }

  signSync(data: BytesLike | Iterable<BytesLike>, options: SignOptions = {}): Bytes {
    return runSignSync(this.context, this, data, options);
  }

  /** Decrypts a wrapped key into a new key on the token, whose value this program never sees. */
  async unwrapKey<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapOptions = {},
  ): Promise<UnwrappedKey<C, T>> {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(await this.context.runner.run('unwrapKey', program)) as UnwrappedKey<C, T>;
  }

  unwrapKeySync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapOptions = {},
  ): UnwrappedKey<C, T> {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(this.context.runner.runSync('unwrapKeySync', program)) as UnwrappedKey<C, T>;
  }

  /** Derives a new secret key: from this one, or (DH, ECDH) with the owner of another public key. */
  async deriveKey(keyType: KeyTypeName | Ulong, options: DeriveOptions = {}): Promise<SecretKey> {
    const { program, wrap } = deriving(this.context, this, keyType, options);
    return wrap(await this.context.runner.run('deriveKey', program)) as SecretKey;
  }

  deriveKeySync(keyType: KeyTypeName | Ulong, options: DeriveOptions = {}): SecretKey {
    const { program, wrap } = deriving(this.context, this, keyType, options);
    return wrap(this.context.runner.runSync('deriveKeySync', program)) as SecretKey;
  }
}

/** A secret key: AES, DES, HMAC, generic (PKCS #11 v3.2 §4.10). */
export class SecretKey extends ConfidentialKey {
  /**
   * Encrypts data: whole data to whole ciphertext, or parts to parts as they come. A stream holds a lane of the
   * session until it ends or is broken off.
   */
  encrypt<D extends BytesLike | Chunks>(data: D, options: CipherOptions = {}): Result<D> {
    return runCipher(this.context, this, 'encrypt', data, options);
  }

  encryptSync<D extends BytesLike | Iterable<BytesLike>>(
    data: D,
    options: CipherOptions = {},
  ): SyncResult<D> {
    return runCipherSync(this.context, this, 'encrypt', data, options);
  }

  /** A Web Stream pair that encrypts what is written to it. */
  encryptStream(options: CipherOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'encrypt', options);
  }

  /** Whether a message authentication code is right: false for a wrong one, an error for anything else. */
  verify(data: BytesLike | Chunks, signature: BytesLike, options: VerifyOptions = {}): Promise<boolean> {
    return runVerify(this.context, this, data, signature, options);
  }

  verifySync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: VerifyOptions = {},
  ): boolean {
    return runVerifySync(this.context, this, data, signature, options);
  }

  /** Encrypts another key, which must be extractable, with this one. */
  async wrapKey(key: ObjectReference, options: WrapOptions = {}): Promise<Bytes> {
    return this.context.runner.run('wrapKey', wrapping(this.context, this, key, options));
  }

  wrapKeySync(key: ObjectReference, options: WrapOptions = {}): Bytes {
    return this.context.runner.runSync('wrapKeySync', wrapping(this.context, this, key, options));
  }

  /**
   * Encrypts data so that nobody reads or changes it: AES-GCM with a nonce that the token makes. What comes back goes
   * into `open`, with the same `additionalData`.
   */
  async seal(plaintext: BytesLike, options: OpenMessageOptions = {}): Promise<SealedMessage> {
    return this.context.runner.run('seal', sealing(this.context, this, plaintext, options));
  }

  sealSync(plaintext: BytesLike, options: OpenMessageOptions = {}): SealedMessage {
    return this.context.runner.runSync('sealSync', sealing(this.context, this, plaintext, options));
  }

  /** Decrypts what `seal` made. @throws Pkcs11Error if anything of it was changed */
  async open(sealed: SealedInput, options: OpenMessageOptions = {}): Promise<Bytes> {
    return this.context.runner.run('open', unsealing(this.context, this, sealed, options));
  }

  openSync(sealed: SealedInput, options: OpenMessageOptions = {}): Bytes {
    return this.context.runner.runSync('openSync', unsealing(this.context, this, sealed, options));
  }

  /** Sets the key up to encrypt any number of messages (v3.0), each with a nonce and tag of its own. */
  messageEncryptor(options: MessageMechanism): Promise<MessageRun> {
    return MessageRun.begin(this.context, this, 'encrypt', 'messageEncryptor', options);
  }

  messageEncryptorSync(options: MessageMechanism): MessageRun {
    return MessageRun.beginSync(this.context, this, 'encrypt', 'messageEncryptorSync', options);
  }

  /** Sets the key up to decrypt any number of messages (v3.0). */
  messageDecryptor(options: MessageMechanism): Promise<MessageRun> {
    return MessageRun.begin(this.context, this, 'decrypt', 'messageDecryptor', options);
  }

  messageDecryptorSync(options: MessageMechanism): MessageRun {
    return MessageRun.beginSync(this.context, this, 'decrypt', 'messageDecryptorSync', options);
  }
}

/** A public key (PKCS #11 v3.2 §4.8). */
export class PublicKey extends Key {
  /** Encrypts data; RSA_PKCS_OAEP unless another mechanism is named. */
  encrypt<D extends BytesLike | Chunks>(data: D, options: CipherOptions = {}): Result<D> {
    return runCipher(this.context, this, 'encrypt', data, options);
  }

  encryptSync<D extends BytesLike | Iterable<BytesLike>>(
    data: D,
    options: CipherOptions = {},
  ): SyncResult<D> {
    return runCipherSync(this.context, this, 'encrypt', data, options);
  }

  encryptStream(options: CipherOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'encrypt', options);
  }

  /** Whether a signature is good: false for a wrong one, an error for anything else. */
  verify(data: BytesLike | Chunks, signature: BytesLike, options: VerifyOptions = {}): Promise<boolean> {
    return runVerify(this.context, this, data, signature, options);
  }

  verifySync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: VerifyOptions = {},
  ): boolean {
    return runVerifySync(this.context, this, data, signature, options);
  }

  /** Encrypts another key, which must be extractable, for the owner of the private key. */
  async wrapKey(key: ObjectReference, options: WrapOptions = {}): Promise<Bytes> {
    return this.context.runner.run('wrapKey', wrapping(this.context, this, key, options));
  }

  wrapKeySync(key: ObjectReference, options: WrapOptions = {}): Bytes {
    return this.context.runner.runSync('wrapKeySync', wrapping(this.context, this, key, options));
  }

  /** The data that a signature made by `signRecover` holds; undefined if the signature is wrong. */
  async verifyRecover(signature: BytesLike, options: RecoverOptions = {}): Promise<Bytes | undefined> {
    return this.context.runner.run('verifyRecover', recovering(this.context, this, signature, options));
  }

  verifyRecoverSync(signature: BytesLike, options: RecoverOptions = {}): Bytes | undefined {
    return this.context.runner.runSync(
      'verifyRecoverSync',
      recovering(this.context, this, signature, options),
    );
  }

  /** The same as `verify`, by the functions of v3.2 that take the signature before the data. */
  verifySignature(
    data: BytesLike | Chunks,
    signature: BytesLike,
    options: VerifySignatureOptions = {},
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
    options: EncapsulateOptions = {},
  ): Promise<EncapsulatedKey> {
    return this.context.runner.run('encapsulateKey', encapsulating(this.context, this, keyType, options));
  }

  encapsulateKeySync(keyType: KeyTypeName | Ulong, options: EncapsulateOptions = {}): EncapsulatedKey {
    return this.context.runner.runSync(
      'encapsulateKeySync',
      encapsulating(this.context, this, keyType, options),
    );
  }
}

/** A private key (PKCS #11 v3.2 §4.9). */
export class PrivateKey extends ConfidentialKey {
  /** Signs data so that the signature holds it: RSA with little data. */
  signRecover(data: BytesLike, options: RecoverOptions & PinOption = {}): Promise<Bytes> {
    return runSignRecover(this.context, this, data, options);
  }

  signRecoverSync(data: BytesLike, options: RecoverOptions & PinOption = {}): Bytes {
    return runSignRecoverSync(this.context, this, data, options);
  }

  /** Gets the secret key that `encapsulateKey` of the public key made a ciphertext of (v3.2). */
  async decapsulateKey(
    keyType: KeyTypeName | Ulong,
    ciphertext: BytesLike,
    options: EncapsulateOptions = {},
  ): Promise<SecretKey> {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(await this.context.runner.run('decapsulateKey', program)) as SecretKey;
  }

  decapsulateKeySync(
    keyType: KeyTypeName | Ulong,
    ciphertext: BytesLike,
    options: EncapsulateOptions = {},
  ): SecretKey {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(this.context.runner.runSync('decapsulateKeySync', program)) as SecretKey;
  }
}

export type AnyKey = SecretKey | PublicKey | PrivateKey;
