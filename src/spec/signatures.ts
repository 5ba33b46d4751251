// Generated from spec/functions.json by scripts/generate-spec.mjs. Do not edit: change the input and run it again.

/** How the parameters of each function look to JavaScript: [name, kind], see src/calls/signature.ts. */
export const SIGNATURES = {
  C_Initialize: [
    ['arguments', 'initialize'],
  ],
  C_Finalize: [
    ['reserved', 'null'],
  ],
  C_GetInfo: [
    ['info', 'out CK_INFO'],
  ],
  C_GetFunctionList: [
    ['functionList', 'out functionList'],
  ],
  C_GetSlotList: [
    ['tokenPresent', 'boolean'],
    ['slotList', 'out ulongs'],
  ],
  C_GetSlotInfo: [
    ['slotId', 'ulong'],
    ['info', 'out CK_SLOT_INFO'],
  ],
  C_GetTokenInfo: [
    ['slotId', 'ulong'],
    ['info', 'out CK_TOKEN_INFO'],
  ],
  C_GetMechanismList: [
    ['slotId', 'ulong'],
    ['mechanismList', 'out ulongs'],
  ],
  C_GetMechanismInfo: [
    ['slotId', 'ulong'],
    ['type', 'ulong'],
    ['info', 'out CK_MECHANISM_INFO'],
  ],
  C_InitToken: [
    ['slotId', 'ulong'],
    ['pin', 'bytes'],
    ['label', 'label'],
  ],
  C_InitPIN: [
    ['session', 'session'],
    ['pin', 'bytes'],
  ],
  C_SetPIN: [
    ['session', 'session'],
    ['oldPin', 'bytes'],
    ['newPin', 'bytes'],
  ],
  C_OpenSession: [
    ['slotId', 'ulong'],
    ['flags', 'ulong'],
    ['application', 'null'],
    ['notify', 'null'],
    ['session', 'out ulong'],
  ],
  C_CloseSession: [
    ['session', 'session'],
  ],
  C_CloseAllSessions: [
    ['slotId', 'ulong'],
  ],
  C_GetSessionInfo: [
    ['session', 'session'],
    ['info', 'out CK_SESSION_INFO'],
  ],
  C_GetOperationState: [
    ['session', 'session'],
    ['operationState', 'out bytes'],
  ],
  C_SetOperationState: [
    ['session', 'session'],
    ['operationState', 'bytes'],
    ['encryptionKey', 'ulong'],
    ['authenticationKey', 'ulong'],
  ],
  C_Login: [
    ['session', 'session'],
    ['userType', 'ulong'],
    ['pin', 'bytes'],
  ],
  C_Logout: [
    ['session', 'session'],
  ],
  C_CreateObject: [
    ['session', 'session'],
    ['template', 'attributes'],
    ['object', 'out ulong'],
  ],
  C_CopyObject: [
    ['session', 'session'],
    ['object', 'ulong'],
    ['template', 'attributes'],
    ['newObject', 'out ulong'],
  ],
  C_DestroyObject: [
    ['session', 'session'],
    ['object', 'ulong'],
  ],
  C_GetObjectSize: [
    ['session', 'session'],
    ['object', 'ulong'],
    ['size', 'out ulong'],
  ],
  C_GetAttributeValue: [
    ['session', 'session'],
    ['object', 'ulong'],
    ['template', 'wanted attributes'],
  ],
  C_SetAttributeValue: [
    ['session', 'session'],
    ['object', 'ulong'],
    ['template', 'attributes'],
  ],
  C_FindObjectsInit: [
    ['session', 'session'],
    ['template', 'attributes'],
  ],
  C_FindObjects: [
    ['session', 'session'],
    ['maxObjectCount', 'out handles'],
  ],
  C_FindObjectsFinal: [
    ['session', 'session'],
  ],
  C_EncryptInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_Encrypt: [
    ['session', 'session'],
    ['data', 'bytes'],
    ['encryptedData', 'out bytes'],
  ],
  C_EncryptUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
    ['encryptedPart', 'out bytes'],
  ],
  C_EncryptFinal: [
    ['session', 'session'],
    ['lastEncryptedPart', 'out bytes'],
  ],
  C_DecryptInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_Decrypt: [
    ['session', 'session'],
    ['encryptedData', 'bytes'],
    ['data', 'out bytes'],
  ],
  C_DecryptUpdate: [
    ['session', 'session'],
    ['encryptedPart', 'bytes'],
    ['part', 'out bytes'],
  ],
  C_DecryptFinal: [
    ['session', 'session'],
    ['lastPart', 'out bytes'],
  ],
  C_DigestInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
  ],
  C_Digest: [
    ['session', 'session'],
    ['data', 'bytes'],
    ['digest', 'out bytes'],
  ],
  C_DigestUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
  ],
  C_DigestKey: [
    ['session', 'session'],
    ['key', 'ulong'],
  ],
  C_DigestFinal: [
    ['session', 'session'],
    ['digest', 'out bytes'],
  ],
  C_SignInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_Sign: [
    ['session', 'session'],
    ['data', 'bytes'],
    ['signature', 'out bytes'],
  ],
  C_SignUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
  ],
  C_SignFinal: [
    ['session', 'session'],
    ['signature', 'out bytes'],
  ],
  C_SignRecoverInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_SignRecover: [
    ['session', 'session'],
    ['data', 'bytes'],
    ['signature', 'out bytes'],
  ],
  C_VerifyInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_Verify: [
    ['session', 'session'],
    ['data', 'bytes'],
    ['signature', 'bytes'],
  ],
  C_VerifyUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
  ],
  C_VerifyFinal: [
    ['session', 'session'],
    ['signature', 'bytes'],
  ],
  C_VerifyRecoverInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_VerifyRecover: [
    ['session', 'session'],
    ['signature', 'bytes'],
    ['data', 'out bytes'],
  ],
  C_DigestEncryptUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
    ['encryptedPart', 'out bytes'],
  ],
  C_DecryptDigestUpdate: [
    ['session', 'session'],
    ['encryptedPart', 'bytes'],
    ['part', 'out bytes'],
  ],
  C_SignEncryptUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
    ['encryptedPart', 'out bytes'],
  ],
  C_DecryptVerifyUpdate: [
    ['session', 'session'],
    ['encryptedPart', 'bytes'],
    ['part', 'out bytes'],
  ],
  C_GenerateKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['template', 'attributes'],
    ['key', 'out ulong'],
  ],
  C_GenerateKeyPair: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['publicKeyTemplate', 'attributes'],
    ['privateKeyTemplate', 'attributes'],
    ['publicKey', 'out ulong'],
    ['privateKey', 'out ulong'],
  ],
  C_WrapKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['wrappingKey', 'ulong'],
    ['key', 'ulong'],
    ['wrappedKey', 'out bytes'],
  ],
  C_UnwrapKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['unwrappingKey', 'ulong'],
    ['wrappedKey', 'bytes'],
    ['template', 'attributes'],
    ['key', 'out ulong'],
  ],
  C_DeriveKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['baseKey', 'ulong'],
    ['template', 'attributes'],
    ['key', 'out ulong'],
  ],
  C_SeedRandom: [
    ['session', 'session'],
    ['seed', 'bytes'],
  ],
  C_GenerateRandom: [
    ['session', 'session'],
    ['length', 'out bytes of length'],
  ],
  C_GetFunctionStatus: [
    ['session', 'session'],
  ],
  C_CancelFunction: [
    ['session', 'session'],
  ],
  C_WaitForSlotEvent: [
    ['flags', 'ulong'],
    ['slot', 'out ulong'],
    ['reserved', 'null'],
  ],
  C_GetInterfaceList: [
    ['interfaces', 'out interfaces'],
  ],
  C_GetInterface: [
    ['interfaceName', 'name or null'],
    ['version', 'version or null'],
    ['interface', 'out interface'],
    ['flags', 'ulong'],
  ],
  C_LoginUser: [
    ['session', 'session'],
    ['userType', 'ulong'],
    ['pin', 'bytes'],
    ['username', 'bytes'],
  ],
  C_SessionCancel: [
    ['session', 'session'],
    ['flags', 'ulong'],
  ],
  C_MessageEncryptInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_EncryptMessage: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['associatedData', 'bytes'],
    ['plaintext', 'bytes'],
    ['ciphertext', 'out bytes'],
  ],
  C_EncryptMessageBegin: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['associatedData', 'bytes'],
  ],
  C_EncryptMessageNext: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['plaintextPart', 'bytes'],
    ['ciphertextPart', 'out bytes'],
    ['flags', 'ulong'],
  ],
  C_MessageEncryptFinal: [
    ['session', 'session'],
  ],
  C_MessageDecryptInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_DecryptMessage: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['associatedData', 'bytes'],
    ['ciphertext', 'bytes'],
    ['plaintext', 'out bytes'],
  ],
  C_DecryptMessageBegin: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['associatedData', 'bytes'],
  ],
  C_DecryptMessageNext: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['ciphertextPart', 'bytes'],
    ['plaintextPart', 'out bytes'],
    ['flags', 'ulong'],
  ],
  C_MessageDecryptFinal: [
    ['session', 'session'],
  ],
  C_MessageSignInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_SignMessage: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['data', 'bytes'],
    ['signature', 'out bytes'],
  ],
  C_SignMessageBegin: [
    ['session', 'session'],
    ['parameter', 'parameter'],
  ],
  C_SignMessageNext: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['data', 'bytes'],
    ['signature', 'out bytes'],
  ],
  C_MessageSignFinal: [
    ['session', 'session'],
  ],
  C_MessageVerifyInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
  ],
  C_VerifyMessage: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['data', 'bytes'],
    ['signature', 'bytes'],
  ],
  C_VerifyMessageBegin: [
    ['session', 'session'],
    ['parameter', 'parameter'],
  ],
  C_VerifyMessageNext: [
    ['session', 'session'],
    ['parameter', 'parameter'],
    ['data', 'bytes'],
    ['signature', 'bytes'],
  ],
  C_MessageVerifyFinal: [
    ['session', 'session'],
  ],
  C_EncapsulateKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['publicKey', 'ulong'],
    ['template', 'attributes'],
    ['ciphertext', 'out bytes'],
    ['key', 'out ulong'],
  ],
  C_DecapsulateKey: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['privateKey', 'ulong'],
    ['template', 'attributes'],
    ['ciphertext', 'bytes'],
    ['key', 'out ulong'],
  ],
  C_VerifySignatureInit: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['key', 'ulong'],
    ['signature', 'bytes'],
  ],
  C_VerifySignature: [
    ['session', 'session'],
    ['data', 'bytes'],
  ],
  C_VerifySignatureUpdate: [
    ['session', 'session'],
    ['part', 'bytes'],
  ],
  C_VerifySignatureFinal: [
    ['session', 'session'],
  ],
  C_GetSessionValidationFlags: [
    ['session', 'session'],
    ['type', 'ulong'],
    ['flags', 'out ulong'],
  ],
  C_AsyncComplete: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['result', 'out asyncData'],
  ],
  C_AsyncGetID: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['id', 'out ulong'],
  ],
  C_AsyncJoin: [
    ['session', 'session'],
    ['functionName', 'name'],
    ['id', 'ulong'],
    ['size', 'room'],
  ],
  C_WrapKeyAuthenticated: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['wrappingKey', 'ulong'],
    ['key', 'ulong'],
    ['associatedData', 'bytes'],
    ['wrappedKey', 'out bytes'],
  ],
  C_UnwrapKeyAuthenticated: [
    ['session', 'session'],
    ['mechanism', 'mechanism'],
    ['unwrappingKey', 'ulong'],
    ['wrappedKey', 'bytes'],
    ['template', 'attributes'],
    ['associatedData', 'bytes'],
    ['key', 'out ulong'],
  ],
} as const;
