import { FormatError } from './format-error.ts';

/** One block of PEM (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array<ArrayBuffer>;
  /** The block as text, with the headers of old OpenSSL formats (RFC 1421) in it. */
  readonly text: string;
  /** By OpenSSL's own way of before PKCS #8, said in the headers. */
  readonly encrypted: boolean;
}

const BEGIN = '-----BEGIN ';
const LABEL = /^[A-Z0-9][A-Z0-9.# -]{0,60}$/;
/** RFC 1421 §4.6: a name, a colon, a value; lines that begin with a blank continue the one before. */
const HEADERS = /^(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*)+\n/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export function looksLikePem(text: string): boolean {
  return text.includes(BEGIN);
}

/** All blocks of a text; what stands between them, as OpenSSL's -text writes it, is skipped. */
export function parsePem(what: string, input: string): PemBlock[] {
  const text = input.replace(/\r\n?/g, '\n');
  const blocks: PemBlock[] = [];
  for (let offset = text.indexOf(BEGIN); offset >= 0; offset = text.indexOf(BEGIN, offset)) {
    const labelEnd = text.indexOf('-----', offset + BEGIN.length);
    const label = text.slice(offset + BEGIN.length, labelEnd);
    if (labelEnd < 0 || !LABEL.test(label))
      throw new FormatError(`${what}: a PEM block begins without a label`);
    const ending = `-----END ${label}-----`;
    const bodyEnd = text.indexOf(ending, labelEnd);
    if (bodyEnd < 0) throw new FormatError(`${what}: PEM: expected "${ending}" at the end of the block`);
    const body = text.slice(labelEnd + 5, bodyEnd).trimStart();
    const headers = HEADERS.exec(body)?.[0] ?? '';
    blocks.push({
      label,
      der: decodeBase64(`${what}: ${label}`, body.slice(headers.length)),
      text: `${text.slice(offset, bodyEnd)}${ending}\n`,
      encrypted: /^Proc-Type:\s*4,\s*ENCRYPTED/im.test(headers),
    });
    offset = bodyEnd + ending.length;
  }
  return blocks;
}

function decodeBase64(what: string, body: string): Uint8Array<ArrayBuffer> {
  const text = body.replace(/[ \t\n]+/g, '');
  if (!BASE64.test(text) || text.length % 4 !== 0) {
    throw new FormatError(`${what}: PEM: expected base64 between the first and the last line`);
  }
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

export function writePem(label: string, der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`${BEGIN}${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
