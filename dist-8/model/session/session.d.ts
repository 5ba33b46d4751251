import { type BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type CallOptions } from '../../core/limits.js';
import type { CertificateInput } from '../../formats/x509.js';
import type { Ulong } from '../../native/abi.js';
import { type ImportedKey, type ImportKeyOptions, type KeyInput } from '../interchange/importing.js';
import { type ImportCertificateOptions } from '../interchange/importing-certificates.js';
import { type GenerateKeyAndIvOptions, type GenerateKeyOptions, type GenerateKeyPairOptions, type GenerateParametersOptions, type KeyAndIv } from '../keys/generation.js';
import type { GeneratedKey, KeyPair } from '../keys/key-types.js';
import type { Certificate } from '../objects/certificate.js';
import type { Bytes } from '../objects/data.js';
import type { DomainParameters } from '../objects/domain-parameters.js';
import { SessionOperations } from './session-operations.js';
/**
 * A session with a token: what its objects are found, made and used through. Any number of its methods may run at
 * once; they share its lanes, the native sessions it owns.
 */
export declare class Session extends SessionOperations {
    #private;
    /** Random bytes from the token; `length` is in bytes. */
    generateRandom(length: number, options?: CallOptions): Promise<Bytes>;
    generateRandomSync(length: number): Bytes;
    /** Mixes bytes into the token's random generator. */
    seedRandom(seed: BytesLike, options?: CallOptions): Promise<void>;
    seedRandomSync(seed: BytesLike): void;
    /** Generates a secret key. Unless told otherwise it is a session key, sensitive and not extractable. */
    generateKey<T extends KeyTypeName | Ulong>(keyType: T, options?: GenerateKeyOptions & CallOptions): Promise<GeneratedKey<T>>;
    generateKeySync<T extends KeyTypeName | Ulong>(keyType: T, options?: GenerateKeyOptions): GeneratedKey<T>;
    /** Makes a key and an initialisation vector from a password: the PBE mechanisms of PKCS #5 and #12. */
    generateKeyAndIv(keyType: KeyTypeName | Ulong, options: GenerateKeyAndIvOptions & CallOptions): Promise<KeyAndIv>;
    generateKeyAndIvSync(keyType: KeyTypeName | Ulong, options: GenerateKeyAndIvOptions): KeyAndIv;
    /** Generates a key pair: `bits` for RSA, DSA and DH, `curve` for EC, EC_EDWARDS and EC_MONTGOMERY. */
    generateKeyPair<T extends KeyTypeName | Ulong>(keyType: T, options?: GenerateKeyPairOptions & CallOptions): Promise<KeyPair<T>>;
    generateKeyPairSync<T extends KeyTypeName | Ulong>(keyType: T, options?: GenerateKeyPairOptions): KeyPair<T>;
    /**
     * Puts a key on the token: PEM (also a bundle with certificates), DER, a JWK, a `KeyObject` or `CryptoKey`, or with
     * `keyType` the bytes of a secret key. Unless told otherwise it is a session key, sensitive and not extractable; a
     * private key brings its public key along, and all get the same id, by default the hash of the public key.
     * @throws FormatError (`ERR_FORMAT`) for what is in none of the formats
     */
    importKey<const O extends ImportKeyOptions>(input: KeyInput, options?: O & CallOptions): Promise<ImportedKey<O>>;
    importKeySync<const O extends ImportKeyOptions>(input: KeyInput, options?: O): ImportedKey<O>;
    /** Puts a certificate on the token, the first of the input; `extended` sets all the attributes that it tells. */
    importCertificate(input: CertificateInput, options?: ImportCertificateOptions & CallOptions): Promise<Certificate>;
    importCertificateSync(input: CertificateInput, options?: ImportCertificateOptions): Certificate;
    /** Has the token make domain parameters for DSA or DH. Large primes take minutes. */
    generateDomainParameters<T extends KeyTypeName>(keyType: T, options: GenerateParametersOptions & CallOptions): Promise<DomainParameters<T>>;
    generateDomainParametersSync<T extends KeyTypeName>(keyType: T, options: GenerateParametersOptions): DomainParameters<T>;
}
