import { webcrypto } from 'node:crypto';
import type { Template } from '../codec/attributes.ts';
import { FormatError } from './format-error.ts';
import { fromTemplate } from './from-template.ts';
import { bytesOf, classOf, keyTypeOf } from './key-template.ts';
import { curveOfParameters } from './named-curves.ts';

export type CryptoKeyAlgorithm = Parameters<typeof webcrypto.subtle.importKey>[2];

export interface CryptoKeyOptions {
  /** As `subtle.importKey` takes it; needed where the type of the key leaves a choice (RSA, EC, secret keys). */
  readonly algorithm?: CryptoKeyAlgorithm | undefined;
  /** By default only public keys are. */
  readonly extractable?: boolean | undefined;
  /** By default all that the algorithm and the half of the key allow. */
  readonly usages?: readonly webcrypto.KeyUsage[] | undefined;
}

type Kind = 'PUBLIC_KEY' | 'PRIVATE_KEY' | 'SECRET_KEY';

/** The uses of each algorithm by the kind of key (W3C Web Cryptography API §18). */
const USAGES: Readonly<Record<string, Partial<Record<Kind, readonly webcrypto.KeyUsage[]>>>> = {
  'RSASSA-PKCS1-v1_5': { PUBLIC_KEY: ['verify'], PRIVATE_KEY: ['sign'] },
  'RSA-PSS': { PUBLIC_KEY: ['verify'], PRIVATE_KEY: ['sign'] },
  'RSA-OAEP': { PUBLIC_KEY: ['encrypt', 'wrapKey'], PRIVATE_KEY: ['decrypt', 'unwrapKey'] },
  ECDSA: { PUBLIC_KEY: ['verify'], PRIVATE_KEY: ['sign'] },
  Ed25519: { PUBLIC_KEY: ['verify'], PRIVATE_KEY: ['sign'] },
  Ed448: { PUBLIC_KEY: ['verify'], PRIVATE_KEY: ['sign'] },
  ECDH: { PUBLIC_KEY: [], PRIVATE_KEY: ['deriveKey', 'deriveBits'] },
  X25519: { PUBLIC_KEY: [], PRIVATE_KEY: ['deriveKey', 'deriveBits'] },
  X448: { PUBLIC_KEY: [], PRIVATE_KEY: ['deriveKey', 'deriveBits'] },
  'AES-CBC': { SECRET_KEY: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] },
  'AES-CTR': { SECRET_KEY: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] },
  'AES-GCM': { SECRET_KEY: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] },
  'AES-KW': { SECRET_KEY: ['wrapKey', 'unwrapKey'] },
  HMAC: { SECRET_KEY: ['sign', 'verify'] },
  HKDF: { SECRET_KEY: ['deriveKey', 'deriveBits'] },
  PBKDF2: { SECRET_KEY: ['deriveKey', 'deriveBits'] },
};

const WEB_CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

const TRANSPORT = { PUBLIC_KEY: 'spki', PRIVATE_KEY: 'pkcs8', SECRET_KEY: 'raw' } as const;
const FORMAT = { PUBLIC_KEY: 'spki-der', PRIVATE_KEY: 'pkcs8-der', SECRET_KEY: 'raw' } as const;

/**
 * A key, given by its attributes, as a CryptoKey of Node's Web Cryptography API, which only makes them asynchronously.
 *
 * @throws FormatError if the Web Cryptography API has no such key; TypeError if an algorithm has to be named.
 */
export async function toCryptoKey(
  template: Template,
  options: CryptoKeyOptions = {},
): Promise<webcrypto.CryptoKey> {
  for (const name of Object.keys(options)) {
    if (!['algorithm', 'extractable', 'usages'].includes(name)) {
      throw new TypeError(`toCryptoKey: there is no option ${name}`);
    }
  }
  const kind = classOf(template);
  if (kind !== 'PUBLIC_KEY' && kind !== 'PRIVATE_KEY' && kind !== 'SECRET_KEY') {
    throw new FormatError(`a ${kind} cannot be a CryptoKey`);
  }
  const algorithm = algorithmFor(template, options.algorithm);
  const usages = options.usages ?? USAGES[algorithm.name]?.[kind];
  if (usages === undefined) throw new TypeError(`usages: expected a list for ${algorithm.name}`);
  const extractable = options.extractable ?? kind === 'PUBLIC_KEY';
  const data = fromTemplate(template, FORMAT[kind]);
  try {
    return await webcrypto.subtle.importKey(TRANSPORT[kind], data, algorithm, extractable, [...usages]);
  } catch {
    throw new FormatError(
      `the Web Cryptography API takes no such key for ${algorithm.name} with these usages`,
    );
  } finally {
    if (kind !== 'PUBLIC_KEY') data.fill(0);
  }
}

function algorithmFor(template: Template, given: CryptoKeyAlgorithm | undefined) {
  const keyType = keyTypeOf(template);
  const curve =
    template.ecParams === undefined
      ? undefined
      : curveOfParameters('ecParams', bytesOf(template, 'ecParams'));
  if (given === undefined) {
    if (curve === undefined || curve.keyType === 'EC') {
      throw new TypeError(`algorithm: expected one for ${keyType} keys, as subtle.importKey takes it`);
    }
    return { name: curve.name! };
  }
  const named = typeof given === 'string' ? { name: given } : given;
  const namedCurve = curve?.keyType === 'EC' ? (WEB_CURVES[curve.name ?? ''] ?? curve.name) : undefined;
  return { ...(namedCurve !== undefined && { namedCurve }), ...named };
}
