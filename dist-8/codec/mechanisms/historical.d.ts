/** Ciphers of the past (PKCS #11 Historical Mechanisms). */
export declare const HISTORICAL_MECHANISMS: {
    readonly RC2_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly RC2_ECB: {
        readonly parameters: "rc2";
    };
    readonly RC2_CBC: {
        readonly parameters: "rc2Cbc";
    };
    readonly RC2_MAC: {
        readonly parameters: "rc2";
    };
    readonly RC2_MAC_GENERAL: {
        readonly parameters: "rc2Mac";
    };
    readonly RC2_CBC_PAD: {
        readonly parameters: "rc2Cbc";
    };
    readonly RC4_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly RC4: {
        readonly parameters: "none";
    };
    readonly DES_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly DES_ECB: {
        readonly parameters: "none";
    };
    readonly DES_CBC: {
        readonly parameters: "iv";
    };
    readonly DES_MAC: {
        readonly parameters: "none";
    };
    readonly DES_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly DES_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly CDMF_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CDMF_ECB: {
        readonly parameters: "none";
    };
    readonly CDMF_CBC: {
        readonly parameters: "iv";
    };
    readonly CDMF_MAC: {
        readonly parameters: "none";
    };
    readonly CDMF_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly CDMF_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly DES_OFB64: {
        readonly parameters: "iv";
    };
    readonly DES_OFB8: {
        readonly parameters: "iv";
    };
    readonly DES_CFB64: {
        readonly parameters: "iv";
    };
    readonly DES_CFB8: {
        readonly parameters: "iv";
    };
    readonly CAST_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAST_ECB: {
        readonly parameters: "none";
    };
    readonly CAST_CBC: {
        readonly parameters: "iv";
    };
    readonly CAST_MAC: {
        readonly parameters: "none";
    };
    readonly CAST_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly CAST_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly CAST3_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAST3_ECB: {
        readonly parameters: "none";
    };
    readonly CAST3_CBC: {
        readonly parameters: "iv";
    };
    readonly CAST3_MAC: {
        readonly parameters: "none";
    };
    readonly CAST3_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly CAST3_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly CAST5_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAST128_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly CAST5_ECB: {
        readonly parameters: "none";
    };
    readonly CAST128_ECB: {
        readonly parameters: "none";
    };
    readonly CAST5_CBC: {
        readonly parameters: "iv";
    };
    readonly CAST128_CBC: {
        readonly parameters: "iv";
    };
    readonly CAST5_MAC: {
        readonly parameters: "none";
    };
    readonly CAST128_MAC: {
        readonly parameters: "none";
    };
    readonly CAST5_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly CAST128_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly CAST5_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly CAST128_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly RC5_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly RC5_ECB: {
        readonly parameters: "rc5";
    };
    readonly RC5_CBC: {
        readonly parameters: "rc5Cbc";
    };
    readonly RC5_MAC: {
        readonly parameters: "rc5";
    };
    readonly RC5_MAC_GENERAL: {
        readonly parameters: "rc5Mac";
    };
    readonly RC5_CBC_PAD: {
        readonly parameters: "rc5Cbc";
    };
    readonly IDEA_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly IDEA_ECB: {
        readonly parameters: "none";
    };
    readonly IDEA_CBC: {
        readonly parameters: "iv";
    };
    readonly IDEA_MAC: {
        readonly parameters: "none";
    };
    readonly IDEA_MAC_GENERAL: {
        readonly parameters: "macLength";
    };
    readonly IDEA_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly KEY_WRAP_LYNKS: {
        readonly parameters: "none";
    };
    readonly KEY_WRAP_SET_OAEP: {
        readonly parameters: "setOaep";
    };
    readonly SKIPJACK_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly SKIPJACK_ECB64: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_CBC64: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_OFB64: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_CFB64: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_CFB32: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_CFB16: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_CFB8: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly SKIPJACK_WRAP: {
        readonly parameters: "none";
    };
    readonly SKIPJACK_PRIVATE_WRAP: {
        readonly parameters: "skipjackPrivateWrap";
    };
    readonly SKIPJACK_RELAYX: {
        readonly parameters: "skipjackRelayX";
    };
    readonly BATON_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BATON_ECB128: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly BATON_ECB96: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly BATON_CBC128: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly BATON_COUNTER: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly BATON_SHUFFLE: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly BATON_WRAP: {
        readonly parameters: "none";
    };
    readonly JUNIPER_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly JUNIPER_ECB128: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly JUNIPER_CBC128: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly JUNIPER_COUNTER: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly JUNIPER_SHUFFLE: {
        readonly parameters: "fortezzaIv";
        readonly ivBytes: 24;
    };
    readonly JUNIPER_WRAP: {
        readonly parameters: "none";
    };
    readonly BLOWFISH_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly BLOWFISH_CBC: {
        readonly parameters: "iv";
    };
    readonly TWOFISH_KEY_GEN: {
        readonly parameters: "none";
    };
    readonly TWOFISH_CBC: {
        readonly parameters: "iv";
    };
    readonly BLOWFISH_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly TWOFISH_CBC_PAD: {
        readonly parameters: "iv";
    };
    readonly FORTEZZA_TIMESTAMP: {
        readonly parameters: "none";
    };
    readonly FASTHASH: {
        readonly parameters: "none";
    };
};
