import { CKP } from '../spec/constants.ts';

/** A parameter set of FIPS 203, 204 or 205, with the sizes of its keys in bytes. */
export interface ParameterSet {
  /** As FIPS and JOSE write it. */
  readonly name: string;
  readonly keyType: 'ML_DSA' | 'ML_KEM' | 'SLH_DSA';
  /** CKA_PARAMETER_SET. */
  readonly number: number;
  readonly oid: string;
  readonly publicBytes: number;
  /** CKA_VALUE of a private key, FIPS's private or decapsulation key. */
  readonly privateBytes: number;
  /** CKA_SEED; 0 where keys have none. */
  readonly seedBytes: number;
}

/** NIST's arc for algorithms: RFC 9881 and RFC 9909 (signatures), RFC 9935 (key encapsulation). */
const SIGNATURES = '2.16.840.1.101.3.4.3';
const ENCAPSULATION = '2.16.840.1.101.3.4.4';

function mlDsa(level: 44 | 65 | 87, arc: number, publicBytes: number, privateBytes: number): ParameterSet {
  return {
    name: `ML-DSA-${level}`,
    keyType: 'ML_DSA',
    number: CKP[`ML_DSA_${level}`],
    oid: `${SIGNATURES}.${arc}`,
    publicBytes,
    privateBytes,
    seedBytes: 32,
  };
}

function mlKem(size: 512 | 768 | 1024, arc: number, publicBytes: number, privateBytes: number): ParameterSet {
  return {
    name: `ML-KEM-${size}`,
    keyType: 'ML_KEM',
    number: CKP[`ML_KEM_${size}`],
    oid: `${ENCAPSULATION}.${arc}`,
    publicBytes,
    privateBytes,
    seedBytes: 64,
  };
}

function slhDsa(hash: 'SHA2' | 'SHAKE', bits: 128 | 192 | 256, kind: 's' | 'f', arc: number): ParameterSet {
  return {
    name: `SLH-DSA-${hash}-${bits}${kind}`,
    keyType: 'SLH_DSA',
    number: CKP[`SLH_DSA_${hash}_${bits}${kind === 's' ? 'S' : 'F'}`],
    oid: `${SIGNATURES}.${arc}`,
    publicBytes: bits / 4,
    privateBytes: bits / 2,
    seedBytes: 0,
  };
}

export const PARAMETER_SETS: readonly ParameterSet[] = [
  mlDsa(44, 17, 1312, 2560),
  mlDsa(65, 18, 1952, 4032),
  mlDsa(87, 19, 2592, 4896),
  mlKem(512, 1, 800, 1632),
  mlKem(768, 2, 1184, 2400),
  mlKem(1024, 3, 1568, 3168),
  slhDsa('SHA2', 128, 's', 20),
  slhDsa('SHA2', 128, 'f', 21),
  slhDsa('SHA2', 192, 's', 22),
  slhDsa('SHA2', 192, 'f', 23),
  slhDsa('SHA2', 256, 's', 24),
  slhDsa('SHA2', 256, 'f', 25),
  slhDsa('SHAKE', 128, 's', 26),
  slhDsa('SHAKE', 128, 'f', 27),
  slhDsa('SHAKE', 192, 's', 28),
  slhDsa('SHAKE', 192, 'f', 29),
  slhDsa('SHAKE', 256, 's', 30),
  slhDsa('SHAKE', 256, 'f', 31),
];
