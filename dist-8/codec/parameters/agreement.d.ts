import type { BytesLike } from '../bytes.js';
import { type KdfName, type MechanismName } from '../names.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { KeyHandle, Named, Optional } from './common.js';
/** What the two curves of X3DH and the double ratchet are called there (PKCS #11 v3.2, CK_X2RATCHET_…_PARAMS). */
declare const RATCHET_CURVES: {
    readonly X25519: 255;
    readonly X448: 448;
};
export type RatchetCurve = keyof typeof RATCHET_CURVES;
interface SecondPair {
    /** The other party's second public key. */
    readonly publicValue2: BytesLike;
    /** The second private key of this party, and its length. */
    readonly privateKey2: KeyHandle;
    readonly privateKey2Bytes: number;
}
interface Ratchet {
    /** The secret that both parties share, of X3DH. */
    readonly sharedSecret: BytesLike;
    readonly ownIdentity: KeyHandle;
    readonly encryptedHeader?: Optional<boolean>;
    readonly curve: RatchetCurve;
    readonly aead: Named<MechanismName>;
    readonly kdf: Named<KdfName>;
}
/** Parameters of key agreement. */
export interface AgreementKinds {
    /** The other party's public value, big-endian. */
    dh: {
        readonly publicValue: BytesLike;
    };
    /** CK_X9_42_DH1_DERIVE_PARAMS. */
    x942: {
        readonly publicValue: BytesLike;
        readonly kdf?: Optional<Named<KdfName>>;
        readonly otherInfo?: Optional<BytesLike>;
    };
    /** CK_X9_42_DH2_DERIVE_PARAMS: two key pairs of each party. */
    x942Hybrid: AgreementKinds['x942'] & SecondPair;
    /** CK_X9_42_MQV_DERIVE_PARAMS: the same, with this party's own ephemeral public key. */
    x942Mqv: AgreementKinds['x942'] & SecondPair & {
        readonly ephemeralKey: KeyHandle;
    };
    /** CK_ECDH1_DERIVE_PARAMS: the other party's point, the function applied to the shared secret (NULL: none). */
    ecdh: {
        readonly publicKey: BytesLike;
        readonly kdf?: Optional<Named<KdfName>>;
        readonly sharedData?: Optional<BytesLike>;
    };
    /** CK_ECMQV_DERIVE_PARAMS; without `ephemeralKey` CK_ECDH2_DERIVE_PARAMS, which it was until v2.11. */
    ecmqv: AgreementKinds['ecdh'] & {
        readonly publicKey2: BytesLike;
        readonly privateKey2: KeyHandle;
        readonly privateKey2Bytes: number;
        readonly ephemeralKey?: Optional<KeyHandle>;
    };
    /**
     * CK_KEA_DERIVE_PARAMS: `randomB` of 0 only makes this party's random number, of 1 is for e-mail; the token writes
     * the number that it makes. Numbers are big-endian, of `randomBytes` (128) each.
     */
    kea: {
        readonly isSender: boolean;
        readonly publicValue: BytesLike;
        readonly randomA?: Optional<BytesLike>;
        readonly randomB?: Optional<BytesLike>;
        readonly randomBytes?: Optional<number>;
    };
    /** CK_GOSTR3410_DERIVE_PARAMS: user keying material of 8 bytes. */
    gostDerive: {
        readonly publicKey: BytesLike;
        readonly ukm: BytesLike;
        readonly kdf?: Optional<Named<KdfName>>;
    };
    /** CK_X3DH_INITIATE_PARAMS: the prekey bundle of the peer, and the keys of this party. */
    x3dhInitiate: {
        readonly kdf: Named<KdfName>;
        readonly peerIdentity: KeyHandle;
        readonly peerPrekey: KeyHandle;
        readonly prekeySignature: BytesLike;
        readonly onetimeKey?: Optional<BytesLike>;
        readonly ownIdentity: KeyHandle;
        readonly ownEphemeral: KeyHandle;
    };
    /** CK_X3DH_RESPOND_PARAMS: CKA_ID of the keys of this party, and the keys of the initiator. */
    x3dhRespond: {
        readonly kdf: Named<KdfName>;
        readonly identityId: BytesLike;
        readonly prekeyId: BytesLike;
        readonly onetimeId?: Optional<BytesLike>;
        readonly initiatorIdentity: KeyHandle;
        readonly initiatorEphemeral: BytesLike;
    };
    /** CK_X2RATCHET_INITIALIZE_PARAMS. */
    ratchetInitialize: Ratchet & {
        readonly peerPrekey: KeyHandle;
        readonly peerIdentity: KeyHandle;
    };
    /** CK_X2RATCHET_RESPOND_PARAMS. */
    ratchetRespond: Ratchet & {
        readonly ownPrekey: KeyHandle;
        readonly initiatorIdentity: KeyHandle;
    };
}
export interface AgreementOutputs {
    kea: 'randomA' | 'randomB';
}
export declare const AGREEMENT_CODECS: CodecsOf<AgreementKinds, AgreementOutputs>;
export {};
