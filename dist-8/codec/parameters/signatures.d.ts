import type { BytesLike } from '../bytes.js';
import type { HashName } from '../hashes.js';
import type { MechanismOptions } from '../mechanisms.js';
import { type MechanismName, type MgfName } from '../names.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { KeyHandle, Named, Optional } from './common.js';
import { type OtpOptions } from './otp.js';
declare const HEDGES: {
    readonly PREFERRED: 0;
    readonly REQUIRED: 1;
    readonly DETERMINISTIC_REQUIRED: 2;
};
export type HedgeName = keyof typeof HEDGES;
/** Parameters of signatures and of what signs messages in other ways. */
export interface SignatureKinds {
    /** CK_RSA_PKCS_PSS_PARAMS for data hashed by the mechanism: MGF1 of its hash, salt as long as the hash. */
    pss: {
        readonly mgf?: Optional<Named<MgfName>>;
        readonly saltLength?: Optional<number>;
    };
    /** The same for data hashed beforehand, with this hash. */
    pssRaw: {
        readonly hash: HashName;
        readonly mgf?: Optional<Named<MgfName>>;
        readonly saltLength?: Optional<number>;
    };
    /** CK_EDDSA_PARAMS: none for plain EdDSA. */
    eddsa: {
        readonly prehash?: Optional<boolean>;
        readonly context?: Optional<BytesLike>;
    };
    /** CK_XEDDSA_PARAMS: the hash of the signature. */
    xeddsa: {
        readonly hash: Named<MechanismName>;
    };
    /** CK_SIGN_ADDITIONAL_CONTEXT: none for ML-DSA and SLH-DSA as they are by default. */
    signContext: {
        readonly hedge?: Optional<HedgeName>;
        readonly context?: Optional<BytesLike>;
    };
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
export declare const SIGNATURE_CODECS: CodecsOf<SignatureKinds>;
export {};
