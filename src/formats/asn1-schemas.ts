/**
 * Structures that the ASN.1 packages in use do not have: RFC 3279 (DSA and Diffie-Hellman), PKCS #3, RFC 5958, RFC 8018
 * and RFC 7914 (password-based encryption), and a certificate whose names stay as they were encoded.
 */
import { AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extensions, Validity } from '@peculiar/asn1-x509';
import { BIG_INTEGER, type FieldOptions } from './der.ts';

/** What the packages' decorators do, for a compiler that only erases types. */
function fields<T extends object>(
  type: new () => T,
  options: { readonly [K in keyof T]-?: FieldOptions },
): void {
  for (const [name, each] of Object.entries<FieldOptions>(options)) AsnProp(each)(type.prototype, name);
}

const INTEGER = { type: AsnPropTypes.Integer };
const BIT_STRING = { type: AsnPropTypes.BitString };
const ANY = { type: AsnPropTypes.Any };
const ALGORITHM = { type: AlgorithmIdentifier };
const OCTETS = { type: OctetString };

/** RFC 3279 §2.3.2, Dss-Parms. */
export class DssParameters {
  p: ArrayBuffer = new ArrayBuffer(0);
  q: ArrayBuffer = new ArrayBuffer(0);
  g: ArrayBuffer = new ArrayBuffer(0);
}
fields(DssParameters, { p: BIG_INTEGER, q: BIG_INTEGER, g: BIG_INTEGER });

/** PKCS #3 §9, DHParameter. */
export class DhParameters {
  p: ArrayBuffer = new ArrayBuffer(0);
  g: ArrayBuffer = new ArrayBuffer(0);
  privateValueLength: number | undefined;
}
fields(DhParameters, {
  p: BIG_INTEGER,
  g: BIG_INTEGER,
  privateValueLength: { ...INTEGER, optional: true },
});

class ValidationParameters {
  seed: ArrayBuffer = new ArrayBuffer(0);
  pgenCounter: ArrayBuffer = new ArrayBuffer(0);
}
fields(ValidationParameters, { seed: BIT_STRING, pgenCounter: BIG_INTEGER });

/** RFC 3279 §2.3.3, DomainParameters of X9.42. */
export class X942Parameters {
  p: ArrayBuffer = new ArrayBuffer(0);
  g: ArrayBuffer = new ArrayBuffer(0);
  q: ArrayBuffer = new ArrayBuffer(0);
  j: ArrayBuffer | undefined;
  validation: ValidationParameters | undefined;
}
fields(X942Parameters, {
  p: BIG_INTEGER,
  g: BIG_INTEGER,
  q: BIG_INTEGER,
  j: { ...BIG_INTEGER, optional: true },
  validation: { type: ValidationParameters, optional: true },
});

/** RFC 5958 §3. */
export class EncryptedPrivateKey {
  algorithm: AlgorithmIdentifier = new AlgorithmIdentifier();
  encryptedData: OctetString = new OctetString();
}
fields(EncryptedPrivateKey, { algorithm: ALGORITHM, encryptedData: OCTETS });

/** RFC 8018 §A.4, PBES2-params. */
export class Pbes2Parameters {
  keyDerivation: AlgorithmIdentifier = new AlgorithmIdentifier();
  encryption: AlgorithmIdentifier = new AlgorithmIdentifier();
}
fields(Pbes2Parameters, { keyDerivation: ALGORITHM, encryption: ALGORITHM });

/** RFC 8018 §A.2; the pseudo-random function is HMAC-SHA-1 if there is none. */
export class Pbkdf2Parameters {
  salt: OctetString = new OctetString();
  iterations = 0;
  keyLength: number | undefined;
  prf: AlgorithmIdentifier | undefined;
}
fields(Pbkdf2Parameters, {
  salt: OCTETS,
  iterations: INTEGER,
  keyLength: { ...INTEGER, optional: true },
  prf: { ...ALGORITHM, optional: true },
});

/** RFC 7914 §7.1. */
export class ScryptParameters {
  salt: OctetString = new OctetString();
  cost = 0;
  blockSize = 0;
  parallelization = 0;
  keyLength: number | undefined;
}
fields(ScryptParameters, {
  salt: OCTETS,
  cost: INTEGER,
  blockSize: INTEGER,
  parallelization: INTEGER,
  keyLength: { ...INTEGER, optional: true },
});

/** RFC 8018 §A.3 and RFC 7292 §C: the parameters of PBES1 and of PKCS #12's encryption. */
export class PbeParameters {
  salt: OctetString = new OctetString();
  iterations = 0;
}
fields(PbeParameters, { salt: OCTETS, iterations: INTEGER });

/** RFC 5280 §4.1; names, serial number and key in the encoding they have. */
export class TbsCertificate {
  version = 0;
  serialNumber: ArrayBuffer = new ArrayBuffer(0);
  signature: ArrayBuffer = new ArrayBuffer(0);
  issuer: ArrayBuffer = new ArrayBuffer(0);
  validity: Validity = new Validity();
  subject: ArrayBuffer = new ArrayBuffer(0);
  subjectPublicKeyInfo: ArrayBuffer = new ArrayBuffer(0);
  issuerUniqueId: ArrayBuffer | undefined;
  subjectUniqueId: ArrayBuffer | undefined;
  extensions: Extensions | undefined;
}
fields(TbsCertificate, {
  version: { ...INTEGER, context: 0, defaultValue: 0 },
  serialNumber: ANY,
  signature: ANY,
  issuer: ANY,
  validity: { type: Validity },
  subject: ANY,
  subjectPublicKeyInfo: ANY,
  issuerUniqueId: { ...BIT_STRING, context: 1, implicit: true, optional: true },
  subjectUniqueId: { ...BIT_STRING, context: 2, implicit: true, optional: true },
  extensions: { type: Extensions, context: 3, optional: true },
});

export class X509 {
  tbsCertificate: TbsCertificate = new TbsCertificate();
  signatureAlgorithm: ArrayBuffer = new ArrayBuffer(0);
  signature: ArrayBuffer = new ArrayBuffer(0);
}
fields(X509, { tbsCertificate: { type: TbsCertificate }, signatureAlgorithm: ANY, signature: BIT_STRING });
