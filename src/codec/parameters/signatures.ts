import type { BytesLike } from '../bytes.ts';
import type { HashName } from '../hashes.ts';
import type { MechanismOptions } from '../mechanisms.ts';
import { type MechanismName, type MgfName, mechanisms } from '../names.ts';
import {
  flag,
  hashAlgorithm,
  lengthOf,
  maskGeneration,
  mechanism,
  named,
  oneOf,
  optionalBytes,
  optionalKey,
  optionalMechanism,
  optionalText,
  saltLength,
} from '../parameter-fields.ts';
import { type CodecsOf, orNone, structured } from '../parameter-structures.ts';
import type { KeyHandle, Named, Optional } from './common.ts';
import { OTP_CODEC, type OtpOptions } from './otp.ts';

const HEDGES = { PREFERRED: 0, REQUIRED: 1, DETERMINISTIC_REQUIRED: 2 } as const;
export type HedgeName = keyof typeof HEDGES;

/** Parameters of signatures and of what signs messages in other ways. */
export interface SignatureKinds {
  /** CK_RSA_PKCS_PSS_PARAMS for data hashed by the mechanism: MGF1 of its hash, salt as long as the hash. */
  pss: { readonly mgf?: Optional<Named<MgfName>>; readonly saltLength?: Optional<number> };
  /** The same for data hashed beforehand, with this hash. */
  pssRaw: {
    readonly hash: HashName;
    readonly mgf?: Optional<Named<MgfName>>;
    readonly saltLength?: Optional<number>;
  };
  /** CK_EDDSA_PARAMS: none for plain EdDSA. */
  eddsa: { readonly prehash?: Optional<boolean>; readonly context?: Optional<BytesLike> };
  /** CK_XEDDSA_PARAMS: the hash of the signature. */
  xeddsa: { readonly hash: Named<MechanismName> };
  /** CK_SIGN_ADDITIONAL_CONTEXT: none for ML-DSA and SLH-DSA as they are by default. */
  signContext: { readonly hedge?: Optional<HedgeName>; readonly context?: Optional<BytesLike> };
  /** CK_HASH_SIGN_ADDITIONAL_CONTEXT: the same for data hashed beforehand, with this hash. */
  hashSignContext: {
    readonly hash: HashName;
    readonly hedge?: Optional<HedgeName>;
    readonly context?: Optional<BytesLike>;
  };
  /** CK_CMS_SIG_PARAMS: what the SignerInfo (RFC 5652) is to hold; attributes in DER. */
  cms: {
    /** The signer's certificate, if it is not found by its public key. */
    readonly certificate?: Optional<KeyHandle>;
    readonly signing?: Optional<MechanismOptions>;
    readonly digest?: Optional<MechanismOptions>;
    /** The type of the content, as MIME has it. */
    readonly contentType?: Optional<string>;
    /** The token may leave these out. */
    readonly requestedAttributes?: Optional<BytesLike>;
    readonly requiredAttributes?: Optional<BytesLike>;
  };
  /** CK_OTP_PARAMS. */
  otp: OtpOptions;
  /** CK_KIP_PARAMS (RFC 4758): the mechanism beneath, a key and a seed where that needs them. */
  kip: {
    readonly underlying: MechanismOptions;
    readonly key?: Optional<KeyHandle>;
    readonly seed?: Optional<BytesLike>;
  };
}

export const SIGNATURE_CODECS: CodecsOf<SignatureKinds> = {
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
  // Plain Ed25519 takes no parameter at all (PKCS #11 v3.2, CKM_EDDSA).
  eddsa: orNone(
    structured('CK_EDDSA_PARAMS', {
      phFlag: flag('prehash'),
      ulContextDataLen: lengthOf('context'),
      pContextData: optionalBytes('context'),
    }),
  ),
  xeddsa: structured('CK_XEDDSA_PARAMS', { hash: named('hash', mechanisms) }),
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
  cms: structured('CK_CMS_SIG_PARAMS', {
    certificateHandle: optionalKey('certificate'),
    pSigningMechanism: optionalMechanism('signing'),
    pDigestMechanism: optionalMechanism('digest'),
    pContentType: optionalText('contentType'),
    pRequestedAttributes: optionalBytes('requestedAttributes'),
    ulRequestedAttributesLen: lengthOf('requestedAttributes'),
    pRequiredAttributes: optionalBytes('requiredAttributes'),
    ulRequiredAttributesLen: lengthOf('requiredAttributes'),
  }),
  otp: OTP_CODEC,
  kip: structured('CK_KIP_PARAMS', {
    pMechanism: mechanism('underlying'),
    hKey: optionalKey('key'),
    pSeed: optionalBytes('seed'),
    ulSeedLen: lengthOf('seed'),
  }),
};
