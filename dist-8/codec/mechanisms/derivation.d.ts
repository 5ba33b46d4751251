/** Keys from keys and passwords, key agreement, one-time passwords. */
export declare const DERIVATION_MECHANISMS: {
    readonly DH_PKCS_DERIVE: {
        readonly parameters: "dh";
        readonly ephemeral: "publicValue";
    };
    readonly X9_42_DH_DERIVE: {
        readonly parameters: "x942";
    };
    readonly X9_42_DH_HYBRID_DERIVE: {
        readonly parameters: "x942Hybrid";
    };
    readonly X9_42_MQV_DERIVE: {
        readonly parameters: "x942Mqv";
    };
    readonly SHA512_224_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA512_256_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA512_T_KEY_DERIVATION: {
        readonly parameters: "truncated";
    };
    readonly SECURID_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SECURID: {
        readonly parameters: "otp";
    };
    readonly HOTP_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly HOTP: {
        readonly parameters: "otp";
    };
    readonly ACTI: {
        readonly parameters: "otp";
    };
    readonly ACTI_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CONCATENATE_BASE_AND_KEY: {
        readonly parameters: "otherKey";
    };
    readonly CONCATENATE_BASE_AND_DATA: {
        readonly parameters: "data";
    };
    readonly CONCATENATE_DATA_AND_BASE: {
        readonly parameters: "data";
    };
    readonly XOR_BASE_AND_DATA: {
        readonly parameters: "data";
    };
    readonly EXTRACT_KEY_FROM_KEY: {
        readonly parameters: "extract";
    };
    readonly MD5_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly MD2_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA1_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA256_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA384_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA512_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA224_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA3_256_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA3_256_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly SHA3_224_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA3_224_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly SHA3_384_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA3_384_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly SHA3_512_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHA3_512_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly SHAKE_128_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHAKE_128_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly SHAKE_256_KEY_DERIVATION: {
        readonly parameters: "none";
    };
    readonly SHAKE_256_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly PBE_MD2_DES_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_MD5_DES_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_MD5_CAST_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_MD5_CAST3_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_MD5_CAST5_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_MD5_CAST128_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_CAST5_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_CAST128_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_RC4_128: {
        readonly parameters: "pbeKey";
    };
    readonly PBE_SHA1_RC4_40: {
        readonly parameters: "pbeKey";
    };
    readonly PBE_SHA1_DES3_EDE_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_DES2_EDE_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_RC2_128_CBC: {
        readonly parameters: "pbe";
    };
    readonly PBE_SHA1_RC2_40_CBC: {
        readonly parameters: "pbe";
    };
    readonly SP800_108_COUNTER_KDF: {
        readonly parameters: "counterKdf";
    };
    readonly SP800_108_FEEDBACK_KDF: {
        readonly parameters: "feedbackKdf";
    };
    readonly SP800_108_DOUBLE_PIPELINE_KDF: {
        readonly parameters: "pipelineKdf";
    };
    readonly PKCS5_PBKD2: {
        readonly parameters: "pbkdf2";
    };
    readonly PBA_SHA1_WITH_SHA1_HMAC: {
        readonly parameters: "pbeKey";
    };
    readonly KIP_DERIVE: {
        readonly parameters: "kip";
    };
    readonly KIP_WRAP: {
        readonly parameters: "kip";
    };
    readonly KIP_MAC: {
        readonly parameters: "kip";
    };
    readonly CAMELLIA_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly CAMELLIA_CBC_ENCRYPT_DATA: {
        readonly parameters: "camelliaCbcData";
    };
    readonly ARIA_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly ARIA_CBC_ENCRYPT_DATA: {
        readonly parameters: "ariaCbcData";
    };
    readonly SEED_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly SEED_CBC_ENCRYPT_DATA: {
        readonly parameters: "seedCbcData";
    };
    readonly KEA_KEY_DERIVE: {
        readonly parameters: "kea";
        readonly derives: "perhaps a key";
    };
    readonly KEA_DERIVE: {
        readonly parameters: "kea";
        readonly derives: "perhaps a key";
    };
    readonly ECDH1_DERIVE: {
        readonly parameters: "ecdh";
        readonly point: "publicKey";
        readonly ephemeral: "publicKey";
    };
    readonly ECDH1_COFACTOR_DERIVE: {
        readonly parameters: "ecdh";
        readonly point: "publicKey";
        readonly ephemeral: "publicKey";
    };
    readonly ECMQV_DERIVE: {
        readonly parameters: "ecmqv";
    };
    readonly DES_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly DES_CBC_ENCRYPT_DATA: {
        readonly parameters: "desCbcData";
    };
    readonly DES3_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly DES3_CBC_ENCRYPT_DATA: {
        readonly parameters: "desCbcData";
    };
    readonly AES_ECB_ENCRYPT_DATA: {
        readonly parameters: "data";
    };
    readonly AES_CBC_ENCRYPT_DATA: {
        readonly parameters: "aesCbcData";
    };
    readonly GOSTR3410_DERIVE: {
        readonly parameters: "gostDerive";
    };
    readonly BLAKE2B_160_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_256_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_384_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_512_KEY_DERIVE: {
        readonly parameters: "none";
    };
    readonly X3DH_INITIALIZE: {
        readonly parameters: "x3dhInitiate";
    };
    readonly X3DH_RESPOND: {
        readonly parameters: "x3dhRespond";
    };
    readonly X2RATCHET_INITIALIZE: {
        readonly parameters: "ratchetInitialize";
    };
    readonly X2RATCHET_RESPOND: {
        readonly parameters: "ratchetRespond";
    };
    readonly X2RATCHET_ENCRYPT: {
        readonly parameters: "none";
    };
    readonly X2RATCHET_DECRYPT: {
        readonly parameters: "none";
    };
    readonly HKDF_DERIVE: {
        readonly parameters: "hkdf";
    };
    readonly HKDF_DATA: {
        readonly parameters: "hkdf";
        readonly derives: "data";
    };
    readonly HKDF_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly IKE2_PRF_PLUS_DERIVE: {
        readonly parameters: "ike2PrfPlus";
    };
    readonly IKE_PRF_DERIVE: {
        readonly parameters: "ikePrf";
    };
    readonly IKE1_PRF_DERIVE: {
        readonly parameters: "ike1Prf";
    };
    readonly IKE1_EXTENDED_DERIVE: {
        readonly parameters: "ike1Extended";
    };
};
