import { X509Certificate } from 'node:crypto';
import { findObjects } from '../../calls/objects.ts';
import { describe } from '../../codec/bytes.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import type { Formats } from '../formats-loader.ts';
import type { Key } from '../keys/key.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import {
  findPublicKey,
  firstThat,
  identityOf,
  idOf,
  orUndefined,
  publicHalfByAttributes,
  readPublicHalf,
} from '../keys/public-half.ts';
import type { SessionContext } from '../session/context.ts';
import type { Certificate } from './certificate.ts';
import type { Pkcs11Object } from './object.ts';
import { readSome } from './reading.ts';

/** How a certificate is written, and what that gives. */
export interface CertificateFormat {
  'x509-pem': string;
  'x509-der': Uint8Array<ArrayBuffer>;
}

export function assertCertificateFormat(method: string, format: unknown): void {
  if (typeof format !== 'string') {
    throw new TypeError(`${method}: format: expected a string, got ${describe(format)}`);
  }
  if (format !== 'x509-pem' && format !== 'x509-der') {
    throw new RangeError(
      `${method}: format: expected 'x509-pem' or 'x509-der', got ${JSON.stringify(format)}`,
    );
  }
}

export function writeCertificate<F extends keyof CertificateFormat>(
  certificate: X509Certificate,
  format: F,
): CertificateFormat[F] {
  const written = {
    'x509-pem': () => certificate.toString(),
    'x509-der': () => new Uint8Array(certificate.raw),
  };
  return written[format]() as CertificateFormat[F];
}

export function readingCertificate(method: string, { handle }: Pkcs11Object): MakeProgram<X509Certificate> {
  return function* (arena) {
    const found = yield* readX509(arena, handle);
    if (found === undefined) {
      throw new NotSupportedError(`${method}: the value of the object is no X.509 certificate`);
    }
    return found;
  };
}

/** Undefined for what is no X.509 certificate, or one of which the token has only the address (CKA_URL). */
function* readX509(arena: Arena, handle: Ulong): Program<X509Certificate | undefined> {
  const { value } = (yield* readSome(arena, handle, ['value'])).values;
  if (!value?.length) return undefined;
  try {
    return new X509Certificate(value);
  } catch {
    return undefined;
  }
}

function* certifiedKey(arena: Arena, handle: Ulong, formats: Formats): Program<KeyTemplate | undefined> {
  const { value } = (yield* readSome(arena, handle, ['value'])).values;
  return value?.length ? orUndefined(formats, () => formats.decodeCertificatePublicKey(value)) : undefined;
}

/** The certificates of a key: those with its id, or else those of the same public key. */
export function findingCertificates(
  context: SessionContext,
  key: Key,
): (formats: Formats) => MakeProgram<Certificate[]> {
  return (formats) =>
    function* (arena) {
      const id = yield* idOf(arena, key.handle);
      const identity = identityOf(formats, yield* readPublicHalf(arena, key, formats));
      const found: Ulong[] = [];
      const look = function* (handle: Ulong): Program<undefined> {
        const own = identityOf(formats, yield* certifiedKey(arena, handle, formats));
        if (own !== undefined && own === (identity ?? own)) found.push(handle);
        return undefined;
      };
      if (id !== undefined) yield* firstThat(arena, { class: 'CERTIFICATE', id }, look);
      if (found.length === 0 && identity !== undefined) {
        yield* firstThat(arena, { class: 'CERTIFICATE' }, look);
      }
      return found.map((handle) => wrapCertificate(context, handle));
    };
}

function wrapCertificate(context: SessionContext, handle: Ulong): Certificate {
  return context.wrap(handle, { objectClass: 'CERTIFICATE' }) as Certificate;
}

/** The private key of a certificate: that with its id if it is not another's, or that of the same public key. */
export function findingPrivateKey(
  context: SessionContext,
  certificate: Pkcs11Object,
): (formats: Formats) => MakeProgram<PrivateKey | undefined> {
  return (formats) =>
    function* (arena) {
      const publicKey = yield* certifiedKey(arena, certificate.handle, formats);
      const id = yield* idOf(arena, certificate.handle);
      const handle = yield* findPrivateKey(arena, publicKey, id, formats);
      const keyType = publicKey?.keyType;
      return handle === undefined
        ? undefined
        : (context.wrap(handle, { objectClass: 'PRIVATE_KEY', keyType }) as PrivateKey);
    };
}

function* findPrivateKey(
  arena: Arena,
  publicKey: KeyTemplate | undefined,
  id: Uint8Array | undefined,
  formats: Formats,
): Program<Ulong | undefined> {
  const identity = identityOf(formats, publicKey);
  if (publicKey?.keyType === undefined || identity === undefined) return undefined;
  const { keyType } = publicKey;
  const query = { class: 'PRIVATE_KEY', keyType } as const;
  /** Keys that do not tell their public half are taken for what their id says they are. */
  const look = (trusting: boolean) =>
    function* (handle: Ulong): Program<Ulong | undefined> {
      const half = yield* publicHalfByAttributes(
        arena,
        { handle, keyType, objectClass: query.class },
        formats,
      );
      const own = identityOf(formats, half);
      return own === identity || (trusting && own === undefined) ? handle : undefined;
    };
  const byId = id && (yield* firstThat(arena, { ...query, id }, look(true)));
  const found = byId ?? (yield* firstThat(arena, query, look(false)));
  if (found !== undefined) return found;
  // A private key that tells nothing but its id: that of a public key, or the usual one.
  const known = yield* findPublicKey(arena, keyType, undefined, identity, formats);
  const others = [known && (yield* idOf(arena, known.handle)), formats.publicKeyId(publicKey)];
  for (const other of others) {
    const match = other && (yield* firstThat(arena, { ...query, id: other }, look(true)));
    if (match !== undefined) return match;
  }
  return undefined;
}

/** Longer than any chain of certificates that is used. */
const LONGEST_CHAIN = 32;

/** A certificate's chain, leaf first. */
export function findingChain(context: SessionContext, leaf: Pkcs11Object): MakeProgram<Certificate[]> {
  return function* (arena) {
    const chain = [leaf.handle];
    let current = yield* readX509(arena, leaf.handle);
    let { issuer } = (yield* readSome(arena, leaf.handle, ['issuer'])).values;
    while (current !== undefined && issuer?.length && !isIssuedBy(current, current)) {
      if (chain.length === LONGEST_CHAIN) break;
      const above: { handle: Ulong; certificate: X509Certificate } | undefined = yield* findIssuer(
        arena,
        current,
        issuer,
        chain,
      );
      if (above === undefined) break;
      chain.push(above.handle);
      current = above.certificate;
      issuer = (yield* readSome(arena, above.handle, ['issuer'])).values.issuer;
    }
    return chain.map((handle) => wrapCertificate(context, handle));
  };
}

/** The certificate of the issuer; of several (renewed, or certified by another) the one that is valid longest. */
function* findIssuer(arena: Arena, of: X509Certificate, subject: Uint8Array, chain: readonly Ulong[]) {
  let best: { handle: Ulong; certificate: X509Certificate } | undefined;
  for (const handle of yield* findObjects(arena, { class: 'CERTIFICATE', subject })) {
    if (chain.includes(handle)) continue;
    const certificate: X509Certificate | undefined = yield* readX509(arena, handle);
    if (certificate === undefined || !isIssuedBy(of, certificate)) continue;
    if (best === undefined || Date.parse(certificate.validTo) > Date.parse(best.certificate.validTo)) {
      best = { handle, certificate };
    }
  }
  return best;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // OpenSSL does not know the algorithm.
    return false;
  }
}
