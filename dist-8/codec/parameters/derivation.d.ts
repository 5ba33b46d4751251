import type { BytesLike } from '../bytes.js';
import type { HashName } from '../hashes.js';
import { type MechanismName } from '../names.js';
import { type CodecsOf } from '../parameter-structures.js';
import type { KeyHandle, Named, Optional } from './common.js';
declare const PBKDF2_PRFS: Readonly<Record<`HMAC_SHA${Pbkdf2Hash}` | 'HMAC_GOSTR3411', number>>;
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
    data: {
        readonly data: BytesLike;
    };
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
    otherKey: {
        readonly key: KeyHandle;
    };
    /** CK_EXTRACT_PARAMS: the first bit of the base key that is taken. */
    extract: {
        readonly firstBit: number;
    };
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
    dsaGeneration: {
        readonly hash: HashName;
        readonly seedBytes: number;
    };
    /** The same for a generator of given parameters (FIPS 186-4 A.2.3). */
    dsaGenerator: {
        readonly hash: HashName;
        readonly seed: BytesLike;
        readonly index: number;
    };
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
export declare const DERIVATION_CODECS: CodecsOf<DerivationKinds, DerivationOutputs>;
export {};
