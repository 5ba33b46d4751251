/** Every function of the standard in function-list order: the version that added it, its parameters as [name, type]. */
export declare const FUNCTIONS: {
    readonly C_Initialize: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["pInitArgs", "pointer"]];
    };
    readonly C_Finalize: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["pReserved", "pointer"]];
    };
    readonly C_GetInfo: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["pInfo", "pointer"]];
    };
    readonly C_GetFunctionList: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["ppFunctionList", "pointer"]];
    };
    readonly C_GetSlotList: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["tokenPresent", "byte"], readonly ["pSlotList", "pointer"], readonly ["pulCount", "pointer"]];
    };
    readonly C_GetSlotInfo: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["pInfo", "pointer"]];
    };
    readonly C_GetTokenInfo: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["pInfo", "pointer"]];
    };
    readonly C_GetMechanismList: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["pMechanismList", "pointer"], readonly ["pulCount", "pointer"]];
    };
    readonly C_GetMechanismInfo: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["type", "ulong"], readonly ["pInfo", "pointer"]];
    };
    readonly C_InitToken: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["pPin", "pointer"], readonly ["ulPinLen", "ulong"], readonly ["pLabel", "pointer"]];
    };
    readonly C_InitPIN: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPin", "pointer"], readonly ["ulPinLen", "ulong"]];
    };
    readonly C_SetPIN: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pOldPin", "pointer"], readonly ["ulOldLen", "ulong"], readonly ["pNewPin", "pointer"], readonly ["ulNewLen", "ulong"]];
    };
    readonly C_OpenSession: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"], readonly ["flags", "ulong"], readonly ["pApplication", "pointer"], readonly ["Notify", "pointer"], readonly ["phSession", "pointer"]];
    };
    readonly C_CloseSession: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_CloseAllSessions: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["slotID", "ulong"]];
    };
    readonly C_GetSessionInfo: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pInfo", "pointer"]];
    };
    readonly C_GetOperationState: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pOperationState", "pointer"], readonly ["pulOperationStateLen", "pointer"]];
    };
    readonly C_SetOperationState: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pOperationState", "pointer"], readonly ["ulOperationStateLen", "ulong"], readonly ["hEncryptionKey", "ulong"], readonly ["hAuthenticationKey", "ulong"]];
    };
    readonly C_Login: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["userType", "ulong"], readonly ["pPin", "pointer"], readonly ["ulPinLen", "ulong"]];
    };
    readonly C_Logout: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_CreateObject: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"], readonly ["phObject", "pointer"]];
    };
    readonly C_CopyObject: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hObject", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"], readonly ["phNewObject", "pointer"]];
    };
    readonly C_DestroyObject: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hObject", "ulong"]];
    };
    readonly C_GetObjectSize: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hObject", "ulong"], readonly ["pulSize", "pointer"]];
    };
    readonly C_GetAttributeValue: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hObject", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"]];
    };
    readonly C_SetAttributeValue: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hObject", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"]];
    };
    readonly C_FindObjectsInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"]];
    };
    readonly C_FindObjects: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["phObject", "pointer"], readonly ["ulMaxObjectCount", "ulong"], readonly ["pulObjectCount", "pointer"]];
    };
    readonly C_FindObjectsFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_EncryptInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_Encrypt: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pEncryptedData", "pointer"], readonly ["pulEncryptedDataLen", "pointer"]];
    };
    readonly C_EncryptUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["pulEncryptedPartLen", "pointer"]];
    };
    readonly C_EncryptFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pLastEncryptedPart", "pointer"], readonly ["pulLastEncryptedPartLen", "pointer"]];
    };
    readonly C_DecryptInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_Decrypt: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pEncryptedData", "pointer"], readonly ["ulEncryptedDataLen", "ulong"], readonly ["pData", "pointer"], readonly ["pulDataLen", "pointer"]];
    };
    readonly C_DecryptUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["ulEncryptedPartLen", "ulong"], readonly ["pPart", "pointer"], readonly ["pulPartLen", "pointer"]];
    };
    readonly C_DecryptFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pLastPart", "pointer"], readonly ["pulLastPartLen", "pointer"]];
    };
    readonly C_DigestInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"]];
    };
    readonly C_Digest: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pDigest", "pointer"], readonly ["pulDigestLen", "pointer"]];
    };
    readonly C_DigestUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"]];
    };
    readonly C_DigestKey: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["hKey", "ulong"]];
    };
    readonly C_DigestFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pDigest", "pointer"], readonly ["pulDigestLen", "pointer"]];
    };
    readonly C_SignInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_Sign: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["pulSignatureLen", "pointer"]];
    };
    readonly C_SignUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"]];
    };
    readonly C_SignFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pSignature", "pointer"], readonly ["pulSignatureLen", "pointer"]];
    };
    readonly C_SignRecoverInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_SignRecover: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["pulSignatureLen", "pointer"]];
    };
    readonly C_VerifyInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_Verify: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"]];
    };
    readonly C_VerifyUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"]];
    };
    readonly C_VerifyFinal: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"]];
    };
    readonly C_VerifyRecoverInit: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_VerifyRecover: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"], readonly ["pData", "pointer"], readonly ["pulDataLen", "pointer"]];
    };
    readonly C_DigestEncryptUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["pulEncryptedPartLen", "pointer"]];
    };
    readonly C_DecryptDigestUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["ulEncryptedPartLen", "ulong"], readonly ["pPart", "pointer"], readonly ["pulPartLen", "pointer"]];
    };
    readonly C_SignEncryptUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["pulEncryptedPartLen", "pointer"]];
    };
    readonly C_DecryptVerifyUpdate: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pEncryptedPart", "pointer"], readonly ["ulEncryptedPartLen", "ulong"], readonly ["pPart", "pointer"], readonly ["pulPartLen", "pointer"]];
    };
    readonly C_GenerateKey: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["pTemplate", "pointer"], readonly ["ulCount", "ulong"], readonly ["phKey", "pointer"]];
    };
    readonly C_GenerateKeyPair: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["pPublicKeyTemplate", "pointer"], readonly ["ulPublicKeyAttributeCount", "ulong"], readonly ["pPrivateKeyTemplate", "pointer"], readonly ["ulPrivateKeyAttributeCount", "ulong"], readonly ["phPublicKey", "pointer"], readonly ["phPrivateKey", "pointer"]];
    };
    readonly C_WrapKey: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hWrappingKey", "ulong"], readonly ["hKey", "ulong"], readonly ["pWrappedKey", "pointer"], readonly ["pulWrappedKeyLen", "pointer"]];
    };
    readonly C_UnwrapKey: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hUnwrappingKey", "ulong"], readonly ["pWrappedKey", "pointer"], readonly ["ulWrappedKeyLen", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulAttributeCount", "ulong"], readonly ["phKey", "pointer"]];
    };
    readonly C_DeriveKey: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hBaseKey", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulAttributeCount", "ulong"], readonly ["phKey", "pointer"]];
    };
    readonly C_SeedRandom: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pSeed", "pointer"], readonly ["ulSeedLen", "ulong"]];
    };
    readonly C_GenerateRandom: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["RandomData", "pointer"], readonly ["ulRandomLen", "ulong"]];
    };
    readonly C_GetFunctionStatus: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_CancelFunction: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_WaitForSlotEvent: {
        readonly since: "2.0";
        readonly parameters: readonly [readonly ["flags", "ulong"], readonly ["pSlot", "pointer"], readonly ["pRserved", "pointer"]];
    };
    readonly C_GetInterfaceList: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["pInterfacesList", "pointer"], readonly ["pulCount", "pointer"]];
    };
    readonly C_GetInterface: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["pInterfaceName", "pointer"], readonly ["pVersion", "pointer"], readonly ["ppInterface", "pointer"], readonly ["flags", "ulong"]];
    };
    readonly C_LoginUser: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["userType", "ulong"], readonly ["pPin", "pointer"], readonly ["ulPinLen", "ulong"], readonly ["pUsername", "pointer"], readonly ["ulUsernameLen", "ulong"]];
    };
    readonly C_SessionCancel: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["flags", "ulong"]];
    };
    readonly C_MessageEncryptInit: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_EncryptMessage: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"], readonly ["pPlaintext", "pointer"], readonly ["ulPlaintextLen", "ulong"], readonly ["pCiphertext", "pointer"], readonly ["pulCiphertextLen", "pointer"]];
    };
    readonly C_EncryptMessageBegin: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"]];
    };
    readonly C_EncryptMessageNext: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pPlaintextPart", "pointer"], readonly ["ulPlaintextPartLen", "ulong"], readonly ["pCiphertextPart", "pointer"], readonly ["pulCiphertextPartLen", "pointer"], readonly ["flags", "ulong"]];
    };
    readonly C_MessageEncryptFinal: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_MessageDecryptInit: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_DecryptMessage: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"], readonly ["pCiphertext", "pointer"], readonly ["ulCiphertextLen", "ulong"], readonly ["pPlaintext", "pointer"], readonly ["pulPlaintextLen", "pointer"]];
    };
    readonly C_DecryptMessageBegin: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"]];
    };
    readonly C_DecryptMessageNext: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pCiphertextPart", "pointer"], readonly ["ulCiphertextPartLen", "ulong"], readonly ["pPlaintextPart", "pointer"], readonly ["pulPlaintextPartLen", "pointer"], readonly ["flags", "ulong"]];
    };
    readonly C_MessageDecryptFinal: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_MessageSignInit: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_SignMessage: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["pulSignatureLen", "pointer"]];
    };
    readonly C_SignMessageBegin: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"]];
    };
    readonly C_SignMessageNext: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["pulSignatureLen", "pointer"]];
    };
    readonly C_MessageSignFinal: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_MessageVerifyInit: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"]];
    };
    readonly C_VerifyMessage: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"]];
    };
    readonly C_VerifyMessageBegin: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"]];
    };
    readonly C_VerifyMessageNext: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pParameter", "pointer"], readonly ["ulParameterLen", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"]];
    };
    readonly C_MessageVerifyFinal: {
        readonly since: "3.0";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_EncapsulateKey: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hPublicKey", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulAttributeCount", "ulong"], readonly ["pCiphertext", "pointer"], readonly ["pulCiphertextLen", "pointer"], readonly ["phKey", "pointer"]];
    };
    readonly C_DecapsulateKey: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hPrivateKey", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulAttributeCount", "ulong"], readonly ["pCiphertext", "pointer"], readonly ["ulCiphertextLen", "ulong"], readonly ["phKey", "pointer"]];
    };
    readonly C_VerifySignatureInit: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hKey", "ulong"], readonly ["pSignature", "pointer"], readonly ["ulSignatureLen", "ulong"]];
    };
    readonly C_VerifySignature: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pData", "pointer"], readonly ["ulDataLen", "ulong"]];
    };
    readonly C_VerifySignatureUpdate: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pPart", "pointer"], readonly ["ulPartLen", "ulong"]];
    };
    readonly C_VerifySignatureFinal: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"]];
    };
    readonly C_GetSessionValidationFlags: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["type", "ulong"], readonly ["pFlags", "pointer"]];
    };
    readonly C_AsyncComplete: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pFunctionName", "pointer"], readonly ["pResult", "pointer"]];
    };
    readonly C_AsyncGetID: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pFunctionName", "pointer"], readonly ["pulID", "pointer"]];
    };
    readonly C_AsyncJoin: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pFunctionName", "pointer"], readonly ["ulID", "ulong"], readonly ["pData", "pointer"], readonly ["ulData", "ulong"]];
    };
    readonly C_WrapKeyAuthenticated: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hWrappingKey", "ulong"], readonly ["hKey", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"], readonly ["pWrappedKey", "pointer"], readonly ["pulWrappedKeyLen", "pointer"]];
    };
    readonly C_UnwrapKeyAuthenticated: {
        readonly since: "3.2";
        readonly parameters: readonly [readonly ["hSession", "ulong"], readonly ["pMechanism", "pointer"], readonly ["hUnwrappingKey", "ulong"], readonly ["pWrappedKey", "pointer"], readonly ["ulWrappedKeyLen", "ulong"], readonly ["pTemplate", "pointer"], readonly ["ulAttributeCount", "ulong"], readonly ["pAssociatedData", "pointer"], readonly ["ulAssociatedDataLen", "ulong"], readonly ["phKey", "pointer"]];
    };
};
