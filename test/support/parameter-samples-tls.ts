import { hex, type Sample, SHA256, sample } from './parameter-sample.ts';

const RANDOMS = { clientRandom: 'client', serverRandom: 'the server' };
const RANDOM_INFO = {
  pClientRandom: hex('client'),
  ulClientRandomLen: 6,
  pServerRandom: hex('the server'),
  ulServerRandomLen: 10,
};
const NO_KEYS = { hClientMacSecret: 0, hServerMacSecret: 0, hClientKey: 0, hServerKey: 0 };
const SIZES = { macBits: 160, keyBits: 128, ivBits: 128, isExport: true };
const SIZES_SEEN = { ulMacSizeInBits: 160, ulKeySizeInBits: 128, ulIVSizeInBits: 128, bIsExport: 1 };
const VERSION_ROOM = { major: 0, minor: 0 };

export const TLS_SAMPLES: readonly Sample[] = [
  sample('SSL3_MASTER_KEY_DERIVE', 'CK_SSL3_MASTER_KEY_DERIVE_PARAMS', RANDOMS, {
    RandomInfo: RANDOM_INFO,
    pVersion: VERSION_ROOM,
  }),
  sample('TLS_MASTER_KEY_DERIVE_DH', 'CK_SSL3_MASTER_KEY_DERIVE_PARAMS', RANDOMS, {
    RandomInfo: RANDOM_INFO,
    pVersion: null,
  }),
  sample(
    'TLS_KEY_AND_MAC_DERIVE',
    'CK_SSL3_KEY_MAT_PARAMS',
    { ...RANDOMS, ...SIZES },
    {
      ...SIZES_SEEN,
      RandomInfo: RANDOM_INFO,
      pReturnedKeyMaterial: { ...NO_KEYS, pIVClient: true, pIVServer: true },
    },
  ),
  sample(
    'TLS12_MASTER_KEY_DERIVE',
    'CK_TLS12_MASTER_KEY_DERIVE_PARAMS',
    { ...RANDOMS, hash: 'SHA256' },
    { RandomInfo: RANDOM_INFO, pVersion: VERSION_ROOM, prfHashMechanism: SHA256 },
  ),
  sample(
    'TLS12_EXTENDED_MASTER_KEY_DERIVE',
    'CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS',
    { hash: 'SHA256', sessionHash: 'session hash' },
    {
      prfHashMechanism: SHA256,
      pSessionHash: hex('session hash'),
      ulSessionHashLen: 12,
      pVersion: VERSION_ROOM,
    },
  ),
  sample(
    'TLS12_KEY_AND_MAC_DERIVE',
    'CK_TLS12_KEY_MAT_PARAMS',
    { ...RANDOMS, ...SIZES, hash: 'SHA256' },
    {
      ...SIZES_SEEN,
      RandomInfo: RANDOM_INFO,
      pReturnedKeyMaterial: { ...NO_KEYS, pIVClient: true, pIVServer: true },
      prfHashMechanism: SHA256,
    },
  ),
  sample(
    'TLS12_KEY_SAFE_DERIVE',
    'CK_TLS12_KEY_MAT_PARAMS',
    { ...RANDOMS, macBits: 160, keyBits: 128, hash: 'TLS_PRF' },
    {
      ...SIZES_SEEN,
      ulIVSizeInBits: 0,
      bIsExport: 0,
      RandomInfo: RANDOM_INFO,
      pReturnedKeyMaterial: { ...NO_KEYS, pIVClient: null, pIVServer: null },
      prfHashMechanism: 0x378,
    },
  ),
  sample(
    'TLS_PRF',
    'CK_TLS_PRF_PARAMS',
    { seed: 'seed', prfLabel: 'label', outputBytes: 20 },
    {
      pSeed: hex('seed'),
      ulSeedLen: 4,
      pLabel: hex('label'),
      ulLabelLen: 5,
      pOutput: true,
      pulOutputLen: 20,
    },
  ),
  sample(
    'TLS_KDF',
    'CK_TLS_KDF_PARAMS',
    { ...RANDOMS, hash: 'SHA256', prfLabel: 'label', context: 'context' },
    {
      prfMechanism: SHA256,
      pLabel: hex('label'),
      ulLabelLength: 5,
      RandomInfo: RANDOM_INFO,
      pContextData: hex('context'),
      ulContextDataLength: 7,
    },
  ),
  sample(
    'TLS_MAC',
    'CK_TLS_MAC_PARAMS',
    { hash: 'SHA256', macLength: 12, side: 'client' },
    { prfHashMechanism: SHA256, ulMacLength: 12, ulServerOrClient: 2 },
  ),
  sample(
    'WTLS_MASTER_KEY_DERIVE',
    'CK_WTLS_MASTER_KEY_DERIVE_PARAMS',
    { ...RANDOMS, hash: 'SHA_1' },
    { DigestMechanism: 0x220, RandomInfo: RANDOM_INFO, pVersion: true },
  ),
  sample(
    'WTLS_PRF',
    'CK_WTLS_PRF_PARAMS',
    { hash: 'SHA_1', seed: 'seed', prfLabel: 'label', outputBytes: 20 },
    {
      DigestMechanism: 0x220,
      pSeed: hex('seed'),
      ulSeedLen: 4,
      pLabel: hex('label'),
      ulLabelLen: 5,
      pOutput: true,
      pulOutputLen: 20,
    },
  ),
  sample(
    'WTLS_CLIENT_KEY_AND_MAC_DERIVE',
    'CK_WTLS_KEY_MAT_PARAMS',
    { ...RANDOMS, ...SIZES, hash: 'SHA_1', sequenceNumber: 4711 },
    {
      DigestMechanism: 0x220,
      ...SIZES_SEEN,
      ulSequenceNumber: 4711,
      RandomInfo: RANDOM_INFO,
      pReturnedKeyMaterial: { hMacSecret: 0, hKey: 0, pIV: true },
    },
  ),
];
