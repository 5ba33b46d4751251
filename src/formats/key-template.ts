import type { AttributeName, AttributeValues, Template } from '../codec/attributes.ts';
import { bigIntToBytes, copyBytes, describe, isBytesLike, toBytes } from '../codec/bytes.ts';
import { type KeyTypeName, keyTypes, type ObjectClassName, objectClasses } from '../codec/names.ts';
import type { Ulong } from '../native/abi.ts';
import { digitsOf } from './der.ts';
import { FormatError } from './format-error.ts';

/** Attributes as the library reads them from a token: what every format is turned into and made from. */
export type KeyTemplate = { readonly [N in AttributeName]?: AttributeValues[N] };

/** What an input holds, each as the template of an object. */
export interface Templates {
  readonly publicKey?: KeyTemplate;
  readonly privateKey?: KeyTemplate;
  readonly secretKey?: KeyTemplate;
  /** The certificate of the key, or the only or first one. */
  readonly certificate?: KeyTemplate;
  /** The other certificates of a bundle, in its order. */
  readonly chain?: readonly KeyTemplate[];
  readonly domainParameters?: KeyTemplate;
}

export function optionalBytesOf(template: Template, name: AttributeName): Uint8Array | undefined {
  const value: unknown = template[name];
  if (value === undefined) return undefined;
  if (typeof value === 'bigint') return bigIntToBytes(name, value);
  if (typeof value === 'string' || !isBytesLike(value)) {
    throw new TypeError(`${name}: expected bytes, got ${describe(value)}`);
  }
  const bytes = toBytes(name, value);
  // Tokens answer with nothing where an attribute was never set.
  return bytes.length === 0 ? undefined : bytes;
}

export function bytesOf(template: Template, name: AttributeName): Uint8Array {
  const value = optionalBytesOf(template, name);
  if (value === undefined) {
    throw new FormatError(`the template lacks ${name}, without which the key is not complete`);
  }
  return value;
}

/** A positive integer without leading zeros; a view on it. */
export function integerOf(template: Template, name: AttributeName): Uint8Array {
  return digitsOf(name, bytesOf(template, name));
}

/** The same attributes with bytes of their own, in memory that does not move: what they were read from can be wiped. */
export function ownTemplate(template: KeyTemplate): KeyTemplate {
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? copyBytes(name, value) : value,
    ]),
  );
}

export function keyTypeOf(template: Template): KeyTypeName | Ulong {
  if (template.keyType === undefined) throw new FormatError('the template lacks keyType');
  return keyTypes.name(keyTypes.number('keyType', template.keyType));
}

export function classOf(template: Template): ObjectClassName | Ulong {
  if (template.class === undefined) throw new FormatError('the template lacks class');
  return objectClasses.name(objectClasses.number('class', template.class));
}
