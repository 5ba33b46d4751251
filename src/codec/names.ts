import type { Ulong } from '../native/abi.ts';
import { CK, CKC, CKD, CKG, CKH, CKK, CKM, CKO, CKP, CKT, CKU, CKV } from '../spec/constants.ts';
import type {
  VendorKeyTypes,
  VendorMechanisms,
  VendorObjectClasses,
  VendorUserTypes,
} from '../vendor-names.ts';
import { describe } from './bytes.ts';

type Names<T> = Exclude<keyof T & string, 'VENDOR_DEFINED'>;

export type StandardMechanismName = Names<typeof CKM>;

// Those of the standard, and those that programs have defined (`defineVendor`).
export type ObjectClassName = Names<typeof CKO> | (keyof VendorObjectClasses & string);
export type KeyTypeName = Names<typeof CKK> | (keyof VendorKeyTypes & string);
export type MechanismName = StandardMechanismName | (keyof VendorMechanisms & string);
export type CertificateTypeName = Names<typeof CKC>;
export type HardwareFeatureName = Exclude<Names<typeof CKH>, `HEDGE_${string}` | `DETERMINISTIC_${string}`>;
export type KdfName = Names<typeof CKD>;
export type MgfName = Extract<Names<typeof CKG>, `MGF1_${string}`>;
/** The names of a kind of constants that begins with a word of its own, without that. */
type After<T, Word extends string> = keyof T extends infer N
  ? N extends `${Word}_${infer Rest}`
    ? Rest
    : never
  : never;

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

type Constants = Readonly<Record<string, number>>;

/** One prefix of the standard serves several kinds of constants: those of one kind. */
function only(constants: Constants, kind: (name: string) => boolean): Constants {
  return Object.fromEntries(Object.entries(constants).filter(([name]) => kind(name)));
}

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

/** @param superseded names that stand for the same number as a newer name, and so are never returned */
function table<N extends string>(
  what: string,
  constants: Constants,
  superseded: readonly string[] = [],
): NameTable<N> {
  const names = new Map<Ulong, N | null>();
  const numbers = new Map<string, Ulong>(Object.entries(constants));
  for (const [name, value] of numbers) {
    if (name !== 'VENDOR_DEFINED' && !superseded.includes(name)) names.set(value, name as N);
  }
  return {
    number(argument, value) {
      const known = numbers.get(value as string);
      if (known !== undefined) return known;
      if (typeof value === 'bigint' || typeof value === 'number') {
        const fits = typeof value === 'bigint' ? value < 1n << 64n : Number.isSafeInteger(value);
        if (!fits || value < 0) throw new RangeError(`${argument}: ${value} is not the number of a ${what}`);
        return value;
      }
      if (typeof value !== 'string') {
        throw new TypeError(
          `${argument}: expected the name of a ${what} or its number, got ${describe(value)}`,
        );
      }
      throw new RangeError(`${argument}: ${JSON.stringify(value)} is not the name of a ${what}`);
    },
    name: (value) => names.get(value) ?? value,
    has: (name) => numbers.has(name),
    conflicts: (name, value) => (numbers.get(name) ?? value) !== value,
    add(name, value) {
      numbers.set(name, value);
      const other = names.get(value);
      names.set(value, other === undefined || other === name ? (name as N) : null);
    },
  };
}

export const objectClasses: NameTable<ObjectClassName> = table('object class', CKO);
export const keyTypes: NameTable<KeyTypeName> = table('key type', CKK, ['ECDSA', 'CAST5']);
export const mechanisms: NameTable<MechanismName> = table('mechanism', CKM, [
  'ECDSA_KEY_PAIR_GEN',
  'DSA_PROBABLISTIC_PARAMETER_GEN',
]);
export const certificateTypes: NameTable<CertificateTypeName> = table('certificate type', CKC);
export const hardwareFeatures: NameTable<HardwareFeatureName> = table(
  'hardware feature',
  only(CKH, (name) => !/^HEDGE_|^DETERMINISTIC_/.test(name)),
);
export const kdfs: NameTable<KdfName> = table('key derivation function', CKD);
export const mgfs: NameTable<MgfName> = table(
  'mask generation function',
  only(CKG, (name) => name.startsWith('MGF1_')),
);
export const userTypes: NameTable<UserTypeName> = table('user type', CKU);

/** Those that begin with a word of their own, without that. */
function after(constants: Constants, word: string): Constants {
  const ofKind = Object.entries(constants).filter(([name]) => name.startsWith(`${word}_`));
  return Object.fromEntries(ofKind.map(([name, value]) => [name.slice(word.length + 1), value]));
}

const isParameterSet = (name: string): boolean => /^(ML_DSA|ML_KEM|SLH_DSA)_/.test(name);

/** One number stands for a set of each key type: it has no name without that. */
export const parameterSets: NameTable<ParameterSetName> = table('parameter set', only(CKP, isParameterSet));
export const profiles: NameTable<ProfileName> = table(
  'profile',
  only(CKP, (name) => !isParameterSet(name) && !name.startsWith('PKCS5_')),
);
export const trusts: NameTable<TrustName> = table('kind of trust', CKT);
export const validationTypes: NameTable<ValidationTypeName> = table('type of validation', after(CKV, 'TYPE'));
export const validationAuthorities: NameTable<ValidationAuthorityName> = table(
  'validation authority',
  after(CKV, 'AUTHORITY_TYPE'),
);
export const certificateCategories: NameTable<CertificateCategoryName> = table(
  'category of certificates',
  after(CK, 'CERTIFICATE_CATEGORY'),
);
export const securityDomains: NameTable<SecurityDomainName> = table(
  'security domain',
  after(CK, 'SECURITY_DOMAIN'),
);
export const otpFormats: NameTable<OtpFormat> = table(
  'format of one-time passwords',
  after(CK, 'OTP_FORMAT'),
);
export const otpRequirements: NameTable<OtpRequirement> = table(
  'requirement of one-time passwords',
  after(CK, 'OTP_PARAM'),
);
