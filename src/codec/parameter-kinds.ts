import { CKP } from '../spec/constants.ts';
import type { BytesLike } from './bytes.ts';
import type { HashName } from './hashes.ts';
import type { KdfName, MechanismName, MgfName } from './names.ts';

export const HEDGES = { PREFERRED: 0, REQUIRED: 1, DETERMINISTIC_REQUIRED: 2 } as const;
export const PBKDF2_PRFS: Readonly<Record<`HMAC_SHA${1 | 224 | 256 | 384 | 512}`, number>> = {
  HMAC_SHA1: CKP.PKCS5_PBKD2_HMAC_SHA1,
  HMAC_SHA224: CKP.PKCS5_PBKD2_HMAC_SHA224,
  HMAC_SHA256: CKP.PKCS5_PBKD2_HMAC_SHA256,
  HMAC_SHA384: CKP.PKCS5_PBKD2_HMAC_SHA384,
  HMAC_SHA512: CKP.PKCS5_PBKD2_HMAC_SHA512,
};
/** CK_TLS_MAC_PARAMS.ulServerOrClient. */
export const TLS_SIDES = { server: 1, client: 2 } as const;

/** A key on the same token. */
export interface KeyHandle {
  readonly handle: number | bigint;
}

type Optional<T> = T | undefined;
type Named<N extends string> = N | number;

/** What IV and data of the derivation by encryption are: the base key encrypts the data. */
interface EncryptData {
  readonly iv: BytesLike;
  readonly data: BytesLike;
}

/** The options that each kind of mechanism parameter takes. Lengths in bytes unless the name says bits. */
export interface ParameterKinds {
  /** No parameter, or the bytes of one that has no codec of its own. */
  raw: { readonly parameter?: Optional<BytesLike> };
  /** An initialisation vector, of the cipher's block size. */
  iv: { readonly iv: BytesLike };
  /** RFC 3394 and 5649 key wrap: an alternative initial value, usually left out. */
  optionalIv: { readonly iv?: Optional<BytesLike> };
  /** CK_AES_CTR_PARAMS: the first counter block of 16 bytes, and how many of its low bits count (128). */
  ctr: { readonly iv: BytesLike; readonly counterBits?: Optional<number> };
  /** CK_GCM_PARAMS: a nonce (12 bytes is usual), data authenticated besides, tag length (128). */
  gcm: {
    readonly iv: BytesLike;
    readonly additionalData?: Optional<BytesLike>;
    readonly tagBits?: Optional<number>;
  };
  /** CK_CCM_PARAMS: the plaintext's length is part of the nonce block, so it is needed beforehand. */
  ccm: {
    readonly iv: BytesLike;
    readonly dataLength: number;
    readonly additionalData?: Optional<BytesLike>;
    readonly tagBits?: Optional<number>;
  };
  /** CK_MAC_GENERAL_PARAMS: the length of the code. */
  macLength: { readonly macLength: number };
  /** CK_RSA_PKCS_PSS_PARAMS for data hashed by the mechanism: MGF1 of its hash, salt as long as the hash. */
  pss: { readonly mgf?: Optional<Named<MgfName>>; readonly saltLength?: Optional<number> };
  /** The same for data hashed beforehand, with this hash. */
  pssRaw: {
    readonly hash: HashName;
    readonly mgf?: Optional<Named<MgfName>>;
    readonly saltLength?: Optional<number>;
  };
  /** CK_RSA_PKCS_OAEP_PARAMS: SHA-1 (RFC 8017's default) unless named. */
  oaep: {
    readonly hash?: Optional<HashName>;
    readonly mgf?: Optional<Named<MgfName>>;
    readonly label?: Optional<BytesLike>;
  };
  /** CK_EDDSA_PARAMS: none for plain EdDSA. */
  eddsa: { readonly prehash?: Optional<boolean>; readonly context?: Optional<BytesLike> };
  /** CK_SIGN_ADDITIONAL_CONTEXT: none for ML-DSA and SLH-DSA as they are by default. */
  signContext: { readonly hedge?: Optional<HedgeName>; readonly context?: Optional<BytesLike> };
  /** CK_HASH_SIGN_ADDITIONAL_CONTEXT: the same for data hashed beforehand, with this hash. */
  hashSignContext: {
    readonly hash: HashName;
    readonly hedge?: Optional<HedgeName>;
    readonly context?: Optional<BytesLike>;
  };
  /** The other party's public value, big-endian. */
  dh: { readonly publicValue: BytesLike };
  /** CK_X9_42_DH1_DERIVE_PARAMS. */
  x942: {
    readonly publicValue: BytesLike;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly otherInfo?: Optional<BytesLike>;
  };
  /** CK_ECDH1_DERIVE_PARAMS: the other party's point, the function applied to the shared secret (NULL: none). */
  ecdh: {
    readonly publicKey: BytesLike;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly sharedData?: Optional<BytesLike>;
  };
  /** CK_ECDH_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how it follows from the shared secret. */
  ecdhAes: {
    readonly aesBits: number;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly sharedData?: Optional<BytesLike>;
  };
  /** CK_RSA_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how RSA-OAEP encrypts it. */
  rsaAes: ParameterKinds['oaep'] & { readonly aesBits: number };
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
  desCbcData: EncryptData;
  aesCbcData: EncryptData;
  /** The other key of a concatenation. */
  otherKey: { readonly key: KeyHandle };
  /** CK_EXTRACT_PARAMS: the first bit of the base key that is taken. */
  extract: { readonly firstBit: number };
  /** CK_PKCS5_PBKD2_PARAMS2. */
  pbkdf2: {
    readonly password: BytesLike;
    readonly salt: BytesLike;
    readonly iterations: number;
    readonly prf?: Optional<Pbkdf2PrfName | number>;
  };
  /** CK_DSA_PARAMETER_GEN_PARAM (FIPS 186-4 A.1). */
  dsaGeneration: {
    readonly hash: HashName;
    readonly seed?: Optional<BytesLike>;
    readonly index?: Optional<number>;
  };
  /** CK_CHACHA20_PARAMS: the block counter as bytes, of 4 or 8. */
  chacha20: { readonly counter: BytesLike; readonly iv: BytesLike };
  /** CK_SALSA20_PARAMS. */
  salsa20: { readonly counter: BytesLike; readonly iv: BytesLike };
  /** CK_SALSA20_CHACHA20_POLY1305_PARAMS. */
  poly1305: { readonly iv: BytesLike; readonly additionalData?: Optional<BytesLike> };
  /** CK_TLS_MAC_PARAMS: which Finished message it is for. */
  tlsMac: { readonly hash: HashName; readonly macLength: number; readonly side: 'server' | 'client' };
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

export type HedgeName = keyof typeof HEDGES;
export type Pbkdf2PrfName = keyof typeof PBKDF2_PRFS;
export type ParameterKind = keyof ParameterKinds;
