// ../w/lead/src/spec/constants.ts
var CK = {
  TRUE: 1,
  FALSE: 0,
  EFFECTIVELY_INFINITE: 0,
  INVALID_HANDLE: 0,
  CERTIFICATE_CATEGORY_UNSPECIFIED: 0,
  CERTIFICATE_CATEGORY_TOKEN_USER: 1,
  CERTIFICATE_CATEGORY_AUTHORITY: 2,
  CERTIFICATE_CATEGORY_OTHER_ENTITY: 3,
  SECURITY_DOMAIN_UNSPECIFIED: 0,
  SECURITY_DOMAIN_MANUFACTURER: 1,
  SECURITY_DOMAIN_OPERATOR: 2,
  SECURITY_DOMAIN_THIRD_PARTY: 3,
  OTP_FORMAT_DECIMAL: 0,
  OTP_FORMAT_HEXADECIMAL: 1,
  OTP_FORMAT_ALPHANUMERIC: 2,
  OTP_FORMAT_BINARY: 3,
  OTP_PARAM_IGNORED: 0,
  OTP_PARAM_OPTIONAL: 1,
  OTP_PARAM_MANDATORY: 2,
  OTP_VALUE: 0,
  OTP_PIN: 1,
  OTP_CHALLENGE: 2,
  OTP_TIME: 3,
  OTP_COUNTER: 4,
  OTP_FLAGS: 5,
  OTP_OUTPUT_LENGTH: 6,
  OTP_OUTPUT_FORMAT: 7,
  SP800_108_ITERATION_VARIABLE: 1,
  SP800_108_OPTIONAL_COUNTER: 2,
  SP800_108_DKM_LENGTH: 3,
  SP800_108_BYTE_ARRAY: 4,
  SP800_108_COUNTER: 2,
  SP800_108_KEY_HANDLE: 5,
  SP800_108_DKM_LENGTH_SUM_OF_KEYS: 1,
  SP800_108_DKM_LENGTH_SUM_OF_SEGMENTS: 2
};
var CKN = {
  SURRENDER: 0,
  OTP_CHANGED: 1
};
var CKF = {
  TOKEN_PRESENT: 1,
  REMOVABLE_DEVICE: 2,
  HW_SLOT: 4,
  RNG: 1,
  WRITE_PROTECTED: 2,
  LOGIN_REQUIRED: 4,
  USER_PIN_INITIALIZED: 8,
  RESTORE_KEY_NOT_NEEDED: 32,
  CLOCK_ON_TOKEN: 64,
  PROTECTED_AUTHENTICATION_PATH: 256,
  DUAL_CRYPTO_OPERATIONS: 512,
  TOKEN_INITIALIZED: 1024,
  SECONDARY_AUTHENTICATION: 2048,
  USER_PIN_COUNT_LOW: 65536,
  USER_PIN_FINAL_TRY: 131072,
  USER_PIN_LOCKED: 262144,
  USER_PIN_TO_BE_CHANGED: 524288,
  SO_PIN_COUNT_LOW: 1048576,
  SO_PIN_FINAL_TRY: 2097152,
  SO_PIN_LOCKED: 4194304,
  SO_PIN_TO_BE_CHANGED: 8388608,
  ERROR_STATE: 16777216,
  SEED_RANDOM_REQUIRED: 33554432,
  ASYNC_SESSION_SUPPORTED: 67108864,
  RW_SESSION: 2,
  SERIAL_SESSION: 4,
  ASYNC_SESSION: 8,
  ARRAY_ATTRIBUTE: 1073741824,
  HW: 1,
  MESSAGE_ENCRYPT: 2,
  MESSAGE_DECRYPT: 4,
  MESSAGE_SIGN: 8,
  MESSAGE_VERIFY: 16,
  MULTI_MESSAGE: 32,
  MULTI_MESSGE: 32,
  FIND_OBJECTS: 64,
  ENCRYPT: 256,
  DECRYPT: 512,
  DIGEST: 1024,
  SIGN: 2048,
  SIGN_RECOVER: 4096,
  VERIFY: 8192,
  VERIFY_RECOVER: 16384,
  GENERATE: 32768,
  GENERATE_KEY_PAIR: 65536,
  WRAP: 131072,
  UNWRAP: 262144,
  DERIVE: 524288,
  EC_F_P: 1048576,
  EC_F_2M: 2097152,
  EC_ECPARAMETERS: 4194304,
  EC_OID: 8388608,
  EC_NAMEDCURVE: 8388608,
  EC_UNCOMPRESS: 16777216,
  EC_COMPRESS: 33554432,
  EC_CURVENAME: 67108864,
  ENCAPSULATE: 268435456,
  DECAPSULATE: 536870912,
  EXTENSION: 2147483648,
  END_OF_MESSAGE: 1,
  INTERFACE_FORK_SAFE: 1,
  LIBRARY_CANT_CREATE_OS_THREADS: 1,
  OS_LOCKING_OK: 2,
  DONT_BLOCK: 1,
  NEXT_OTP: 1,
  EXCLUDE_TIME: 2,
  EXCLUDE_COUNTER: 4,
  EXCLUDE_CHALLENGE: 8,
  EXCLUDE_PIN: 16,
  USER_FRIENDLY_OTP: 32,
  HKDF_SALT_NULL: 1,
  HKDF_SALT_DATA: 2,
  HKDF_SALT_KEY: 4
};
var CKU = {
  SO: 0,
  USER: 1,
  CONTEXT_SPECIFIC: 2,
  USER_NOBODY: 999
};
var CKS = {
  RO_PUBLIC_SESSION: 0,
  RO_USER_FUNCTIONS: 1,
  RW_PUBLIC_SESSION: 2,
  RW_USER_FUNCTIONS: 3,
  RW_SO_FUNCTIONS: 4,
  LAST_VALIDATION_OK: 1
};
var CKO = {
  DATA: 0,
  CERTIFICATE: 1,
  PUBLIC_KEY: 2,
  PRIVATE_KEY: 3,
  SECRET_KEY: 4,
  HW_FEATURE: 5,
  DOMAIN_PARAMETERS: 6,
  MECHANISM: 7,
  OTP_KEY: 8,
  PROFILE: 9,
  VALIDATION: 10,
  TRUST: 11,
  VENDOR_DEFINED: 2147483648
};
var CKP = {
  INVALID_ID: 0,
  BASELINE_PROVIDER: 1,
  EXTENDED_PROVIDER: 2,
  AUTHENTICATION_TOKEN: 3,
  PUBLIC_CERTIFICATES_TOKEN: 4,
  COMPLETE_PROVIDER: 5,
  HKDF_TLS_TOKEN: 6,
  VENDOR_DEFINED: 2147483648,
  PKCS5_PBKD2_HMAC_SHA1: 1,
  PKCS5_PBKD2_HMAC_GOSTR3411: 2,
  PKCS5_PBKD2_HMAC_SHA224: 3,
  PKCS5_PBKD2_HMAC_SHA256: 4,
  PKCS5_PBKD2_HMAC_SHA384: 5,
  PKCS5_PBKD2_HMAC_SHA512: 6,
  PKCS5_PBKD2_HMAC_SHA512_224: 7,
  PKCS5_PBKD2_HMAC_SHA512_256: 8,
  ML_DSA_44: 1,
  ML_DSA_65: 2,
  ML_DSA_87: 3,
  SLH_DSA_SHA2_128S: 1,
  SLH_DSA_SHAKE_128S: 2,
  SLH_DSA_SHA2_128F: 3,
  SLH_DSA_SHAKE_128F: 4,
  SLH_DSA_SHA2_192S: 5,
  SLH_DSA_SHAKE_192S: 6,
  SLH_DSA_SHA2_192F: 7,
  SLH_DSA_SHAKE_192F: 8,
  SLH_DSA_SHA2_256S: 9,
  SLH_DSA_SHAKE_256S: 10,
  SLH_DSA_SHA2_256F: 11,
  SLH_DSA_SHAKE_256F: 12,
  ML_KEM_512: 1,
  ML_KEM_768: 2,
  ML_KEM_1024: 3
};
var CKH = {
  MONOTONIC_COUNTER: 1,
  CLOCK: 2,
  USER_INTERFACE: 3,
  VENDOR_DEFINED: 2147483648,
  HEDGE_PREFERRED: 0,
  HEDGE_REQUIRED: 1,
  DETERMINISTIC_REQUIRED: 2
};
var CKK = {
  RSA: 0,
  DSA: 1,
  DH: 2,
  ECDSA: 3,
  EC: 3,
  X9_42_DH: 4,
  KEA: 5,
  GENERIC_SECRET: 16,
  RC2: 17,
  RC4: 18,
  DES: 19,
  DES2: 20,
  DES3: 21,
  CAST: 22,
  CAST3: 23,
  CAST5: 24,
  CAST128: 24,
  RC5: 25,
  IDEA: 26,
  SKIPJACK: 27,
  BATON: 28,
  JUNIPER: 29,
  CDMF: 30,
  AES: 31,
  BLOWFISH: 32,
  TWOFISH: 33,
  SECURID: 34,
  HOTP: 35,
  ACTI: 36,
  CAMELLIA: 37,
  ARIA: 38,
  MD5_HMAC: 39,
  SHA_1_HMAC: 40,
  RIPEMD128_HMAC: 41,
  RIPEMD160_HMAC: 42,
  SHA256_HMAC: 43,
  SHA384_HMAC: 44,
  SHA512_HMAC: 45,
  SHA224_HMAC: 46,
  SEED: 47,
  GOSTR3410: 48,
  GOSTR3411: 49,
  GOST28147: 50,
  CHACHA20: 51,
  POLY1305: 52,
  AES_XTS: 53,
  SHA3_224_HMAC: 54,
  SHA3_256_HMAC: 55,
  SHA3_384_HMAC: 56,
  SHA3_512_HMAC: 57,
  BLAKE2B_160_HMAC: 58,
  BLAKE2B_256_HMAC: 59,
  BLAKE2B_384_HMAC: 60,
  BLAKE2B_512_HMAC: 61,
  SALSA20: 62,
  X2RATCHET: 63,
  EC_EDWARDS: 64,
  EC_MONTGOMERY: 65,
  HKDF: 66,
  SHA512_224_HMAC: 67,
  SHA512_256_HMAC: 68,
  SHA512_T_HMAC: 69,
  HSS: 70,
  XMSS: 71,
  XMSSMT: 72,
  ML_KEM: 73,
  ML_DSA: 74,
  SLH_DSA: 75,
  VENDOR_DEFINED: 2147483648
};
var CKC = {
  X_509: 0,
  X_509_ATTR_CERT: 1,
  WTLS: 2,
  VENDOR_DEFINED: 2147483648
};
var CKA = {
  CLASS: 0,
  TOKEN: 1,
  PRIVATE: 2,
  LABEL: 3,
  UNIQUE_ID: 4,
  APPLICATION: 16,
  VALUE: 17,
  OBJECT_ID: 18,
  CERTIFICATE_TYPE: 128,
  ISSUER: 129,
  SERIAL_NUMBER: 130,
  AC_ISSUER: 131,
  OWNER: 132,
  ATTR_TYPES: 133,
  TRUSTED: 134,
  CERTIFICATE_CATEGORY: 135,
  JAVA_MIDP_SECURITY_DOMAIN: 136,
  URL: 137,
  HASH_OF_SUBJECT_PUBLIC_KEY: 138,
  HASH_OF_ISSUER_PUBLIC_KEY: 139,
  NAME_HASH_ALGORITHM: 140,
  CHECK_VALUE: 144,
  KEY_TYPE: 256,
  SUBJECT: 257,
  ID: 258,
  SENSITIVE: 259,
  ENCRYPT: 260,
  DECRYPT: 261,
  WRAP: 262,
  UNWRAP: 263,
  SIGN: 264,
  SIGN_RECOVER: 265,
  VERIFY: 266,
  VERIFY_RECOVER: 267,
  DERIVE: 268,
  START_DATE: 272,
  END_DATE: 273,
  MODULUS: 288,
  MODULUS_BITS: 289,
  PUBLIC_EXPONENT: 290,
  PRIVATE_EXPONENT: 291,
  PRIME_1: 292,
  PRIME_2: 293,
  EXPONENT_1: 294,
  EXPONENT_2: 295,
  COEFFICIENT: 296,
  PUBLIC_KEY_INFO: 297,
  PRIME: 304,
  SUBPRIME: 305,
  BASE: 306,
  PRIME_BITS: 307,
  SUBPRIME_BITS: 308,
  SUB_PRIME_BITS: 308,
  VALUE_BITS: 352,
  VALUE_LEN: 353,
  EXTRACTABLE: 354,
  LOCAL: 355,
  NEVER_EXTRACTABLE: 356,
  ALWAYS_SENSITIVE: 357,
  KEY_GEN_MECHANISM: 358,
  MODIFIABLE: 368,
  COPYABLE: 369,
  DESTROYABLE: 370,
  ECDSA_PARAMS: 384,
  EC_PARAMS: 384,
  EC_POINT: 385,
  SECONDARY_AUTH: 512,
  AUTH_PIN_FLAGS: 513,
  ALWAYS_AUTHENTICATE: 514,
  WRAP_WITH_TRUSTED: 528,
  WRAP_TEMPLATE: 1073742353,
  UNWRAP_TEMPLATE: 1073742354,
  DERIVE_TEMPLATE: 1073742355,
  OTP_FORMAT: 544,
  OTP_LENGTH: 545,
  OTP_TIME_INTERVAL: 546,
  OTP_USER_FRIENDLY_MODE: 547,
  OTP_CHALLENGE_REQUIREMENT: 548,
  OTP_TIME_REQUIREMENT: 549,
  OTP_COUNTER_REQUIREMENT: 550,
  OTP_PIN_REQUIREMENT: 551,
  OTP_COUNTER: 558,
  OTP_TIME: 559,
  OTP_USER_IDENTIFIER: 554,
  OTP_SERVICE_IDENTIFIER: 555,
  OTP_SERVICE_LOGO: 556,
  OTP_SERVICE_LOGO_TYPE: 557,
  GOSTR3410_PARAMS: 592,
  GOSTR3411_PARAMS: 593,
  GOST28147_PARAMS: 594,
  HW_FEATURE_TYPE: 768,
  RESET_ON_INIT: 769,
  HAS_RESET: 770,
  PIXEL_X: 1024,
  PIXEL_Y: 1025,
  RESOLUTION: 1026,
  CHAR_ROWS: 1027,
  CHAR_COLUMNS: 1028,
  COLOR: 1029,
  BITS_PER_PIXEL: 1030,
  CHAR_SETS: 1152,
  ENCODING_METHODS: 1153,
  MIME_TYPES: 1154,
  MECHANISM_TYPE: 1280,
  REQUIRED_CMS_ATTRIBUTES: 1281,
  DEFAULT_CMS_ATTRIBUTES: 1282,
  SUPPORTED_CMS_ATTRIBUTES: 1283,
  ALLOWED_MECHANISMS: 1073743360,
  PROFILE_ID: 1537,
  X2RATCHET_BAG: 1538,
  X2RATCHET_BAGSIZE: 1539,
  X2RATCHET_BOBS1STMSG: 1540,
  X2RATCHET_CKR: 1541,
  X2RATCHET_CKS: 1542,
  X2RATCHET_DHP: 1543,
  X2RATCHET_DHR: 1544,
  X2RATCHET_DHS: 1545,
  X2RATCHET_HKR: 1546,
  X2RATCHET_HKS: 1547,
  X2RATCHET_ISALICE: 1548,
  X2RATCHET_NHKR: 1549,
  X2RATCHET_NHKS: 1550,
  X2RATCHET_NR: 1551,
  X2RATCHET_NS: 1552,
  X2RATCHET_PNS: 1553,
  X2RATCHET_RK: 1554,
  HSS_LEVELS: 1559,
  HSS_LMS_TYPE: 1560,
  HSS_LMOTS_TYPE: 1561,
  HSS_LMS_TYPES: 1562,
  HSS_LMOTS_TYPES: 1563,
  HSS_KEYS_REMAINING: 1564,
  PARAMETER_SET: 1565,
  OBJECT_VALIDATION_FLAGS: 1566,
  VALIDATION_TYPE: 1567,
  VALIDATION_VERSION: 1568,
  VALIDATION_LEVEL: 1569,
  VALIDATION_MODULE_ID: 1570,
  VALIDATION_FLAG: 1571,
  VALIDATION_AUTHORITY_TYPE: 1572,
  VALIDATION_COUNTRY: 1573,
  VALIDATION_CERTIFICATE_IDENTIFIER: 1574,
  VALIDATION_CERTIFICATE_URI: 1575,
  VALIDATION_VENDOR_URI: 1576,
  VALIDATION_PROFILE: 1577,
  ENCAPSULATE_TEMPLATE: 1578,
  DECAPSULATE_TEMPLATE: 1579,
  TRUST_SERVER_AUTH: 1580,
  TRUST_CLIENT_AUTH: 1581,
  TRUST_CODE_SIGNING: 1582,
  TRUST_EMAIL_PROTECTION: 1583,
  TRUST_IPSEC_IKE: 1584,
  TRUST_TIME_STAMPING: 1585,
  TRUST_OCSP_SIGNING: 1586,
  ENCAPSULATE: 1587,
  DECAPSULATE: 1588,
  HASH_OF_CERTIFICATE: 1589,
  PUBLIC_CRC64_VALUE: 1590,
  SEED: 1591,
  VENDOR_DEFINED: 2147483648
};
var CKM = {
  RSA_PKCS_KEY_PAIR_GEN: 0,
  RSA_PKCS: 1,
  RSA_9796: 2,
  RSA_X_509: 3,
  MD2_RSA_PKCS: 4,
  MD5_RSA_PKCS: 5,
  SHA1_RSA_PKCS: 6,
  RIPEMD128_RSA_PKCS: 7,
  RIPEMD160_RSA_PKCS: 8,
  RSA_PKCS_OAEP: 9,
  RSA_X9_31_KEY_PAIR_GEN: 10,
  RSA_X9_31: 11,
  SHA1_RSA_X9_31: 12,
  RSA_PKCS_PSS: 13,
  SHA1_RSA_PKCS_PSS: 14,
  DSA_KEY_PAIR_GEN: 16,
  DSA: 17,
  DSA_SHA1: 18,
  DSA_SHA224: 19,
  DSA_SHA256: 20,
  DSA_SHA384: 21,
  DSA_SHA512: 22,
  DSA_SHA3_224: 24,
  DSA_SHA3_256: 25,
  DSA_SHA3_384: 26,
  DSA_SHA3_512: 27,
  DH_PKCS_KEY_PAIR_GEN: 32,
  DH_PKCS_DERIVE: 33,
  X9_42_DH_KEY_PAIR_GEN: 48,
  X9_42_DH_DERIVE: 49,
  X9_42_DH_HYBRID_DERIVE: 50,
  X9_42_MQV_DERIVE: 51,
  SHA256_RSA_PKCS: 64,
  SHA384_RSA_PKCS: 65,
  SHA512_RSA_PKCS: 66,
  SHA256_RSA_PKCS_PSS: 67,
  SHA384_RSA_PKCS_PSS: 68,
  SHA512_RSA_PKCS_PSS: 69,
  SHA224_RSA_PKCS: 70,
  SHA224_RSA_PKCS_PSS: 71,
  SHA512_224: 72,
  SHA512_224_HMAC: 73,
  SHA512_224_HMAC_GENERAL: 74,
  SHA512_224_KEY_DERIVATION: 75,
  SHA512_256: 76,
  SHA512_256_HMAC: 77,
  SHA512_256_HMAC_GENERAL: 78,
  SHA512_256_KEY_DERIVATION: 79,
  SHA512_T: 80,
  SHA512_T_HMAC: 81,
  SHA512_T_HMAC_GENERAL: 82,
  SHA512_T_KEY_DERIVATION: 83,
  SHA3_256_RSA_PKCS: 96,
  SHA3_384_RSA_PKCS: 97,
  SHA3_512_RSA_PKCS: 98,
  SHA3_256_RSA_PKCS_PSS: 99,
  SHA3_384_RSA_PKCS_PSS: 100,
  SHA3_512_RSA_PKCS_PSS: 101,
  SHA3_224_RSA_PKCS: 102,
  SHA3_224_RSA_PKCS_PSS: 103,
  RC2_KEY_GEN: 256,
  RC2_ECB: 257,
  RC2_CBC: 258,
  RC2_MAC: 259,
  RC2_MAC_GENERAL: 260,
  RC2_CBC_PAD: 261,
  RC4_KEY_GEN: 272,
  RC4: 273,
  DES_KEY_GEN: 288,
  DES_ECB: 289,
  DES_CBC: 290,
  DES_MAC: 291,
  DES_MAC_GENERAL: 292,
  DES_CBC_PAD: 293,
  DES2_KEY_GEN: 304,
  DES3_KEY_GEN: 305,
  DES3_ECB: 306,
  DES3_CBC: 307,
  DES3_MAC: 308,
  DES3_MAC_GENERAL: 309,
  DES3_CBC_PAD: 310,
  DES3_CMAC_GENERAL: 311,
  DES3_CMAC: 312,
  CDMF_KEY_GEN: 320,
  CDMF_ECB: 321,
  CDMF_CBC: 322,
  CDMF_MAC: 323,
  CDMF_MAC_GENERAL: 324,
  CDMF_CBC_PAD: 325,
  DES_OFB64: 336,
  DES_OFB8: 337,
  DES_CFB64: 338,
  DES_CFB8: 339,
  MD2: 512,
  MD2_HMAC: 513,
  MD2_HMAC_GENERAL: 514,
  MD5: 528,
  MD5_HMAC: 529,
  MD5_HMAC_GENERAL: 530,
  SHA_1: 544,
  SHA_1_HMAC: 545,
  SHA_1_HMAC_GENERAL: 546,
  RIPEMD128: 560,
  RIPEMD128_HMAC: 561,
  RIPEMD128_HMAC_GENERAL: 562,
  RIPEMD160: 576,
  RIPEMD160_HMAC: 577,
  RIPEMD160_HMAC_GENERAL: 578,
  SHA256: 592,
  SHA256_HMAC: 593,
  SHA256_HMAC_GENERAL: 594,
  SHA224: 597,
  SHA224_HMAC: 598,
  SHA224_HMAC_GENERAL: 599,
  SHA384: 608,
  SHA384_HMAC: 609,
  SHA384_HMAC_GENERAL: 610,
  SHA512: 624,
  SHA512_HMAC: 625,
  SHA512_HMAC_GENERAL: 626,
  SECURID_KEY_GEN: 640,
  SECURID: 642,
  HOTP_KEY_GEN: 656,
  HOTP: 657,
  ACTI: 672,
  ACTI_KEY_GEN: 673,
  SHA3_256: 688,
  SHA3_256_HMAC: 689,
  SHA3_256_HMAC_GENERAL: 690,
  SHA3_256_KEY_GEN: 691,
  SHA3_224: 693,
  SHA3_224_HMAC: 694,
  SHA3_224_HMAC_GENERAL: 695,
  SHA3_224_KEY_GEN: 696,
  SHA3_384: 704,
  SHA3_384_HMAC: 705,
  SHA3_384_HMAC_GENERAL: 706,
  SHA3_384_KEY_GEN: 707,
  SHA3_512: 720,
  SHA3_512_HMAC: 721,
  SHA3_512_HMAC_GENERAL: 722,
  SHA3_512_KEY_GEN: 723,
  CAST_KEY_GEN: 768,
  CAST_ECB: 769,
  CAST_CBC: 770,
  CAST_MAC: 771,
  CAST_MAC_GENERAL: 772,
  CAST_CBC_PAD: 773,
  CAST3_KEY_GEN: 784,
  CAST3_ECB: 785,
  CAST3_CBC: 786,
  CAST3_MAC: 787,
  CAST3_MAC_GENERAL: 788,
  CAST3_CBC_PAD: 789,
  CAST5_KEY_GEN: 800,
  CAST128_KEY_GEN: 800,
  CAST5_ECB: 801,
  CAST128_ECB: 801,
  CAST5_CBC: 802,
  CAST128_CBC: 802,
  CAST5_MAC: 803,
  CAST128_MAC: 803,
  CAST5_MAC_GENERAL: 804,
  CAST128_MAC_GENERAL: 804,
  CAST5_CBC_PAD: 805,
  CAST128_CBC_PAD: 805,
  RC5_KEY_GEN: 816,
  RC5_ECB: 817,
  RC5_CBC: 818,
  RC5_MAC: 819,
  RC5_MAC_GENERAL: 820,
  RC5_CBC_PAD: 821,
  IDEA_KEY_GEN: 832,
  IDEA_ECB: 833,
  IDEA_CBC: 834,
  IDEA_MAC: 835,
  IDEA_MAC_GENERAL: 836,
  IDEA_CBC_PAD: 837,
  GENERIC_SECRET_KEY_GEN: 848,
  CONCATENATE_BASE_AND_KEY: 864,
  CONCATENATE_BASE_AND_DATA: 866,
  CONCATENATE_DATA_AND_BASE: 867,
  XOR_BASE_AND_DATA: 868,
  EXTRACT_KEY_FROM_KEY: 869,
  SSL3_PRE_MASTER_KEY_GEN: 880,
  SSL3_MASTER_KEY_DERIVE: 881,
  SSL3_KEY_AND_MAC_DERIVE: 882,
  SSL3_MASTER_KEY_DERIVE_DH: 883,
  TLS_PRE_MASTER_KEY_GEN: 884,
  TLS_MASTER_KEY_DERIVE: 885,
  TLS_KEY_AND_MAC_DERIVE: 886,
  TLS_MASTER_KEY_DERIVE_DH: 887,
  TLS_PRF: 888,
  SSL3_MD5_MAC: 896,
  SSL3_SHA1_MAC: 897,
  MD5_KEY_DERIVATION: 912,
  MD2_KEY_DERIVATION: 913,
  SHA1_KEY_DERIVATION: 914,
  SHA256_KEY_DERIVATION: 915,
  SHA384_KEY_DERIVATION: 916,
  SHA512_KEY_DERIVATION: 917,
  SHA224_KEY_DERIVATION: 918,
  SHA3_256_KEY_DERIVATION: 919,
  SHA3_224_KEY_DERIVATION: 920,
  SHA3_384_KEY_DERIVATION: 921,
  SHA3_512_KEY_DERIVATION: 922,
  SHAKE_128_KEY_DERIVATION: 923,
  SHAKE_256_KEY_DERIVATION: 924,
  SHA3_256_KEY_DERIVE: 919,
  SHA3_224_KEY_DERIVE: 920,
  SHA3_384_KEY_DERIVE: 921,
  SHA3_512_KEY_DERIVE: 922,
  SHAKE_128_KEY_DERIVE: 923,
  SHAKE_256_KEY_DERIVE: 924,
  PBE_MD2_DES_CBC: 928,
  PBE_MD5_DES_CBC: 929,
  PBE_MD5_CAST_CBC: 930,
  PBE_MD5_CAST3_CBC: 931,
  PBE_MD5_CAST5_CBC: 932,
  PBE_MD5_CAST128_CBC: 932,
  PBE_SHA1_CAST5_CBC: 933,
  PBE_SHA1_CAST128_CBC: 933,
  PBE_SHA1_RC4_128: 934,
  PBE_SHA1_RC4_40: 935,
  PBE_SHA1_DES3_EDE_CBC: 936,
  PBE_SHA1_DES2_EDE_CBC: 937,
  PBE_SHA1_RC2_128_CBC: 938,
  PBE_SHA1_RC2_40_CBC: 939,
  PKCS5_PBKD2: 944,
  PBA_SHA1_WITH_SHA1_HMAC: 960,
  WTLS_PRE_MASTER_KEY_GEN: 976,
  WTLS_MASTER_KEY_DERIVE: 977,
  WTLS_MASTER_KEY_DERIVE_DH_ECC: 978,
  WTLS_PRF: 979,
  WTLS_SERVER_KEY_AND_MAC_DERIVE: 980,
  WTLS_CLIENT_KEY_AND_MAC_DERIVE: 981,
  TLS10_MAC_SERVER: 982,
  TLS10_MAC_CLIENT: 983,
  TLS12_MAC: 984,
  TLS12_KDF: 985,
  TLS12_MASTER_KEY_DERIVE: 992,
  TLS12_KEY_AND_MAC_DERIVE: 993,
  TLS12_MASTER_KEY_DERIVE_DH: 994,
  TLS12_KEY_SAFE_DERIVE: 995,
  TLS_MAC: 996,
  TLS_KDF: 997,
  KEY_WRAP_LYNKS: 1024,
  KEY_WRAP_SET_OAEP: 1025,
  CMS_SIG: 1280,
  KIP_DERIVE: 1296,
  KIP_WRAP: 1297,
  KIP_MAC: 1298,
  CAMELLIA_KEY_GEN: 1360,
  CAMELLIA_ECB: 1361,
  CAMELLIA_CBC: 1362,
  CAMELLIA_MAC: 1363,
  CAMELLIA_MAC_GENERAL: 1364,
  CAMELLIA_CBC_PAD: 1365,
  CAMELLIA_ECB_ENCRYPT_DATA: 1366,
  CAMELLIA_CBC_ENCRYPT_DATA: 1367,
  CAMELLIA_CTR: 1368,
  ARIA_KEY_GEN: 1376,
  ARIA_ECB: 1377,
  ARIA_CBC: 1378,
  ARIA_MAC: 1379,
  ARIA_MAC_GENERAL: 1380,
  ARIA_CBC_PAD: 1381,
  ARIA_ECB_ENCRYPT_DATA: 1382,
  ARIA_CBC_ENCRYPT_DATA: 1383,
  SEED_KEY_GEN: 1616,
  SEED_ECB: 1617,
  SEED_CBC: 1618,
  SEED_MAC: 1619,
  SEED_MAC_GENERAL: 1620,
  SEED_CBC_PAD: 1621,
  SEED_ECB_ENCRYPT_DATA: 1622,
  SEED_CBC_ENCRYPT_DATA: 1623,
  SKIPJACK_KEY_GEN: 4096,
  SKIPJACK_ECB64: 4097,
  SKIPJACK_CBC64: 4098,
  SKIPJACK_OFB64: 4099,
  SKIPJACK_CFB64: 4100,
  SKIPJACK_CFB32: 4101,
  SKIPJACK_CFB16: 4102,
  SKIPJACK_CFB8: 4103,
  SKIPJACK_WRAP: 4104,
  SKIPJACK_PRIVATE_WRAP: 4105,
  SKIPJACK_RELAYX: 4106,
  KEA_KEY_PAIR_GEN: 4112,
  KEA_KEY_DERIVE: 4113,
  KEA_DERIVE: 4114,
  FORTEZZA_TIMESTAMP: 4128,
  BATON_KEY_GEN: 4144,
  BATON_ECB128: 4145,
  BATON_ECB96: 4146,
  BATON_CBC128: 4147,
  BATON_COUNTER: 4148,
  BATON_SHUFFLE: 4149,
  BATON_WRAP: 4150,
  ECDSA_KEY_PAIR_GEN: 4160,
  EC_KEY_PAIR_GEN: 4160,
  ECDSA: 4161,
  ECDSA_SHA1: 4162,
  ECDSA_SHA224: 4163,
  ECDSA_SHA256: 4164,
  ECDSA_SHA384: 4165,
  ECDSA_SHA512: 4166,
  EC_KEY_PAIR_GEN_W_EXTRA_BITS: 5131,
  ECDH1_DERIVE: 4176,
  ECDH1_COFACTOR_DERIVE: 4177,
  ECMQV_DERIVE: 4178,
  ECDH_AES_KEY_WRAP: 4179,
  RSA_AES_KEY_WRAP: 4180,
  JUNIPER_KEY_GEN: 4192,
  JUNIPER_ECB128: 4193,
  JUNIPER_CBC128: 4194,
  JUNIPER_COUNTER: 4195,
  JUNIPER_SHUFFLE: 4196,
  JUNIPER_WRAP: 4197,
  FASTHASH: 4208,
  AES_XTS: 4209,
  AES_XTS_KEY_GEN: 4210,
  AES_KEY_GEN: 4224,
  AES_ECB: 4225,
  AES_CBC: 4226,
  AES_MAC: 4227,
  AES_MAC_GENERAL: 4228,
  AES_CBC_PAD: 4229,
  AES_CTR: 4230,
  AES_GCM: 4231,
  AES_CCM: 4232,
  AES_CTS: 4233,
  AES_CMAC: 4234,
  AES_CMAC_GENERAL: 4235,
  AES_XCBC_MAC: 4236,
  AES_XCBC_MAC_96: 4237,
  AES_GMAC: 4238,
  BLOWFISH_KEY_GEN: 4240,
  BLOWFISH_CBC: 4241,
  TWOFISH_KEY_GEN: 4242,
  TWOFISH_CBC: 4243,
  BLOWFISH_CBC_PAD: 4244,
  TWOFISH_CBC_PAD: 4245,
  DES_ECB_ENCRYPT_DATA: 4352,
  DES_CBC_ENCRYPT_DATA: 4353,
  DES3_ECB_ENCRYPT_DATA: 4354,
  DES3_CBC_ENCRYPT_DATA: 4355,
  AES_ECB_ENCRYPT_DATA: 4356,
  AES_CBC_ENCRYPT_DATA: 4357,
  GOSTR3410_KEY_PAIR_GEN: 4608,
  GOSTR3410: 4609,
  GOSTR3410_WITH_GOSTR3411: 4610,
  GOSTR3410_KEY_WRAP: 4611,
  GOSTR3410_DERIVE: 4612,
  GOSTR3411: 4624,
  GOSTR3411_HMAC: 4625,
  GOST28147_KEY_GEN: 4640,
  GOST28147_ECB: 4641,
  GOST28147: 4642,
  GOST28147_MAC: 4643,
  GOST28147_KEY_WRAP: 4644,
  CHACHA20_KEY_GEN: 4645,
  CHACHA20: 4646,
  POLY1305_KEY_GEN: 4647,
  POLY1305: 4648,
  DSA_PARAMETER_GEN: 8192,
  DH_PKCS_PARAMETER_GEN: 8193,
  X9_42_DH_PARAMETER_GEN: 8194,
  DSA_PROBABILISTIC_PARAMETER_GEN: 8195,
  DSA_PROBABLISTIC_PARAMETER_GEN: 8195,
  DSA_SHAWE_TAYLOR_PARAMETER_GEN: 8196,
  DSA_FIPS_G_GEN: 8197,
  AES_OFB: 8452,
  AES_CFB64: 8453,
  AES_CFB8: 8454,
  AES_CFB128: 8455,
  AES_CFB1: 8456,
  AES_KEY_WRAP: 8457,
  AES_KEY_WRAP_PAD: 8458,
  AES_KEY_WRAP_KWP: 8459,
  AES_KEY_WRAP_PKCS7: 8460,
  RSA_PKCS_TPM_1_1: 16385,
  RSA_PKCS_OAEP_TPM_1_1: 16386,
  SHA_1_KEY_GEN: 16387,
  SHA224_KEY_GEN: 16388,
  SHA256_KEY_GEN: 16389,
  SHA384_KEY_GEN: 16390,
  SHA512_KEY_GEN: 16391,
  SHA512_224_KEY_GEN: 16392,
  SHA512_256_KEY_GEN: 16393,
  SHA512_T_KEY_GEN: 16394,
  NULL: 16395,
  BLAKE2B_160: 16396,
  BLAKE2B_160_HMAC: 16397,
  BLAKE2B_160_HMAC_GENERAL: 16398,
  BLAKE2B_160_KEY_DERIVE: 16399,
  BLAKE2B_160_KEY_GEN: 16400,
  BLAKE2B_256: 16401,
  BLAKE2B_256_HMAC: 16402,
  BLAKE2B_256_HMAC_GENERAL: 16403,
  BLAKE2B_256_KEY_DERIVE: 16404,
  BLAKE2B_256_KEY_GEN: 16405,
  BLAKE2B_384: 16406,
  BLAKE2B_384_HMAC: 16407,
  BLAKE2B_384_HMAC_GENERAL: 16408,
  BLAKE2B_384_KEY_DERIVE: 16409,
  BLAKE2B_384_KEY_GEN: 16410,
  BLAKE2B_512: 16411,
  BLAKE2B_512_HMAC: 16412,
  BLAKE2B_512_HMAC_GENERAL: 16413,
  BLAKE2B_512_KEY_DERIVE: 16414,
  BLAKE2B_512_KEY_GEN: 16415,
  SALSA20: 16416,
  CHACHA20_POLY1305: 16417,
  SALSA20_POLY1305: 16418,
  X3DH_INITIALIZE: 16419,
  X3DH_RESPOND: 16420,
  X2RATCHET_INITIALIZE: 16421,
  X2RATCHET_RESPOND: 16422,
  X2RATCHET_ENCRYPT: 16423,
  X2RATCHET_DECRYPT: 16424,
  XEDDSA: 16425,
  HKDF_DERIVE: 16426,
  HKDF_DATA: 16427,
  HKDF_KEY_GEN: 16428,
  SALSA20_KEY_GEN: 16429,
  ECDSA_SHA3_224: 4167,
  ECDSA_SHA3_256: 4168,
  ECDSA_SHA3_384: 4169,
  ECDSA_SHA3_512: 4170,
  EC_EDWARDS_KEY_PAIR_GEN: 4181,
  EC_MONTGOMERY_KEY_PAIR_GEN: 4182,
  EDDSA: 4183,
  SP800_108_COUNTER_KDF: 940,
  SP800_108_FEEDBACK_KDF: 941,
  SP800_108_DOUBLE_PIPELINE_KDF: 942,
  IKE2_PRF_PLUS_DERIVE: 16430,
  IKE_PRF_DERIVE: 16431,
  IKE1_PRF_DERIVE: 16432,
  IKE1_EXTENDED_DERIVE: 16433,
  HSS_KEY_PAIR_GEN: 16434,
  HSS: 16435,
  XMSS_KEY_PAIR_GEN: 16436,
  XMSSMT_KEY_PAIR_GEN: 16437,
  XMSS: 16438,
  XMSSMT: 16439,
  ECDH_X_AES_KEY_WRAP: 16440,
  ECDH_COF_AES_KEY_WRAP: 16441,
  PUB_KEY_FROM_PRIV_KEY: 16442,
  ML_KEM_KEY_PAIR_GEN: 15,
  ML_KEM: 23,
  ML_DSA_KEY_PAIR_GEN: 28,
  ML_DSA: 29,
  HASH_ML_DSA: 31,
  HASH_ML_DSA_SHA224: 35,
  HASH_ML_DSA_SHA256: 36,
  HASH_ML_DSA_SHA384: 37,
  HASH_ML_DSA_SHA512: 38,
  HASH_ML_DSA_SHA3_224: 39,
  HASH_ML_DSA_SHA3_256: 40,
  HASH_ML_DSA_SHA3_384: 41,
  HASH_ML_DSA_SHA3_512: 42,
  HASH_ML_DSA_SHAKE128: 43,
  HASH_ML_DSA_SHAKE256: 44,
  SLH_DSA_KEY_PAIR_GEN: 45,
  SLH_DSA: 46,
  HASH_SLH_DSA: 52,
  HASH_SLH_DSA_SHA224: 54,
  HASH_SLH_DSA_SHA256: 55,
  HASH_SLH_DSA_SHA384: 56,
  HASH_SLH_DSA_SHA512: 57,
  HASH_SLH_DSA_SHA3_224: 58,
  HASH_SLH_DSA_SHA3_256: 59,
  HASH_SLH_DSA_SHA3_384: 60,
  HASH_SLH_DSA_SHA3_512: 61,
  HASH_SLH_DSA_SHAKE128: 62,
  HASH_SLH_DSA_SHAKE256: 63,
  TLS12_EXTENDED_MASTER_KEY_DERIVE: 86,
  TLS12_EXTENDED_MASTER_KEY_DERIVE_DH: 87,
  VENDOR_DEFINED: 2147483648
};
var CKR = {
  OK: 0,
  CANCEL: 1,
  HOST_MEMORY: 2,
  SLOT_ID_INVALID: 3,
  GENERAL_ERROR: 5,
  FUNCTION_FAILED: 6,
  ARGUMENTS_BAD: 7,
  NO_EVENT: 8,
  NEED_TO_CREATE_THREADS: 9,
  CANT_LOCK: 10,
  ATTRIBUTE_READ_ONLY: 16,
  ATTRIBUTE_SENSITIVE: 17,
  ATTRIBUTE_TYPE_INVALID: 18,
  ATTRIBUTE_VALUE_INVALID: 19,
  ACTION_PROHIBITED: 27,
  DATA_INVALID: 32,
  DATA_LEN_RANGE: 33,
  DEVICE_ERROR: 48,
  DEVICE_MEMORY: 49,
  DEVICE_REMOVED: 50,
  ENCRYPTED_DATA_INVALID: 64,
  ENCRYPTED_DATA_LEN_RANGE: 65,
  AEAD_DECRYPT_FAILED: 66,
  FUNCTION_CANCELED: 80,
  FUNCTION_NOT_PARALLEL: 81,
  FUNCTION_NOT_SUPPORTED: 84,
  KEY_HANDLE_INVALID: 96,
  KEY_SIZE_RANGE: 98,
  KEY_TYPE_INCONSISTENT: 99,
  KEY_NOT_NEEDED: 100,
  KEY_CHANGED: 101,
  KEY_NEEDED: 102,
  KEY_INDIGESTIBLE: 103,
  KEY_FUNCTION_NOT_PERMITTED: 104,
  KEY_NOT_WRAPPABLE: 105,
  KEY_UNEXTRACTABLE: 106,
  MECHANISM_INVALID: 112,
  MECHANISM_PARAM_INVALID: 113,
  OBJECT_HANDLE_INVALID: 130,
  OPERATION_ACTIVE: 144,
  OPERATION_NOT_INITIALIZED: 145,
  PIN_INCORRECT: 160,
  PIN_INVALID: 161,
  PIN_LEN_RANGE: 162,
  PIN_EXPIRED: 163,
  PIN_LOCKED: 164,
  SESSION_CLOSED: 176,
  SESSION_COUNT: 177,
  SESSION_HANDLE_INVALID: 179,
  SESSION_PARALLEL_NOT_SUPPORTED: 180,
  SESSION_READ_ONLY: 181,
  SESSION_EXISTS: 182,
  SESSION_READ_ONLY_EXISTS: 183,
  SESSION_READ_WRITE_SO_EXISTS: 184,
  SIGNATURE_INVALID: 192,
  SIGNATURE_LEN_RANGE: 193,
  TEMPLATE_INCOMPLETE: 208,
  TEMPLATE_INCONSISTENT: 209,
  TOKEN_NOT_PRESENT: 224,
  TOKEN_NOT_RECOGNIZED: 225,
  TOKEN_WRITE_PROTECTED: 226,
  UNWRAPPING_KEY_HANDLE_INVALID: 240,
  UNWRAPPING_KEY_SIZE_RANGE: 241,
  UNWRAPPING_KEY_TYPE_INCONSISTENT: 242,
  USER_ALREADY_LOGGED_IN: 256,
  USER_NOT_LOGGED_IN: 257,
  USER_PIN_NOT_INITIALIZED: 258,
  USER_TYPE_INVALID: 259,
  USER_ANOTHER_ALREADY_LOGGED_IN: 260,
  USER_TOO_MANY_TYPES: 261,
  WRAPPED_KEY_INVALID: 272,
  WRAPPED_KEY_LEN_RANGE: 274,
  WRAPPING_KEY_HANDLE_INVALID: 275,
  WRAPPING_KEY_SIZE_RANGE: 276,
  WRAPPING_KEY_TYPE_INCONSISTENT: 277,
  RANDOM_SEED_NOT_SUPPORTED: 288,
  RANDOM_NO_RNG: 289,
  DOMAIN_PARAMS_INVALID: 304,
  CURVE_NOT_SUPPORTED: 320,
  BUFFER_TOO_SMALL: 336,
  SAVED_STATE_INVALID: 352,
  INFORMATION_SENSITIVE: 368,
  STATE_UNSAVEABLE: 384,
  CRYPTOKI_NOT_INITIALIZED: 400,
  CRYPTOKI_ALREADY_INITIALIZED: 401,
  MUTEX_BAD: 416,
  MUTEX_NOT_LOCKED: 417,
  NEW_PIN_MODE: 432,
  NEXT_OTP: 433,
  EXCEEDED_MAX_ITERATIONS: 437,
  FIPS_SELF_TEST_FAILED: 438,
  LIBRARY_LOAD_FAILED: 439,
  PIN_TOO_WEAK: 440,
  PUBLIC_KEY_INVALID: 441,
  FUNCTION_REJECTED: 512,
  TOKEN_RESOURCE_EXCEEDED: 513,
  OPERATION_CANCEL_FAILED: 514,
  KEY_EXHAUSTED: 515,
  PENDING: 516,
  SESSION_ASYNC_NOT_SUPPORTED: 517,
  SEED_RANDOM_REQUIRED: 518,
  OPERATION_NOT_VALIDATED: 519,
  TOKEN_NOT_INITIALIZED: 520,
  PARAMETER_SET_NOT_SUPPORTED: 521,
  VENDOR_DEFINED: 2147483648
};
var CKG = {
  MGF1_SHA1: 1,
  MGF1_SHA256: 2,
  MGF1_SHA384: 3,
  MGF1_SHA512: 4,
  MGF1_SHA224: 5,
  MGF1_SHA3_224: 6,
  MGF1_SHA3_256: 7,
  MGF1_SHA3_384: 8,
  MGF1_SHA3_512: 9,
  NO_GENERATE: 0,
  GENERATE: 1,
  GENERATE_COUNTER: 2,
  GENERATE_RANDOM: 3,
  GENERATE_COUNTER_XOR: 4
};
var CKZ = {
  DATA_SPECIFIED: 1,
  SALT_SPECIFIED: 1
};
var CKD = {
  NULL: 1,
  SHA1_KDF: 2,
  SHA1_KDF_ASN1: 3,
  SHA1_KDF_CONCATENATE: 4,
  SHA224_KDF: 5,
  SHA256_KDF: 6,
  SHA384_KDF: 7,
  SHA512_KDF: 8,
  CPDIVERSIFY_KDF: 9,
  SHA3_224_KDF: 10,
  SHA3_256_KDF: 11,
  SHA3_384_KDF: 12,
  SHA3_512_KDF: 13,
  SHA1_KDF_SP800: 14,
  SHA224_KDF_SP800: 15,
  SHA256_KDF_SP800: 16,
  SHA384_KDF_SP800: 17,
  SHA512_KDF_SP800: 18,
  SHA3_224_KDF_SP800: 19,
  SHA3_256_KDF_SP800: 20,
  SHA3_384_KDF_SP800: 21,
  SHA3_512_KDF_SP800: 22,
  BLAKE2B_160_KDF: 23,
  BLAKE2B_256_KDF: 24,
  BLAKE2B_384_KDF: 25,
  BLAKE2B_512_KDF: 26
};
var CKV = {
  AUTHORITY_TYPE_UNSPECIFIED: 0,
  AUTHORITY_TYPE_NIST_CMVP: 1,
  AUTHORITY_TYPE_COMMON_CRITERIA: 2,
  TYPE_UNSPECIFIED: 0,
  TYPE_SOFTWARE: 1,
  TYPE_HARDWARE: 2,
  TYPE_FIRMWARE: 3,
  TYPE_HYBRID: 4
};
var CKT = {
  TRUST_UNKNOWN: 0,
  TRUSTED: 1,
  TRUST_ANCHOR: 2,
  NOT_TRUSTED: 3,
  TRUST_MUST_VERIFY_TRUST: 4
};

// ../w/lead/src/errors.ts
var NAMES = /* @__PURE__ */ new Map();
for (const [name, value] of Object.entries(CKR)) {
  if (name !== "VENDOR_DEFINED") NAMES.set(value, `CKR_${name}`);
}
function addReturnValue(name, rv) {
  const code = `CKR_${name}`;
  const other = NAMES.get(Number(rv));
  NAMES.set(Number(rv), other === void 0 || other === code ? code : null);
}
function returnCode(rv) {
  return NAMES.get(Number(rv)) ?? `CKR_0x${rv.toString(16)}`;
}
var HINTS = {
  CKR_PIN_INCORRECT: "the PIN is wrong; each wrong try counts towards locking it",
  CKR_PIN_LOCKED: "too many wrong PINs: the security officer has to unlock it by setting a new PIN",
  CKR_PIN_EXPIRED: "the PIN has expired and has to be changed before it can be used",
  CKR_PIN_LEN_RANGE: "the PIN is shorter or longer than the token allows (minPinLength, maxPinLength of its info)",
  CKR_PIN_INVALID: "the PIN has characters that the token does not allow",
  CKR_USER_NOT_LOGGED_IN: "open the session with { userPin }: this needs a logged-in user",
  CKR_USER_PIN_NOT_INITIALIZED: "the token has no user PIN yet: the security officer has to set one",
  CKR_USER_ANOTHER_ALREADY_LOGGED_IN: "another user type is logged in to this token: close that session first",
  CKR_USER_TYPE_INVALID: "the token does not know this type of user",
  CKR_SESSION_READ_ONLY: "open the session with { readWrite: true } to change what is stored on the token",
  CKR_SESSION_READ_ONLY_EXISTS: "the security officer cannot log in while read-only sessions are open: close them",
  CKR_SESSION_READ_WRITE_SO_EXISTS: "no read-only session can be opened while the security officer is logged in: pass { readWrite: true }",
  CKR_SESSION_COUNT: "the token has no session left: close one, or lower { concurrency }",
  CKR_SESSION_HANDLE_INVALID: "the session is gone (token removed, or connection lost): open a new one",
  CKR_SESSION_CLOSED: "the session was closed while the call ran: open a new one",
  CKR_TOKEN_NOT_PRESENT: "there is no token in the slot",
  CKR_TOKEN_NOT_RECOGNIZED: "the module does not know this kind of token",
  CKR_TOKEN_WRITE_PROTECTED: "the token is write-protected",
  CKR_DEVICE_REMOVED: "the token was removed: insert it and open a new session",
  CKR_DEVICE_ERROR: "the device reports a problem of its own: see its log",
  CKR_DEVICE_MEMORY: "the token has no room left",
  CKR_HOST_MEMORY: "the module ran out of memory",
  CKR_GENERAL_ERROR: "the module failed for a reason it does not tell: see its log, and whether its service runs",
  CKR_FUNCTION_FAILED: "the module failed for a reason it does not tell: see its log, and whether its service runs",
  CKR_FUNCTION_NOT_SUPPORTED: "the module does not implement this function",
  CKR_ARGUMENTS_BAD: "the module refused an argument; some modules need { reserved } at load (NSS)",
  CKR_CRYPTOKI_NOT_INITIALIZED: "the module was finalised, perhaps by another library of this process: load it again",
  CKR_MECHANISM_INVALID: "the token does not offer this mechanism for this operation: see token.getMechanisms()",
  CKR_MECHANISM_PARAM_INVALID: "the mechanism's parameters are wrong or not supported by the token",
  CKR_KEY_TYPE_INCONSISTENT: "the mechanism does not fit the type of the key",
  CKR_KEY_FUNCTION_NOT_PERMITTED: "the key does not allow this use: its encrypt, sign, wrap \u2026 attribute is false",
  CKR_KEY_SIZE_RANGE: "the token does not support this key size for this mechanism",
  CKR_KEY_HANDLE_INVALID: "the key is gone: destroyed, or a session key whose session was closed",
  CKR_KEY_UNEXTRACTABLE: "the key has extractable set to false",
  CKR_KEY_NOT_WRAPPABLE: "the token does not wrap this key; extractable or wrapWithTrusted may forbid it",
  CKR_OBJECT_HANDLE_INVALID: "the object is gone: destroyed, or a session object whose session was closed",
  CKR_ATTRIBUTE_SENSITIVE: "the value is sensitive and never leaves the token",
  CKR_ATTRIBUTE_TYPE_INVALID: "the object, or this kind of object on this token, has no such attribute",
  CKR_ATTRIBUTE_READ_ONLY: "the attribute cannot be changed once set",
  CKR_ATTRIBUTE_VALUE_INVALID: "the token does not accept the value of an attribute of the template",
  CKR_TEMPLATE_INCOMPLETE: "the template lacks an attribute that the token requires",
  CKR_TEMPLATE_INCONSISTENT: "attributes of the template contradict each other, or the token allows no such object",
  CKR_CURVE_NOT_SUPPORTED: "the token does not support this curve",
  CKR_DOMAIN_PARAMS_INVALID: "the token does not support these domain parameters",
  CKR_DATA_LEN_RANGE: "the length of the data does not fit the mechanism (block size, key size)",
  CKR_DATA_INVALID: "the data does not fit the mechanism",
  CKR_ENCRYPTED_DATA_INVALID: "the ciphertext does not decrypt: wrong key, wrong parameters or changed data",
  CKR_ENCRYPTED_DATA_LEN_RANGE: "the length of the ciphertext does not fit the mechanism",
  CKR_AEAD_DECRYPT_FAILED: "the ciphertext or its additional data was changed, or the key is another",
  CKR_ACTION_PROHIBITED: "the object does not allow this action (copyable, destroyable)",
  CKR_RANDOM_SEED_NOT_SUPPORTED: "the random generator of the token takes no seed",
  CKR_RANDOM_NO_RNG: "the token has no random generator",
  CKR_SIGNATURE_LEN_RANGE: "the signature has not the length that the key and mechanism make"
};
var CryptokiError = class extends Error {
  name;
  /** What happened, to match on: a CKR_ name or an ERR_ name. Messages may change, codes do not. */
  code;
  constructor(code, message, options) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
};
function atCaller(error) {
  if (error instanceof CryptokiError) Error.captureStackTrace(error, atCaller);
  return error;
}
var Pkcs11Error = class extends CryptokiError {
  /** The return value as a number (a bigint beyond 2^53). */
  rv;
  /** The C function that returned it. */
  fn;
  /** @param options `detail` says more of this case than the advice for all cases of the code */
  constructor(rv, fn, options) {
    const code = returnCode(rv);
    const hint = options?.detail ?? HINTS[code];
    super(code, hint === void 0 ? `${fn}: ${code}` : `${fn}: ${code}: ${hint}`, options);
    this.rv = rv;
    this.fn = fn;
  }
};
var ModuleLoadError = class extends CryptokiError {
  path;
  constructor(code, path, message, options) {
    super(code, `cannot load ${path}: ${message}`, options);
    this.path = path;
  }
};
var ModuleFaultError = class extends CryptokiError {
  fn;
  constructor(fn, message) {
    super("ERR_MODULE_FAULT", `${fn}: the module ${message}`);
    this.fn = fn;
  }
};
var ClosedError = class extends CryptokiError {
  constructor(what, why) {
    super("ERR_CLOSED", why === void 0 ? `the ${what} is closed` : `the ${what} is closed: ${why}`);
  }
};
var DetachedError = class extends CryptokiError {
  /** The C function that was pending, and the number that the operation goes by. */
  fn;
  id;
  constructor(fn, id) {
    super("ERR_DETACHED", `${fn}: the operation goes on without this program, as number ${id}`);
    this.fn = fn;
    this.id = id;
  }
};
var BusyError = class extends CryptokiError {
  constructor(message, options) {
    super("ERR_BUSY", message, options);
  }
};
var AbortError = class extends CryptokiError {
  constructor(what, reason) {
    super("ABORT_ERR", `${what}: aborted`, { cause: reason });
  }
};
var TimeoutError = class extends CryptokiError {
  constructor(what, milliseconds) {
    super("ERR_TIMEOUT", `${what}: no answer within ${milliseconds} ms`);
  }
};
var NotSupportedError = class extends CryptokiError {
  constructor(message, options) {
    super("ERR_NOT_SUPPORTED", message, options);
  }
};
var NotFoundError = class extends CryptokiError {
};
var AmbiguousError = class extends CryptokiError {
};
var NoSuchToken = class extends NotFoundError {
  constructor(filter) {
    super("ERR_NO_SUCH_TOKEN", `no token matches ${filter}`);
  }
};
var MultipleTokensReturned = class extends AmbiguousError {
  constructor(filter, found) {
    super("ERR_MULTIPLE_TOKENS", `${found.length} tokens match ${filter}: ${found.join(", ")}`);
  }
};
var NoSuchKey = class extends NotFoundError {
  constructor(query) {
    super("ERR_NO_SUCH_KEY", `no key matches ${query}`);
  }
};
var NoSuchObject = class extends NotFoundError {
  constructor(query) {
    super("ERR_NO_SUCH_OBJECT", `no object matches ${query}`);
  }
};
var MultipleObjectsReturned = class extends AmbiguousError {
  constructor(query, count) {
    super("ERR_MULTIPLE_OBJECTS", `${count} objects match ${query}: add a label, id or class`);
  }
};
var PinGuardError = class extends CryptokiError {
  constructor(message) {
    super("ERR_PIN_FINAL_TRY", message);
  }
};

// ../w/lead/src/codec/bytes.ts
function isBytesLike(value) {
  return typeof value === "string" || ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}
function toBytes(name, value) {
  return value instanceof Uint8Array && value.length > 0 ? value : otherBytes(name, value);
}
function otherBytes(name, value) {
  if (value instanceof Uint8Array) {
    present(name, () => value.at(0));
    return value;
  }
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) {
    return present(name, () => {
      const view = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      if (view.byteLength === 0 && "at" in value) value.at(0);
      return view;
    });
  }
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    return present(name, () => new Uint8Array(value));
  }
  throw new TypeError(
    `${name}: expected bytes (a typed array, ArrayBuffer or string), got ${describe(value)}`
  );
}
function present(name, look) {
  try {
    return look();
  } catch (cause) {
    throw new TypeError(
      `${name}: the bytes are gone: their buffer was transferred elsewhere, or has shrunk`,
      {
        cause
      }
    );
  }
}
function copyBytes(name, value) {
  const bytes = toBytes(name, value);
  const copy = new Uint8Array(new ArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}
function movedBytes(...pieces) {
  const moved = new Uint8Array(new ArrayBuffer(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0)));
  let at = 0;
  for (const piece of pieces) {
    moved.set(piece, at);
    at += piece.byteLength;
    piece.fill(0);
  }
  return moved;
}
function encodedText(text) {
  const bytes = new Uint8Array(new ArrayBuffer(Buffer.byteLength(text)));
  new TextEncoder().encodeInto(text, bytes);
  return bytes;
}
function withSecret(name, value, use) {
  if (typeof value !== "string") return use(toBytes(name, value));
  const bytes = encodedText(value);
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}
function snapshot(value, copy = ownCopy) {
  if (typeof value === "string" || typeof value !== "object" || value === null) return value;
  if (isBytesLike(value)) return copy(toBytes("options", value));
  if (Array.isArray(value)) return value.map((each) => snapshot(each, copy));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, snapshot(each, copy)]));
}
function ownCopy(bytes) {
  return copyBytes("options", bytes);
}
function bigIntToBytes(name, value) {
  if (value < 0n) throw new RangeError(`${name}: expected an integer of 0 or more, got a negative one`);
  const hex = value.toString(16);
  return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex"));
}
function significant(number) {
  const start = number.findIndex((byte) => byte !== 0);
  return number.subarray(start < 0 ? number.byteLength : start);
}
function withLeadingZeros(number, size) {
  const digits = significant(number);
  if (digits.byteLength > size) return void 0;
  const result = new Uint8Array(new ArrayBuffer(size));
  result.set(digits, size - digits.byteLength);
  return result;
}
function describe(value) {
  if (value === null) return "null";
  if (typeof value === "object") return `an object of ${value.constructor?.name ?? "no class"}`;
  if (typeof value === "string") return "a string";
  return value === void 0 ? "undefined" : `a ${typeof value}`;
}

// ../w/lead/src/codec/names.ts
function only(constants, kind) {
  return Object.fromEntries(Object.entries(constants).filter(([name]) => kind(name)));
}
function table(what, constants, superseded = []) {
  const names = /* @__PURE__ */ new Map();
  const numbers = new Map(Object.entries(constants));
  for (const [name, value] of numbers) {
    if (name !== "VENDOR_DEFINED" && !superseded.includes(name)) names.set(value, name);
  }
  return {
    number(argument, value) {
      const known = numbers.get(value);
      if (known !== void 0) return known;
      if (typeof value === "bigint" || typeof value === "number") {
        const fits = typeof value === "bigint" ? value < 1n << 64n : Number.isSafeInteger(value);
        if (!fits || value < 0) throw new RangeError(`${argument}: ${value} is not the number of a ${what}`);
        return value;
      }
      if (typeof value !== "string") {
        throw new TypeError(
          `${argument}: expected the name of a ${what} or its number, got ${describe(value)}`
        );
      }
      throw new RangeError(`${argument}: ${JSON.stringify(value)} is not the name of a ${what}`);
    },
    name: (value) => names.get(value) ?? value,
    has: (name) => numbers.has(name),
    conflicts: (name, value) => (numbers.get(name) ?? value) !== value,
    add(name, value) {
      numbers.set(name, value);
      const other = names.get(value);
      names.set(value, other === void 0 || other === name ? name : null);
    }
  };
}
var objectClasses = table("object class", CKO);
var keyTypes = table("key type", CKK, ["ECDSA", "CAST5"]);
var mechanisms = table("mechanism", CKM, [
  "ECDSA_KEY_PAIR_GEN",
  "DSA_PROBABLISTIC_PARAMETER_GEN"
]);
var certificateTypes = table("certificate type", CKC);
var hardwareFeatures = table(
  "hardware feature",
  only(CKH, (name) => !/^HEDGE_|^DETERMINISTIC_/.test(name))
);
var kdfs = table("key derivation function", CKD);
var mgfs = table(
  "mask generation function",
  only(CKG, (name) => name.startsWith("MGF1_"))
);
var userTypes = table("user type", CKU);
function after(constants, word) {
  const ofKind = Object.entries(constants).filter(([name]) => name.startsWith(`${word}_`));
  return Object.fromEntries(ofKind.map(([name, value]) => [name.slice(word.length + 1), value]));
}
var isParameterSet = (name) => /^(ML_DSA|ML_KEM|SLH_DSA)_/.test(name);
var parameterSets = table("parameter set", only(CKP, isParameterSet));
var profiles = table(
  "profile",
  only(CKP, (name) => !isParameterSet(name) && !name.startsWith("PKCS5_"))
);
var trusts = table("kind of trust", CKT);
var validationTypes = table("type of validation", after(CKV, "TYPE"));
var validationAuthorities = table(
  "validation authority",
  after(CKV, "AUTHORITY_TYPE")
);
var certificateCategories = table(
  "category of certificates",
  after(CK, "CERTIFICATE_CATEGORY")
);
var securityDomains = table(
  "security domain",
  after(CK, "SECURITY_DOMAIN")
);
var otpFormats = table(
  "format of one-time passwords",
  after(CK, "OTP_FORMAT")
);
var otpRequirements = table(
  "requirement of one-time passwords",
  after(CK, "OTP_PARAM")
);

// ../w/lead/src/codec/hashes.ts
var HASHES = {
  SHA_1: { node: "sha1", bytes: 20, mgf: "MGF1_SHA1", oid: "2b0e03021a" },
  SHA224: { node: "sha224", bytes: 28, mgf: "MGF1_SHA224", oid: "608648016503040204" },
  SHA256: { node: "sha256", bytes: 32, mgf: "MGF1_SHA256", oid: "608648016503040201" },
  SHA384: { node: "sha384", bytes: 48, mgf: "MGF1_SHA384", oid: "608648016503040202" },
  SHA512: { node: "sha512", bytes: 64, mgf: "MGF1_SHA512", oid: "608648016503040203" },
  SHA3_224: { node: "sha3-224", bytes: 28, mgf: "MGF1_SHA3_224", oid: "608648016503040207" },
  SHA3_256: { node: "sha3-256", bytes: 32, mgf: "MGF1_SHA3_256", oid: "608648016503040208" },
  SHA3_384: { node: "sha3-384", bytes: 48, mgf: "MGF1_SHA3_384", oid: "608648016503040209" },
  SHA3_512: { node: "sha3-512", bytes: 64, mgf: "MGF1_SHA3_512", oid: "60864801650304020a" }
};

export {
  isBytesLike,
  toBytes,
  copyBytes,
  movedBytes,
  encodedText,
  withSecret,
  snapshot,
  bigIntToBytes,
  significant,
  withLeadingZeros,
  describe,
  CK,
  CKN,
  CKF,
  CKU,
  CKS,
  CKO,
  CKP,
  CKH,
  CKK,
  CKC,
  CKA,
  CKM,
  CKR,
  CKG,
  CKZ,
  CKD,
  CKV,
  CKT,
  objectClasses,
  keyTypes,
  mechanisms,
  certificateTypes,
  hardwareFeatures,
  kdfs,
  mgfs,
  userTypes,
  parameterSets,
  profiles,
  trusts,
  validationTypes,
  validationAuthorities,
  certificateCategories,
  securityDomains,
  otpFormats,
  otpRequirements,
  HASHES,
  addReturnValue,
  returnCode,
  CryptokiError,
  atCaller,
  Pkcs11Error,
  ModuleLoadError,
  ModuleFaultError,
  ClosedError,
  DetachedError,
  BusyError,
  AbortError,
  TimeoutError,
  NotSupportedError,
  NotFoundError,
  AmbiguousError,
  NoSuchToken,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchObject,
  MultipleObjectsReturned,
  PinGuardError
};
