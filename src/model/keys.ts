import type { BytesLike } from '../codec/bytes.ts';
import type { KeyTypeName } from '../codec/names.ts';
import type { StreamPair } from '../core/web-streams.ts';
import type { Ulong } from '../native/abi.ts';
import { type CipherOptions, cipherStream, runCipher, runCipherSync } from './cipher.ts';
import type { Bytes, Chunks, Result, SyncResult } from './data.ts';
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
import type { ObjectReference } from './object.ts';
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
}

/** A private key (PKCS #11 v3.2 §4.9). */
export class PrivateKey extends ConfidentialKey {}

export type AnyKey = SecretKey | PublicKey | PrivateKey;
