import type { Seen } from './parameter-memory.ts';
import { hex, IV8, IV16, key, type Sample, SHA256, sample, zeros } from './parameter-sample.ts';

const LONG = 'x'.repeat(32);
const SIGNATURE = 's'.repeat(64);

const X942 = { publicValue: 'public', kdf: 'SHA1_KDF_ASN1', otherInfo: 'info' };
const X942_SEEN = {
  kdf: 3,
  ulOtherInfoLen: 4,
  pOtherInfo: hex('info'),
  ulPublicDataLen: 6,
  pPublicData: hex('public'),
};
const SECOND = { privateKey2: key(11), privateKey2Bytes: 20 };
const SECOND_SEEN = {
  ulPrivateDataLen: 20,
  hPrivateData: 11,
  ulPublicDataLen2: 7,
  pPublicData2: hex('public2'),
};
const ECDH = { publicKey: 'point', kdf: 'SHA256_KDF', sharedData: 'shared' };
const ECDH_SEEN = {
  kdf: 6,
  ulSharedDataLen: 6,
  pSharedData: hex('shared'),
  ulPublicDataLen: 5,
  pPublicData: hex('point'),
};
const RATCHET = {
  sharedSecret: LONG,
  ownIdentity: key(3),
  encryptedHeader: true,
  curve: 'X448',
  aead: 'AES_GCM',
  kdf: 'SHA512_KDF',
};
const RATCHET_SEEN = {
  sk: hex(LONG),
  own_public_identity: 3,
  bEncryptedHeader: 1,
  eCurve: 448,
  aeadMechanism: 0x1087,
  kdfMechanism: 8,
};

const AGREEMENT: readonly Sample[] = [
  sample('X9_42_DH_DERIVE', 'CK_X9_42_DH1_DERIVE_PARAMS', X942, X942_SEEN),
  sample(
    'X9_42_DH_HYBRID_DERIVE',
    'CK_X9_42_DH2_DERIVE_PARAMS',
    { ...X942, ...SECOND, publicValue2: 'public2' },
    { ...X942_SEEN, ...SECOND_SEEN },
  ),
  sample(
    'X9_42_MQV_DERIVE',
    'CK_X9_42_MQV_DERIVE_PARAMS',
    { ...X942, ...SECOND, publicValue2: 'public2', ephemeralKey: key(12) },
    { ...X942_SEEN, ...SECOND_SEEN, publicKey: 12 },
  ),
  sample('ECDH1_DERIVE', 'CK_ECDH1_DERIVE_PARAMS', ECDH, ECDH_SEEN),
  sample(
    'ECMQV_DERIVE',
    'CK_ECMQV_DERIVE_PARAMS',
    { ...ECDH, ...SECOND, publicKey2: 'public2', ephemeralKey: key(12) },
    { ...ECDH_SEEN, ...SECOND_SEEN, publicKey: 12 },
  ),
  sample(
    'ECMQV_DERIVE',
    'CK_ECDH2_DERIVE_PARAMS',
    { ...ECDH, ...SECOND, publicKey2: 'public2' },
    { ...ECDH_SEEN, ...SECOND_SEEN },
  ),
  sample(
    'KEA_DERIVE',
    'CK_KEA_DERIVE_PARAMS',
    { isSender: true, publicValue: 'public', randomB: '\x01', randomBytes: 4 },
    {
      isSender: 1,
      ulRandomLen: 4,
      pRandomA: zeros(4),
      pRandomB: '00000001',
      ulPublicDataLen: 6,
      pPublicData: hex('public'),
    },
  ),
  sample(
    'GOSTR3410_DERIVE',
    'CK_GOSTR3410_DERIVE_PARAMS',
    { publicKey: 'point', ukm: 'ukm ukm ', kdf: 'CPDIVERSIFY_KDF' },
    { kdf: 9, pPublicData: hex('point'), ulPublicDataLen: 5, pUKM: hex('ukm ukm '), ulUKMLen: 8 },
  ),
  sample(
    'X3DH_INITIALIZE',
    'CK_X3DH_INITIATE_PARAMS',
    {
      kdf: 'SHA512_KDF',
      peerIdentity: key(1),
      peerPrekey: key(2),
      prekeySignature: SIGNATURE,
      ownIdentity: key(3),
      ownEphemeral: key(4),
    },
    {
      kdf: 8,
      pPeer_identity: 1,
      pPeer_prekey: 2,
      pPrekey_signature: hex(SIGNATURE),
      pOnetime_key: null,
      pOwn_identity: 3,
      pOwn_ephemeral: 4,
    },
  ),
  sample(
    'X3DH_RESPOND',
    'CK_X3DH_RESPOND_PARAMS',
    {
      kdf: 'SHA512_KDF',
      identityId: 'id01',
      prekeyId: 'id02',
      onetimeId: 'id03',
      initiatorIdentity: key(1),
      initiatorEphemeral: LONG,
    },
    {
      kdf: 8,
      pIdentity_id: hex('id01'),
      pPrekey_id: hex('id02'),
      pOnetime_id: hex('id03'),
      pInitiator_identity: 1,
      pInitiator_ephemeral: hex(LONG),
    },
  ),
  sample(
    'X2RATCHET_INITIALIZE',
    'CK_X2RATCHET_INITIALIZE_PARAMS',
    { ...RATCHET, peerPrekey: key(1), peerIdentity: key(2) },
    { ...RATCHET_SEEN, peer_public_prekey: 1, peer_public_identity: 2 },
  ),
  sample(
    'X2RATCHET_RESPOND',
    'CK_X2RATCHET_RESPOND_PARAMS',
    { ...RATCHET, curve: 'X25519', ownPrekey: key(1), initiatorIdentity: key(2) },
    { ...RATCHET_SEEN, eCurve: 255, own_prekey: 1, initiator_identity: 2 },
  ),
];

const PASSWORD = { password: 'password', salt: 'salt', iterations: 1000 };
const PBE_SEEN = {
  pPassword: hex('password'),
  ulPasswordLen: 8,
  pSalt: hex('salt'),
  ulSaltLen: 4,
  ulIteration: 1000,
};
const PBKDF2_SEEN = {
  saltSource: 1,
  pSaltSourceData: hex('salt'),
  ulSaltSourceDataLen: 4,
  iterations: 1000,
  prf: 6,
  pPrfData: null,
  ulPrfDataLen: 0,
  pPassword: hex('password'),
  ulPasswordLen: 8,
};
const DATA_SEEN = { pData: hex('some data'), length: 9 };

const DERIVATION: readonly Sample[] = [
  sample(
    'HKDF_DERIVE',
    'CK_HKDF_PARAMS',
    { hash: 'SHA256', extract: false, salt: 'salt', info: 'info' },
    {
      bExtract: 0,
      bExpand: 1,
      prfHashMechanism: SHA256,
      ulSaltType: 2,
      pSalt: hex('salt'),
      ulSaltLen: 4,
      hSaltKey: 0,
      pInfo: hex('info'),
      ulInfoLen: 4,
    },
  ),
  sample(
    'XOR_BASE_AND_DATA',
    'CK_KEY_DERIVATION_STRING_DATA',
    { data: 'some data' },
    { pData: hex('some data'), ulLen: 9 },
  ),
  ...(
    [
      ['DES3', 'DES', IV8],
      ['AES', 'AES', IV16],
      ['CAMELLIA', 'CAMELLIA', IV16],
      ['ARIA', 'ARIA', IV16],
      ['SEED', 'SEED', IV16],
    ] as const
  ).map(([name, structure, iv]) =>
    sample(
      `${name}_CBC_ENCRYPT_DATA`,
      `CK_${structure}_CBC_ENCRYPT_DATA_PARAMS`,
      { iv, data: 'some data' },
      { iv: hex(iv), ...DATA_SEEN },
    ),
  ),
  sample('PKCS5_PBKD2', 'CK_PKCS5_PBKD2_PARAMS2', { ...PASSWORD, prf: 'HMAC_SHA512' }, PBKDF2_SEEN),
  sample(
    'PKCS5_PBKD2',
    'CK_PKCS5_PBKD2_PARAMS',
    { ...PASSWORD, prf: 'HMAC_SHA512', structure: 'CK_PKCS5_PBKD2_PARAMS' },
    PBKDF2_SEEN,
  ),
  sample('PBE_MD5_DES_CBC', 'CK_PBE_PARAMS', PASSWORD, { pInitVector: true, ...PBE_SEEN }),
  sample('PBA_SHA1_WITH_SHA1_HMAC', 'CK_PBE_PARAMS', PASSWORD, { pInitVector: null, ...PBE_SEEN }),
  sample(
    'DSA_PROBABILISTIC_PARAMETER_GEN',
    'CK_DSA_PARAMETER_GEN_PARAM',
    { hash: 'SHA256', seedBytes: 4 },
    { hash: SHA256, pSeed: zeros(4), ulSeedLen: 4, ulIndex: 0 },
  ),
  sample(
    'DSA_FIPS_G_GEN',
    'CK_DSA_PARAMETER_GEN_PARAM',
    { hash: 'SHA256', seed: 'seed', index: 7 },
    { hash: SHA256, pSeed: hex('seed'), ulSeedLen: 4, ulIndex: 7 },
  ),
  sample(
    'IKE2_PRF_PLUS_DERIVE',
    'CK_IKE2_PRF_PLUS_DERIVE_PARAMS',
    { prf: 'SHA256_HMAC', seedKey: key(13), seed: 'seed' },
    { prfMechanism: 0x251, bHasSeedKey: 1, hSeedKey: 13, pSeedData: hex('seed'), ulSeedDataLen: 4 },
  ),
  sample(
    'IKE_PRF_DERIVE',
    'CK_IKE_PRF_DERIVE_PARAMS',
    { prf: 'SHA256_HMAC', dataAsKey: true, nonceInitiator: 'ni', nonceResponder: 'nr!', newKey: key(14) },
    {
      prfMechanism: 0x251,
      bDataAsKey: 1,
      bRekey: 1,
      pNi: hex('ni'),
      ulNiLen: 2,
      pNr: hex('nr!'),
      ulNrLen: 3,
      hNewKey: 14,
    },
  ),
  sample(
    'IKE1_PRF_DERIVE',
    'CK_IKE1_PRF_DERIVE_PARAMS',
    {
      prf: 'SHA256_HMAC',
      sharedKey: key(15),
      previousKey: key(16),
      cookieInitiator: 'cookie i',
      cookieResponder: 'cookie r!',
      keyNumber: 2,
    },
    {
      prfMechanism: 0x251,
      bHasPrevKey: 1,
      hKeygxy: 15,
      hPrevKey: 16,
      pCKYi: hex('cookie i'),
      ulCKYiLen: 8,
      pCKYr: hex('cookie r!'),
      ulCKYrLen: 9,
      keyNumber: 2,
    },
  ),
  sample(
    'IKE1_EXTENDED_DERIVE',
    'CK_IKE1_EXTENDED_DERIVE_PARAMS',
    { prf: 'SHA256_HMAC', data: 'some data' },
    { prfMechanism: 0x251, bHasKeygxy: 0, hKeygxy: 0, pExtraData: hex('some data'), ulExtraDataLen: 9 },
  ),
];

const INPUT = [
  { type: 'BYTE_ARRAY', value: 'label' },
  { type: 'KEY_HANDLE', key: key(17) },
  { type: 'DKM_LENGTH', method: 'SUM_OF_SEGMENTS', bits: 32, littleEndian: true },
];
const INPUT_SEEN = [
  { type: 4, pValue: hex('label'), ulValueLen: 5 },
  { type: 5, pValue: 17, ulValueLen: 'CK_ULONG' },
  {
    type: 3,
    pValue: { dkmLengthMethod: 2, bLittleEndian: 1, ulWidthInBits: 32 },
    ulValueLen: 'CK_SP800_108_DKM_LENGTH_FORMAT',
  },
];
const FORMAT = 'CK_SP800_108_COUNTER_FORMAT';
const COUNTED = { pValue: { bLittleEndian: 0, ulWidthInBits: 16 }, ulValueLen: FORMAT };
const ADDITIONAL = { additionalKeys: [{ keyType: 'AES', label: 'second' }, { keyType: 'DES3' }] };
const attributes = (keyType: number, more: readonly Seen[]): readonly Seen[] => [
  { type: 0x100, pValue: keyType, ulValueLen: 'CK_ULONG' },
  ...more,
];
const ADDITIONAL_SEEN = {
  ulAdditionalDerivedKeys: 2,
  pAdditionalDerivedKeys: [
    {
      pTemplate: attributes(0x1f, [{ type: 3, pValue: hex('second'), ulValueLen: 6 }]),
      ulAttributeCount: 2,
      phKey: 0,
    },
    { pTemplate: attributes(0x15, []), ulAttributeCount: 1, phKey: 0 },
  ],
};
const NO_ADDITIONAL = { ulAdditionalDerivedKeys: 0, pAdditionalDerivedKeys: null };
const PRF = { prfType: 0x251 };

const COUNTER_KDFS: readonly Sample[] = [
  sample(
    'SP800_108_COUNTER_KDF',
    'CK_SP800_108_KDF_PARAMS',
    { prf: 'SHA256_HMAC', input: [{ type: 'ITERATION_VARIABLE', bits: 16 }, ...INPUT], ...ADDITIONAL },
    {
      ...PRF,
      ulNumberOfDataParams: 4,
      pDataParams: [{ type: 1, ...COUNTED }, ...INPUT_SEEN],
      ...ADDITIONAL_SEEN,
    },
  ),
  sample(
    'SP800_108_FEEDBACK_KDF',
    'CK_SP800_108_FEEDBACK_KDF_PARAMS',
    { prf: 'SHA256_HMAC', iv: IV16, input: [{ type: 'ITERATION_VARIABLE' }, { type: 'COUNTER', bits: 16 }] },
    {
      ...PRF,
      ulNumberOfDataParams: 2,
      pDataParams: [
        { type: 1, pValue: null, ulValueLen: 0 },
        { type: 2, ...COUNTED },
      ],
      ulIVLen: 16,
      pIV: hex(IV16),
      ...NO_ADDITIONAL,
    },
  ),
  sample(
    'SP800_108_DOUBLE_PIPELINE_KDF',
    'CK_SP800_108_KDF_PARAMS',
    { prf: 'SHA256_HMAC', input: [{ type: 'BYTE_ARRAY', value: 'label' }] },
    { ...PRF, ulNumberOfDataParams: 1, pDataParams: INPUT_SEEN.slice(0, 1), ...NO_ADDITIONAL },
  ),
];

export const DERIVATION_SAMPLES: readonly Sample[] = [...AGREEMENT, ...DERIVATION, ...COUNTER_KDFS];
