import type { Ulong } from '../native/abi.js';
import { CK, CKC, CKD, CKG, CKH, CKK, CKM, CKO, CKP, CKT, CKU, CKV } from '../spec/constants.js';
import type { VendorKeyTypes, VendorMechanisms, VendorObjectClasses, VendorUserTypes } from '../vendor-names.js';
type Names<T> = Exclude<keyof T & string, 'VENDOR_DEFINED'>;
export type StandardMechanismName = Names<typeof CKM>;
export type ObjectClassName = Names<typeof CKO> | (keyof VendorObjectClasses & string);
export type KeyTypeName = Names<typeof CKK> | (keyof VendorKeyTypes & string);
export type MechanismName = StandardMechanismName | (keyof VendorMechanisms & string);
export type CertificateTypeName = Names<typeof CKC>;
export type HardwareFeatureName = Exclude<Names<typeof CKH>, `HEDGE_${string}` | `DETERMINISTIC_${string}`>;
export type KdfName = Names<typeof CKD>;
export type MgfName = Extract<Names<typeof CKG>, `MGF1_${string}`>;
/** The names of a kind of constants that begins with a word of its own, without that. */
type After<T, Word extends string> = keyof T extends infer N ? N extends `${Word}_${infer Rest}` ? Rest : never : never;
/** Key types whose keys are of a parameter set; its name begins with that of the type. */
type SetKeyType = 'ML_DSA' | 'ML_KEM' | 'SLH_DSA';
export type ParameterSetName = Extract<keyof typeof CKP, `${SetKeyType}_${string}`>;
export type ProfileName = Exclude<Names<typeof CKP>, ParameterSetName | `PKCS5_${string}`>;
export type TrustName = Names<typeof CKT>;
export type ValidationTypeName = After<typeof CKV, 'TYPE'>;
export type ValidationAuthorityName = After<typeof CKV, 'AUTHORITY_TYPE'>;
export type CertificateCategoryName = After<typeof CK, 'CERTIFICATE_CATEGORY'>;
export type SecurityDomainName = After<typeof CK, 'SECURITY_DOMAIN'>;
export type OtpFormat = After<typeof CK, 'OTP_FORMAT'>;
export type OtpRequirement = After<typeof CK, 'OTP_PARAM'>;
export type UserTypeName = Names<typeof CKU> | (keyof VendorUserTypes & string);
/** Names and numbers of one kind of constant, both ways. */
export interface NameTable<N extends string> {
    /** The number of a name; numbers pass through, so that vendors' values need no name. */
    number(argument: string, value: N | Ulong): Ulong;
    /** The name of a number, or the number if it has none. */
    name(value: Ulong): N | Ulong;
    has(name: string): boolean;
    /** Whether a name stands for another number already. */
    conflicts(name: string, value: Ulong): boolean;
    /** Gives a vendor's number a name. A number that several vendors have named differently goes by none. */
    add(name: string, value: Ulong): void;
}
export declare const objectClasses: NameTable<ObjectClassName>;
export declare const keyTypes: NameTable<KeyTypeName>;
export declare const mechanisms: NameTable<MechanismName>;
export declare const certificateTypes: NameTable<CertificateTypeName>;
export declare const hardwareFeatures: NameTable<HardwareFeatureName>;
export declare const kdfs: NameTable<KdfName>;
export declare const mgfs: NameTable<MgfName>;
export declare const userTypes: NameTable<UserTypeName>;
/** One number stands for a set of each key type: it has no name without that. */
export declare const parameterSets: NameTable<ParameterSetName>;
export declare const profiles: NameTable<ProfileName>;
export declare const trusts: NameTable<TrustName>;
export declare const validationTypes: NameTable<ValidationTypeName>;
export declare const validationAuthorities: NameTable<ValidationAuthorityName>;
export declare const certificateCategories: NameTable<CertificateCategoryName>;
export declare const securityDomains: NameTable<SecurityDomainName>;
export declare const otpFormats: NameTable<OtpFormat>;
export declare const otpRequirements: NameTable<OtpRequirement>;
export {};
