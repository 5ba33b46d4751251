import type { Quirk } from './quirks.ts';

// What is known of devices and cannot be found out by asking them. What can be is not here: where a token's answer can
// be read without knowing what token it is, the library does that.

// Whatever stands between: p11-kit's proxy tells what it is, the token what it is made of.
const SOFTHSM = { tokenManufacturerId: /^SoftHSM project$/ };
const OPENCRYPTOKI_3_8 = { manufacturerId: /^IBM$/, libraryBelow: { major: 3, minor: 27 } };
const TPM2 = { manufacturerId: /^tpm2-software/ };
const OPENSC = { manufacturerId: /^OpenSC Project$/ };
const LUNA = { manufacturerId: /^(SafeNet|Thales|Gemalto)/, libraryDescription: /Chrystoki/ };
const CLOUDHSM = { libraryDescription: /CloudHSM|Cavium/i };

/** Of pkcs11n.h. */
const CKA_NSS_DB = 0xd5a0db00;

export const QUIRKS: readonly Quirk[] = [
  {
    name: 'softhsm-oaep-sha1',
    source:
      'SoftHSMv2 2.6.1, SoftHSM.cpp: OAEP with SHA-1, MGF1 of SHA-1 and no label, CKR_ARGUMENTS_BAD for others',
    match: SOFTHSM,
    traits: { oaepHashes: ['SHA_1'], oaepLabel: false },
  },
  {
    name: 'nss-vague-verdicts',
    source:
      'NSS softokn 3.87: C_Verify of a wrong HMAC or a wrong RSA_PKCS signature returns the last error of the thread, CKR_DEVICE_ERROR or another; C_VerifyInit knows no AES_CMAC',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { vagueVerdicts: true },
  },
  {
    name: 'nss-unbounded-values',
    source:
      'NSS softokn 3.87 and 3.131: C_GetAttributeValue copies a value of any length into what it is offered and returns CKR_OK',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { unboundedValues: true },
  },
  {
    name: 'p11-kit-unbounded-values',
    source: "p11-kit's proxy passes buffers on to modules that it does not tell of, which may be NSS",
    match: { manufacturerId: /^PKCS#11 Kit$/ },
    traits: { unboundedValues: true },
  },
  {
    name: 'nss-whole-blocks',
    source:
      'NSS softokn 3.87 and 3.131, pkcs11c.c, NSC_DecryptUpdate: CKR_ENCRYPTED_DATA_LEN_RANGE for a part that is no multiple of the block, with padding, too',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { wholeBlocks: true },
  },
  {
    name: 'nss-unwrapped-keys',
    source:
      'NSS softokn 3.87 and 3.131, pkcs11c.c, sftk_unwrapPrivateKey: CKR_TEMPLATE_INCOMPLETE for DSA and EC without CKA_NSS_DB, of which any byte does',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: {
      unwrappedKeys: {
        DSA: { [CKA_NSS_DB]: Uint8Array.of(0) },
        EC: { [CKA_NSS_DB]: Uint8Array.of(0) },
      },
    },
  },
  {
    name: 'nss-pbkdf2',
    source:
      'NSS softokn 3.87, pkcs11c.c, nsc_pbe_key_gen: follows ulPasswordLen of PKCS5_PBKD2 as a pointer, whatever it is',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { parameters: { PKCS5_PBKD2: { structure: 'CK_PKCS5_PBKD2_PARAMS' } } },
  },
  {
    name: 'nss-eddsa-room',
    source:
      'NSS softokn 3.131: C_Sign of EDDSA returns CKR_ARGUMENTS_BAD unless the buffer is of 64 bytes, while the size query says 144',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { signatureRoom: { EDDSA: 64 } },
  },
  {
    name: 'tpm2-session-keys',
    source: 'tpm2-pkcs11 1.9.0: C_GenerateKeyPair without CKA_TOKEN returns CKR_ATTRIBUTE_VALUE_INVALID',
    match: TPM2,
    traits: { noSessionKeys: true },
  },
  {
    name: 'tpm2-key-pins',
    source:
      'tpm2-pkcs11 1.9.0, session_ctx.c, session_ctx_login: C_Login of CKU_CONTEXT_SPECIFIC marks the key, for all sessions; sign.c and encrypt.c take the mark away when any operation with the key ends',
    match: TPM2,
    traits: { sharedKeyPins: true },
  },
  {
    name: 'tpm2-sessions',
    source:
      'tpm2-pkcs11 1.9.0, session_table.c: nothing locks the table, and of C_OpenSession in four threads at once two now and then return one handle, which the first C_CloseSession ends for both',
    match: TPM2,
    traits: { sessionsInTurn: true },
  },
  {
    name: 'tpm2-handles',
    source:
      'tpm2-pkcs11 1.9.0, token.c, token_add_tobject: counts objects from the first of its list, whatever its handle; after C_DestroyObject of the first, C_GenerateKeyPair returned the handle of a key that was there',
    match: TPM2,
    traits: { countedHandles: true },
  },
  {
    name: 'opencryptoki-whole-secrets',
    source:
      'openCryptoki 3.8: C_DeriveKey with DH_PKCS_DERIVE ignores CKA_VALUE_LEN and the key type; encrypting with such an AES key ends the process. Not 3.27',
    match: OPENCRYPTOKI_3_8,
    traits: { wholeSecrets: { DH_PKCS_DERIVE: ['GENERIC_SECRET'] } },
  },
  {
    name: 'opencryptoki-key-pins',
    source:
      'openCryptoki 3.8: keys with CKA_ALWAYS_AUTHENTICATE sign at once, and C_Login of CKU_CONTEXT_SPECIFIC returns CKR_USER_TYPE_INVALID. Not 3.27',
    match: OPENCRYPTOKI_3_8,
    traits: { noKeyPins: true },
  },
  {
    name: 'opencryptoki-cmac',
    source:
      'openCryptoki 3.27: C_SessionCancel, C_CloseSession and C_VerifyFinal of a wrong length end the process (SIGSEGV) when a CMAC has got more than a block by C_SignUpdate or C_VerifyUpdate and is not finished',
    match: { manufacturerId: /^IBM$/ },
    traits: {
      inOnePiece: { AES_CMAC: true, AES_CMAC_GENERAL: true, DES3_CMAC: true, DES3_CMAC_GENERAL: true },
    },
  },
  {
    name: 'opencryptoki-counters',
    source:
      'openCryptoki 3.27: C_Encrypt and C_EncryptFinal with AES_CTR return CKR_DATA_LEN_RANGE unless there are whole blocks; with a ulCounterBits of n, the last n bits of the counter block are put first and a counter of zero behind them',
    match: { manufacturerId: /^IBM$/ },
    traits: { filledBlocks: true, fullCounters: true },
  },
  {
    name: 'nss-key-pins',
    source:
      'NSS softokn 3.87 and 3.131: keys with CKA_ALWAYS_AUTHENTICATE sign at once, and C_Login of CKU_CONTEXT_SPECIFIC returns CKR_USER_ALREADY_LOGGED_IN',
    match: { manufacturerId: /^Mozilla Foundation$/ },
    traits: { noKeyPins: true },
  },
  {
    name: 'opensc-session-keys',
    source: 'OpenSC 0.23: cards store every key; pkcs15init has no session objects',
    match: OPENSC,
    traits: { noSessionKeys: true },
  },
  {
    name: 'opensc-ecdh-points',
    source:
      'OpenSC 0.23, framework-pkcs15.c, pkcs15_prkey_derive: the point goes to the card as it is, without DER',
    match: OPENSC,
    traits: { ecdhPoint: 'raw' },
  },
  {
    name: 'opensc-vague-verdicts',
    source:
      'OpenSC 0.23, openssl.c, sc_pkcs11_verify_data: CKR_GENERAL_ERROR for a wrong signature of RSA_PKCS or RSA_X_509, whose padding it takes off itself',
    match: OPENSC,
    traits: { vagueVerdicts: true },
  },
  {
    name: 'luna-key-wrap-numbers',
    source:
      'python-pkcs11 158, pkcs11-tools 90: CKM_AES_KW and CKM_AES_KWP at CKM_VENDOR_DEFINED + 0x170 and + 0x171',
    match: LUNA,
    traits: {
      mechanismNumbers: { AES_KEY_WRAP: 0x8000_0170, AES_KEY_WRAP_KWP: 0x8000_0171 },
    },
  },
  {
    name: 'luna-rsa-lengths',
    source:
      'gnupg-pkcs11-scd 70: C_Decrypt returns CKR_DATA_LEN_RANGE for a ciphertext shorter than the modulus, whose leading zeros somebody has taken away',
    match: LUNA,
    traits: { wholeCiphertexts: true },
  },
  {
    name: 'cloudhsm-gcm-nonce',
    source:
      'AWS CloudHSM user guide, known issues for all HSM instances: the HSM makes the IV of AES-GCM and writes it into the zeroed buffer',
    match: CLOUDHSM,
    traits: { ownNonce: true },
  },
  {
    name: 'cloudhsm-private-keys',
    source: 'AWS CloudHSM user guide, PKCS #11 attributes: CKA_PRIVATE must be true',
    match: CLOUDHSM,
    traits: { newKeys: { private: true } },
  },
  {
    name: 'cloudhsm-oaep-label',
    source: 'AWS CloudHSM user guide, PKCS #11 mechanisms: RSA_PKCS_OAEP takes no source data',
    match: CLOUDHSM,
    traits: { oaepLabel: false },
  },
  {
    name: 'cloudhsm-sessions',
    source:
      'AWS CloudHSM user guide, known issues for PKCS #11: no read-only sessions in SDK 5; sessions opened in rapid succession fail',
    match: CLOUDHSM,
    traits: { readWriteOnly: true, openRetries: { times: 3, delay: 100 } },
  },
  {
    name: 'yubihsm-ids-and-sessions',
    source: 'YubiHSM 2 user guide, PKCS #11: CKA_ID has two bytes; 16 sessions in all',
    match: { libraryDescription: /^YubiHSM/ },
    traits: { idBytes: 2, maxSessions: 16, noSessionKeys: true },
  },
  {
    name: 'ykcs11-slots',
    source:
      'yubico-piv-tool, doc/YKCS11: readers are looked for in C_Initialize; CKA_ID of one byte names the slot of the card; all keys are stored',
    match: { libraryDescription: /PIV Library/ },
    traits: { idBytes: 1, fixedSlots: true, noSessionKeys: true },
  },
  {
    name: 'kms-templates',
    source:
      'kms-integrations, kmsp11/docs/user_guide.md, C_GenerateKeyPair: CKA_LABEL and CKA_KMS_ALGORITHM, no other attributes, none for the public key',
    match: { manufacturerId: /^Google/ },
    traits: { bareTemplates: true, noSessionKeys: true },
  },
  {
    name: 'utimaco-user-types',
    source: 'pkcs11t_cs.h of the CryptoServer SDK: CKU_CS_GENERIC is 0x83',
    match: { manufacturerId: /^Utimaco/i },
    traits: { userTypes: { CS_GENERIC: 0x83 } },
  },
];
