import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { base64Url, fixedMember } from './base64url.ts';
import { contentOf, TAG, tlv, writeTlv } from './der.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, Jwk, KeyFamily, ReadPrivateKey } from './key-family.ts';
import { bytesOf, type KeyTemplate, optionalBytesOf } from './key-template.ts';
import { type Curve, curveOfParameters, resolveCurve } from './named-curves.ts';
import { uncompressed } from './points.ts';
import type { Keep } from './scratch.ts';

/** The curves whose keys are plain bytes (RFC 7748, RFC 8032), by their algorithms of RFC 8410. */
const CURVES: Readonly<Record<string, string>> = {
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

function curveOf(template: Template): Curve {
  const curve = curveOfParameters('ecParams', bytesOf(template, 'ecParams'));
  if (curve.keyType === 'EC')
    throw new FormatError(`ecParams: ${curve.name} is no curve of this type of key`);
  return curve;
}

function algorithmOf(template: Template): AlgorithmIdentifier {
  const { name } = curveOf(template);
  const algorithm = Object.keys(CURVES).find((oid) => CURVES[oid] === name)!;
  return new AlgorithmIdentifier({ algorithm });
}

/** RFC 8410 §3: the parameters must be absent. */
function curveFrom(what: string, { algorithm }: EncodedKey): Curve {
  const name = CURVES[algorithm.algorithm]!;
  if (algorithm.parameters !== undefined) throw new FormatError(`${what}: ${name} takes no parameters`);
  return resolveCurve(what, name);
}

function publicTemplate(what: string, curve: Curve, key: Uint8Array): KeyTemplate {
  if (key.length !== curve.bytes) {
    throw new FormatError(`${what}: expected ${curve.bytes} bytes for ${curve.name}, got ${key.length}`);
  }
  const { keyType, parameters } = curve;
  return { class: 'PUBLIC_KEY', keyType, ecParams: parameters, ecPoint: writeTlv(TAG.OCTET_STRING, key) };
}

function privateTemplate(what: string, curve: Curve, key: Uint8Array): KeyTemplate {
  if (key.length !== curve.bytes) {
    throw new FormatError(`${what}: expected ${curve.bytes} bytes for ${curve.name}, got ${key.length}`);
  }
  const { keyType, parameters } = curve;
  return { class: 'PRIVATE_KEY', keyType, ecParams: parameters, value: key as Uint8Array<ArrayBuffer> };
}

function pointOf(template: Template): Uint8Array<ArrayBuffer> {
  return uncompressed('ecPoint', curveOf(template), bytesOf(template, 'ecPoint'));
}

/** Little-endian bytes, whose zeros count: not a big integer, as some tokens treat it. */
function keyBytesOf(template: Template): Uint8Array {
  const { bytes, name } = curveOf(template);
  const value = bytesOf(template, 'value');
  if (value.length !== bytes) {
    throw new FormatError(`value: expected ${bytes} bytes for ${name}, got ${value.length}`);
  }
  return value;
}

function publicHalf(template: Template): KeyTemplate | undefined {
  const point = optionalBytesOf(template, 'ecPoint');
  const curve = curveOf(template);
  return point && publicTemplate('ecPoint', curve, uncompressed('ecPoint', curve, point));
}

function readPrivate(what: string, encoded: EncodedKey): ReadPrivateKey {
  const key = contentOf(encoded.key, TAG.OCTET_STRING);
  if (key === undefined) throw new FormatError(`${what}: expected the key as an OCTET STRING (RFC 8410)`);
  return { privateKey: privateTemplate(what, curveFrom(what, encoded), key) };
}

function readJwk(jwk: Jwk, keep: Keep): ReadPrivateKey | { readonly publicKey: KeyTemplate } {
  if (typeof jwk.crv !== 'string' || !Object.values(CURVES).includes(jwk.crv)) {
    throw new FormatError(`JWK: crv: expected ${Object.values(CURVES).join(', ')}`);
  }
  const curve = resolveCurve('crv', jwk.crv);
  const publicKey = publicTemplate('JWK: x', curve, fixedMember(jwk, 'x', curve.bytes, keep));
  if (jwk.d === undefined) return { publicKey };
  return {
    publicKey,
    privateKey: privateTemplate('JWK: d', curve, fixedMember(jwk, 'd', curve.bytes, keep)),
  };
}

function writeJwk(template: Template, publicKey: Template | undefined): Record<string, string> {
  if (publicKey === undefined) throw new FormatError('JWK: the public key is not known');
  const jwk: Record<string, string> = {
    kty: 'OKP',
    crv: curveOf(template).jwk!,
    x: base64Url(pointOf(publicKey)),
  };
  if (template.class !== 'PUBLIC_KEY') jwk.d = base64Url(keyBytesOf(template));
  return jwk;
}

export const OCTET_CURVES: KeyFamily = {
  keyTypes: ['EC_EDWARDS', 'EC_MONTGOMERY'],
  oids: Object.keys(CURVES),
  attributes: { shared: ['ecParams'], public: ['ecPoint'], secret: ['value'] },
  readPublic: (what, encoded) => publicTemplate(what, curveFrom(what, encoded), encoded.key),
  writePublic: (template) => ({ algorithm: algorithmOf(template), key: pointOf(template) }),
  readPrivate,
  writePrivate: (template) => ({
    algorithm: algorithmOf(template),
    key: tlv(TAG.OCTET_STRING, keyBytesOf(template)),
  }),
  publicHalf,
  sample: (template) => ({ ...template, value: new Uint8Array(curveOf(template).bytes).fill(1) }),
  jwk: { kty: ['OKP'], read: readJwk, write: writeJwk },
  rawPublic: pointOf,
  rawPrivate: keyBytesOf,
};
