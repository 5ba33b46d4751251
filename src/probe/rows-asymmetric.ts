import { createHash, verify } from 'node:crypto';
import {
  creatingParameters,
  derivingDh,
  derivingEcdh,
  generatingFromParameters,
  generatingParameters,
  pairFromParameters,
} from './agreement.ts';
import {
  cipheringRsa,
  EC,
  generatingPair,
  OAEP_SHA1,
  outsideOf,
  PKCS1,
  RSA,
  signing,
  verifies,
  wrappingRsa,
} from './asymmetric.ts';
import type { Row } from './trial.ts';

/** DigestInfo of SHA-256 (RFC 8017 §9.2), for the mechanism that pads whatever it gets. */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

const CURVES = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1', secp256k1: 'secp256k1' };

export const DOMAIN_PARAMETERS_ROW: Row = {
  group: 'Create/Copy',
  name: 'Domain parameters',
  trials: [creatingParameters('DSA'), creatingParameters('DH')],
};

export const ASYMMETRIC_ROWS: readonly Row[] = [
  {
    group: 'RSA',
    name: 'Generate key pair',
    trials: [
      generatingPair(
        '2048 bits',
        'RSA_PKCS_KEY_PAIR_GEN',
        RSA,
        (key) => key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2048,
      ),
    ],
  },
  {
    group: 'RSA',
    name: 'Encrypt/Decrypt',
    trials: [
      cipheringRsa('RSA_PKCS_OAEP', { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA_1' }, OAEP_SHA1),
      cipheringRsa('RSA_PKCS', { mechanism: 'RSA_PKCS' }, PKCS1),
    ],
  },
  {
    group: 'RSA',
    name: 'Wrap/Unwrap',
    trials: [
      wrappingRsa('RSA_PKCS_OAEP', { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA_1' }, OAEP_SHA1),
      wrappingRsa('RSA_PKCS', { mechanism: 'RSA_PKCS' }, PKCS1),
    ],
  },
  {
    group: 'RSA',
    name: 'Sign/Verify',
    trials: [
      signing({
        ...RSA,
        options: { mechanism: 'SHA256_RSA_PKCS' },
        outside: verifies(),
      }),
      signing({
        ...RSA,
        options: { mechanism: 'RSA_PKCS' },
        input: (data) => Buffer.concat([DIGEST_INFO, sha256(data)]),
        outside: verifies(),
      }),
    ],
  },
  {
    group: 'DSA',
    name: 'Generate parameters',
    trials: [generatingParameters('DSA', 'DSA_PARAMETER_GEN', 1024)],
  },
  { group: 'DSA', name: 'Generate key pair', trials: [generatingFromParameters('DSA')] },
  {
    group: 'DSA',
    name: 'Sign/Verify',
    trials: [
      signing({
        pair: (bench) => pairFromParameters(bench, 'DSA'),
        keyType: 'DSA',
        options: { mechanism: 'DSA_SHA256' },
        outside: verifies({ dsaEncoding: 'ieee-p1363' }),
      }),
      signing({
        pair: (bench) => pairFromParameters(bench, 'DSA'),
        keyType: 'DSA',
        options: { mechanism: 'DSA' },
        input: sha256,
        outside: verifies({ dsaEncoding: 'ieee-p1363' }),
      }),
    ],
  },
  {
    group: 'DH',
    name: 'Generate parameters',
    trials: [generatingParameters('DH', 'DH_PKCS_PARAMETER_GEN', 512)],
  },
  { group: 'DH', name: 'Generate key pair', trials: [generatingFromParameters('DH')] },
  {
    group: 'DH',
    name: 'Derive key',
    trials: [
      derivingDh('the whole secret', 'GENERIC_SECRET', 2048),
      derivingDh('an AES key of 128 bits', 'AES', 128),
    ],
  },
  {
    group: 'EC',
    name: 'Generate key pair',
    trials: Object.entries(CURVES).map(([curve, namedCurve]) =>
      generatingPair(
        curve,
        'EC_KEY_PAIR_GEN',
        { keyType: 'EC', make: { curve } },
        (key) => key.asymmetricKeyDetails?.namedCurve === namedCurve,
      ),
    ),
  },
  {
    group: 'EC',
    name: 'Sign/Verify (ECDSA)',
    trials: [
      signing({
        ...EC,
        options: { mechanism: 'ECDSA_SHA256' },
        outside: verifies({ dsaEncoding: 'ieee-p1363' }),
      }),
      signing({
        ...EC,
        options: { mechanism: 'ECDSA' },
        input: sha256,
        outside: verifies({ dsaEncoding: 'ieee-p1363' }),
      }),
      signing({
        ...EC,
        name: 'in DER',
        options: { mechanism: 'ECDSA_SHA256', format: 'der' },
        outside: (pair, data, signature) => verify('sha256', data, outsideOf(pair), signature),
      }),
    ],
  },
  { group: 'EC', name: 'Derive key (ECDH)', trials: [derivingEcdh] },
];
