import { createECDH } from 'node:crypto';
import { ECParameters, ECPrivateKey } from '@peculiar/asn1-ecc';
import { AsnParser, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import type { BytesLike } from '../codec/bytes.ts';
import { base64Url, fixedMember } from './base64url.ts';
import { magnitude, parseDer, TAG, toDer, writeTlv } from './der.ts';
import { decodeDsaSignature, encodeDsaSignature } from './dsa.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, Jwk, KeyFamily, ReadPrivateKey } from './key-family.ts';
import { bytesOf, type KeyTemplate, optionalBytesOf } from './key-template.ts';
import { type Curve, curveOfParameters, resolveCurve } from './named-curves.ts';
import { isOpenSslCurve, uncompressed } from './points.ts';

const ID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';

function ecCurve(what: string, parameters: Uint8Array): Curve {
  const curve = curveOfParameters(what, parameters);
  if (curve.keyType !== 'EC') throw new FormatError(`${what}: ${curve.name} is no curve of ECDSA and ECDH`);
  return curve;
}

function publicTemplate(curve: Curve, point: Uint8Array): KeyTemplate {
  return {
    class: 'PUBLIC_KEY',
    keyType: 'EC',
    ecParams: curve.parameters,
    ecPoint: writeTlv(TAG.OCTET_STRING, point),
  };
}

/** The point of a public key's template, `04 x y`. */
function pointOf(template: Template): Uint8Array<ArrayBuffer> {
  return uncompressed('ecPoint', curveOf(template), bytesOf(template, 'ecPoint'));
}

function curveOf(template: Template): Curve {
  return ecCurve('ecParams', bytesOf(template, 'ecParams'));
}

/** The value of a private key, which is less than the order of the curve, and its public key. */
function readValue(what: string, curve: Curve, value: Uint8Array): ReadPrivateKey {
  const privateKey: KeyTemplate = {
    class: 'PRIVATE_KEY',
    keyType: 'EC',
    ecParams: curve.parameters,
    value: magnitude(`${what}: value`, value),
  };
  return { privateKey, publicKey: publicHalf(privateKey, what) };
}

function publicHalf(template: Template, what = 'template'): KeyTemplate | undefined {
  const curve = curveOf(template);
  const point = optionalBytesOf(template, 'ecPoint');
  if (point !== undefined) return publicTemplate(curve, uncompressed('ecPoint', curve, point));
  if (template.value === undefined) return undefined;
  const value = padded(`${what}: value`, curve, magnitude(`${what}: value`, bytesOf(template, 'value')));
  if (!isOpenSslCurve(curve.name)) return undefined;
  const ecdh = createECDH(curve.name);
  try {
    ecdh.setPrivateKey(value);
  } catch {
    throw new FormatError(`${what}: value: expected less than the order of ${curve.name}`);
  }
  return publicTemplate(curve, Uint8Array.from(ecdh.getPublicKey()));
}

function padded(what: string, curve: Curve, value: Uint8Array): Uint8Array<ArrayBuffer> {
  if (value.length > curve.orderBytes) {
    throw new FormatError(`${what}: expected at most ${curve.orderBytes} bytes, got ${value.length}`);
  }
  const result = new Uint8Array(curve.orderBytes);
  result.set(value, curve.orderBytes - value.length);
  return result;
}

function scalarOf(template: Template, curve: Curve): Uint8Array<ArrayBuffer> {
  return padded('value', curve, magnitude('value', bytesOf(template, 'value')));
}

/** A private key of SEC 1 (RFC 5915); its curve is in it or, inside of PKCS #8, around it. */
function readSec1(what: string, der: Uint8Array, around?: Uint8Array): ReadPrivateKey {
  const key = parseDer(what, 'an ECPrivateKey (SEC 1, RFC 5915)', der, ECPrivateKey);
  if (key.version !== 1) throw new FormatError(`${what}: expected version 1`);
  const inside = key.parameters && toDer(key.parameters);
  const parameters = around ?? inside;
  if (parameters === undefined) throw new FormatError(`${what}: the key does not say its curve`);
  if (inside !== undefined && !Buffer.from(inside).equals(parameters)) {
    throw new FormatError(`${what}: the key names two different curves`);
  }
  const curve = ecCurve(what, parameters);
  const value = new Uint8Array(key.privateKey.buffer);
  if (value.length > curve.orderBytes) {
    throw new FormatError(`${what}: value: expected ${curve.orderBytes} bytes, got ${value.length}`);
  }
  const { privateKey, publicKey } = readValue(what, curve, value);
  if (key.publicKey === undefined) return { privateKey, publicKey };
  const point = uncompressed(`${what}: public key`, curve, new Uint8Array(key.publicKey));
  return { privateKey, publicKey: publicTemplate(curve, point) };
}

function writeSec1(template: Template, publicKey: Template | undefined, withCurve: boolean) {
  const curve = curveOf(template);
  const key = new ECPrivateKey({ privateKey: new OctetString(scalarOf(template, curve)) });
  if (withCurve) key.parameters = AsnParser.parse(curve.parameters, ECParameters);
  if (publicKey !== undefined) key.publicKey = pointOf(publicKey).buffer;
  return toDer(key);
}

function readPublic(what: string, { algorithm, key }: EncodedKey): KeyTemplate {
  const curve = ecCurve(what, parametersOf(what, algorithm));
  return publicTemplate(curve, uncompressed(what, curve, key));
}

function parametersOf(what: string, algorithm: AlgorithmIdentifier): Uint8Array {
  if (algorithm.parameters === undefined || algorithm.parameters === null) {
    throw new FormatError(`${what}: the key does not say its curve`);
  }
  return new Uint8Array(algorithm.parameters);
}

function algorithmOf(template: Template): AlgorithmIdentifier {
  return new AlgorithmIdentifier({
    algorithm: ID_EC_PUBLIC_KEY,
    parameters: curveOf(template).parameters.buffer,
  });
}

function readJwk(jwk: Jwk): ReadPrivateKey | { readonly publicKey: KeyTemplate } {
  if (typeof jwk.crv !== 'string') throw new FormatError('JWK: crv: expected the name of a curve');
  const curve = /^(P-(256|384|521)|secp256k1)$/.test(jwk.crv) ? resolveCurve('crv', jwk.crv) : undefined;
  if (curve === undefined) throw new FormatError('JWK: crv: expected P-256, P-384, P-521 or secp256k1');
  const x = fixedMember(jwk, 'x', curve.bytes);
  const y = fixedMember(jwk, 'y', curve.bytes);
  const point = uncompressed('JWK: x, y', curve, Buffer.concat([Uint8Array.of(4), x, y]));
  const publicKey = publicTemplate(curve, point);
  if (jwk.d === undefined) return { publicKey };
  const value = fixedMember(jwk, 'd', curve.orderBytes);
  return { privateKey: readValue('JWK: d', curve, value).privateKey, publicKey };
}

function writeJwk(template: Template, publicKey: Template | undefined): Record<string, string> {
  const curve = curveOf(template);
  if (curve.jwk === undefined) {
    throw new FormatError(`JWK has no name for ${curve.name ?? 'curves by their parameters'}`);
  }
  if (publicKey === undefined) throw new FormatError('JWK: the point of the public key is not known');
  const point = pointOf(publicKey);
  const jwk: Record<string, string> = {
    kty: 'EC',
    crv: curve.jwk,
    x: base64Url(point.subarray(1, 1 + curve.bytes)),
    y: base64Url(point.subarray(1 + curve.bytes)),
  };
  if (template.class !== 'PUBLIC_KEY') jwk.d = base64Url(scalarOf(template, curve));
  return jwk;
}

/** A private key of SEC 1 (RFC 5915) that names its curve, as a template. */
export function decodeEcPrivateKey(der: Uint8Array): KeyTemplate {
  return readSec1('EC private key', der).privateKey;
}

/** The ecParams and value of a template as a private key of SEC 1, with its public key where that can be told. */
export function encodeEcPrivateKey(template: Template): Uint8Array<ArrayBuffer> {
  return writeSec1(template, publicHalf(template), true);
}

/** An ECDSA signature in DER as r and s side by side, each of the size of the curve's order. */
export function decodeEcdsaSignature(der: Uint8Array, curve: string | BytesLike): Uint8Array<ArrayBuffer> {
  return decodeDsaSignature(der, resolveCurve('curve', curve).orderBytes);
}

/** r and s side by side, as tokens sign, in DER. */
export const encodeEcdsaSignature: (signature: Uint8Array) => Uint8Array<ArrayBuffer> = encodeDsaSignature;

export const EC: KeyFamily = {
  keyTypes: ['EC'],
  oids: [ID_EC_PUBLIC_KEY],
  attributes: { shared: ['ecParams'], public: ['ecPoint'], secret: ['value'] },
  readPublic,
  writePublic: (template) => ({ algorithm: algorithmOf(template), key: pointOf(template) }),
  readPrivate: (what, { algorithm, key }) => readSec1(what, key, parametersOf(what, algorithm)),
  writePrivate: (template, publicKey) => ({
    algorithm: algorithmOf(template),
    key: writeSec1(template, publicKey, false),
  }),
  publicHalf,
  jwk: { kty: ['EC'], read: readJwk, write: writeJwk },
  rawPublic: pointOf,
  rawPrivate: (template) => scalarOf(template, curveOf(template)),
  traditional: {
    name: 'sec1',
    privateLabel: 'EC PRIVATE KEY',
    readPrivate: (what, der) => readSec1(what, der),
    writePrivate: (template, publicKey) => writeSec1(template, publicKey, true),
  },
};
