import { createHash } from 'node:crypto';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Template } from '../codec/attributes.ts';
import { copyBytes } from '../codec/bytes.ts';
import { base64Url, fixedMember } from './base64url.ts';
import { contentOf, TAG, tlv } from './der.ts';
import { readFields } from './der-fields.ts';
import { FormatError } from './format-error.ts';
import type { EncodedKey, Jwk, KeyFamily, ReadPrivateKey, WrittenPrivateKey } from './key-family.ts';
import { bytesOf, type KeyTemplate, keyTypeOf, optionalBytesOf } from './key-template.ts';
import { PARAMETER_SETS, type ParameterSet } from './post-quantum-sets.ts';
import type { Keep } from './scratch.ts';

/** RFC 9881 §6, RFC 9935 §6: the seed alone is an implicitly tagged OCTET STRING. */
const SEED_TAG = 0x80;

/** The form that has both parts. */
const BOTH = { seed: [TAG.OCTET_STRING], expanded: [TAG.OCTET_STRING] } as const;

function setOf(template: Template): ParameterSet {
  const keyType = keyTypeOf(template);
  const set = PARAMETER_SETS.find(
    (each) => each.keyType === keyType && each.number === Number(template.parameterSet),
  );
  if (set === undefined) throw new FormatError(`the template lacks a parameterSet of ${keyType}`);
  return set;
}

function setFrom(what: string, { algorithm }: EncodedKey): ParameterSet {
  const set = PARAMETER_SETS.find((each) => each.oid === algorithm.algorithm)!;
  if (algorithm.parameters !== undefined) throw new FormatError(`${what}: ${set.name} takes no parameters`);
  return set;
}

function sized(what: string, set: ParameterSet, bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if (bytes.length !== size) {
    throw new FormatError(`${what}: expected ${size} bytes for ${set.name}, got ${bytes.length}`);
  }
  return bytes as Uint8Array<ArrayBuffer>;
}

function publicTemplate(what: string, set: ParameterSet, key: Uint8Array): KeyTemplate {
  const value = copyBytes(what, sized(what, set, key, set.publicBytes));
  return { class: 'PUBLIC_KEY', keyType: set.keyType, parameterSet: set.number, value };
}

interface Parts {
  readonly seed?: Uint8Array | undefined;
  readonly expanded?: Uint8Array | undefined;
}

function privateTemplate(what: string, set: ParameterSet, { seed, expanded }: Parts): KeyTemplate {
  const template: KeyTemplate = {
    class: 'PRIVATE_KEY',
    keyType: set.keyType,
    parameterSet: set.number,
    ...(expanded && { value: sized(`${what}: value`, set, expanded, set.privateBytes) }),
    ...(seed && { seed: sized(`${what}: seed`, set, seed, set.seedBytes) }),
  };
  // Fails for an ML-KEM key that contradicts itself.
  publicHalf(template);
  return template;
}

function readPrivate(what: string, encoded: EncodedKey): ReadPrivateKey {
  const set = setFrom(what, encoded);
  return { privateKey: privateTemplate(what, set, partsOf(what, set, encoded.key)) };
}

function partsOf(what: string, set: ParameterSet, key: Uint8Array): Parts {
  // RFC 9909 §6: the private key of SLH-DSA is the OCTET STRING of PKCS #8 itself.
  if (set.seedBytes === 0) return { expanded: key };
  switch (key[0]) {
    case SEED_TAG:
      return { seed: contentOf(key, SEED_TAG) };
    case TAG.OCTET_STRING:
      return { expanded: contentOf(key, TAG.OCTET_STRING) };
    default: {
      return readFields(what, `a private key of ${set.name}`, key, BOTH);
    }
  }
}

function writePrivate(template: Template): WrittenPrivateKey {
  const set = setOf(template);
  const algorithm = new AlgorithmIdentifier({ algorithm: set.oid });
  if (set.seedBytes === 0) {
    return { algorithm, key: sized('value', set, bytesOf(template, 'value'), set.privateBytes) };
  }
  const seed = optionalBytesOf(template, 'seed');
  if (seed !== undefined) sized('seed', set, seed, set.seedBytes);
  if (seed !== undefined && template.value === undefined) {
    return { algorithm, key: tlv(SEED_TAG, seed) };
  }
  const expanded = sized('value', set, bytesOf(template, 'value'), set.privateBytes);
  if (seed === undefined) return { algorithm, key: tlv(TAG.OCTET_STRING, expanded) };
  const both = [seed, expanded].map((each) => tlv(TAG.OCTET_STRING, each));
  return { algorithm, key: tlv(TAG.SEQUENCE, ...both) };
}

/**
 * FIPS 203 and FIPS 205 put the public key into the private one; ML-DSA's can only be computed.
 */
function publicHalf(template: Template): KeyTemplate | undefined {
  const set = setOf(template);
  const value = optionalBytesOf(template, 'value');
  if (value === undefined || set.keyType === 'ML_DSA') return undefined;
  sized('value', set, value, set.privateBytes);
  // FIPS 203 §7.1: the decapsulation key ends with the encapsulation key, its hash, and a secret of 32 bytes.
  const end = set.keyType === 'ML_KEM' ? value.length - 64 : value.length;
  const key = value.subarray(end - set.publicBytes, end);
  if (set.keyType === 'ML_KEM') {
    const hash = createHash('sha3-256').update(key).digest();
    if (!hash.equals(value.subarray(end, end + 32))) {
      throw new FormatError(`value: the decapsulation key does not hold the hash of its encapsulation key`);
    }
  }
  return publicTemplate('value', set, key);
}

/** RFC 9864 and its companions: `priv` is the seed where there is one, else FIPS's private key. */
function readJwk(jwk: Jwk, keep: Keep): ReadPrivateKey | { readonly publicKey: KeyTemplate } {
  const set = PARAMETER_SETS.find(({ name }) => name === jwk.alg);
  if (set === undefined) throw new FormatError('JWK: alg: expected the name of an ML-DSA, ML-KEM or SLH-DSA');
  const publicKey = publicTemplate('JWK: pub', set, fixedMember(jwk, 'pub', set.publicBytes, keep));
  if (jwk.priv === undefined) return { publicKey };
  const secret = fixedMember(jwk, 'priv', set.seedBytes || set.privateBytes, keep);
  const parts: Parts = set.seedBytes > 0 ? { seed: secret } : { expanded: secret };
  return { publicKey, privateKey: privateTemplate('JWK: priv', set, parts) };
}

function writeJwk(template: Template, publicKey: Template | undefined): Record<string, string> {
  const set = setOf(template);
  if (publicKey === undefined) throw new FormatError('JWK: the public key is not known');
  const jwk: Record<string, string> = {
    kty: 'AKP',
    alg: set.name,
    pub: base64Url(sized('value', set, bytesOf(publicKey, 'value'), set.publicBytes)),
  };
  if (template.class === 'PUBLIC_KEY') return jwk;
  const [secret, size] =
    set.seedBytes > 0 ? (['seed', set.seedBytes] as const) : (['value', set.privateBytes] as const);
  jwk.priv = base64Url(sized(secret, set, bytesOf(template, secret), size));
  return jwk;
}

export const POST_QUANTUM: KeyFamily = {
  keyTypes: ['ML_DSA', 'ML_KEM', 'SLH_DSA'],
  oids: PARAMETER_SETS.map(({ oid }) => oid),
  attributes: { shared: ['parameterSet'], public: ['value'], secret: ['value', 'seed'] },
  readPublic: (what, encoded) => publicTemplate(what, setFrom(what, encoded), encoded.key),
  writePublic: (template) => {
    const set = setOf(template);
    return {
      algorithm: new AlgorithmIdentifier({ algorithm: set.oid }),
      key: sized('value', set, bytesOf(template, 'value'), set.publicBytes),
    };
  },
  readPrivate,
  writePrivate,
  publicHalf,
  sample: ({ value: _, ...template }) => ({
    ...template,
    seed: new Uint8Array(setOf(template).seedBytes).fill(1),
  }),
  jwk: { kty: ['AKP'], read: readJwk, write: writeJwk },
  rawPublic: (template) => bytesOf(template, 'value'),
  rawPrivate: (template) => bytesOf(template, 'value'),
};
