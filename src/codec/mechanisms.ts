import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { describe, snapshot } from './bytes.ts';
import type { HashName } from './hashes.ts';
import { PARAMETER_CODECS } from './mechanism-parameters.ts';
import { type MechanismName, mechanisms } from './names.ts';
import { ParameterWriter } from './parameter-fields.ts';
import type { ParameterKind, ParameterKinds } from './parameter-kinds.ts';

/** What is known of a mechanism, beyond its number. */
export interface MechanismEntry {
  readonly parameters?: ParameterKind;
  /** The hash it applies to the data. */
  readonly hash?: HashName;
  /** The mechanism that does the same to data hashed already, for tokens that have only that. */
  readonly prehashed?: MechanismName;
  /** Signatures are two integers r and s of equal length, one after the other. */
  readonly rawSignature?: true;
}

/** One entry a mechanism; those not listed take no parameter, or the raw bytes of one. */
export const MECHANISMS = {
  AES_CBC: { parameters: 'iv' },
  AES_CBC_PAD: { parameters: 'iv' },
  AES_CTS: { parameters: 'iv' },
  AES_OFB: { parameters: 'iv' },
  AES_CFB1: { parameters: 'iv' },
  AES_CFB8: { parameters: 'iv' },
  AES_CFB64: { parameters: 'iv' },
  AES_CFB128: { parameters: 'iv' },
  AES_CTR: { parameters: 'ctr' },
  AES_GCM: { parameters: 'gcm' },
  AES_CCM: { parameters: 'ccm' },
  AES_MAC_GENERAL: { parameters: 'macLength' },
  AES_CMAC_GENERAL: { parameters: 'macLength' },
  AES_KEY_WRAP: { parameters: 'optionalIv' },
  AES_KEY_WRAP_PAD: { parameters: 'optionalIv' },
  AES_KEY_WRAP_KWP: { parameters: 'optionalIv' },
  AES_KEY_WRAP_PKCS7: { parameters: 'optionalIv' },
  DES_CBC: { parameters: 'iv' },
  DES_CBC_PAD: { parameters: 'iv' },
  DES3_CBC: { parameters: 'iv' },
  DES3_CBC_PAD: { parameters: 'iv' },
  DES3_MAC_GENERAL: { parameters: 'macLength' },
  DES3_CMAC_GENERAL: { parameters: 'macLength' },
  CAMELLIA_CBC: { parameters: 'iv' },
  CAMELLIA_CBC_PAD: { parameters: 'iv' },
  ARIA_CBC: { parameters: 'iv' },
  ARIA_CBC_PAD: { parameters: 'iv' },
  SEED_CBC: { parameters: 'iv' },
  SEED_CBC_PAD: { parameters: 'iv' },
  SHA_1_HMAC_GENERAL: { parameters: 'macLength' },
  SHA224_HMAC_GENERAL: { parameters: 'macLength' },
  SHA256_HMAC_GENERAL: { parameters: 'macLength' },
  SHA384_HMAC_GENERAL: { parameters: 'macLength' },
  SHA512_HMAC_GENERAL: { parameters: 'macLength' },
  RSA_PKCS_OAEP: { parameters: 'oaep' },
  RSA_PKCS_PSS: { parameters: 'pssRaw' },
  SHA1_RSA_PKCS: { hash: 'SHA_1' },
  SHA224_RSA_PKCS: { hash: 'SHA224' },
  SHA256_RSA_PKCS: { hash: 'SHA256' },
  SHA384_RSA_PKCS: { hash: 'SHA384' },
  SHA512_RSA_PKCS: { hash: 'SHA512' },
  SHA3_224_RSA_PKCS: { hash: 'SHA3_224' },
  SHA3_256_RSA_PKCS: { hash: 'SHA3_256' },
  SHA3_384_RSA_PKCS: { hash: 'SHA3_384' },
  SHA3_512_RSA_PKCS: { hash: 'SHA3_512' },
  SHA1_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA_1' },
  SHA224_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA224' },
  SHA256_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA256' },
  SHA384_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA384' },
  SHA512_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA512' },
  SHA3_224_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA3_224' },
  SHA3_256_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA3_256' },
  SHA3_384_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA3_384' },
  SHA3_512_RSA_PKCS_PSS: { parameters: 'pss', hash: 'SHA3_512' },
  DSA: { rawSignature: true },
  DSA_SHA1: { hash: 'SHA_1', prehashed: 'DSA', rawSignature: true },
  DSA_SHA224: { hash: 'SHA224', prehashed: 'DSA', rawSignature: true },
  DSA_SHA256: { hash: 'SHA256', prehashed: 'DSA', rawSignature: true },
  DSA_SHA384: { hash: 'SHA384', prehashed: 'DSA', rawSignature: true },
  DSA_SHA512: { hash: 'SHA512', prehashed: 'DSA', rawSignature: true },
  ECDSA: { rawSignature: true },
  ECDSA_SHA1: { hash: 'SHA_1', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA224: { hash: 'SHA224', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA256: { hash: 'SHA256', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA384: { hash: 'SHA384', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA512: { hash: 'SHA512', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA3_224: { hash: 'SHA3_224', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA3_256: { hash: 'SHA3_256', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA3_384: { hash: 'SHA3_384', prehashed: 'ECDSA', rawSignature: true },
  ECDSA_SHA3_512: { hash: 'SHA3_512', prehashed: 'ECDSA', rawSignature: true },
  EDDSA: { parameters: 'eddsa' },
  ML_DSA: { parameters: 'signContext' },
  HASH_ML_DSA: { parameters: 'hashSignContext' },
  HASH_ML_DSA_SHA224: { parameters: 'signContext' },
  HASH_ML_DSA_SHA256: { parameters: 'signContext' },
  HASH_ML_DSA_SHA384: { parameters: 'signContext' },
  HASH_ML_DSA_SHA512: { parameters: 'signContext' },
  HASH_ML_DSA_SHA3_224: { parameters: 'signContext' },
  HASH_ML_DSA_SHA3_256: { parameters: 'signContext' },
  HASH_ML_DSA_SHA3_384: { parameters: 'signContext' },
  HASH_ML_DSA_SHA3_512: { parameters: 'signContext' },
  HASH_ML_DSA_SHAKE128: { parameters: 'signContext' },
  HASH_ML_DSA_SHAKE256: { parameters: 'signContext' },
  SLH_DSA: { parameters: 'signContext' },
  HASH_SLH_DSA: { parameters: 'hashSignContext' },
  HASH_SLH_DSA_SHA224: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA256: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA384: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA512: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA3_224: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA3_256: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA3_384: { parameters: 'signContext' },
  HASH_SLH_DSA_SHA3_512: { parameters: 'signContext' },
  HASH_SLH_DSA_SHAKE128: { parameters: 'signContext' },
  HASH_SLH_DSA_SHAKE256: { parameters: 'signContext' },
  DH_PKCS_DERIVE: { parameters: 'dh' },
  ECDH1_DERIVE: { parameters: 'ecdh' },
  ECDH1_COFACTOR_DERIVE: { parameters: 'ecdh' },
  X9_42_DH_DERIVE: { parameters: 'x942' },
  ECDH_AES_KEY_WRAP: { parameters: 'ecdhAes' },
  ECDH_X_AES_KEY_WRAP: { parameters: 'ecdhAes' },
  ECDH_COF_AES_KEY_WRAP: { parameters: 'ecdhAes' },
  RSA_AES_KEY_WRAP: { parameters: 'rsaAes' },
  HKDF_DERIVE: { parameters: 'hkdf' },
  HKDF_DATA: { parameters: 'hkdf' },
  CONCATENATE_BASE_AND_KEY: { parameters: 'otherKey' },
  CONCATENATE_BASE_AND_DATA: { parameters: 'data' },
  CONCATENATE_DATA_AND_BASE: { parameters: 'data' },
  XOR_BASE_AND_DATA: { parameters: 'data' },
  EXTRACT_KEY_FROM_KEY: { parameters: 'extract' },
  DES_ECB_ENCRYPT_DATA: { parameters: 'data' },
  DES_CBC_ENCRYPT_DATA: { parameters: 'desCbcData' },
  DES3_ECB_ENCRYPT_DATA: { parameters: 'data' },
  DES3_CBC_ENCRYPT_DATA: { parameters: 'desCbcData' },
  AES_ECB_ENCRYPT_DATA: { parameters: 'data' },
  AES_CBC_ENCRYPT_DATA: { parameters: 'aesCbcData' },
  CAMELLIA_ECB_ENCRYPT_DATA: { parameters: 'data' },
  CAMELLIA_CBC_ENCRYPT_DATA: { parameters: 'aesCbcData' },
  ARIA_ECB_ENCRYPT_DATA: { parameters: 'data' },
  ARIA_CBC_ENCRYPT_DATA: { parameters: 'aesCbcData' },
  SEED_ECB_ENCRYPT_DATA: { parameters: 'data' },
  SEED_CBC_ENCRYPT_DATA: { parameters: 'aesCbcData' },
  PKCS5_PBKD2: { parameters: 'pbkdf2' },
  DSA_PROBABILISTIC_PARAMETER_GEN: { parameters: 'dsaGeneration' },
  DSA_SHAWE_TAYLOR_PARAMETER_GEN: { parameters: 'dsaGeneration' },
  DSA_FIPS_G_GEN: { parameters: 'dsaGeneration' },
  CAMELLIA_CTR: { parameters: 'ctr' },
  CHACHA20: { parameters: 'chacha20' },
  SALSA20: { parameters: 'salsa20' },
  CHACHA20_POLY1305: { parameters: 'poly1305' },
  SALSA20_POLY1305: { parameters: 'poly1305' },
  AES_GMAC: { parameters: 'iv' },
  TLS_MAC: { parameters: 'tlsMac' },
  IKE2_PRF_PLUS_DERIVE: { parameters: 'ike2PrfPlus' },
  IKE_PRF_DERIVE: { parameters: 'ikePrf' },
  IKE1_PRF_DERIVE: { parameters: 'ike1Prf' },
  IKE1_EXTENDED_DERIVE: { parameters: 'ike1Extended' },
} as const;

type Listed = typeof MECHANISMS;
/** The parameter kind of a mechanism. */
type KindOf<M extends MechanismName> = M extends keyof Listed
  ? Listed[M] extends { readonly parameters: infer K extends ParameterKind }
    ? K
    : 'raw'
  : 'raw';

/** The names of the mechanisms that take one kind of parameter. */
type NamesOf<K extends ParameterKind> = {
  [M in MechanismName]: KindOf<M> extends K ? M : never;
}[MechanismName];

/** The parameters of a mechanism, by its name. */
export type MechanismParameters<M extends MechanismName> = ParameterKinds[KindOf<M>];

/** A mechanism and its parameters, as options: the name decides which parameters there are. */
export type MechanismOptions =
  | { [K in ParameterKind]: { readonly mechanism: NamesOf<K> } & ParameterKinds[K] }[ParameterKind]
  /** A vendor's mechanism by number. */
  | ({ readonly mechanism: number | bigint } & ParameterKinds['raw']);

/** A mechanism chosen, with its entry in the table, before it is encoded. */
export interface ChosenMechanism {
  readonly name: MechanismName | Ulong;
  readonly type: Ulong;
  readonly entry: MechanismEntry;
  readonly options: object;
}

const UNLISTED: MechanismEntry = {};

/** Looks up a mechanism by name or number. */
export function mechanismEntry(name: MechanismName | Ulong): MechanismEntry {
  const canonical = typeof name === 'string' ? name : mechanisms.name(name);
  return typeof canonical === 'string' && Object.hasOwn(MECHANISMS, canonical)
    ? MECHANISMS[canonical as keyof Listed]
    : UNLISTED;
}

/** The options a mechanism takes, by name. */
export function parameterOptions(entry: MechanismEntry): readonly string[] {
  return PARAMETER_CODECS[entry.parameters ?? 'raw'].options;
}

export function chooseMechanism(name: MechanismName | Ulong, options: object): ChosenMechanism {
  return { name, type: mechanisms.number('mechanism', name), entry: mechanismEntry(name), options };
}

/** A mechanism whose parameters the caller can no longer change: for operations that begin later. */
export function keepMechanism(mechanism: ChosenMechanism): ChosenMechanism {
  return { ...mechanism, options: snapshot(mechanism.options) };
}

/** Writes a CK_MECHANISM; returns its address. */
export function encodeMechanism(arena: Arena, { name, type, entry, options }: ChosenMechanism): number {
  const writer = new ParameterWriter(arena, String(name), options, entry.hash);
  const { address, length } = PARAMETER_CODECS[entry.parameters ?? 'raw'].encode(writer);
  return arena.structure('CK_MECHANISM', { mechanism: type, pParameter: address, ulParameterLen: length })
    .address;
}

/** Refuses options that a method does not know, by name. */
export function refuseUnknownOptions(method: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${method}: expected an object of options, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      const allowed = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`;
      throw new TypeError(`${method}: unknown option ${JSON.stringify(name)}; ${allowed}`);
    }
  }
}
