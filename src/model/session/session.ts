import { generateRandom, seedRandom } from '../../calls/random.ts';
import { type BytesLike, describe, toBytes } from '../../codec/bytes.ts';
import type { KeyTypeName } from '../../codec/names.ts';
import { type CallOptions, callOptions } from '../../core/limits.ts';
import type { CertificateInput } from '../../formats/x509.ts';
import type { Ulong } from '../../native/abi.ts';
import { runWithFormats, runWithFormatsSync } from '../formats-loader.ts';
import {
  type ImportedKey,
  type ImportKeyOptions,
  importing,
  type KeyInput,
} from '../interchange/importing.ts';
import {
  type ImportCertificateOptions,
  importingCertificate,
} from '../interchange/importing-certificates.ts';
import {
  type GenerateKeyAndIvOptions,
  type GenerateKeyOptions,
  type GenerateKeyPairOptions,
  type GenerateParametersOptions,
  generatingKey,
  generatingKeyAndIv,
  generatingKeyPair,
  generatingParameters,
  type KeyAndIv,
  type MadeParameters,
} from '../keys/generation.ts';
import type { GeneratedKey, KeyPair } from '../keys/key-types.ts';
import type { Certificate } from '../objects/certificate.ts';
import type { Bytes } from '../objects/data.ts';
import type { DomainParameters } from '../objects/domain-parameters.ts';
import { SessionOperations } from './session-operations.ts';

/**
 * A session with a token: what its objects are found, made and used through. Any number of its methods may run at
 * once; they share its lanes, the native sessions it owns.
 */
export class Session extends SessionOperations {
  /** Random bytes from the token; `length` is in bytes. */
  async generateRandom(length: number, options?: CallOptions): Promise<Bytes> {
    assertLength('generateRandom', length);
    return this.runner.run(
      'generateRandom',
      (arena) => generateRandom(arena, length),
      callOptions('generateRandom', options),
    );
  }

  generateRandomSync(length: number): Bytes {
    assertLength('generateRandomSync', length);
    return this.runner.runSync('generateRandomSync', (arena) => generateRandom(arena, length));
  }

  /** Mixes bytes into the token's random generator. */
  async seedRandom(seed: BytesLike, options?: CallOptions): Promise<void> {
    return this.runner.run(
      'seedRandom',
      (arena) => seedRandom(arena, toBytes('seed', seed)),
      callOptions('seedRandom', options),
    );
  }

  seedRandomSync(seed: BytesLike): void {
    this.runner.runSync('seedRandomSync', (arena) => seedRandom(arena, toBytes('seed', seed)));
  }

  /** Generates a secret key. Unless told otherwise it is a session key, sensitive and not extractable. */
  async generateKey<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyOptions & CallOptions = {},
  ): Promise<GeneratedKey<T>> {
    const key = await this.runner.run('generateKey', generatingKey(this.context, keyType, options), options);
    return key as GeneratedKey<T>;
  }

  generateKeySync<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyOptions = {},
  ): GeneratedKey<T> {
    const key = this.runner.runSync(
      'generateKeySync',
      generatingKey(this.context, keyType, options),
      options,
    );
    return key as GeneratedKey<T>;
  }

  /** Makes a key and an initialisation vector from a password: the PBE mechanisms of PKCS #5 and #12. */
  async generateKeyAndIv(
    keyType: KeyTypeName | Ulong,
    options: GenerateKeyAndIvOptions & CallOptions,
  ): Promise<KeyAndIv> {
    return this.runner.run('generateKeyAndIv', generatingKeyAndIv(this.context, keyType, options), options);
  }

  generateKeyAndIvSync(keyType: KeyTypeName | Ulong, options: GenerateKeyAndIvOptions): KeyAndIv {
    return this.runner.runSync(
      'generateKeyAndIvSync',
      generatingKeyAndIv(this.context, keyType, options),
      options,
    );
  }

  /** Generates a key pair: `bits` for RSA, DSA and DH, `curve` for EC, EC_EDWARDS and EC_MONTGOMERY. */
  async generateKeyPair<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyPairOptions & CallOptions = {},
  ): Promise<KeyPair<T>> {
    const pair = await this.runner.run(
      'generateKeyPair',
      generatingKeyPair(this.context, keyType, options),
      options,
    );
    return pair as unknown as KeyPair<T>;
  }

  generateKeyPairSync<T extends KeyTypeName | Ulong>(
    keyType: T,
    options: GenerateKeyPairOptions = {},
  ): KeyPair<T> {
    const program = generatingKeyPair(this.context, keyType, options);
    return this.runner.runSync('generateKeyPairSync', program, options) as unknown as KeyPair<T>;
  }

  /**
   * Puts a key on the token: PEM (also a bundle with certificates), DER, a JWK, a `KeyObject` or `CryptoKey`, or with
   * `keyType` the bytes of a secret key. Unless told otherwise it is a session key, sensitive and not extractable; a
   * private key brings its public key along, and all get the same id, by default the hash of the public key.
   * @throws FormatError (`ERR_FORMAT`) for what is in none of the formats
   */
  async importKey<const O extends ImportKeyOptions>(
    input: KeyInput,
    options: O & CallOptions = {} as O,
  ): Promise<ImportedKey<O>> {
    const { later, over } = importing(this.context, input, options);
    return runWithFormats(this.context, 'importKey', later, options, over);
  }

  importKeySync<const O extends ImportKeyOptions>(input: KeyInput, options: O = {} as O): ImportedKey<O> {
    const { now, over } = importing(this.context, input, options);
    return runWithFormatsSync(this.context, 'importKeySync', now, options, over);
  }

  /** Puts a certificate on the token, the first of the input; `extended` sets all the attributes that it tells. */
  async importCertificate(
    input: CertificateInput,
    options: ImportCertificateOptions & CallOptions = {},
  ): Promise<Certificate> {
    const program = importingCertificate(this.context, input, options);
    return runWithFormats(this.context, 'importCertificate', program, options);
  }

  importCertificateSync(input: CertificateInput, options: ImportCertificateOptions = {}): Certificate {
    const program = importingCertificate(this.context, input, options);
    return runWithFormatsSync(this.context, 'importCertificateSync', program, options);
  }

  /** Has the token make domain parameters for DSA or DH. Large primes take minutes. */
  async generateDomainParameters<T extends KeyTypeName>(
    keyType: T,
    options: GenerateParametersOptions & CallOptions,
  ): Promise<DomainParameters<T>> {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, await this.runner.run('generateDomainParameters', program, options));
  }

  generateDomainParametersSync<T extends KeyTypeName>(
    keyType: T,
    options: GenerateParametersOptions,
  ): DomainParameters<T> {
    const program = generatingParameters(this.context, keyType, options);
    return this.#parameters(keyType, this.runner.runSync('generateDomainParametersSync', program, options));
  }

  #parameters<T extends KeyTypeName>(keyType: T, { handle, seed }: MadeParameters): DomainParameters<T> {
    const parameters = this.context.wrap(handle, { objectClass: 'DOMAIN_PARAMETERS', keyType });
    return Object.assign(parameters as DomainParameters<T>, { seed });
  }
}

/** More random bytes than anyone asks of a token in one call. */
const MOST_RANDOM = 1 << 26;

function assertLength(method: string, length: unknown): asserts length is number {
  if (typeof length !== 'number')
    throw new TypeError(`${method}: length: expected bytes as a number, got ${describe(length)}`);
  if (!Number.isInteger(length) || length < 0 || length > MOST_RANDOM) {
    throw new RangeError(`${method}: length: expected an integer from 0 to ${MOST_RANDOM}, got ${length}`);
  }
}
