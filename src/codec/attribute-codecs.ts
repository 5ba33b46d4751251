import { ModuleFaultError } from '../errors.ts';
import { type Abi, type Ulong, writeUint } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import type { Template, TemplateValues } from './attributes.ts';
import { type BytesLike, bigIntToBytes, describe, isBytesLike, toBytes } from './bytes.ts';
import {
  type CertificateCategoryName,
  type CertificateTypeName,
  certificateCategories,
  certificateTypes,
  type HardwareFeatureName,
  hardwareFeatures,
  type KeyTypeName,
  keyTypes,
  type MechanismName,
  mechanisms,
  type NameTable,
  type ObjectClassName,
  type OtpFormat,
  type OtpRequirement,
  objectClasses,
  otpFormats,
  otpRequirements,
  type ParameterSetName,
  type ProfileName,
  parameterSets,
  profiles,
  type SecurityDomainName,
  securityDomains,
  type TrustName,
  trusts,
  type ValidationAuthorityName,
  type ValidationTypeName,
  validationAuthorities,
  validationTypes,
} from './names.ts';
import { encodeTemplate } from './template.ts';

type Codec<Input, Output> = { readonly input: Input; readonly output: Output };
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

function wrong(argument: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}

function encodeBytes(arena: Arena, data: Uint8Array): EncodedValue {
  // NULL for none: what templates want for an absent value.
  const { address, size } = arena.bytes(data);
  return { address: size === 0 ? 0 : address, size };
}

function encodeText(arena: Arena, text: string): EncodedValue {
  // Straight into native memory: a PIN or key given as text gets no second copy.
  const region = arena.allocate(text.length * 3);
  const size = region.writeText(text);
  return { address: size === 0 ? 0 : region.address, size };
}

function encodeUlong(arena: Arena, argument: string, value: Ulong): EncodedValue {
  try {
    return arena.ulong(value);
  } catch {
    throw unfit(arena.abi, argument, value);
  }
}

function unfit({ ulong }: Abi, argument: string, value: Ulong): RangeError {
  return new RangeError(`${argument}: ${value} is not an unsigned integer of ${ulong} bytes`);
}

function misfit(length: number, argument: string, expected: string): ModuleFaultError {
  return new ModuleFaultError('C_GetAttributeValue', `gave ${length} bytes for ${argument}, not ${expected}`);
}

function readUlongs(value: Region, length: number, argument: string): Ulong[] {
  const { ulong } = value.abi;
  if (length % ulong !== 0) throw misfit(length, argument, 'CK_ULONGs');
  return Array.from({ length: length / ulong }, (_, index) => value.readUlong(index * ulong));
}

function readOneUlong(value: Region, length: number, argument: string): Ulong {
  if (length !== value.abi.ulong) throw misfit(length, argument, 'a CK_ULONG');
  return value.readUlong();
}

function encodeUlongs(arena: Arena, argument: string, values: readonly Ulong[]): EncodedValue {
  const { ulong, littleEndian } = arena.abi;
  const bytes = new Uint8Array(values.length * ulong);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    if (typeof value !== 'number' && typeof value !== 'bigint') throw wrong(argument, 'numbers', value);
    try {
      writeUint(view, index * ulong, ulong, littleEndian, value);
    } catch {
      throw unfit(arena.abi, argument, value);
    }
  }
  return encodeBytes(arena, bytes);
}

const bytes: CodecImplementation = {
  encode: (arena, argument, value) =>
    typeof value === 'string' ? encodeText(arena, value) : encodeBytes(arena, toBytes(argument, value)),
  decode: (value, length) => value.read(length),
  likelySize: 512,
};

const ulong: CodecImplementation = {
  encode(arena, argument, value) {
    if (typeof value !== 'number' && typeof value !== 'bigint') throw wrong(argument, 'an integer', value);
    return encodeUlong(arena, argument, value);
  },
  decode: readOneUlong,
  likelySize: 8,
};

function named<N extends string>(table: NameTable<N>): CodecImplementation {
  return {
    encode: (arena, argument, value) =>
      encodeUlong(arena, argument, table.number(argument, value as N | Ulong)),
    decode: (value, length, argument) => table.name(readOneUlong(value, length, argument)),
    likelySize: 8,
  };
}

function list(argument: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(argument, 'an array', value);
  return value;
}

export const CODECS: Readonly<Record<CodecName, CodecImplementation>> = {
  boolean: {
    encode(arena, argument, value) {
      if (typeof value !== 'boolean') throw wrong(argument, 'true or false', value);
      return encodeBytes(arena, Uint8Array.of(value ? 1 : 0));
    },
    decode(value, length, argument) {
      if (length !== 1) throw misfit(length, argument, 'a CK_BBOOL');
      return value.readByte() !== 0;
    },
    likelySize: 1,
  },
  ulong,
  ulongs: {
    encode: (arena, argument, value) => encodeUlongs(arena, argument, list(argument, value) as Ulong[]),
    decode: readUlongs,
    likelySize: 256,
  },
  text: {
    encode(arena, argument, value) {
      if (typeof value !== 'string') throw wrong(argument, 'a string', value);
      return encodeText(arena, value);
    },
    decode: (value, length) => value.readText(length),
    likelySize: 128,
  },
  bytes,
  bigInteger: {
    encode(arena, argument, value) {
      if (typeof value === 'bigint') return encodeBytes(arena, bigIntToBytes(argument, value));
      if (typeof value === 'string' || !isBytesLike(value))
        throw wrong(argument, 'a bigint or big-endian bytes', value);
      return encodeBytes(arena, toBytes(argument, value));
    },
    decode: bytes.decode,
    likelySize: 512,
  },
  date: {
    encode(arena, argument, value) {
      if (value === undefined) return { address: 0, size: 0 };
      if (!(value instanceof Date)) throw wrong(argument, 'a Date', value);
      const year = value.getUTCFullYear();
      if (!(year >= 0 && year <= 9999))
        throw new RangeError(`${argument}: expected a date in the years 0 to 9999`);
      return encodeText(arena, value.toISOString().slice(0, 10).replaceAll('-', ''));
    },
    decode(value, length) {
      // CK_DATE, PKCS #11 §3.8 (CK_DATE): YYYYMMDD in digits; tokens fill an absent date with nothing, blanks or NULs.
      const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(value.readText(length));
      if (digits === null) return undefined;
      const date = new Date(`${digits[1]}-${digits[2]}-${digits[3]}T00:00:00Z`);
      // 30 February would roll over into March.
      return date.getUTCDate() === Number(digits[3]) ? date : undefined;
    },
    likelySize: 8,
  },
  version: {
    encode(arena, argument, value) {
      const { major, minor } = (value ?? {}) as Partial<VersionNumber>;
      if (typeof major !== 'number' || typeof minor !== 'number')
        throw wrong(argument, '{ major, minor }', value);
      for (const part of [major, minor]) {
        if (!Number.isInteger(part) || part < 0 || part > 255) {
          throw new RangeError(`${argument}: expected integers from 0 to 255, got ${part}`);
        }
      }
      return encodeBytes(arena, Uint8Array.of(major, minor));
    },
    decode: (value, length) => ({
      major: length > 0 ? value.readByte() : 0,
      minor: length > 1 ? value.readByte(1) : 0,
    }),
    likelySize: 2,
  },
  objectClass: named(objectClasses),
  keyType: named(keyTypes),
  certificateType: named(certificateTypes),
  hardwareFeature: named(hardwareFeatures),
  certificateCategory: named(certificateCategories),
  securityDomain: named(securityDomains),
  otpFormat: named(otpFormats),
  otpRequirement: named(otpRequirements),
  profile: named(profiles),
  trust: named(trusts),
  validationType: named(validationTypes),
  validationAuthority: named(validationAuthorities),
  parameterSet: { ...named(parameterSets), decode: readOneUlong },
  mechanism: named(mechanisms),
  mechanisms: {
    encode: (arena, argument, value) =>
      encodeUlongs(
        arena,
        argument,
        list(argument, value).map((each) => mechanisms.number(argument, each as MechanismName | Ulong)),
      ),
    decode: (value, length, argument) =>
      readUlongs(value, length, argument).map((each) => mechanisms.name(each)),
    likelySize: 512,
  },
  template: {
    encode(arena, argument, value) {
      if (typeof value !== 'object' || value === null) throw wrong(argument, 'a template', value);
      const { address, byteLength } = encodeTemplate(arena, argument, value as Template);
      return { address: byteLength === 0 ? 0 : address, size: byteLength };
    },
    // Its values lie elsewhere: whoever reads it puts it together (calls/nested-templates.ts).
    decode: bytes.decode,
    nested: true,
    likelySize: 0,
  },
  vendor: {
    encode(arena, argument, value) {
      if (typeof value === 'boolean') return CODECS.boolean.encode(arena, argument, value);
      if (typeof value === 'number' || typeof value === 'bigint') return encodeUlong(arena, argument, value);
      return bytes.encode(arena, argument, value);
    },
    decode: bytes.decode,
    likelySize: 512,
  },
};
