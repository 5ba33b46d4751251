import { X509Certificate } from 'node:crypto';
import type { KeyTemplate } from './key-template.js';
import type { Bytes } from './points.js';
/** What CKA_CERTIFICATE_CATEGORY says for each. */
declare const CATEGORIES: {
    readonly unspecified: "UNSPECIFIED";
    readonly 'token-user': "TOKEN_USER";
    readonly authority: "AUTHORITY";
    readonly other: "OTHER_ENTITY";
};
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
/** An X.509 certificate as a template: value, subject, issuer and serialNumber in the encoding they have. */
export declare function decodeCertificate(input: CertificateInput, options?: CertificateOptions): KeyTemplate;
/** The public key of a certificate as a template. Nothing about the certificate is verified. */
export declare function decodeCertificatePublicKey(input: CertificateInput): KeyTemplate;
/** The certificate and its public key, if its algorithm is one that PKCS #11 has keys of here. */
export declare function readCertificate(what: string, der: Uint8Array): {
    certificate: KeyTemplate;
    publicKey: KeyTemplate | undefined;
};
export {};
