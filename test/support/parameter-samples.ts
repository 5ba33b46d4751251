import { hex, IV8, IV16, key, type Sample, SHA256, sample, zeros } from './parameter-sample.ts';
import { DERIVATION_SAMPLES } from './parameter-samples-derivation.ts';
import { TLS_SAMPLES } from './parameter-samples-tls.ts';

const MECHANISM = { mechanism: SHA256, pParameter: null, ulParameterLen: 0 };
const OAEP = { hash: 'SHA256', mgf: 'MGF1_SHA1', oaepLabel: 'label' };
const OAEP_SEEN = {
  hashAlg: SHA256,
  mgf: 1,
  source: 1,
  pSourceData: hex('label'),
  ulSourceDataLen: 5,
};

const CIPHERS: readonly Sample[] = [
  sample('AES_CTR', 'CK_AES_CTR_PARAMS', { iv: IV16, counterBits: 32 }, { ulCounterBits: 32, cb: hex(IV16) }),
  sample('CAMELLIA_CTR', 'CK_CAMELLIA_CTR_PARAMS', { iv: IV16 }, { ulCounterBits: 128, cb: hex(IV16) }),
  sample(
    'AES_GCM',
    'CK_GCM_PARAMS',
    { iv: 'twelve bytes', additionalData: 'aad', tagBits: 96 },
    { pIv: hex('twelve bytes'), ulIvLen: 12, ulIvBits: 96, pAAD: hex('aad'), ulAADLen: 3, ulTagBits: 96 },
  ),
  sample(
    'AES_CCM',
    'CK_CCM_PARAMS',
    { iv: 'twelve bytes', dataLength: 1000, tagBits: 64 },
    { ulDataLen: 1000, pNonce: hex('twelve bytes'), ulNonceLen: 12, pAAD: null, ulAADLen: 0, ulMACLen: 8 },
  ),
  sample(
    'CHACHA20',
    'CK_CHACHA20_PARAMS',
    { counter: 'four', iv: 'twelve bytes' },
    { pBlockCounter: hex('four'), blockCounterBits: 32, pNonce: hex('twelve bytes'), ulNonceBits: 96 },
  ),
  sample(
    'SALSA20',
    'CK_SALSA20_PARAMS',
    { counter: 'eight by', iv: IV8 },
    { pBlockCounter: hex('eight by'), pNonce: hex(IV8), ulNonceBits: 64 },
  ),
  sample(
    'CHACHA20_POLY1305',
    'CK_SALSA20_CHACHA20_POLY1305_PARAMS',
    { iv: 'twelve bytes', additionalData: 'aad' },
    { pNonce: hex('twelve bytes'), ulNonceLen: 12, pAAD: hex('aad'), ulAADLen: 3 },
  ),
  sample(
    'RC2_CBC',
    'CK_RC2_CBC_PARAMS',
    { effectiveBits: 40, iv: IV8 },
    { ulEffectiveBits: 40, iv: hex(IV8) },
  ),
  sample(
    'RC2_MAC_GENERAL',
    'CK_RC2_MAC_GENERAL_PARAMS',
    { effectiveBits: 128, macLength: 4 },
    { ulEffectiveBits: 128, ulMacLength: 4 },
  ),
  sample('RC5_ECB', 'CK_RC5_PARAMS', { wordBytes: 4, rounds: 12 }, { ulWordsize: 4, ulRounds: 12 }),
  sample(
    'RC5_CBC_PAD',
    'CK_RC5_CBC_PARAMS',
    { wordBytes: 4, rounds: 12, iv: IV8 },
    { ulWordsize: 4, ulRounds: 12, pIv: hex(IV8), ulIvLen: 8 },
  ),
  sample(
    'RC5_MAC_GENERAL',
    'CK_RC5_MAC_GENERAL_PARAMS',
    { wordBytes: 8, rounds: 16, macLength: 8 },
    { ulWordsize: 8, ulRounds: 16, ulMacLength: 8 },
  ),
  sample('TLS_PRE_MASTER_KEY_GEN', 'CK_VERSION', { version: { major: 3, minor: 4 } }, { major: 3, minor: 4 }),
];

const SIGNATURES: readonly Sample[] = [
  sample(
    'RSA_PKCS_PSS',
    'CK_RSA_PKCS_PSS_PARAMS',
    { hash: 'SHA384', saltLength: 20 },
    { hashAlg: 0x260, mgf: 3, sLen: 20 },
  ),
  sample(
    'EDDSA',
    'CK_EDDSA_PARAMS',
    { prehash: true, context: 'ctx' },
    { phFlag: 1, ulContextDataLen: 3, pContextData: hex('ctx') },
  ),
  sample('XEDDSA', 'CK_XEDDSA_PARAMS', { hash: 'SHA512' }, { hash: 0x270 }),
  sample(
    'ML_DSA',
    'CK_SIGN_ADDITIONAL_CONTEXT',
    { hedge: 'DETERMINISTIC_REQUIRED', context: 'ctx' },
    { hedgeVariant: 2, pContext: hex('ctx'), ulContextLen: 3 },
  ),
  sample(
    'HASH_SLH_DSA',
    'CK_HASH_SIGN_ADDITIONAL_CONTEXT',
    { hash: 'SHA256', hedge: 'REQUIRED' },
    { hedgeVariant: 1, pContext: null, ulContextLen: 0, hash: SHA256 },
  ),
  sample(
    'CMS_SIG',
    'CK_CMS_SIG_PARAMS',
    {
      certificate: key(5),
      signing: { mechanism: 'SHA256_RSA_PKCS' },
      digest: { mechanism: 'SHA256' },
      contentType: 'text/plain',
      requiredAttributes: 'DER',
    },
    {
      certificateHandle: 5,
      pSigningMechanism: { ...MECHANISM, mechanism: 0x40 },
      pDigestMechanism: MECHANISM,
      pContentType: 'text/plain',
      pRequestedAttributes: null,
      ulRequestedAttributesLen: 0,
      pRequiredAttributes: hex('DER'),
      ulRequiredAttributesLen: 3,
    },
  ),
  sample(
    'HOTP',
    'CK_OTP_PARAMS',
    {
      otpPin: '1234',
      challenge: 'challenge',
      time: new Date('2026-11-23T14:15:16.789Z'),
      counter: 'counter!',
      flags: ['NEXT_OTP', 'EXCLUDE_PIN'],
      outputLength: 6,
      outputFormat: 'HEXADECIMAL',
    },
    {
      pParams: [
        { type: 1, pValue: hex('1234'), ulValueLen: 4 },
        { type: 2, pValue: hex('challenge'), ulValueLen: 9 },
        { type: 3, pValue: hex('20261123141516'), ulValueLen: 14 },
        { type: 4, pValue: hex('counter!'), ulValueLen: 8 },
        { type: 5, pValue: 17, ulValueLen: 'CK_ULONG' },
        { type: 6, pValue: 6, ulValueLen: 'CK_ULONG' },
        { type: 7, pValue: 1, ulValueLen: 'CK_ULONG' },
      ],
      ulCount: 7,
    },
  ),
  sample('SECURID', 'CK_OTP_PARAMS', {}, { pParams: null, ulCount: 0 }),
  sample(
    'KIP_WRAP',
    'CK_KIP_PARAMS',
    { underlying: { mechanism: 'AES_CBC', iv: IV16 }, key: key(7), seed: 'seed' },
    {
      pMechanism: { mechanism: 0x1082, pParameter: hex(IV16), ulParameterLen: 16 },
      hKey: 7,
      pSeed: hex('seed'),
      ulSeedLen: 4,
    },
  ),
];

const GENERATED = { iv: 'fixed', fixedBits: 8, ivGenerator: 'COUNTER', additionalData: 'aad' };
const WRAPPING: readonly Sample[] = [
  sample('RSA_PKCS_OAEP', 'CK_RSA_PKCS_OAEP_PARAMS', OAEP, OAEP_SEEN),
  sample(
    'RSA_AES_KEY_WRAP',
    'CK_RSA_AES_KEY_WRAP_PARAMS',
    { aesBits: 192, ...OAEP },
    { ulAESKeyBits: 192, pOAEPParams: OAEP_SEEN },
  ),
  sample(
    'ECDH_AES_KEY_WRAP',
    'CK_ECDH_AES_KEY_WRAP_PARAMS',
    { aesBits: 256, kdf: 'SHA256_KDF', sharedData: 'shared' },
    { ulAESKeyBits: 256, kdf: 6, ulSharedDataLen: 6, pSharedData: hex('shared') },
  ),
  sample(
    'AES_GCM',
    'CK_GCM_WRAP_PARAMS',
    { ...GENERATED, tagBits: 96 },
    {
      pIv: hex('fixed'),
      ulIvLen: 5,
      ulIvFixedBits: 8,
      ivGenerator: 2,
      pAAD: hex('aad'),
      ulAADLen: 3,
      ulTagBits: 96,
    },
    { wrap: true },
  ),
  sample(
    'AES_CCM',
    'CK_CCM_WRAP_PARAMS',
    { dataLength: 32, ivBytes: 7, tagBits: 64 },
    {
      ulDataLen: 32,
      pNonce: zeros(7),
      ulNonceLen: 7,
      ulNonceFixedBits: 0,
      nonceGenerator: 3,
      pAAD: null,
      ulAADLen: 0,
      ulMACLen: 8,
    },
    { wrap: true },
  ),
  sample(
    'KEY_WRAP_SET_OAEP',
    'CK_KEY_WRAP_SET_OAEP_PARAMS',
    { blockContents: 3, extraData: 'extra' },
    { bBC: 3, pX: hex('extra'), ulXLen: 5 },
  ),
  sample(
    'GOSTR3410_KEY_WRAP',
    'CK_GOSTR3410_KEY_WRAP_PARAMS',
    { wrapOid: 'oid', ukm: 'ukm ukm ', key: key(9) },
    { pWrapOID: hex('oid'), ulWrapOIDLen: 3, pUKM: hex('ukm ukm '), ulUKMLen: 8, hKey: 9 },
  ),
  sample(
    'SKIPJACK_PRIVATE_WRAP',
    'CK_SKIPJACK_PRIVATE_WRAP_PARAMS',
    {
      password: 'password',
      publicValue: 'public',
      prime: 'prime',
      base: 'base!',
      subprime: 'sub',
      randomA: 'random',
    },
    {
      ulPasswordLen: 8,
      pPassword: hex('password'),
      ulPublicDataLen: 6,
      pPublicData: hex('public'),
      ulPAndGLen: 5,
      ulQLen: 3,
      ulRandomLen: 6,
      pRandomA: hex('random'),
      pPrimeP: hex('prime'),
      pBaseG: hex('base!'),
      pSubprimeQ: hex('sub'),
    },
  ),
  sample(
    'SKIPJACK_RELAYX',
    'CK_SKIPJACK_RELAYX_PARAMS',
    {
      oldWrapped: 'wrapped',
      oldPassword: 'old',
      oldPublicValue: 'old public',
      oldRandomA: 'ra',
      newPassword: 'newer',
      newPublicValue: 'new public!',
      newRandomA: 'rand',
    },
    {
      ulOldWrappedXLen: 7,
      pOldWrappedX: hex('wrapped'),
      ulOldPasswordLen: 3,
      pOldPassword: hex('old'),
      ulOldPublicDataLen: 10,
      pOldPublicData: hex('old public'),
      ulOldRandomLen: 2,
      pOldRandomA: hex('ra'),
      ulNewPasswordLen: 5,
      pNewPassword: hex('newer'),
      ulNewPublicDataLen: 11,
      pNewPublicData: hex('new public!'),
      ulNewRandomLen: 4,
      pNewRandomA: hex('rand'),
    },
  ),
];

/** Every structure of a mechanism parameter at least once. */
export const SAMPLES: readonly Sample[] = [
  ...CIPHERS,
  ...SIGNATURES,
  ...WRAPPING,
  ...DERIVATION_SAMPLES,
  ...TLS_SAMPLES,
];
