/**
 * Structures that the ASN.1 packages in use do not have: RFC 3279 (DSA and Diffie-Hellman), PKCS #3, RFC 5958, RFC 8018
 * and RFC 7914 (password-based encryption), and a certificate whose names stay as they were encoded.
 */
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extensions, Validity } from '@peculiar/asn1-x509';
/** RFC 3279 §2.3.2, Dss-Parms. */
export declare class DssParameters {
    p: ArrayBuffer;
    q: ArrayBuffer;
    g: ArrayBuffer;
}
/** PKCS #3 §9, DHParameter. */
export declare class DhParameters {
    p: ArrayBuffer;
    g: ArrayBuffer;
    privateValueLength: number | undefined;
}
declare class ValidationParameters {
    seed: ArrayBuffer;
    pgenCounter: ArrayBuffer;
}
/** RFC 3279 §2.3.3, DomainParameters of X9.42. */
export declare class X942Parameters {
    p: ArrayBuffer;
    g: ArrayBuffer;
    q: ArrayBuffer;
    j: ArrayBuffer | undefined;
    validation: ValidationParameters | undefined;
}
/** RFC 5958 §3. */
export declare class EncryptedPrivateKey {
    algorithm: AlgorithmIdentifier;
    encryptedData: OctetString;
}
/** RFC 8018 §A.4, PBES2-params. */
export declare class Pbes2Parameters {
    keyDerivation: AlgorithmIdentifier;
    encryption: AlgorithmIdentifier;
}
/** RFC 8018 §A.2; the pseudo-random function is HMAC-SHA-1 if there is none. */
export declare class Pbkdf2Parameters {
    salt: OctetString;
    iterations: number;
    keyLength: number | undefined;
    prf: AlgorithmIdentifier | undefined;
}
/** RFC 7914 §7.1. */
export declare class ScryptParameters {
    salt: OctetString;
    cost: number;
    blockSize: number;
    parallelization: number;
    keyLength: number | undefined;
}
/** RFC 8018 §A.3 and RFC 7292 §C: the parameters of PBES1 and of PKCS #12's encryption. */
export declare class PbeParameters {
    salt: OctetString;
    iterations: number;
}
/** RFC 5280 §4.1; names, serial number and key in the encoding they have. */
export declare class TbsCertificate {
    version: number;
    serialNumber: ArrayBuffer;
    signature: ArrayBuffer;
    issuer: ArrayBuffer;
    validity: Validity;
    subject: ArrayBuffer;
    subjectPublicKeyInfo: ArrayBuffer;
    issuerUniqueId: ArrayBuffer | undefined;
    subjectUniqueId: ArrayBuffer | undefined;
    extensions: Extensions | undefined;
}
export declare class X509 {
    tbsCertificate: TbsCertificate;
    signatureAlgorithm: ArrayBuffer;
    signature: ArrayBuffer;
}
export {};
