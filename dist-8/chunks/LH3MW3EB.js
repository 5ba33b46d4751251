import {
  Arena,
  AttributeArray,
  CODECS,
  STRUCTURES,
  atThreadEnd,
  attributeOf,
  functionAt,
  layoutOf,
  objectOf,
  readUint,
  roundUp,
  unavailable,
  viewAt,
  writeUint
} from "./APYO5TLD.js";
import {
  BusyError,
  CKF,
  CKR,
  DetachedError,
  ModuleFaultError,
  ModuleLoadError,
  Pkcs11Error,
  TimeoutError
} from "./5NILPKM6.js";

// ../w/lead/src/core/program.ts
var SESSION = 0;
function sessionCall(fn, args, tolerant) {
  return { fn, args, onSession: true, tolerant };
}
function call(fn, ...args) {
  return sessionCall(fn, args, false);
}
function attempt(fn, ...args) {
  return sessionCall(fn, args, true);
}
function moduleCall(fn, ...args) {
  return { fn, args, onSession: false, tolerant: false };
}
function moduleAttempt(fn, ...args) {
  return { fn, args, onSession: false, tolerant: true };
}
function* mapped(program, use) {
  return use(yield* program);
}

// ../w/lead/src/core/arenas.ts
var KEPT = 64;
var idle = [];
atThreadEnd(() => {
  for (const arena of idle.splice(0)) arena.free();
});
function takeArena({ abi, unbounded }, synchronous) {
  const kept = idle.pop();
  const arena = kept?.abi === abi ? kept : new Arena(abi);
  arena.synchronous = synchronous;
  arena.unbounded = unbounded;
  return arena;
}
function giveArena(arena) {
  if (idle.length < KEPT) {
    arena.release();
    idle.push(arena);
  } else arena.free();
}

// ../w/lead/src/core/pending.ts
import { setTimeout } from "node:timers/promises";

// ../w/lead/src/spec/functions.ts
var FUNCTIONS = {
  C_Initialize: {
    since: "2.0",
    parameters: [
      ["pInitArgs", "pointer"]
    ]
  },
  C_Finalize: {
    since: "2.0",
    parameters: [
      ["pReserved", "pointer"]
    ]
  },
  C_GetInfo: {
    since: "2.0",
    parameters: [
      ["pInfo", "pointer"]
    ]
  },
  C_GetFunctionList: {
    since: "2.0",
    parameters: [
      ["ppFunctionList", "pointer"]
    ]
  },
  C_GetSlotList: {
    since: "2.0",
    parameters: [
      ["tokenPresent", "byte"],
      ["pSlotList", "pointer"],
      ["pulCount", "pointer"]
    ]
  },
  C_GetSlotInfo: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["pInfo", "pointer"]
    ]
  },
  C_GetTokenInfo: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["pInfo", "pointer"]
    ]
  },
  C_GetMechanismList: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["pMechanismList", "pointer"],
      ["pulCount", "pointer"]
    ]
  },
  C_GetMechanismInfo: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["type", "ulong"],
      ["pInfo", "pointer"]
    ]
  },
  C_InitToken: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["pPin", "pointer"],
      ["ulPinLen", "ulong"],
      ["pLabel", "pointer"]
    ]
  },
  C_InitPIN: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPin", "pointer"],
      ["ulPinLen", "ulong"]
    ]
  },
  C_SetPIN: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pOldPin", "pointer"],
      ["ulOldLen", "ulong"],
      ["pNewPin", "pointer"],
      ["ulNewLen", "ulong"]
    ]
  },
  C_OpenSession: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"],
      ["flags", "ulong"],
      ["pApplication", "pointer"],
      ["Notify", "pointer"],
      ["phSession", "pointer"]
    ]
  },
  C_CloseSession: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_CloseAllSessions: {
    since: "2.0",
    parameters: [
      ["slotID", "ulong"]
    ]
  },
  C_GetSessionInfo: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pInfo", "pointer"]
    ]
  },
  C_GetOperationState: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pOperationState", "pointer"],
      ["pulOperationStateLen", "pointer"]
    ]
  },
  C_SetOperationState: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pOperationState", "pointer"],
      ["ulOperationStateLen", "ulong"],
      ["hEncryptionKey", "ulong"],
      ["hAuthenticationKey", "ulong"]
    ]
  },
  C_Login: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["userType", "ulong"],
      ["pPin", "pointer"],
      ["ulPinLen", "ulong"]
    ]
  },
  C_Logout: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_CreateObject: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"],
      ["phObject", "pointer"]
    ]
  },
  C_CopyObject: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hObject", "ulong"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"],
      ["phNewObject", "pointer"]
    ]
  },
  C_DestroyObject: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hObject", "ulong"]
    ]
  },
  C_GetObjectSize: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hObject", "ulong"],
      ["pulSize", "pointer"]
    ]
  },
  C_GetAttributeValue: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hObject", "ulong"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"]
    ]
  },
  C_SetAttributeValue: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hObject", "ulong"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"]
    ]
  },
  C_FindObjectsInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"]
    ]
  },
  C_FindObjects: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["phObject", "pointer"],
      ["ulMaxObjectCount", "ulong"],
      ["pulObjectCount", "pointer"]
    ]
  },
  C_FindObjectsFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_EncryptInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_Encrypt: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pEncryptedData", "pointer"],
      ["pulEncryptedDataLen", "pointer"]
    ]
  },
  C_EncryptUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["pulEncryptedPartLen", "pointer"]
    ]
  },
  C_EncryptFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pLastEncryptedPart", "pointer"],
      ["pulLastEncryptedPartLen", "pointer"]
    ]
  },
  C_DecryptInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_Decrypt: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pEncryptedData", "pointer"],
      ["ulEncryptedDataLen", "ulong"],
      ["pData", "pointer"],
      ["pulDataLen", "pointer"]
    ]
  },
  C_DecryptUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["ulEncryptedPartLen", "ulong"],
      ["pPart", "pointer"],
      ["pulPartLen", "pointer"]
    ]
  },
  C_DecryptFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pLastPart", "pointer"],
      ["pulLastPartLen", "pointer"]
    ]
  },
  C_DigestInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"]
    ]
  },
  C_Digest: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pDigest", "pointer"],
      ["pulDigestLen", "pointer"]
    ]
  },
  C_DigestUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"]
    ]
  },
  C_DigestKey: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["hKey", "ulong"]
    ]
  },
  C_DigestFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pDigest", "pointer"],
      ["pulDigestLen", "pointer"]
    ]
  },
  C_SignInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_Sign: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["pulSignatureLen", "pointer"]
    ]
  },
  C_SignUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"]
    ]
  },
  C_SignFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pSignature", "pointer"],
      ["pulSignatureLen", "pointer"]
    ]
  },
  C_SignRecoverInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_SignRecover: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["pulSignatureLen", "pointer"]
    ]
  },
  C_VerifyInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_Verify: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"]
    ]
  },
  C_VerifyUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"]
    ]
  },
  C_VerifyFinal: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"]
    ]
  },
  C_VerifyRecoverInit: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_VerifyRecover: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"],
      ["pData", "pointer"],
      ["pulDataLen", "pointer"]
    ]
  },
  C_DigestEncryptUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["pulEncryptedPartLen", "pointer"]
    ]
  },
  C_DecryptDigestUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["ulEncryptedPartLen", "ulong"],
      ["pPart", "pointer"],
      ["pulPartLen", "pointer"]
    ]
  },
  C_SignEncryptUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["pulEncryptedPartLen", "pointer"]
    ]
  },
  C_DecryptVerifyUpdate: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pEncryptedPart", "pointer"],
      ["ulEncryptedPartLen", "ulong"],
      ["pPart", "pointer"],
      ["pulPartLen", "pointer"]
    ]
  },
  C_GenerateKey: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["pTemplate", "pointer"],
      ["ulCount", "ulong"],
      ["phKey", "pointer"]
    ]
  },
  C_GenerateKeyPair: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["pPublicKeyTemplate", "pointer"],
      ["ulPublicKeyAttributeCount", "ulong"],
      ["pPrivateKeyTemplate", "pointer"],
      ["ulPrivateKeyAttributeCount", "ulong"],
      ["phPublicKey", "pointer"],
      ["phPrivateKey", "pointer"]
    ]
  },
  C_WrapKey: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hWrappingKey", "ulong"],
      ["hKey", "ulong"],
      ["pWrappedKey", "pointer"],
      ["pulWrappedKeyLen", "pointer"]
    ]
  },
  C_UnwrapKey: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hUnwrappingKey", "ulong"],
      ["pWrappedKey", "pointer"],
      ["ulWrappedKeyLen", "ulong"],
      ["pTemplate", "pointer"],
      ["ulAttributeCount", "ulong"],
      ["phKey", "pointer"]
    ]
  },
  C_DeriveKey: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hBaseKey", "ulong"],
      ["pTemplate", "pointer"],
      ["ulAttributeCount", "ulong"],
      ["phKey", "pointer"]
    ]
  },
  C_SeedRandom: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["pSeed", "pointer"],
      ["ulSeedLen", "ulong"]
    ]
  },
  C_GenerateRandom: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"],
      ["RandomData", "pointer"],
      ["ulRandomLen", "ulong"]
    ]
  },
  C_GetFunctionStatus: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_CancelFunction: {
    since: "2.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_WaitForSlotEvent: {
    since: "2.0",
    parameters: [
      ["flags", "ulong"],
      ["pSlot", "pointer"],
      ["pRserved", "pointer"]
    ]
  },
  C_GetInterfaceList: {
    since: "3.0",
    parameters: [
      ["pInterfacesList", "pointer"],
      ["pulCount", "pointer"]
    ]
  },
  C_GetInterface: {
    since: "3.0",
    parameters: [
      ["pInterfaceName", "pointer"],
      ["pVersion", "pointer"],
      ["ppInterface", "pointer"],
      ["flags", "ulong"]
    ]
  },
  C_LoginUser: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["userType", "ulong"],
      ["pPin", "pointer"],
      ["ulPinLen", "ulong"],
      ["pUsername", "pointer"],
      ["ulUsernameLen", "ulong"]
    ]
  },
  C_SessionCancel: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["flags", "ulong"]
    ]
  },
  C_MessageEncryptInit: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_EncryptMessage: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"],
      ["pPlaintext", "pointer"],
      ["ulPlaintextLen", "ulong"],
      ["pCiphertext", "pointer"],
      ["pulCiphertextLen", "pointer"]
    ]
  },
  C_EncryptMessageBegin: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"]
    ]
  },
  C_EncryptMessageNext: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pPlaintextPart", "pointer"],
      ["ulPlaintextPartLen", "ulong"],
      ["pCiphertextPart", "pointer"],
      ["pulCiphertextPartLen", "pointer"],
      ["flags", "ulong"]
    ]
  },
  C_MessageEncryptFinal: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_MessageDecryptInit: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_DecryptMessage: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"],
      ["pCiphertext", "pointer"],
      ["ulCiphertextLen", "ulong"],
      ["pPlaintext", "pointer"],
      ["pulPlaintextLen", "pointer"]
    ]
  },
  C_DecryptMessageBegin: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"]
    ]
  },
  C_DecryptMessageNext: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pCiphertextPart", "pointer"],
      ["ulCiphertextPartLen", "ulong"],
      ["pPlaintextPart", "pointer"],
      ["pulPlaintextPartLen", "pointer"],
      ["flags", "ulong"]
    ]
  },
  C_MessageDecryptFinal: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_MessageSignInit: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_SignMessage: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["pulSignatureLen", "pointer"]
    ]
  },
  C_SignMessageBegin: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"]
    ]
  },
  C_SignMessageNext: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["pulSignatureLen", "pointer"]
    ]
  },
  C_MessageSignFinal: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_MessageVerifyInit: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"]
    ]
  },
  C_VerifyMessage: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"]
    ]
  },
  C_VerifyMessageBegin: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"]
    ]
  },
  C_VerifyMessageNext: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"],
      ["pParameter", "pointer"],
      ["ulParameterLen", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"]
    ]
  },
  C_MessageVerifyFinal: {
    since: "3.0",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_EncapsulateKey: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hPublicKey", "ulong"],
      ["pTemplate", "pointer"],
      ["ulAttributeCount", "ulong"],
      ["pCiphertext", "pointer"],
      ["pulCiphertextLen", "pointer"],
      ["phKey", "pointer"]
    ]
  },
  C_DecapsulateKey: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hPrivateKey", "ulong"],
      ["pTemplate", "pointer"],
      ["ulAttributeCount", "ulong"],
      ["pCiphertext", "pointer"],
      ["ulCiphertextLen", "ulong"],
      ["phKey", "pointer"]
    ]
  },
  C_VerifySignatureInit: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hKey", "ulong"],
      ["pSignature", "pointer"],
      ["ulSignatureLen", "ulong"]
    ]
  },
  C_VerifySignature: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pData", "pointer"],
      ["ulDataLen", "ulong"]
    ]
  },
  C_VerifySignatureUpdate: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pPart", "pointer"],
      ["ulPartLen", "ulong"]
    ]
  },
  C_VerifySignatureFinal: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"]
    ]
  },
  C_GetSessionValidationFlags: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["type", "ulong"],
      ["pFlags", "pointer"]
    ]
  },
  C_AsyncComplete: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pFunctionName", "pointer"],
      ["pResult", "pointer"]
    ]
  },
  C_AsyncGetID: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pFunctionName", "pointer"],
      ["pulID", "pointer"]
    ]
  },
  C_AsyncJoin: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pFunctionName", "pointer"],
      ["ulID", "ulong"],
      ["pData", "pointer"],
      ["ulData", "ulong"]
    ]
  },
  C_WrapKeyAuthenticated: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hWrappingKey", "ulong"],
      ["hKey", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"],
      ["pWrappedKey", "pointer"],
      ["pulWrappedKeyLen", "pointer"]
    ]
  },
  C_UnwrapKeyAuthenticated: {
    since: "3.2",
    parameters: [
      ["hSession", "ulong"],
      ["pMechanism", "pointer"],
      ["hUnwrappingKey", "ulong"],
      ["pWrappedKey", "pointer"],
      ["ulWrappedKeyLen", "ulong"],
      ["pTemplate", "pointer"],
      ["ulAttributeCount", "ulong"],
      ["pAssociatedData", "pointer"],
      ["ulAssociatedDataLen", "ulong"],
      ["phKey", "pointer"]
    ]
  }
};

// ../w/lead/src/native/function-table.ts
var INTERFACES = [
  { version: { major: 3, minor: 2 }, since: ["2.0", "3.0", "3.2"] },
  { version: { major: 3, minor: 0 }, since: ["2.0", "3.0"] },
  { version: { major: 2, minor: 40 }, since: ["2.0"] }
];
function parametersOf(name) {
  return FUNCTIONS[name].parameters;
}
function readVendorList(abi, address, functions) {
  const start = abi.packed ? 2 : roundUp(2, abi.pointer);
  const view = viewAt(address, start + functions.length * abi.pointer);
  return functions.map((declared, index) => {
    const pointer = readPointer(abi, view, start + index * abi.pointer);
    if (pointer === 0) return void 0;
    const kinds = declared.parameters.map(([, kind]) => kind);
    const native = functionAt(pointer, kinds, declared.returnsAddress ? "pointer" : "ulong");
    return { ...declared, native };
  });
}
function bind(name, address) {
  return functionAt(
    address,
    parametersOf(name).map(([, kind]) => kind)
  );
}
function negotiate(abi, library, path) {
  const getFunctionList = library.symbol("C_GetFunctionList");
  const getInterface = ownSymbol(library, "C_GetInterface", getFunctionList);
  if (getFunctionList === void 0 && getInterface === void 0) {
    throw new ModuleLoadError(
      "ERR_MODULE_NOT_PKCS11",
      path,
      "it is a shared library, but not a PKCS #11 module: it exports no C_GetFunctionList"
    );
  }
  const arena = new Arena(abi);
  try {
    const found = [];
    if (getInterface !== void 0) {
      const newest = askInterface(arena, bind("C_GetInterface", getInterface));
      if (newest !== void 0) found.push(newest);
    }
    if (getFunctionList !== void 0) {
      const list2 = askFunctionList(arena, bind("C_GetFunctionList", getFunctionList));
      if (list2 !== void 0) found.push(list2);
    }
    const best = found[0];
    if (best === void 0) {
      throw new ModuleLoadError("ERR_MODULE_NOT_PKCS11", path, "it offers no usable list of functions");
    }
    return {
      version: best.version,
      functions: Object.assign({}, ...found.map((each) => each.functions).reverse())
    };
  } finally {
    arena.free();
  }
}
function ownSymbol(library, name, sibling) {
  const address = library.symbol(name);
  if (address === void 0 || sibling === void 0) return address;
  return objectOf(address) === objectOf(sibling) ? address : void 0;
}
function askInterface(arena, getInterface) {
  const name = arena.bytes(new TextEncoder().encode("PKCS 11\0"));
  for (const { version } of INTERFACES) {
    const wanted = arena.structure("CK_VERSION", version);
    const pointer = arena.allocate(arena.abi.pointer);
    if (getInterface(name.address, wanted.address, pointer.address, 0) !== 0) continue;
    const found = readInterface(arena.abi, pointer.readPointer());
    if (found !== void 0) return found;
  }
  return void 0;
}
function readInterface(abi, address) {
  if (address === 0) return void 0;
  const list2 = readPointer(abi, viewAt(address, 2 * abi.pointer), abi.pointer);
  return list2 === 0 ? void 0 : readList(abi, list2, Number.POSITIVE_INFINITY);
}
function askFunctionList(arena, getFunctionList) {
  const pointer = arena.allocate(arena.abi.pointer);
  if (getFunctionList(pointer.address) !== 0) return void 0;
  const address = pointer.readPointer();
  return address === 0 ? void 0 : readList(arena.abi, address, 2);
}
function readList(abi, address, newestMajor) {
  const version = readFunctionListVersion(address);
  const major = Math.min(version.major, newestMajor);
  const contents = INTERFACES.find(
    (known) => known.version.major === major && (major === 2 || known.version.minor <= version.minor)
  );
  if (contents === void 0) return void 0;
  const names = Object.keys(FUNCTIONS).filter(
    (name) => contents.since.includes(FUNCTIONS[name].since)
  );
  const start = abi.packed ? 2 : roundUp(2, abi.pointer);
  const view = viewAt(address, start + names.length * abi.pointer);
  const functions = {};
  for (const [index, name] of names.entries()) {
    const pointer = readPointer(abi, view, start + index * abi.pointer);
    if (pointer !== 0) functions[name] = pointer;
  }
  return { functions, version };
}
function readFunctionListVersion(address) {
  if (address === 0) return { major: 0, minor: 0 };
  const head = viewAt(address, 2);
  return { major: head.getUint8(0), minor: head.getUint8(1) };
}
function readPointer(abi, view, offset) {
  return Number(readUint(view, offset, abi.pointer, abi.littleEndian));
}

// ../w/lead/src/core/pending.ts
var FIRST_WAIT = 1;
var LONGEST_WAIT = 50;
var PATIENCE = 6e5;
function isPending(call2, rv, lane) {
  return rv === CKR.PENDING && (lane?.renewable === true || call2.patient === true);
}
function completeSync(module, call2, lane) {
  const until = performance.now() + PATIENCE;
  const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const question = new Question(module, call2, true);
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      Atomics.wait(sleeping, 0, 0, wait);
      const rv = module.callSync(question.fn, ...question.args);
      if (rv !== CKR.PENDING) return question.answered(rv);
      if (performance.now() < until) continue;
      lane?.discardSync();
      throw new TimeoutError(question.subject, PATIENCE);
    }
  } finally {
    question.over();
  }
}
async function complete(module, call2, lane, caller) {
  const question = new Question(module, call2, false);
  let detaching;
  if (lane !== void 0 && call2.fn !== question.fn) {
    lane.pending = {
      fn: question.subject,
      detach() {
        detaching ??= withResolvers();
        return detaching.promise;
      }
    };
  }
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      await setTimeout(wait);
      if (caller?.awaiting === false) {
        await lane?.discard();
        return CKR.FUNCTION_CANCELED;
      }
      if (detaching !== void 0 && lane !== void 0) {
        const id = await detached(module, question, detaching);
        if (id !== void 0) {
          await lane.renew();
          throw new DetachedError(question.subject, id);
        }
        detaching = void 0;
      }
      const rv = await calling(module, question.fn, question.args);
      if (rv !== CKR.PENDING) return question.answered(rv);
    }
  } finally {
    if (lane !== void 0) lane.pending = void 0;
    detaching?.reject(new Pkcs11Error(CKR.OPERATION_NOT_INITIALIZED, "C_AsyncGetID"));
    question.over();
  }
}
function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
function calling(module, fn, args) {
  return new Promise((resolve, reject) => {
    module.call(fn, args, (error, rv) => error === null ? resolve(rv) : reject(error));
  });
}
async function detached(module, question, asked) {
  const fn = "C_AsyncGetID";
  const id = question.arena.ulong();
  const rv = await calling(module, fn, [question.session, question.name, id.address]);
  if (rv !== CKR.OK) {
    asked.reject(new Pkcs11Error(rv, fn));
    return void 0;
  }
  asked.resolve(id.readUlong());
  return id.readUlong();
}
var Question = class {
  fn = "C_AsyncComplete";
  args;
  arena;
  /** The function that is pending, and its name as C has it. */
  subject;
  name;
  session;
  #call;
  #data;
  constructor(module, call2, synchronous) {
    this.#call = call2;
    this.session = call2.args[0];
    this.arena = takeArena(module, synchronous);
    this.subject = call2.fn;
    if (call2.fn === this.fn) {
      this.args = call2.args;
      this.name = Number(call2.args[1]);
      return;
    }
    this.name = this.arena.bytes(new TextEncoder().encode(`${call2.fn}\0`)).address;
    this.#data = this.arena.structure("CK_ASYNC_DATA", {
      ulVersion: 0,
      pValue: 0,
      ulValue: 0,
      hObject: 0,
      hAdditionalObject: 0
    });
    this.args = [this.session, this.name, this.#data.address];
  }
  /** Puts the results where the function would have put them: its length and its handles. */
  answered(rv) {
    const data = this.#data;
    if (rv !== CKR.OK || data === void 0) return rv;
    const { abi } = this.arena;
    const { fields } = layoutOf(abi, "CK_ASYNC_DATA");
    const handles = ["hObject", "hAdditionalObject"];
    for (const [index, [name]] of parametersOf(this.subject).entries()) {
      const field = /^pul/.test(name) ? "ulValue" : /^ph[A-Z]/.test(name) ? handles.shift() : void 0;
      const address = Number(this.#call.args[index] ?? 0);
      if (field === void 0 || address === 0) continue;
      const value = data.readUlong(fields[field].offset);
      writeUint(viewAt(address, abi.ulong), 0, abi.ulong, abi.littleEndian, value);
    }
    return rv;
  }
  over() {
    giveArena(this.arena);
  }
};

// ../w/lead/src/core/short-program.ts
function* stepByStep(operation) {
  if (operation.begin !== void 0) yield operation.begin(call, SESSION);
  const rv = yield operation.end(attempt, SESSION);
  return operation.result(rv) ?? (yield* operation.otherwise(rv));
}
var ShortProgram = class {
  operation;
  #steps;
  /** @param operation its inputs encoded */
  constructor(operation) {
    this.operation = operation;
  }
  get [Symbol.toStringTag]() {
    return "Program";
  }
  next(rv = 0) {
    this.#steps ??= stepByStep(this.operation);
    return this.#steps.next(rv);
  }
  throw(error) {
    if (this.#steps === void 0) throw error;
    return this.#steps.throw(error);
  }
  return(value) {
    return this.#steps === void 0 ? { done: true, value } : this.#steps.return(value);
  }
  [Symbol.iterator]() {
    return this;
  }
  [Symbol.dispose]() {
    this.#steps?.[Symbol.dispose]();
  }
};
function oneCall(fn, end, result) {
  return new ShortProgram(new OneCall(fn, end, result));
}
var OneCall = class {
  fn;
  end;
  #result;
  constructor(fn, end, result) {
    this.fn = fn;
    this.end = end;
    this.#result = result;
  }
  result(rv) {
    return rv === CKR.OK ? this.#result() : void 0;
  }
  otherwise(rv) {
    return refused(rv, this.fn);
  }
};
function* refused(rv, fn) {
  throw new Pkcs11Error(rv, fn);
}

// ../w/lead/src/core/drivers.ts
function driveSync(module, program, lane, step) {
  return program instanceof ShortProgram ? driveShort(module, program, lane) : driveSteps(module, program, step ?? program.next(), lane);
}
function driveShort(module, program, lane) {
  const { operation } = program;
  const session = lane === void 0 ? SESSION : lane.handle;
  if (operation.begin !== void 0) {
    const rv2 = operation.begin(module.caller, session);
    if (rv2 !== CKR.OK) return driveSteps(module, program, program.next(), lane, rv2);
  }
  const rv = operation.end(module.caller, session);
  if (operation.begin === void 0 && rv === CKR.OK) lane?.observe(operation.fn, rv);
  return (rv === CKR.OK ? operation.result(rv) : void 0) ?? driveFromLast(module, program, lane, rv);
}
function driveFromLast(module, program, lane, answer) {
  const step = program.next();
  return program.operation.begin === void 0 ? driveSteps(module, program, step, lane, answer) : driveSteps(module, program, program.next(CKR.OK), lane, answer, false);
}
function driveSteps(module, program, step, lane, answer, fresh = true) {
  try {
    return driveOn(module, program, step, lane, answer, fresh);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return driveOn(module, program, program.throw(error), lane);
  }
}
function driveOn(module, program, step, lane, answer, fresh = true) {
  let current = step;
  let given = answer;
  let untouched = fresh;
  while (current.done !== true) {
    const call2 = current.value;
    let rv = invokeSync(module, call2, lane, given);
    given = void 0;
    if (untouched && stuck(rv, lane)) {
      lane.renewSync();
      rv = invokeSync(module, call2, lane);
    }
    untouched &&= onlyReads(call2);
    current = resume(program, call2, rv, lane);
  }
  return current.value;
}
function drive(module, program, step, lane, watch) {
  if (lane !== void 0) lane.calling = true;
  return new Promise((resolve, reject) => {
    let untouched = true;
    const advance = (call2, error, rv) => {
      try {
        const thrown = error ?? watch?.answered(call2, rv);
        if (thrown === void 0) proceed(resume(program, call2, rv, lane));
        else {
          if (error === null) lane?.observe(call2.fn, rv);
          proceed(program.throw(thrown));
        }
      } catch (failure) {
        reject(failure);
      }
    };
    const proceed = (current) => {
      if (current.done === true) {
        resolve(current.value);
        return;
      }
      const call2 = current.value;
      const answered = (error, rv) => {
        const isStuck = untouched && error === null && stuck(rv, lane);
        untouched &&= onlyReads(call2);
        if (isStuck) {
          lane.renew().then(
            () => invoke(module, call2, lane, watch, (again, rvAgain) => advance(call2, again, rvAgain)),
            (failure) => advance(call2, failure, rv)
          );
          return;
        }
        if (error === null && isPending(call2, rv, lane)) {
          complete(module, call2, lane, watch).then(
            (answer) => advance(call2, null, answer),
            (failure) => advance(call2, failure, rv)
          );
          return;
        }
        advance(call2, error, rv);
      };
      invoke(module, call2, lane, watch, answered);
    };
    proceed(step);
  }).finally(() => {
    if (lane !== void 0) lane.calling = false;
  });
}
function stuck(rv, lane) {
  return rv === CKR.OPERATION_ACTIVE && lane?.renewable === true;
}
function onlyReads({ fn }) {
  return fn === "C_GetAttributeValue";
}
function resume(program, call2, rv, lane) {
  lane?.observe(call2.fn, rv);
  if (rv !== CKR.OK && !call2.tolerant) return program.throw(new Pkcs11Error(rv, call2.fn));
  return program.next(rv);
}
function invokeSync(module, call2, lane, answer) {
  if (call2.onSession && lane !== void 0) call2.args[0] = lane.handle;
  const rv = answer ?? module.callSync(call2.fn, ...call2.args);
  return isPending(call2, rv, lane) ? completeSync(module, call2, lane) : rv;
}
function invoke(module, call2, lane, watch, done) {
  if (call2.onSession && lane !== void 0) call2.args[0] = lane.handle;
  module.call(call2.fn, call2.args, done, watch);
}

// ../w/lead/src/core/lane.ts
var CREATORS = /* @__PURE__ */ new Set([
  "C_CreateObject",
  "C_CopyObject",
  "C_GenerateKey",
  "C_GenerateKeyPair",
  "C_UnwrapKey",
  "C_DeriveKey",
  "C_EncapsulateKey",
  "C_DecapsulateKey",
  "C_UnwrapKeyAuthenticated",
  "C_AsyncComplete"
]);
var LOSSES = /* @__PURE__ */ new Set([
  CKR.SESSION_HANDLE_INVALID,
  CKR.SESSION_CLOSED,
  CKR.DEVICE_REMOVED,
  CKR.TOKEN_NOT_PRESENT,
  CKR.CRYPTOKI_NOT_INITIALIZED
]);
var Lane = class {
  handle;
  /** What holds it, for the message of whoever waits for one. */
  holder;
  /** Since when, in milliseconds; left as it was by what is synchronous, which nobody can wait for. */
  since = 0;
  /** A program is running on it, asynchronously. */
  calling = false;
  /** Objects may live in it, so it has to stay open as long as the session. */
  hasObjects = false;
  /** The token has dropped it. */
  lost = false;
  /** Operations that nobody has ended: they have memory of their own, and end with the session at last. */
  operations = /* @__PURE__ */ new Set();
  /** What the token goes on with by itself. */
  pending;
  #renewal;
  /** @param renewal none where the native session is the caller's own */
  constructor(handle, renewal) {
    this.handle = handle;
    this.#renewal = renewal;
  }
  /** Whether it can get a fresh native session in place of one in which the token left an operation active. */
  get renewable() {
    return this.#renewal !== void 0;
  }
  async renew() {
    await this.#renewal?.renew(this, true);
  }
  renewSync() {
    this.#renewal?.renewSync(this, true);
  }
  /**
   * Ends an operation that the token goes on with: only with its native session is it certain that nothing is written any
   * more to memory that will be another's. What objects are in there go with it.
   */
  async discard() {
    try {
      await this.#renewal?.renew(this, false);
    } catch {
      this.lost = true;
    }
  }
  discardSync() {
    try {
      this.#renewal?.renewSync(this, false);
    } catch {
      this.lost = true;
    }
  }
  /** Takes note of what a call's return value says of the native session. */
  observe(fn, rv) {
    if (rv === CKR.OK) {
      if (!this.hasObjects && CREATORS.has(fn)) this.hasObjects = true;
    } else if (LOSSES.has(rv)) this.lost = true;
  }
};

// ../w/lead/src/codec/flags.ts
var SLOT = ["TOKEN_PRESENT", "REMOVABLE_DEVICE", "HW_SLOT"];
var TOKEN = [
  "RNG",
  "WRITE_PROTECTED",
  "LOGIN_REQUIRED",
  "USER_PIN_INITIALIZED",
  "RESTORE_KEY_NOT_NEEDED",
  "CLOCK_ON_TOKEN",
  "PROTECTED_AUTHENTICATION_PATH",
  "DUAL_CRYPTO_OPERATIONS",
  "TOKEN_INITIALIZED",
  "SECONDARY_AUTHENTICATION",
  "USER_PIN_COUNT_LOW",
  "USER_PIN_FINAL_TRY",
  "USER_PIN_LOCKED",
  "USER_PIN_TO_BE_CHANGED",
  "SO_PIN_COUNT_LOW",
  "SO_PIN_FINAL_TRY",
  "SO_PIN_LOCKED",
  "SO_PIN_TO_BE_CHANGED",
  "ERROR_STATE",
  "SEED_RANDOM_REQUIRED",
  "ASYNC_SESSION_SUPPORTED"
];
var SESSION2 = ["RW_SESSION", "SERIAL_SESSION", "ASYNC_SESSION"];
var MECHANISM = [
  "HW",
  "MESSAGE_ENCRYPT",
  "MESSAGE_DECRYPT",
  "MESSAGE_SIGN",
  "MESSAGE_VERIFY",
  "MULTI_MESSAGE",
  "FIND_OBJECTS",
  "ENCRYPT",
  "DECRYPT",
  "DIGEST",
  "SIGN",
  "SIGN_RECOVER",
  "VERIFY",
  "VERIFY_RECOVER",
  "GENERATE",
  "GENERATE_KEY_PAIR",
  "WRAP",
  "UNWRAP",
  "DERIVE",
  "EC_F_P",
  "EC_F_2M",
  "EC_ECPARAMETERS",
  "EC_OID",
  "EC_UNCOMPRESS",
  "EC_COMPRESS",
  "EC_CURVENAME",
  "ENCAPSULATE",
  "DECAPSULATE",
  "EXTENSION"
];
function decoder(names) {
  return (bits) => {
    const value = BigInt(bits);
    return new Set(names.filter((name) => (value & BigInt(CKF[name])) !== 0n));
  };
}
var slotFlags = decoder(SLOT);
var tokenFlags = decoder(TOKEN);
var sessionFlags = decoder(SESSION2);
var mechanismFlags = decoder(MECHANISM);

// ../w/lead/src/codec/structure-reader.ts
var StructureReader = class {
  #arena;
  #name;
  #region;
  constructor(arena, name) {
    this.#arena = arena;
    this.#name = name;
    this.#region = arena.allocate(layoutOf(arena.abi, name).size);
  }
  get address() {
    return this.#region.address;
  }
  #field(name) {
    return layoutOf(this.#arena.abi, this.#name).fields[name];
  }
  ulong(name) {
    return this.#region.readUlong(this.#field(name).offset);
  }
  /** A count or size; undefined for CK_UNAVAILABLE_INFORMATION. */
  available(name) {
    const value = this.ulong(name);
    return value === unavailable(this.#arena.abi) ? void 0 : Number(value);
  }
  /** A limit: undefined if unavailable, Infinity for CK_EFFECTIVELY_INFINITE (0) and what no one could reach. */
  limit(name) {
    const value = this.available(name);
    return value === 0 || value !== void 0 && value > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : value;
  }
  version(name) {
    const { offset } = this.#field(name);
    return { major: this.#region.readByte(offset), minor: this.#region.readByte(offset + 1) };
  }
  pointer(name) {
    return this.#region.readPointer(this.#field(name).offset);
  }
  byte(name) {
    return this.#region.readByte(this.#field(name).offset);
  }
  /** A blank-padded string; modules also pad with NUL. */
  text(name) {
    const { offset, count } = this.#field(name);
    const text = new TextDecoder().decode(this.#region.read(count, offset));
    const end = text.indexOf("\0");
    return (end < 0 ? text : text.slice(0, end)).trimEnd();
  }
};
function readStructure(reader, name) {
  const fields = STRUCTURES[name];
  const values = fields.map(([field, type, count]) => {
    if (count !== void 0) return [field, reader.text(field)];
    if (type === "CK_VERSION") return [field, reader.version(field)];
    return [field, type === "byte" ? reader.byte(field) : reader.ulong(field)];
  });
  return Object.fromEntries(values);
}

// ../w/lead/src/calls/pin.ts
function encodePin(arena, pin) {
  if (pin === null) return { address: 0, length: 0 };
  if (typeof pin !== "string") {
    const { address, size } = arena.bytes(pin);
    return { address, length: size };
  }
  const region = arena.allocate(pin.length * 3);
  return { address: region.address, length: region.writeText(pin) };
}

// ../w/lead/src/calls/slots.ts
function getSlotList(arena, tokenPresent) {
  return list(
    arena,
    "C_GetSlotList",
    (array, count) => moduleAttempt("C_GetSlotList", tokenPresent ? 1 : 0, array, count)
  );
}
function getMechanismList(arena, slot) {
  return list(
    arena,
    "C_GetMechanismList",
    (array, count) => moduleAttempt("C_GetMechanismList", slot, array, count)
  );
}
var MOST_ENTRIES = 65536;
var MOST_TRIES = 5;
function* list(arena, fn, ask2) {
  const count = arena.ulong();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    count.writeUlong(0);
    const sizeRv = yield ask2(0, count.address);
    if (sizeRv !== CKR.OK) throw new Pkcs11Error(sizeRv, fn);
    const expected = Number(count.readUlong());
    if (expected === 0) return [];
    if (expected > MOST_ENTRIES) throw new ModuleFaultError(fn, `reports ${expected} entries`);
    const array = arena.allocate(expected * arena.abi.ulong);
    const rv = yield ask2(array.address, count.address);
    if (rv === CKR.BUFFER_TOO_SMALL) continue;
    if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
    const returned = Number(count.readUlong());
    if (returned > expected) throw new ModuleFaultError(fn, `returned ${returned} entries for ${expected}`);
    return Array.from({ length: returned }, (_, index) => array.readUlong(index * arena.abi.ulong));
  }
  throw new ModuleFaultError(fn, "reports a longer list each time it is asked");
}
function* getSlotInfo(arena, slot) {
  const info = new StructureReader(arena, "CK_SLOT_INFO");
  yield moduleCall("C_GetSlotInfo", slot, info.address);
  return {
    description: info.text("slotDescription"),
    manufacturerId: info.text("manufacturerID"),
    flags: slotFlags(info.ulong("flags")),
    hardwareVersion: info.version("hardwareVersion"),
    firmwareVersion: info.version("firmwareVersion")
  };
}
function* getTokenInfo(arena, slot) {
  const info = new StructureReader(arena, "CK_TOKEN_INFO");
  yield moduleCall("C_GetTokenInfo", slot, info.address);
  const flags = tokenFlags(info.ulong("flags"));
  return {
    label: info.text("label"),
    manufacturerId: info.text("manufacturerID"),
    model: info.text("model"),
    serialNumber: info.text("serialNumber"),
    flags,
    maxSessionCount: info.limit("ulMaxSessionCount"),
    sessionCount: info.available("ulSessionCount"),
    maxRwSessionCount: info.limit("ulMaxRwSessionCount"),
    rwSessionCount: info.available("ulRwSessionCount"),
    maxPinLength: info.available("ulMaxPinLen"),
    minPinLength: info.available("ulMinPinLen"),
    totalPublicMemory: info.available("ulTotalPublicMemory"),
    freePublicMemory: info.available("ulFreePublicMemory"),
    totalPrivateMemory: info.available("ulTotalPrivateMemory"),
    freePrivateMemory: info.available("ulFreePrivateMemory"),
    hardwareVersion: info.version("hardwareVersion"),
    firmwareVersion: info.version("firmwareVersion"),
    utcTime: flags.has("CLOCK_ON_TOKEN") ? parseUtcTime(info.text("utcTime")) : void 0
  };
}
function parseUtcTime(text) {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text);
  if (digits === null) return void 0;
  const [, year, month, day, hour, minute, second] = digits;
  const date = /* @__PURE__ */ new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? void 0 : date;
}
function* getMechanismInfo(arena, slot, mechanism) {
  const info = new StructureReader(arena, "CK_MECHANISM_INFO");
  yield moduleCall("C_GetMechanismInfo", slot, mechanism, info.address);
  const size = (field) => info.available(field) || void 0;
  return {
    minKeySize: size("ulMinKeySize"),
    maxKeySize: size("ulMaxKeySize"),
    flags: mechanismFlags(info.ulong("flags"))
  };
}
function* pollSlotEvent(arena) {
  const slot = arena.ulong();
  const rv = yield moduleAttempt("C_WaitForSlotEvent", CKF.DONT_BLOCK, slot.address, 0);
  if (rv === CKR.NO_EVENT) return void 0;
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, "C_WaitForSlotEvent");
  return slot.readUlong();
}
var LABEL_BYTES = 32;
function* initToken(arena, slot, soPin, label) {
  const pin = encodePin(arena, soPin);
  const padded = arena.bytes(new Uint8Array(LABEL_BYTES).fill(32));
  const text = new TextEncoder().encode(label);
  if (text.byteLength > LABEL_BYTES) {
    throw new RangeError(
      `initToken: label: expected at most ${LABEL_BYTES} bytes of UTF-8, got ${text.byteLength}`
    );
  }
  padded.write(text);
  yield moduleCall("C_InitToken", slot, pin.address, pin.length, padded.address);
}
function* initPin(arena, newPin) {
  const { address, length } = encodePin(arena, newPin);
  yield call("C_InitPIN", SESSION, address, length);
}
function* setPin(arena, oldPin, newPin) {
  const from = encodePin(arena, oldPin);
  const to = encodePin(arena, newPin);
  yield call("C_SetPIN", SESSION, from.address, from.length, to.address, to.length);
}

// ../w/lead/src/calls/nested-templates.ts
var FN = "C_GetAttributeValue";
var MOST_ENTRIES2 = 1024;
var MOST_BYTES = 16 * 1024 * 1024;
var MOST_LEVELS = 4;
var SINGLE = /* @__PURE__ */ new Set([
  CKR.OK,
  CKR.ATTRIBUTE_SENSITIVE,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.BUFFER_TOO_SMALL
]);
function placeOf({ address, byteLength }) {
  return { address, size: byteLength };
}
function* readTemplate(arena, object, { type, name }, byteLength, define = attributeOf) {
  const top = newLevel(arena, name, byteLength);
  const outer = new AttributeArray(arena, 1);
  outer.setType(0, type);
  outer.setValue(0, placeOf(top.array));
  let unread = [top];
  for (let depth = 0; unread.length > 0 && depth < MOST_LEVELS; depth++) {
    yield* ask(object, outer, top, arena.abi);
    unread = unread.flatMap((level) => makeRoom(arena, name, level, define));
  }
  yield* ask(object, outer, top, arena.abi);
  return valuesOf(top);
}
function* ask(object, outer, { array }, abi) {
  const rv = yield attempt(FN, SESSION, object, outer.address, 1);
  if (!SINGLE.has(rv)) throw new Pkcs11Error(rv, FN);
  const length = outer.length(0);
  if (length === array.byteLength) return;
  if (length === unavailable(abi)) throw new Pkcs11Error(rv === CKR.OK ? CKR.ATTRIBUTE_TYPE_INVALID : rv, FN);
  throw new ModuleFaultError(FN, `returned ${length} bytes for a template of ${array.byteLength}`);
}
function newLevel(arena, name, byteLength) {
  const { size } = layoutOf(arena.abi, "CK_ATTRIBUTE");
  if (byteLength % size !== 0 || byteLength > size * MOST_ENTRIES2) {
    throw new ModuleFaultError(FN, `gave ${byteLength} bytes for ${name}, not an array of attributes`);
  }
  return { array: new AttributeArray(arena, byteLength / size), entries: [] };
}
function makeRoom(arena, name, level, define) {
  const { array, entries } = level;
  const below = [];
  let sum = 0;
  for (let index = 0; index < array.count; index++) {
    const definition = define(array.type(index));
    const told = array.length(index);
    const length = told === unavailable(arena.abi) ? 0 : Number(told);
    sum += length;
    if (sum > MOST_BYTES) throw new ModuleFaultError(FN, `reports ${told} bytes for ${name}`);
    if (CODECS[definition.codec].nested) {
      const inner = newLevel(arena, `${name}.${definition.name}`, length);
      below.push(inner);
      entries.push({ definition, size: length, inner });
      array.setValue(index, placeOf(inner.array));
    } else {
      const room = arena.allocate(length + 1);
      entries.push({ definition, size: length, room });
      array.setValue(index, room);
    }
  }
  return below;
}
function valuesOf({ array, entries }) {
  const values = {};
  for (const [index, { definition, size, room, inner }] of entries.entries()) {
    const length = array.length(index);
    if (length > size) values[definition.name] = void 0;
    else values[definition.name] = room ? decoded(definition, room, Number(length)) : valuesOf(inner);
  }
  return values;
}
function decoded({ codec, name }, value, length) {
  try {
    return CODECS[codec].decode(value, length, name);
  } catch (error) {
    if (!(error instanceof ModuleFaultError)) throw error;
    return void 0;
  }
}

// ../w/lead/src/calls/attributes.ts
function attributeValue(result) {
  if ("error" in result) throw result.error;
  return result.value;
}
var PARTIAL = /* @__PURE__ */ new Set([
  CKR.OK,
  CKR.ATTRIBUTE_SENSITIVE,
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.BUFFER_TOO_SMALL
]);
var OF_ATTRIBUTES = /* @__PURE__ */ new Set([
  CKR.GENERAL_ERROR,
  CKR.FUNCTION_FAILED,
  CKR.DEVICE_ERROR,
  CKR.ARGUMENTS_BAD,
  CKR.ATTRIBUTE_VALUE_INVALID
]);
var MOST_BYTES2 = 16 * 1024 * 1024;
function getAttributes(arena, object, definitions, define) {
  if (definitions.length === 0) return nothing();
  const reading = new Reading(arena, object, definitions, define);
  return reading.needsLengths ? orOneByOne(reading, readInTwo(reading)) : new ShortProgram(reading);
}
function* nothing() {
  return [];
}
var Reading = class {
  fn = "C_GetAttributeValue";
  arena;
  object;
  definitions;
  define;
  /** Whether the token may write more than it is offered room for. */
  needsLengths;
  #array;
  #offers = [];
  constructor(arena, object, definitions, define) {
    this.arena = arena;
    this.object = object;
    this.definitions = definitions;
    this.define = define;
    this.needsLengths = arena.unbounded && !definitions.every(isFixed);
    this.#array = new AttributeArray(arena, definitions.length);
    for (let index = 0; index < definitions.length; index++) {
      this.#array.setType(index, definitions[index].type);
      if (!this.needsLengths) this.#offer(index, CODECS[definitions[index].codec].likelySize);
    }
  }
  /** Makes room for values of the lengths that the token has told. */
  makeRoom() {
    for (let index = 0; index < this.definitions.length; index++) {
      const { likelySize } = CODECS[this.definitions[index].codec];
      const told = this.#array.length(index);
      this.#offer(index, told > MOST_BYTES2 ? likelySize : Math.max(likelySize, Number(told) + 1));
    }
  }
  #offer(index, size) {
    const offer = this.arena.allocate(size);
    this.#array.setValue(index, offer);
    this.#offers.push(offer);
  }
  end(call2, session) {
    return call2(this.fn, session, this.object, this.#array.address, this.#array.count);
  }
  /** All of them, if all are certain. */
  result(rv) {
    const results = [];
    for (let index = 0; index < this.definitions.length; index++) {
      if (!this.isCertain(index, rv)) return void 0;
    }
    for (let index = 0; index < this.definitions.length; index++) results.push(this.value(index));
    return results;
  }
  /** Untouched looks like a value that fills the offer, so after a fault such a value is not believed. */
  isCertain(index, rv) {
    const { size } = this.#offers[index];
    const length = this.#array.length(index);
    return (rv === CKR.OK ? length <= size : length < size) && !isNested(this.definitions[index]);
  }
  /** A value that is certain. */
  value(index) {
    const { codec, name } = this.definitions[index];
    try {
      const length = Number(this.#array.length(index));
      return { value: CODECS[codec].decode(this.#offers[index], length, name) };
    } catch (error) {
      return spoilt(error);
    }
  }
  otherwise(rv) {
    return orOneByOne(this, readUncertain(this, rv));
  }
};
var FIXED = 8;
function isFixed({ codec }) {
  return CODECS[codec].likelySize <= FIXED;
}
function isNested({ codec }) {
  return CODECS[codec].nested === true;
}
function spoilt(error) {
  if (error instanceof ModuleFaultError || isSaid(error, PARTIAL)) return { error };
  throw error;
}
function* readInTwo(reading) {
  assertPartial(yield attributeCall(reading));
  reading.makeRoom();
  return yield* readUncertain(reading, yield attributeCall(reading));
}
function attributeCall(reading) {
  return reading.end(attempt, SESSION);
}
function assertPartial(rv) {
  if (!PARTIAL.has(rv)) throw new Pkcs11Error(rv, "C_GetAttributeValue");
}
function* readUncertain(reading, rv) {
  assertPartial(rv);
  const { arena, object, definitions, define } = reading;
  const results = [];
  for (const [index, definition] of definitions.entries()) {
    if (reading.isCertain(index, rv)) {
      results.push(reading.value(index));
      continue;
    }
    try {
      const value = isNested(definition) ? yield* readTemplate(arena, object, definition, yield* sizeAlone(arena, object, definition), define) : yield* readAlone(arena, object, definition);
      results.push({ value });
    } catch (error) {
      results.push(spoilt(error));
    }
  }
  return results;
}
function* orOneByOne({ arena, object, definitions, define }, together) {
  try {
    return yield* together;
  } catch (failure) {
    if (definitions.length < 2 || !isSaid(failure, OF_ATTRIBUTES)) throw failure;
    const results = [];
    for (const definition of definitions) {
      try {
        results.push(...yield* getAttributes(arena, object, [definition], define));
      } catch (error) {
        if (!isSaid(error, OF_ATTRIBUTES)) throw error;
        results.push({ error });
      }
    }
    if (results.every((result) => "error" in result)) throw failure;
    return results;
  }
}
function isSaid(error, codes) {
  return error instanceof Pkcs11Error && codes.has(error.rv);
}
function* sizeAlone(arena, object, { type, name }) {
  const entry = new AttributeArray(arena, 1);
  entry.setType(0, type);
  const rv = yield attempt("C_GetAttributeValue", SESSION, object, entry.address, 1);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, "C_GetAttributeValue");
  const length = entry.length(0);
  if (length === unavailable(arena.abi)) {
    throw new Pkcs11Error(CKR.ATTRIBUTE_TYPE_INVALID, "C_GetAttributeValue");
  }
  if (length > MOST_BYTES2) {
    throw new ModuleFaultError("C_GetAttributeValue", `reports ${length} bytes for ${name}`);
  }
  return Number(length);
}
function* readAlone(arena, object, definition) {
  const { type, name } = definition;
  const mark = arena.mark();
  const length = yield* sizeAlone(arena, object, definition);
  const value = arena.allocate(length);
  const entry = new AttributeArray(arena, 1);
  entry.setType(0, type);
  entry.setValue(0, value);
  const rv = yield attempt("C_GetAttributeValue", SESSION, object, entry.address, 1);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, "C_GetAttributeValue");
  const returned = entry.length(0);
  if (returned > length) {
    throw new ModuleFaultError(
      "C_GetAttributeValue",
      `returned ${returned} bytes for ${name}, after asking for ${length}`
    );
  }
  const decoded2 = CODECS[definition.codec].decode(value, Number(returned), name);
  arena.release(mark);
  return decoded2;
}

// ../w/lead/src/native/gate.ts
var Gate = class {
  #what;
  #free;
  #waiting = [];
  constructor(capacity, what) {
    this.#free = capacity;
    this.#what = what;
  }
  /** Runs `start` as soon as there is room: at once, or when another call leaves. */
  enter(start) {
    if (this.#free > 0) {
      this.#free--;
      start();
    } else this.#waiting.push(start);
  }
  leave() {
    const next = this.#waiting.shift();
    if (next === void 0) this.#free++;
    else next();
  }
  /** For a synchronous call, which cannot wait: throws if there is no room. */
  assertFree(fn) {
    if (this.#free === 0) throw new BusyError(`${fn} cannot run synchronously: ${this.#what}`);
  }
};
var POOL_SIZE = Math.min(
  1024,
  Math.max(1, Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? "4", 10) || 1)
);
var DEFAULT_CONCURRENCY = Math.max(1, POOL_SIZE - 1);

// ../w/lead/src/core/output.ts
var MOST_TRIES2 = 5;
var MOST_GROWTH = 16 * 1024 * 1024;
var UnwrittenLengthError = class extends ModuleFaultError {
  constructor(fn) {
    super(fn, "does not say how long its output is");
    this.name = ModuleFaultError.name;
  }
};
var ODD = 13;
function output(arena, fn, before, likelySize, after = [], exact = false) {
  return outputOf(fn, before, new Offer(arena, likelySize, exact), after);
}
function outputOf(fn, before, offer, after = []) {
  const call2 = new OutputCall(fn, before, offer, after);
  return offer.isUnknown ? outputOfSize(call2) : new ShortProgram(call2);
}
var OutputCall = class {
  fn;
  before;
  offer;
  after;
  constructor(fn, before, offer, after) {
    this.fn = fn;
    this.before = before;
    this.offer = offer;
    this.after = after;
  }
  end(call2, session) {
    const { fn, before, offer, after } = this;
    const args = [session, ...before, offer.address, offer.length, ...after];
    return call2(fn, ...args);
  }
  result(rv) {
    return this.offer.taken(rv);
  }
  otherwise(rv) {
    return outputAfter(this.fn, this.before, this.offer, rv, this.after);
  }
};
function* outputOfSize(call2) {
  const { fn, before, offer, after } = call2;
  const asked = yield* askSize(fn, before, offer, after);
  if (asked > 0 && asked <= offer.most) offer.enlarge(Number(asked));
  else offer.guess(0);
  return yield* new ShortProgram(call2);
}
function* outputAfter(fn, before, offer, first, after = []) {
  let rv = first;
  for (let tries = 1; tries < MOST_TRIES2; tries++) {
    assertTooSmall(fn, offer, rv);
    const { size, most, reported } = offer;
    const needed = reported > size && reported <= most ? reported : yield* askSize(fn, before, offer, after);
    if (needed > size && needed <= most) offer.enlarge(Number(needed));
    else if (size * 4 <= most) offer.guess(size * 4);
    else break;
    rv = yield outputCall(fn, [...before, offer.address, offer.length, ...after]);
    const output2 = offer.taken(rv);
    if (output2 !== void 0) return output2;
  }
  assertTooSmall(fn, offer, rv);
  throw new ModuleFaultError(
    fn,
    `never has enough room for its output: ${offer.size} bytes were the last offer`
  );
}
function assertTooSmall(fn, { size, reported }, rv) {
  if (rv === CKR.BUFFER_TOO_SMALL) return;
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  if (reported > size) throw new ModuleFaultError(fn, `returned ${reported} bytes in a buffer of ${size}`);
  throw new UnwrittenLengthError(fn);
}
var Offer = class _Offer {
  #arena;
  #to;
  /** Whether the size is the token's own word, or known: the output may be exactly as long. */
  #told;
  /** The length, and from `BUFFER` on the buffer, unless that is the caller's. */
  #memory;
  /** Where the buffer is that the caller has, if the module writes to that by itself, and how much of it is offered. */
  #direct;
  #directSize = 0;
  /** The largest size that a token may ask for. */
  most;
  /**
   * @param to where the output goes, if the caller has memory for it
   * @param least how long the output may well be: the module writes to memory of the caller's with more room than that
   */
  constructor(arena, likelySize, exact = false, to, least = likelySize) {
    const size = exact ? likelySize : likelySize + ODD;
    this.#arena = arena;
    this.#to = to;
    this.#told = exact;
    this.#memory = to === void 0 ? lengthAnd(arena, size) : this.#place(to, size, exact ? least : least + 1);
    this.most = likelySize + MOST_GROWTH;
  }
  /** In the caller's memory if a call may write there, to where a copy will be made from if not. */
  #place(to, size, least) {
    this.#direct = to.size < least ? void 0 : to.address(this.#arena, least);
    if (this.#direct === void 0) return lengthAnd(this.#arena, size);
    this.#directSize = Math.min(size, to.size);
    return this.#arena.ulong(this.#directSize);
  }
  /** Whether nobody knows how long the output may be. */
  get isUnknown() {
    return this.most === MOST_GROWTH;
  }
  get size() {
    return this.#direct === void 0 ? this.#memory.size - BUFFER : this.#directSize;
  }
  get address() {
    return this.#direct ?? this.#memory.address + BUFFER;
  }
  /** The address of the length. */
  get length() {
    return this.#memory.address;
  }
  get reported() {
    return this.#memory.readUlong();
  }
  /** Offers a size that the token told. */
  enlarge(size) {
    this.#told = true;
    this.#memory = this.#to === void 0 ? lengthAnd(this.#arena, size) : this.#place(this.#to, size, size);
  }
  /** Offers another size of ours. */
  guess(likelySize) {
    this.enlarge(likelySize + ODD);
    this.#told = false;
  }
  /** Another for the same output. */
  again(likelySize) {
    return new _Offer(this.#arena, likelySize, false, this.#to);
  }
  /** Asks for the size alone, with no buffer. */
  ask() {
    this.#memory.writeUlong(0);
  }
  /** The output, if the call has succeeded and said how much it is. */
  taken(rv) {
    const { reported, size } = this;
    if (rv !== CKR.OK || !(reported < size || reported === size && this.#told)) return this.#failed();
    return this.#to === void 0 ? this.#memory.read(Number(reported), BUFFER) : this.#delivered(this.#to, Number(reported));
  }
  #delivered(to, length) {
    return this.#direct === void 0 ? to.take(this.#memory, length, BUFFER) : to.written(length);
  }
  #failed() {
    if (this.#direct !== void 0) this.#to?.wipe(this.#directSize);
  }
};
var BUFFER = 16;
function lengthAnd(arena, size) {
  const memory = arena.allocate(BUFFER + size);
  memory.writeUlong(size);
  return memory;
}
function* askSize(fn, before, offer, after) {
  offer.ask();
  const rv = yield outputCall(fn, [...before, 0, offer.length, ...after]);
  return rv === CKR.OK || rv === CKR.BUFFER_TOO_SMALL ? offer.reported : 0;
}
function outputCall(fn, args) {
  return sessionCall(fn, [SESSION, ...args], true);
}

export {
  StructureReader,
  readStructure,
  SESSION,
  call,
  attempt,
  moduleCall,
  moduleAttempt,
  mapped,
  FUNCTIONS,
  parametersOf,
  readVendorList,
  bind,
  negotiate,
  readFunctionListVersion,
  takeArena,
  giveArena,
  ShortProgram,
  oneCall,
  driveSync,
  drive,
  CREATORS,
  LOSSES,
  Lane,
  Gate,
  DEFAULT_CONCURRENCY,
  sessionFlags,
  UnwrittenLengthError,
  output,
  outputOf,
  outputAfter,
  Offer,
  encodePin,
  getSlotList,
  getMechanismList,
  list,
  getSlotInfo,
  getTokenInfo,
  getMechanismInfo,
  pollSlotEvent,
  initToken,
  initPin,
  setPin,
  attributeValue,
  getAttributes
};
