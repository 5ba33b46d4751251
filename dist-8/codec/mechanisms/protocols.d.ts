/** SSL, TLS and WTLS. */
export declare const PROTOCOL_MECHANISMS: {
    readonly TLS12_EXTENDED_MASTER_KEY_DERIVE: {
        readonly parameters: "tls12Extended";
    };
    readonly TLS12_EXTENDED_MASTER_KEY_DERIVE_DH: {
        readonly parameters: "tls12ExtendedDh";
    };
    readonly SSL3_PRE_MASTER_KEY_GEN: {
        readonly parameters: "version";
    };
    readonly SSL3_MASTER_KEY_DERIVE: {
        readonly parameters: "ssl3Master";
    };
    readonly SSL3_KEY_AND_MAC_DERIVE: {
        readonly parameters: "ssl3Keys";
        readonly derives: "no key";
    };
    readonly SSL3_MASTER_KEY_DERIVE_DH: {
        readonly parameters: "ssl3MasterDh";
    };
    readonly TLS_PRE_MASTER_KEY_GEN: {
        readonly parameters: "version";
    };
    readonly TLS_MASTER_KEY_DERIVE: {
        readonly parameters: "ssl3Master";
    };
    readonly TLS_KEY_AND_MAC_DERIVE: {
        readonly parameters: "ssl3Keys";
        readonly derives: "no key";
    };
    readonly TLS_MASTER_KEY_DERIVE_DH: {
        readonly parameters: "ssl3MasterDh";
    };
    readonly TLS_PRF: {
        readonly parameters: "tlsPrf";
        readonly derives: "no key";
    };
    readonly SSL3_MD5_MAC: {
        readonly parameters: "macLength";
    };
    readonly SSL3_SHA1_MAC: {
        readonly parameters: "macLength";
    };
    readonly WTLS_PRE_MASTER_KEY_GEN: {
        readonly parameters: "wtlsVersion";
    };
    readonly WTLS_MASTER_KEY_DERIVE: {
        readonly parameters: "wtlsMaster";
    };
    readonly WTLS_MASTER_KEY_DERIVE_DH_ECC: {
        readonly parameters: "wtlsMasterDh";
    };
    readonly WTLS_PRF: {
        readonly parameters: "wtlsPrf";
        readonly derives: "no key";
    };
    readonly WTLS_SERVER_KEY_AND_MAC_DERIVE: {
        readonly parameters: "wtlsKeys";
        readonly derives: "no key";
    };
    readonly WTLS_CLIENT_KEY_AND_MAC_DERIVE: {
        readonly parameters: "wtlsKeys";
        readonly derives: "no key";
    };
    readonly TLS12_MAC: {
        readonly parameters: "tlsMac";
    };
    readonly TLS12_KDF: {
        readonly parameters: "tlsKdf";
    };
    readonly TLS12_MASTER_KEY_DERIVE: {
        readonly parameters: "tls12Master";
    };
    readonly TLS12_KEY_AND_MAC_DERIVE: {
        readonly parameters: "tls12Keys";
        readonly derives: "no key";
    };
    readonly TLS12_MASTER_KEY_DERIVE_DH: {
        readonly parameters: "tls12MasterDh";
    };
    readonly TLS12_KEY_SAFE_DERIVE: {
        readonly parameters: "tls12SafeKeys";
        readonly derives: "no key";
    };
    readonly TLS_MAC: {
        readonly parameters: "tlsMac";
    };
    readonly TLS_KDF: {
        readonly parameters: "tlsKdf";
    };
    readonly TLS10_MAC_SERVER: {
        readonly parameters: "raw";
    };
    readonly TLS10_MAC_CLIENT: {
        readonly parameters: "raw";
    };
};
