// RFC 7512 §2.3 PKCS #11 URI Scheme Query Attribute Semantics, RFC 3986 §2.1 Percent-Encoding: characters only.
import { invalid } from './uri-error.ts';

export type UriComponent = 'path' | 'query';

const COMMON = "A-Za-z0-9\\-._~:\\[\\]@!$'()*+,=";
/** The first thing that pk11-pchar, or pk11-qchar, does not allow. */
const REFUSED: Readonly<Record<UriComponent, RegExp>> = {
  path: new RegExp(`%(?![0-9A-Fa-f]{2})|[^${COMMON}&%]`, 'u'),
  query: new RegExp(`%(?![0-9A-Fa-f]{2})|[^${COMMON}/?|%]`, 'u'),
};
/** What is written as it is. In the path only what every tool that prints these URIs leaves as it is. */
const VERBATIM: Readonly<Record<UriComponent, RegExp>> = {
  path: /^[A-Za-z0-9_.-]$/,
  query: new RegExp(`^[${COMMON}/?|]$`),
};
const NAME = /^[A-Za-z0-9_-]+$/;

/** An attribute as it stands in the URI. */
export interface RawAttribute {
  readonly component: UriComponent;
  readonly name: string;
  readonly value: string;
}

export interface RawUri {
  readonly path: readonly RawAttribute[];
  readonly query: readonly RawAttribute[];
}

/** Splits a URI into its attributes. Line breaks, and blanks beside a delimiter, are how long URIs are printed (§3). */
export function splitUri(text: string): RawUri {
  const joined = text.replace(/[ \t\r\n\v\f]+/g, (run) => (/[\r\n]/.test(run) ? '' : run)).trim();
  const scheme = /^pkcs11:/i.exec(joined);
  if (scheme === null) throw invalid(undefined, 'expected "pkcs11:" at its beginning');
  const rest = joined.slice(scheme[0].length);
  const mark = rest.indexOf('?');
  return {
    path: splitComponent('path', mark < 0 ? rest : rest.slice(0, mark), ';'),
    query: splitComponent('query', mark < 0 ? '' : rest.slice(mark + 1), '&'),
  };
}

function splitComponent(component: UriComponent, text: string, delimiter: string): RawAttribute[] {
  if (text.trim() === '') return [];
  return text.split(delimiter).map((piece, index) => splitAttribute(component, piece.trim(), index + 1));
}

/** Nothing of what is malformed is shown: it may be the rest of a PIN with an unescaped delimiter in it. */
function splitAttribute(component: UriComponent, piece: string, position: number): RawAttribute {
  const where = `attribute ${position} of the ${component}`;
  if (piece === '') throw invalid(undefined, `${where} is empty`);
  const equals = piece.indexOf('=');
  if (equals < 0) throw invalid(undefined, `${where} has no "="`);
  const name = piece.slice(0, equals);
  if (!NAME.test(name)) {
    throw invalid(undefined, `${where}: names are made of letters, digits, "-" and "_"`);
  }
  return { component, name, value: piece.slice(equals + 1) };
}

export function isAttributeName(name: string): boolean {
  return NAME.test(name);
}

/** Decodes a value to bytes. */
export function decodeBytes({ component, name, value }: RawAttribute): Uint8Array<ArrayBuffer> {
  const refused = REFUSED[component].exec(value)?.[0];
  if (refused === '%') throw invalid(name, '"%" must be followed by two hexadecimal digits');
  if (refused !== undefined) throw invalid(name, refusal(component, refused));
  if (!value.includes('%')) return new TextEncoder().encode(value);
  // All is ASCII by now: a byte for each character or escape.
  const bytes = new Uint8Array(value.length);
  let length = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '%') {
      bytes[length++] = Number.parseInt(value.slice(at + 1, at + 3), 16);
      at += 2;
    } else bytes[length++] = value.charCodeAt(at);
  }
  return bytes.slice(0, length);
}

function refusal(component: UriComponent, character: string): string {
  if (component === 'query') return 'has a character that must be percent-encoded';
  if (/\s/u.test(character)) return 'has a blank, which must be written as %20';
  const escaped = [...new TextEncoder().encode(character)].map(escapeByte).join('');
  return `has a ${JSON.stringify(character)}, which must be written as ${escaped}`;
}

/** Decodes a value to text. */
export function decodeText(attribute: RawAttribute): string {
  const bytes = decodeBytes(attribute);
  try {
    // A byte order mark is a character like others here: it has to come back on formatting.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(attribute.name, 'is not UTF-8 once decoded');
  }
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Encodes text for a component. */
export function encodeText(component: UriComponent, text: string): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    encoded += VERBATIM[component].test(character) ? character : escapeByte(byte);
  }
  return encoded;
}

/** Encodes bytes, every one of them (RFC 7512 §2.3 recommends it for "id"). */
export function encodeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, escapeByte).join('');
}
