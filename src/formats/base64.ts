/** The values of characters (RFC 4648 §4 and §5), and whether bits that belong to no byte have to be zero. */
interface Alphabet {
  readonly values: Uint8Array;
  readonly exact: boolean;
}

const NONE = 0xff;
const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function alphabet(more: string, exact: boolean): Alphabet {
  const values = new Uint8Array(256).fill(NONE);
  for (const [value, letter] of [...LETTERS_AND_DIGITS, ...more].entries()) {
    values[letter.charCodeAt(0)] = value;
  }
  return { values, exact };
}

export const BASE64: Alphabet = alphabet('+/', false);
export const BASE64URL: Alphabet = alphabet('-_', true);

/**
 * What is encoded in `text`, without padding, in memory of its own; undefined if it is something else. Node.js decodes by
 * way of other memory, where private keys would stay.
 */
export function decodeBase64(
  text: Uint8Array,
  { values, exact }: Alphabet,
): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(new ArrayBuffer(Math.floor((text.length * 3) / 4)));
  let at = 0;
  let bits = 0;
  let count = 0;
  for (const letter of text) {
    const value = values[letter]!;
    if (value === NONE) {
      bytes.fill(0);
      return undefined;
    }
    bits = ((bits << 6) | value) & 0xfff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = bits >> count;
  }
  if (exact && (bits & ((1 << count) - 1)) !== 0) {
    bytes.fill(0);
    return undefined;
  }
  return bytes;
}
