// The token's public keys as node:crypto has them, so that it can judge what the token did.
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { AttributeName, AttributeRecord } from '../../src/index.ts';

/** Any object of the token: a key whose type leaves operations out is still one. */
export interface Readable {
  getMany<const N extends AttributeName>(names: readonly N[]): Promise<AttributeRecord<N>>;
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A DER element. */
export function der(tag: number, ...contents: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...content]);
}

function derInteger(value: Uint8Array): Uint8Array {
  return der(0x02, value[0]! >= 0x80 ? Uint8Array.of(0, ...value) : value);
}

/** The content of the one DER element that bytes are. */
export function derContent(tag: number, element: Uint8Array): Uint8Array<ArrayBuffer> {
  const long = element[1]! >= 0x80 ? element[1]! - 0x80 : 0;
  const content = element.slice(2 + long);
  if (hex(der(tag, content)) !== hex(element)) throw new Error(`not one DER element ${tag}: ${hex(element)}`);
  return content as Uint8Array<ArrayBuffer>;
}

export async function rsaPublicKey(key: Readable): Promise<KeyObject> {
  const { modulus, publicExponent } = await key.getMany(['modulus', 'publicExponent']);
  const jwk = { kty: 'RSA', n: base64(modulus!), e: base64(publicExponent!) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** @param crv the curve by JWK's name: P-256, P-384, P-521, secp256k1 */
export async function ecPublicKey(key: Readable, crv: string): Promise<KeyObject> {
  const { ecPoint } = await key.getMany(['ecPoint']);
  const point = derContent(0x04, ecPoint!);
  if (point[0] !== 4) throw new Error('not an uncompressed point');
  const middle = (point.length + 1) / 2;
  const jwk = { kty: 'EC', crv, x: base64(point.slice(1, middle)), y: base64(point.slice(middle)) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

export async function ed25519PublicKey(key: Readable): Promise<KeyObject> {
  const { ecPoint } = await key.getMany(['ecPoint']);
  // PKCS #11 v3.2 §6.3.5 leaves it to the token, which NSS 3.131 reads as the point by itself.
  const x = base64(ecPoint!.length === 32 ? ecPoint! : derContent(0x04, ecPoint!));
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** As SubjectPublicKeyInfo (RFC 3279 §2.3.2), for JWK has no DSA. */
export async function dsaPublicKey(key: Readable): Promise<KeyObject> {
  const { prime, subprime, base, value } = await key.getMany(['prime', 'subprime', 'base', 'value']);
  const parameters = der(0x30, derInteger(prime!), derInteger(subprime!), derInteger(base!));
  const algorithm = der(0x30, fromHex('06072a8648ce380401'), parameters);
  const spki = der(0x30, algorithm, der(0x03, Uint8Array.of(0), derInteger(value!)));
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}
