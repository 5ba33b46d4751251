import type { ModuleInfo } from '../../calls/general.js';
import type { TokenInfo } from '../../calls/slots.js';
import type { VersionNumber } from '../../codec/attribute-codecs.js';
import type { Template } from '../../codec/attributes.js';
import type { HashName } from '../../codec/hashes.js';
import type { KeyTypeName, MechanismName } from '../../codec/names.js';
/** How a device differs from what the standard has one expect. The library reads these; nothing in it asks for a vendor. */
export interface Traits {
    /** The vendor's own numbers for mechanisms of the standard, for when the token does not offer the standard's. */
    readonly mechanismNumbers?: Partial<Readonly<Record<MechanismName, number>>>;
    /**
     * What the token answers to a wrong message authentication code, or to a wrong signature of data that it does not hash
     * itself, cannot be told from a failure: codes are made again, and signatures verified in software.
     */
    readonly vagueVerdicts?: boolean;
    /** The only hashes that RSA_PKCS_OAEP takes. */
    readonly oaepHashes?: readonly HashName[];
    /** Whether RSA_PKCS_OAEP takes a label. */
    readonly oaepLabel?: boolean;
    /** Options of mechanisms that hold here unless the caller gives others. */
    readonly parameters?: Partial<Readonly<Record<MechanismName, Readonly<Record<string, unknown>>>>>;
    /** The only room for a signature that C_Sign takes, in bytes: exactly the signature's. */
    readonly signatureRoom?: Partial<Readonly<Record<MechanismName, number>>>;
    /** Codes that cannot be given up half way without harm: parts are kept here, and sent in one call at the end. */
    readonly inOnePiece?: Partial<Readonly<Record<MechanismName, true>>>;
    /** Block ciphers take whole blocks only, in each part, padding or not. */
    readonly wholeBlocks?: boolean;
    /** RSA decrypts ciphertexts of the modulus's length only: to shorter ones their leading zeros are given back. */
    readonly wholeCiphertexts?: boolean;
    /** Counter modes take whole blocks only: the last is filled up, and what comes of that cut off. */
    readonly filledBlocks?: boolean;
    /** Counters are made wrong unless they are the whole block: they get it, and no more data than there is room for. */
    readonly fullCounters?: boolean;
    /** AES_GCM encrypts with a nonce of the token's own, which it writes where ours (zeros) was. */
    readonly ownNonce?: boolean;
    /** Which form of a point ECDH takes; both are tried, this one first. */
    readonly ecdhPoint?: 'raw' | 'der';
    /** Mechanisms that derive keys of the whole secret, whatever size is asked for, and the types of key that can hold it. */
    readonly wholeSecrets?: Partial<Readonly<Record<MechanismName, readonly KeyTypeName[]>>>;
    /** Keys that want a PIN for each operation sign and decrypt without one: none are made. */
    readonly noKeyPins?: boolean;
    /**
     * The PIN for one operation with such a key is good for all that run with it, and gone when one of them ends: they
     * are done one after the other.
     */
    readonly sharedKeyPins?: boolean;
    /** Opening a session may fail and succeed a moment later: how often to try again, and milliseconds between. */
    readonly openRetries?: {
        readonly times: number;
        readonly delay: number;
    };
    /** There are no read-only sessions: those that nobody wants to write in may write, too. */
    readonly readWriteOnly?: boolean;
    /** Most native sessions, where the token does not tell. */
    readonly maxSessions?: number;
    /** The longest `id`, in bytes: longer ones are refused. */
    readonly idBytes?: number;
    /** Keys that live as long as a session are refused or stored: all of them, or of these types. */
    readonly noSessionKeys?: true | readonly KeyTypeName[];
    /**
     * Handles are counted from the first object: once that is destroyed and others are there, a new object may get the
     * handle of one of them. None is made then, until the module is loaded again.
     */
    readonly countedHandles?: boolean;
    /** Attributes that every new key must have. */
    readonly newKeys?: Template;
    /** What the token must be told of private keys that it unwraps, besides: its own attributes, by the type of the key. */
    readonly unwrappedKeys?: Partial<Readonly<Record<KeyTypeName, Template>>>;
    /**
     * Templates of new keys hold nothing but `label` and what the caller gave as `template`: what they are, the token
     * decides, and `id` and `capabilities` are refused. That they are sensitive and not extractable is checked when they
     * are made.
     */
    readonly bareTemplates?: boolean;
    /** Names for the vendor's types of user. */
    readonly userTypes?: Readonly<Record<string, number>>;
    /**
     * C_GetAttributeValue writes values of any length into whatever it is offered: lengths are asked for first, at the cost
     * of a call. A trait of the module, whatever its tokens.
     */
    readonly unboundedValues?: boolean;
    /** No two threads may open or close sessions at once. A trait of the module, whatever its tokens. */
    readonly sessionsInTurn?: boolean;
    /** Readers and tokens that come later are seen only when the module is loaded again. */
    readonly fixedSlots?: boolean;
}
/** Which devices a quirk is of; every condition must hold. */
export interface QuirkMatch {
    /** Of C_GetInfo. */
    readonly manufacturerId?: RegExp;
    readonly libraryDescription?: RegExp;
    /** Versions of the library below this one. */
    readonly libraryBelow?: VersionNumber;
    /** Of C_GetTokenInfo. */
    readonly tokenManufacturerId?: RegExp;
    readonly model?: RegExp;
    /** Versions of the token's firmware below this one. */
    readonly firmwareBelow?: VersionNumber;
}
/** A line of the table of quirks. */
export interface Quirk {
    /** What `token.quirks` shows. A quirk given to `loadModule` takes the place of one of the same name in the table. */
    readonly name: string;
    /** Where it is known from. */
    readonly source: string;
    readonly match: QuirkMatch;
    readonly traits: Traits;
}
/** What quirks look at. Without a token only those of the module are found. */
export interface Device {
    readonly module: ModuleInfo | undefined;
    readonly token?: Pick<TokenInfo, 'manufacturerId' | 'model' | 'firmwareVersion'> | undefined;
}
/** The quirks of a device: those of the table, and those that the user knows. */
export declare function quirksOf(device: Device, own: readonly Quirk[]): readonly Quirk[];
/** Their traits together; the last that says something of one prevails. */
export declare function traitsOf(quirks: readonly Quirk[]): Traits;
/** Refuses what are no quirks. */
export declare function assertQuirks(argument: string, quirks: unknown): asserts quirks is readonly Quirk[];
