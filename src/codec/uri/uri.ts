// RFC 7512 The PKCS #11 URI Scheme.
import { inspect } from 'node:util';
import { describe } from '../bytes.ts';
import { refuseUnknownOptions } from '../mechanisms.ts';
import {
  checkText,
  checkUriValue,
  readUriValue,
  URI_ATTRIBUTES,
  URI_KEYS,
  type UriAttributeKey,
  type UriInput,
  type UriValue,
  uriAttributeKey,
  writeUriValue,
} from './uri-attributes.ts';
import { invalid } from './uri-error.ts';
import { decodeText, encodeText, isAttributeName, type RawAttribute, splitUri } from './uri-syntax.ts';

/** What a URI is made of; what is left out matches anything. */
export type UriParts = { readonly [K in UriAttributeKey]?: UriInput<K> | undefined } & {
  /** Vendors' attributes in the path, by name. */
  readonly vendor?: Readonly<Record<string, string>> | undefined;
  /** Vendors' attributes in the query, by name; they may be repeated. */
  readonly vendorQuery?: Readonly<Record<string, string | readonly string[]>> | undefined;
};

export interface FormatUriOptions {
  /** Writes the PIN into the URI. It then belongs neither into logs nor into command lines. */
  readonly includePin?: boolean | undefined;
}

const NONE: Readonly<Record<string, never>> = Object.freeze(Object.create(null));

/** A PKCS #11 URI, parsed. Its PIN, if it has one, is not a property, so that it is never printed by accident. */
export class Pkcs11Uri {
  declare readonly libraryDescription: UriValue<'libraryDescription'> | undefined;
  declare readonly libraryManufacturer: UriValue<'libraryManufacturer'> | undefined;
  declare readonly libraryVersion: UriValue<'libraryVersion'> | undefined;
  declare readonly slotDescription: UriValue<'slotDescription'> | undefined;
  declare readonly slotManufacturer: UriValue<'slotManufacturer'> | undefined;
  declare readonly slotId: UriValue<'slotId'> | undefined;
  declare readonly model: UriValue<'model'> | undefined;
  declare readonly manufacturer: UriValue<'manufacturer'> | undefined;
  declare readonly serial: UriValue<'serial'> | undefined;
  /** The label of the token. */
  declare readonly token: UriValue<'token'> | undefined;
  declare readonly id: UriValue<'id'> | undefined;
  /** The label of the object. */
  declare readonly object: UriValue<'object'> | undefined;
  declare readonly type: UriValue<'type'> | undefined;
  /** Where the PIN is; `readPin()` reads it. */
  declare readonly pinSource: UriValue<'pinSource'> | undefined;
  declare readonly moduleName: UriValue<'moduleName'> | undefined;
  declare readonly modulePath: UriValue<'modulePath'> | undefined;
  /** Attributes of the path that the RFC does not know. A URI with any of them matches nothing here. */
  readonly vendor: Readonly<Record<string, string>>;
  /** Attributes of the query that the RFC does not know, each with all of its values. */
  readonly vendorQuery: Readonly<Record<string, readonly string[]>>;
  readonly #pin: string | undefined;

  /** Makes a URI of its parts. @throws TypeError, RangeError naming the part that is wrong */
  constructor(parts: UriParts = {}) {
    refuseUnknownOptions('Pkcs11Uri', parts, [...URI_KEYS, 'vendor', 'vendorQuery']);
    const { pinValue } = parts;
    if (pinValue !== undefined && parts.pinSource !== undefined) {
      throw new TypeError('Pkcs11Uri: pass pinValue or pinSource, not both');
    }
    for (const key of URI_KEYS) {
      const value = parts[key];
      if (key === 'pinValue' || value === undefined) continue;
      Object.defineProperty(this, key, { value: checkUriValue(key, value), enumerable: true });
    }
    this.#pin = pinValue === undefined ? undefined : checkText('pinValue', pinValue);
    this.vendor = checkVendor('vendor', parts.vendor, (name, value) => {
      return checkText(`vendor.${name}`, value);
    });
    this.vendorQuery = checkVendor('vendorQuery', parts.vendorQuery, (name, value) => {
      const values = Array.isArray(value) ? value : [value];
      return Object.freeze(values.map((each) => checkText(`vendorQuery.${name}`, each)));
    });
    Object.freeze(this);
  }

  /** Whether the URI has a `pin-value`. */
  get hasPinValue(): boolean {
    return this.#pin !== undefined;
  }

  /** The `pin-value`, to be passed on to where a PIN is needed. */
  revealPin(): string | undefined {
    return this.#pin;
  }

  /** The URI, without its PIN. */
  toString(): string {
    return formatUri(this);
  }

  toJSON(): string {
    return formatUri(this);
  }
}

Object.defineProperty(Pkcs11Uri.prototype, inspect.custom, {
  value(this: Pkcs11Uri): string {
    // Values of vendors' query attributes may be secrets, as pin-value is.
    const hidden = [
      ...Object.entries(this.vendorQuery).flatMap(([name, values]) => values.map(() => name)),
      ...(this.hasPinValue ? [URI_ATTRIBUTES.pinValue[0]] : []),
    ];
    const shown = write(this, false, NONE);
    return `Pkcs11Uri { ${shown}${hidden.length === 0 ? '' : `, not shown: ${hidden.join(', ')}`} }`;
  },
});

function checkVendor<T>(
  argument: string,
  attributes: unknown,
  check: (name: string, value: unknown) => T,
): Readonly<Record<string, T>> {
  if (attributes === undefined) return NONE;
  if (typeof attributes !== 'object' || attributes === null) {
    throw new TypeError(`${argument}: expected an object, got ${describe(attributes)}`);
  }
  // Without a prototype: "__proto__" is a name like others. Sorted: the order of names means nothing.
  const checked: Record<string, T> = Object.create(null);
  for (const [name, value] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isAttributeName(name)) {
      throw new RangeError(`${argument}: names are made of letters, digits, "-" and "_"`);
    }
    if (uriAttributeKey(name) !== undefined) {
      throw new RangeError(`${argument}: ${name} is an attribute of RFC 7512, not of a vendor`);
    }
    checked[name] = check(name, value);
  }
  return Object.freeze(checked);
}

/**
 * Parses a PKCS #11 URI (RFC 7512). Line breaks in it, and blanks around its attributes, are ignored.
 * @throws UriError ERR_URI_INVALID, naming the attribute that is wrong
 * @example
 * const uri = parseUri('pkcs11:token=DEMO;object=mail;type=private?pin-source=file:/etc/pin');
 * uri.token; // 'DEMO'
 */
export function parseUri(text: string): Pkcs11Uri {
  if (typeof text !== 'string') throw new TypeError(`parseUri: expected a string, got ${describe(text)}`);
  const { path, query } = splitUri(text);
  const parts: Partial<Record<UriAttributeKey, unknown>> = {};
  const vendor = new Map<string, string>();
  const vendorQuery = new Map<string, string[]>();
  for (const attribute of [...path, ...query]) {
    const { component, name } = attribute;
    const key = uriAttributeKey(name);
    refuseMisplaced(key, attribute);
    if (key === undefined) {
      const value = decodeText(attribute);
      if (component === 'query') vendorQuery.set(name, [...(vendorQuery.get(name) ?? []), value]);
      else if (vendor.has(name)) throw invalid(name, 'must not be repeated');
      else vendor.set(name, value);
    } else {
      if (parts[key] !== undefined) throw invalid(URI_ATTRIBUTES[key][0], 'must not be repeated');
      parts[key] = readUriValue(key, attribute);
    }
  }
  if (parts.pinValue !== undefined && parts.pinSource !== undefined) {
    throw invalid('pin-source', 'a URI has either pin-source or pin-value, not both (RFC 7512 §2.4)');
  }
  return new Pkcs11Uri({
    ...(parts as UriParts),
    vendor: withoutPrototype(vendor),
    vendorQuery: withoutPrototype(vendorQuery),
  });
}

function withoutPrototype<T>(entries: Map<string, T>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

const QUERY_NAMES = URI_KEYS.filter((key) => URI_ATTRIBUTES[key][1] === 'query').map(
  (key) => URI_ATTRIBUTES[key][0],
);
const QUERY_IN_VALUE = new RegExp(`&(?:${QUERY_NAMES.join('|')})=`, 'i');

/** Taken for a vendor's attribute, or for part of a label, a misplaced PIN would be printed. */
function refuseMisplaced(key: UriAttributeKey | undefined, { component, name, value }: RawAttribute): void {
  if (key !== undefined && URI_ATTRIBUTES[key][1] !== component) {
    const home = component === 'path' ? 'the query, after "?"' : 'the path, before "?"';
    throw invalid(URI_ATTRIBUTES[key][0], `belongs into ${home}`);
  }
  if (component === 'path' && QUERY_IN_VALUE.test(value)) {
    throw invalid(name, 'is followed by "&" and an attribute of the query, which begins with "?"');
  }
}

/**
 * Writes a PKCS #11 URI, attributes in p11-kit's order, without its PIN unless asked for it.
 * @throws TypeError, RangeError naming the part that is wrong
 * @example
 * formatUri({ token: 'My token', type: 'cert' }); // 'pkcs11:token=My%20token;type=cert'
 */
export function formatUri(parts: UriParts | Pkcs11Uri, options: FormatUriOptions = {}): string {
  refuseUnknownOptions('formatUri', options, ['includePin']);
  const { includePin } = options;
  if (includePin !== undefined && typeof includePin !== 'boolean') {
    throw new TypeError(`formatUri: includePin: expected true or false, got ${describe(includePin)}`);
  }
  const uri = parts instanceof Pkcs11Uri ? parts : new Pkcs11Uri(parts);
  return write(uri, includePin === true, uri.vendorQuery);
}

function write(uri: Pkcs11Uri, withPin: boolean, vendorQuery: Pkcs11Uri['vendorQuery']): string {
  const path: string[] = [];
  const query: string[] = [];
  for (const key of URI_KEYS) {
    const value = key === 'pinValue' ? (withPin ? uri.revealPin() : undefined) : uri[key];
    if (value !== undefined)
      (URI_ATTRIBUTES[key][1] === 'path' ? path : query).push(writeUriValue(key, value));
  }
  for (const [name, value] of Object.entries(uri.vendor)) path.push(`${name}=${encodeText('path', value)}`);
  for (const [name, values] of Object.entries(vendorQuery)) {
    for (const value of values) query.push(`${name}=${encodeText('query', value)}`);
  }
  return `pkcs11:${path.join(';')}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
