// Policy, not fact: which mechanism a method uses when none is named, and which attributes a new key gets. The
// defaults are python-pkcs11's where they are sound. Of several candidates the first that the token offers is used.
import type { Template } from '../../codec/attributes.ts';
import type { KeyTypeName, MechanismName } from '../../codec/names.ts';
import type { KeyWrapName } from '../../formats/key-wrap.ts';

/** What a key may be used for: the CKA_ attributes that allow its operations. */
export type Capability =
  | 'encrypt'
  | 'decrypt'
  | 'sign'
  | 'verify'
  | 'wrap'
  | 'unwrap'
  | 'derive'
  | 'encapsulate'
  | 'decapsulate';
/**
 * The operations that a default mechanism is looked up for; the inverse of each uses the same one. Private keys come as
 * PKCS #8, whose length is rarely a multiple of a block.
 */
export type DefaultedOperation =
  | 'generate'
  | 'parameters'
  | 'encrypt'
  | 'seal'
  | 'sign'
  | 'recover'
  | 'wrap'
  | 'wrapPrivate'
  | 'derive'
  | 'encapsulate';

interface KeyTypePolicy extends Partial<Record<DefaultedOperation, readonly MechanismName[]>> {
  readonly capabilities: readonly Capability[];
  /** The class of such keys, if they are no secret keys. */
  readonly objectClass?: 'OTP_KEY';
  /** Keys are of a parameter set (CKA_PARAMETER_SET) and have no size in bits. */
  readonly parameterSet?: true;
}

const CIPHER: readonly Capability[] = ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap'];
const MAC: readonly Capability[] = ['sign', 'verify'];

export const KEY_TYPE_POLICY: Partial<Record<KeyTypeName, KeyTypePolicy>> = {
  AES: {
    capabilities: CIPHER,
    generate: ['AES_KEY_GEN'],
    encrypt: ['AES_CBC_PAD'],
    seal: ['AES_GCM', 'AES_CCM'],
    // python-pkcs11 has AES_MAC, which is weak for messages of varying length, and AES_ECB for wrapping.
    sign: ['AES_CMAC'],
    // SoftHSM 2.6 pads with zeros that it does not take off again: strict wrapping first for secret keys.
    wrap: ['AES_KEY_WRAP_KWP', 'AES_KEY_WRAP', 'AES_KEY_WRAP_PAD'],
    wrapPrivate: ['AES_KEY_WRAP_KWP', 'AES_KEY_WRAP_PAD'],
  },
  CHACHA20: {
    capabilities: ['encrypt', 'decrypt'],
    generate: ['CHACHA20_KEY_GEN'],
    seal: ['CHACHA20_POLY1305'],
  },
  DES2: {
    capabilities: CIPHER,
    generate: ['DES2_KEY_GEN'],
    encrypt: ['DES3_CBC_PAD'],
    sign: ['DES3_CMAC'],
    wrap: ['DES3_CBC_PAD'],
    wrapPrivate: ['DES3_CBC_PAD'],
  },
  DES3: {
    capabilities: CIPHER,
    generate: ['DES3_KEY_GEN'],
    encrypt: ['DES3_CBC_PAD'],
    sign: ['DES3_CMAC'],
    wrap: ['DES3_CBC_PAD'],
    wrapPrivate: ['DES3_CBC_PAD'],
  },
  GENERIC_SECRET: {
    capabilities: [...MAC, 'derive'],
    generate: ['GENERIC_SECRET_KEY_GEN'],
    sign: ['SHA512_HMAC'],
  },
  HOTP: { objectClass: 'OTP_KEY', capabilities: MAC, generate: ['HOTP_KEY_GEN'], sign: ['HOTP'] },
  SECURID: { objectClass: 'OTP_KEY', capabilities: MAC, generate: ['SECURID_KEY_GEN'], sign: ['SECURID'] },
  ACTI: { objectClass: 'OTP_KEY', capabilities: MAC, generate: ['ACTI_KEY_GEN'], sign: ['ACTI'] },
  SHA256_HMAC: { capabilities: MAC, generate: ['SHA256_KEY_GEN'], sign: ['SHA256_HMAC'] },
  SHA384_HMAC: { capabilities: MAC, generate: ['SHA384_KEY_GEN'], sign: ['SHA384_HMAC'] },
  SHA512_HMAC: { capabilities: MAC, generate: ['SHA512_KEY_GEN'], sign: ['SHA512_HMAC'] },
  RSA: {
    capabilities: CIPHER,
    generate: ['RSA_PKCS_KEY_PAIR_GEN', 'RSA_X9_31_KEY_PAIR_GEN'],
    encrypt: ['RSA_PKCS_OAEP'],
    sign: ['SHA512_RSA_PKCS', 'SHA384_RSA_PKCS', 'SHA256_RSA_PKCS'],
    recover: ['RSA_PKCS'],
    wrap: ['RSA_PKCS_OAEP'],
  },
  DSA: {
    capabilities: MAC,
    generate: ['DSA_KEY_PAIR_GEN'],
    parameters: ['DSA_PARAMETER_GEN'],
    sign: ['DSA_SHA512'],
  },
  DH: {
    capabilities: ['derive'],
    generate: ['DH_PKCS_KEY_PAIR_GEN'],
    parameters: ['DH_PKCS_PARAMETER_GEN'],
    derive: ['DH_PKCS_DERIVE'],
  },
  X9_42_DH: {
    capabilities: ['derive'],
    generate: ['X9_42_DH_KEY_PAIR_GEN'],
    parameters: ['X9_42_DH_PARAMETER_GEN'],
    derive: ['X9_42_DH_DERIVE'],
  },
  EC: {
    capabilities: [...MAC, 'derive'],
    generate: ['EC_KEY_PAIR_GEN'],
    sign: ['ECDSA_SHA512'],
    derive: ['ECDH1_DERIVE'],
  },
  EC_EDWARDS: { capabilities: MAC, generate: ['EC_EDWARDS_KEY_PAIR_GEN'], sign: ['EDDSA'] },
  ML_KEM: {
    parameterSet: true,
    capabilities: ['encapsulate', 'decapsulate'],
    generate: ['ML_KEM_KEY_PAIR_GEN'],
    encapsulate: ['ML_KEM'],
  },
  ML_DSA: { parameterSet: true, capabilities: MAC, generate: ['ML_DSA_KEY_PAIR_GEN'], sign: ['ML_DSA'] },
  SLH_DSA: { parameterSet: true, capabilities: MAC, generate: ['SLH_DSA_KEY_PAIR_GEN'], sign: ['SLH_DSA'] },
  EC_MONTGOMERY: {
    capabilities: ['derive'],
    generate: ['EC_MONTGOMERY_KEY_PAIR_GEN'],
    derive: ['ECDH1_DERIVE'],
  },
};

/** The digest when none is named. */
export const DEFAULT_DIGEST: MechanismName = 'SHA256';

/** RSA's public exponent when the template has none: 65537. */
export const PUBLIC_EXPONENT = 65537n;

/**
 * How secret and private keys are protected unless the template says otherwise: what they are stays on the token, and
 * only a logged-in user sees them (which takes a login to make them).
 */
export function protection(loggedIn: boolean): Template {
  return { private: loggedIn, sensitive: true, extractable: false };
}

/**
 * How keys are wrapped on the way between a token and the world, by the type of key that wraps or unwraps them and the
 * class of the key, in the order tried. Private keys are too long for RSA.
 */
export const OUTSIDE_WRAPS: Partial<
  Record<KeyTypeName, Record<'SECRET_KEY' | 'PRIVATE_KEY', readonly KeyWrapName[]>>
> = {
  RSA: { SECRET_KEY: ['RSA_PKCS_OAEP', 'RSA_AES_KEY_WRAP'], PRIVATE_KEY: ['RSA_AES_KEY_WRAP'] },
  // SoftHSM 2.6 leaves the padding on the secret keys that it unwraps with AES_KEY_WRAP_PAD: they would be others.
  AES: {
    SECRET_KEY: ['AES_KEY_WRAP_KWP', 'AES_KEY_WRAP'],
    PRIVATE_KEY: ['AES_KEY_WRAP_KWP', 'AES_KEY_WRAP_PAD'],
  },
};

/**
 * What mechanisms that wrap with a temporary AES key do first; for tokens that do not offer them, it is done in two
 * steps, the second with the AES key.
 */
export const TWO_STEP_WRAPS: Partial<Record<KeyWrapName, KeyWrapName>> = {
  RSA_AES_KEY_WRAP: 'RSA_PKCS_OAEP',
};

/** The second step of a wrapping by the token. The world opens it as KWP (RFC 5649), and every token wraps so. */
export const SECOND_STEP: readonly KeyWrapName[] = ['AES_KEY_WRAP_KWP', 'AES_KEY_WRAP_PAD'];
