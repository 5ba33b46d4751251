import type { Ulong } from '../native/abi.ts';
import { CKA } from '../spec/constants.ts';
import type { AttributeCodecs, CodecName } from './attribute-codecs.ts';
import { describe } from './bytes.ts';

/**
 * Every attribute of the standard: its name (CKA_KEY_TYPE is `keyType`) and the codec of its value, from which its
 * type follows. The number comes from the name.
 */
export const ATTRIBUTES = {
  class: 'objectClass',
  token: 'boolean',
  private: 'boolean',
  label: 'text',
  uniqueId: 'text',
  application: 'text',
  value: 'bytes',
  objectId: 'bytes',
  certificateType: 'certificateType',
  issuer: 'bytes',
  serialNumber: 'bytes',
  acIssuer: 'bytes',
  owner: 'bytes',
  attrTypes: 'bytes',
  trusted: 'boolean',
  certificateCategory: 'ulong',
  javaMidpSecurityDomain: 'ulong',
  url: 'text',
  hashOfSubjectPublicKey: 'bytes',
  hashOfIssuerPublicKey: 'bytes',
  nameHashAlgorithm: 'mechanism',
  checkValue: 'bytes',
  keyType: 'keyType',
  subject: 'bytes',
  id: 'bytes',
  sensitive: 'boolean',
  encrypt: 'boolean',
  decrypt: 'boolean',
  wrap: 'boolean',
  unwrap: 'boolean',
  sign: 'boolean',
  signRecover: 'boolean',
  verify: 'boolean',
  verifyRecover: 'boolean',
  derive: 'boolean',
  startDate: 'date',
  endDate: 'date',
  modulus: 'bigInteger',
  modulusBits: 'ulong',
  publicExponent: 'bigInteger',
  privateExponent: 'bigInteger',
  prime1: 'bigInteger',
  prime2: 'bigInteger',
  exponent1: 'bigInteger',
  exponent2: 'bigInteger',
  coefficient: 'bigInteger',
  publicKeyInfo: 'bytes',
  prime: 'bigInteger',
  subprime: 'bigInteger',
  base: 'bigInteger',
  primeBits: 'ulong',
  subprimeBits: 'ulong',
  valueBits: 'ulong',
  valueLen: 'ulong',
  extractable: 'boolean',
  local: 'boolean',
  neverExtractable: 'boolean',
  alwaysSensitive: 'boolean',
  keyGenMechanism: 'mechanism',
  modifiable: 'boolean',
  copyable: 'boolean',
  destroyable: 'boolean',
  ecParams: 'bytes',
  ecPoint: 'bytes',
  secondaryAuth: 'boolean',
  authPinFlags: 'ulong',
  alwaysAuthenticate: 'boolean',
  wrapWithTrusted: 'boolean',
  wrapTemplate: 'template',
  unwrapTemplate: 'template',
  deriveTemplate: 'template',
  otpFormat: 'ulong',
  otpLength: 'ulong',
  otpTimeInterval: 'ulong',
  otpUserFriendlyMode: 'boolean',
  otpChallengeRequirement: 'ulong',
  otpTimeRequirement: 'ulong',
  otpCounterRequirement: 'ulong',
  otpPinRequirement: 'ulong',
  otpCounter: 'bytes',
  otpTime: 'text',
  otpUserIdentifier: 'text',
  otpServiceIdentifier: 'text',
  otpServiceLogo: 'bytes',
  otpServiceLogoType: 'text',
  gostr3410Params: 'bytes',
  gostr3411Params: 'bytes',
  gost28147Params: 'bytes',
  hwFeatureType: 'hardwareFeature',
  resetOnInit: 'boolean',
  hasReset: 'boolean',
  pixelX: 'ulong',
  pixelY: 'ulong',
  resolution: 'ulong',
  charRows: 'ulong',
  charColumns: 'ulong',
  color: 'boolean',
  bitsPerPixel: 'ulong',
  charSets: 'text',
  encodingMethods: 'text',
  mimeTypes: 'text',
  mechanismType: 'mechanism',
  requiredCmsAttributes: 'bytes',
  defaultCmsAttributes: 'bytes',
  supportedCmsAttributes: 'bytes',
  allowedMechanisms: 'mechanisms',
  profileId: 'ulong',
  x2ratchetBag: 'bytes',
  x2ratchetBagsize: 'ulong',
  x2ratchetBobs1stmsg: 'bytes',
  x2ratchetCkr: 'bytes',
  x2ratchetCks: 'bytes',
  x2ratchetDhp: 'bytes',
  x2ratchetDhr: 'bytes',
  x2ratchetDhs: 'bytes',
  x2ratchetHkr: 'bytes',
  x2ratchetHks: 'bytes',
  x2ratchetIsalice: 'boolean',
  x2ratchetNhkr: 'bytes',
  x2ratchetNhks: 'bytes',
  x2ratchetNr: 'ulong',
  x2ratchetNs: 'ulong',
  x2ratchetPns: 'ulong',
  x2ratchetRk: 'bytes',
  hssLevels: 'ulong',
  hssLmsType: 'ulong',
  hssLmotsType: 'ulong',
  hssLmsTypes: 'ulongs',
  hssLmotsTypes: 'ulongs',
  hssKeysRemaining: 'ulong',
  parameterSet: 'ulong',
  objectValidationFlags: 'ulong',
  validationType: 'ulong',
  validationVersion: 'version',
  validationLevel: 'ulong',
  validationModuleId: 'text',
  validationFlag: 'ulong',
  validationAuthorityType: 'ulong',
  validationCountry: 'text',
  validationCertificateIdentifier: 'text',
  validationCertificateUri: 'text',
  validationVendorUri: 'text',
  validationProfile: 'text',
  encapsulateTemplate: 'template',
  decapsulateTemplate: 'template',
  trustServerAuth: 'ulong',
  trustClientAuth: 'ulong',
  trustCodeSigning: 'ulong',
  trustEmailProtection: 'ulong',
  trustIpsecIke: 'ulong',
  trustTimeStamping: 'ulong',
  trustOcspSigning: 'ulong',
  encapsulate: 'boolean',
  decapsulate: 'boolean',
  hashOfCertificate: 'bytes',
  publicCrc64Value: 'bytes',
  seed: 'bytes',
} as const;

export type AttributeName = keyof typeof ATTRIBUTES;

/** The type that `get` returns for each attribute. */
export type AttributeValues = {
  readonly [N in AttributeName]: AttributeCodecs[(typeof ATTRIBUTES)[N]]['output'];
};

/** The values a template accepts: attributes by name, and those of vendors by number. */
export type Template = {
  readonly [N in AttributeName]?: AttributeCodecs[(typeof ATTRIBUTES)[N]]['input'] | undefined;
} & { readonly [vendor: number]: VendorAttribute | undefined };

/** A value without a codec: its JavaScript type says how it is written (CK_BBOOL, CK_ULONG, UTF-8, bytes). */
export type VendorAttribute = AttributeCodecs['vendor']['input'];

export interface AttributeDefinition {
  /** Its name, or its number as text where it has none. */
  readonly name: string;
  readonly type: Ulong;
  readonly codec: CodecName;
}

const definitions = new Map<string, AttributeDefinition>();
for (const [constant, type] of Object.entries(CKA)) {
  const name = constant.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  if (Object.hasOwn(ATTRIBUTES, name)) {
    definitions.set(name, { name, type, codec: ATTRIBUTES[name as AttributeName] });
  }
}

/** Finds an attribute by its name or number; refuses names that do not exist. */
export function attribute(key: AttributeName | number | string): AttributeDefinition {
  const known = definitions.get(String(key));
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
  for (const definition of definitions.values()) if (definition.type === type) return definition;
  return { name: text, type, codec: 'vendor' };
}
