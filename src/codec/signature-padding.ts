import { createHash, randomBytes } from 'node:crypto';
import { significant } from './bytes.ts';
import { HASHES, type HashName } from './hashes.ts';
import { type MgfName, mgfs } from './names.ts';

// What RSA signatures are made of before the private key is applied (RFC 8017 §9): all of it public, so it can be done
// here for tokens that only apply the key.

export type SignaturePadding = 'PKCS1' | 'PSS';

/** A hash with the name of its function, as RSASSA-PKCS1-v1_5 signs it (RFC 8017 §9.2, DigestInfo in DER). */
export function digestInfo(hash: HashName, digest: Uint8Array): Uint8Array {
  const oid = Buffer.from(HASHES[hash].oid, 'hex');
  const algorithm = [0x30, oid.length + 4, 0x06, oid.length, ...oid, 0x05, 0x00];
  const content = [...algorithm, 0x04, digest.byteLength];
  return Uint8Array.from([0x30, content.length + digest.byteLength, ...content, ...digest]);
}

/** What PSS takes besides the hash: RSA_PKCS_PSS's options. */
interface PssOptions {
  readonly hash?: HashName;
  readonly mgf?: MgfName | number;
  readonly saltLength?: number;
}

type Pad = (message: Uint8Array, modulusBits: number, options: PssOptions) => Uint8Array;

export const SIGNATURE_PADDINGS: Readonly<
  Record<SignaturePadding, { readonly pad: Pad /** The same each time. */; readonly deterministic: boolean }>
> = {
  PKCS1: { pad: padPkcs1, deterministic: true },
  PSS: { pad: padPss, deterministic: false },
};

function padPkcs1(message: Uint8Array, modulusBits: number): Uint8Array {
  const block = new Uint8Array(Math.ceil(modulusBits / 8)).fill(0xff);
  const start = block.length - message.byteLength;
  // At least eight bytes of ff.
  if (start < 11) throw new RangeError(tooLong(message.byteLength, block.length - 11, modulusBits));
  block.set([0x00, 0x01]);
  block[start - 1] = 0x00;
  block.set(message, start);
  return block;
}

/** What PSS is made of, for a key of this size; `unused` are the bits of the first byte that stay zero. */
function pssLayout(digest: Uint8Array, modulusBits: number, options: PssOptions) {
  const hash = options.hash ?? 'SHA_1';
  const { node, bytes } = HASHES[hash];
  if (digest.byteLength !== bytes) {
    throw new RangeError(`data: expected a hash of ${bytes} bytes (${hash}), got ${digest.byteLength}`);
  }
  const saltLength = options.saltLength ?? bytes;
  const length = Math.ceil((modulusBits - 1) / 8);
  const start = length - bytes - saltLength - 2;
  if (start < 0) throw new RangeError(tooLong(saltLength, length - bytes - 2, modulusBits));
  const mask = options.mgf === undefined ? hash : maskHash(options.mgf);
  if (mask === undefined) throw new RangeError('mgf: not a mask generation function that is known here');
  const used = 0xff >> (8 * length - (modulusBits - 1));
  const hashed = (salt: Uint8Array): Buffer =>
    createHash(node).update(new Uint8Array(8)).update(digest).update(salt).digest();
  return { bytes, saltLength, length, start, mask, used, hashed };
}

function padPss(digest: Uint8Array, modulusBits: number, options: PssOptions): Uint8Array {
  const { bytes, saltLength, length, start, mask, used, hashed } = pssLayout(digest, modulusBits, options);
  const salt = randomBytes(saltLength);
  const h = hashed(salt);
  const db = new Uint8Array(length - bytes - 1);
  db[start] = 0x01;
  db.set(salt, start + 1);
  for (const [index, byte] of mgf1(mask, h, db.length).entries()) db[index]! ^= byte;
  db[0]! &= used;
  // One byte longer than the encoded message where the modulus has a multiple of 8 bits, plus 1.
  const block = new Uint8Array(Math.ceil(modulusBits / 8));
  block.set(db, block.length - length);
  block.set(h, block.length - bytes - 1);
  block[block.length - 1] = 0xbc;
  return block;
}

/** Whether a block, as long as the modulus, is what PSS makes of a hash (RFC 8017 §9.1.2). */
export function isPssOf(
  digest: Uint8Array,
  block: Uint8Array,
  modulusBits: number,
  options: PssOptions,
): boolean {
  const { bytes, length, start, mask, used, hashed } = pssLayout(digest, modulusBits, options);
  const encoded = block.slice(block.length - length);
  const masked = encoded.subarray(0, length - bytes - 1);
  const h = encoded.subarray(masked.length, length - 1);
  // Nothing before it, and no bits that no number below the modulus has.
  if (block.subarray(0, block.length - length).some((byte) => byte !== 0)) return false;
  if ((masked[0]! & ~used) !== 0 || encoded[length - 1] !== 0xbc) return false;
  const db = mgf1(mask, h, masked.length);
  for (const [index, byte] of masked.entries()) db[index]! ^= byte;
  db[0]! &= used;
  if (db.subarray(0, start).some((byte) => byte !== 0) || db[start] !== 0x01) return false;
  return hashed(db.subarray(start + 1)).equals(h);
}

function tooLong(length: number, most: number, modulusBits: number): string {
  return `data: expected at most ${most} bytes for a key of ${modulusBits} bits, got ${length}`;
}

/** The hash of a mask generation function, by the function's name or number; undefined if it is of none known here. */
export function maskHash(mgf: MgfName | number): HashName | undefined {
  const name = mgfs.name(mgfs.number('mgf', mgf));
  return Object.entries(HASHES).find(([, each]) => each.mgf === name)?.[0] as HashName | undefined;
}

function mgf1(hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * HASHES[hash].bytes < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(createHash(HASHES[hash].node).update(seed).update(number).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** The number of bits of an unsigned big-endian integer. */
export function bitLength(integer: Uint8Array): number {
  const digits = significant(integer);
  return digits.length === 0 ? 0 : digits.length * 8 - (Math.clz32(digits[0]!) - 24);
}
