import type { BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { StreamPair } from '../../core/web-streams.js';
import type { Ulong } from '../../native/abi.js';
import type { OutsideOptions } from '../choosing/outside-ways.js';
import type { KeyInput } from '../interchange/importing.js';
import type { Bytes, Chunks, Result, SyncResult } from '../objects/data.js';
import { type CipherOptions, type OutputOption } from '../operations/cipher.js';
import { MessageSignatureRun, type MessageSignerOptions } from '../operations/message-signatures.js';
import { Operation } from '../operations/operation.js';
import { type SignOptions } from '../operations/signature.js';
import { type DeriveDataOptions, type DerivedKeys, type DeriveKeysMechanism, type DeriveKeysOptions } from './derivation.js';
import { Key } from './key.js';
import { type KeyAndData, type UnwrapOptions, type UnwrappedClass, type UnwrapWithDataOptions } from './key-transport.js';
import type { UnwrappedKey } from './key-types.js';
import { type DeriveKeyOptions } from './peer-key.js';
import type { SecretKey } from './secret-key.js';
/** A key whose value is confidential: what secret and private keys have in common. */
export declare abstract class ConfidentialKey extends Key {
    /** Decrypts data, whole or in parts. Until the last part has come, what an AEAD mechanism gives is unverified. */
    decrypt<D extends BytesLike | Chunks, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: CipherOptions & OutputOption<B> & CallOptions): Result<D, B>;
    decryptSync<D extends BytesLike | Iterable<BytesLike>, B extends ArrayBufferLike = ArrayBuffer>(data: D, options?: CipherOptions & OutputOption<B>): SyncResult<D, B>;
    decryptStream(options?: CipherOptions & CallOptions): StreamPair<BytesLike>;
    /** Decrypts part by part, by hand. */
    decryptOperation(options?: CipherOptions & OutputOption & CallOptions): Promise<Operation>;
    decryptOperationSync(options?: CipherOptions & OutputOption): Operation;
    /** Signs data, or computes its message authentication code, whole or in parts. */
    sign(data: BytesLike | Chunks, options?: SignOptions & CallOptions): Promise<Bytes>;
    signSync(data: BytesLike | Iterable<BytesLike>, options?: SignOptions): Bytes;
    /** Signs part by part, by hand. */
    signOperation(options?: SignOptions & CallOptions): Promise<Operation>;
    signOperationSync(options?: SignOptions): Operation;
    /** Sets the key up to sign any number of messages (v3.0). */
    messageSigner(options?: MessageSignerOptions & CallOptions): Promise<MessageSignatureRun>;
    messageSignerSync(options?: MessageSignerOptions): MessageSignatureRun;
    /** Decrypts a wrapped key into a new key on the token, whose value this program never sees. */
    unwrapKey<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, wrapped: BytesLike, options?: UnwrapOptions & CallOptions): Promise<UnwrappedKey<C, T>>;
    unwrapKeySync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, wrapped: BytesLike, options?: UnwrapOptions): UnwrappedKey<C, T>;
    /** Decrypts a key with which data was wrapped: of KEY_WRAP_SET_OAEP. */
    unwrapKeyAndData<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, wrapped: BytesLike, options: UnwrapWithDataOptions & CallOptions): Promise<KeyAndData<UnwrappedKey<C, T>>>;
    unwrapKeyAndDataSync<C extends UnwrappedClass, T extends KeyTypeName | Ulong>(objectClass: C, keyType: T, wrapped: BytesLike, options: UnwrapWithDataOptions): KeyAndData<UnwrappedKey<C, T>>;
    /**
     * Derives a new secret key: from this one, or (DH, ECDH) with the owner of another public key, which may be a point or
     * value, a `KeyObject`, `CryptoKey`, SPKI in DER or PEM, or a public key of the token.
     */
    deriveKey(keyType: KeyTypeName | Ulong, options?: DeriveKeyOptions & CallOptions): Promise<SecretKey>;
    deriveKeySync(keyType: KeyTypeName | Ulong, options?: DeriveKeyOptions): SecretKey;
    /**
     * Derives with a mechanism that makes several keys, or something besides a key: the keys and IVs of a TLS connection,
     * a master secret and its version, the additional keys of SP 800-108. The type of the result follows from the
     * mechanism's name.
     */
    deriveKeys<M extends DeriveKeysMechanism>(keyType: KeyTypeName | Ulong, options: DeriveKeysOptions<M> & CallOptions): Promise<DerivedKeys<M>>;
    deriveKeysSync<M extends DeriveKeysMechanism>(keyType: KeyTypeName | Ulong, options: DeriveKeysOptions<M>): DerivedKeys<M>;
    /** Derives bytes instead of a key: of TLS_PRF, WTLS_PRF, HKDF_DATA. */
    deriveData(options: DeriveDataOptions & CallOptions): Promise<Bytes>;
    deriveDataSync(options: DeriveDataOptions): Bytes;
    /**
     * The key, wrapped on the token for the owner of an RSA public key from outside; it must be extractable. A secret key
     * comes as RSA_PKCS_OAEP, a private one as RSA_AES_KEY_WRAP; `unwrapKeyBytes` of `cryptoki/formats` opens both.
     */
    exportWrapped(publicKey: KeyInput, options?: OutsideOptions & CallOptions): Promise<Bytes>;
    exportWrappedSync(publicKey: KeyInput, options?: OutsideOptions): Bytes;
}
