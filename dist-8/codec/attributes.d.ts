import type { Ulong } from '../native/abi.js';
import type { VendorAttributes } from '../vendor-names.js';
import type { AttributeCodecs, CodecName } from './attribute-codecs.js';
import type { ObjectClassName } from './names.js';
/**
 * Every attribute of the standard: its name (CKA_KEY_TYPE is `keyType`), the codec of its value, from which its type
 * follows, and the classes of objects that have it (PKCS #11 v3.2 §4 Objects and §6 Mechanisms, the tables of
 * attributes). `sensitive`: the token never tells it of a key that is sensitive or not extractable. The number comes
 * from the name.
 */
export declare const ATTRIBUTES: {
    readonly class: readonly ["objectClass", readonly ["ALL"]];
    readonly token: readonly ["boolean", readonly ["STORED"]];
    readonly private: readonly ["boolean", readonly ["STORED"]];
    readonly label: readonly ["text", readonly ["STORED"]];
    readonly uniqueId: readonly ["text", readonly ["STORED"]];
    readonly application: readonly ["text", readonly ["DATA"]];
    readonly value: readonly ["bytes", readonly ["DATA", "CERTIFICATE", "HW_FEATURE", "DOMAIN_PARAMETERS", "KEYS"], "sensitive"];
    readonly objectId: readonly ["bytes", readonly ["DATA", "DOMAIN_PARAMETERS"]];
    readonly certificateType: readonly ["certificateType", readonly ["CERTIFICATE"]];
    readonly issuer: readonly ["bytes", readonly ["CERTIFICATE", "TRUST"]];
    readonly serialNumber: readonly ["bytes", readonly ["CERTIFICATE", "TRUST"]];
    readonly acIssuer: readonly ["bytes", readonly ["CERTIFICATE"]];
    readonly owner: readonly ["bytes", readonly ["CERTIFICATE"]];
    readonly attrTypes: readonly ["bytes", readonly ["CERTIFICATE"]];
    readonly trusted: readonly ["boolean", readonly ["CERTIFICATE", "PUBLIC_KEY", "SECRET_KEY"]];
    readonly certificateCategory: readonly ["certificateCategory", readonly ["CERTIFICATE"]];
    readonly javaMidpSecurityDomain: readonly ["securityDomain", readonly ["CERTIFICATE"]];
    readonly url: readonly ["text", readonly ["CERTIFICATE"]];
    readonly hashOfSubjectPublicKey: readonly ["bytes", readonly ["CERTIFICATE"]];
    readonly hashOfIssuerPublicKey: readonly ["bytes", readonly ["CERTIFICATE"]];
    readonly nameHashAlgorithm: readonly ["mechanism", readonly ["CERTIFICATE", "TRUST"]];
    readonly checkValue: readonly ["bytes", readonly ["CERTIFICATE", "SECRET_KEY", "OTP_KEY"]];
    readonly keyType: readonly ["keyType", readonly ["KEYS", "DOMAIN_PARAMETERS"]];
    readonly subject: readonly ["bytes", readonly ["CERTIFICATE", "ASYMMETRIC"]];
    readonly id: readonly ["bytes", readonly ["CERTIFICATE", "KEYS"]];
    readonly sensitive: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly encrypt: readonly ["boolean", readonly ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]];
    readonly decrypt: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly wrap: readonly ["boolean", readonly ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]];
    readonly unwrap: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly sign: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly signRecover: readonly ["boolean", readonly ["PRIVATE_KEY"]];
    readonly verify: readonly ["boolean", readonly ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]];
    readonly verifyRecover: readonly ["boolean", readonly ["PUBLIC_KEY"]];
    readonly derive: readonly ["boolean", readonly ["KEYS"]];
    readonly startDate: readonly ["date", readonly ["CERTIFICATE", "KEYS"]];
    readonly endDate: readonly ["date", readonly ["CERTIFICATE", "KEYS"]];
    readonly modulus: readonly ["bigInteger", readonly ["ASYMMETRIC"]];
    readonly modulusBits: readonly ["ulong", readonly ["PUBLIC_KEY"]];
    readonly publicExponent: readonly ["bigInteger", readonly ["ASYMMETRIC"]];
    readonly privateExponent: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly prime1: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly prime2: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly exponent1: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly exponent2: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly coefficient: readonly ["bigInteger", readonly ["PRIVATE_KEY"], "sensitive"];
    readonly publicKeyInfo: readonly ["bytes", readonly ["CERTIFICATE", "ASYMMETRIC"]];
    readonly prime: readonly ["bigInteger", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly subprime: readonly ["bigInteger", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly base: readonly ["bigInteger", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly primeBits: readonly ["ulong", readonly ["DOMAIN_PARAMETERS"]];
    readonly subprimeBits: readonly ["ulong", readonly ["DOMAIN_PARAMETERS"]];
    readonly valueBits: readonly ["ulong", readonly ["PRIVATE_KEY"]];
    readonly valueLen: readonly ["ulong", readonly ["SECRET_KEY", "OTP_KEY"]];
    readonly extractable: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly local: readonly ["boolean", readonly ["KEYS", "DOMAIN_PARAMETERS"]];
    readonly neverExtractable: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly alwaysSensitive: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly keyGenMechanism: readonly ["mechanism", readonly ["KEYS"]];
    readonly modifiable: readonly ["boolean", readonly ["STORED"]];
    readonly copyable: readonly ["boolean", readonly ["STORED"]];
    readonly destroyable: readonly ["boolean", readonly ["STORED"]];
    readonly ecParams: readonly ["bytes", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly ecPoint: readonly ["bytes", readonly ["PUBLIC_KEY", "PRIVATE_KEY"]];
    readonly secondaryAuth: readonly ["boolean", readonly ["PRIVATE_KEY"]];
    readonly authPinFlags: readonly ["ulong", readonly ["PRIVATE_KEY"]];
    readonly alwaysAuthenticate: readonly ["boolean", readonly ["PRIVATE_KEY"]];
    readonly wrapWithTrusted: readonly ["boolean", readonly ["CONFIDENTIAL"]];
    readonly wrapTemplate: readonly ["template", readonly ["PUBLIC_KEY", "SECRET_KEY"]];
    readonly unwrapTemplate: readonly ["template", readonly ["PRIVATE_KEY", "SECRET_KEY"]];
    readonly deriveTemplate: readonly ["template", readonly ["PRIVATE_KEY", "SECRET_KEY"]];
    readonly otpFormat: readonly ["otpFormat", readonly ["OTP_KEY"]];
    readonly otpLength: readonly ["ulong", readonly ["OTP_KEY"]];
    readonly otpTimeInterval: readonly ["ulong", readonly ["OTP_KEY"]];
    readonly otpUserFriendlyMode: readonly ["boolean", readonly ["OTP_KEY"]];
    readonly otpChallengeRequirement: readonly ["otpRequirement", readonly ["OTP_KEY"]];
    readonly otpTimeRequirement: readonly ["otpRequirement", readonly ["OTP_KEY"]];
    readonly otpCounterRequirement: readonly ["otpRequirement", readonly ["OTP_KEY"]];
    readonly otpPinRequirement: readonly ["otpRequirement", readonly ["OTP_KEY"]];
    readonly otpCounter: readonly ["bytes", readonly ["OTP_KEY"]];
    readonly otpTime: readonly ["text", readonly ["OTP_KEY"]];
    readonly otpUserIdentifier: readonly ["text", readonly ["OTP_KEY"]];
    readonly otpServiceIdentifier: readonly ["text", readonly ["OTP_KEY"]];
    readonly otpServiceLogo: readonly ["bytes", readonly ["OTP_KEY"]];
    readonly otpServiceLogoType: readonly ["text", readonly ["OTP_KEY"]];
    readonly gostr3410Params: readonly ["bytes", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly gostr3411Params: readonly ["bytes", readonly ["ASYMMETRIC", "DOMAIN_PARAMETERS"]];
    readonly gost28147Params: readonly ["bytes", readonly ["KEYS", "DOMAIN_PARAMETERS"]];
    readonly hwFeatureType: readonly ["hardwareFeature", readonly ["HW_FEATURE"]];
    readonly resetOnInit: readonly ["boolean", readonly ["HW_FEATURE"]];
    readonly hasReset: readonly ["boolean", readonly ["HW_FEATURE"]];
    readonly pixelX: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly pixelY: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly resolution: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly charRows: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly charColumns: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly color: readonly ["boolean", readonly ["HW_FEATURE"]];
    readonly bitsPerPixel: readonly ["ulong", readonly ["HW_FEATURE"]];
    readonly charSets: readonly ["text", readonly ["HW_FEATURE"]];
    readonly encodingMethods: readonly ["text", readonly ["HW_FEATURE"]];
    readonly mimeTypes: readonly ["text", readonly ["HW_FEATURE"]];
    readonly mechanismType: readonly ["mechanism", readonly ["MECHANISM"]];
    readonly requiredCmsAttributes: readonly ["bytes", readonly ["MECHANISM"]];
    readonly defaultCmsAttributes: readonly ["bytes", readonly ["MECHANISM"]];
    readonly supportedCmsAttributes: readonly ["bytes", readonly ["MECHANISM"]];
    readonly allowedMechanisms: readonly ["mechanisms", readonly ["KEYS"]];
    readonly profileId: readonly ["profile", readonly ["PROFILE"]];
    readonly x2ratchetBag: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetBagsize: readonly ["ulong", readonly ["SECRET_KEY"]];
    readonly x2ratchetBobs1stmsg: readonly ["boolean", readonly ["SECRET_KEY"]];
    readonly x2ratchetCkr: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetCks: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetDhp: readonly ["bytes", readonly ["SECRET_KEY"]];
    readonly x2ratchetDhr: readonly ["bytes", readonly ["SECRET_KEY"]];
    readonly x2ratchetDhs: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetHkr: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetHks: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetIsalice: readonly ["boolean", readonly ["SECRET_KEY"]];
    readonly x2ratchetNhkr: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetNhks: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly x2ratchetNr: readonly ["ulong", readonly ["SECRET_KEY"]];
    readonly x2ratchetNs: readonly ["ulong", readonly ["SECRET_KEY"]];
    readonly x2ratchetPns: readonly ["ulong", readonly ["SECRET_KEY"]];
    readonly x2ratchetRk: readonly ["bytes", readonly ["SECRET_KEY"], "sensitive"];
    readonly hssLevels: readonly ["ulong", readonly ["ASYMMETRIC"]];
    readonly hssLmsType: readonly ["ulong", readonly ["PUBLIC_KEY"]];
    readonly hssLmotsType: readonly ["ulong", readonly ["PUBLIC_KEY"]];
    readonly hssLmsTypes: readonly ["ulongs", readonly ["PRIVATE_KEY"]];
    readonly hssLmotsTypes: readonly ["ulongs", readonly ["PRIVATE_KEY"]];
    readonly hssKeysRemaining: readonly ["ulong", readonly ["PRIVATE_KEY"]];
    readonly parameterSet: readonly ["parameterSet", readonly ["ASYMMETRIC"]];
    readonly objectValidationFlags: readonly ["ulong", readonly ["STORED"]];
    readonly validationType: readonly ["validationType", readonly ["VALIDATION"]];
    readonly validationVersion: readonly ["version", readonly ["VALIDATION"]];
    readonly validationLevel: readonly ["ulong", readonly ["VALIDATION"]];
    readonly validationModuleId: readonly ["text", readonly ["VALIDATION"]];
    readonly validationFlag: readonly ["ulong", readonly ["VALIDATION"]];
    readonly validationAuthorityType: readonly ["validationAuthority", readonly ["VALIDATION"]];
    readonly validationCountry: readonly ["text", readonly ["VALIDATION"]];
    readonly validationCertificateIdentifier: readonly ["text", readonly ["VALIDATION"]];
    readonly validationCertificateUri: readonly ["text", readonly ["VALIDATION"]];
    readonly validationVendorUri: readonly ["text", readonly ["VALIDATION"]];
    readonly validationProfile: readonly ["text", readonly ["VALIDATION"]];
    readonly encapsulateTemplate: readonly ["template", readonly ["PUBLIC_KEY"]];
    readonly decapsulateTemplate: readonly ["template", readonly ["PRIVATE_KEY"]];
    readonly trustServerAuth: readonly ["trust", readonly ["TRUST"]];
    readonly trustClientAuth: readonly ["trust", readonly ["TRUST"]];
    readonly trustCodeSigning: readonly ["trust", readonly ["TRUST"]];
    readonly trustEmailProtection: readonly ["trust", readonly ["TRUST"]];
    readonly trustIpsecIke: readonly ["trust", readonly ["TRUST"]];
    readonly trustTimeStamping: readonly ["trust", readonly ["TRUST"]];
    readonly trustOcspSigning: readonly ["trust", readonly ["TRUST"]];
    readonly encapsulate: readonly ["boolean", readonly ["PUBLIC_KEY"]];
    readonly decapsulate: readonly ["boolean", readonly ["PRIVATE_KEY"]];
    readonly hashOfCertificate: readonly ["bytes", readonly ["TRUST"]];
    readonly publicCrc64Value: readonly ["bytes", readonly ["ASYMMETRIC"]];
    readonly seed: readonly ["bytes", readonly ["PRIVATE_KEY"], "sensitive"];
};
type StandardAttributeName = keyof typeof ATTRIBUTES;
/** An attribute of the standard, or one of a vendor that is defined (`defineVendor`). */
export type AttributeName = StandardAttributeName | (keyof VendorAttributes & string);
type CodecOf<N> = N extends StandardAttributeName ? (typeof ATTRIBUTES)[N][0] : N extends keyof VendorAttributes ? VendorAttributes[N] extends infer C extends CodecName ? C : 'vendor' : never;
/** The type that `get` returns for each attribute. */
export type AttributeValues = {
    readonly [N in AttributeName]: AttributeCodecs[CodecOf<N>]['output'];
};
/** The values a template accepts: attributes by name, and those of vendors by number. */
export type Template = {
    readonly [N in AttributeName]?: AttributeCodecs[CodecOf<N>]['input'] | undefined;
} & {
    readonly [vendor: number]: VendorAttribute | undefined;
};
/**
 * A template as a token holds it: attributes by name, those without one by number. Undefined for what the token does
 * not tell.
 */
export type TemplateValues = {
    -readonly [N in AttributeName]?: AttributeCodecs[CodecOf<N>]['output'] | undefined;
} & {
    [vendor: number]: Uint8Array<ArrayBuffer> | undefined;
};
/** A value without a codec: its JavaScript type says how it is written (CK_BBOOL, CK_ULONG, UTF-8, bytes). */
export type VendorAttribute = AttributeCodecs['vendor']['input'];
export interface AttributeDefinition {
    /** Its name, or its number as text where it has none. */
    readonly name: string;
    readonly type: Ulong;
    readonly codec: CodecName;
}
/** Whether there is an attribute of this name already, that of another number or with other values. */
export declare function attributeConflicts({ name, type, codec }: AttributeDefinition): boolean;
/** Gives a vendor's attribute a name. */
export declare function addAttribute(definition: AttributeDefinition): void;
/** The attribute of a number; one without a name if nobody has defined it, or several vendors have. */
export declare function attributeOf(type: Ulong): AttributeDefinition;
/**
 * Finds an attribute by its name or number; refuses names that do not exist. A vendor's attribute by number is one
 * without a name even if it has been defined: its type is that of values nobody knows.
 */
export declare function attribute(key: AttributeName | number | string): AttributeDefinition;
/** Which classes of objects have an attribute of the standard, and whether tokens keep it to themselves. */
export interface AttributeTraits {
    readonly classes: readonly ObjectClassName[];
    readonly sensitive: boolean;
}
export declare function attributeTraits(name: string): AttributeTraits | undefined;
/** The names of the attributes that one class of objects has of its own. */
export type AttributesOfClass<C extends ObjectClassName> = {
    [N in StandardAttributeName]: C extends (typeof ATTRIBUTES)[N][1][number] ? N : never;
}[StandardAttributeName];
export declare function attributesOfClass(objectClass: string): AttributeName[];
export {};
