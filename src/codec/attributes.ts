import type { Ulong } from '../native/abi.ts';
import { CKA, CKO } from '../spec/constants.ts';
import type { VendorAttributes } from '../vendor-names.ts';
import type { AttributeCodecs, CodecName } from './attribute-codecs.ts';
import { describe } from './bytes.ts';
import type { ObjectClassName } from './names.ts';

/** Classes that have attributes in common. */
const GROUPS = {
  ASYMMETRIC: ['PUBLIC_KEY', 'PRIVATE_KEY'],
  CONFIDENTIAL: ['PRIVATE_KEY', 'SECRET_KEY', 'OTP_KEY'],
  KEYS: ['PUBLIC_KEY', 'PRIVATE_KEY', 'SECRET_KEY', 'OTP_KEY'],
  /** What a token can store (PKCS #11 v3.2 §4.4 Storage objects). */
  STORED: [
    ...['DATA', 'CERTIFICATE', 'PUBLIC_KEY', 'PRIVATE_KEY', 'SECRET_KEY', 'OTP_KEY'],
    ...['DOMAIN_PARAMETERS', 'PROFILE', 'VALIDATION', 'TRUST'],
  ],
  ALL: Object.keys(CKO).filter((name) => name !== 'VENDOR_DEFINED'),
};

/**
 * Every attribute of the standard: its name (CKA_KEY_TYPE is `keyType`), the codec of its value, from which its type
 * follows, and the classes of objects that have it (PKCS #11 v3.2 §4 Objects and §6 Mechanisms, the tables of
 * attributes). `sensitive`: the token never tells it of a key that is sensitive or not extractable. The number comes
 * from the name.
 */
export const ATTRIBUTES = {
  class: ['objectClass', ['ALL']],
  token: ['boolean', ['STORED']],
  private: ['boolean', ['STORED']],
  label: ['text', ['STORED']],
  uniqueId: ['text', ['STORED']],
  application: ['text', ['DATA']],
  value: ['bytes', ['DATA', 'CERTIFICATE', 'HW_FEATURE', 'DOMAIN_PARAMETERS', 'KEYS'], 'sensitive'],
  objectId: ['bytes', ['DATA', 'DOMAIN_PARAMETERS']],
  certificateType: ['certificateType', ['CERTIFICATE']],
  issuer: ['bytes', ['CERTIFICATE', 'TRUST']],
  serialNumber: ['bytes', ['CERTIFICATE', 'TRUST']],
  acIssuer: ['bytes', ['CERTIFICATE']],
  owner: ['bytes', ['CERTIFICATE']],
  attrTypes: ['bytes', ['CERTIFICATE']],
  trusted: ['boolean', ['CERTIFICATE', 'PUBLIC_KEY', 'SECRET_KEY']],
  certificateCategory: ['certificateCategory', ['CERTIFICATE']],
  javaMidpSecurityDomain: ['securityDomain', ['CERTIFICATE']],
  url: ['text', ['CERTIFICATE']],
  hashOfSubjectPublicKey: ['bytes', ['CERTIFICATE']],
  hashOfIssuerPublicKey: ['bytes', ['CERTIFICATE']],
  nameHashAlgorithm: ['mechanism', ['CERTIFICATE', 'TRUST']],
  checkValue: ['bytes', ['CERTIFICATE', 'SECRET_KEY', 'OTP_KEY']],
  keyType: ['keyType', ['KEYS', 'DOMAIN_PARAMETERS']],
  subject: ['bytes', ['CERTIFICATE', 'ASYMMETRIC']],
  id: ['bytes', ['CERTIFICATE', 'KEYS']],
  sensitive: ['boolean', ['CONFIDENTIAL']],
  encrypt: ['boolean', ['PUBLIC_KEY', 'SECRET_KEY', 'OTP_KEY']],
  decrypt: ['boolean', ['CONFIDENTIAL']],
  wrap: ['boolean', ['PUBLIC_KEY', 'SECRET_KEY', 'OTP_KEY']],
  unwrap: ['boolean', ['CONFIDENTIAL']],
  sign: ['boolean', ['CONFIDENTIAL']],
  signRecover: ['boolean', ['PRIVATE_KEY']],
  verify: ['boolean', ['PUBLIC_KEY', 'SECRET_KEY', 'OTP_KEY']],
  verifyRecover: ['boolean', ['PUBLIC_KEY']],
  derive: ['boolean', ['KEYS']],
  startDate: ['date', ['CERTIFICATE', 'KEYS']],
  endDate: ['date', ['CERTIFICATE', 'KEYS']],
  modulus: ['bigInteger', ['ASYMMETRIC']],
  modulusBits: ['ulong', ['PUBLIC_KEY']],
  publicExponent: ['bigInteger', ['ASYMMETRIC']],
  privateExponent: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  prime1: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  prime2: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  exponent1: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  exponent2: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  coefficient: ['bigInteger', ['PRIVATE_KEY'], 'sensitive'],
  publicKeyInfo: ['bytes', ['CERTIFICATE', 'ASYMMETRIC']],
  prime: ['bigInteger', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  subprime: ['bigInteger', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  base: ['bigInteger', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  primeBits: ['ulong', ['DOMAIN_PARAMETERS']],
  subprimeBits: ['ulong', ['DOMAIN_PARAMETERS']],
  valueBits: ['ulong', ['PRIVATE_KEY']],
  valueLen: ['ulong', ['SECRET_KEY', 'OTP_KEY']],
  extractable: ['boolean', ['CONFIDENTIAL']],
  local: ['boolean', ['KEYS', 'DOMAIN_PARAMETERS']],
  neverExtractable: ['boolean', ['CONFIDENTIAL']],
  alwaysSensitive: ['boolean', ['CONFIDENTIAL']],
  keyGenMechanism: ['mechanism', ['KEYS']],
  modifiable: ['boolean', ['STORED']],
  copyable: ['boolean', ['STORED']],
  destroyable: ['boolean', ['STORED']],
  ecParams: ['bytes', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  ecPoint: ['bytes', ['PUBLIC_KEY', 'PRIVATE_KEY']],
  secondaryAuth: ['boolean', ['PRIVATE_KEY']],
  authPinFlags: ['ulong', ['PRIVATE_KEY']],
  alwaysAuthenticate: ['boolean', ['PRIVATE_KEY']],
  wrapWithTrusted: ['boolean', ['CONFIDENTIAL']],
  wrapTemplate: ['template', ['PUBLIC_KEY', 'SECRET_KEY']],
  unwrapTemplate: ['template', ['PRIVATE_KEY', 'SECRET_KEY']],
  deriveTemplate: ['template', ['PRIVATE_KEY', 'SECRET_KEY']],
  otpFormat: ['otpFormat', ['OTP_KEY']],
  otpLength: ['ulong', ['OTP_KEY']],
  otpTimeInterval: ['ulong', ['OTP_KEY']],
  otpUserFriendlyMode: ['boolean', ['OTP_KEY']],
  otpChallengeRequirement: ['otpRequirement', ['OTP_KEY']],
  otpTimeRequirement: ['otpRequirement', ['OTP_KEY']],
  otpCounterRequirement: ['otpRequirement', ['OTP_KEY']],
  otpPinRequirement: ['otpRequirement', ['OTP_KEY']],
  otpCounter: ['bytes', ['OTP_KEY']],
  otpTime: ['text', ['OTP_KEY']],
  otpUserIdentifier: ['text', ['OTP_KEY']],
  otpServiceIdentifier: ['text', ['OTP_KEY']],
  otpServiceLogo: ['bytes', ['OTP_KEY']],
  otpServiceLogoType: ['text', ['OTP_KEY']],
  gostr3410Params: ['bytes', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  gostr3411Params: ['bytes', ['ASYMMETRIC', 'DOMAIN_PARAMETERS']],
  gost28147Params: ['bytes', ['KEYS', 'DOMAIN_PARAMETERS']],
  hwFeatureType: ['hardwareFeature', ['HW_FEATURE']],
  resetOnInit: ['boolean', ['HW_FEATURE']],
  hasReset: ['boolean', ['HW_FEATURE']],
  pixelX: ['ulong', ['HW_FEATURE']],
  pixelY: ['ulong', ['HW_FEATURE']],
  resolution: ['ulong', ['HW_FEATURE']],
  charRows: ['ulong', ['HW_FEATURE']],
  charColumns: ['ulong', ['HW_FEATURE']],
  color: ['boolean', ['HW_FEATURE']],
  bitsPerPixel: ['ulong', ['HW_FEATURE']],
  charSets: ['text', ['HW_FEATURE']],
  encodingMethods: ['text', ['HW_FEATURE']],
  mimeTypes: ['text', ['HW_FEATURE']],
  mechanismType: ['mechanism', ['MECHANISM']],
  requiredCmsAttributes: ['bytes', ['MECHANISM']],
  defaultCmsAttributes: ['bytes', ['MECHANISM']],
  supportedCmsAttributes: ['bytes', ['MECHANISM']],
  allowedMechanisms: ['mechanisms', ['KEYS']],
  profileId: ['profile', ['PROFILE']],
  x2ratchetBag: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetBagsize: ['ulong', ['SECRET_KEY']],
  x2ratchetBobs1stmsg: ['boolean', ['SECRET_KEY']],
  x2ratchetCkr: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetCks: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetDhp: ['bytes', ['SECRET_KEY']],
  x2ratchetDhr: ['bytes', ['SECRET_KEY']],
  x2ratchetDhs: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetHkr: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetHks: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetIsalice: ['boolean', ['SECRET_KEY']],
  x2ratchetNhkr: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetNhks: ['bytes', ['SECRET_KEY'], 'sensitive'],
  x2ratchetNr: ['ulong', ['SECRET_KEY']],
  x2ratchetNs: ['ulong', ['SECRET_KEY']],
  x2ratchetPns: ['ulong', ['SECRET_KEY']],
  x2ratchetRk: ['bytes', ['SECRET_KEY'], 'sensitive'],
  hssLevels: ['ulong', ['ASYMMETRIC']],
  hssLmsType: ['ulong', ['PUBLIC_KEY']],
  hssLmotsType: ['ulong', ['PUBLIC_KEY']],
  hssLmsTypes: ['ulongs', ['PRIVATE_KEY']],
  hssLmotsTypes: ['ulongs', ['PRIVATE_KEY']],
  hssKeysRemaining: ['ulong', ['PRIVATE_KEY']],
  parameterSet: ['parameterSet', ['ASYMMETRIC']],
  objectValidationFlags: ['ulong', ['STORED']],
  validationType: ['validationType', ['VALIDATION']],
  validationVersion: ['version', ['VALIDATION']],
  validationLevel: ['ulong', ['VALIDATION']],
  validationModuleId: ['text', ['VALIDATION']],
  validationFlag: ['ulong', ['VALIDATION']],
  validationAuthorityType: ['validationAuthority', ['VALIDATION']],
  validationCountry: ['text', ['VALIDATION']],
  validationCertificateIdentifier: ['text', ['VALIDATION']],
  validationCertificateUri: ['text', ['VALIDATION']],
  validationVendorUri: ['text', ['VALIDATION']],
  validationProfile: ['text', ['VALIDATION']],
  encapsulateTemplate: ['template', ['PUBLIC_KEY']],
  decapsulateTemplate: ['template', ['PRIVATE_KEY']],
  trustServerAuth: ['trust', ['TRUST']],
  trustClientAuth: ['trust', ['TRUST']],
  trustCodeSigning: ['trust', ['TRUST']],
  trustEmailProtection: ['trust', ['TRUST']],
  trustIpsecIke: ['trust', ['TRUST']],
  trustTimeStamping: ['trust', ['TRUST']],
  trustOcspSigning: ['trust', ['TRUST']],
  encapsulate: ['boolean', ['PUBLIC_KEY']],
  decapsulate: ['boolean', ['PRIVATE_KEY']],
  hashOfCertificate: ['bytes', ['TRUST']],
  publicCrc64Value: ['bytes', ['ASYMMETRIC']],
  seed: ['bytes', ['PRIVATE_KEY'], 'sensitive'],
} as const;

type StandardAttributeName = keyof typeof ATTRIBUTES;

/** An attribute of the standard, or one of a vendor that is defined (`defineVendor`). */
export type AttributeName = StandardAttributeName | (keyof VendorAttributes & string);

type CodecOf<N> = N extends StandardAttributeName
  ? (typeof ATTRIBUTES)[N][0]
  : N extends keyof VendorAttributes
    ? VendorAttributes[N] extends infer C extends CodecName
      ? C
      : 'vendor'
    : never;

/** The type that `get` returns for each attribute. */
export type AttributeValues = { readonly [N in AttributeName]: AttributeCodecs[CodecOf<N>]['output'] };

/** The values a template accepts: attributes by name, and those of vendors by number. */
export type Template = {
  readonly [N in AttributeName]?: AttributeCodecs[CodecOf<N>]['input'] | undefined;
} & { readonly [vendor: number]: VendorAttribute | undefined };

/**
 * A template as a token holds it: attributes by name, those without one by number. Undefined for what the token does
 * not tell.
 */
export type TemplateValues = {
  -readonly [N in AttributeName]?: AttributeCodecs[CodecOf<N>]['output'] | undefined;
} & { [vendor: number]: Uint8Array<ArrayBuffer> | undefined };

/** A value without a codec: its JavaScript type says how it is written (CK_BBOOL, CK_ULONG, UTF-8, bytes). */
export type VendorAttribute = AttributeCodecs['vendor']['input'];

export interface AttributeDefinition {
  /** Its name, or its number as text where it has none. */
  readonly name: string;
  readonly type: Ulong;
  readonly codec: CodecName;
}

/** CKA_KEY_TYPE is keyType. */
function attributeNameOf(constant: string): string {
  return constant.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

const byName = new Map<string, AttributeDefinition>();
/** Two vendors may have given one number to different attributes: then it has no name. */
const byNumber = new Map<Ulong, AttributeDefinition | null>();
for (const [constant, type] of Object.entries(CKA)) {
  const name = attributeNameOf(constant);
  if (!Object.hasOwn(ATTRIBUTES, name)) continue;
  const definition = { name, type, codec: ATTRIBUTES[name as StandardAttributeName][0] };
  byName.set(name, definition);
  byNumber.set(type, definition);
}

/** Whether there is an attribute of this name already, that of another number or with other values. */
export function attributeConflicts({ name, type, codec }: AttributeDefinition): boolean {
  const known = byName.get(name);
  return known !== undefined && (known.type !== type || known.codec !== codec);
}

/** Gives a vendor's attribute a name. */
export function addAttribute(definition: AttributeDefinition): void {
  byName.set(definition.name, definition);
  const other = byNumber.get(definition.type);
  byNumber.set(definition.type, other === undefined || other?.name === definition.name ? definition : null);
}

/** The attribute of a number; one without a name if nobody has defined it, or several vendors have. */
export function attributeOf(type: Ulong): AttributeDefinition {
  return byNumber.get(type) ?? { name: String(type), type, codec: 'vendor' };
}

/** Vendors' attributes begin here (CKA_VENDOR_DEFINED). */
const FIRST_OF_VENDORS = CKA.VENDOR_DEFINED;

/**
 * Finds an attribute by its name or number; refuses names that do not exist. A vendor's attribute by number is one
 * without a name even if it has been defined: its type is that of values nobody knows.
 */
export function attribute(key: AttributeName | number | string): AttributeDefinition {
  const known = byName.get(String(key));
  if (known !== undefined) return known;
  const text = String(key);
  if (!/^\d+$/.test(text)) {
    throw new TypeError(
      typeof key === 'string'
        ? `there is no attribute ${JSON.stringify(key)}`
        : `expected an attribute, got ${describe(key)}`,
    );
  }
  const type = Number(text);
  return type >= FIRST_OF_VENDORS ? { name: text, type, codec: 'vendor' } : attributeOf(type);
}

/** Which classes of objects have an attribute of the standard, and whether tokens keep it to themselves. */
export interface AttributeTraits {
  readonly classes: readonly ObjectClassName[];
  readonly sensitive: boolean;
}

export function attributeTraits(name: string): AttributeTraits | undefined {
  if (!Object.hasOwn(ATTRIBUTES, name)) return undefined;
  const row: readonly [CodecName, readonly (ObjectClassName | keyof typeof GROUPS)[], 'sensitive'?] =
    ATTRIBUTES[name as StandardAttributeName];
  const classes = row[1].flatMap((each) => (each in GROUPS ? GROUPS[each as keyof typeof GROUPS] : each));
  return { classes: classes as ObjectClassName[], sensitive: row[2] !== undefined };
}

/** The names of the attributes that one class of objects has of its own. */
export type AttributesOfClass<C extends ObjectClassName> = {
  [N in StandardAttributeName]: C extends (typeof ATTRIBUTES)[N][1][number] ? N : never;
}[StandardAttributeName];

export function attributesOfClass(objectClass: string): AttributeName[] {
  const rows = Object.entries<readonly [CodecName, readonly string[], 'sensitive'?]>(ATTRIBUTES);
  return rows
    .filter(([, [, classes]]) => classes.includes(objectClass))
    .map(([name]) => name as AttributeName);
}
