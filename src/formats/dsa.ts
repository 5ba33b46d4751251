import { createDiffieHellman } from 'node:crypto';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { copyBytes } from '../codec/bytes.ts';
import { derToRaw, rawToDer } from '../codec/dsa-signature.ts';
import type { KeyTypeName } from '../codec/names.ts';
import { DssParameters } from './asn1-schemas.ts';
import {
  assertBelow,
  contentOf,
  digitsOf,
  integerContent,
  integerDer,
  parseDer,
  positive,
  positiveDigits,
  TAG,
  toDer,
  writeDer,
} from './der.ts';
import { readFields, versionIn } from './der-fields.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, KeyFamily, ReadPrivateKey, WrittenPrivateKey } from './key-family.ts';
import { integerOf, type KeyTemplate, keyTypeOf } from './key-template.ts';

const ID_DSA = '1.2.840.10040.4.1';

/** An INTEGER by itself, a view: values of DSA and Diffie-Hellman are nothing else. */
export function integerIn(what: string, der: Uint8Array): Uint8Array {
  const content = contentOf(der, TAG.INTEGER);
  if (content === undefined) throw new FormatError(`${what}: expected one INTEGER in DER`);
  return positiveDigits(what, content);
}

/** The same, copied. */
export function decodeInteger(what: string, der: Uint8Array): Uint8Array<ArrayBuffer> {
  return copyBytes(what, integerIn(what, der));
}

export function encodeInteger(what: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeDer(integerDer(what, value));
}

/** prime, subprime and base of DSA from Dss-Parms (RFC 3279 §2.3.2). */
export function decodeDsaParameters(der: Uint8Array, what = 'DSA parameters'): KeyTemplate {
  const { p, q, g } = parseDer(what, 'Dss-Parms (RFC 3279)', der, DssParameters);
  return { class: 'DOMAIN_PARAMETERS', keyType: 'DSA', ...readParameters(what, p, q, g) };
}

export function readParameters(
  what: string,
  p: ArrayBuffer | Uint8Array,
  q: ArrayBuffer | Uint8Array,
  g: ArrayBuffer | Uint8Array,
): Record<'prime' | 'subprime' | 'base', Uint8Array<ArrayBuffer>> {
  const prime = positive(`${what}: prime`, p);
  const subprime = positive(`${what}: subprime`, q);
  const base = positive(`${what}: base`, g);
  assertBelow(`${what}: subprime`, subprime, prime, 'prime');
  assertBelow(`${what}: base`, base, prime, 'prime');
  return { prime, subprime, base };
}

/** The prime, subprime and base of a template as Dss-Parms. */
export function encodeDsaParameters(template: Template): Uint8Array<ArrayBuffer> {
  const parameters = new DssParameters();
  parameters.p = integerContent('prime', integerOf(template, 'prime'));
  parameters.q = integerContent('subprime', integerOf(template, 'subprime'));
  parameters.g = integerContent('base', integerOf(template, 'base'));
  return toDer(parameters);
}

/** A public value, an INTEGER in DER, as the bytes of CKA_VALUE. */
export function decodeDsaPublicKey(der: Uint8Array): Uint8Array<ArrayBuffer> {
  return decodeInteger('DSA public key', der);
}

/** The value of a public key as an INTEGER in DER. */
export function encodeDsaPublicKey(template: Template): Uint8Array<ArrayBuffer> {
  return encodeInteger('value', integerOf(template, 'value'));
}

/** A DSA signature in DER as r and s side by side; `size` is the bytes of the subprime. */
export function decodeDsaSignature(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('size: expected the bytes of the subprime');
  const raw = derToRaw(der, size);
  if (raw === undefined) {
    throw new FormatError(`signature: expected two integers of at most ${size} bytes each in DER`);
  }
  return raw;
}

/** r and s side by side, as tokens sign, in DER. */
export function encodeDsaSignature(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  if (signature.length === 0 || signature.length % 2 !== 0) {
    throw new FormatError('signature: expected r and s of the same length');
  }
  return rawToDer(signature);
}

/** What a family with domain parameters in its AlgorithmIdentifier reads from there. */
export function parametersOf(what: string, { algorithm }: EncodedKey): Uint8Array {
  if (algorithm.parameters === undefined || algorithm.parameters === null) {
    throw new FormatError(`${what}: expected domain parameters; a key that inherits them is not supported`);
  }
  return new Uint8Array(algorithm.parameters);
}

function keyParts(what: string, encoded: EncodedKey) {
  const { prime, subprime, base } = decodeDsaParameters(parametersOf(what, encoded), what);
  return { keyType: 'DSA', prime: prime!, subprime: subprime!, base: base! } as const;
}

function readPublic(what: string, encoded: EncodedKey): KeyTemplate {
  const parts = keyParts(what, encoded);
  const value = decodeInteger(`${what}: value`, encoded.key);
  assertBelow(`${what}: value`, value, parts.prime, 'prime');
  return { class: 'PUBLIC_KEY', ...parts, value };
}

function privateTemplate(parts: KeyTemplate, value: Uint8Array): KeyTemplate {
  return { class: 'PRIVATE_KEY', ...parts, value: value as Uint8Array<ArrayBuffer> };
}

function readPrivate(what: string, encoded: EncodedKey): ReadPrivateKey {
  const parts = keyParts(what, encoded);
  const value = integerIn(`${what}: value`, encoded.key);
  assertBelow(`${what}: value`, value, parts.subprime, 'subprime');
  return { privateKey: privateTemplate(parts, value) };
}

/** OpenSSL's own form of a private key, the content of "DSA PRIVATE KEY". */
const DSA_PRIVATE_KEY = {
  version: [TAG.INTEGER],
  p: [TAG.INTEGER],
  q: [TAG.INTEGER],
  g: [TAG.INTEGER],
  y: [TAG.INTEGER],
  x: [TAG.INTEGER],
} as const;

export function readDsaPrivateKey(what: string, der: Uint8Array): ReadPrivateKey {
  const key = readFields(what, 'a DSA private key as OpenSSL writes it', der, DSA_PRIVATE_KEY);
  if (versionIn(key.version) !== 0) throw new FormatError(`${what}: expected version 0`);
  const parts = { keyType: 'DSA', ...readParameters(what, key.p, key.q, key.g) } as const;
  const value = positiveDigits(`${what}: value`, key.x);
  const publicValue = positive(`${what}: public value`, key.y);
  assertBelow(`${what}: value`, value, parts.subprime, 'subprime');
  assertBelow(`${what}: public value`, publicValue, parts.prime, 'prime');
  return {
    privateKey: privateTemplate(parts, value),
    publicKey: { class: 'PUBLIC_KEY', ...parts, value: publicValue },
  };
}

function algorithmOf(template: Template): AlgorithmIdentifier {
  return new AlgorithmIdentifier({
    algorithm: ID_DSA,
    parameters: encodeDsaParameters(template).buffer,
  });
}

function writePrivate(template: Template): WrittenPrivateKey {
  return { algorithm: algorithmOf(template), key: integerDer('value', integerOf(template, 'value')) };
}

/** The public half of DSA's and Diffie-Hellman's keys: base to the power of value, modulo prime. */
export function powerOf(template: Template): KeyTemplate | undefined {
  if (template.value === undefined) return undefined;
  let value: Uint8Array<ArrayBuffer>;
  try {
    const power = createDiffieHellman(integerOf(template, 'prime'), integerOf(template, 'base'));
    power.setPrivateKey(integerOf(template, 'value'));
    value = copyBytes('value', digitsOf('value', power.generateKeys()));
  } catch {
    // OpenSSL computes with primes of 512 to 10 000 bits.
    return undefined;
  }
  const shared = (['prime', 'subprime', 'base'] as const).flatMap((name) =>
    template[name] === undefined ? [] : [[name, copyBytes(name, integerOf(template, name))]],
  );
  return {
    class: 'PUBLIC_KEY',
    keyType: keyTypeOf(template) as KeyTypeName,
    ...Object.fromEntries(shared),
    value,
  };
}

export const DSA: KeyFamily = {
  keyTypes: ['DSA'],
  oids: [ID_DSA],
  attributes: { shared: ['prime', 'subprime', 'base'], public: ['value'], secret: ['value'] },
  readPublic,
  writePublic: (template) => ({ algorithm: algorithmOf(template), key: encodeDsaPublicKey(template) }),
  readPrivate,
  writePrivate,
  publicHalf: powerOf,
};
