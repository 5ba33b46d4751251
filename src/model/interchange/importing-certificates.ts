import { createObject } from '../../calls/objects.ts';
import type { Template } from '../../codec/attributes.ts';
import { type BytesLike, snapshot } from '../../codec/bytes.ts';
import { refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, withoutLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { KeyTemplate } from '../../formats/key-template.ts';
import type { CertificateInput, CertificateOptions } from '../../formats/x509.ts';
import type { Formats } from '../formats-loader.ts';
import type { Certificate } from '../objects/certificate.ts';
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

export function creatingCertificate(
  context: SessionContext,
  certificate: KeyTemplate,
  { label, id, store, template }: Naming,
): MakeProgram<Certificate> {
  return function* (arena) {
    const { checkValue: _, ...attributes } = certificate;
    const handle = yield* createObject(arena, {
      // Without the check value, which is the token's to compute: SoftHSM fails where it is given.
      ...(attributes as Template),
      // Certificates are for everyone to see; some tokens would hide them until somebody logs in.
      private: false,
      token: store ?? false,
      ...(label !== undefined && { label }),
      ...(id !== undefined && { id }),
      ...template,
    });
    return context.wrap(handle, { objectClass: 'CERTIFICATE' }) as Certificate;
  };
}
