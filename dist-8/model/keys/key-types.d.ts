import type { Template } from '../../codec/attributes.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { Certificate } from '../objects/certificate.js';
import type { DomainParameters } from '../objects/domain-parameters.js';
import type { DataObject, Pkcs11Object } from '../objects/object.js';
import type { HardwareFeature, MechanismObject, Profile, Trust, Validation } from '../objects/token-objects.js';
import type { UnwrappedClass } from './key-transport.js';
import type { AnyKey } from './keys.js';
import type { OtpKey } from './otp-key.js';
import type { PrivateKey } from './private-key.js';
import type { PublicKey } from './public-key.js';
import type { SecretKey } from './secret-key.js';
type Operation = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'wrapKey' | 'unwrapKey' | 'deriveKey' | 'signRecover' | 'verifyRecover' | 'verifySignature' | 'encapsulateKey' | 'decapsulateKey';
/** What an operation is called where it is for any number of messages. */
interface MessageMethods {
    encrypt: 'messageEncryptor';
    decrypt: 'messageDecryptor';
    sign: 'messageSigner';
    verify: 'messageVerifier';
}
type MessageMethodsOf<O> = O extends keyof MessageMethods ? MessageMethods[O] | `${MessageMethods[O]}Sync` : never;
type MethodsOf<O extends Operation> = MessageMethodsOf<O> | O | `${O}Sync` | `${O}Stream` | `${O}Operation` | `${O}OperationSync`;
/** A key with the methods of these operations only. */
type Only<K, O extends Operation> = Omit<K, MethodsOf<Exclude<Operation, O>>>;
/** What asymmetric keys of each type are good for: calling anything else on one does not compile. */
interface PublicKeyTypes {
    RSA: Only<PublicKey, 'encrypt' | 'verify' | 'wrapKey' | 'verifyRecover' | 'verifySignature' | 'encapsulateKey'>;
    DSA: Only<PublicKey, 'verify' | 'verifySignature'>;
    DH: Only<PublicKey, never>;
    X9_42_DH: Only<PublicKey, never>;
    EC: Only<PublicKey, 'verify' | 'verifySignature' | 'encapsulateKey'>;
    EC_EDWARDS: Only<PublicKey, 'verify' | 'verifySignature'>;
    EC_MONTGOMERY: Only<PublicKey, 'encapsulateKey'>;
    ML_KEM: Only<PublicKey, 'encapsulateKey'>;
    ML_DSA: Only<PublicKey, 'verify' | 'verifySignature'>;
    SLH_DSA: Only<PublicKey, 'verify' | 'verifySignature'>;
}
interface PrivateKeyTypes {
    RSA: Only<PrivateKey, 'decrypt' | 'sign' | 'unwrapKey' | 'signRecover' | 'decapsulateKey'>;
    DSA: Only<PrivateKey, 'sign'>;
    DH: Only<PrivateKey, 'deriveKey'>;
    X9_42_DH: Only<PrivateKey, 'deriveKey'>;
    EC: Only<PrivateKey, 'sign' | 'deriveKey' | 'decapsulateKey'>;
    EC_EDWARDS: Only<PrivateKey, 'sign'>;
    EC_MONTGOMERY: Only<PrivateKey, 'deriveKey' | 'decapsulateKey'>;
    ML_KEM: Only<PrivateKey, 'decapsulateKey'>;
    ML_DSA: Only<PrivateKey, 'sign'>;
    SLH_DSA: Only<PrivateKey, 'sign'>;
}
/** The types of keys that do not come in pairs. */
export type SecretKeyTypeName = Exclude<KeyTypeName, keyof PublicKeyTypes>;
/** The public key of a type; of an unknown type, one with every method. */
export type PublicKeyOf<T> = T extends keyof PublicKeyTypes ? PublicKeyTypes[T] : PublicKey;
export type PrivateKeyOf<T> = T extends keyof PrivateKeyTypes ? PrivateKeyTypes[T] : PrivateKey;
/** What `generateKey` makes: a secret key, or one of one-time passwords. */
export type GeneratedKey<T> = [T] extends ['HOTP' | 'SECURID' | 'ACTI'] ? OtpKey : SecretKey;
export interface KeyPair<T> {
    readonly publicKey: PublicKeyOf<T>;
    readonly privateKey: PrivateKeyOf<T>;
}
export type UnwrappedKey<C extends UnwrappedClass, T> = C extends 'SECRET_KEY' ? SecretKey : PrivateKeyOf<T>;
/** Refuses misspelled attributes, which a type parameter would let pass. */
export type Exact<Q> = {
    readonly [K in keyof Q]: K extends keyof Template ? Q[K] : never;
};
type KeyTypeOf<Q> = Q extends {
    readonly keyType: infer T;
} ? T : unknown;
/** The classes that represent objects of each CKO_ class, whose key type is `T`. */
interface ObjectTypes<T> {
    DATA: DataObject;
    CERTIFICATE: Certificate;
    SECRET_KEY: SecretKey;
    OTP_KEY: OtpKey;
    PUBLIC_KEY: PublicKeyOf<T>;
    PRIVATE_KEY: PrivateKeyOf<T>;
    DOMAIN_PARAMETERS: DomainParameters;
    HW_FEATURE: HardwareFeature;
    MECHANISM: MechanismObject;
    PROFILE: Profile;
    VALIDATION: Validation;
    TRUST: Trust;
}
/** The class that represents what a query finds or a template makes. */
export type ObjectOf<Q extends Template> = Q extends {
    readonly class: infer C;
} ? C extends keyof ObjectTypes<unknown> ? ObjectTypes<KeyTypeOf<Q>>[C] : Pkcs11Object : Pkcs11Object;
/** The same where only keys are looked for. */
export type KeyOf<Q extends Template> = Q extends {
    readonly class: 'SECRET_KEY' | 'PUBLIC_KEY' | 'PRIVATE_KEY';
} ? ObjectOf<Q> : AnyKey;
export {};
