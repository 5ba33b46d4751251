import { checkPrimeSync } from 'node:crypto';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { AttributeName, Template } from '../codec/attributes.ts';
import { DhParameters, X942Parameters } from './asn1-schemas.ts';
import { assertBelow, integerContent, integerDer, parseDer, positive, toDer } from './der.ts';
import { decodeInteger, encodeInteger, integerIn, parametersOf, powerOf, readParameters } from './dsa.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, KeyFamily, ReadPrivateKey } from './key-family.ts';
import { integerOf, type KeyTemplate, ownTemplate } from './key-template.ts';

const DH_KEY_AGREEMENT = '1.2.840.113549.1.3.1';
const DH_PUBLIC_NUMBER = '1.2.840.10046.2.1';

/** prime and base of Diffie-Hellman from DHParameter (PKCS #3 §9). */
export function decodeDhParameters(der: Uint8Array, what = 'DH parameters'): KeyTemplate {
  const { p, g } = parseDer(what, 'a DHParameter of PKCS #3', der, DhParameters);
  const prime = positive(`${what}: prime`, p);
  const base = positive(`${what}: base`, g);
  assertBelow(`${what}: base`, base, prime, 'prime');
  return { class: 'DOMAIN_PARAMETERS', keyType: 'DH', prime, base };
}

/** The prime and base of a template as DHParameter. */
export function encodeDhParameters(template: Template): Uint8Array<ArrayBuffer> {
  const parameters = new DhParameters();
  parameters.p = integerContent('prime', integerOf(template, 'prime'));
  parameters.g = integerContent('base', integerOf(template, 'base'));
  return toDer(parameters);
}

/** prime, subprime and base of X9.42 Diffie-Hellman from DomainParameters (RFC 3279 §2.3.3). */
export function decodeX942DhParameters(der: Uint8Array, what = 'X9.42 DH parameters'): KeyTemplate {
  const { p, q, g } = parseDer(what, 'DomainParameters of X9.42 (RFC 3279)', der, X942Parameters);
  return { class: 'DOMAIN_PARAMETERS', keyType: 'X9_42_DH', ...readParameters(what, p, q, g) };
}

/**
 * The prime, subprime and base of a template as DomainParameters of X9.42. Without a subprime, as in a template of
 * PKCS #3 parameters, it is (prime - 1) / 2, if that is a prime.
 */
export function encodeX942DhParameters(template: Template): Uint8Array<ArrayBuffer> {
  const prime = integerOf(template, 'prime');
  const parameters = new X942Parameters();
  parameters.p = integerContent('prime', prime);
  parameters.g = integerContent('base', integerOf(template, 'base'));
  const subprime = template.subprime === undefined ? halfOf(prime) : integerOf(template, 'subprime');
  parameters.q = integerContent('subprime', subprime);
  return toDer(parameters);
}

function halfOf(prime: Uint8Array): Uint8Array {
  const half = BigInt(`0x${Buffer.from(prime).toString('hex')}`) >> 1n;
  if (!checkPrimeSync(half)) {
    throw new FormatError('the template lacks subprime, and prime is no safe prime that would tell it');
  }
  const hex = half.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** A public value, an INTEGER in DER, as the bytes of CKA_VALUE and of `publicValue` in deriveKey. */
export function decodeDhPublicKey(der: Uint8Array): Uint8Array<ArrayBuffer> {
  return decodeInteger('DH public key', der);
}

/** The value of a public key as an INTEGER in DER. */
export function encodeDhPublicKey(template: Template): Uint8Array<ArrayBuffer> {
  return encodeInteger('value', integerOf(template, 'value'));
}

interface Kind {
  readonly keyType: 'DH' | 'X9_42_DH';
  readonly oid: string;
  readonly shared: readonly AttributeName[];
  readonly decode: (der: Uint8Array, what: string) => KeyTemplate;
  readonly encode: (template: Template) => Uint8Array<ArrayBuffer>;
}

function family({ keyType, oid, shared, decode, encode }: Kind): KeyFamily {
  const read = (what: string, encoded: EncodedKey): KeyTemplate => {
    const parameters = decode(parametersOf(what, encoded), what);
    const value = integerIn(`${what}: value`, encoded.key);
    assertBelow(`${what}: value`, value, parameters.prime!, 'prime');
    return { ...parameters, value: value as Uint8Array<ArrayBuffer> };
  };
  const algorithmOf = (template: Template) =>
    new AlgorithmIdentifier({ algorithm: oid, parameters: encode(template).buffer });
  return {
    keyTypes: [keyType],
    oids: [oid],
    attributes: { shared, public: ['value'], secret: ['value'] },
    readPublic: (what, encoded) => ownTemplate({ ...read(what, encoded), class: 'PUBLIC_KEY' }),
    writePublic: (template) => ({ algorithm: algorithmOf(template), key: encodeDhPublicKey(template) }),
    readPrivate: (what, encoded): ReadPrivateKey => ({
      privateKey: { ...read(what, encoded), class: 'PRIVATE_KEY' },
    }),
    writePrivate: (template) => ({
      algorithm: algorithmOf(template),
      key: integerDer('value', integerOf(template, 'value')),
    }),
    publicHalf: powerOf,
  };
}

export const DH: KeyFamily = family({
  keyType: 'DH',
  oid: DH_KEY_AGREEMENT,
  shared: ['prime', 'base'],
  decode: decodeDhParameters,
  encode: encodeDhParameters,
});

export const X942_DH: KeyFamily = family({
  keyType: 'X9_42_DH',
  oid: DH_PUBLIC_NUMBER,
  shared: ['prime', 'subprime', 'base'],
  decode: decodeX942DhParameters,
  encode: encodeX942DhParameters,
});
