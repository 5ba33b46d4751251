import { CKF, CKZ } from '../spec/constants.ts';
import { kdfs, mechanisms } from './names.ts';
import {
  bitsOf,
  bytes,
  fixed,
  flag,
  given,
  hashAlgorithm,
  inline,
  integer,
  key,
  lengthOf,
  maskGeneration,
  NO_PARAMETER,
  named,
  oneOf,
  optionalBytes,
  optionalKey,
  type ParameterCodec,
  plainBytes,
  plainUlong,
  pointerTo,
  saltLength,
  structured,
} from './parameter-fields.ts';
import {
  HEDGES,
  type ParameterKind,
  type ParameterKinds,
  PBKDF2_PRFS,
  TLS_SIDES,
} from './parameter-kinds.ts';

function oaepFields() {
  return {
    hashAlg: hashAlgorithm(['hash'], 'SHA_1'),
    mgf: maskGeneration('SHA_1'),
    source: fixed(CKZ.DATA_SPECIFIED),
    pSourceData: optionalBytes('label'),
    ulSourceDataLen: lengthOf('label'),
  };
}

/** Without any of its options a mechanism that can do without a parameter gets none: NULL and 0. */
function orNone<N extends string>(codec: ParameterCodec<N>): ParameterCodec<N> {
  return {
    options: codec.options,
    encode: (writer) =>
      codec.options.every((name) => writer.option(name) === undefined) ? NO_PARAMETER : codec.encode(writer),
  };
}

export const PARAMETER_CODECS: {
  readonly [K in ParameterKind]: ParameterCodec<keyof ParameterKinds[K] & string>;
} = {
  raw: plainBytes('parameter', false),
  iv: plainBytes('iv', true),
  optionalIv: plainBytes('iv', false),
  ctr: structured('CK_AES_CTR_PARAMS', {
    ulCounterBits: integer('counterBits', { default: 128, least: 1, most: 128 }),
    cb: inline('iv', 16, 'a counter block'),
  }),
  gcm: structured('CK_GCM_PARAMS', {
    pIv: bytes('iv'),
    ulIvLen: lengthOf('iv'),
    ulIvBits: bitsOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
    ulTagBits: integer('tagBits', { default: 128, most: 128 }),
  }),
  ccm: structured('CK_CCM_PARAMS', {
    ulDataLen: integer('dataLength'),
    pNonce: bytes('iv'),
    ulNonceLen: lengthOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
    ulMACLen: integer('tagBits', { default: 128, least: 32, most: 128, per: 8 }),
  }),
  macLength: plainUlong(integer('macLength', { least: 1 })),
  pss: structured('CK_RSA_PKCS_PSS_PARAMS', {
    hashAlg: hashAlgorithm([]),
    mgf: maskGeneration(),
    sLen: saltLength(),
  }),
  pssRaw: structured('CK_RSA_PKCS_PSS_PARAMS', {
    hashAlg: hashAlgorithm(['hash']),
    mgf: maskGeneration(),
    sLen: saltLength(),
  }),
  oaep: structured('CK_RSA_PKCS_OAEP_PARAMS', oaepFields()),
  // Plain Ed25519 takes no parameter at all (PKCS #11 v3.2, CKM_EDDSA).
  eddsa: orNone(
    structured('CK_EDDSA_PARAMS', {
      phFlag: flag('prehash'),
      ulContextDataLen: lengthOf('context'),
      pContextData: optionalBytes('context'),
    }),
  ),
  signContext: orNone(
    structured('CK_SIGN_ADDITIONAL_CONTEXT', {
      hedgeVariant: oneOf('hedge', HEDGES, 'PREFERRED'),
      pContext: optionalBytes('context'),
      ulContextLen: lengthOf('context'),
    }),
  ),
  hashSignContext: structured('CK_HASH_SIGN_ADDITIONAL_CONTEXT', {
    hedgeVariant: oneOf('hedge', HEDGES, 'PREFERRED'),
    pContext: optionalBytes('context'),
    ulContextLen: lengthOf('context'),
    hash: hashAlgorithm(['hash']),
  }),
  dh: plainBytes('publicValue', true),
  x942: structured('CK_X9_42_DH1_DERIVE_PARAMS', {
    kdf: named('kdf', kdfs, 'NULL'),
    ulOtherInfoLen: lengthOf('otherInfo'),
    pOtherInfo: optionalBytes('otherInfo'),
    ulPublicDataLen: lengthOf('publicValue'),
    pPublicData: bytes('publicValue'),
  }),
  ecdh: structured('CK_ECDH1_DERIVE_PARAMS', {
    kdf: named('kdf', kdfs, 'NULL'),
    pSharedData: optionalBytes('sharedData'),
    ulSharedDataLen: lengthOf('sharedData'),
    pPublicData: bytes('publicKey'),
    ulPublicDataLen: lengthOf('publicKey'),
  }),
  ecdhAes: structured('CK_ECDH_AES_KEY_WRAP_PARAMS', {
    ulAESKeyBits: integer('aesBits', { least: 128, most: 256 }),
    kdf: named('kdf', kdfs, 'NULL'),
    pSharedData: optionalBytes('sharedData'),
    ulSharedDataLen: lengthOf('sharedData'),
  }),
  rsaAes: structured('CK_RSA_AES_KEY_WRAP_PARAMS', {
    ulAESKeyBits: integer('aesBits', { least: 128, most: 256 }),
    pOAEPParams: pointerTo('CK_RSA_PKCS_OAEP_PARAMS', oaepFields()),
  }),
  hkdf: structured('CK_HKDF_PARAMS', {
    bExtract: flag('extract', true),
    bExpand: flag('expand', true),
    prfHashMechanism: hashAlgorithm(['hash']),
    ulSaltType: {
      options: ['salt', 'saltKey'],
      value(writer) {
        if (writer.option('saltKey') !== undefined) return CKF.HKDF_SALT_KEY;
        return writer.option('salt') === undefined ? CKF.HKDF_SALT_NULL : CKF.HKDF_SALT_DATA;
      },
    },
    pSalt: optionalBytes('salt'),
    ulSaltLen: lengthOf('salt'),
    hSaltKey: optionalKey('saltKey'),
    pInfo: optionalBytes('info'),
    ulInfoLen: lengthOf('info'),
  }),
  data: structured('CK_KEY_DERIVATION_STRING_DATA', { pData: bytes('data'), ulLen: lengthOf('data') }),
  desCbcData: structured('CK_DES_CBC_ENCRYPT_DATA_PARAMS', {
    iv: inline('iv', 8, 'an initialisation vector'),
    pData: bytes('data'),
    length: lengthOf('data'),
  }),
  aesCbcData: structured('CK_AES_CBC_ENCRYPT_DATA_PARAMS', {
    iv: inline('iv', 16, 'an initialisation vector'),
    pData: bytes('data'),
    length: lengthOf('data'),
  }),
  otherKey: plainUlong(key('key')),
  extract: plainUlong(integer('firstBit')),
  pbkdf2: structured('CK_PKCS5_PBKD2_PARAMS2', {
    saltSource: fixed(CKZ.SALT_SPECIFIED),
    pSaltSourceData: bytes('salt'),
    ulSaltSourceDataLen: lengthOf('salt'),
    iterations: integer('iterations', { least: 1 }),
    prf: oneOf('prf', PBKDF2_PRFS, 'HMAC_SHA256'),
    pPrfData: fixed(0),
    ulPrfDataLen: fixed(0),
    pPassword: bytes('password'),
    ulPasswordLen: lengthOf('password'),
  }),
  dsaGeneration: structured('CK_DSA_PARAMETER_GEN_PARAM', {
    hash: hashAlgorithm(['hash']),
    pSeed: optionalBytes('seed'),
    ulSeedLen: lengthOf('seed'),
    ulIndex: integer('index', { default: 0 }),
  }),
  chacha20: structured('CK_CHACHA20_PARAMS', {
    pBlockCounter: bytes('counter'),
    blockCounterBits: bitsOf('counter'),
    pNonce: bytes('iv'),
    ulNonceBits: bitsOf('iv'),
  }),
  salsa20: structured('CK_SALSA20_PARAMS', {
    pBlockCounter: bytes('counter'),
    pNonce: bytes('iv'),
    ulNonceBits: bitsOf('iv'),
  }),
  poly1305: structured('CK_SALSA20_CHACHA20_POLY1305_PARAMS', {
    pNonce: bytes('iv'),
    ulNonceLen: lengthOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
  }),
  tlsMac: structured('CK_TLS_MAC_PARAMS', {
    prfHashMechanism: hashAlgorithm(['hash']),
    ulMacLength: integer('macLength', { least: 1 }),
    ulServerOrClient: oneOf('side', TLS_SIDES),
  }),
  ike2PrfPlus: structured('CK_IKE2_PRF_PLUS_DERIVE_PARAMS', {
    prfMechanism: named('prf', mechanisms),
    bHasSeedKey: given('seedKey'),
    hSeedKey: optionalKey('seedKey'),
    pSeedData: optionalBytes('seed'),
    ulSeedDataLen: lengthOf('seed'),
  }),
  ikePrf: structured('CK_IKE_PRF_DERIVE_PARAMS', {
    prfMechanism: named('prf', mechanisms),
    bDataAsKey: flag('dataAsKey'),
    bRekey: given('newKey'),
    pNi: bytes('nonceInitiator'),
    ulNiLen: lengthOf('nonceInitiator'),
    pNr: bytes('nonceResponder'),
    ulNrLen: lengthOf('nonceResponder'),
    hNewKey: optionalKey('newKey'),
  }),
  ike1Prf: structured('CK_IKE1_PRF_DERIVE_PARAMS', {
    prfMechanism: named('prf', mechanisms),
    bHasPrevKey: given('previousKey'),
    hKeygxy: key('sharedKey'),
    hPrevKey: optionalKey('previousKey'),
    pCKYi: bytes('cookieInitiator'),
    ulCKYiLen: lengthOf('cookieInitiator'),
    pCKYr: bytes('cookieResponder'),
    ulCKYrLen: lengthOf('cookieResponder'),
    keyNumber: integer('keyNumber', { most: 255 }),
  }),
  ike1Extended: structured('CK_IKE1_EXTENDED_DERIVE_PARAMS', {
    prfMechanism: named('prf', mechanisms),
    bHasKeygxy: given('sharedKey'),
    hKeygxy: optionalKey('sharedKey'),
    pExtraData: optionalBytes('data'),
    ulExtraDataLen: lengthOf('data'),
  }),
};
