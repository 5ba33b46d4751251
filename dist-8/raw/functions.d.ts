import type { BytesLike } from '../codec/bytes.js';
import type { Structure } from '../codec/structure-reader.js';
import type { VersionNumber } from '../codec/attribute-codecs.js';
import type { Ulong } from '../native/abi.js';
import type { AsyncData, AttributeValue, Bytes, FunctionList, InitializeArguments, MessageParameter, RawAttribute, RawInterface, RawMechanism } from './values.js';
/**
 * Every function of the standard. Pairs of pointer and length are one value; what the function writes is what it
 * returns; anything but CKR_OK is thrown as `Pkcs11Error`.
 */
export interface RawFunctions {
    /** `C_Initialize(pInitArgs)` */
    C_Initialize(initArgs?: InitializeArguments): void;
    /** `C_Finalize(pReserved)` */
    C_Finalize(): void;
    /** `C_GetInfo(pInfo)` */
    C_GetInfo(): Structure<'CK_INFO'>;
    /** `C_GetFunctionList(ppFunctionList)` */
    C_GetFunctionList(): FunctionList;
    /** `C_GetSlotList(tokenPresent, pSlotList, pulCount)` */
    C_GetSlotList(tokenPresent: boolean): Ulong[];
    /** `C_GetSlotInfo(slotID, pInfo)` */
    C_GetSlotInfo(slotId: Ulong): Structure<'CK_SLOT_INFO'>;
    /** `C_GetTokenInfo(slotID, pInfo)` */
    C_GetTokenInfo(slotId: Ulong): Structure<'CK_TOKEN_INFO'>;
    /** `C_GetMechanismList(slotID, pMechanismList, pulCount)` */
    C_GetMechanismList(slotId: Ulong): Ulong[];
    /** `C_GetMechanismInfo(slotID, type, pInfo)` */
    C_GetMechanismInfo(slotId: Ulong, type: Ulong): Structure<'CK_MECHANISM_INFO'>;
    /** `C_InitToken(slotID, pPin, ulPinLen, pLabel)` */
    C_InitToken(slotId: Ulong, pin: BytesLike | null, label: string): void;
    /** `C_InitPIN(hSession, pPin, ulPinLen)` */
    C_InitPIN(session: Ulong, pin: BytesLike | null): void;
    /** `C_SetPIN(hSession, pOldPin, ulOldLen, pNewPin, ulNewLen)` */
    C_SetPIN(session: Ulong, oldPin: BytesLike | null, newPin: BytesLike | null): void;
    /** `C_OpenSession(slotID, flags, pApplication, Notify, phSession)` */
    C_OpenSession(slotId: Ulong, flags: Ulong): Ulong;
    /** `C_CloseSession(hSession)` */
    C_CloseSession(session: Ulong): void;
    /** `C_CloseAllSessions(slotID)` */
    C_CloseAllSessions(slotId: Ulong): void;
    /** `C_GetSessionInfo(hSession, pInfo)` */
    C_GetSessionInfo(session: Ulong): Structure<'CK_SESSION_INFO'>;
    /** `C_GetOperationState(hSession, pOperationState, pulOperationStateLen)` */
    C_GetOperationState(session: Ulong): Bytes;
    /** `C_SetOperationState(hSession, pOperationState, ulOperationStateLen, hEncryptionKey, hAuthenticationKey)` */
    C_SetOperationState(session: Ulong, operationState: BytesLike | null, encryptionKey: Ulong, authenticationKey: Ulong): void;
    /** `C_Login(hSession, userType, pPin, ulPinLen)` */
    C_Login(session: Ulong, userType: Ulong, pin: BytesLike | null): void;
    /** `C_Logout(hSession)` */
    C_Logout(session: Ulong): void;
    /** `C_CreateObject(hSession, pTemplate, ulCount, phObject)` */
    C_CreateObject(session: Ulong, template: readonly RawAttribute[]): Ulong;
    /** `C_CopyObject(hSession, hObject, pTemplate, ulCount, phNewObject)` */
    C_CopyObject(session: Ulong, object: Ulong, template: readonly RawAttribute[]): Ulong;
    /** `C_DestroyObject(hSession, hObject)` */
    C_DestroyObject(session: Ulong, object: Ulong): void;
    /** `C_GetObjectSize(hSession, hObject, pulSize)` */
    C_GetObjectSize(session: Ulong, object: Ulong): Ulong;
    /** `C_GetAttributeValue(hSession, hObject, pTemplate, ulCount)` */
    C_GetAttributeValue(session: Ulong, object: Ulong, template: readonly {
        readonly type: Ulong;
    }[]): AttributeValue[];
    /** `C_SetAttributeValue(hSession, hObject, pTemplate, ulCount)` */
    C_SetAttributeValue(session: Ulong, object: Ulong, template: readonly RawAttribute[]): void;
    /** `C_FindObjectsInit(hSession, pTemplate, ulCount)` */
    C_FindObjectsInit(session: Ulong, template: readonly RawAttribute[]): void;
    /** `C_FindObjects(hSession, phObject, ulMaxObjectCount, pulObjectCount)` */
    C_FindObjects(session: Ulong, maxObjectCount: number): Ulong[];
    /** `C_FindObjectsFinal(hSession)` */
    C_FindObjectsFinal(session: Ulong): void;
    /** `C_EncryptInit(hSession, pMechanism, hKey)` */
    C_EncryptInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_Encrypt(hSession, pData, ulDataLen, pEncryptedData, pulEncryptedDataLen)` */
    C_Encrypt(session: Ulong, data: BytesLike | null): Bytes;
    /** `C_EncryptUpdate(hSession, pPart, ulPartLen, pEncryptedPart, pulEncryptedPartLen)` */
    C_EncryptUpdate(session: Ulong, part: BytesLike | null): Bytes;
    /** `C_EncryptFinal(hSession, pLastEncryptedPart, pulLastEncryptedPartLen)` */
    C_EncryptFinal(session: Ulong): Bytes;
    /** `C_DecryptInit(hSession, pMechanism, hKey)` */
    C_DecryptInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_Decrypt(hSession, pEncryptedData, ulEncryptedDataLen, pData, pulDataLen)` */
    C_Decrypt(session: Ulong, encryptedData: BytesLike | null): Bytes;
    /** `C_DecryptUpdate(hSession, pEncryptedPart, ulEncryptedPartLen, pPart, pulPartLen)` */
    C_DecryptUpdate(session: Ulong, encryptedPart: BytesLike | null): Bytes;
    /** `C_DecryptFinal(hSession, pLastPart, pulLastPartLen)` */
    C_DecryptFinal(session: Ulong): Bytes;
    /** `C_DigestInit(hSession, pMechanism)` */
    C_DigestInit(session: Ulong, mechanism: RawMechanism): void;
    /** `C_Digest(hSession, pData, ulDataLen, pDigest, pulDigestLen)` */
    C_Digest(session: Ulong, data: BytesLike | null): Bytes;
    /** `C_DigestUpdate(hSession, pPart, ulPartLen)` */
    C_DigestUpdate(session: Ulong, part: BytesLike | null): void;
    /** `C_DigestKey(hSession, hKey)` */
    C_DigestKey(session: Ulong, key: Ulong): void;
    /** `C_DigestFinal(hSession, pDigest, pulDigestLen)` */
    C_DigestFinal(session: Ulong): Bytes;
    /** `C_SignInit(hSession, pMechanism, hKey)` */
    C_SignInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_Sign(hSession, pData, ulDataLen, pSignature, pulSignatureLen)` */
    C_Sign(session: Ulong, data: BytesLike | null): Bytes;
    /** `C_SignUpdate(hSession, pPart, ulPartLen)` */
    C_SignUpdate(session: Ulong, part: BytesLike | null): void;
    /** `C_SignFinal(hSession, pSignature, pulSignatureLen)` */
    C_SignFinal(session: Ulong): Bytes;
    /** `C_SignRecoverInit(hSession, pMechanism, hKey)` */
    C_SignRecoverInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_SignRecover(hSession, pData, ulDataLen, pSignature, pulSignatureLen)` */
    C_SignRecover(session: Ulong, data: BytesLike | null): Bytes;
    /** `C_VerifyInit(hSession, pMechanism, hKey)` */
    C_VerifyInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_Verify(hSession, pData, ulDataLen, pSignature, ulSignatureLen)` */
    C_Verify(session: Ulong, data: BytesLike | null, signature: BytesLike | null): void;
    /** `C_VerifyUpdate(hSession, pPart, ulPartLen)` */
    C_VerifyUpdate(session: Ulong, part: BytesLike | null): void;
    /** `C_VerifyFinal(hSession, pSignature, ulSignatureLen)` */
    C_VerifyFinal(session: Ulong, signature: BytesLike | null): void;
    /** `C_VerifyRecoverInit(hSession, pMechanism, hKey)` */
    C_VerifyRecoverInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_VerifyRecover(hSession, pSignature, ulSignatureLen, pData, pulDataLen)` */
    C_VerifyRecover(session: Ulong, signature: BytesLike | null): Bytes;
    /** `C_DigestEncryptUpdate(hSession, pPart, ulPartLen, pEncryptedPart, pulEncryptedPartLen)` */
    C_DigestEncryptUpdate(session: Ulong, part: BytesLike | null): Bytes;
    /** `C_DecryptDigestUpdate(hSession, pEncryptedPart, ulEncryptedPartLen, pPart, pulPartLen)` */
    C_DecryptDigestUpdate(session: Ulong, encryptedPart: BytesLike | null): Bytes;
    /** `C_SignEncryptUpdate(hSession, pPart, ulPartLen, pEncryptedPart, pulEncryptedPartLen)` */
    C_SignEncryptUpdate(session: Ulong, part: BytesLike | null): Bytes;
    /** `C_DecryptVerifyUpdate(hSession, pEncryptedPart, ulEncryptedPartLen, pPart, pulPartLen)` */
    C_DecryptVerifyUpdate(session: Ulong, encryptedPart: BytesLike | null): Bytes;
    /** `C_GenerateKey(hSession, pMechanism, pTemplate, ulCount, phKey)` */
    C_GenerateKey(session: Ulong, mechanism: RawMechanism, template: readonly RawAttribute[]): Ulong;
    /** `C_GenerateKeyPair(hSession, pMechanism, pPublicKeyTemplate, ulPublicKeyAttributeCount, pPrivateKeyTemplate, ulPrivateKeyAttributeCount, phPublicKey, phPrivateKey)` */
    C_GenerateKeyPair(session: Ulong, mechanism: RawMechanism, publicKeyTemplate: readonly RawAttribute[], privateKeyTemplate: readonly RawAttribute[]): {
        readonly publicKey: Ulong;
        readonly privateKey: Ulong;
    };
    /** `C_WrapKey(hSession, pMechanism, hWrappingKey, hKey, pWrappedKey, pulWrappedKeyLen)` */
    C_WrapKey(session: Ulong, mechanism: RawMechanism, wrappingKey: Ulong, key: Ulong): Bytes;
    /** `C_UnwrapKey(hSession, pMechanism, hUnwrappingKey, pWrappedKey, ulWrappedKeyLen, pTemplate, ulAttributeCount, phKey)` */
    C_UnwrapKey(session: Ulong, mechanism: RawMechanism, unwrappingKey: Ulong, wrappedKey: BytesLike | null, template: readonly RawAttribute[]): Ulong;
    /** `C_DeriveKey(hSession, pMechanism, hBaseKey, pTemplate, ulAttributeCount, phKey)` */
    C_DeriveKey(session: Ulong, mechanism: RawMechanism, baseKey: Ulong, template: readonly RawAttribute[]): Ulong;
    /** `C_SeedRandom(hSession, pSeed, ulSeedLen)` */
    C_SeedRandom(session: Ulong, seed: BytesLike | null): void;
    /** `C_GenerateRandom(hSession, RandomData, ulRandomLen)` */
    C_GenerateRandom(session: Ulong, length: number): Bytes;
    /** `C_GetFunctionStatus(hSession)` */
    C_GetFunctionStatus(session: Ulong): void;
    /** `C_CancelFunction(hSession)` */
    C_CancelFunction(session: Ulong): void;
    /** `C_WaitForSlotEvent(flags, pSlot, pRserved)` */
    C_WaitForSlotEvent(flags: Ulong): Ulong;
    /** `C_GetInterfaceList(pInterfacesList, pulCount)` v3.0. */
    C_GetInterfaceList(): RawInterface[];
    /** `C_GetInterface(pInterfaceName, pVersion, ppInterface, flags)` v3.0. */
    C_GetInterface(interfaceName: string | null, version: VersionNumber | null, flags: Ulong): RawInterface;
    /** `C_LoginUser(hSession, userType, pPin, ulPinLen, pUsername, ulUsernameLen)` v3.0. */
    C_LoginUser(session: Ulong, userType: Ulong, pin: BytesLike | null, username: BytesLike | null): void;
    /** `C_SessionCancel(hSession, flags)` v3.0. */
    C_SessionCancel(session: Ulong, flags: Ulong): void;
    /** `C_MessageEncryptInit(hSession, pMechanism, hKey)` v3.0. */
    C_MessageEncryptInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_EncryptMessage(hSession, pParameter, ulParameterLen, pAssociatedData, ulAssociatedDataLen, pPlaintext, ulPlaintextLen, pCiphertext, pulCiphertextLen)` v3.0. */
    C_EncryptMessage(session: Ulong, parameter: MessageParameter | BytesLike | null, associatedData: BytesLike | null, plaintext: BytesLike | null): Bytes;
    /** `C_EncryptMessageBegin(hSession, pParameter, ulParameterLen, pAssociatedData, ulAssociatedDataLen)` v3.0. */
    C_EncryptMessageBegin(session: Ulong, parameter: MessageParameter | BytesLike | null, associatedData: BytesLike | null): void;
    /** `C_EncryptMessageNext(hSession, pParameter, ulParameterLen, pPlaintextPart, ulPlaintextPartLen, pCiphertextPart, pulCiphertextPartLen, flags)` v3.0. */
    C_EncryptMessageNext(session: Ulong, parameter: MessageParameter | BytesLike | null, plaintextPart: BytesLike | null, flags: Ulong): Bytes;
    /** `C_MessageEncryptFinal(hSession)` v3.0. */
    C_MessageEncryptFinal(session: Ulong): void;
    /** `C_MessageDecryptInit(hSession, pMechanism, hKey)` v3.0. */
    C_MessageDecryptInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_DecryptMessage(hSession, pParameter, ulParameterLen, pAssociatedData, ulAssociatedDataLen, pCiphertext, ulCiphertextLen, pPlaintext, pulPlaintextLen)` v3.0. */
    C_DecryptMessage(session: Ulong, parameter: MessageParameter | BytesLike | null, associatedData: BytesLike | null, ciphertext: BytesLike | null): Bytes;
    /** `C_DecryptMessageBegin(hSession, pParameter, ulParameterLen, pAssociatedData, ulAssociatedDataLen)` v3.0. */
    C_DecryptMessageBegin(session: Ulong, parameter: MessageParameter | BytesLike | null, associatedData: BytesLike | null): void;
    /** `C_DecryptMessageNext(hSession, pParameter, ulParameterLen, pCiphertextPart, ulCiphertextPartLen, pPlaintextPart, pulPlaintextPartLen, flags)` v3.0. */
    C_DecryptMessageNext(session: Ulong, parameter: MessageParameter | BytesLike | null, ciphertextPart: BytesLike | null, flags: Ulong): Bytes;
    /** `C_MessageDecryptFinal(hSession)` v3.0. */
    C_MessageDecryptFinal(session: Ulong): void;
    /** `C_MessageSignInit(hSession, pMechanism, hKey)` v3.0. */
    C_MessageSignInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_SignMessage(hSession, pParameter, ulParameterLen, pData, ulDataLen, pSignature, pulSignatureLen)` v3.0. */
    C_SignMessage(session: Ulong, parameter: MessageParameter | BytesLike | null, data: BytesLike | null): Bytes;
    /** `C_SignMessageBegin(hSession, pParameter, ulParameterLen)` v3.0. */
    C_SignMessageBegin(session: Ulong, parameter: MessageParameter | BytesLike | null): void;
    /** `C_SignMessageNext(hSession, pParameter, ulParameterLen, pData, ulDataLen, pSignature, pulSignatureLen)` v3.0. */
    C_SignMessageNext(session: Ulong, parameter: MessageParameter | BytesLike | null, data: BytesLike | null): Bytes;
    /** `C_MessageSignFinal(hSession)` v3.0. */
    C_MessageSignFinal(session: Ulong): void;
    /** `C_MessageVerifyInit(hSession, pMechanism, hKey)` v3.0. */
    C_MessageVerifyInit(session: Ulong, mechanism: RawMechanism, key: Ulong): void;
    /** `C_VerifyMessage(hSession, pParameter, ulParameterLen, pData, ulDataLen, pSignature, ulSignatureLen)` v3.0. */
    C_VerifyMessage(session: Ulong, parameter: MessageParameter | BytesLike | null, data: BytesLike | null, signature: BytesLike | null): void;
    /** `C_VerifyMessageBegin(hSession, pParameter, ulParameterLen)` v3.0. */
    C_VerifyMessageBegin(session: Ulong, parameter: MessageParameter | BytesLike | null): void;
    /** `C_VerifyMessageNext(hSession, pParameter, ulParameterLen, pData, ulDataLen, pSignature, ulSignatureLen)` v3.0. */
    C_VerifyMessageNext(session: Ulong, parameter: MessageParameter | BytesLike | null, data: BytesLike | null, signature: BytesLike | null): void;
    /** `C_MessageVerifyFinal(hSession)` v3.0. */
    C_MessageVerifyFinal(session: Ulong): void;
    /** `C_EncapsulateKey(hSession, pMechanism, hPublicKey, pTemplate, ulAttributeCount, pCiphertext, pulCiphertextLen, phKey)` v3.2. */
    C_EncapsulateKey(session: Ulong, mechanism: RawMechanism, publicKey: Ulong, template: readonly RawAttribute[]): {
        readonly ciphertext: Bytes;
        readonly key: Ulong;
    };
    /** `C_DecapsulateKey(hSession, pMechanism, hPrivateKey, pTemplate, ulAttributeCount, pCiphertext, ulCiphertextLen, phKey)` v3.2. */
    C_DecapsulateKey(session: Ulong, mechanism: RawMechanism, privateKey: Ulong, template: readonly RawAttribute[], ciphertext: BytesLike | null): Ulong;
    /** `C_VerifySignatureInit(hSession, pMechanism, hKey, pSignature, ulSignatureLen)` v3.2. */
    C_VerifySignatureInit(session: Ulong, mechanism: RawMechanism, key: Ulong, signature: BytesLike | null): void;
    /** `C_VerifySignature(hSession, pData, ulDataLen)` v3.2. */
    C_VerifySignature(session: Ulong, data: BytesLike | null): void;
    /** `C_VerifySignatureUpdate(hSession, pPart, ulPartLen)` v3.2. */
    C_VerifySignatureUpdate(session: Ulong, part: BytesLike | null): void;
    /** `C_VerifySignatureFinal(hSession)` v3.2. */
    C_VerifySignatureFinal(session: Ulong): void;
    /** `C_GetSessionValidationFlags(hSession, type, pFlags)` v3.2. */
    C_GetSessionValidationFlags(session: Ulong, type: Ulong): Ulong;
    /** `C_AsyncComplete(hSession, pFunctionName, pResult)` v3.2. */
    C_AsyncComplete(session: Ulong, functionName: string): AsyncData;
    /** `C_AsyncGetID(hSession, pFunctionName, pulID)` v3.2. */
    C_AsyncGetID(session: Ulong, functionName: string): Ulong;
    /** `C_AsyncJoin(hSession, pFunctionName, ulID, pData, ulData)` v3.2. */
    C_AsyncJoin(session: Ulong, functionName: string, id: Ulong, size: number): void;
    /** `C_WrapKeyAuthenticated(hSession, pMechanism, hWrappingKey, hKey, pAssociatedData, ulAssociatedDataLen, pWrappedKey, pulWrappedKeyLen)` v3.2. */
    C_WrapKeyAuthenticated(session: Ulong, mechanism: RawMechanism, wrappingKey: Ulong, key: Ulong, associatedData: BytesLike | null): Bytes;
    /** `C_UnwrapKeyAuthenticated(hSession, pMechanism, hUnwrappingKey, pWrappedKey, ulWrappedKeyLen, pTemplate, ulAttributeCount, pAssociatedData, ulAssociatedDataLen, phKey)` v3.2. */
    C_UnwrapKeyAuthenticated(session: Ulong, mechanism: RawMechanism, unwrappingKey: Ulong, wrappedKey: BytesLike | null, template: readonly RawAttribute[], associatedData: BytesLike | null): Ulong;
}
