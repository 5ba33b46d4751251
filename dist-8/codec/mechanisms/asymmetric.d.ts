/** Keys in pairs: making, signing, encryption with them. */
export declare const ASYMMETRIC_MECHANISMS: {
    readonly RSA_PKCS_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly RSA_PKCS: {
        readonly parameters: "none";
        readonly unpadded: {
            readonly mechanism: "RSA_X_509";
            readonly padding: "PKCS1";
        };
        readonly scheme: "RSA-PKCS1";
    };
    readonly RSA_9796: {
        readonly parameters: "none";
    };
    readonly RSA_X_509: {
        readonly parameters: "none";
        readonly scheme: "RSA";
    };
    readonly MD2_RSA_PKCS: {
        readonly parameters: "none";
    };
    readonly MD5_RSA_PKCS: {
        readonly parameters: "none";
    };
    readonly SHA1_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA_1";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly RIPEMD128_RSA_PKCS: {
        readonly parameters: "none";
    };
    readonly RIPEMD160_RSA_PKCS: {
        readonly parameters: "none";
    };
    readonly RSA_PKCS_OAEP: {
        readonly parameters: "oaep";
        readonly scheme: "RSA-OAEP";
    };
    readonly RSA_X9_31_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly RSA_X9_31: {
        readonly parameters: "none";
    };
    readonly SHA1_RSA_X9_31: {
        readonly parameters: "none";
    };
    readonly RSA_PKCS_PSS: {
        readonly parameters: "pssRaw";
        readonly unpadded: {
            readonly mechanism: "RSA_X_509";
            readonly padding: "PSS";
        };
        readonly scheme: "RSA-PSS";
    };
    readonly SHA1_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA_1";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly ML_KEM_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly DSA_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly DSA: {
        readonly parameters: "none";
        readonly rawSignature: true;
    };
    readonly DSA_SHA1: {
        readonly parameters: "none";
        readonly hash: "SHA_1";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA224: {
        readonly parameters: "none";
        readonly hash: "SHA224";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA256: {
        readonly parameters: "none";
        readonly hash: "SHA256";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA384: {
        readonly parameters: "none";
        readonly hash: "SHA384";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA512: {
        readonly parameters: "none";
        readonly hash: "SHA512";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ML_KEM: {
        readonly parameters: "none";
    };
    readonly DSA_SHA3_224: {
        readonly parameters: "none";
        readonly hash: "SHA3_224";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA3_256: {
        readonly parameters: "none";
        readonly hash: "SHA3_256";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA3_384: {
        readonly parameters: "none";
        readonly hash: "SHA3_384";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly DSA_SHA3_512: {
        readonly parameters: "none";
        readonly hash: "SHA3_512";
        readonly prehashed: "DSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ML_DSA_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly ML_DSA: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA: {
        readonly parameters: "hashSignContext";
        readonly signatureBytes: 4627;
    };
    readonly DH_PKCS_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly HASH_ML_DSA_SHA224: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA384: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA512: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA3_224: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA3_256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA3_384: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHA3_512: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHAKE128: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly HASH_ML_DSA_SHAKE256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 4627;
    };
    readonly SLH_DSA_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly SLH_DSA: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly X9_42_DH_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly HASH_SLH_DSA: {
        readonly parameters: "hashSignContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA224: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA384: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA512: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA3_224: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA3_256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA3_384: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHA3_512: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHAKE128: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly HASH_SLH_DSA_SHAKE256: {
        readonly parameters: "signContext";
        readonly signatureBytes: 49856;
    };
    readonly SHA256_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA256";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA384_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA384";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA512_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA512";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA256_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA256";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA384_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA384";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA512_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA512";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA224_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA224";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA224_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA224";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA3_256_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA3_256";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA3_384_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA3_384";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA3_512_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA3_512";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA3_256_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA3_256";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA3_384_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA3_384";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA3_512_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA3_512";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly SHA3_224_RSA_PKCS: {
        readonly parameters: "none";
        readonly hash: "SHA3_224";
        readonly prehashed: "RSA_PKCS";
        readonly hashEncoding: "DigestInfo";
        readonly scheme: "RSA-PKCS1";
    };
    readonly SHA3_224_RSA_PKCS_PSS: {
        readonly parameters: "pss";
        readonly hash: "SHA3_224";
        readonly prehashed: "RSA_PKCS_PSS";
        readonly scheme: "RSA-PSS";
    };
    readonly CMS_SIG: {
        readonly parameters: "cms";
    };
    readonly KEA_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly ECDSA_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly EC_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly ECDSA: {
        readonly parameters: "none";
        readonly rawSignature: true;
    };
    readonly ECDSA_SHA1: {
        readonly parameters: "none";
        readonly hash: "SHA_1";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA224: {
        readonly parameters: "none";
        readonly hash: "SHA224";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA256: {
        readonly parameters: "none";
        readonly hash: "SHA256";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA384: {
        readonly parameters: "none";
        readonly hash: "SHA384";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA512: {
        readonly parameters: "none";
        readonly hash: "SHA512";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA3_224: {
        readonly parameters: "none";
        readonly hash: "SHA3_224";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA3_256: {
        readonly parameters: "none";
        readonly hash: "SHA3_256";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA3_384: {
        readonly parameters: "none";
        readonly hash: "SHA3_384";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly ECDSA_SHA3_512: {
        readonly parameters: "none";
        readonly hash: "SHA3_512";
        readonly prehashed: "ECDSA";
        readonly rawSignature: true;
        readonly scheme: "DSA";
    };
    readonly RSA_AES_KEY_WRAP: {
        readonly parameters: "rsaAes";
    };
    readonly EC_EDWARDS_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly EC_MONTGOMERY_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly EDDSA: {
        readonly parameters: "eddsa";
        readonly scheme: "EdDSA";
        readonly twoHalves: true;
    };
    readonly GOSTR3410_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly GOSTR3410: {
        readonly parameters: "none";
    };
    readonly GOSTR3410_WITH_GOSTR3411: {
        readonly parameters: "none";
    };
    readonly EC_KEY_PAIR_GEN_W_EXTRA_BITS: {
        readonly parameters: "none";
    };
    readonly DSA_PARAMETER_GEN: {
        readonly parameters: "none";
    };
    readonly DH_PKCS_PARAMETER_GEN: {
        readonly parameters: "none";
    };
    readonly X9_42_DH_PARAMETER_GEN: {
        readonly parameters: "none";
    };
    readonly DSA_PROBABILISTIC_PARAMETER_GEN: {
        readonly parameters: "dsaGeneration";
    };
    readonly DSA_PROBABLISTIC_PARAMETER_GEN: {
        readonly parameters: "dsaGeneration";
    };
    readonly DSA_SHAWE_TAYLOR_PARAMETER_GEN: {
        readonly parameters: "dsaGeneration";
    };
    readonly DSA_FIPS_G_GEN: {
        readonly parameters: "dsaGenerator";
    };
    readonly RSA_PKCS_TPM_1_1: {
        readonly parameters: "none";
    };
    readonly RSA_PKCS_OAEP_TPM_1_1: {
        readonly parameters: "none";
    };
    readonly XEDDSA: {
        readonly parameters: "xeddsa";
    };
    readonly HSS_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly HSS: {
        readonly parameters: "none";
    };
    readonly XMSS_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly XMSSMT_KEY_PAIR_GEN: {
        readonly parameters: "none";
    };
    readonly XMSS: {
        readonly parameters: "none";
    };
    readonly XMSSMT: {
        readonly parameters: "none";
    };
    readonly PUB_KEY_FROM_PRIV_KEY: {
        readonly parameters: "none";
    };
};
