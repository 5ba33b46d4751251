// RFC 7512 §2.3 and §2.4: the attributes of PKCS #11 URIs.
import type { Ulong } from '../../native/abi.ts';
import type { VersionNumber } from '../attribute-codecs.ts';
import { type BytesLike, describe, isBytesLike, toBytes } from '../bytes.ts';
import { invalid } from './uri-error.ts';
import {
  decodeBytes,
  decodeText,
  encodeBytes,
  encodeText,
  type RawAttribute,
  type UriComponent,
} from './uri-syntax.ts';

/** The kinds of objects that a URI can name. */
export type UriObjectType = (typeof TYPES)[number];
const TYPES = ['public', 'private', 'cert', 'secret-key', 'data'] as const;

interface UriKinds {
  text: { input: string; output: string };
  bytes: { input: BytesLike; output: Uint8Array<ArrayBuffer> };
  version: { input: VersionNumber; output: VersionNumber };
  ulong: { input: Ulong; output: Ulong };
  type: { input: UriObjectType; output: UriObjectType };
}

/** In the order in which they are written: that of p11-kit, whose tools print these URIs on most systems. */
export const URI_ATTRIBUTES = {
  libraryDescription: ['library-description', 'path', 'text'],
  libraryManufacturer: ['library-manufacturer', 'path', 'text'],
  libraryVersion: ['library-version', 'path', 'version'],
  slotDescription: ['slot-description', 'path', 'text'],
  slotManufacturer: ['slot-manufacturer', 'path', 'text'],
  slotId: ['slot-id', 'path', 'ulong'],
  model: ['model', 'path', 'text'],
  manufacturer: ['manufacturer', 'path', 'text'],
  serial: ['serial', 'path', 'text'],
  token: ['token', 'path', 'text'],
  id: ['id', 'path', 'bytes'],
  object: ['object', 'path', 'text'],
  type: ['type', 'path', 'type'],
  pinSource: ['pin-source', 'query', 'text'],
  pinValue: ['pin-value', 'query', 'text'],
  moduleName: ['module-name', 'query', 'text'],
  modulePath: ['module-path', 'query', 'text'],
} as const;

export type UriAttributeKey = keyof typeof URI_ATTRIBUTES;
export const URI_KEYS: readonly UriAttributeKey[] = Object.keys(URI_ATTRIBUTES) as UriAttributeKey[];

/** The JavaScript type of each attribute once parsed. */
export type UriValue<K extends UriAttributeKey> = UriKinds[(typeof URI_ATTRIBUTES)[K][2]]['output'];
/** And what is accepted to make a URI of. */
export type UriInput<K extends UriAttributeKey> = UriKinds[(typeof URI_ATTRIBUTES)[K][2]]['input'];

interface Kind {
  /** Interprets what stands in a URI. @throws UriError */
  read(attribute: RawAttribute): unknown;
  /** Checks what a program passes, and brings it into one form. @throws TypeError, RangeError */
  check(argument: string, value: unknown): unknown;
  write(component: UriComponent, value: never): string;
}

function wrong(argument: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}

/** @throws TypeError unless it is text, RangeError if it has no UTF-8 form */
export function checkText(argument: string, value: unknown): string {
  if (typeof value !== 'string') throw wrong(argument, 'a string', value);
  if (/\p{Surrogate}/u.test(value)) throw new RangeError(`${argument}: has half of a surrogate pair`);
  return value;
}

const BYTE_MAX = 255;
const ULONG_MAX = 0xffff_ffff_ffff_ffffn;

const KINDS: { readonly [K in keyof UriKinds]: Kind } = {
  text: { read: decodeText, check: checkText, write: encodeText },
  bytes: {
    read: decodeBytes,
    check(argument, value) {
      if (!isBytesLike(value)) throw wrong(argument, 'bytes', value);
      return Uint8Array.from(toBytes(argument, value));
    },
    write: (_component, value: Uint8Array) => encodeBytes(value),
  },
  version: {
    read({ name, value }) {
      const digits = /^(\d+)(?:\.(\d+))?$/.exec(value);
      if (digits === null) throw invalid(name, 'expected a version such as 2 or 2.40');
      const [major, minor] = [Number(digits[1]), Number(digits[2] ?? 0)];
      if (major > BYTE_MAX || minor > BYTE_MAX) throw invalid(name, 'each number of a version is 0 to 255');
      return Object.freeze({ major, minor });
    },
    check(argument, value) {
      if (typeof value !== 'object' || value === null) throw wrong(argument, '{ major, minor }', value);
      const { major, minor } = value as Partial<VersionNumber>;
      for (const [part, number] of Object.entries({ major, minor })) {
        if (typeof number !== 'number') throw wrong(`${argument}.${part}`, 'a number', number);
        if (!Number.isInteger(number) || number < 0 || number > BYTE_MAX) {
          throw new RangeError(`${argument}.${part}: expected an integer of 0 to 255, got ${number}`);
        }
      }
      return Object.freeze({ major, minor });
    },
    write: (_component, { major, minor }: VersionNumber) => `${major}.${minor}`,
  },
  ulong: {
    read({ name, value }) {
      if (!/^\d+$/.test(value)) throw invalid(name, 'expected a decimal number');
      // Long before a number is this long it is out of range, and BigInt would take its time.
      const digits = value.replace(/^0+(?=\d)/, '');
      const number = digits.length > 20 ? ULONG_MAX + 1n : BigInt(digits);
      if (number > ULONG_MAX) throw invalid(name, 'is beyond the range of a slot ID');
      return smallest(number);
    },
    check(argument, value) {
      if (typeof value !== 'number' && typeof value !== 'bigint') throw wrong(argument, 'a number', value);
      const integer =
        typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value) : undefined;
      if (integer === undefined || integer < 0n || integer > ULONG_MAX) {
        throw new RangeError(`${argument}: expected an integer of 0 to 2^64 - 1, got ${value}`);
      }
      return smallest(integer);
    },
    write: (_component, value: Ulong) => String(value),
  },
  type: {
    read({ name, value }) {
      // RFC 5234 §2.3: literals of a grammar match in any case.
      const type = TYPES.find((known) => known === value.toLowerCase());
      if (type === undefined) throw invalid(name, `expected ${TYPES.join(', ')}`);
      return type;
    },
    check(argument, value) {
      if (typeof value !== 'string') throw wrong(argument, 'a string', value);
      if (!TYPES.includes(value as UriObjectType)) {
        throw new RangeError(`${argument}: expected ${TYPES.join(', ')}, got ${JSON.stringify(value)}`);
      }
      return value;
    },
    write: (_component, value: UriObjectType) => value,
  },
};

function smallest(value: bigint): Ulong {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

const keysByName = new Map<string, UriAttributeKey>();
for (const key of URI_KEYS) keysByName.set(URI_ATTRIBUTES[key][0], key);

/** The attribute of the RFC with a name; undefined for a vendor's. Names match in any case, as those of a grammar do. */
export function uriAttributeKey(name: string): UriAttributeKey | undefined {
  return keysByName.get(name.toLowerCase());
}

export function readUriValue(key: UriAttributeKey, attribute: RawAttribute): unknown {
  const [name, , kind] = URI_ATTRIBUTES[key];
  return KINDS[kind].read({ ...attribute, name });
}

export function checkUriValue(key: UriAttributeKey, value: unknown): unknown {
  // A PIN is not named by its value, whatever is wrong with it.
  return KINDS[URI_ATTRIBUTES[key][2]].check(key, value);
}

export function writeUriValue(key: UriAttributeKey, value: unknown): string {
  const [name, component, kind] = URI_ATTRIBUTES[key];
  return `${name}=${KINDS[kind].write(component, value as never)}`;
}
