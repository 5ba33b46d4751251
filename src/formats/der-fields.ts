import { assertWhole, contentOf, readTlv, TAG } from './der.ts';
import { FormatError } from './format-error.ts';

/** The tags of what is in a SEQUENCE, in its order. */
type Fields = Readonly<Record<string, readonly [tag: number, presence?: 'optional']>>;

/** The content of each, as views. */
type Contents<F extends Fields> = {
  readonly [N in keyof F]: F[N] extends readonly [number, 'optional'] ? Uint8Array | undefined : Uint8Array;
};

/** Tags deeper than in any key are garbage, which must not exhaust the stack. */
const MAX_DEPTH = 24;
const CONSTRUCTED = 0x20;

/**
 * Reads a structure with a private key in it. The ASN.1 packages would copy each of its levels, to where nothing can be
 * wiped; here everything is a view on `der`, in its one encoding.
 */
export function readFields<const F extends Fields>(
  what: string,
  name: string,
  der: Uint8Array,
  fields: F,
): Contents<F> {
  assertWhole(what, der);
  const content = contentOf(der, TAG.SEQUENCE);
  const found: Record<string, Uint8Array> = {};
  let offset = 0;
  for (const [field, [tag, presence]] of Object.entries<Fields[string]>(fields)) {
    const tlv = content && readTlv(content, offset);
    if (tlv?.tag === tag) {
      found[field] = tlv.content;
      offset = tlv.end;
    } else if (presence === undefined) throw new FormatError(`${what}: expected ${name} in DER`);
  }
  if (offset !== content?.length) {
    throw new FormatError(`${what}: expected ${name} in DER; it has other parts or is not DER`);
  }
  return found as Contents<F>;
}

/** The number in the content of an INTEGER of one byte, as versions are; undefined for others. */
export function versionIn(content: Uint8Array): number | undefined {
  return content.length === 1 ? content[0] : undefined;
}

/** The bytes in the content of a BIT STRING. */
export function bitsIn(what: string, content: Uint8Array | undefined): Uint8Array {
  if (content?.[0] !== 0) throw new FormatError(`${what}: expected a BIT STRING of whole bytes`);
  return content.subarray(1);
}

/** Fails unless values in DER, down to their parts, fill `content`. */
export function assertValues(what: string, content: Uint8Array, depth = 0): void {
  for (let offset = 0; offset < content.length; ) {
    const tlv = readTlv(content, offset);
    if (tlv === undefined || depth > MAX_DEPTH) throw new FormatError(`${what}: expected values in DER`);
    if (tlv.tag & CONSTRUCTED) assertValues(what, tlv.content, depth + 1);
    offset = tlv.end;
  }
}
