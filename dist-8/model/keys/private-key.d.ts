import type { BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { Ulong } from '../../native/abi.js';
import { type OperationPlan } from '../choosing/planning.js';
import type { Certificate } from '../objects/certificate.js';
import type { Bytes } from '../objects/data.js';
import type { CipherOptions, OutputOption } from '../operations/cipher.js';
import type { PinOption } from '../operations/key-use.js';
import { type RecoverOptions } from '../operations/recovery.js';
import type { SignOptions } from '../operations/signature.js';
import { ConfidentialKey } from './confidential-key.js';
import { type EncapsulateOptions } from './encapsulation.js';
import type { PublicKey } from './public-key.js';
import type { SecretKey } from './secret-key.js';
/** A private key (PKCS #11 v3.2 §4.9). */
export declare class PrivateKey extends ConfidentialKey {
    /**
     * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
     * hashed or padded outside. Nothing is sent to the token.
     * @throws NotSupportedError as the operation would
     */
    plan(operation: 'sign', options?: SignOptions): OperationPlan;
    plan(operation: 'decrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
    /** Signs data so that the signature holds it: RSA with little data. */
    signRecover(data: BytesLike, options?: RecoverOptions & PinOption & CallOptions): Promise<Bytes>;
    signRecoverSync(data: BytesLike, options?: RecoverOptions & PinOption): Bytes;
    /** Gets the secret key that `encapsulateKey` of the public key made a ciphertext of (v3.2). */
    decapsulateKey(keyType: KeyTypeName | Ulong, ciphertext: BytesLike, options?: EncapsulateOptions & CallOptions): Promise<SecretKey>;
    decapsulateKeySync(keyType: KeyTypeName | Ulong, ciphertext: BytesLike, options?: EncapsulateOptions): SecretKey;
    /**
     * The public key: the one on the token with the same id or of the same key; else an object of this session, made of
     * what the private key's attributes or a certificate with its id tell. Undefined where nothing tells it.
     */
    getPublicKey(options?: CallOptions): Promise<PublicKey | undefined>;
    getPublicKeySync(): PublicKey | undefined;
    /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
    getCertificates(options?: CallOptions): Promise<Certificate[]>;
    getCertificatesSync(): Certificate[];
}
