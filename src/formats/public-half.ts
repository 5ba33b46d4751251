import { createPublicKey } from 'node:crypto';
import type { Template } from '../codec/attributes.ts';
import { familyOf } from './families.ts';
import { FormatError } from './format-error.ts';
import type { ReadPrivateKey } from './key-family.ts';
import { type KeyTemplate, optionalBytesOf } from './key-template.ts';
import { bufferOver, openPrivateKey } from './openssl.ts';
import { writePkcs8 } from './pkcs8.ts';
import { readSpki, writeSpki } from './spki.ts';

/**
 * The public key of a private key, if its attributes tell: publicKeyInfo, modulus and publicExponent, ecPoint, or a
 * value to compute it from. Undefined where they do not, as for sensitive keys of most types.
 */
export function publicTemplateOf(privateKey: Template): KeyTemplate | undefined {
  const info = optionalBytesOf(privateKey, 'publicKeyInfo');
  if (info !== undefined) return readSpki('publicKeyInfo', info);
  return familyOf(privateKey).publicHalf(privateKey) ?? computed(privateKey);
}

function computed(privateKey: Template): KeyTemplate | undefined {
  if (privateKey.value === undefined && privateKey.seed === undefined) return undefined;
  const sample = familyOf(privateKey).sample?.(privateKey);
  return sample && publicByOpenSsl(sample) && publicByOpenSsl(privateKey);
}

function publicByOpenSsl(privateKey: Template): KeyTemplate | undefined {
  const pkcs8 = writePkcs8(privateKey, undefined);
  try {
    const key = openPrivateKey({ key: bufferOver(pkcs8), format: 'der', type: 'pkcs8' });
    return readSpki('public key', createPublicKey(key).export({ format: 'der', type: 'spki' }));
  } catch {
    // OpenSSL does not know this type of key or curve, or cannot compute with it.
    return undefined;
  } finally {
    pkcs8.fill(0);
  }
}

/** Both halves of a private key as read; fails if the public key that came along is another's. */
export function halves(what: string, { privateKey, publicKey }: ReadPrivateKey): ReadPrivateKey {
  const own = publicTemplateOf(privateKey);
  if (own === undefined || publicKey === undefined) return { privateKey, publicKey: own ?? publicKey };
  if (!Buffer.from(writeSpki(own)).equals(writeSpki(publicKey))) {
    throw new FormatError(`${what}: the public key in it is not that of the private key`);
  }
  return { privateKey, publicKey: own };
}
