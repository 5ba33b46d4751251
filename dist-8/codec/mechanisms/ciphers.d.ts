/** Ciphers in use, and what they make of messages and keys. */
export declare const CIPHER_MECHANISMS: {
    readonly DES2_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly DES3_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly DES3_ECB: {
        readonly parameters: "none";
        readonly blockBytes: 8;
    };
    readonly DES3_CBC: {
        readonly parameters: "iv";
        readonly blockBytes: 8;
    };
    readonly DES3_MAC: {
        readonly parameters: "none";
        readonly mac: 4;
    };
    readonly DES3_MAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly DES3_CBC_PAD: {
        readonly parameters: "iv";
        readonly blockBytes: 8;
    };
    readonly DES3_CMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly DES3_CMAC: {
        readonly parameters: "none";
        readonly mac: 8;
    };
    readonly GENERIC_SECRET_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAMELLIA_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAMELLIA_ECB: {
        readonly parameters: "none";
        readonly blockBytes: 16;
    };
    readonly CAMELLIA_CBC: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly CAMELLIA_MAC: {
        readonly parameters: "none";
        readonly mac: 8;
    };
    readonly CAMELLIA_MAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly CAMELLIA_CBC_PAD: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly CAMELLIA_CTR: {
        readonly parameters: "camelliaCtr";
        readonly counterBlock: 16;
    };
    readonly ARIA_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly ARIA_ECB: {
        readonly parameters: "none";
        readonly blockBytes: 16;
    };
    readonly ARIA_CBC: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly ARIA_MAC: {
        readonly parameters: "none";
        readonly mac: 8;
    };
    readonly ARIA_MAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly ARIA_CBC_PAD: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly SEED_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SEED_ECB: {
        readonly parameters: "none";
        readonly blockBytes: 16;
    };
    readonly SEED_CBC: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly SEED_MAC: {
        readonly parameters: "none";
        readonly mac: 8;
    };
    readonly SEED_MAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly SEED_CBC_PAD: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly ECDH_AES_KEY_WRAP: {
        readonly parameters: "ecdhAes";
    };
    readonly AES_XTS: {
        readonly parameters: "iv";
    };
    readonly AES_XTS_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly AES_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly AES_ECB: {
        readonly parameters: "none";
        readonly blockBytes: 16;
    };
    readonly AES_CBC: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly AES_MAC: {
        readonly parameters: "none";
        readonly mac: 8;
    };
    readonly AES_MAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly AES_CBC_PAD: {
        readonly parameters: "iv";
        readonly blockBytes: 16;
    };
    readonly AES_CTR: {
        readonly parameters: "ctr";
        readonly counterBlock: 16;
    };
    readonly AES_GCM: {
        readonly parameters: "gcm";
        readonly ivBytes: 12;
        readonly tagBytes: 16;
        readonly message: "gcm";
        readonly wrap: "gcmWrap";
    };
    readonly AES_CCM: {
        readonly parameters: "ccm";
        readonly tagBytes: 16;
        readonly message: "ccm";
        readonly wrap: "ccmWrap";
    };
    readonly AES_CTS: {
        readonly parameters: "iv";
    };
    readonly AES_CMAC: {
        readonly parameters: "none";
        readonly mac: 16;
    };
    readonly AES_CMAC_GENERAL: {
        readonly parameters: "macLength";
        readonly mac: "asked";
    };
    readonly AES_XCBC_MAC: {
        readonly parameters: "none";
        readonly mac: 16;
    };
    readonly AES_XCBC_MAC_96: {
        readonly parameters: "none";
        readonly mac: 12;
    };
    readonly AES_GMAC: {
        readonly parameters: "iv";
    };
    readonly GOSTR3410_KEY_WRAP: {
        readonly parameters: "gostWrap";
    };
    readonly GOST28147_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly GOST28147_ECB: {
        readonly parameters: "none";
    };
    readonly GOST28147: {
        readonly parameters: "optionalIv";
    };
    readonly GOST28147_MAC: {
        readonly parameters: "optionalIv";
    };
    readonly GOST28147_KEY_WRAP: {
        readonly parameters: "ukm";
    };
    readonly CHACHA20_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CHACHA20: {
        readonly parameters: "chacha20";
    };
    readonly POLY1305_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly POLY1305: {
        readonly parameters: "none";
    };
    readonly AES_OFB: {
        readonly parameters: "iv";
    };
    readonly AES_CFB64: {
        readonly parameters: "iv";
    };
    readonly AES_CFB8: {
        readonly parameters: "iv";
    };
    readonly AES_CFB128: {
        readonly parameters: "iv";
    };
    readonly AES_CFB1: {
        readonly parameters: "iv";
    };
    readonly AES_KEY_WRAP: {
        readonly parameters: "optionalIv";
    };
    readonly AES_KEY_WRAP_PAD: {
        readonly parameters: "optionalIv";
    };
    readonly AES_KEY_WRAP_KWP: {
        readonly parameters: "optionalIv";
    };
    readonly AES_KEY_WRAP_PKCS7: {
        readonly parameters: "optionalIv";
    };
    readonly NULL: {
        readonly parameters: "none";
    };
    readonly SALSA20: {
        readonly parameters: "salsa20";
    };
    readonly CHACHA20_POLY1305: {
        readonly parameters: "poly1305";
        readonly tagBytes: 16;
        readonly message: "poly1305";
    };
    readonly SALSA20_POLY1305: {
        readonly parameters: "poly1305";
        readonly tagBytes: 16;
        readonly message: "poly1305";
    };
    readonly SALSA20_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly ECDH_X_AES_KEY_WRAP: {
        readonly parameters: "ecdhAes";
    };
    readonly ECDH_COF_AES_KEY_WRAP: {
        readonly parameters: "ecdhAes";
    };
};
