import type { Ulong } from '../native/abi.js';
/**
 * The same bits mean different things in different structures, so each lists its own (PKCS #11 v3.2 §3 General data
 * types, the tables of CKF_ flags of CK_SLOT_INFO, CK_TOKEN_INFO, CK_SESSION_INFO, CK_MECHANISM_INFO).
 */
declare const SLOT: readonly ["TOKEN_PRESENT", "REMOVABLE_DEVICE", "HW_SLOT"];
declare const TOKEN: readonly ["RNG", "WRITE_PROTECTED", "LOGIN_REQUIRED", "USER_PIN_INITIALIZED", "RESTORE_KEY_NOT_NEEDED", "CLOCK_ON_TOKEN", "PROTECTED_AUTHENTICATION_PATH", "DUAL_CRYPTO_OPERATIONS", "TOKEN_INITIALIZED", "SECONDARY_AUTHENTICATION", "USER_PIN_COUNT_LOW", "USER_PIN_FINAL_TRY", "USER_PIN_LOCKED", "USER_PIN_TO_BE_CHANGED", "SO_PIN_COUNT_LOW", "SO_PIN_FINAL_TRY", "SO_PIN_LOCKED", "SO_PIN_TO_BE_CHANGED", "ERROR_STATE", "SEED_RANDOM_REQUIRED", "ASYNC_SESSION_SUPPORTED"];
declare const SESSION: readonly ["RW_SESSION", "SERIAL_SESSION", "ASYNC_SESSION"];
declare const MECHANISM: readonly ["HW", "MESSAGE_ENCRYPT", "MESSAGE_DECRYPT", "MESSAGE_SIGN", "MESSAGE_VERIFY", "MULTI_MESSAGE", "FIND_OBJECTS", "ENCRYPT", "DECRYPT", "DIGEST", "SIGN", "SIGN_RECOVER", "VERIFY", "VERIFY_RECOVER", "GENERATE", "GENERATE_KEY_PAIR", "WRAP", "UNWRAP", "DERIVE", "EC_F_P", "EC_F_2M", "EC_ECPARAMETERS", "EC_OID", "EC_UNCOMPRESS", "EC_COMPRESS", "EC_CURVENAME", "ENCAPSULATE", "DECAPSULATE", "EXTENSION"];
export type SlotFlag = (typeof SLOT)[number];
export type TokenFlag = (typeof TOKEN)[number];
export type SessionFlag = (typeof SESSION)[number];
export type MechanismFlag = (typeof MECHANISM)[number];
export declare const slotFlags: (bits: Ulong) => ReadonlySet<SlotFlag>;
export declare const tokenFlags: (bits: Ulong) => ReadonlySet<TokenFlag>;
export declare const sessionFlags: (bits: Ulong) => ReadonlySet<SessionFlag>;
export declare const mechanismFlags: (bits: Ulong) => ReadonlySet<MechanismFlag>;
export {};
