import { createECDH } from 'node:crypto';
import { ECParameters } from '@peculiar/asn1-ecc';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { type BytesLike, withLeadingZeros } from '../codec/bytes.ts';
import { base64Url, fixedMember } from './base64url.ts';
import { contentOf, type Der, digitsOf, parseDer, TAG, tlv, writeDer, writeTlv } from './der.ts';
import { bitsIn, readFields, versionIn } from './der-fields.ts';
import { decodeDsaSignature, encodeDsaSignature } from './dsa.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, Jwk, KeyFamily, ReadPrivateKey } from './key-family.ts';
import { bytesOf, type KeyTemplate, optionalBytesOf, ownTemplate } from './key-template.ts';
import { type Curve, curveOfParameters, resolveCurve } from './named-curves.ts';
import { isOpenSslCurve, uncompressed } from './points.ts';
import type { Keep } from './scratch.ts';

const VERSION = Uint8Array.of(1);
const NO_UNUSED_BITS = Uint8Array.of(0);
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
    value: digitsOf(`${what}: value`, value) as Uint8Array<ArrayBuffer>,
  };
  return { privateKey, publicKey: publicHalf(privateKey, what) };
}

function publicHalf(template: Template, what = 'template'): KeyTemplate | undefined {
  const curve = curveOf(template);
  const point = optionalBytesOf(template, 'ecPoint');
  if (point !== undefined) return publicTemplate(curve, uncompressed('ecPoint', curve, point));
  if (template.value === undefined) return undefined;
  const value = scalarOf(template, curve, `${what}: value`);
  try {
    if (!isOpenSslCurve(curve.name)) return undefined;
    return publicTemplate(curve, computedPoint(what, curve.name, value));
  } finally {
    value.fill(0);
  }
}

function computedPoint(what: string, curve: string, value: Uint8Array): Uint8Array {
  const ecdh = createECDH(curve);
  try {
    ecdh.setPrivateKey(value);
  } catch {
    throw new FormatError(`${what}: value: expected less than the order of ${curve}`);
  }
  return ecdh.getPublicKey();
}

/** The value in as many bytes as the order of the curve, in memory of its own. */
function scalarOf(template: Template, curve: Curve, what = 'value'): Uint8Array<ArrayBuffer> {
  const value = digitsOf(what, bytesOf(template, 'value'));
  const scalar = withLeadingZeros(value, curve.orderBytes);
  if (scalar === undefined) {
    throw new FormatError(`${what}: expected at most ${curve.orderBytes} bytes, got ${value.length}`);
  }
  return scalar;
}

/** RFC 5915 §3, ECPrivateKey. */
const EC_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  privateKey: [TAG.OCTET_STRING],
  parameters: [0xa0, 'optional'],
  publicKey: [0xa1, 'optional'],
} as const;

/** A private key of SEC 1 (RFC 5915); its curve is in it or, inside of PKCS #8, around it. */
function readSec1(what: string, der: Uint8Array, around?: Uint8Array): ReadPrivateKey {
  const name = 'an ECPrivateKey (SEC 1, RFC 5915)';
  const key = readFields(what, name, der, EC_PRIVATE_KEY);
  if (versionIn(key.version) !== 1) throw new FormatError(`${what}: expected version 1`);
  const { parameters: inside, privateKey: value } = key;
  // What it names is looked at below.
  if (inside !== undefined) parseDer(what, name, inside, ECParameters);
  const parameters = around ?? inside;
  if (parameters === undefined) throw new FormatError(`${what}: the key does not say its curve`);
  if (inside !== undefined && Buffer.compare(inside, parameters) !== 0) {
    throw new FormatError(`${what}: the key names two different curves`);
  }
  const curve = ecCurve(what, parameters);
  if (value.length > curve.orderBytes) {
    throw new FormatError(`${what}: value: expected ${curve.orderBytes} bytes, got ${value.length}`);
  }
  const { privateKey, publicKey } = readValue(what, curve, value);
  if (key.publicKey === undefined) return { privateKey, publicKey };
  const bits = bitsIn(`${what}: public key`, contentOf(key.publicKey, TAG.BIT_STRING));
  return { privateKey, publicKey: publicTemplate(curve, uncompressed(`${what}: public key`, curve, bits)) };
}

function sec1Der(template: Template, publicKey: Template | undefined, withCurve: boolean): Der {
  const curve = curveOf(template);
  const value = digitsOf('value', bytesOf(template, 'value'));
  if (value.length > curve.orderBytes) {
    throw new FormatError(`value: expected at most ${curve.orderBytes} bytes, got ${value.length}`);
  }
  return tlv(
    TAG.SEQUENCE,
    tlv(TAG.INTEGER, VERSION),
    tlv(TAG.OCTET_STRING, new Uint8Array(curve.orderBytes - value.length), value),
    ...(withCurve ? [tlv(0xa0, curve.parameters)] : []),
    ...(publicKey ? [tlv(0xa1, tlv(TAG.BIT_STRING, NO_UNUSED_BITS, pointOf(publicKey)))] : []),
  );
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

function readJwk(jwk: Jwk, keep: Keep): ReadPrivateKey | { readonly publicKey: KeyTemplate } {
  if (typeof jwk.crv !== 'string') throw new FormatError('JWK: crv: expected the name of a curve');
  const curve = /^(P-(256|384|521)|secp256k1)$/.test(jwk.crv) ? resolveCurve('crv', jwk.crv) : undefined;
  if (curve === undefined) throw new FormatError('JWK: crv: expected P-256, P-384, P-521 or secp256k1');
  const x = fixedMember(jwk, 'x', curve.bytes, keep);
  const y = fixedMember(jwk, 'y', curve.bytes, keep);
  const point = uncompressed('JWK: x, y', curve, Buffer.concat([Uint8Array.of(4), x, y]));
  const publicKey = publicTemplate(curve, point);
  if (jwk.d === undefined) return { publicKey };
  const value = fixedMember(jwk, 'd', curve.orderBytes, keep);
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
  return ownTemplate(readSec1('EC private key', der).privateKey);
}

/** The ecParams and value of a template as a private key of SEC 1, with its public key where that can be told. */
export function encodeEcPrivateKey(template: Template): Uint8Array<ArrayBuffer> {
  return writeDer(sec1Der(template, publicHalf(template), true));
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
    key: sec1Der(template, publicKey, false),
  }),
  publicHalf,
  sample: (template) => ({ ...template, value: Uint8Array.of(1) }),
  jwk: { kty: ['EC'], read: readJwk, write: writeJwk },
  rawPublic: pointOf,
  rawPrivate: (template) => scalarOf(template, curveOf(template)),
  traditional: {
    name: 'sec1',
    privateLabel: 'EC PRIVATE KEY',
    readPrivate: (what, der) => readSec1(what, der),
    writePrivate: (template, publicKey) => writeDer(sec1Der(template, publicKey, true)),
  },
};
