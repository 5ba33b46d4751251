import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Template } from '../codec/attributes.ts';
import { type BytesLike, copyBytes, describe, isBytesLike } from '../codec/bytes.ts';
import { encryptPkcs8, type NewDerivation, newDerivation } from './encrypted-pkcs8.ts';
import { familyOf } from './families.ts';
import { FormatError } from './format-error.ts';
import { writeJwk } from './jwk.ts';
import type { TraditionalFormat } from './key-family.ts';
import { bytesOf, classOf, keyTypeOf } from './key-template.ts';
import { bufferOver, openPrivateKey, openPublicKey } from './openssl.ts';
import { type Derive, deriveSync, withDerivedKeys } from './passphrase.ts';
import { writePem } from './pem.ts';
import { writePkcs8 } from './pkcs8.ts';
import { publicTemplateOf } from './public-half.ts';
import { secretToJwk } from './secret.ts';
import { writeSpki } from './spki.ts';

/** What each format gives. */
export interface FormatResults {
  /** SubjectPublicKeyInfo; of a private key, its public half. */
  'spki-der': Uint8Array<ArrayBuffer>;
  'spki-pem': string;
  /** RSA keys only; private or public as the template is. */
  'pkcs1-der': Uint8Array<ArrayBuffer>;
  'pkcs1-pem': string;
  /** EC private keys only. */
  'sec1-der': Uint8Array<ArrayBuffer>;
  'sec1-pem': string;
  /** Private keys; encrypted if there is a passphrase. */
  'pkcs8-der': Uint8Array<ArrayBuffer>;
  'pkcs8-pem': string;
  /** RSA, EC with P-256, P-384, P-521 and secp256k1, RFC 8037's curves, post-quantum keys, secret keys. */
  jwk: Record<string, string>;
  /** Every key that the OpenSSL of this Node knows. */
  'key-object': KeyObject;
  /**
   * Secret keys; of EC the point `04 x y` or the value, of RFC 7748, RFC 8032 and post-quantum keys their bytes.
   */
  raw: Uint8Array<ArrayBuffer>;
  /** Certificates. */
  'x509-der': Uint8Array<ArrayBuffer>;
  'x509-pem': string;
}

export type Format = keyof FormatResults;

export interface FromTemplateOptions {
  /** Encrypts `pkcs8-der` and `pkcs8-pem`. */
  readonly passphrase?: BytesLike | undefined;
  /** Rounds of PBKDF2 for the passphrase; 600 000 by default, about a quarter of a second. */
  readonly iterations?: number | undefined;
}

/** A template whose class and type are names. */
type Known = Template & { readonly class: string | number | bigint };
type Writer<F extends Format> = (template: Known, locking: Locking | undefined) => FormatResults[F];

/** What a private key is encrypted with. */
interface Locking {
  readonly passphrase: BytesLike;
  readonly derivation: NewDerivation;
  readonly derive: Derive;
}

const WRITERS: { readonly [F in Format]: Writer<F> } = {
  'spki-der': (template) => writeSpki(publicOf(template)),
  'spki-pem': (template) => writePem('PUBLIC KEY', writeSpki(publicOf(template))),
  'pkcs1-der': (template) => traditional(template, 'pkcs1').der,
  'pkcs1-pem': (template) => traditionalPem(template, 'pkcs1'),
  'sec1-der': (template) => traditional(template, 'sec1').der,
  'sec1-pem': (template) => traditionalPem(template, 'sec1'),
  'pkcs8-der': pkcs8,
  'pkcs8-pem': (template, locking) =>
    writePem(locking === undefined ? 'PRIVATE KEY' : 'ENCRYPTED PRIVATE KEY', pkcs8(template, locking)),
  jwk: (template) => {
    if (template.class === 'SECRET_KEY') return secretToJwk(bytesOf(template, 'value'));
    assertClass(template, 'jwk', 'PUBLIC_KEY', 'PRIVATE_KEY');
    return writeJwk(template, template.class === 'PUBLIC_KEY' ? template : publicTemplateOf(template));
  },
  'key-object': keyObject,
  raw: (template) => {
    if (template.class === 'SECRET_KEY') return copyBytes('value', bytesOf(template, 'value'));
    assertClass(template, 'raw', 'SECRET_KEY', 'PUBLIC_KEY', 'PRIVATE_KEY');
    const { rawPublic, rawPrivate } = familyOf(template);
    const raw = template.class === 'PUBLIC_KEY' ? rawPublic : rawPrivate;
    if (raw === undefined) throw new FormatError(`there is no raw form of ${template.keyType} keys`);
    return copyBytes('value', raw(template));
  },
  'x509-der': certificate,
  'x509-pem': (template) => writePem('CERTIFICATE', certificate(template)),
};

export const FORMATS: readonly Format[] = Object.keys(WRITERS) as Format[];

/** @throws TypeError or RangeError for a format that there is not, and for options that it does not take */
export function assertFormat(format: Format, options: FromTemplateOptions): void {
  if (typeof format !== 'string') throw new TypeError(`format: expected a string, got ${describe(format)}`);
  if (!Object.hasOwn(WRITERS, format)) {
    throw new RangeError(`format: expected ${FORMATS.join(', ')}, got ${JSON.stringify(format)}`);
  }
  for (const name of Object.keys(options)) {
    if (name !== 'passphrase' && name !== 'iterations') {
      throw new TypeError(`there is no option ${name}`);
    }
  }
  const { passphrase } = options;
  if (passphrase !== undefined) {
    if (!isBytesLike(passphrase)) {
      throw new TypeError(`passphrase: expected text or bytes, got ${describe(passphrase)}`);
    }
    if (!format.startsWith('pkcs8'))
      throw new RangeError(`passphrase: only pkcs8-der and pkcs8-pem take one`);
  }
}

/**
 * Writes a key or certificate, given by its attributes, in a format.
 *
 * @throws FormatError if the template lacks an attribute, or the format has no place for such a key; TypeError and
 * RangeError for wrong arguments.
 */
export function fromTemplate<F extends Format>(
  template: Template,
  format: F,
  options: FromTemplateOptions = {},
): FormatResults[F] {
  return writer(template, format, options)(deriveSync);
}

/** The same for whoever can wait: the key of a passphrase is derived on libuv's pool. It asks nobody, and takes no `signal`. */
export async function fromTemplateLater<F extends Format>(
  template: Template,
  format: F,
  options: FromTemplateOptions = {},
): Promise<FormatResults[F]> {
  return withDerivedKeys(writer(template, format, options));
}

function writer<F extends Format>(
  template: Template,
  format: F,
  options: FromTemplateOptions,
): (derive: Derive) => FormatResults[F] {
  if (typeof template !== 'object' || template === null) {
    throw new TypeError(`template: expected an object, got ${describe(template)}`);
  }
  assertFormat(format, options);
  const { passphrase } = options;
  if (passphrase === undefined) return () => WRITERS[format](named(template), undefined);
  const derivation = newDerivation(options.iterations);
  return (derive) => WRITERS[format](named(template), { passphrase, derivation, derive });
}

function named(template: Template): Known {
  const keyType = template.keyType === undefined ? undefined : keyTypeOf(template);
  return { ...template, class: classOf(template), ...(keyType !== undefined && { keyType }) };
}

function assertClass(template: Known, format: Format, ...classes: string[]): void {
  if (!classes.includes(String(template.class))) {
    throw new FormatError(`${format} is a format of ${classes.join(' and ')}, not of ${template.class}`);
  }
}

function publicOf(template: Known): Template {
  assertClass(template, 'spki-der', 'PUBLIC_KEY', 'PRIVATE_KEY');
  if (template.class === 'PUBLIC_KEY') return template;
  const publicKey = publicTemplateOf(template);
  if (publicKey === undefined) {
    throw new FormatError('the attributes of the private key do not tell its public key');
  }
  return publicKey;
}

function pkcs8(template: Known, locking: Locking | undefined): Uint8Array<ArrayBuffer> {
  assertClass(template, 'pkcs8-der', 'PRIVATE_KEY');
  const plain = writePkcs8(template, publicTemplateOf(template));
  if (locking === undefined) return plain;
  try {
    return encryptPkcs8(plain, locking.passphrase, locking.derivation, locking.derive);
  } finally {
    plain.fill(0);
  }
}

function traditional(template: Known, name: TraditionalFormat['name']) {
  assertClass(template, `${name}-der`, 'PUBLIC_KEY', 'PRIVATE_KEY');
  const format = familyOf(template).traditional;
  if (format?.name !== name) throw new FormatError(`there is no ${name} form of ${template.keyType} keys`);
  if (template.class === 'PRIVATE_KEY') {
    return { label: format.privateLabel, der: format.writePrivate(template, publicTemplateOf(template)) };
  }
  if (format.writePublic === undefined || format.publicLabel === undefined) {
    throw new FormatError(`there is no ${name} form of public ${template.keyType} keys: use spki`);
  }
  return { label: format.publicLabel, der: format.writePublic(template) };
}

function traditionalPem(template: Known, name: TraditionalFormat['name']): string {
  const { label, der } = traditional(template, name);
  return writePem(label, der);
}

function keyObject(template: Known): KeyObject {
  if (template.class === 'SECRET_KEY') return createSecretKey(bytesOf(template, 'value'));
  assertClass(template, 'key-object', 'SECRET_KEY', 'PUBLIC_KEY', 'PRIVATE_KEY');
  const isPublic = template.class === 'PUBLIC_KEY';
  const der = isPublic ? writeSpki(template) : writePkcs8(template, publicTemplateOf(template));
  const key = bufferOver(der);
  try {
    return isPublic
      ? openPublicKey({ key, format: 'der', type: 'spki' })
      : openPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch {
    throw new FormatError(`the OpenSSL of this Node does not know, or refuses, this ${template.keyType} key`);
  } finally {
    if (!isPublic) key.fill(0);
  }
}

function certificate(template: Known): Uint8Array<ArrayBuffer> {
  assertClass(template, 'x509-der', 'CERTIFICATE');
  return copyBytes('value', bytesOf(template, 'value'));
}
