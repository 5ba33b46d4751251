import type { BytesLike } from '../bytes.js';
import type { HashName } from '../hashes.js';
import { type KdfName, type MgfName } from '../names.js';
import { type IvGenerator } from '../parameter-ivs.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { KeyHandle, Named, Optional } from './common.js';
interface GeneratedIv {
    /** The nonce, or what its fixed bits are taken from where the token makes the rest. */
    readonly iv?: Optional<BytesLike>;
    /** Size of a nonce that the token makes, in bytes (12). */
    readonly ivBytes?: Optional<number>;
    /** `RANDOM` without `iv`, else `NONE`. */
    readonly ivGenerator?: Optional<IvGenerator>;
    /** How many leading bits of `iv` the token keeps (0). */
    readonly fixedBits?: Optional<number>;
    readonly additionalData?: Optional<BytesLike>;
    readonly tagBits?: Optional<number>;
}
/** Parameters of what encrypts little data and keys. */
export interface WrappingKinds {
    /** CK_RSA_PKCS_OAEP_PARAMS: SHA-1 (RFC 8017's default) unless named. */
    oaep: {
        readonly hash?: Optional<HashName>;
        readonly mgf?: Optional<Named<MgfName>>;
        /** Its label, of RFC 8017; the `label` of methods that make a key is the key's. */
        readonly oaepLabel?: Optional<BytesLike>;
    };
    /** CK_RSA_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how RSA-OAEP encrypts it. */
    rsaAes: WrappingKinds['oaep'] & {
        readonly aesBits: number;
    };
    /** CK_ECDH_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how it follows from the shared secret. */
    ecdhAes: {
        readonly aesBits: number;
        readonly kdf?: Optional<Named<KdfName>>;
        readonly sharedData?: Optional<BytesLike>;
    };
    /** CK_GCM_WRAP_PARAMS, of authenticated wrapping: the token makes the nonce unless it is given. */
    gcmWrap: GeneratedIv;
    /** CK_CCM_WRAP_PARAMS: the same; the length of the wrapped key is part of the nonce block. */
    ccmWrap: GeneratedIv & {
        readonly dataLength: number;
    };
    /**
     * CK_KEY_WRAP_SET_OAEP_PARAMS: a byte and data that are wrapped with the key. When unwrapping, `extraBytes` is the
     * room for that data, which is never longer than 128 bytes.
     */
    setOaep: {
        readonly blockContents?: Optional<number>;
        readonly extraData?: Optional<BytesLike>;
        readonly extraBytes?: Optional<number>;
    };
    /** CK_GOSTR3410_KEY_WRAP_PARAMS: an object identifier in DER, user keying material, the sender's or receiver's key. */
    gostWrap: {
        readonly wrapOid?: Optional<BytesLike>;
        readonly ukm?: Optional<BytesLike>;
        readonly key?: Optional<KeyHandle>;
    };
    /** User keying material of 8 bytes. */
    ukm: {
        readonly ukm?: Optional<BytesLike>;
    };
    /** CK_SKIPJACK_PRIVATE_WRAP_PARAMS: numbers big-endian. */
    skipjackPrivateWrap: {
        readonly password: BytesLike;
        readonly publicValue: BytesLike;
        readonly prime: BytesLike;
        readonly base: BytesLike;
        readonly subprime: BytesLike;
        readonly randomA: BytesLike;
    };
    /** CK_SKIPJACK_RELAYX_PARAMS. */
    skipjackRelayX: {
        readonly oldWrapped: BytesLike;
        readonly oldPassword: BytesLike;
        readonly oldPublicValue: BytesLike;
        readonly oldRandomA: BytesLike;
        readonly newPassword: BytesLike;
        readonly newPublicValue: BytesLike;
        readonly newRandomA: BytesLike;
    };
}
export interface WrappingOutputs {
    gcmWrap: 'iv';
    ccmWrap: 'iv';
    setOaep: 'blockContents' | 'extraData';
}
export declare const WRAPPING_CODECS: CodecsOf<WrappingKinds, WrappingOutputs>;
export {};
