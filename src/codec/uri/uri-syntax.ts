// RFC 7512 §2.3 PKCS #11 URI Scheme Query Attribute Semantics, RFC 3986 §2.1 Percent-Encoding: characters only.
import { invalid } from './uri-error.ts';

export type UriComponent = 'path' | 'query';

/**
 * What a value must not have unescaped. RFC 7512 allows less, but pkcs11-tool leaves as it is what is neither reserved
 * nor a blank, letters beyond ASCII included, and nothing of that can be taken for anything else.
 */
const REFUSED: Readonly<Record<UriComponent, RegExp>> = {
  path: /%(?![0-9A-Fa-f]{2})|[\0-\x20\x7f#/]|\p{Surrogate}/u,
  query: /%(?![0-9A-Fa-f]{2})|[\0-\x20\x7f#]|\p{Surrogate}/u,
};
/** What is written as it is. In the path only what every tool that prints these URIs leaves as it is. */
const VERBATIM: Readonly<Record<UriComponent, RegExp>> = {
  path: /^[A-Za-z0-9_.-]$/,
  query: /^[A-Za-z0-9\-._~:[\]@!$'()*+,=/?|]$/,
};
const PERCENT = 0x25;
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
  const joined = trimmed(text.replace(/[ \t\r\n\v\f]+/g, (run) => (/[\r\n]/.test(run) ? '' : run)));
  const scheme = /^pkcs11:/i.exec(joined);
  if (scheme === null) throw invalid(undefined, 'expected "pkcs11:" at its beginning');
  const rest = joined.slice(scheme[0].length);
  const mark = rest.indexOf('?');
  return {
    path: splitComponent('path', mark < 0 ? rest : rest.slice(0, mark), ';'),
    query: splitComponent('query', mark < 0 ? '' : rest.slice(mark + 1), '&'),
  };
}

/** Without the blanks of ASCII around it: others may be characters of a label. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function splitComponent(component: UriComponent, text: string, delimiter: string): RawAttribute[] {
  if (trimmed(text) === '') return [];
  return text.split(delimiter).map((piece, index) => splitAttribute(component, trimmed(piece), index + 1));
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
  const bytes = new TextEncoder().encode(value);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === PERCENT) {
      bytes[length++] = Number.parseInt(String.fromCharCode(bytes[at + 1]!, bytes[at + 2]!), 16);
      at += 2;
    } else bytes[length++] = bytes[at]!;
  }
  return bytes.slice(0, length);
}

function refusal(component: UriComponent, character: string): string {
  if (component === 'query') return 'has a character that must be percent-encoded';
  if (character === ' ') return 'has a blank, which must be written as %20';
  if (/\p{Surrogate}/u.test(character)) return 'has half of a surrogate pair';
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
