import { createHash, X509Certificate } from 'node:crypto';
import { AsnParser } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { copyBytes, describe, encodedText, isBytesLike } from '../codec/bytes.ts';
import type { CertificateCategoryName } from '../codec/names.ts';
import { type TbsCertificate, X509 } from './asn1-schemas.ts';
import { parseBer } from './der.ts';
import { isKnownAlgorithm } from './families.ts';
import { FormatError } from './format-error.ts';
import type { KeyTemplate } from './key-template.ts';
import { looksLikePem, parsePem } from './pem.ts';
import type { Bytes } from './points.ts';
import { withScratch } from './scratch.ts';
import { readSpki } from './spki.ts';

const CERTIFICATE_LABELS: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE'];

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';

/** What CKA_CERTIFICATE_CATEGORY says for each. */
const CATEGORIES = {
  unspecified: 'UNSPECIFIED',
  'token-user': 'TOKEN_USER',
  authority: 'AUTHORITY',
  other: 'OTHER_ENTITY',
} as const;

/** A certificate as PEM text, DER bytes, or Node's object. */
export type CertificateInput = string | Bytes | X509Certificate;

export interface CertificateOptions {
  /**
   * Also id, startDate, endDate, checkValue, certificateCategory, hashOfSubjectPublicKey and, where it is known,
   * hashOfIssuerPublicKey.
   */
  readonly extended?: boolean | undefined;
  /** The issuer's certificate, whose key is hashed for the extended attributes. */
  readonly issuer?: CertificateInput | undefined;
  /** By default `authority` for a certificate that says so, else `unspecified`. */
  readonly category?: keyof typeof CATEGORIES | undefined;
  /** Where the certificate can be fetched. */
  readonly url?: string | undefined;
}

const OPTIONS = ['extended', 'issuer', 'category', 'url'];

/** An X.509 certificate as a template: value, subject, issuer and serialNumber in the encoding they have. */
export function decodeCertificate(input: CertificateInput, options: CertificateOptions = {}): KeyTemplate {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) throw new TypeError(`decodeCertificate: there is no option ${name}`);
  }
  const der = certificateBytes('certificate', input);
  const tbs = parseCertificate('certificate', der);
  return {
    class: 'CERTIFICATE',
    certificateType: 'X_509',
    subject: new Uint8Array(tbs.subject),
    issuer: new Uint8Array(tbs.issuer),
    serialNumber: new Uint8Array(tbs.serialNumber),
    value: der,
    ...(options.url !== undefined && { url: options.url }),
    // PKCS #11 §4.6.3: with a URL the hashes must be there.
    ...((options.extended || options.url !== undefined) && extendedSet(tbs, der, options)),
  };
}

/** The public key of a certificate as a template. Nothing about the certificate is verified. */
export function decodeCertificatePublicKey(input: CertificateInput): KeyTemplate {
  const tbs = parseCertificate('certificate', certificateBytes('certificate', input));
  return readSpki("certificate's public key", new Uint8Array(tbs.subjectPublicKeyInfo));
}

/** The certificate and its public key, if its algorithm is one that PKCS #11 has keys of here. */
export function readCertificate(
  what: string,
  der: Uint8Array,
): { certificate: KeyTemplate; publicKey: KeyTemplate | undefined } {
  const tbs = parseCertificate(what, der);
  const info = new Uint8Array(tbs.subjectPublicKeyInfo);
  const known = isKnownAlgorithm(keyInfo(what, info).algorithm.algorithm);
  return {
    certificate: decodeCertificate(Uint8Array.from(der)),
    publicKey: known ? readSpki(`${what}: public key`, info) : undefined,
  };
}

function parseCertificate(what: string, der: Uint8Array): TbsCertificate {
  const { tbsCertificate } = parseBer(what, 'an X.509 certificate', der, X509);
  const { notBefore, notAfter } = tbsCertificate.validity;
  for (const time of [notBefore, notAfter]) {
    if (Number.isNaN(time.getTime()?.getTime() ?? Number.NaN)) {
      throw new FormatError(`${what}: expected times in its validity`);
    }
  }
  return tbsCertificate;
}

function keyInfo(what: string, der: Uint8Array): SubjectPublicKeyInfo {
  return parseBer(`${what}: public key`, 'a SubjectPublicKeyInfo', der, SubjectPublicKeyInfo);
}

function certificateBytes(argument: string, input: CertificateInput): Uint8Array<ArrayBuffer> {
  if (input instanceof X509Certificate) return Uint8Array.from(input.raw);
  if (!isBytesLike(input)) {
    throw new TypeError(`${argument}: expected PEM text or DER bytes, got ${describe(input)}`);
  }
  if (typeof input === 'string') return certificateInPem(argument, encodedText(input));
  const bytes = copyBytes(argument, input);
  return bytes[0] !== 0x30 && looksLikePem(bytes) ? certificateInPem(argument, bytes) : bytes;
}

/** The certificate in a bundle, which may have a private key in it, too. */
function certificateInPem(argument: string, text: Uint8Array): Uint8Array<ArrayBuffer> {
  return withScratch((keep) => {
    const blocks = parsePem(argument, keep(text), keep);
    const block = blocks.find(({ label }) => CERTIFICATE_LABELS.includes(label));
    if (block === undefined) throw new FormatError(`${argument}: expected a PEM block "CERTIFICATE"`);
    return copyBytes(argument, block.der);
  });
}

function extendedSet(tbs: TbsCertificate, der: Uint8Array, options: CertificateOptions): KeyTemplate {
  const ownHash = keyHash(tbs);
  const issuerHash = issuerKeyHash(tbs, ownHash, options.issuer);
  return {
    id: extension(tbs, SUBJECT_KEY_IDENTIFIER, SubjectKeyIdentifier, ({ buffer }) => buffer) ?? ownHash,
    hashOfSubjectPublicKey: ownHash,
    ...(issuerHash && { hashOfIssuerPublicKey: issuerHash }),
    checkValue: sha1(der).slice(0, 3),
    startDate: day(tbs.validity.notBefore.getTime()),
    endDate: day(tbs.validity.notAfter.getTime()),
    certificateCategory: category(tbs, options.category),
  };
}

/** SHA-1, the default of CKA_NAME_HASH_ALGORITHM, over the key without its algorithm (RFC 5280 §4.2.1.2). */
function keyHash(tbs: TbsCertificate): Uint8Array<ArrayBuffer> {
  const info = keyInfo('certificate', new Uint8Array(tbs.subjectPublicKeyInfo));
  return sha1(new Uint8Array(info.subjectPublicKey));
}

/** From the issuer's certificate, the certificate itself if it issued itself, or its authority key identifier. */
function issuerKeyHash(
  tbs: TbsCertificate,
  ownHash: Uint8Array<ArrayBuffer>,
  issuer: CertificateInput | undefined,
): Uint8Array<ArrayBuffer> | undefined {
  if (issuer !== undefined) {
    const issuerTbs = parseCertificate('issuer', certificateBytes('issuer', issuer));
    if (!Buffer.from(issuerTbs.subject).equals(Buffer.from(tbs.issuer))) {
      throw new FormatError('issuer: expected a certificate whose subject is the issuer of the certificate');
    }
    return keyHash(issuerTbs);
  }
  if (Buffer.from(tbs.subject).equals(Buffer.from(tbs.issuer))) return ownHash;
  const identifier = extension(
    tbs,
    AUTHORITY_KEY_IDENTIFIER,
    AuthorityKeyIdentifier,
    ({ keyIdentifier }) => keyIdentifier?.buffer,
  );
  // Identifiers of another size are no SHA-1 hashes, and a wrong hash is worse than none.
  return identifier?.length === ownHash.length ? identifier : undefined;
}

function category(tbs: TbsCertificate, chosen: CertificateOptions['category']): CertificateCategoryName {
  if (chosen !== undefined) {
    if (!Object.hasOwn(CATEGORIES, chosen)) {
      throw new RangeError(`category: expected ${Object.keys(CATEGORIES).join(', ')}`);
    }
    return CATEGORIES[chosen];
  }
  const authority = extension(tbs, BASIC_CONSTRAINTS, BasicConstraints, ({ cA }) =>
    cA ? new ArrayBuffer(1) : undefined,
  );
  return authority ? CATEGORIES.authority : CATEGORIES.unspecified;
}

/** What an extension holds; extensions that do not parse count as absent, as they may be anything. */
function extension<T extends object>(
  tbs: TbsCertificate,
  oid: string,
  type: new () => T,
  read: (value: T) => ArrayBuffer | undefined,
): Uint8Array<ArrayBuffer> | undefined {
  const found = tbs.extensions?.find(({ extnID }) => extnID === oid);
  if (found === undefined) return undefined;
  try {
    const bytes = read(AsnParser.parse(found.extnValue.buffer, type));
    return bytes && new Uint8Array(bytes);
  } catch {
    return undefined;
  }
}

function sha1(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha1').update(data).digest());
}

/** CKA_START_DATE and CKA_END_DATE have days only. */
function day(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()));
}
