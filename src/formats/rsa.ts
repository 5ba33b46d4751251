import { RSAPublicKey } from '@peculiar/asn1-rsa';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { AttributeName, Template } from '../codec/attributes.ts';
import { copyBytes } from '../codec/bytes.ts';
import { base64Url, integerMember, optionalIntegerMember } from './base64url.ts';
import {
  assertBelow,
  type Der,
  integerContent,
  integerDer,
  parseDer,
  positive,
  positiveDigits,
  TAG,
  tlv,
  toDer,
  writeDer,
} from './der.ts';
import { readFields, versionIn } from './der-fields.ts';
import { FormatError } from './format-error.ts';
import type { Jwk, KeyFamily, ReadPrivateKey } from './key-family.ts';
import { integerOf, type KeyTemplate, ownTemplate } from './key-template.ts';
import type { Keep } from './scratch.ts';

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** Keys that X.509 restricts to OAEP or PSS: to PKCS #11 they are RSA keys as all others. */
const RSAES_OAEP = '1.2.840.113549.1.1.7';
const RSASSA_PSS = '1.2.840.113549.1.1.10';

/** The parts of a private key by their names in PKCS #11, in PKCS #1 (the same) and in JWK. */
const PRIVATE_PARTS = [
  ['privateExponent', 'd'],
  ['prime1', 'p'],
  ['prime2', 'q'],
  ['exponent1', 'dp'],
  ['exponent2', 'dq'],
  ['coefficient', 'qi'],
] as const satisfies readonly (readonly [AttributeName, string])[];

const VERSION = Uint8Array.of(0);

type Parts = Partial<Record<'modulus' | 'publicExponent' | (typeof PRIVATE_PARTS)[number][0], Uint8Array>>;

/** Each part of a private key is smaller than the modulus; anything else is garbage, and some tokens hang on it. */
function checked<T extends Parts>(what: string, parts: T): T {
  for (const [name, value] of Object.entries(parts)) {
    if (name !== 'modulus') assertBelow(`${what}: ${name}`, value, parts.modulus!, 'modulus');
  }
  return parts;
}

/** A public key of PKCS #1 (RFC 8017 §A.1.1) as a template. */
export function decodeRsaPublicKey(der: Uint8Array, what = 'RSA public key'): KeyTemplate {
  const key = parseDer(what, 'an RSAPublicKey of PKCS #1', der, RSAPublicKey);
  const parts = checked(what, {
    modulus: positive(`${what}: modulus`, key.modulus),
    publicExponent: positive(`${what}: publicExponent`, key.publicExponent),
  });
  return { class: 'PUBLIC_KEY', keyType: 'RSA', ...parts };
}

/** The modulus and publicExponent of a template as a public key of PKCS #1. */
export function encodeRsaPublicKey(template: Template): Uint8Array<ArrayBuffer> {
  return toDer(
    new RSAPublicKey({
      modulus: integerContent('modulus', integerOf(template, 'modulus')),
      publicExponent: integerContent('publicExponent', integerOf(template, 'publicExponent')),
    }),
  );
}

/** RFC 8017 §A.1.2, RSAPrivateKey. */
const RSA_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  modulus: [TAG.INTEGER],
  publicExponent: [TAG.INTEGER],
  privateExponent: [TAG.INTEGER],
  prime1: [TAG.INTEGER],
  prime2: [TAG.INTEGER],
  exponent1: [TAG.INTEGER],
  exponent2: [TAG.INTEGER],
  coefficient: [TAG.INTEGER],
  otherPrimes: [TAG.SEQUENCE, 'optional'],
} as const;

function readPrivate(what: string, der: Uint8Array): KeyTemplate {
  const { version, otherPrimes, ...integers } = readFields(
    what,
    'an RSAPrivateKey of PKCS #1',
    der,
    RSA_PRIVATE_KEY,
  );
  if (versionIn(version) !== 0 || otherPrimes !== undefined) {
    throw new FormatError(`${what}: expected a key of two primes`);
  }
  const parts = Object.entries(integers).map(([name, content]) => [
    name,
    positiveDigits(`${what}: ${name}`, content),
  ]);
  return {
    class: 'PRIVATE_KEY',
    keyType: 'RSA',
    ...checked(what, Object.fromEntries(parts) as Parts),
  } as KeyTemplate;
}

/** A private key of PKCS #1 (RFC 8017 §A.1.2) as a template. */
export function decodeRsaPrivateKey(der: Uint8Array, what = 'RSA private key'): KeyTemplate {
  return ownTemplate(readPrivate(what, der));
}

function privateDer(template: Template): Der {
  const names = ['modulus', 'publicExponent', ...PRIVATE_PARTS.map(([name]) => name)] as const;
  const integers = names.map((name) => integerDer(name, integerOf(template, name)));
  return tlv(TAG.SEQUENCE, tlv(TAG.INTEGER, VERSION), ...integers);
}

/** A template with all parts of a private key as one of PKCS #1. */
export function encodeRsaPrivateKey(template: Template): Uint8Array<ArrayBuffer> {
  return writeDer(privateDer(template));
}

function publicHalf(template: Template): KeyTemplate | undefined {
  if (template.modulus === undefined || template.publicExponent === undefined) return undefined;
  return {
    class: 'PUBLIC_KEY',
    keyType: 'RSA',
    modulus: copyBytes('modulus', integerOf(template, 'modulus')),
    publicExponent: copyBytes('publicExponent', integerOf(template, 'publicExponent')),
  };
}

function readJwk(jwk: Jwk, keep: Keep): ReadPrivateKey | { readonly publicKey: KeyTemplate } {
  if (jwk.oth !== undefined) throw new FormatError('JWK: expected a key of two primes');
  const parts = checked('JWK', {
    modulus: integerMember(jwk, 'n', keep),
    publicExponent: integerMember(jwk, 'e', keep),
  });
  const publicKey = { class: 'PUBLIC_KEY', keyType: 'RSA', ...parts } as KeyTemplate;
  if (jwk.d === undefined) return { publicKey };
  const found: Parts = {};
  for (const [name, member] of PRIVATE_PARTS) {
    const value = optionalIntegerMember(jwk, member, keep);
    if (value !== undefined) found[name] = value;
  }
  // RFC 7518 §6.3.2: the factors come all together or not at all.
  const count = Object.keys(found).length;
  if (count !== 1 && count !== PRIVATE_PARTS.length) {
    throw new FormatError('JWK: expected all of p, q, dp, dq, qi, or none of them');
  }
  checked('JWK', { ...parts, ...found });
  return { publicKey, privateKey: { ...publicKey, class: 'PRIVATE_KEY', ...found } as KeyTemplate };
}

function writeJwk(template: Template): Record<string, string> {
  const jwk: Record<string, string> = {
    kty: 'RSA',
    n: base64Url(integerOf(template, 'modulus')),
    e: base64Url(integerOf(template, 'publicExponent')),
  };
  if (template.class === 'PUBLIC_KEY') return jwk;
  const factors = template.prime1 === undefined ? PRIVATE_PARTS.slice(0, 1) : PRIVATE_PARTS;
  for (const [name, member] of factors) jwk[member] = base64Url(integerOf(template, name));
  return jwk;
}

const algorithm = () => new AlgorithmIdentifier({ algorithm: RSA_ENCRYPTION, parameters: null });

export const RSA: KeyFamily = {
  keyTypes: ['RSA'],
  oids: [RSA_ENCRYPTION, RSAES_OAEP, RSASSA_PSS],
  attributes: {
    shared: ['modulus', 'publicExponent'],
    public: [],
    secret: PRIVATE_PARTS.map(([name]) => name),
  },
  readPublic: (what, { key }) => decodeRsaPublicKey(key, what),
  writePublic: (template) => ({ algorithm: algorithm(), key: encodeRsaPublicKey(template) }),
  readPrivate: (what, { key }) => ({ privateKey: readPrivate(what, key) }),
  writePrivate: (template) => ({ algorithm: algorithm(), key: privateDer(template) }),
  publicHalf,
  jwk: { kty: ['RSA'], read: readJwk, write: writeJwk },
  traditional: {
    name: 'pkcs1',
    publicLabel: 'RSA PUBLIC KEY',
    privateLabel: 'RSA PRIVATE KEY',
    readPublic: (what, der) => decodeRsaPublicKey(der, what),
    writePublic: encodeRsaPublicKey,
    readPrivate: (what, der) => ({ privateKey: readPrivate(what, der) }),
    writePrivate: encodeRsaPrivateKey,
  },
};
