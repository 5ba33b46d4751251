import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import type { VendorMechanisms } from '../vendor-names.js';
import type { HashName } from './hashes.js';
import { ASYMMETRIC_MECHANISMS } from './mechanisms/asymmetric.js';
import { CIPHER_MECHANISMS } from './mechanisms/ciphers.js';
import { DERIVATION_MECHANISMS } from './mechanisms/derivation.js';
import { DIGEST_MECHANISMS } from './mechanisms/digests.js';
import { HISTORICAL_MECHANISMS } from './mechanisms/historical.js';
import { PROTOCOL_MECHANISMS } from './mechanisms/protocols.js';
import type { MessageKind } from './message-parameters.js';
import { type MechanismName, type StandardMechanismName } from './names.js';
import { type OutputsOfKind, type ParameterKind, type ParameterKinds } from './parameter-kinds.js';
import type { OutputName, OutputValues } from './parameter-outputs.js';
import { type ParameterCodec } from './parameter-writer.js';
import type { SignaturePadding } from './signature-padding.js';
/** The public-key schemes that node:crypto knows, too. */
export type PublicScheme = 'RSA' | 'RSA-PKCS1' | 'RSA-PSS' | 'RSA-OAEP' | 'DSA' | 'EdDSA';
/** What the options for the other party's public value are called. */
export type EphemeralOption = 'publicKey' | 'publicValue';
/** What is known of a mechanism, beyond its number. */
export interface MechanismEntry {
    readonly parameters: ParameterKind;
    /** The hash it applies to the data. */
    readonly hash?: HashName;
    /** The mechanism that does the same to data hashed already, for tokens that have only that. */
    readonly prehashed?: MechanismName;
    /** How a hash is written for that mechanism; as it is, unless said otherwise. */
    readonly hashEncoding?: 'DigestInfo';
    /** RSA without any padding of the token's own, and the padding that makes the same of it, for tokens that have only that. */
    readonly unpadded?: {
        readonly mechanism: MechanismName;
        readonly padding: SignaturePadding;
    };
    /** What node:crypto calls a scheme it can do with the public key. */
    readonly scheme?: PublicScheme;
    /** The option that holds a public point. */
    readonly point?: string;
    /** The option that holds the other party's public value, which a key that is encapsulated brings along. */
    readonly ephemeral?: EphemeralOption;
    /**
     * A message authentication code, the same each time it is computed: its length in bytes, or that of the option
     * `macLength`. Some tokens verify the beginning of one: what is shorter is no such code.
     */
    readonly mac?: number | 'asked';
    /** The longest signature in bytes, where that is more than RSA's: ML-DSA-87, FIPS 204; SLH-DSA-256f, FIPS 205. */
    readonly signatureBytes?: number;
    /** Signatures are two integers r and s of equal length, one after the other. */
    readonly rawSignature?: true;
    /** Signatures are two halves, each as long as a coordinate of the curve, and have no other form. */
    readonly twoHalves?: true;
    /** Data is encrypted and decrypted in blocks of this many bytes. */
    readonly blockBytes?: number;
    /** The longest tag that comes behind a ciphertext. */
    readonly tagBytes?: number;
    /** Data of any length is added to what comes of a counter of this many bytes, block by block. */
    readonly counterBlock?: number;
    /** How the parameter of one message is written, for mechanisms that message functions take. */
    readonly message?: MessageKind;
    /** The parameter of authenticated wrapping, where it has one of its own. */
    readonly wrap?: ParameterKind;
    /** The size of the initialisation vector that the token makes. */
    readonly ivBytes?: number;
    /** What C_DeriveKey makes, if that is not a secret key: its parameter then says what else comes of it. */
    readonly derives?: 'no key' | 'perhaps a key' | 'data';
    /** How the parameter is written, if not as its kind says: a vendor's. Of a mechanism that is listed it is there always. */
    readonly codec?: ParameterCodec<string, OutputName>;
}
/** Every mechanism of the standard. */
export declare const MECHANISMS: typeof ASYMMETRIC_MECHANISMS & typeof CIPHER_MECHANISMS & typeof DERIVATION_MECHANISMS & typeof DIGEST_MECHANISMS & typeof HISTORICAL_MECHANISMS & typeof PROTOCOL_MECHANISMS;
/** Makes a vendor's mechanism known. */
export declare function addMechanism(name: string, type: Ulong, entry: MechanismEntry): void;
type Listed = typeof MECHANISMS;
/** The parameter kind of a mechanism. */
type KindOf<M extends StandardMechanismName> = Listed[M]['parameters'];
/** The names of the mechanisms that take one kind of parameter. */
export type NamesByKind = {
    [M in StandardMechanismName as KindOf<M>]: M;
};
/** The parameters of a mechanism, by its name. */
export type MechanismParameters<M extends MechanismName> = M extends StandardMechanismName ? ParameterKinds[KindOf<M>] : M extends keyof VendorMechanisms ? VendorMechanisms[M] : never;
/** What a mechanism gives back through its parameter. */
export type MechanismOutputs<M extends MechanismName> = M extends StandardMechanismName ? Pick<OutputValues, OutputsOfKind<KindOf<M>>> : object;
/** The mechanisms of which the table says this. */
export type MechanismsWith<E extends Partial<MechanismEntry>> = {
    [M in StandardMechanismName]: Listed[M] extends E ? M : never;
}[StandardMechanismName];
/** The mechanisms that take one kind of parameter. */
export type MechanismsOfKind<K extends keyof NamesByKind> = NamesByKind[K];
/** The mechanisms that give back something of these names through their parameter. */
export type MechanismsReturning<O extends OutputName> = {
    [M in StandardMechanismName]: [O & OutputsOfKind<KindOf<M>>] extends [never] ? never : M;
}[StandardMechanismName];
/** A mechanism and its parameters, as options: the name decides which parameters there are. */
export type MechanismOptions = {
    [K in keyof NamesByKind]: {
        readonly mechanism: NamesByKind[K];
    } & ParameterKinds[K];
}[keyof NamesByKind]
/** A vendor's, by the name that a program has given it. */
 | {
    [M in keyof VendorMechanisms]: {
        readonly mechanism: M;
    } & VendorMechanisms[M];
}[keyof VendorMechanisms]
/** A mechanism by number, such as a vendor's: its parameter as bytes. */
 | ({
    readonly mechanism: number | bigint;
} & ParameterKinds['raw']);
/** The same of some mechanisms only. */
export type OptionsOf<M extends MechanismName> = {
    [N in M]: {
        readonly mechanism: N;
    } & MechanismParameters<N>;
}[M];
/** A mechanism chosen, with its entry in the table, before it is encoded. */
export interface ChosenMechanism {
    readonly name: MechanismName | Ulong;
    readonly type: Ulong;
    readonly entry: MechanismEntry;
    readonly options: object;
    /** The one size in bytes of the room for a signature that the token at hand takes. */
    readonly signatureRoom?: number | undefined;
    /** The token at hand gets what is signed or verified in one call. */
    readonly inOnePiece?: boolean | undefined;
}
/** Looks up a mechanism by name or number. */
export declare function mechanismEntry(name: MechanismName | Ulong): MechanismEntry;
/** The options a mechanism takes, by name. */
export declare function parameterOptions(entry: MechanismEntry): readonly string[];
export declare function chooseMechanism(name: MechanismName | Ulong, options: object): ChosenMechanism;
/** The same mechanism with other parameters. Each call makes one: to spread it would cost as much as all the rest of planning. */
export declare function withOptions({ name, type, entry, signatureRoom, inOnePiece }: ChosenMechanism, options: object): ChosenMechanism;
/**
 * A mechanism whose parameters the caller can no longer change: for operations that begin later, or more than once.
 * In an arena the copies are wiped with it.
 */
export declare function keepMechanism(mechanism: ChosenMechanism, arena?: Arena): ChosenMechanism;
/** A CK_MECHANISM in an arena, and what the token has written into its parameter. */
export interface WrittenMechanism {
    readonly address: number;
    /** To be read after CKR_OK, before the arena is wiped. */
    outputs(): Partial<OutputValues>;
}
export declare function writeMechanism(arena: Arena, mechanism: ChosenMechanism): WrittenMechanism;
/** Writes a CK_MECHANISM; returns its address. */
export declare function encodeMechanism(arena: Arena, mechanism: ChosenMechanism): number;
/** Refuses options that a method does not know, by name. */
export declare function refuseUnknownOptions(method: string, options: unknown, ...known: readonly (readonly string[])[]): void;
export {};
