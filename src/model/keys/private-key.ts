import type { BytesLike } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import type { Ulong } from '../../native/abi.ts';
import { type OperationPlan, type PlannedOperation, planOperation } from '../choosing/planning.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import type { Certificate } from '../objects/certificate.ts';
import { findingCertificates } from '../objects/certificates.ts';
import type { Bytes } from '../objects/data.ts';
import type { CipherOptions, OutputOption } from '../operations/cipher.ts';
import type { PinOption } from '../operations/key-use.ts';
import { type RecoverOptions, runSignRecover, runSignRecoverSync } from '../operations/recovery.ts';
import type { SignOptions } from '../operations/signature.ts';
import { ConfidentialKey } from './confidential-key.ts';
import { decapsulating, type EncapsulateOptions } from './encapsulation.ts';
import { findingPublicKey } from './public-half.ts';
import type { PublicKey } from './public-key.ts';
import type { SecretKey } from './secret-key.ts';

/** A private key (PKCS #11 v3.2 §4.9). */
export class PrivateKey extends ConfidentialKey {
  /**
   * How an operation with these options will be done: by which mechanism, on the token or in software, and what is
   * hashed or padded outside. Nothing is sent to the token.
   * @throws NotSupportedError as the operation would
   */
  plan(operation: 'sign', options?: SignOptions): OperationPlan;
  plan(operation: 'decrypt', options?: CipherOptions & OutputOption<ArrayBufferLike>): OperationPlan;
  plan(operation: PlannedOperation, options: object = {}): OperationPlan {
    return planOperation(this.context, this, operation, options);
  }

  /** Signs data so that the signature holds it: RSA with little data. */
  signRecover(data: BytesLike, options: RecoverOptions & PinOption & CallOptions = {}): Promise<Bytes> {
    return runSignRecover(this.context, this, data, options);
  }

  signRecoverSync(data: BytesLike, options: RecoverOptions & PinOption = {}): Bytes {
    return runSignRecoverSync(this.context, this, data, options);
  }

  /** Gets the secret key that `encapsulateKey` of the public key made a ciphertext of (v3.2). */
  async decapsulateKey(
    keyType: KeyTypeName | Ulong,
    ciphertext: BytesLike,
    options: EncapsulateOptions & CallOptions = {},
  ): Promise<SecretKey> {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(await this.context.runner.run('decapsulateKey', program, options)) as SecretKey;
  }

  decapsulateKeySync(
    keyType: KeyTypeName | Ulong,
    ciphertext: BytesLike,
    options: EncapsulateOptions = {},
  ): SecretKey {
    const { program, wrap } = decapsulating(this.context, this, keyType, ciphertext, options);
    return wrap(this.context.runner.runSync('decapsulateKeySync', program, options)) as SecretKey;
  }

  /**
   * The public key: the one on the token with the same id or of the same key; else an object of this session, made of
   * what the private key's attributes or a certificate with its id tell. Undefined where nothing tells it.
   */
  async getPublicKey(options?: CallOptions): Promise<PublicKey | undefined> {
    return runWithFormats(
      this.context,
      'getPublicKey',
      findingPublicKey(this.context, this),
      callOptions('getPublicKey', options),
    );
  }

  getPublicKeySync(): PublicKey | undefined {
    return runWithFormatsSync(this.context, 'getPublicKeySync', findingPublicKey(this.context, this));
  }

  /** The certificates of the key on the token: those with its id or, failing that, those of the same public key. */
  async getCertificates(options?: CallOptions): Promise<Certificate[]> {
    return runWithFormats(
      this.context,
      'getCertificates',
      findingCertificates(this.context, this),
      callOptions('getCertificates', options),
    );
  }

  getCertificatesSync(): Certificate[] {
    return runWithFormatsSync(this.context, 'getCertificatesSync', findingCertificates(this.context, this));
  }
}
