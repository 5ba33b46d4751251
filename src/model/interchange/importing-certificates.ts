import { createObject } from '../../calls/objects.ts';
import type { AttributeName, Template } from '../../codec/attributes.ts';
import { type BytesLike, snapshot } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, withoutLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { Pkcs11Error } from '../../errors.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { CertificateInput, CertificateOptions } from '../../formats/x509.ts';
import type { Ulong } from '../../native/abi.ts';
import type { Arena } from '../../native/arena.ts';
import { CKR } from '../../spec/constants.ts';
import { report } from '../choosing/fallback.ts';
import type { Formats } from '../formats-loader.ts';
import { lookingAtStore } from '../keys/key-inspection.ts';
import { without } from '../keys/new-key.ts';
import type { Certificate } from '../objects/certificate.ts';
import { assertFreeHandle } from '../objects/free-handle.ts';
import type { SessionContext } from '../session/context.ts';

export interface ImportCertificateOptions extends CertificateOptions {
  readonly label?: string | undefined;
  /** By default, with `extended`, the subject key identifier. */
  readonly id?: BytesLike | undefined;
  /** Stores the certificate on the token; otherwise it goes with the session. */
  readonly store?: boolean | undefined;
  /** Attributes that override or add to the others. */
  readonly template?: Template | undefined;
}

const OWN_OPTIONS = ['label', 'id', 'store', 'template'];
const OPTIONS = [...OWN_OPTIONS, 'extended', 'issuer', 'category', 'url'];

export function importingCertificate(
  context: SessionContext,
  given: CertificateInput,
  givenOptions: ImportCertificateOptions,
): (formats: Formats) => MakeProgram<Certificate> {
  refuseUnknownOptions('importCertificate', givenOptions, OPTIONS, CALL_OPTIONS);
  const input = snapshot(given);
  const options = snapshot(withoutLimits(givenOptions));
  const { label: _, id: __, store: ___, template: ____, ...reading } = options;
  return (formats) => {
    const certificate = formats.decodeCertificate(input, reading);
    return (arena) => creatingCertificate(context, certificate, options)(arena);
  };
}

type Naming = Pick<ImportCertificateOptions, 'label' | 'id' | 'store' | 'template'>;

/** What a certificate tells of itself, and nothing but its value has to hold; what tokens say that do not know it. */
const TOLD: readonly AttributeName[] = [
  'startDate',
  'endDate',
  'certificateCategory',
  'hashOfSubjectPublicKey',
  'hashOfIssuerPublicKey',
];
const UNKNOWN: ReadonlySet<Ulong> = new Set<Ulong>([CKR.ATTRIBUTE_TYPE_INVALID, CKR.TEMPLATE_INCONSISTENT]);

export function creatingCertificate(
  context: SessionContext,
  certificate: KeyTemplate,
  { label, id, store, template }: Naming,
): MakeProgram<Certificate> {
  return function* (arena) {
    const { checkValue: _, ...attributes } = certificate;
    const whole: Template = {
      // Without the check value, which is the token's to compute: SoftHSM fails where it is given.
      ...(attributes as Template),
      // Certificates are for everyone to see; some tokens would hide them until somebody logs in.
      private: false,
      token: store ?? false,
      ...(label !== undefined && { label }),
      ...(id !== undefined && { id }),
      ...template,
    };
    const handle = yield* creating(context, arena, whole, template);
    yield* lookingAtStore(arena, 'importCertificate', 'certificate', handle, whole.token === true);
    return context.wrap(handle, { objectClass: 'CERTIFICATE' }) as Certificate;
  };
}

/** Without what the certificate itself tells, if the token does not want to be told; a URL does not go without hashes. */
function* creating(
  context: SessionContext,
  arena: Arena,
  whole: Template,
  given: Template | undefined,
): Program<Ulong> {
  yield* assertFreeHandle(arena, context, 'importCertificate');
  try {
    return yield* createObject(arena, whole);
  } catch (error) {
    const omitted = TOLD.filter((name) => name in whole && given?.[name] === undefined);
    const unknown = error instanceof Pkcs11Error && UNKNOWN.has(error.rv);
    if (!unknown || omitted.length === 0 || whole.url !== undefined) throw error;
    const handle = yield* createObject(arena, without(whole, omitted));
    report(context, { operation: 'importCertificate', kind: 'template', omitted, code: error.code });
    return handle;
  }
}
