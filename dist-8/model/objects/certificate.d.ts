import type { X509Certificate } from 'node:crypto';
import { type CallOptions } from '../../core/limits.js';
import type { PrivateKey } from '../keys/private-key.js';
import { type CertificateFormat } from './certificates.js';
import { Pkcs11Object } from './object.js';
/** A certificate: `subject`, `issuer`, `serialNumber` and `value` in DER (PKCS #11 v3.2 §4.6). */
export declare class Certificate extends Pkcs11Object {
    /**
     * The certificate as Node's `X509Certificate`. A method and no property, since the token has to be asked for it.
     * @throws NotSupportedError if there is no X.509 certificate in the object, but only its address for example
     */
    getX509(options?: CallOptions): Promise<X509Certificate>;
    getX509Sync(): X509Certificate;
    /** The certificate as PEM (`'x509-pem'`, text) or DER (`'x509-der'`, bytes). */
    export<F extends keyof CertificateFormat>(format: F, options?: CallOptions): Promise<CertificateFormat[F]>;
    exportSync<F extends keyof CertificateFormat>(format: F): CertificateFormat[F];
    /** Its private key on the token: that with the same id or, failing that, the same public key. */
    getPrivateKey(options?: CallOptions): Promise<PrivateKey | undefined>;
    getPrivateKeySync(): PrivateKey | undefined;
    /**
     * The certificate, its issuer's, and so on up to the root, as far as they are on the token. Each is verified with the
     * key of the next; whether the chain is to be trusted is for the caller to say.
     */
    getChain(options?: CallOptions): Promise<Certificate[]>;
    getChainSync(): Certificate[];
}
