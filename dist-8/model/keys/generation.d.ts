import { type AttributeName, type Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import type { ChosenMechanism, MechanismOptions, MechanismsOfKind, OptionsOf } from '../../codec/mechanisms.js';
import type { KeyTypeName, ParameterSetName } from '../../codec/names.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { type NewKeyOptions } from './key-templates.js';
import type { OtpKey } from './otp-key.js';
import type { PrivateKey } from './private-key.js';
import type { PublicKey } from './public-key.js';
import type { SecretKey } from './secret-key.js';
type NamedOrDefault = MechanismOptions | {
    readonly mechanism?: undefined;
};
/** The size of the key in bits, for types that come in several; the mechanism if it is not the usual one. */
export type GenerateKeyOptions = NamedOrDefault & NewKeyOptions & {
    readonly bits?: number | undefined;
};
/**
 * RSA, DSA and DH take `bits`; EC, EC_EDWARDS and EC_MONTGOMERY take `curve`; ML_DSA, ML_KEM and SLH_DSA take
 * `parameterSet`.
 */
export type GenerateKeyPairOptions = NamedOrDefault & NewKeyOptions & {
    /** Size of the modulus or prime. */
    readonly bits?: number | undefined;
    /** The name of a curve (`'P-256'`, `'secp256k1'`, `'Ed25519'` …), or its parameters in DER. */
    readonly curve?: string | BytesLike | undefined;
    /** The name of a parameter set (`'ML_DSA_65'`, `'ML_KEM_768'` …), or its number. */
    readonly parameterSet?: ParameterSetName | Ulong | undefined;
    /** Attributes of one of the two keys only; `template` is for both. */
    readonly publicTemplate?: Template | undefined;
    readonly privateTemplate?: Template | undefined;
};
/** The attributes that domain parameters of each type consist of (PKCS #11 v3.2 §4.11). */
export declare const DOMAIN_ATTRIBUTES: Partial<Record<KeyTypeName, readonly AttributeName[]>>;
export declare function generatingKey(context: SessionContext, keyType: KeyTypeName | Ulong, options: GenerateKeyOptions): MakeProgram<SecretKey | OtpKey>;
/** A mechanism that makes a key from a password, and an initialisation vector with it. */
export type GenerateKeyAndIvOptions = OptionsOf<MechanismsOfKind<'pbe'>> & NewKeyOptions & {
    readonly bits?: number | undefined;
};
export interface KeyAndIv {
    readonly key: SecretKey;
    readonly iv: Bytes;
}
export declare function generatingKeyAndIv(context: SessionContext, keyType: KeyTypeName | Ulong, options: GenerateKeyAndIvOptions): MakeProgram<KeyAndIv>;
export interface Pair {
    readonly publicKey: PublicKey;
    readonly privateKey: PrivateKey;
}
export declare function generatingKeyPair(context: SessionContext, keyType: KeyTypeName | Ulong, given: GenerateKeyPairOptions): MakeProgram<Pair>;
/** A key pair from the attributes that its public half is made of. */
export declare function pairFrom(context: SessionContext, keyType: KeyTypeName | Ulong, mechanism: ChosenMechanism, options: GenerateKeyPairOptions, attributes: Template): MakeProgram<Pair>;
/** The mechanism that makes key pairs of a type from given parameters. */
export declare function pairMechanism(context: SessionContext, keyType: KeyTypeName | Ulong, options: GenerateKeyPairOptions): ChosenMechanism;
/** By default DSA_PARAMETER_GEN, DH_PKCS_PARAMETER_GEN or X9_42_DH_PARAMETER_GEN. */
export type GenerateParametersOptions = NamedOrDefault & {
    /** Size of the prime. */
    readonly bits: number;
    readonly store?: boolean | undefined;
    readonly label?: string | undefined;
    readonly template?: Template | undefined;
};
/** Domain parameters on the token, and the seed that they were made from, if the mechanism tells. */
export interface MadeParameters {
    readonly handle: Ulong;
    readonly seed: Bytes | undefined;
}
/** Generates domain parameters on the token. */
export declare function generatingParameters(context: SessionContext, keyType: KeyTypeName | Ulong, options: GenerateParametersOptions): MakeProgram<MadeParameters>;
/** The values that domain parameters on the token consist of. */
export declare function readParameters(arena: Arena, handle: Ulong, keyType: KeyTypeName | Ulong): Program<Template>;
export {};
