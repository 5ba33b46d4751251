import { BASE64, decodeBase64 } from './base64.ts';
import { FormatError } from './format-error.ts';
import { bufferOver } from './openssl.ts';
import type { Keep } from './scratch.ts';

/** One block of PEM (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
  /** What is encrypted by OpenSSL's own way of before PKCS #8 (RFC 1421): the block with its headers. */
  readonly encrypted: string | undefined;
}

const BEGIN = '-----BEGIN ';
const LABEL = /^[A-Z0-9][A-Z0-9.# -]{0,60}$/;
/** RFC 1421 §4.6: a name, a colon, a value; lines that begin with a blank continue the one before. */
const HEADERS = /^(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*)+\n/;
const [TAB, LINE_FEED, RETURN, BLANK, COLON, EQUALS] = [0x09, 0x0a, 0x0d, 0x20, 0x3a, 0x3d];

export function looksLikePem(text: string | Uint8Array): boolean {
  return typeof text === 'string' ? text.includes(BEGIN) : bufferOver(text).includes(BEGIN);
}

/**
 * All blocks of a text; what stands between them, as OpenSSL's -text writes it, is skipped.
 *
 * @param input is changed: it is a copy that is kept already
 */
export function parsePem(what: string, input: Uint8Array, keep: Keep): PemBlock[] {
  const text = bufferOver(withLineFeeds(input));
  const blocks: PemBlock[] = [];
  for (let offset = text.indexOf(BEGIN); offset >= 0; offset = text.indexOf(BEGIN, offset)) {
    const labelStart = offset + BEGIN.length;
    const labelEnd = text.indexOf('-----', labelStart);
    const label = text.toString('latin1', labelStart, Math.min(labelEnd, labelStart + 64));
    if (labelEnd < 0 || !LABEL.test(label))
      throw new FormatError(`${what}: a PEM block begins without a label`);
    const ending = `-----END ${label}-----`;
    const bodyEnd = text.indexOf(ending, labelEnd);
    if (bodyEnd < 0) throw new FormatError(`${what}: PEM: expected "${ending}" at the end of the block`);
    const body = text.subarray(labelEnd + 5, bodyEnd);
    const [headers, data] = divided(body);
    const encrypted = /^Proc-Type:\s*4,\s*ENCRYPTED/im.test(headers)
      ? `${text.toString('latin1', offset, bodyEnd)}${ending}\n`
      : undefined;
    blocks.push({ label, der: keep(decoded(`${what}: ${label}`, data)), encrypted });
    offset = bodyEnd + ending.length;
  }
  return blocks;
}

/** Lines that all end in the same way. */
function withLineFeeds(text: Uint8Array): Uint8Array {
  let length = 0;
  let before = 0;
  for (const letter of text) {
    if (letter !== LINE_FEED || before !== RETURN) text[length++] = letter === RETURN ? LINE_FEED : letter;
    before = letter;
  }
  return text.subarray(0, length);
}

/** The headers, which no base64 looks like, and what follows them. */
function divided(body: Buffer): [headers: string, data: Uint8Array] {
  if (!body.includes(COLON)) return ['', body];
  const start = body.findIndex((letter) => !isBlank(letter));
  const end = body.indexOf('\n\n', start) + 2;
  const headers = HEADERS.exec(body.toString('latin1', start, end))?.[0] ?? '';
  return [headers, body.subarray(start + headers.length)];
}

function isBlank(letter: number): boolean {
  return letter === BLANK || letter === LINE_FEED || letter === TAB;
}

/** The base64 in a block; its text is moved together in its place. */
function decoded(what: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const letter of body) if (!isBlank(letter)) body[length++] = letter;
  const padded = length;
  while (length > 0 && padded - length < 2 && body[length - 1] === EQUALS) length--;
  const bytes = padded > 0 && padded % 4 === 0 ? decodeBase64(body.subarray(0, length), BASE64) : undefined;
  if (bytes === undefined) {
    throw new FormatError(`${what}: PEM: expected base64 between the first and the last line`);
  }
  return bytes;
}

export function writePem(label: string, der: Uint8Array): string {
  const base64 = bufferOver(der).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`${BEGIN}${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
