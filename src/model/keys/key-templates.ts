import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, describe } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import type { Ulong } from '../../native/abi.ts';
import { type Capability, KEY_TYPE_POLICY, protection } from '../device/policy.ts';

/** What every method that makes a key takes. */
export interface NewKeyOptions {
  readonly label?: string | undefined;
  readonly id?: BytesLike | undefined;
  /** Stores the key on the token; otherwise it goes with the session. */
  readonly store?: boolean | undefined;
  /** What the key may be used for; by default everything its type is good for. */
  readonly capabilities?: readonly Capability[] | undefined;
  /** Attributes that override or add to what the options above and the defaults say. */
  readonly template?: Template | undefined;
}

export const NEW_KEY_OPTIONS: readonly string[] = ['label', 'id', 'store', 'capabilities', 'template'];

/** The capabilities that each class of key has an attribute for. */
const OF_CLASS = {
  SECRET_KEY: ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap', 'derive'],
  OTP_KEY: ['sign', 'verify', 'derive'],
  PUBLIC_KEY: ['encrypt', 'verify', 'wrap', 'encapsulate'],
  PRIVATE_KEY: ['decrypt', 'sign', 'unwrap', 'derive', 'decapsulate'],
} as const satisfies Record<string, readonly Capability[]>;

/** The attributes that say what a key may be used for. */
export const CAPABILITIES: readonly Capability[] = [...new Set(Object.values(OF_CLASS).flat())];
const ALL: ReadonlySet<Capability> = new Set(CAPABILITIES);
/** Older tokens refuse templates with attributes that they do not know, even to say false. */
const SINCE_3_2: ReadonlySet<Capability> = new Set<Capability>(['encapsulate', 'decapsulate']);

function allowed(
  method: string,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions,
): ReadonlySet<Capability> {
  const { capabilities } = options;
  if (capabilities === undefined) return new Set(KEY_TYPE_POLICY[keyType as KeyTypeName]?.capabilities);
  if (!Array.isArray(capabilities)) {
    throw new TypeError(`${method}: capabilities: expected an array, got ${describe(capabilities)}`);
  }
  for (const capability of capabilities) {
    if (!ALL.has(capability)) {
      throw new RangeError(`${method}: capabilities: expected any of ${[...ALL].join(', ')}`);
    }
  }
  return new Set(capabilities);
}

function keyTemplate(
  method: string,
  objectClass: keyof typeof OF_CLASS,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions,
  attributes: Template,
): Template {
  const uses = allowed(method, keyType, options);
  return {
    class: objectClass,
    keyType,
    token: options.store ?? false,
    label: options.label,
    id: options.id,
    ...Object.fromEntries(
      OF_CLASS[objectClass]
        .filter((each) => uses.has(each) || !SINCE_3_2.has(each))
        .map((each) => [each, uses.has(each)]),
    ),
    ...attributes,
    ...options.template,
  };
}

/** The class of keys of a type that are made as secret keys are. */
export function secretClass(keyType: KeyTypeName | Ulong): 'SECRET_KEY' | 'OTP_KEY' {
  return KEY_TYPE_POLICY[keyType as KeyTypeName]?.objectClass ?? 'SECRET_KEY';
}

/** @param options `bits` is the size of the key, where its type does not fix it */
export function secretKeyTemplate(
  method: string,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions & { readonly bits?: number | undefined },
  loggedIn: boolean,
): Template {
  return keyTemplate(method, secretClass(keyType), keyType, options, {
    valueLen: options.bits === undefined ? undefined : bytesOf(method, options.bits),
    ...protection(loggedIn),
  });
}

export function publicKeyTemplate(
  method: string,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions,
  attributes: Template,
): Template {
  return keyTemplate(method, 'PUBLIC_KEY', keyType, options, attributes);
}

export function privateKeyTemplate(
  method: string,
  keyType: KeyTypeName | Ulong,
  options: NewKeyOptions,
  loggedIn: boolean,
): Template {
  return keyTemplate(method, 'PRIVATE_KEY', keyType, options, protection(loggedIn));
}

/** A size in bits as bytes. */
function bytesOf(method: string, bits: number): number {
  assertBits(method, bits);
  if (bits % 8 !== 0) throw new RangeError(`${method}: bits: expected a multiple of 8, got ${bits}`);
  return bits / 8;
}

export function assertBits(method: string, bits: unknown): asserts bits is number {
  if (typeof bits !== 'number')
    throw new TypeError(`${method}: bits: expected a number, got ${describe(bits)}`);
  if (!Number.isInteger(bits) || bits <= 0) {
    throw new RangeError(`${method}: bits: expected a positive integer, got ${bits}`);
  }
}
