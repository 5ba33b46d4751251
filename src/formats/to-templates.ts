import { KeyObject, type webcrypto, X509Certificate } from 'node:crypto';
import { types } from 'node:util';
import {
  type BytesLike,
  copyBytes,
  describe,
  encodedText,
  isBytesLike,
  toBytes,
  withSecret,
} from '../codec/bytes.ts';
import type { KeyTypeName } from '../codec/names.ts';
import { assertWhole, TAG, tagsIn } from './der.ts';
import { decryptPkcs8 } from './encrypted-pkcs8.ts';
import { FormatError } from './format-error.ts';
import { readJwk } from './jwk.ts';
import type { Jwk, ReadPrivateKey } from './key-family.ts';
import { ownTemplate, type Templates } from './key-template.ts';
import { bufferOver, openEncryptedPem } from './openssl.ts';
import { type Derive, deriveSync, withDerivedKeys } from './passphrase.ts';
import { looksLikePem, parsePem } from './pem.ts';
import { BLOCKS, gather, type Piece } from './pem-blocks.ts';
import { readPkcs8 } from './pkcs8.ts';
import type { Bytes } from './points.ts';
import { halves } from './public-half.ts';
import { type Keep, withScratch } from './scratch.ts';
import { secretTemplate, secretTypeOf } from './secret.ts';
import { readSpki } from './spki.ts';
import { readCertificate } from './x509.ts';

/** Anything that holds a key or a certificate. */
export type FormatInput = string | Bytes | KeyObject | webcrypto.CryptoKey | X509Certificate | Jwk;

export interface ToTemplatesOptions {
  /** Opens an encrypted PKCS #8 or an encrypted PEM of old OpenSSL. */
  readonly passphrase?: BytesLike | undefined;
  /**
   * The type of a secret key. With it, bytes (and text, as UTF-8) are the key itself, where without it they are PEM,
   * DER or a JWK.
   */
  readonly as?: KeyTypeName | undefined;
}

/**
 * Reads a key or certificate in any of the formats: PEM (also a bundle of a key and certificates), DER of SPKI, PKCS #1,
 * SEC 1, PKCS #8 (also encrypted) or X.509, JWK, KeyObject, CryptoKey, X509Certificate.
 *
 * @returns for each object in it a template with its class, type and key material; a private key comes with its public
 * half where that can be told.
 * @throws FormatError for data in none of the formats; TypeError and RangeError for wrong arguments.
 */
export function toTemplates(input: FormatInput, options: ToTemplatesOptions = {}): Templates {
  return convert(input, options, deriveSync);
}

/** The same for whoever can wait: keys of passphrases are derived on libuv's pool. It asks nobody, and takes no `signal`. */
export function toTemplatesLater(input: FormatInput, options: ToTemplatesOptions = {}): Promise<Templates> {
  return withDerivedKeys((derive) => convert(input, options, derive));
}

/** What is read is wiped; what is returned has its own copy. */
function convert(input: FormatInput, options: ToTemplatesOptions, derive: Derive): Templates {
  return withScratch((keep) => {
    const { privateKey, publicKey, secretKey, ...rest } = read(input, options, derive, keep);
    return {
      ...(publicKey && { publicKey: ownTemplate(publicKey) }),
      ...(privateKey && { privateKey: ownTemplate(privateKey) }),
      ...(secretKey && { secretKey: ownTemplate(secretKey) }),
      ...rest,
    };
  });
}

function read(input: FormatInput, options: ToTemplatesOptions, derive: Derive, keep: Keep): Templates {
  for (const name of Object.keys(options)) {
    if (name !== 'passphrase' && name !== 'as')
      throw new TypeError(`toTemplates: there is no option ${name}`);
  }
  const { passphrase, as } = options;
  if (passphrase !== undefined && !isBytesLike(passphrase)) {
    throw new TypeError(`passphrase: expected text or bytes, got ${describe(passphrase)}`);
  }
  if (as !== undefined && isBytesLike(input))
    return {
      secretKey: secretTemplate(
        as,
        typeof input === 'string' ? keep(encodedText(input)) : toBytes('input', input),
      ),
    };
  const reading: Reading = { ...options, derive, keep };
  if (typeof input === 'string') return fromText(input, reading);
  if (isBytesLike(input)) return fromBytes(toBytes('input', input), reading);
  if (types.isKeyObject(input)) return fromKeyObject(input, as ?? 'GENERIC_SECRET', keep);
  if (types.isCryptoKey(input)) return fromCryptoKey(input, as, keep);
  if (input instanceof X509Certificate) return fromDer('certificate', input.raw, reading);
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    return readJwk(input as Jwk, as, keep);
  throw new TypeError(`input: expected PEM, DER, a JWK, KeyObject or CryptoKey, got ${describe(input)}`);
}

/** What the parts of an input are read with. */
interface Reading extends ToTemplatesOptions {
  readonly derive: Derive;
  readonly keep: Keep;
}

function fromText(text: string, options: Reading): Templates {
  if (looksLikePem(text)) return fromPem(options.keep(encodedText(text)), options);
  if (!text.trimStart().startsWith('{')) throw new FormatError('input: expected PEM or a JWK in the text');
  let jwk: unknown;
  try {
    jwk = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may be a secret.
    throw new FormatError('input: expected a JWK; it is not JSON');
  }
  return readJwk(jwk as Jwk, options.as, options.keep);
}

const BRACE = 0x7b;

function fromBytes(bytes: Uint8Array, options: Reading): Templates {
  if (bytes[0] === TAG.SEQUENCE && tagsIn(bytes) !== undefined) return fromDer('input', bytes, options);
  if (looksLikePem(bytes)) return fromPem(options.keep(copyBytes('input', bytes)), options);
  if (bytes.find((letter) => letter > 0x20) === BRACE) {
    return fromText(bufferOver(bytes).toString('latin1'), options);
  }
  if (bytes[0] === TAG.SEQUENCE) return fromDer('input', bytes, options);
  throw new FormatError(
    "input: expected PEM, DER or a JWK; for the bytes of a secret key, say its type: { as: 'AES' }",
  );
}

/** What is inside the outermost SEQUENCE tells the formats apart. */
const SHAPES: readonly (readonly [tags: RegExp, label: string])[] = [
  [/^30 30 3$/, 'CERTIFICATE'],
  [/^30 3$/, 'PUBLIC KEY'],
  [/^30 4$/, 'ENCRYPTED PRIVATE KEY'],
  [/^2 30 4( a0)?( 81)?$/, 'PRIVATE KEY'],
  [/^2 4( a0)?( a1)?$/, 'EC PRIVATE KEY'],
  [/^2( 2){8}( 30)?$/, 'RSA PRIVATE KEY'],
  [/^2( 2){5}$/, 'DSA PRIVATE KEY'],
  [/^2 2$/, 'RSA PUBLIC KEY'],
];

function fromDer(what: string, der: Uint8Array, options: Reading): Templates {
  assertWhole(what, der);
  const tags = tagsIn(der)?.map((tag) => tag.toString(16)) ?? [];
  const label = SHAPES.find(([shape]) => shape.test(tags.join(' ')))?.[1];
  if (label === undefined) {
    throw new FormatError(
      `${what}: DER of no known kind: expected SPKI, PKCS #8, PKCS #1, SEC 1 or a certificate`,
    );
  }
  return gather([readBlock(what, label, der, options)]);
}

function fromPem(text: Uint8Array, options: Reading): Templates {
  const pieces = parsePem('input', text, options.keep).map(({ label, der, encrypted }) => {
    const what = `input: ${label}`;
    if (encrypted === undefined) return readBlock(what, label, der, options);
    return readBlock(what, 'PRIVATE KEY', decryptTraditional(what, encrypted, options), options);
  });
  return gather(pieces);
}

function readBlock(what: string, label: string, der: Uint8Array, options: Reading): Piece {
  switch (label) {
    case 'PUBLIC KEY':
      return { publicKey: readSpki(what, der) };
    case 'PRIVATE KEY':
      return halves(what, readPkcs8(what, der));
    case 'ENCRYPTED PRIVATE KEY':
      return halves(what, readEncrypted(what, der, options));
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
      return readCertificate(what, der);
    case 'OPENSSH PRIVATE KEY':
      throw new FormatError(`${what}: convert it first: ssh-keygen -p -m PKCS8 -f FILE`);
  }
  const block = BLOCKS[label];
  if (block === undefined) throw new FormatError(`${what}: PEM of a kind that this library does not read`);
  const piece = block(what, der);
  return 'privateKey' in piece ? halves(what, piece) : piece;
}

function readEncrypted(what: string, der: Uint8Array, { passphrase, derive, keep }: Reading): ReadPrivateKey {
  return readPkcs8(`${what}, decrypted`, keep(decryptPkcs8(what, der, passphrase, derive)));
}

/** RFC 1421 headers: OpenSSL's own, and only OpenSSL reads it. */
function decryptTraditional(what: string, text: string, { passphrase, keep }: Reading): Uint8Array {
  if (passphrase === undefined) throw new FormatError(`${what}: the key is encrypted: pass { passphrase }`);
  try {
    const key = withSecret('passphrase', passphrase, (secret) => openEncryptedPem(text, secret));
    return keep(key.export({ format: 'der', type: 'pkcs8' }));
  } catch {
    throw new FormatError(`${what}: the passphrase is wrong, or the encrypted key is damaged`);
  }
}

function fromKeyObject(key: KeyObject, as: KeyTypeName, keep: Keep): Templates {
  if (key.type === 'secret') return { secretKey: secretTemplate(as, keep(key.export())) };
  if (key.type === 'public') {
    return { publicKey: readSpki('KeyObject', key.export({ format: 'der', type: 'spki' })) };
  }
  const der = keep(key.export({ format: 'der', type: 'pkcs8' }));
  const { privateKey, publicKey } = halves('KeyObject', readPkcs8('KeyObject', der));
  return { privateKey, ...(publicKey && { publicKey }) };
}

function fromCryptoKey(key: webcrypto.CryptoKey, as: KeyTypeName | undefined, keep: Keep): Templates {
  if (!key.extractable) throw new FormatError('CryptoKey: expected one that is extractable');
  return fromKeyObject(KeyObject.from(key), as ?? secretTypeOf(key.algorithm.name), keep);
}
