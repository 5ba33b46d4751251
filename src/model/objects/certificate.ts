import type { X509Certificate } from 'node:crypto';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import {
  assertCertificateFormat,
  type CertificateFormat,
  findingChain,
  findingPrivateKey,
  readingCertificate,
  writeCertificate,
} from './certificates.ts';
import { Pkcs11Object } from './object.ts';

/** A certificate: `subject`, `issuer`, `serialNumber` and `value` in DER (PKCS #11 v3.2 §4.6). */
export class Certificate extends Pkcs11Object {
  /**
   * The certificate as Node's `X509Certificate`. A method and no property, since the token has to be asked for it.
   * @throws NotSupportedError if there is no X.509 certificate in the object, but only its address for example
   */
  async getX509(options?: CallOptions): Promise<X509Certificate> {
    return this.context.runner.run(
      'getX509',
      readingCertificate('getX509', this),
      callOptions('getX509', options),
    );
  }

  getX509Sync(): X509Certificate {
    return this.context.runner.runSync('getX509Sync', readingCertificate('getX509Sync', this));
  }

  /** The certificate as PEM (`'x509-pem'`, text) or DER (`'x509-der'`, bytes). */
  async export<F extends keyof CertificateFormat>(
    format: F,
    options?: CallOptions,
  ): Promise<CertificateFormat[F]> {
    assertCertificateFormat('export', format);
    return writeCertificate(
      await this.context.runner.run(
        'export',
        readingCertificate('export', this),
        callOptions('export', options),
      ),
      format,
    );
  }

  exportSync<F extends keyof CertificateFormat>(format: F): CertificateFormat[F] {
    assertCertificateFormat('exportSync', format);
    return writeCertificate(
      this.context.runner.runSync('exportSync', readingCertificate('exportSync', this)),
      format,
    );
  }

  /** Its private key on the token: that with the same id or, failing that, the same public key. */
  async getPrivateKey(options?: CallOptions): Promise<PrivateKey | undefined> {
    return runWithFormats(
      this.context,
      'getPrivateKey',
      findingPrivateKey(this.context, this),
      callOptions('getPrivateKey', options),
    );
  }

  getPrivateKeySync(): PrivateKey | undefined {
    return runWithFormatsSync(this.context, 'getPrivateKeySync', findingPrivateKey(this.context, this));
  }

  /**
   * The certificate, its issuer's, and so on up to the root, as far as they are on the token. Each is verified with the
   * key of the next; whether the chain is to be trusted is for the caller to say.
   */
  async getChain(options?: CallOptions): Promise<Certificate[]> {
    return this.context.runner.run(
      'getChain',
      findingChain(this.context, this),
      callOptions('getChain', options),
    );
  }

  getChainSync(): Certificate[] {
    return this.context.runner.runSync('getChainSync', findingChain(this.context, this));
  }
}
