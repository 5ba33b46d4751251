import { CKF, CKP, CKZ } from '../../spec/constants.ts';
import type { BytesLike } from '../bytes.ts';
import type { HashName } from '../hashes.ts';
import { type MechanismName, mechanisms } from '../names.ts';
import {
  bytes,
  fixed,
  flag,
  given,
  hashAlgorithm,
  inline,
  integer,
  key,
  lengthOf,
  named,
  oneOf,
  optionalBytes,
  optionalKey,
} from '../parameter-fields.ts';
import { room } from '../parameter-outputs.ts';
import { type CodecsOf, either, plainUlong, structured } from '../parameter-structures.ts';
import type { Field } from '../parameter-writer.ts';
import type { KeyHandle, Named, Optional } from './common.ts';

const PBKDF2_PRFS: Readonly<Record<`HMAC_SHA${Pbkdf2Hash}` | 'HMAC_GOSTR3411', number>> = {
  HMAC_SHA1: CKP.PKCS5_PBKD2_HMAC_SHA1,
  HMAC_GOSTR3411: CKP.PKCS5_PBKD2_HMAC_GOSTR3411,
  HMAC_SHA224: CKP.PKCS5_PBKD2_HMAC_SHA224,
  HMAC_SHA256: CKP.PKCS5_PBKD2_HMAC_SHA256,
  HMAC_SHA384: CKP.PKCS5_PBKD2_HMAC_SHA384,
  HMAC_SHA512: CKP.PKCS5_PBKD2_HMAC_SHA512,
  HMAC_SHA512_224: CKP.PKCS5_PBKD2_HMAC_SHA512_224,
  HMAC_SHA512_256: CKP.PKCS5_PBKD2_HMAC_SHA512_256,
};
type Pbkdf2Hash = '1' | '224' | '256' | '384' | '512' | '512_224' | '512_256';
export type Pbkdf2PrfName = keyof typeof PBKDF2_PRFS;

/** The structures that PBKDF2 has had: the older one points to the password's length. */
export type Pbkdf2Structure = 'CK_PKCS5_PBKD2_PARAMS2' | 'CK_PKCS5_PBKD2_PARAMS';

/** What IV and data of the derivation by encryption are: the base key encrypts the data. */
interface EncryptData {
  readonly iv: BytesLike;
  readonly data: BytesLike;
}

interface Passworded {
  readonly password: BytesLike;
  readonly salt: BytesLike;
  readonly iterations: number;
}

/** Parameters of what makes keys from keys, data and passwords. */
export interface DerivationKinds {
  /** CK_HKDF_PARAMS: extract and expand unless told otherwise; the salt as data or as a key. */
  hkdf: {
    readonly hash: HashName;
    readonly extract?: Optional<boolean>;
    readonly expand?: Optional<boolean>;
    readonly salt?: Optional<BytesLike>;
    readonly saltKey?: Optional<KeyHandle>;
    readonly info?: Optional<BytesLike>;
  };
  /** CK_KEY_DERIVATION_STRING_DATA: data that is concatenated with, or encrypted by, the base key. */
  data: { readonly data: BytesLike };
  /** CK_DES_CBC_ENCRYPT_DATA_PARAMS. */
  desCbcData: EncryptData;
  /** CK_AES_CBC_ENCRYPT_DATA_PARAMS. */
  aesCbcData: EncryptData;
  /** CK_CAMELLIA_CBC_ENCRYPT_DATA_PARAMS. */
  camelliaCbcData: EncryptData;
  /** CK_ARIA_CBC_ENCRYPT_DATA_PARAMS. */
  ariaCbcData: EncryptData;
  /** CK_SEED_CBC_ENCRYPT_DATA_PARAMS. */
  seedCbcData: EncryptData;
  /** The other key of a concatenation. */
  otherKey: { readonly key: KeyHandle };
  /** CK_EXTRACT_PARAMS: the first bit of the base key that is taken. */
  extract: { readonly firstBit: number };
  /** CK_PKCS5_PBKD2_PARAMS2, or the structure before it. */
  pbkdf2: Passworded & {
    readonly prf?: Optional<Pbkdf2PrfName | number>;
    readonly prfData?: Optional<BytesLike>;
    readonly structure?: Optional<Pbkdf2Structure>;
  };
  /** CK_PBE_PARAMS: the token makes an IV of 8 bytes with the key. */
  pbe: Passworded;
  /** The same for keys that need no IV: RC4 and HMAC. */
  pbeKey: Passworded;
  /** CK_DSA_PARAMETER_GEN_PARAM (FIPS 186-4 A.1): the token makes the seed, of `seedBytes`. */
  dsaGeneration: { readonly hash: HashName; readonly seedBytes: number };
  /** The same for a generator of given parameters (FIPS 186-4 A.2.3). */
  dsaGenerator: { readonly hash: HashName; readonly seed: BytesLike; readonly index: number };
  /** CK_IKE2_PRF_PLUS_DERIVE_PARAMS. */
  ike2PrfPlus: {
    readonly prf: Named<MechanismName>;
    readonly seedKey?: Optional<KeyHandle>;
    readonly seed?: Optional<BytesLike>;
  };
  /** CK_IKE_PRF_DERIVE_PARAMS. */
  ikePrf: {
    readonly prf: Named<MechanismName>;
    readonly dataAsKey?: Optional<boolean>;
    readonly nonceInitiator: BytesLike;
    readonly nonceResponder: BytesLike;
    /** The new key of a rekeying. */
    readonly newKey?: Optional<KeyHandle>;
  };
  /** CK_IKE1_PRF_DERIVE_PARAMS. */
  ike1Prf: {
    readonly prf: Named<MechanismName>;
    readonly sharedKey: KeyHandle;
    readonly previousKey?: Optional<KeyHandle>;
    readonly cookieInitiator: BytesLike;
    readonly cookieResponder: BytesLike;
    readonly keyNumber: number;
  };
  /** CK_IKE1_EXTENDED_DERIVE_PARAMS. */
  ike1Extended: {
    readonly prf: Named<MechanismName>;
    readonly sharedKey?: Optional<KeyHandle>;
    readonly data?: Optional<BytesLike>;
  };
}

export interface DerivationOutputs {
  pbe: 'iv';
  dsaGeneration: 'seed';
}

const PBE_IV = 8;
/** Room beyond what the standard speaks of: NSS writes the IV of vendor ciphers with blocks of 16 bytes here. */
const PBE_IV_ROOM = 32;
const prf = named('prf', mechanisms);
const vector = (size: number) => inline('iv', size, 'an initialisation vector');
const encryptData = { pData: bytes('data'), length: lengthOf('data') } as const;
const passworded = {
  pPassword: bytes('password'),
  ulPasswordLen: lengthOf('password'),
  pSalt: bytes('salt'),
  ulSaltLen: lengthOf('salt'),
  ulIteration: integer('iterations', { least: 1 }),
} as const;
const pbkdf2Fields = {
  saltSource: fixed(CKZ.SALT_SPECIFIED),
  pSaltSourceData: bytes('salt'),
  ulSaltSourceDataLen: lengthOf('salt'),
  iterations: integer('iterations', { least: 1 }),
  prf: oneOf('prf', PBKDF2_PRFS, 'HMAC_SHA256'),
  pPrfData: optionalBytes('prfData'),
  ulPrfDataLen: lengthOf('prfData'),
  pPassword: bytes('password'),
} as const;
const structures: Readonly<Record<Pbkdf2Structure, number>> = {
  CK_PKCS5_PBKD2_PARAMS2: 2,
  CK_PKCS5_PBKD2_PARAMS: 1,
};
const structure = oneOf('structure', structures, 'CK_PKCS5_PBKD2_PARAMS2');

/** The length of the password, where the structure has a pointer to it. */
function pointedLength(): Field<'password'> {
  const length = lengthOf('password');
  return { ...length, value: (writer) => writer.arena.ulong(Number(length.value(writer))).address };
}

/** A seed that the token makes, in room for as many bytes as an option says. */
function seedRoom(): Field<'seedBytes', 'seed'> {
  const size = integer('seedBytes', { least: 1, most: 1024 });
  return {
    options: ['seedBytes'],
    outputs: ['seed'],
    value: (writer) => room('seed', Number(size.value(writer)), (it) => it.read(it.size)).value(writer),
  };
}

export const DERIVATION_CODECS: CodecsOf<DerivationKinds, DerivationOutputs> = {
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
  desCbcData: structured('CK_DES_CBC_ENCRYPT_DATA_PARAMS', { iv: vector(8), ...encryptData }),
  aesCbcData: structured('CK_AES_CBC_ENCRYPT_DATA_PARAMS', { iv: vector(16), ...encryptData }),
  camelliaCbcData: structured('CK_CAMELLIA_CBC_ENCRYPT_DATA_PARAMS', { iv: vector(16), ...encryptData }),
  ariaCbcData: structured('CK_ARIA_CBC_ENCRYPT_DATA_PARAMS', { iv: vector(16), ...encryptData }),
  seedCbcData: structured('CK_SEED_CBC_ENCRYPT_DATA_PARAMS', { iv: vector(16), ...encryptData }),
  otherKey: plainUlong(key('key')),
  extract: plainUlong(integer('firstBit')),
  pbkdf2: either(
    structured('CK_PKCS5_PBKD2_PARAMS2', { ...pbkdf2Fields, ulPasswordLen: lengthOf('password') }),
    structured('CK_PKCS5_PBKD2_PARAMS', {
      ...pbkdf2Fields,
      ulPasswordLen: {
        ...pointedLength(),
        options: ['password', 'structure'],
      },
    }),
    (writer) => structure.value(writer) === structures.CK_PKCS5_PBKD2_PARAMS,
  ),
  pbe: structured('CK_PBE_PARAMS', {
    pInitVector: room('iv', PBE_IV_ROOM, (region) => region.read(PBE_IV)),
    ...passworded,
  }),
  pbeKey: structured('CK_PBE_PARAMS', { pInitVector: fixed(0), ...passworded }),
  dsaGeneration: structured('CK_DSA_PARAMETER_GEN_PARAM', {
    hash: hashAlgorithm(['hash']),
    pSeed: seedRoom(),
    ulSeedLen: integer('seedBytes', { least: 1, most: 1024 }),
    ulIndex: fixed(0),
  }),
  dsaGenerator: structured('CK_DSA_PARAMETER_GEN_PARAM', {
    hash: hashAlgorithm(['hash']),
    pSeed: bytes('seed'),
    ulSeedLen: lengthOf('seed'),
    ulIndex: integer('index', { most: 255 }),
  }),
  ike2PrfPlus: structured('CK_IKE2_PRF_PLUS_DERIVE_PARAMS', {
    prfMechanism: prf,
    bHasSeedKey: given('seedKey'),
    hSeedKey: optionalKey('seedKey'),
    pSeedData: optionalBytes('seed'),
    ulSeedDataLen: lengthOf('seed'),
  }),
  ikePrf: structured('CK_IKE_PRF_DERIVE_PARAMS', {
    prfMechanism: prf,
    bDataAsKey: flag('dataAsKey'),
    bRekey: given('newKey'),
    pNi: bytes('nonceInitiator'),
    ulNiLen: lengthOf('nonceInitiator'),
    pNr: bytes('nonceResponder'),
    ulNrLen: lengthOf('nonceResponder'),
    hNewKey: optionalKey('newKey'),
  }),
  ike1Prf: structured('CK_IKE1_PRF_DERIVE_PARAMS', {
    prfMechanism: prf,
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
    prfMechanism: prf,
    bHasKeygxy: given('sharedKey'),
    hKeygxy: optionalKey('sharedKey'),
    pExtraData: optionalBytes('data'),
    ulExtraDataLen: lengthOf('data'),
  }),
};
