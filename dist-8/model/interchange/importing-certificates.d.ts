import type { Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { KeyTemplate } from '../../formats/key-template.js';
import type { CertificateInput, CertificateOptions } from '../../formats/x509.js';
import type { Formats } from '../formats-loader.js';
import type { Certificate } from '../objects/certificate.js';
import type { SessionContext } from '../session/context.js';
export interface ImportCertificateOptions extends CertificateOptions {
    readonly label?: string | undefined;
    /** By default, with `extended`, the subject key identifier. */
    readonly id?: BytesLike | undefined;
    /** Stores the certificate on the token; otherwise it goes with the session. */
    readonly store?: boolean | undefined;
    /** Attributes that override or add to the others. */
    readonly template?: Template | undefined;
}
export declare function importingCertificate(context: SessionContext, given: CertificateInput, givenOptions: ImportCertificateOptions): (formats: Formats) => MakeProgram<Certificate>;
type Naming = Pick<ImportCertificateOptions, 'label' | 'id' | 'store' | 'template'>;
export declare function creatingCertificate(context: SessionContext, certificate: KeyTemplate, { label, id, store, template }: Naming): MakeProgram<Certificate>;
export {};
