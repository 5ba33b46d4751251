import { X509Certificate } from 'node:crypto';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Formats } from '../formats-loader.js';
import type { Key } from '../keys/key.js';
import type { PrivateKey } from '../keys/private-key.js';
import type { SessionContext } from '../session/context.js';
import type { Certificate } from './certificate.js';
import type { Pkcs11Object } from './object.js';
/** How a certificate is written, and what that gives. */
export interface CertificateFormat {
    'x509-pem': string;
    'x509-der': Uint8Array<ArrayBuffer>;
}
export declare function assertCertificateFormat(method: string, format: unknown): void;
export declare function writeCertificate<F extends keyof CertificateFormat>(certificate: X509Certificate, format: F): CertificateFormat[F];
export declare function readingCertificate(method: string, { handle }: Pkcs11Object): MakeProgram<X509Certificate>;
/** The certificates of a key: those with its id, or else those of the same public key. */
export declare function findingCertificates(context: SessionContext, key: Key): (formats: Formats) => MakeProgram<Certificate[]>;
/** The private key of a certificate: that with its id if it is not another's, or that of the same public key. */
export declare function findingPrivateKey(context: SessionContext, certificate: Pkcs11Object): (formats: Formats) => MakeProgram<PrivateKey | undefined>;
/** A certificate's chain, leaf first. */
export declare function findingChain(context: SessionContext, leaf: Pkcs11Object): MakeProgram<Certificate[]>;
