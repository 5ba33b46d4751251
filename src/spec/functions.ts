// Generated from spec/functions.json by scripts/generate-spec.mjs. Do not edit: change the input and run it again.

/** Every function of the standard in function-list order: the version that added it, its parameters as [name, type]. */
export const FUNCTIONS = {
  C_Initialize: {
    since: '2.0',
    parameters: [
      ['pInitArgs', 'pointer'],
    ],
  },
  C_Finalize: {
    since: '2.0',
    parameters: [
      ['pReserved', 'pointer'],
    ],
  },
  C_GetInfo: {
    since: '2.0',
    parameters: [
      ['pInfo', 'pointer'],
    ],
  },
  C_GetFunctionList: {
    since: '2.0',
    parameters: [
      ['ppFunctionList', 'pointer'],
    ],
  },
  C_GetSlotList: {
    since: '2.0',
    parameters: [
      ['tokenPresent', 'byte'],
      ['pSlotList', 'pointer'],
      ['pulCount', 'pointer'],
    ],
  },
  C_GetSlotInfo: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['pInfo', 'pointer'],
    ],
  },
  C_GetTokenInfo: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['pInfo', 'pointer'],
    ],
  },
  C_GetMechanismList: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['pMechanismList', 'pointer'],
      ['pulCount', 'pointer'],
    ],
  },
  C_GetMechanismInfo: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['type', 'ulong'],
      ['pInfo', 'pointer'],
    ],
  },
  C_InitToken: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['pPin', 'pointer'],
      ['ulPinLen', 'ulong'],
      ['pLabel', 'pointer'],
    ],
  },
  C_InitPIN: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPin', 'pointer'],
      ['ulPinLen', 'ulong'],
    ],
  },
  C_SetPIN: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pOldPin', 'pointer'],
      ['ulOldLen', 'ulong'],
      ['pNewPin', 'pointer'],
      ['ulNewLen', 'ulong'],
    ],
  },
  C_OpenSession: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
      ['flags', 'ulong'],
      ['pApplication', 'pointer'],
      ['Notify', 'pointer'],
      ['phSession', 'pointer'],
    ],
  },
  C_CloseSession: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_CloseAllSessions: {
    since: '2.0',
    parameters: [
      ['slotID', 'ulong'],
    ],
  },
  C_GetSessionInfo: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pInfo', 'pointer'],
    ],
  },
  C_GetOperationState: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pOperationState', 'pointer'],
      ['pulOperationStateLen', 'pointer'],
    ],
  },
  C_SetOperationState: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pOperationState', 'pointer'],
      ['ulOperationStateLen', 'ulong'],
      ['hEncryptionKey', 'ulong'],
      ['hAuthenticationKey', 'ulong'],
    ],
  },
  C_Login: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['userType', 'ulong'],
      ['pPin', 'pointer'],
      ['ulPinLen', 'ulong'],
    ],
  },
  C_Logout: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_CreateObject: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
      ['phObject', 'pointer'],
    ],
  },
  C_CopyObject: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hObject', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
      ['phNewObject', 'pointer'],
    ],
  },
  C_DestroyObject: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hObject', 'ulong'],
    ],
  },
  C_GetObjectSize: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hObject', 'ulong'],
      ['pulSize', 'pointer'],
    ],
  },
  C_GetAttributeValue: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hObject', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
    ],
  },
  C_SetAttributeValue: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hObject', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
    ],
  },
  C_FindObjectsInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
    ],
  },
  C_FindObjects: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['phObject', 'pointer'],
      ['ulMaxObjectCount', 'ulong'],
      ['pulObjectCount', 'pointer'],
    ],
  },
  C_FindObjectsFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_EncryptInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_Encrypt: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pEncryptedData', 'pointer'],
      ['pulEncryptedDataLen', 'pointer'],
    ],
  },
  C_EncryptUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['pulEncryptedPartLen', 'pointer'],
    ],
  },
  C_EncryptFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pLastEncryptedPart', 'pointer'],
      ['pulLastEncryptedPartLen', 'pointer'],
    ],
  },
  C_DecryptInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_Decrypt: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pEncryptedData', 'pointer'],
      ['ulEncryptedDataLen', 'ulong'],
      ['pData', 'pointer'],
      ['pulDataLen', 'pointer'],
    ],
  },
  C_DecryptUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['ulEncryptedPartLen', 'ulong'],
      ['pPart', 'pointer'],
      ['pulPartLen', 'pointer'],
    ],
  },
  C_DecryptFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pLastPart', 'pointer'],
      ['pulLastPartLen', 'pointer'],
    ],
  },
  C_DigestInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
    ],
  },
  C_Digest: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pDigest', 'pointer'],
      ['pulDigestLen', 'pointer'],
    ],
  },
  C_DigestUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
    ],
  },
  C_DigestKey: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['hKey', 'ulong'],
    ],
  },
  C_DigestFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pDigest', 'pointer'],
      ['pulDigestLen', 'pointer'],
    ],
  },
  C_SignInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_Sign: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['pulSignatureLen', 'pointer'],
    ],
  },
  C_SignUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
    ],
  },
  C_SignFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pSignature', 'pointer'],
      ['pulSignatureLen', 'pointer'],
    ],
  },
  C_SignRecoverInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_SignRecover: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['pulSignatureLen', 'pointer'],
    ],
  },
  C_VerifyInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_Verify: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
    ],
  },
  C_VerifyUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
    ],
  },
  C_VerifyFinal: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
    ],
  },
  C_VerifyRecoverInit: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_VerifyRecover: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
      ['pData', 'pointer'],
      ['pulDataLen', 'pointer'],
    ],
  },
  C_DigestEncryptUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['pulEncryptedPartLen', 'pointer'],
    ],
  },
  C_DecryptDigestUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['ulEncryptedPartLen', 'ulong'],
      ['pPart', 'pointer'],
      ['pulPartLen', 'pointer'],
    ],
  },
  C_SignEncryptUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['pulEncryptedPartLen', 'pointer'],
    ],
  },
  C_DecryptVerifyUpdate: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pEncryptedPart', 'pointer'],
      ['ulEncryptedPartLen', 'ulong'],
      ['pPart', 'pointer'],
      ['pulPartLen', 'pointer'],
    ],
  },
  C_GenerateKey: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['pTemplate', 'pointer'],
      ['ulCount', 'ulong'],
      ['phKey', 'pointer'],
    ],
  },
  C_GenerateKeyPair: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['pPublicKeyTemplate', 'pointer'],
      ['ulPublicKeyAttributeCount', 'ulong'],
      ['pPrivateKeyTemplate', 'pointer'],
      ['ulPrivateKeyAttributeCount', 'ulong'],
      ['phPublicKey', 'pointer'],
      ['phPrivateKey', 'pointer'],
    ],
  },
  C_WrapKey: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hWrappingKey', 'ulong'],
      ['hKey', 'ulong'],
      ['pWrappedKey', 'pointer'],
      ['pulWrappedKeyLen', 'pointer'],
    ],
  },
  C_UnwrapKey: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hUnwrappingKey', 'ulong'],
      ['pWrappedKey', 'pointer'],
      ['ulWrappedKeyLen', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulAttributeCount', 'ulong'],
      ['phKey', 'pointer'],
    ],
  },
  C_DeriveKey: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hBaseKey', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulAttributeCount', 'ulong'],
      ['phKey', 'pointer'],
    ],
  },
  C_SeedRandom: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pSeed', 'pointer'],
      ['ulSeedLen', 'ulong'],
    ],
  },
  C_GenerateRandom: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
      ['RandomData', 'pointer'],
      ['ulRandomLen', 'ulong'],
    ],
  },
  C_GetFunctionStatus: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_CancelFunction: {
    since: '2.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_WaitForSlotEvent: {
    since: '2.0',
    parameters: [
      ['flags', 'ulong'],
      ['pSlot', 'pointer'],
      ['pRserved', 'pointer'],
    ],
  },
  C_GetInterfaceList: {
    since: '3.0',
    parameters: [
      ['pInterfacesList', 'pointer'],
      ['pulCount', 'pointer'],
    ],
  },
  C_GetInterface: {
    since: '3.0',
    parameters: [
      ['pInterfaceName', 'pointer'],
      ['pVersion', 'pointer'],
      ['ppInterface', 'pointer'],
      ['flags', 'ulong'],
    ],
  },
  C_LoginUser: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['userType', 'ulong'],
      ['pPin', 'pointer'],
      ['ulPinLen', 'ulong'],
      ['pUsername', 'pointer'],
      ['ulUsernameLen', 'ulong'],
    ],
  },
  C_SessionCancel: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['flags', 'ulong'],
    ],
  },
  C_MessageEncryptInit: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_EncryptMessage: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
      ['pPlaintext', 'pointer'],
      ['ulPlaintextLen', 'ulong'],
      ['pCiphertext', 'pointer'],
      ['pulCiphertextLen', 'pointer'],
    ],
  },
  C_EncryptMessageBegin: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
    ],
  },
  C_EncryptMessageNext: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pPlaintextPart', 'pointer'],
      ['ulPlaintextPartLen', 'ulong'],
      ['pCiphertextPart', 'pointer'],
      ['pulCiphertextPartLen', 'pointer'],
      ['flags', 'ulong'],
    ],
  },
  C_MessageEncryptFinal: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_MessageDecryptInit: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_DecryptMessage: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
      ['pCiphertext', 'pointer'],
      ['ulCiphertextLen', 'ulong'],
      ['pPlaintext', 'pointer'],
      ['pulPlaintextLen', 'pointer'],
    ],
  },
  C_DecryptMessageBegin: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
    ],
  },
  C_DecryptMessageNext: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pCiphertextPart', 'pointer'],
      ['ulCiphertextPartLen', 'ulong'],
      ['pPlaintextPart', 'pointer'],
      ['pulPlaintextPartLen', 'pointer'],
      ['flags', 'ulong'],
    ],
  },
  C_MessageDecryptFinal: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_MessageSignInit: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_SignMessage: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['pulSignatureLen', 'pointer'],
    ],
  },
  C_SignMessageBegin: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
    ],
  },
  C_SignMessageNext: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['pulSignatureLen', 'pointer'],
    ],
  },
  C_MessageSignFinal: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_MessageVerifyInit: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
    ],
  },
  C_VerifyMessage: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
    ],
  },
  C_VerifyMessageBegin: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
    ],
  },
  C_VerifyMessageNext: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
      ['pParameter', 'pointer'],
      ['ulParameterLen', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
    ],
  },
  C_MessageVerifyFinal: {
    since: '3.0',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_EncapsulateKey: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hPublicKey', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulAttributeCount', 'ulong'],
      ['pCiphertext', 'pointer'],
      ['pulCiphertextLen', 'pointer'],
      ['phKey', 'pointer'],
    ],
  },
  C_DecapsulateKey: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hPrivateKey', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulAttributeCount', 'ulong'],
      ['pCiphertext', 'pointer'],
      ['ulCiphertextLen', 'ulong'],
      ['phKey', 'pointer'],
    ],
  },
  C_VerifySignatureInit: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hKey', 'ulong'],
      ['pSignature', 'pointer'],
      ['ulSignatureLen', 'ulong'],
    ],
  },
  C_VerifySignature: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pData', 'pointer'],
      ['ulDataLen', 'ulong'],
    ],
  },
  C_VerifySignatureUpdate: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pPart', 'pointer'],
      ['ulPartLen', 'ulong'],
    ],
  },
  C_VerifySignatureFinal: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
    ],
  },
  C_GetSessionValidationFlags: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['type', 'ulong'],
      ['pFlags', 'pointer'],
    ],
  },
  C_AsyncComplete: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pFunctionName', 'pointer'],
      ['pResult', 'pointer'],
    ],
  },
  C_AsyncGetID: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pFunctionName', 'pointer'],
      ['pulID', 'pointer'],
    ],
  },
  C_AsyncJoin: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pFunctionName', 'pointer'],
      ['ulID', 'ulong'],
      ['pData', 'pointer'],
      ['ulData', 'ulong'],
    ],
  },
  C_WrapKeyAuthenticated: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hWrappingKey', 'ulong'],
      ['hKey', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
      ['pWrappedKey', 'pointer'],
      ['pulWrappedKeyLen', 'pointer'],
    ],
  },
  C_UnwrapKeyAuthenticated: {
    since: '3.2',
    parameters: [
      ['hSession', 'ulong'],
      ['pMechanism', 'pointer'],
      ['hUnwrappingKey', 'ulong'],
      ['pWrappedKey', 'pointer'],
      ['ulWrappedKeyLen', 'ulong'],
      ['pTemplate', 'pointer'],
      ['ulAttributeCount', 'ulong'],
      ['pAssociatedData', 'pointer'],
      ['ulAssociatedDataLen', 'ulong'],
      ['phKey', 'pointer'],
    ],
  },
} as const;
