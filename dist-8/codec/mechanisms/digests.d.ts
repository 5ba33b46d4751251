/** Digests, and message authentication codes made of them. */
export declare const DIGEST_MECHANISMS: {
    readonly SHA512_224: {
        readonly parameters: "none";
    };
    readonly SHA512_224_HMAC: {
        readonly parameters: "none";
        readonly mac: 28;
    };
    readonly SHA512_224_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA512_256: {
        readonly parameters: "none";
    };
    readonly SHA512_256_HMAC: {
        readonly parameters: "none";
        readonly mac: 32;
    };
    readonly SHA512_256_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA512_T: {
        readonly parameters: "truncated";
    };
    readonly SHA512_T_HMAC: {
        readonly parameters: "truncated";
    };
    readonly SHA512_T_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly MD2: {
        readonly parameters: "none";
    };
    readonly MD2_HMAC: {
        readonly parameters: "none";
        readonly mac: 16;
    };
    readonly MD2_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly MD5: {
        readonly parameters: "none";
    };
    readonly MD5_HMAC: {
        readonly parameters: "none";
        readonly mac: 16;
    };
    readonly MD5_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA_1: {
        readonly parameters: "none";
    };
    readonly SHA_1_HMAC: {
        readonly parameters: "none";
        readonly mac: 20;
    };
    readonly SHA_1_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly RIPEMD128: {
        readonly parameters: "none";
    };
    readonly RIPEMD128_HMAC: {
        readonly parameters: "none";
        readonly mac: 16;
    };
    readonly RIPEMD128_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly RIPEMD160: {
        readonly parameters: "none";
    };
    readonly RIPEMD160_HMAC: {
        readonly parameters: "none";
        readonly mac: 20;
    };
    readonly RIPEMD160_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA256: {
        readonly parameters: "none";
    };
    readonly SHA256_HMAC: {
        readonly parameters: "none";
        readonly mac: 32;
    };
    readonly SHA256_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA224: {
        readonly parameters: "none";
    };
    readonly SHA224_HMAC: {
        readonly parameters: "none";
        readonly mac: 28;
    };
    readonly SHA224_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA384: {
        readonly parameters: "none";
    };
    readonly SHA384_HMAC: {
        readonly parameters: "none";
        readonly mac: 48;
    };
    readonly SHA384_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA512: {
        readonly parameters: "none";
    };
    readonly SHA512_HMAC: {
        readonly parameters: "none";
        readonly mac: 64;
    };
    readonly SHA512_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA3_256: {
        readonly parameters: "none";
    };
    readonly SHA3_256_HMAC: {
        readonly parameters: "none";
        readonly mac: 32;
    };
    readonly SHA3_256_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA3_256_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA3_224: {
        readonly parameters: "none";
    };
    readonly SHA3_224_HMAC: {
        readonly parameters: "none";
        readonly mac: 28;
    };
    readonly SHA3_224_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA3_224_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA3_384: {
        readonly parameters: "none";
    };
    readonly SHA3_384_HMAC: {
        readonly parameters: "none";
        readonly mac: 48;
    };
    readonly SHA3_384_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA3_384_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA3_512: {
        readonly parameters: "none";
    };
    readonly SHA3_512_HMAC: {
        readonly parameters: "none";
        readonly mac: 64;
    };
    readonly SHA3_512_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SHA3_512_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly GOSTR3411: {
        readonly parameters: "none";
    };
    readonly GOSTR3411_HMAC: {
        readonly parameters: "none";
        readonly mac: 32;
    };
    readonly SHA_1_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA224_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA256_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA384_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA512_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA512_224_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA512_256_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SHA512_T_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_160: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_160_HMAC: {
        readonly parameters: "none";
        readonly mac: 20;
    };
    readonly BLAKE2B_160_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly BLAKE2B_160_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_256: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_256_HMAC: {
        readonly parameters: "none";
        readonly mac: 32;
    };
    readonly BLAKE2B_256_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly BLAKE2B_256_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_384: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_384_HMAC: {
        readonly parameters: "none";
        readonly mac: 48;
    };
    readonly BLAKE2B_384_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly BLAKE2B_384_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_512: {
        readonly parameters: "none";
    };
    readonly BLAKE2B_512_HMAC: {
        readonly parameters: "none";
        readonly mac: 64;
    };
    readonly BLAKE2B_512_HMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly BLAKE2B_512_KEY_GEN: {
        readonly parameters: "none";
    };
};
