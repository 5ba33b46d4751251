import { type Ulong } from '../native/abi.js';
import type { Arena, Region } from '../native/arena.js';
import type { Template, TemplateValues } from './attributes.js';
import { type BytesLike } from './bytes.js';
import { type CertificateCategoryName, type CertificateTypeName, type HardwareFeatureName, type KeyTypeName, type MechanismName, type ObjectClassName, type OtpFormat, type OtpRequirement, type ParameterSetName, type ProfileName, type SecurityDomainName, type TrustName, type ValidationAuthorityName, type ValidationTypeName } from './names.js';
type Codec<Input, Output> = {
    readonly input: Input;
    readonly output: Output;
};
type Named<N extends string> = Codec<N | Ulong, N | Ulong>;
export interface VersionNumber {
    readonly major: number;
    readonly minor: number;
}
/** The JavaScript types of attribute values: what a template takes and what `get` returns. */
export interface AttributeCodecs {
    boolean: Codec<boolean, boolean>;
    ulong: Codec<Ulong, Ulong>;
    ulongs: Codec<readonly Ulong[], Ulong[]>;
    /** UTF-8 (RFC 2279 strings of the standard). */
    text: Codec<string, string>;
    bytes: Codec<BytesLike, Uint8Array<ArrayBuffer>>;
    /** Big-endian and unsigned. */
    bigInteger: Codec<ArrayBufferView | ArrayBufferLike | bigint, Uint8Array<ArrayBuffer>>;
    /** Midnight UTC of the day; undefined for an empty date. */
    date: Codec<Date | undefined, Date | undefined>;
    version: Codec<VersionNumber, VersionNumber>;
    objectClass: Named<ObjectClassName>;
    keyType: Named<KeyTypeName>;
    certificateType: Named<CertificateTypeName>;
    hardwareFeature: Named<HardwareFeatureName>;
    certificateCategory: Named<CertificateCategoryName>;
    securityDomain: Named<SecurityDomainName>;
    otpFormat: Named<OtpFormat>;
    otpRequirement: Named<OtpRequirement>;
    profile: Named<ProfileName>;
    trust: Named<TrustName>;
    validationType: Named<ValidationTypeName>;
    validationAuthority: Named<ValidationAuthorityName>;
    /** Read as a number: which set that is depends on the type of the key. */
    parameterSet: Codec<ParameterSetName | Ulong, Ulong>;
    mechanism: Named<MechanismName>;
    mechanisms: Codec<readonly (MechanismName | Ulong)[], (MechanismName | Ulong)[]>;
    /** Attributes within an attribute. */
    template: Codec<Template, TemplateValues>;
    /** For attributes the library does not know: the type of the value decides, and bytes come back. */
    vendor: Codec<boolean | Ulong | BytesLike, Uint8Array<ArrayBuffer>>;
}
export type CodecName = keyof AttributeCodecs;
/** Where an encoded value lies in the arena; at 0 if there is none. */
export interface EncodedValue {
    readonly address: number;
    readonly size: number;
}
interface CodecImplementation {
    encode(arena: Arena, argument: string, value: unknown): EncodedValue;
    /** Takes the first `length` bytes of what the token was offered. */
    decode(value: Region, length: number, argument: string): unknown;
    /** Bytes to offer when reading; the token says if it needs more. */
    readonly likelySize: number;
    /** The value is an array of attributes, which are read after it. */
    readonly nested?: true;
}
export declare const CODECS: Readonly<Record<CodecName, CodecImplementation>>;
export {};
