import type { BytesLike } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { type CallOptions, limited } from '../../core/limits.ts';
import type { StreamPair } from '../../core/web-streams.ts';
import type { Ulong } from '../../native/abi.ts';
import type { OutsideOptions } from '../choosing/outside-ways.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import { exportingWrapped } from '../interchange/exporting-wrapped.ts';
import type { KeyInput } from '../interchange/importing.ts';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.ts';
import {
  type CipherOptions,
  cipherStream,
  type OutputOption,
  runCipher,
  runCipherSync,
} from '../operations/cipher.ts';
import { MessageSignatureRun, type MessageSignerOptions } from '../operations/message-signatures.ts';
import { cipherByHand, Operation, signByHand } from '../operations/operation.ts';
import { runSign, runSignSync, type SignOptions } from '../operations/signature.ts';
import {
  type DeriveDataOptions,
  type DerivedKeys,
  type DeriveKeysMechanism,
  type DeriveKeysOptions,
  type DeriveOptions,
  deriving,
  derivingData,
  derivingKeys,
} from './derivation.ts';
import { Key } from './key.ts';
import {
  type KeyAndData,
  type UnwrapOptions,
  type UnwrappedClass,
  type UnwrapWithDataOptions,
  unwrapping,
  unwrappingWithData,
} from './key-transport.ts';
import type { UnwrappedKey } from './key-types.ts';
import { type DeriveKeyOptions, hasPeer, peerAsBytes, peerAsBytesSync } from './peer-key.ts';
import type { SecretKey } from './secret-key.ts';

/** A key whose value is confidential: what secret and private keys have in common. */
export abstract class ConfidentialKey extends Key {
  /** Decrypts data, whole or in parts. Until the last part has come, what an AEAD mechanism gives is unverified. */
  decrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: CipherOptions & OutputOption<B> & CallOptions = {},
  ): Result<D, B> {
    return runCipher(this.context, this, 'decrypt', data, options);
  }

  decryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(
    data: D,
    options: CipherOptions & OutputOption<B> = {},
  ): SyncResult<D, B> {
    return runCipherSync(this.context, this, 'decrypt', data, options);
  }

  decryptStream(options: CipherOptions & CallOptions = {}): StreamPair<BytesLike> {
    return cipherStream(this.context, this, 'decrypt', options);
  }

  /** Decrypts part by part, by hand. */
  async decryptOperation(options: CipherOptions & OutputOption & CallOptions = {}): Promise<Operation> {
    return Operation.begin(this.context, cipherByHand(this.context, this, 'decrypt', options), options);
  }

  decryptOperationSync(options: CipherOptions & OutputOption = {}): Operation {
    return Operation.beginSync(this.context, cipherByHand(this.context, this, 'decrypt', options), options);
  }

  /** Signs data, or computes its message authentication code, whole or in parts. */
  sign(data: BytesLike | Chunks, options: SignOptions & CallOptions = {}): Promise<Bytes> {
    return runSign(this.context, this, data, options);
  }

  signSync(data: BytesLike | Iterable<BytesLike>, options: SignOptions = {}): Bytes {
    return runSignSync(this.context, this, data, options);
  }

  /** Signs part by part, by hand. */
  async signOperation(options: SignOptions & CallOptions = {}): Promise<Operation> {
    return Operation.begin(this.context, signByHand(this.context, this, options), options);
  }

  signOperationSync(options: SignOptions = {}): Operation {
    return Operation.beginSync(this.context, signByHand(this.context, this, options), options);
  }

  /** Sets the key up to sign any number of messages (v3.0). */
  async messageSigner(options: MessageSignerOptions & CallOptions = {}): Promise<MessageSignatureRun> {
    return MessageSignatureRun.begin(this.context, this, 'sign', 'messageSigner', options);
  }

  messageSignerSync(options: MessageSignerOptions = {}): MessageSignatureRun {
    return MessageSignatureRun.beginSync(this.context, this, 'sign', 'messageSignerSync', options);
  }

  /** Decrypts a wrapped key into a new key on the token, whose value this program never sees. */
  async unwrapKey<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapOptions & CallOptions = {},
  ): Promise<UnwrappedKey<C, T>> {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(await this.context.runner.run('unwrapKey', program, options)) as UnwrappedKey<C, T>;
  }

  unwrapKeySync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapOptions = {},
  ): UnwrappedKey<C, T> {
    const { program, wrap } = unwrapping(this.context, this, objectClass, keyType, wrapped, options);
    return wrap(this.context.runner.runSync('unwrapKeySync', program, options)) as UnwrappedKey<C, T>;
  }

  /** Decrypts a key with which data was wrapped: of KEY_WRAP_SET_OAEP. */
  async unwrapKeyAndData<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapWithDataOptions & CallOptions,
  ): Promise<KeyAndData<UnwrappedKey<C, T>>> {
    const program = unwrappingWithData(this.context, this, objectClass, keyType, wrapped, options);
    const result = await this.context.runner.run('unwrapKeyAndData', program, options);
    return result as KeyAndData<UnwrappedKey<C, T>>;
  }

  unwrapKeyAndDataSync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(
    objectClass: C,
    keyType: T,
    wrapped: BytesLike,
    options: UnwrapWithDataOptions,
  ): KeyAndData<UnwrappedKey<C, T>> {
    const program = unwrappingWithData(this.context, this, objectClass, keyType, wrapped, options);
    const result = this.context.runner.runSync('unwrapKeyAndDataSync', program, options);
    return result as KeyAndData<UnwrappedKey<C, T>>;
  }

  /**
   * Derives a new secret key: from this one, or (DH, ECDH) with the owner of another public key, which may be a point or
   * value, a `KeyObject`, `CryptoKey`, SPKI in DER or PEM, or a public key of the token.
   */
  async deriveKey(
    keyType: KeyTypeName | Ulong,
    options: DeriveKeyOptions & CallOptions = {},
  ): Promise<SecretKey> {
    const { context } = this;
    return limited('deriveKey', options, async (limit) => {
      const plain = hasPeer(options) ? await peerAsBytes(context, options) : (options as DeriveOptions);
      limit?.assertUnreached();
      const { program, wrap } = deriving(context, this, keyType, plain);
      return wrap(await context.runner.runWithin(limit, 'deriveKey', program)) as SecretKey;
    });
  }

  deriveKeySync(keyType: KeyTypeName | Ulong, options: DeriveKeyOptions = {}): SecretKey {
    const plain = hasPeer(options) ? peerAsBytesSync(this.context, options) : (options as DeriveOptions);
    const { program, wrap } = deriving(this.context, this, keyType, plain);
    return wrap(this.context.runner.runSync('deriveKeySync', program, options)) as SecretKey;
  }

  /**
   * Derives with a mechanism that makes several keys, or something besides a key: the keys and IVs of a TLS connection,
   * a master secret and its version, the additional keys of SP 800-108. The type of the result follows from the
   * mechanism's name.
   */
  async deriveKeys<M extends DeriveKeysMechanism>(
    keyType: KeyTypeName | Ulong,
    options: DeriveKeysOptions<M> & CallOptions,
  ): Promise<DerivedKeys<M>> {
    return this.context.runner.run(
      'deriveKeys',
      derivingKeys<M>(this.context, this, keyType, options),
      options,
    );
  }

  deriveKeysSync<M extends DeriveKeysMechanism>(
    keyType: KeyTypeName | Ulong,
    options: DeriveKeysOptions<M>,
  ): DerivedKeys<M> {
    return this.context.runner.runSync(
      'deriveKeysSync',
      derivingKeys<M>(this.context, this, keyType, options),
      options,
    );
  }

  /** Derives bytes instead of a key: of TLS_PRF, WTLS_PRF, HKDF_DATA. */
  async deriveData(options: DeriveDataOptions & CallOptions): Promise<Bytes> {
    return this.context.runner.run('deriveData', derivingData(this.context, this, options), options);
  }

  deriveDataSync(options: DeriveDataOptions): Bytes {
    return this.context.runner.runSync('deriveDataSync', derivingData(this.context, this, options), options);
  }

  /**
   * The key, wrapped on the token for the owner of an RSA public key from outside; it must be extractable. A secret key
   * comes as RSA_PKCS_OAEP, a private one as RSA_AES_KEY_WRAP; `unwrapKeyBytes` of `cryptoki/formats` opens both.
   */
  async exportWrapped(publicKey: KeyInput, options: OutsideOptions & CallOptions = {}): Promise<Bytes> {
    const program = exportingWrapped(this.context, this, publicKey, options);
    return runWithFormats(this.context, 'exportWrapped', program, options);
  }

  exportWrappedSync(publicKey: KeyInput, options: OutsideOptions = {}): Bytes {
    const program = exportingWrapped(this.context, this, publicKey, options);
    return runWithFormatsSync(this.context, 'exportWrappedSync', program, options);
  }
}
