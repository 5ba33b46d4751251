import { createHash, createHmac, hkdfSync } from 'node:crypto';
import {
  type BlockCipher,
  cbcMac,
  cmac,
  encrypted,
  padded,
  sealed,
  wrapped,
  wrappedWithPadding,
} from './outside.ts';
import { authenticating, ciphering, DATA, derivingSecret, generating, TEXT, wrapping } from './symmetric.ts';
import type { Row, Trial } from './trial.ts';

const IV8 = Buffer.from('0001020304050607', 'hex');
const IV16 = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const NONCE = IV16.subarray(0, 12);
const ADDITIONAL = Buffer.from('header');

const AES = { keyType: 'AES', bits: 256 } as const;
const AES_BLOCK: BlockCipher = { ecb: 'aes-256-ecb', block: 16 };
const GENERIC = { keyType: 'GENERIC_SECRET', bits: 256 } as const;

/** Two-key and three-key DES share their mechanisms. */
function tripleDes(keyType: 'DES2' | 'DES3', bits: 128 | 192, name: 'des-ede' | 'des-ede3') {
  const key = { keyType, bits };
  // OpenSSL's name of two-key or three-key DES in ECB mode.
  const block: BlockCipher = { ecb: name, block: 8 };
  const named = (trial: Trial): Trial => ({ ...trial, name: `${keyType}: ${trial.name}` });
  return {
    generate: [generating(keyType, bits, `${keyType}_KEY_GEN`, { mechanism: 'DES3_ECB', outside: name })].map(
      named,
    ),
    encrypt: [
      ciphering({
        ...key,
        options: { mechanism: 'DES3_ECB' },
        outside: (k, d) => encrypted(name, k, null, d),
      }),
      ciphering({
        ...key,
        options: { mechanism: 'DES3_CBC', iv: IV8 },
        outside: (k, d) => encrypted(`${name}-cbc`, k, IV8, d),
      }),
      ciphering({
        ...key,
        options: { mechanism: 'DES3_CBC_PAD', iv: IV8 },
        data: TEXT,
        outside: (k, d) => padded(`${name}-cbc`, k, IV8, d),
      }),
    ].map(named),
    wrap: [
      wrapping({
        ...key,
        options: { mechanism: 'DES3_ECB' },
        outside: (k, d) => encrypted(name, k, null, d),
      }),
      wrapping({
        ...key,
        options: { mechanism: 'DES3_CBC', iv: IV8 },
        outside: (k, d) => encrypted(`${name}-cbc`, k, IV8, d),
      }),
      wrapping({
        ...key,
        options: { mechanism: 'DES3_CBC_PAD', iv: IV8 },
        outside: (k, d) => padded(`${name}-cbc`, k, IV8, d),
      }),
    ].map(named),
    sign: [
      authenticating({ ...key, options: { mechanism: 'DES3_CMAC' }, outside: (k, d) => cmac(block, k, d) }),
      authenticating({ ...key, options: { mechanism: 'DES3_MAC' }, outside: (k, d) => cbcMac(block, k, d) }),
    ].map(named),
    derive: [
      derivingSecret({
        ...key,
        options: { mechanism: 'DES3_ECB_ENCRYPT_DATA', data: DATA.subarray(0, 16) },
        outside: (k) => encrypted(name, k, null, DATA.subarray(0, 16)),
      }),
      derivingSecret({
        ...key,
        options: { mechanism: 'DES3_CBC_ENCRYPT_DATA', iv: IV8, data: DATA.subarray(0, 16) },
        outside: (k) => encrypted(`${name}-cbc`, k, IV8, DATA.subarray(0, 16)),
      }),
    ].map(named),
  };
}

const DES2 = tripleDes('DES2', 128, 'des-ede');
const DES3 = tripleDes('DES3', 192, 'des-ede3');

export const SYMMETRIC_ROWS: readonly Row[] = [
  {
    group: 'AES',
    name: 'Generate key',
    trials: [128, 192, 256].map((bits) =>
      generating('AES', bits, 'AES_KEY_GEN', { mechanism: 'AES_ECB', outside: `aes-${bits}-ecb` }),
    ),
  },
  {
    group: 'AES',
    name: 'Encrypt/Decrypt',
    trials: [
      ciphering({
        ...AES,
        options: { mechanism: 'AES_ECB' },
        outside: (k, d) => encrypted('aes-256-ecb', k, null, d),
      }),
      ciphering({
        ...AES,
        options: { mechanism: 'AES_CBC', iv: IV16 },
        outside: (k, d) => encrypted('aes-256-cbc', k, IV16, d),
      }),
      ciphering({
        ...AES,
        options: { mechanism: 'AES_CBC_PAD', iv: IV16 },
        data: TEXT,
        outside: (k, d) => padded('aes-256-cbc', k, IV16, d),
      }),
    ],
  },
  {
    group: 'AES',
    name: 'Wrap/Unwrap',
    trials: [
      wrapping({ ...AES, options: { mechanism: 'AES_KEY_WRAP' }, outside: wrapped }),
      wrapping({
        ...AES,
        options: { mechanism: 'AES_ECB' },
        outside: (k, d) => encrypted('aes-256-ecb', k, null, d),
      }),
      wrapping({
        ...AES,
        options: { mechanism: 'AES_CBC', iv: IV16 },
        outside: (k, d) => encrypted('aes-256-cbc', k, IV16, d),
      }),
      wrapping({
        ...AES,
        options: { mechanism: 'AES_CBC_PAD', iv: IV16 },
        outside: (k, d) => padded('aes-256-cbc', k, IV16, d),
      }),
    ],
  },
  {
    group: 'AES',
    name: 'Sign/Verify',
    trials: [
      authenticating({
        ...AES,
        options: { mechanism: 'AES_CMAC' },
        outside: (k, d) => cmac(AES_BLOCK, k, d),
      }),
      authenticating({
        ...AES,
        options: { mechanism: 'AES_MAC' },
        outside: (k, d) => cbcMac(AES_BLOCK, k, d),
      }),
    ],
  },
  {
    group: 'AES',
    name: 'Derive key',
    trials: [
      derivingSecret({
        ...AES,
        options: { mechanism: 'AES_ECB_ENCRYPT_DATA', data: DATA.subarray(0, 16) },
        outside: (k) => encrypted('aes-256-ecb', k, null, DATA.subarray(0, 16)),
      }),
      derivingSecret({
        ...AES,
        options: { mechanism: 'AES_CBC_ENCRYPT_DATA', iv: IV16, data: DATA.subarray(0, 16) },
        outside: (k) => encrypted('aes-256-cbc', k, IV16, DATA.subarray(0, 16)),
      }),
    ],
  },
  { group: 'DES2/DES3', name: 'Generate key', trials: [...DES2.generate, ...DES3.generate] },
  { group: 'DES2/DES3', name: 'Encrypt/Decrypt', trials: [...DES2.encrypt, ...DES3.encrypt] },
  { group: 'DES2/DES3', name: 'Wrap/Unwrap', trials: [...DES2.wrap, ...DES3.wrap] },
  { group: 'DES2/DES3', name: 'Sign/Verify', trials: [...DES2.sign, ...DES3.sign] },
  { group: 'DES2/DES3', name: 'Derive key', trials: [...DES2.derive, ...DES3.derive] },
];

/** What is newer than python-pkcs11's table. */
export const MORE_SYMMETRIC_ROWS: readonly Row[] = [
  {
    group: 'More ciphers',
    name: 'AES-CTR',
    trials: [
      ...(
        [
          ['whole blocks', DATA, 128],
          ['parts of a block', TEXT, 128],
          ['a counter of 32 bits', DATA, 32],
        ] as const
      ).map(([name, data, counterBits]) =>
        ciphering({
          ...AES,
          name,
          options: { mechanism: 'AES_CTR', iv: IV16, counterBits },
          data,
          outside: (k, d) => encrypted('aes-256-ctr', k, IV16, d),
        }),
      ),
    ],
  },
  {
    group: 'More ciphers',
    name: 'AES-GCM',
    trials: [
      ciphering({
        ...AES,
        options: { mechanism: 'AES_GCM', iv: NONCE, additionalData: ADDITIONAL, tagBits: 128 },
        data: TEXT,
        outside: (k, d) => sealed('aes-256-gcm', k, NONCE, ADDITIONAL, d),
        authenticated: true,
      }),
    ],
  },
  {
    group: 'More ciphers',
    name: 'AES-CCM',
    trials: [
      ciphering({
        ...AES,
        options: {
          mechanism: 'AES_CCM',
          iv: NONCE,
          dataLength: TEXT.byteLength,
          additionalData: ADDITIONAL,
          tagBits: 128,
        },
        data: TEXT,
        outside: (k, d) => sealed('aes-256-ccm', k, NONCE, ADDITIONAL, d),
        authenticated: true,
      }),
    ],
  },
  {
    group: 'More ciphers',
    name: 'ChaCha20-Poly1305',
    trials: [
      ciphering({
        keyType: 'CHACHA20',
        bits: 256,
        options: { mechanism: 'CHACHA20_POLY1305', iv: NONCE, additionalData: ADDITIONAL },
        data: TEXT,
        outside: (k, d) => sealed('chacha20-poly1305', k, NONCE, ADDITIONAL, d),
        authenticated: true,
      }),
    ],
  },
  {
    group: 'More ciphers',
    name: 'AES key wrap with padding (KWP)',
    trials: [
      wrapping({ ...AES, options: { mechanism: 'AES_KEY_WRAP_KWP' }, outside: wrappedWithPadding }),
      wrapping({
        ...AES,
        options: { mechanism: 'AES_KEY_WRAP_PAD' },
        outside: wrappedWithPadding,
        or: ([8, 16] as const).map((block) => ({
          detail: `AES_KEY_WRAP_PAD pads as PKCS #7, to ${block} bytes`,
          outside: (kek, key) => wrapped(kek, Buffer.concat([key, Buffer.alloc(block, block)])),
        })),
      }),
    ],
  },
  {
    group: 'More MACs and derivations',
    name: 'HMAC',
    trials: (['SHA_1', 'SHA256', 'SHA384', 'SHA512'] as const).map((hash) =>
      authenticating({
        // Some tokens want a key as long as the hash.
        keyType: 'GENERIC_SECRET',
        bits: 512,
        options: { mechanism: `${hash}_HMAC` },
        outside: (k, d) => createHmac(hash.replace('_', ''), k).update(d).digest(),
      }),
    ),
  },
  {
    group: 'More MACs and derivations',
    name: 'HKDF',
    trials: [
      derivingSecret({
        ...GENERIC,
        options: { mechanism: 'HKDF_DERIVE', hash: 'SHA256', salt: IV16, info: ADDITIONAL },
        outside: (k) => Buffer.from(hkdfSync('sha256', k, IV16, ADDITIONAL, 16)),
      }),
    ],
  },
  {
    group: 'More MACs and derivations',
    name: 'Digest of a key as a new key',
    trials: [
      derivingSecret({
        ...GENERIC,
        options: { mechanism: 'SHA256_KEY_DERIVATION' },
        outside: (k) => createHash('sha256').update(k).digest().subarray(0, 16),
      }),
    ],
  },
  {
    group: 'More MACs and derivations',
    name: 'Generate a generic secret',
    trials: [generating('GENERIC_SECRET', 256, 'GENERIC_SECRET_KEY_GEN')],
  },
];
