import {
  AbortError,
  CK,
  CKA,
  CKF,
  CKG,
  CKO,
  CKP,
  CKZ,
  HASHES,
  ModuleFaultError,
  TimeoutError,
  atCaller,
  bigIntToBytes,
  certificateCategories,
  certificateTypes,
  describe,
  hardwareFeatures,
  isBytesLike,
  kdfs,
  keyTypes,
  mechanisms,
  mgfs,
  objectClasses,
  otpFormats,
  otpRequirements,
  parameterSets,
  profiles,
  securityDomains,
  snapshot,
  toBytes,
  trusts,
  validationAuthorities,
  validationTypes
} from "./5NILPKM6.js";

// ../w/lead/src/native/abi.ts
function unavailable(abi) {
  return abi.ulong === 8 ? 0xffffffffffffffffn : 4294967295;
}
var HIGH = 4294967296;
var MOST_HIGH = 2097151;
var MOST = 0xffffffffffffffffn;
function readUint(view, offset, size, littleEndian2) {
  return size === 8 && littleEndian2 && view.getUint32(offset + 4, true) === 0 ? view.getUint32(offset, true) : readAny(view, offset, size, littleEndian2);
}
function readAny(view, offset, size, littleEndian2) {
  if (size === 4) return view.getUint32(offset, littleEndian2);
  const high = view.getUint32(littleEndian2 ? offset + 4 : offset, littleEndian2);
  if (high > MOST_HIGH) return view.getBigUint64(offset, littleEndian2);
  return high * HIGH + view.getUint32(littleEndian2 ? offset : offset + 4, littleEndian2);
}
function writeUint(view, offset, size, littleEndian2, value) {
  if (size === 8 && littleEndian2 && typeof value === "number" && value >>> 0 === value) {
    view.setUint32(offset, value, true);
    view.setUint32(offset + 4, 0, true);
  } else writeAny(view, offset, size, littleEndian2, value);
}
function writeAny(view, offset, size, littleEndian2, value) {
  if (size === 8 && typeof value === "bigint" && value >= 0n && value <= MOST) {
    view.setBigUint64(offset, value, littleEndian2);
    return;
  }
  const number = Number(value);
  const low = number >>> 0;
  const high = (number - low) / HIGH;
  if (!(high === 0 || size === 8 && high >>> 0 === high && high <= MOST_HIGH)) {
    throw new RangeError(`${value} is not a ${size * 8}-bit CK_ULONG`);
  }
  if (size === 4) view.setUint32(offset, low, littleEndian2);
  else {
    view.setUint32(littleEndian2 ? offset : offset + 4, low, littleEndian2);
    view.setUint32(littleEndian2 ? offset + 4 : offset, high, littleEndian2);
  }
}

// ../w/lead/src/native/koffi.ts
import { isMainThread } from "node:worker_threads";
import koffi from "koffi";
var ASYNC_STACK = 1 << 20;
var ASYNC_STACKS_KEPT = isMainThread ? 32 : 0;
var MOST_MEMORY = 512 << 20;
var configured = false;
function configure() {
  if (configured) return;
  configured = true;
  try {
    koffi.config({
      async_stack_size: ASYNC_STACK,
      resident_async_pools: ASYNC_STACKS_KEPT,
      max_type_size: MOST_MEMORY
    });
  } catch {
  }
}
var TYPES = { byte: "uint8", ulong: "ulong", pointer: "uintptr_t" };
function mostMemory() {
  configure();
  return koffi.config().max_type_size ?? MOST_MEMORY;
}
var ULONG_SIZE = koffi.sizeof("ulong");
var POINTER_SIZE = koffi.sizeof("void *");
function openLibrary(path, ownLibraries = false) {
  configure();
  const library = koffi.load(path, { deep: ownLibraries });
  pin(path);
  return {
    symbol(name) {
      try {
        return toNumber(library.symbol(name));
      } catch {
        return void 0;
      }
    }
  };
}
var prototypes = /* @__PURE__ */ new Map();
function functionAt(address, parameters, returns = "ulong") {
  const key2 = [returns, ...parameters].join();
  let prototype = prototypes.get(key2);
  if (prototype === void 0) {
    prototype = koffi.proto(
      TYPES[returns],
      parameters.map((kind) => TYPES[kind])
    );
    prototypes.set(key2, prototype);
  }
  return koffi.decode(BigInt(address), prototype);
}
function allocate(size) {
  const pointer2 = koffi.alloc("uint8", size);
  return { address: toNumber(pointer2), buffer: koffi.view(pointer2, size) };
}
function free(address) {
  koffi.free(BigInt(address));
}
function addressOf(bytes3) {
  return toNumber(koffi.address(bytes3));
}
function viewAt(address, size) {
  return new DataView(koffi.view(BigInt(address), size));
}
function readCString(address) {
  return address === 0 ? "" : koffi.decode.string(BigInt(address));
}
function toNumber(pointer2) {
  const address = Number(pointer2);
  if (!Number.isSafeInteger(address)) throw new RangeError(`address ${pointer2} is beyond 2^53`);
  return address;
}
var loader = null;
function posixLoader() {
  if (loader !== null) return loader;
  loader = void 0;
  if (process.platform !== "win32") {
    try {
      const self = koffi.load(null);
      loader = {
        dlopen: self.func("dlopen", "void *", ["str", "int"]),
        dladdr: self.func("dladdr", "int", ["void *", "void *"])
      };
    } catch {
    }
  }
  return loader;
}
function pin(path) {
  const RTLD_LAZY = 1;
  posixLoader()?.dlopen(path, RTLD_LAZY);
}
function objectOf(address) {
  const functions = posixLoader();
  if (functions === void 0) return void 0;
  const info = new BigUint64Array(4);
  if (functions.dladdr(BigInt(address), new Uint8Array(info.buffer)) === 0) return void 0;
  return POINTER_SIZE === 8 ? info[1] : new Uint32Array(info.buffer)[1];
}

// ../w/lead/src/native/host.ts
var HOST = {
  ulong: ULONG_SIZE,
  pointer: POINTER_SIZE,
  packed: process.platform === "win32",
  littleEndian: new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
};
function readUlongAt(address) {
  return readUint(viewAt(address, HOST.ulong), 0, HOST.ulong, HOST.littleEndian);
}

// ../w/lead/src/native/lasting.ts
import { isMainThread as isMainThread3 } from "node:worker_threads";

// ../w/lead/src/native/call-channels.ts
import { channel } from "node:diagnostics_channel";
var starts = channel("cryptoki:call:start");
var ends = channel("cryptoki:call:end");
function areCallsWatched() {
  return starts.hasSubscribers || ends.hasSubscribers;
}

// ../w/lead/src/spec/structures.ts
var STRUCTURES = {
  CK_VERSION: [
    ["major", "byte"],
    ["minor", "byte"]
  ],
  CK_INFO: [
    ["cryptokiVersion", "CK_VERSION"],
    ["manufacturerID", "byte", 32],
    ["flags", "ulong"],
    ["libraryDescription", "byte", 32],
    ["libraryVersion", "CK_VERSION"]
  ],
  CK_SLOT_INFO: [
    ["slotDescription", "byte", 64],
    ["manufacturerID", "byte", 32],
    ["flags", "ulong"],
    ["hardwareVersion", "CK_VERSION"],
    ["firmwareVersion", "CK_VERSION"]
  ],
  CK_TOKEN_INFO: [
    ["label", "byte", 32],
    ["manufacturerID", "byte", 32],
    ["model", "byte", 16],
    ["serialNumber", "byte", 16],
    ["flags", "ulong"],
    ["ulMaxSessionCount", "ulong"],
    ["ulSessionCount", "ulong"],
    ["ulMaxRwSessionCount", "ulong"],
    ["ulRwSessionCount", "ulong"],
    ["ulMaxPinLen", "ulong"],
    ["ulMinPinLen", "ulong"],
    ["ulTotalPublicMemory", "ulong"],
    ["ulFreePublicMemory", "ulong"],
    ["ulTotalPrivateMemory", "ulong"],
    ["ulFreePrivateMemory", "ulong"],
    ["hardwareVersion", "CK_VERSION"],
    ["firmwareVersion", "CK_VERSION"],
    ["utcTime", "byte", 16]
  ],
  CK_SESSION_INFO: [
    ["slotID", "ulong"],
    ["state", "ulong"],
    ["flags", "ulong"],
    ["ulDeviceError", "ulong"]
  ],
  CK_ATTRIBUTE: [
    ["type", "ulong"],
    ["pValue", "pointer"],
    ["ulValueLen", "ulong"]
  ],
  CK_DATE: [
    ["year", "byte", 4],
    ["month", "byte", 2],
    ["day", "byte", 2]
  ],
  CK_MECHANISM: [
    ["mechanism", "ulong"],
    ["pParameter", "pointer"],
    ["ulParameterLen", "ulong"]
  ],
  CK_MECHANISM_INFO: [
    ["ulMinKeySize", "ulong"],
    ["ulMaxKeySize", "ulong"],
    ["flags", "ulong"]
  ],
  CK_INTERFACE: [
    ["pInterfaceName", "pointer"],
    ["pFunctionList", "pointer"],
    ["flags", "ulong"]
  ],
  CK_C_INITIALIZE_ARGS: [
    ["CreateMutex", "pointer"],
    ["DestroyMutex", "pointer"],
    ["LockMutex", "pointer"],
    ["UnlockMutex", "pointer"],
    ["flags", "ulong"],
    ["pReserved", "pointer"]
  ],
  CK_RSA_PKCS_OAEP_PARAMS: [
    ["hashAlg", "ulong"],
    ["mgf", "ulong"],
    ["source", "ulong"],
    ["pSourceData", "pointer"],
    ["ulSourceDataLen", "ulong"]
  ],
  CK_RSA_PKCS_PSS_PARAMS: [
    ["hashAlg", "ulong"],
    ["mgf", "ulong"],
    ["sLen", "ulong"]
  ],
  CK_ECDH1_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulSharedDataLen", "ulong"],
    ["pSharedData", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"]
  ],
  CK_ECDH2_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulSharedDataLen", "ulong"],
    ["pSharedData", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPrivateDataLen", "ulong"],
    ["hPrivateData", "ulong"],
    ["ulPublicDataLen2", "ulong"],
    ["pPublicData2", "pointer"]
  ],
  CK_ECMQV_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulSharedDataLen", "ulong"],
    ["pSharedData", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPrivateDataLen", "ulong"],
    ["hPrivateData", "ulong"],
    ["ulPublicDataLen2", "ulong"],
    ["pPublicData2", "pointer"],
    ["publicKey", "ulong"]
  ],
  CK_X9_42_DH1_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulOtherInfoLen", "ulong"],
    ["pOtherInfo", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"]
  ],
  CK_X9_42_DH2_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulOtherInfoLen", "ulong"],
    ["pOtherInfo", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPrivateDataLen", "ulong"],
    ["hPrivateData", "ulong"],
    ["ulPublicDataLen2", "ulong"],
    ["pPublicData2", "pointer"]
  ],
  CK_X9_42_MQV_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["ulOtherInfoLen", "ulong"],
    ["pOtherInfo", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPrivateDataLen", "ulong"],
    ["hPrivateData", "ulong"],
    ["ulPublicDataLen2", "ulong"],
    ["pPublicData2", "pointer"],
    ["publicKey", "ulong"]
  ],
  CK_KEA_DERIVE_PARAMS: [
    ["isSender", "byte"],
    ["ulRandomLen", "ulong"],
    ["pRandomA", "pointer"],
    ["pRandomB", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"]
  ],
  CK_RC2_CBC_PARAMS: [
    ["ulEffectiveBits", "ulong"],
    ["iv", "byte", 8]
  ],
  CK_RC2_MAC_GENERAL_PARAMS: [
    ["ulEffectiveBits", "ulong"],
    ["ulMacLength", "ulong"]
  ],
  CK_RC5_PARAMS: [
    ["ulWordsize", "ulong"],
    ["ulRounds", "ulong"]
  ],
  CK_RC5_CBC_PARAMS: [
    ["ulWordsize", "ulong"],
    ["ulRounds", "ulong"],
    ["pIv", "pointer"],
    ["ulIvLen", "ulong"]
  ],
  CK_RC5_MAC_GENERAL_PARAMS: [
    ["ulWordsize", "ulong"],
    ["ulRounds", "ulong"],
    ["ulMacLength", "ulong"]
  ],
  CK_DES_CBC_ENCRYPT_DATA_PARAMS: [
    ["iv", "byte", 8],
    ["pData", "pointer"],
    ["length", "ulong"]
  ],
  CK_AES_CBC_ENCRYPT_DATA_PARAMS: [
    ["iv", "byte", 16],
    ["pData", "pointer"],
    ["length", "ulong"]
  ],
  CK_SKIPJACK_PRIVATE_WRAP_PARAMS: [
    ["ulPasswordLen", "ulong"],
    ["pPassword", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPAndGLen", "ulong"],
    ["ulQLen", "ulong"],
    ["ulRandomLen", "ulong"],
    ["pRandomA", "pointer"],
    ["pPrimeP", "pointer"],
    ["pBaseG", "pointer"],
    ["pSubprimeQ", "pointer"]
  ],
  CK_SKIPJACK_RELAYX_PARAMS: [
    ["ulOldWrappedXLen", "ulong"],
    ["pOldWrappedX", "pointer"],
    ["ulOldPasswordLen", "ulong"],
    ["pOldPassword", "pointer"],
    ["ulOldPublicDataLen", "ulong"],
    ["pOldPublicData", "pointer"],
    ["ulOldRandomLen", "ulong"],
    ["pOldRandomA", "pointer"],
    ["ulNewPasswordLen", "ulong"],
    ["pNewPassword", "pointer"],
    ["ulNewPublicDataLen", "ulong"],
    ["pNewPublicData", "pointer"],
    ["ulNewRandomLen", "ulong"],
    ["pNewRandomA", "pointer"]
  ],
  CK_PBE_PARAMS: [
    ["pInitVector", "pointer"],
    ["pPassword", "pointer"],
    ["ulPasswordLen", "ulong"],
    ["pSalt", "pointer"],
    ["ulSaltLen", "ulong"],
    ["ulIteration", "ulong"]
  ],
  CK_KEY_WRAP_SET_OAEP_PARAMS: [
    ["bBC", "byte"],
    ["pX", "pointer"],
    ["ulXLen", "ulong"]
  ],
  CK_SSL3_RANDOM_DATA: [
    ["pClientRandom", "pointer"],
    ["ulClientRandomLen", "ulong"],
    ["pServerRandom", "pointer"],
    ["ulServerRandomLen", "ulong"]
  ],
  CK_SSL3_MASTER_KEY_DERIVE_PARAMS: [
    ["RandomInfo", "CK_SSL3_RANDOM_DATA"],
    ["pVersion", "pointer"]
  ],
  CK_SSL3_KEY_MAT_OUT: [
    ["hClientMacSecret", "ulong"],
    ["hServerMacSecret", "ulong"],
    ["hClientKey", "ulong"],
    ["hServerKey", "ulong"],
    ["pIVClient", "pointer"],
    ["pIVServer", "pointer"]
  ],
  CK_SSL3_KEY_MAT_PARAMS: [
    ["ulMacSizeInBits", "ulong"],
    ["ulKeySizeInBits", "ulong"],
    ["ulIVSizeInBits", "ulong"],
    ["bIsExport", "byte"],
    ["RandomInfo", "CK_SSL3_RANDOM_DATA"],
    ["pReturnedKeyMaterial", "pointer"]
  ],
  CK_TLS_PRF_PARAMS: [
    ["pSeed", "pointer"],
    ["ulSeedLen", "ulong"],
    ["pLabel", "pointer"],
    ["ulLabelLen", "ulong"],
    ["pOutput", "pointer"],
    ["pulOutputLen", "pointer"]
  ],
  CK_WTLS_RANDOM_DATA: [
    ["pClientRandom", "pointer"],
    ["ulClientRandomLen", "ulong"],
    ["pServerRandom", "pointer"],
    ["ulServerRandomLen", "ulong"]
  ],
  CK_WTLS_MASTER_KEY_DERIVE_PARAMS: [
    ["DigestMechanism", "ulong"],
    ["RandomInfo", "CK_WTLS_RANDOM_DATA"],
    ["pVersion", "pointer"]
  ],
  CK_WTLS_PRF_PARAMS: [
    ["DigestMechanism", "ulong"],
    ["pSeed", "pointer"],
    ["ulSeedLen", "ulong"],
    ["pLabel", "pointer"],
    ["ulLabelLen", "ulong"],
    ["pOutput", "pointer"],
    ["pulOutputLen", "pointer"]
  ],
  CK_WTLS_KEY_MAT_OUT: [
    ["hMacSecret", "ulong"],
    ["hKey", "ulong"],
    ["pIV", "pointer"]
  ],
  CK_WTLS_KEY_MAT_PARAMS: [
    ["DigestMechanism", "ulong"],
    ["ulMacSizeInBits", "ulong"],
    ["ulKeySizeInBits", "ulong"],
    ["ulIVSizeInBits", "ulong"],
    ["ulSequenceNumber", "ulong"],
    ["bIsExport", "byte"],
    ["RandomInfo", "CK_WTLS_RANDOM_DATA"],
    ["pReturnedKeyMaterial", "pointer"]
  ],
  CK_CMS_SIG_PARAMS: [
    ["certificateHandle", "ulong"],
    ["pSigningMechanism", "pointer"],
    ["pDigestMechanism", "pointer"],
    ["pContentType", "pointer"],
    ["pRequestedAttributes", "pointer"],
    ["ulRequestedAttributesLen", "ulong"],
    ["pRequiredAttributes", "pointer"],
    ["ulRequiredAttributesLen", "ulong"]
  ],
  CK_KEY_DERIVATION_STRING_DATA: [
    ["pData", "pointer"],
    ["ulLen", "ulong"]
  ],
  CK_PKCS5_PBKD2_PARAMS: [
    ["saltSource", "ulong"],
    ["pSaltSourceData", "pointer"],
    ["ulSaltSourceDataLen", "ulong"],
    ["iterations", "ulong"],
    ["prf", "ulong"],
    ["pPrfData", "pointer"],
    ["ulPrfDataLen", "ulong"],
    ["pPassword", "pointer"],
    ["ulPasswordLen", "pointer"]
  ],
  CK_PKCS5_PBKD2_PARAMS2: [
    ["saltSource", "ulong"],
    ["pSaltSourceData", "pointer"],
    ["ulSaltSourceDataLen", "ulong"],
    ["iterations", "ulong"],
    ["prf", "ulong"],
    ["pPrfData", "pointer"],
    ["ulPrfDataLen", "ulong"],
    ["pPassword", "pointer"],
    ["ulPasswordLen", "ulong"]
  ],
  CK_OTP_PARAM: [
    ["type", "ulong"],
    ["pValue", "pointer"],
    ["ulValueLen", "ulong"]
  ],
  CK_OTP_PARAMS: [
    ["pParams", "pointer"],
    ["ulCount", "ulong"]
  ],
  CK_OTP_SIGNATURE_INFO: [
    ["pParams", "pointer"],
    ["ulCount", "ulong"]
  ],
  CK_KIP_PARAMS: [
    ["pMechanism", "pointer"],
    ["hKey", "ulong"],
    ["pSeed", "pointer"],
    ["ulSeedLen", "ulong"]
  ],
  CK_AES_CTR_PARAMS: [
    ["ulCounterBits", "ulong"],
    ["cb", "byte", 16]
  ],
  CK_GCM_PARAMS: [
    ["pIv", "pointer"],
    ["ulIvLen", "ulong"],
    ["ulIvBits", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulTagBits", "ulong"]
  ],
  CK_GCM_MESSAGE_PARAMS: [
    ["pIv", "pointer"],
    ["ulIvLen", "ulong"],
    ["ulIvFixedBits", "ulong"],
    ["ivGenerator", "ulong"],
    ["pTag", "pointer"],
    ["ulTagBits", "ulong"]
  ],
  CK_GCM_WRAP_PARAMS: [
    ["pIv", "pointer"],
    ["ulIvLen", "ulong"],
    ["ulIvFixedBits", "ulong"],
    ["ivGenerator", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulTagBits", "ulong"]
  ],
  CK_CCM_PARAMS: [
    ["ulDataLen", "ulong"],
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulMACLen", "ulong"]
  ],
  CK_CCM_MESSAGE_PARAMS: [
    ["ulDataLen", "ulong"],
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["ulNonceFixedBits", "ulong"],
    ["nonceGenerator", "ulong"],
    ["pMAC", "pointer"],
    ["ulMACLen", "ulong"]
  ],
  CK_CCM_WRAP_PARAMS: [
    ["ulDataLen", "ulong"],
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["ulNonceFixedBits", "ulong"],
    ["nonceGenerator", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulMACLen", "ulong"]
  ],
  CK_AES_GCM_PARAMS: [
    ["pIv", "pointer"],
    ["ulIvLen", "ulong"],
    ["ulIvBits", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulTagBits", "ulong"]
  ],
  CK_AES_CCM_PARAMS: [
    ["ulDataLen", "ulong"],
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"],
    ["ulMACLen", "ulong"]
  ],
  CK_CAMELLIA_CTR_PARAMS: [
    ["ulCounterBits", "ulong"],
    ["cb", "byte", 16]
  ],
  CK_CAMELLIA_CBC_ENCRYPT_DATA_PARAMS: [
    ["iv", "byte", 16],
    ["pData", "pointer"],
    ["length", "ulong"]
  ],
  CK_ARIA_CBC_ENCRYPT_DATA_PARAMS: [
    ["iv", "byte", 16],
    ["pData", "pointer"],
    ["length", "ulong"]
  ],
  CK_DSA_PARAMETER_GEN_PARAM: [
    ["hash", "ulong"],
    ["pSeed", "pointer"],
    ["ulSeedLen", "ulong"],
    ["ulIndex", "ulong"]
  ],
  CK_ECDH_AES_KEY_WRAP_PARAMS: [
    ["ulAESKeyBits", "ulong"],
    ["kdf", "ulong"],
    ["ulSharedDataLen", "ulong"],
    ["pSharedData", "pointer"]
  ],
  CK_RSA_AES_KEY_WRAP_PARAMS: [
    ["ulAESKeyBits", "ulong"],
    ["pOAEPParams", "pointer"]
  ],
  CK_TLS12_MASTER_KEY_DERIVE_PARAMS: [
    ["RandomInfo", "CK_SSL3_RANDOM_DATA"],
    ["pVersion", "pointer"],
    ["prfHashMechanism", "ulong"]
  ],
  CK_TLS12_KEY_MAT_PARAMS: [
    ["ulMacSizeInBits", "ulong"],
    ["ulKeySizeInBits", "ulong"],
    ["ulIVSizeInBits", "ulong"],
    ["bIsExport", "byte"],
    ["RandomInfo", "CK_SSL3_RANDOM_DATA"],
    ["pReturnedKeyMaterial", "pointer"],
    ["prfHashMechanism", "ulong"]
  ],
  CK_TLS_KDF_PARAMS: [
    ["prfMechanism", "ulong"],
    ["pLabel", "pointer"],
    ["ulLabelLength", "ulong"],
    ["RandomInfo", "CK_SSL3_RANDOM_DATA"],
    ["pContextData", "pointer"],
    ["ulContextDataLength", "ulong"]
  ],
  CK_TLS_MAC_PARAMS: [
    ["prfHashMechanism", "ulong"],
    ["ulMacLength", "ulong"],
    ["ulServerOrClient", "ulong"]
  ],
  CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS: [
    ["prfHashMechanism", "ulong"],
    ["pSessionHash", "pointer"],
    ["ulSessionHashLen", "ulong"],
    ["pVersion", "pointer"]
  ],
  CK_GOSTR3410_DERIVE_PARAMS: [
    ["kdf", "ulong"],
    ["pPublicData", "pointer"],
    ["ulPublicDataLen", "ulong"],
    ["pUKM", "pointer"],
    ["ulUKMLen", "ulong"]
  ],
  CK_GOSTR3410_KEY_WRAP_PARAMS: [
    ["pWrapOID", "pointer"],
    ["ulWrapOIDLen", "ulong"],
    ["pUKM", "pointer"],
    ["ulUKMLen", "ulong"],
    ["hKey", "ulong"]
  ],
  CK_SEED_CBC_ENCRYPT_DATA_PARAMS: [
    ["iv", "byte", 16],
    ["pData", "pointer"],
    ["length", "ulong"]
  ],
  CK_PRF_DATA_PARAM: [
    ["type", "ulong"],
    ["pValue", "pointer"],
    ["ulValueLen", "ulong"]
  ],
  CK_SP800_108_COUNTER_FORMAT: [
    ["bLittleEndian", "byte"],
    ["ulWidthInBits", "ulong"]
  ],
  CK_SP800_108_DKM_LENGTH_FORMAT: [
    ["dkmLengthMethod", "ulong"],
    ["bLittleEndian", "byte"],
    ["ulWidthInBits", "ulong"]
  ],
  CK_DERIVED_KEY: [
    ["pTemplate", "pointer"],
    ["ulAttributeCount", "ulong"],
    ["phKey", "pointer"]
  ],
  CK_SP800_108_KDF_PARAMS: [
    ["prfType", "ulong"],
    ["ulNumberOfDataParams", "ulong"],
    ["pDataParams", "pointer"],
    ["ulAdditionalDerivedKeys", "ulong"],
    ["pAdditionalDerivedKeys", "pointer"]
  ],
  CK_SP800_108_FEEDBACK_KDF_PARAMS: [
    ["prfType", "ulong"],
    ["ulNumberOfDataParams", "ulong"],
    ["pDataParams", "pointer"],
    ["ulIVLen", "ulong"],
    ["pIV", "pointer"],
    ["ulAdditionalDerivedKeys", "ulong"],
    ["pAdditionalDerivedKeys", "pointer"]
  ],
  CK_EDDSA_PARAMS: [
    ["phFlag", "byte"],
    ["ulContextDataLen", "ulong"],
    ["pContextData", "pointer"]
  ],
  CK_CHACHA20_PARAMS: [
    ["pBlockCounter", "pointer"],
    ["blockCounterBits", "ulong"],
    ["pNonce", "pointer"],
    ["ulNonceBits", "ulong"]
  ],
  CK_SALSA20_PARAMS: [
    ["pBlockCounter", "pointer"],
    ["pNonce", "pointer"],
    ["ulNonceBits", "ulong"]
  ],
  CK_SALSA20_CHACHA20_POLY1305_PARAMS: [
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["pAAD", "pointer"],
    ["ulAADLen", "ulong"]
  ],
  CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS: [
    ["pNonce", "pointer"],
    ["ulNonceLen", "ulong"],
    ["pTag", "pointer"]
  ],
  CK_X3DH_INITIATE_PARAMS: [
    ["kdf", "ulong"],
    ["pPeer_identity", "ulong"],
    ["pPeer_prekey", "ulong"],
    ["pPrekey_signature", "pointer"],
    ["pOnetime_key", "pointer"],
    ["pOwn_identity", "ulong"],
    ["pOwn_ephemeral", "ulong"]
  ],
  CK_X3DH_RESPOND_PARAMS: [
    ["kdf", "ulong"],
    ["pIdentity_id", "pointer"],
    ["pPrekey_id", "pointer"],
    ["pOnetime_id", "pointer"],
    ["pInitiator_identity", "ulong"],
    ["pInitiator_ephemeral", "pointer"]
  ],
  CK_X2RATCHET_INITIALIZE_PARAMS: [
    ["sk", "pointer"],
    ["peer_public_prekey", "ulong"],
    ["peer_public_identity", "ulong"],
    ["own_public_identity", "ulong"],
    ["bEncryptedHeader", "byte"],
    ["eCurve", "ulong"],
    ["aeadMechanism", "ulong"],
    ["kdfMechanism", "ulong"]
  ],
  CK_X2RATCHET_RESPOND_PARAMS: [
    ["sk", "pointer"],
    ["own_prekey", "ulong"],
    ["initiator_identity", "ulong"],
    ["own_public_identity", "ulong"],
    ["bEncryptedHeader", "byte"],
    ["eCurve", "ulong"],
    ["aeadMechanism", "ulong"],
    ["kdfMechanism", "ulong"]
  ],
  CK_XEDDSA_PARAMS: [
    ["hash", "ulong"]
  ],
  CK_HKDF_PARAMS: [
    ["bExtract", "byte"],
    ["bExpand", "byte"],
    ["prfHashMechanism", "ulong"],
    ["ulSaltType", "ulong"],
    ["pSalt", "pointer"],
    ["ulSaltLen", "ulong"],
    ["hSaltKey", "ulong"],
    ["pInfo", "pointer"],
    ["ulInfoLen", "ulong"]
  ],
  CK_IKE2_PRF_PLUS_DERIVE_PARAMS: [
    ["prfMechanism", "ulong"],
    ["bHasSeedKey", "byte"],
    ["hSeedKey", "ulong"],
    ["pSeedData", "pointer"],
    ["ulSeedDataLen", "ulong"]
  ],
  CK_IKE_PRF_DERIVE_PARAMS: [
    ["prfMechanism", "ulong"],
    ["bDataAsKey", "byte"],
    ["bRekey", "byte"],
    ["pNi", "pointer"],
    ["ulNiLen", "ulong"],
    ["pNr", "pointer"],
    ["ulNrLen", "ulong"],
    ["hNewKey", "ulong"]
  ],
  CK_IKE1_PRF_DERIVE_PARAMS: [
    ["prfMechanism", "ulong"],
    ["bHasPrevKey", "byte"],
    ["hKeygxy", "ulong"],
    ["hPrevKey", "ulong"],
    ["pCKYi", "pointer"],
    ["ulCKYiLen", "ulong"],
    ["pCKYr", "pointer"],
    ["ulCKYrLen", "ulong"],
    ["keyNumber", "byte"]
  ],
  CK_IKE1_EXTENDED_DERIVE_PARAMS: [
    ["prfMechanism", "ulong"],
    ["bHasKeygxy", "byte"],
    ["hKeygxy", "ulong"],
    ["pExtraData", "pointer"],
    ["ulExtraDataLen", "ulong"]
  ],
  CK_ASYNC_DATA: [
    ["ulVersion", "ulong"],
    ["pValue", "pointer"],
    ["ulValue", "ulong"],
    ["hObject", "ulong"],
    ["hAdditionalObject", "ulong"]
  ],
  CK_SIGN_ADDITIONAL_CONTEXT: [
    ["hedgeVariant", "ulong"],
    ["pContext", "pointer"],
    ["ulContextLen", "ulong"]
  ],
  CK_HASH_SIGN_ADDITIONAL_CONTEXT: [
    ["hedgeVariant", "ulong"],
    ["pContext", "pointer"],
    ["ulContextLen", "ulong"],
    ["hash", "ulong"]
  ]
};

// ../w/lead/src/native/layout.ts
var cache = /* @__PURE__ */ new Map();
var latest;
function layoutsOf(abi) {
  if (latest?.abi === abi) return latest.layouts;
  let layouts = cache.get(abi);
  if (layouts === void 0) {
    layouts = /* @__PURE__ */ new Map();
    cache.set(abi, layouts);
  }
  latest = { abi, layouts };
  return layouts;
}
function layoutOf(abi, name) {
  const layouts = layoutsOf(abi);
  let layout = layouts.get(name);
  if (layout === void 0) {
    layout = compute(abi, name);
    layouts.set(name, layout);
  }
  return layout;
}
function layoutFor(name) {
  let known;
  return (abi) => {
    if (known?.abi !== abi) known = { abi, layout: layoutOf(abi, name) };
    return known.layout;
  };
}
function compute(abi, name) {
  return layoutOfFields(abi, STRUCTURES[name]);
}
function layoutOfFields(abi, structure2) {
  const fields = {};
  let offset = 0;
  let alignment = 1;
  for (const [field, type, count = 1] of structure2) {
    const { size, align } = measure(abi, type);
    const needed = abi.packed ? 1 : align;
    offset = roundUp(offset, needed);
    alignment = Math.max(alignment, needed);
    fields[field] = { offset, size, type, count };
    offset += size * count;
  }
  return { size: roundUp(offset, alignment), alignment, fields };
}
function measure(abi, type) {
  if (type === "byte") return { size: 1, align: 1 };
  if (type === "ulong") return { size: abi.ulong, align: abi.ulong };
  if (type === "pointer") return { size: abi.pointer, align: abi.pointer };
  const { size, alignment } = layoutOf(abi, type);
  return { size, align: alignment };
}
function roundUp(value, multiple) {
  const over = value % multiple;
  return over === 0 ? value : value + multiple - over;
}

// ../w/lead/src/native/remains.ts
import { isMainThread as isMainThread2, threadId } from "node:worker_threads";
var KINDS = {
  /** Native memory: its address and size. */
  memory: 1,
  /** A native session: the address of its module's C_CloseSession, which tells modules apart, and its handle. */
  session: 2,
  /** One that somebody else is closing. */
  closing: 3,
  /** A part in the use of a module: the index of its counter. */
  use: 4,
  /** A thread that it has started: its id. */
  child: 5,
  /** A native session that is being opened: the address of C_CloseSession, and where its handle will be, 0 until then. */
  opening: 6
};
var CAPACITY = 8192;
var BYTES_EACH = 24;
var REMAINS_SIZE = 8 + CAPACITY * BYTES_EACH;
var notes;
function useRemains(table, offset) {
  const before = notes;
  const start = offset + 8;
  notes = {
    used: new Int32Array(table, offset, 1),
    owners: new Int32Array(table, start, CAPACITY),
    kinds: new Int32Array(table, start + CAPACITY * 4, CAPACITY),
    whats: new Float64Array(table, start + CAPACITY * 8, CAPACITY),
    details: new BigUint64Array(table, start + CAPACITY * 16, CAPACITY)
  };
  if (before === void 0) return;
  for (const index of of(before, threadId)) {
    write(before.kinds[index], before.whats[index], before.details[index]);
  }
}
function* of(table, owner) {
  const used = Atomics.load(table.used, 0);
  for (let index = 0; index < used; index++) {
    if (Atomics.load(table.owners, index) === owner && Atomics.load(table.kinds, index) !== 0) yield index;
  }
}
function write(kind, what, detail) {
  if (notes === void 0) return;
  const { used, owners, kinds, whats, details } = notes;
  for (let index = 0; index < CAPACITY; index++) {
    if (Atomics.compareExchange(owners, index, 0, threadId) !== 0) continue;
    whats[index] = what;
    details[index] = detail;
    for (let most = Atomics.load(used, 0); most <= index; most = Atomics.load(used, 0)) {
      Atomics.compareExchange(used, 0, most, index + 1);
    }
    Atomics.store(kinds, index, kind);
    return;
  }
}
function erase({ owners, kinds }, index, kind) {
  if (Atomics.compareExchange(kinds, index, kind, 0) !== kind) return false;
  Atomics.store(owners, index, 0);
  return true;
}
function note(kind, what, detail = 0) {
  if (!isMainThread2) write(KINDS[kind], what, BigInt(detail));
}
function strike(kind, what, detail = 0) {
  if (isMainThread2 || notes === void 0) return;
  for (const index of of(notes, threadId)) {
    if (notes.kinds[index] !== KINDS[kind] || notes.whats[index] !== what) continue;
    if (notes.details[index] !== BigInt(detail)) continue;
    erase(notes, index, KINDS[kind]);
    return;
  }
}
function forgetSessions(close, handle) {
  if (notes === void 0) return;
  for (const index of sessionsOf(notes, close)) {
    if (handle !== void 0 && notes.details[index] !== BigInt(handle)) continue;
    const owner = Atomics.load(notes.owners, index);
    if (erase(notes, index, KINDS.session)) freeMemory(notes, owner);
  }
}
function* sessionsOf(table, close) {
  const used = Atomics.load(table.used, 0);
  for (let index = 0; index < used; index++) {
    if (Atomics.load(table.kinds, index) === KINDS.session && table.whats[index] === close) yield index;
  }
}
function inherit(thread, release) {
  if (notes === void 0) return;
  const { kinds, whats, owners } = notes;
  for (const index of of(notes, thread))
    if (kinds[index] === KINDS.opening) settleOpening(notes, index, thread);
  for (const index of of(notes, thread)) {
    const kind = kinds[index];
    const what = whats[index];
    if (kind === KINDS.memory || kind === KINDS.session) Atomics.store(owners, index, -thread);
    else if (erase(notes, index, kind)) {
      if (kind === KINDS.use) release(what);
      if (kind === KINDS.child) inherit(what, release);
    }
  }
  freeMemory(notes, -thread);
}
function settleOpening(table, index, thread) {
  const { kinds, whats, details } = table;
  const place = Number(details[index]);
  const own = [...of(table, thread)];
  const isThere = own.some((other) => {
    const offset = place - whats[other];
    return kinds[other] === KINDS.memory && offset >= 0 && offset < Number(details[other]);
  });
  const handle = isThere ? BigInt(readUlongAt(place)) : 0n;
  const isNoted = own.some((other) => {
    return kinds[other] === KINDS.session && whats[other] === whats[index] && details[other] === handle;
  });
  if (handle === 0n || isNoted) return;
  details[index] = handle;
  Atomics.store(kinds, index, KINDS.session);
}
function* leftSessions(close) {
  const table = notes;
  if (table === void 0) return;
  for (const index of sessionsOf(table, close)) {
    const owner = Atomics.load(table.owners, index);
    if (owner >= 0) continue;
    if (Atomics.compareExchange(table.kinds, index, KINDS.session, KINDS.closing) !== KINDS.session) continue;
    const handle = table.details[index];
    yield {
      handle: handle <= Number.MAX_SAFE_INTEGER ? Number(handle) : handle,
      tried(gone) {
        if (gone && erase(table, index, KINDS.closing)) freeMemory(table, owner);
      }
    };
  }
}
function freeMemory(table, owner) {
  if (owner >= 0) return;
  for (const index of of(table, owner)) {
    const kind = table.kinds[index];
    if (kind === KINDS.session || kind === KINDS.closing) return;
  }
  for (const index of of(table, owner)) {
    const [address, size] = [table.whats[index], Number(table.details[index])];
    if (!erase(table, index, KINDS.memory)) continue;
    new Uint8Array(viewAt(address, size).buffer).fill(0);
    free(address);
  }
}

// ../w/lead/src/native/arena.ts
var ALIGNMENT = 16;
var CHUNK = 8 * 1024;
var BULK = 16 * 1024;
var KEPT_CHUNK = 256 * 1024;
var KEPT_BYTES = 1024 * 1024;
var Region = class {
  address;
  size;
  abi;
  #chunk;
  #start;
  constructor(abi, chunk, start, size) {
    this.abi = abi;
    this.#chunk = chunk;
    this.#start = start;
    this.address = chunk.address + start;
    this.size = size;
  }
  #at(offset, size) {
    if (!(offset >= 0 && size >= 0 && offset + size <= this.size)) refuseAccess(offset, size, this.size);
    return this.#start + offset;
  }
  readUlong(offset = 0) {
    const { ulong: ulong2, littleEndian: littleEndian2 } = this.abi;
    return readUint(this.#chunk.view, this.#at(offset, ulong2), ulong2, littleEndian2);
  }
  writeUlong(value, offset = 0) {
    const { ulong: ulong2, littleEndian: littleEndian2 } = this.abi;
    writeUint(this.#chunk.view, this.#at(offset, ulong2), ulong2, littleEndian2, value);
  }
  readPointer(offset = 0) {
    const { pointer: pointer2, littleEndian: littleEndian2 } = this.abi;
    return Number(readUint(this.#chunk.view, this.#at(offset, pointer2), pointer2, littleEndian2));
  }
  writePointer(address, offset = 0) {
    const { pointer: pointer2, littleEndian: littleEndian2 } = this.abi;
    writeUint(this.#chunk.view, this.#at(offset, pointer2), pointer2, littleEndian2, address);
  }
  readByte(offset = 0) {
    return this.#chunk.view.getUint8(this.#at(offset, 1));
  }
  writeByte(value, offset = 0) {
    this.#chunk.view.setUint8(this.#at(offset, 1), value);
  }
  /** Copies bytes in. */
  write(data, offset = 0) {
    const { length } = data;
    const start = this.#at(offset, length);
    this.#chunk.bytes.set(data, start);
    if (data.length === length) return;
    this.#chunk.bytes.fill(0, start, start + data.length);
    throw new RangeError(`shared memory grew from ${length} to ${data.length} bytes while it was read`);
  }
  /** Sets a field of the structure that the region is. Arrays of bytes take bytes. */
  writeField(structure2, field, layout, value) {
    if (layout === void 0) throw new TypeError(`${structure2} has no field ${field}`);
    const { type, offset, size, count } = layout;
    if (value instanceof Uint8Array) {
      if (value.byteLength > size * count) throw new RangeError(`${structure2}.${field} is too long`);
      this.write(value, offset);
    } else if (type === "pointer") this.writePointer(Number(value), offset);
    else if (type === "byte") this.writeByte(Number(value), offset);
    else this.writeUlong(value, offset);
  }
  /** Encodes text as UTF-8 straight into native memory, without a copy elsewhere; returns the bytes written. */
  writeText(text, offset = 0) {
    const start = this.#at(offset, 0);
    const room2 = this.size - offset;
    return writeAscii(text, this.#chunk.bytes, start, room2) ? text.length : this.#chunk.text.write(text, start, room2, "utf8");
  }
  /** Decodes UTF-8. A byte order mark is text like any other. */
  readText(length, offset = 0) {
    const start = this.#at(offset, length);
    return this.#chunk.text.toString("utf8", start, start + length);
  }
  /** The bytes themselves, as long as the arena has them. */
  get bytes() {
    return this.#chunk.bytes.subarray(this.#start, this.#start + this.size);
  }
  /** Copies bytes out. */
  read(length, offset = 0) {
    const start = this.#at(offset, length);
    const { bytes: bytes3 } = this.#chunk;
    if (length < BULK) return bytes3.slice(start, start + length);
    const copy = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    copy.set(bytes3.subarray(start, start + length));
    return copy;
  }
  /** Copies bytes out to where there is room for them. */
  readInto(target, length, offset = 0) {
    const start = this.#at(offset, length);
    target.set(this.#chunk.bytes.subarray(start, start + length));
  }
};
function refuseAccess(offset, size, within) {
  throw new RangeError(`access to ${size} bytes at ${offset} of a native region of ${within}`);
}
var Arena = class {
  abi;
  #chunks = [];
  #large = [];
  /** Memory on V8's side whose address is in use. */
  #held = [];
  /** Whether the caller waits for the program, and so cannot touch what it passed meanwhile. */
  synchronous = false;
  /** Whether the module may write more of an attribute's value than it is offered room for. */
  unbounded = false;
  /** Index of the chunk that is being filled; those after it are empty. */
  #current = 0;
  constructor(abi) {
    this.abi = abi;
  }
  /** Zeroed memory of `size` bytes. */
  allocate(size) {
    const chunk = size > KEPT_CHUNK ? this.#largeChunk(size) : this.#chunkFor(size);
    const start = chunk.used;
    chunk.used = roundUp(start + size, ALIGNMENT);
    return new Region(this.abi, chunk, start, size);
  }
  /** Memory of its own for bulk data. */
  #largeChunk(size) {
    const chunk = newChunk(size);
    this.#large.push(chunk);
    return chunk;
  }
  #chunkFor(size) {
    const chunk = this.#chunks[this.#current];
    return chunk !== void 0 && chunk.used + size <= chunk.size ? chunk : this.#nextChunk(size);
  }
  #nextChunk(size) {
    for (; this.#current < this.#chunks.length; this.#current++) {
      const chunk2 = this.#chunks[this.#current];
      if (chunk2.used + size <= chunk2.size) return chunk2;
    }
    const chunk = newChunk(Math.max(size, CHUNK));
    this.#chunks.push(chunk);
    return chunk;
  }
  /** A copy of bytes; never NULL, so that empty data stays distinguishable from absent data. */
  bytes(data) {
    const region = this.allocate(data.length);
    region.write(data);
    return region;
  }
  /** Data for a call to read: in place if it is there already, or much and the call synchronous, else a copy. */
  input(data) {
    if (!(data instanceof Uint8Array)) return data;
    return data.length < BULK ? this.bytes(data) : this.#hold(data) ?? this.bytes(data);
  }
  #hold(data) {
    const place = this.#mayHold ? placeOf(data) : void 0;
    if (place !== void 0) this.#held.push(place);
    return place;
  }
  /**
   * Whether a call may write so many bytes into the caller's memory by itself: where there is more to write than is
   * copied in no time, and nobody else can get at that memory meanwhile, nor the call at it as its input.
   */
  output(place, size) {
    if (size < BULK || place.bytes.length < size || !this.#mayHold) return false;
    const end = place.address + place.size;
    for (const each of this.#held) {
      if (each !== place && each.address < end && place.address < each.address + each.size) return false;
    }
    this.#held.push(place);
    return true;
  }
  /** Whether nobody but the call can do anything until it comes back. */
  get #mayHold() {
    return this.synchronous && !areCallsWatched();
  }
  ulong(value = 0) {
    const region = this.allocate(this.abi.ulong);
    region.writeUlong(value);
    return region;
  }
  /** A structure with every field set: the type makes leaving one out an error. */
  structure(name, values) {
    return this.structureOf(name, layoutOf(this.abi, name), values);
  }
  /** The same with a layout of its own, such as a vendor's. */
  structureOf(name, layout, values) {
    const region = this.allocate(layout.size);
    for (const field in values) region.writeField(name, field, layout.fields[field], values[field]);
    return region;
  }
  /** Where allocation stands now, for `release`. */
  mark() {
    const { length } = this.#large;
    return { chunk: this.#current, used: this.#chunks[this.#current]?.used ?? 0, large: length };
  }
  /** Wipes and forgets everything allocated since the mark (by default, everything). */
  release(mark = BEGINNING) {
    const chunk = this.#chunks[0];
    const little = mark === BEGINNING && this.#chunks.length === 1 && this.#large.length + this.#held.length === 0;
    if (little) wipe(chunk, 0);
    else this.#releaseMuch(mark);
  }
  #releaseMuch(mark) {
    if (mark === BEGINNING) while (this.#held.length > 0) this.#held.pop();
    while (this.#large.length > mark.large) freeChunk(this.#large.pop());
    for (let index = this.#chunks.length - 1; index >= mark.chunk; index--) {
      wipe(this.#chunks[index], index === mark.chunk ? mark.used : 0);
    }
    if (this.#chunks.length > 1) this.#shrink(mark.chunk + 1);
    this.#current = Math.min(mark.chunk, this.#chunks.length);
  }
  /** Gives back what is more than worth keeping, beyond the first chunks. */
  #shrink(first) {
    let kept = this.#chunks.reduce((sum, chunk) => sum + chunk.size, 0);
    while (kept > KEPT_BYTES && this.#chunks.length > first) {
      const chunk = this.#chunks.pop();
      kept -= chunk.size;
      freeChunk(chunk);
    }
  }
  /** Wipes and frees everything. The owner calls it when no native call can still use the memory. */
  free() {
    this.release();
    for (const chunk of this.#chunks.splice(0)) freeChunk(chunk);
    this.#current = 0;
  }
};
var SHORT_TEXT = 48;
function writeAscii(text, bytes3, start, room2) {
  const { length } = text;
  if (length > SHORT_TEXT || length > room2) return false;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return false;
    bytes3[start + index] = code;
  }
  return true;
}
function isPlain(data) {
  const { buffer } = data;
  return buffer instanceof ArrayBuffer && buffer.resizable !== true;
}
function placeOf(bytes3) {
  if (bytes3.length < BULK || !isPlain(bytes3)) return void 0;
  return { address: addressOf(bytes3), size: bytes3.length, bytes: bytes3 };
}
function newChunk(size) {
  const capacity = roundUp(size, ALIGNMENT);
  const most = mostMemory();
  if (capacity > most) {
    throw new RangeError(`${size} bytes are too many for one call (at most ${most}): pass the data in parts`);
  }
  const { address, buffer } = allocate(capacity);
  note("memory", address, capacity);
  return {
    address,
    size: capacity,
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    text: Buffer.from(buffer),
    used: 0
  };
}
function wipe(chunk, from) {
  chunk.bytes.fill(0, from, chunk.used);
  chunk.used = from;
}
function freeChunk({ address, size }) {
  strike("memory", address, size);
  free(address);
}
var BEGINNING = { chunk: 0, used: 0, large: 0 };

// ../w/lead/src/native/lasting.ts
var arena;
function atThreadEnd(free2) {
  if (!isMainThread3) process.once("exit", free2);
}
function lastingArena() {
  if (arena === void 0) {
    const made = new Arena(HOST);
    atThreadEnd(() => made.free());
    arena = made;
  }
  return arena;
}

// ../w/lead/src/codec/mechanisms/asymmetric.ts
var ASYMMETRIC_MECHANISMS = {
  RSA_PKCS_KEY_PAIR_GEN: { parameters: "none" },
  RSA_PKCS: {
    parameters: "none",
    unpadded: { mechanism: "RSA_X_509", padding: "PKCS1" },
    scheme: "RSA-PKCS1"
  },
  RSA_9796: { parameters: "none" },
  RSA_X_509: { parameters: "none", scheme: "RSA" },
  MD2_RSA_PKCS: { parameters: "none" },
  MD5_RSA_PKCS: { parameters: "none" },
  SHA1_RSA_PKCS: {
    parameters: "none",
    hash: "SHA_1",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  RIPEMD128_RSA_PKCS: { parameters: "none" },
  RIPEMD160_RSA_PKCS: { parameters: "none" },
  RSA_PKCS_OAEP: { parameters: "oaep", scheme: "RSA-OAEP" },
  RSA_X9_31_KEY_PAIR_GEN: { parameters: "none" },
  RSA_X9_31: { parameters: "none" },
  SHA1_RSA_X9_31: { parameters: "none" },
  RSA_PKCS_PSS: {
    parameters: "pssRaw",
    unpadded: { mechanism: "RSA_X_509", padding: "PSS" },
    scheme: "RSA-PSS"
  },
  SHA1_RSA_PKCS_PSS: { parameters: "pss", hash: "SHA_1", prehashed: "RSA_PKCS_PSS", scheme: "RSA-PSS" },
  ML_KEM_KEY_PAIR_GEN: { parameters: "none" },
  DSA_KEY_PAIR_GEN: { parameters: "none" },
  DSA: { parameters: "none", rawSignature: true },
  DSA_SHA1: { parameters: "none", hash: "SHA_1", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA224: { parameters: "none", hash: "SHA224", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA256: { parameters: "none", hash: "SHA256", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA384: { parameters: "none", hash: "SHA384", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA512: { parameters: "none", hash: "SHA512", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  ML_KEM: { parameters: "none" },
  DSA_SHA3_224: { parameters: "none", hash: "SHA3_224", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA3_256: { parameters: "none", hash: "SHA3_256", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA3_384: { parameters: "none", hash: "SHA3_384", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  DSA_SHA3_512: { parameters: "none", hash: "SHA3_512", prehashed: "DSA", rawSignature: true, scheme: "DSA" },
  ML_DSA_KEY_PAIR_GEN: { parameters: "none" },
  ML_DSA: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA: { parameters: "hashSignContext", signatureBytes: 4627 },
  DH_PKCS_KEY_PAIR_GEN: { parameters: "none" },
  HASH_ML_DSA_SHA224: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA256: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA384: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA512: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA3_224: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA3_256: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA3_384: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHA3_512: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHAKE128: { parameters: "signContext", signatureBytes: 4627 },
  HASH_ML_DSA_SHAKE256: { parameters: "signContext", signatureBytes: 4627 },
  SLH_DSA_KEY_PAIR_GEN: { parameters: "none" },
  SLH_DSA: { parameters: "signContext", signatureBytes: 49856 },
  X9_42_DH_KEY_PAIR_GEN: { parameters: "none" },
  HASH_SLH_DSA: { parameters: "hashSignContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA224: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA256: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA384: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA512: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA3_224: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA3_256: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA3_384: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHA3_512: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHAKE128: { parameters: "signContext", signatureBytes: 49856 },
  HASH_SLH_DSA_SHAKE256: { parameters: "signContext", signatureBytes: 49856 },
  SHA256_RSA_PKCS: {
    parameters: "none",
    hash: "SHA256",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA384_RSA_PKCS: {
    parameters: "none",
    hash: "SHA384",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA512_RSA_PKCS: {
    parameters: "none",
    hash: "SHA512",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA256_RSA_PKCS_PSS: { parameters: "pss", hash: "SHA256", prehashed: "RSA_PKCS_PSS", scheme: "RSA-PSS" },
  SHA384_RSA_PKCS_PSS: { parameters: "pss", hash: "SHA384", prehashed: "RSA_PKCS_PSS", scheme: "RSA-PSS" },
  SHA512_RSA_PKCS_PSS: { parameters: "pss", hash: "SHA512", prehashed: "RSA_PKCS_PSS", scheme: "RSA-PSS" },
  SHA224_RSA_PKCS: {
    parameters: "none",
    hash: "SHA224",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA224_RSA_PKCS_PSS: { parameters: "pss", hash: "SHA224", prehashed: "RSA_PKCS_PSS", scheme: "RSA-PSS" },
  SHA3_256_RSA_PKCS: {
    parameters: "none",
    hash: "SHA3_256",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA3_384_RSA_PKCS: {
    parameters: "none",
    hash: "SHA3_384",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA3_512_RSA_PKCS: {
    parameters: "none",
    hash: "SHA3_512",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA3_256_RSA_PKCS_PSS: {
    parameters: "pss",
    hash: "SHA3_256",
    prehashed: "RSA_PKCS_PSS",
    scheme: "RSA-PSS"
  },
  SHA3_384_RSA_PKCS_PSS: {
    parameters: "pss",
    hash: "SHA3_384",
    prehashed: "RSA_PKCS_PSS",
    scheme: "RSA-PSS"
  },
  SHA3_512_RSA_PKCS_PSS: {
    parameters: "pss",
    hash: "SHA3_512",
    prehashed: "RSA_PKCS_PSS",
    scheme: "RSA-PSS"
  },
  SHA3_224_RSA_PKCS: {
    parameters: "none",
    hash: "SHA3_224",
    prehashed: "RSA_PKCS",
    hashEncoding: "DigestInfo",
    scheme: "RSA-PKCS1"
  },
  SHA3_224_RSA_PKCS_PSS: {
    parameters: "pss",
    hash: "SHA3_224",
    prehashed: "RSA_PKCS_PSS",
    scheme: "RSA-PSS"
  },
  CMS_SIG: { parameters: "cms" },
  KEA_KEY_PAIR_GEN: { parameters: "none" },
  ECDSA_KEY_PAIR_GEN: { parameters: "none" },
  EC_KEY_PAIR_GEN: { parameters: "none" },
  ECDSA: { parameters: "none", rawSignature: true },
  ECDSA_SHA1: { parameters: "none", hash: "SHA_1", prehashed: "ECDSA", rawSignature: true, scheme: "DSA" },
  ECDSA_SHA224: { parameters: "none", hash: "SHA224", prehashed: "ECDSA", rawSignature: true, scheme: "DSA" },
  ECDSA_SHA256: { parameters: "none", hash: "SHA256", prehashed: "ECDSA", rawSignature: true, scheme: "DSA" },
  ECDSA_SHA384: { parameters: "none", hash: "SHA384", prehashed: "ECDSA", rawSignature: true, scheme: "DSA" },
  ECDSA_SHA512: { parameters: "none", hash: "SHA512", prehashed: "ECDSA", rawSignature: true, scheme: "DSA" },
  ECDSA_SHA3_224: {
    parameters: "none",
    hash: "SHA3_224",
    prehashed: "ECDSA",
    rawSignature: true,
    scheme: "DSA"
  },
  ECDSA_SHA3_256: {
    parameters: "none",
    hash: "SHA3_256",
    prehashed: "ECDSA",
    rawSignature: true,
    scheme: "DSA"
  },
  ECDSA_SHA3_384: {
    parameters: "none",
    hash: "SHA3_384",
    prehashed: "ECDSA",
    rawSignature: true,
    scheme: "DSA"
  },
  ECDSA_SHA3_512: {
    parameters: "none",
    hash: "SHA3_512",
    prehashed: "ECDSA",
    rawSignature: true,
    scheme: "DSA"
  },
  RSA_AES_KEY_WRAP: { parameters: "rsaAes" },
  EC_EDWARDS_KEY_PAIR_GEN: { parameters: "none" },
  EC_MONTGOMERY_KEY_PAIR_GEN: { parameters: "none" },
  EDDSA: { parameters: "eddsa", scheme: "EdDSA", twoHalves: true },
  GOSTR3410_KEY_PAIR_GEN: { parameters: "none" },
  GOSTR3410: { parameters: "none" },
  GOSTR3410_WITH_GOSTR3411: { parameters: "none" },
  EC_KEY_PAIR_GEN_W_EXTRA_BITS: { parameters: "none" },
  DSA_PARAMETER_GEN: { parameters: "none" },
  DH_PKCS_PARAMETER_GEN: { parameters: "none" },
  X9_42_DH_PARAMETER_GEN: { parameters: "none" },
  DSA_PROBABILISTIC_PARAMETER_GEN: { parameters: "dsaGeneration" },
  DSA_PROBABLISTIC_PARAMETER_GEN: { parameters: "dsaGeneration" },
  DSA_SHAWE_TAYLOR_PARAMETER_GEN: { parameters: "dsaGeneration" },
  DSA_FIPS_G_GEN: { parameters: "dsaGenerator" },
  RSA_PKCS_TPM_1_1: { parameters: "none" },
  RSA_PKCS_OAEP_TPM_1_1: { parameters: "none" },
  XEDDSA: { parameters: "xeddsa" },
  HSS_KEY_PAIR_GEN: { parameters: "none" },
  HSS: { parameters: "none" },
  XMSS_KEY_PAIR_GEN: { parameters: "none" },
  XMSSMT_KEY_PAIR_GEN: { parameters: "none" },
  XMSS: { parameters: "none" },
  XMSSMT: { parameters: "none" },
  PUB_KEY_FROM_PRIV_KEY: { parameters: "none" }
};

// ../w/lead/src/codec/mechanisms/ciphers.ts
var CIPHER_MECHANISMS = {
  DES2_KEY_GEN: { parameters: "none" },
  DES3_KEY_GEN: { parameters: "none" },
  DES3_ECB: { parameters: "none", blockBytes: 8 },
  DES3_CBC: { parameters: "iv", blockBytes: 8 },
  DES3_MAC: { parameters: "none", mac: 4 },
  DES3_MAC_GENERAL: { parameters: "macLength", mac: "asked" },
  DES3_CBC_PAD: { parameters: "iv", blockBytes: 8 },
  DES3_CMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  DES3_CMAC: { parameters: "none", mac: 8 },
  GENERIC_SECRET_KEY_GEN: { parameters: "none" },
  CAMELLIA_KEY_GEN: { parameters: "none" },
  CAMELLIA_ECB: { parameters: "none", blockBytes: 16 },
  CAMELLIA_CBC: { parameters: "iv", blockBytes: 16 },
  CAMELLIA_MAC: { parameters: "none", mac: 8 },
  CAMELLIA_MAC_GENERAL: { parameters: "macLength", mac: "asked" },
  CAMELLIA_CBC_PAD: { parameters: "iv", blockBytes: 16 },
  CAMELLIA_CTR: { parameters: "camelliaCtr", counterBlock: 16 },
  ARIA_KEY_GEN: { parameters: "none" },
  ARIA_ECB: { parameters: "none", blockBytes: 16 },
  ARIA_CBC: { parameters: "iv", blockBytes: 16 },
  ARIA_MAC: { parameters: "none", mac: 8 },
  ARIA_MAC_GENERAL: { parameters: "macLength", mac: "asked" },
  ARIA_CBC_PAD: { parameters: "iv", blockBytes: 16 },
  SEED_KEY_GEN: { parameters: "none" },
  SEED_ECB: { parameters: "none", blockBytes: 16 },
  SEED_CBC: { parameters: "iv", blockBytes: 16 },
  SEED_MAC: { parameters: "none", mac: 8 },
  SEED_MAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SEED_CBC_PAD: { parameters: "iv", blockBytes: 16 },
  ECDH_AES_KEY_WRAP: { parameters: "ecdhAes" },
  AES_XTS: { parameters: "iv" },
  AES_XTS_KEY_GEN: { parameters: "none" },
  AES_KEY_GEN: { parameters: "none" },
  AES_ECB: { parameters: "none", blockBytes: 16 },
  AES_CBC: { parameters: "iv", blockBytes: 16 },
  AES_MAC: { parameters: "none", mac: 8 },
  AES_MAC_GENERAL: { parameters: "macLength", mac: "asked" },
  AES_CBC_PAD: { parameters: "iv", blockBytes: 16 },
  AES_CTR: { parameters: "ctr", counterBlock: 16 },
  AES_GCM: { parameters: "gcm", ivBytes: 12, tagBytes: 16, message: "gcm", wrap: "gcmWrap" },
  AES_CCM: { parameters: "ccm", tagBytes: 16, message: "ccm", wrap: "ccmWrap" },
  AES_CTS: { parameters: "iv" },
  AES_CMAC: { parameters: "none", mac: 16 },
  AES_CMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  AES_XCBC_MAC: { parameters: "none", mac: 16 },
  AES_XCBC_MAC_96: { parameters: "none", mac: 12 },
  AES_GMAC: { parameters: "iv" },
  GOSTR3410_KEY_WRAP: { parameters: "gostWrap" },
  GOST28147_KEY_GEN: { parameters: "none" },
  GOST28147_ECB: { parameters: "none" },
  GOST28147: { parameters: "optionalIv" },
  GOST28147_MAC: { parameters: "optionalIv" },
  GOST28147_KEY_WRAP: { parameters: "ukm" },
  CHACHA20_KEY_GEN: { parameters: "none" },
  CHACHA20: { parameters: "chacha20" },
  POLY1305_KEY_GEN: { parameters: "none" },
  POLY1305: { parameters: "none" },
  AES_OFB: { parameters: "iv" },
  AES_CFB64: { parameters: "iv" },
  AES_CFB8: { parameters: "iv" },
  AES_CFB128: { parameters: "iv" },
  AES_CFB1: { parameters: "iv" },
  AES_KEY_WRAP: { parameters: "optionalIv" },
  AES_KEY_WRAP_PAD: { parameters: "optionalIv" },
  AES_KEY_WRAP_KWP: { parameters: "optionalIv" },
  AES_KEY_WRAP_PKCS7: { parameters: "optionalIv" },
  NULL: { parameters: "none" },
  SALSA20: { parameters: "salsa20" },
  CHACHA20_POLY1305: { parameters: "poly1305", tagBytes: 16, message: "poly1305" },
  SALSA20_POLY1305: { parameters: "poly1305", tagBytes: 16, message: "poly1305" },
  SALSA20_KEY_GEN: { parameters: "none" },
  ECDH_X_AES_KEY_WRAP: { parameters: "ecdhAes" },
  ECDH_COF_AES_KEY_WRAP: { parameters: "ecdhAes" }
};

// ../w/lead/src/codec/mechanisms/derivation.ts
var DERIVATION_MECHANISMS = {
  DH_PKCS_DERIVE: { parameters: "dh", ephemeral: "publicValue" },
  X9_42_DH_DERIVE: { parameters: "x942" },
  X9_42_DH_HYBRID_DERIVE: { parameters: "x942Hybrid" },
  X9_42_MQV_DERIVE: { parameters: "x942Mqv" },
  SHA512_224_KEY_DERIVATION: { parameters: "none" },
  SHA512_256_KEY_DERIVATION: { parameters: "none" },
  SHA512_T_KEY_DERIVATION: { parameters: "truncated" },
  SECURID_KEY_GEN: { parameters: "none" },
  SECURID: { parameters: "otp" },
  HOTP_KEY_GEN: { parameters: "none" },
  HOTP: { parameters: "otp" },
  ACTI: { parameters: "otp" },
  ACTI_KEY_GEN: { parameters: "none" },
  CONCATENATE_BASE_AND_KEY: { parameters: "otherKey" },
  CONCATENATE_BASE_AND_DATA: { parameters: "data" },
  CONCATENATE_DATA_AND_BASE: { parameters: "data" },
  XOR_BASE_AND_DATA: { parameters: "data" },
  EXTRACT_KEY_FROM_KEY: { parameters: "extract" },
  MD5_KEY_DERIVATION: { parameters: "none" },
  MD2_KEY_DERIVATION: { parameters: "none" },
  SHA1_KEY_DERIVATION: { parameters: "none" },
  SHA256_KEY_DERIVATION: { parameters: "none" },
  SHA384_KEY_DERIVATION: { parameters: "none" },
  SHA512_KEY_DERIVATION: { parameters: "none" },
  SHA224_KEY_DERIVATION: { parameters: "none" },
  SHA3_256_KEY_DERIVATION: { parameters: "none" },
  SHA3_256_KEY_DERIVE: { parameters: "none" },
  SHA3_224_KEY_DERIVATION: { parameters: "none" },
  SHA3_224_KEY_DERIVE: { parameters: "none" },
  SHA3_384_KEY_DERIVATION: { parameters: "none" },
  SHA3_384_KEY_DERIVE: { parameters: "none" },
  SHA3_512_KEY_DERIVATION: { parameters: "none" },
  SHA3_512_KEY_DERIVE: { parameters: "none" },
  SHAKE_128_KEY_DERIVATION: { parameters: "none" },
  SHAKE_128_KEY_DERIVE: { parameters: "none" },
  SHAKE_256_KEY_DERIVATION: { parameters: "none" },
  SHAKE_256_KEY_DERIVE: { parameters: "none" },
  PBE_MD2_DES_CBC: { parameters: "pbe" },
  PBE_MD5_DES_CBC: { parameters: "pbe" },
  PBE_MD5_CAST_CBC: { parameters: "pbe" },
  PBE_MD5_CAST3_CBC: { parameters: "pbe" },
  PBE_MD5_CAST5_CBC: { parameters: "pbe" },
  PBE_MD5_CAST128_CBC: { parameters: "pbe" },
  PBE_SHA1_CAST5_CBC: { parameters: "pbe" },
  PBE_SHA1_CAST128_CBC: { parameters: "pbe" },
  PBE_SHA1_RC4_128: { parameters: "pbeKey" },
  PBE_SHA1_RC4_40: { parameters: "pbeKey" },
  PBE_SHA1_DES3_EDE_CBC: { parameters: "pbe" },
  PBE_SHA1_DES2_EDE_CBC: { parameters: "pbe" },
  PBE_SHA1_RC2_128_CBC: { parameters: "pbe" },
  PBE_SHA1_RC2_40_CBC: { parameters: "pbe" },
  SP800_108_COUNTER_KDF: { parameters: "counterKdf" },
  SP800_108_FEEDBACK_KDF: { parameters: "feedbackKdf" },
  SP800_108_DOUBLE_PIPELINE_KDF: { parameters: "pipelineKdf" },
  PKCS5_PBKD2: { parameters: "pbkdf2" },
  PBA_SHA1_WITH_SHA1_HMAC: { parameters: "pbeKey" },
  KIP_DERIVE: { parameters: "kip" },
  KIP_WRAP: { parameters: "kip" },
  KIP_MAC: { parameters: "kip" },
  CAMELLIA_ECB_ENCRYPT_DATA: { parameters: "data" },
  CAMELLIA_CBC_ENCRYPT_DATA: { parameters: "camelliaCbcData" },
  ARIA_ECB_ENCRYPT_DATA: { parameters: "data" },
  ARIA_CBC_ENCRYPT_DATA: { parameters: "ariaCbcData" },
  SEED_ECB_ENCRYPT_DATA: { parameters: "data" },
  SEED_CBC_ENCRYPT_DATA: { parameters: "seedCbcData" },
  KEA_KEY_DERIVE: { parameters: "kea", derives: "perhaps a key" },
  KEA_DERIVE: { parameters: "kea", derives: "perhaps a key" },
  ECDH1_DERIVE: { parameters: "ecdh", point: "publicKey", ephemeral: "publicKey" },
  ECDH1_COFACTOR_DERIVE: { parameters: "ecdh", point: "publicKey", ephemeral: "publicKey" },
  ECMQV_DERIVE: { parameters: "ecmqv" },
  DES_ECB_ENCRYPT_DATA: { parameters: "data" },
  DES_CBC_ENCRYPT_DATA: { parameters: "desCbcData" },
  DES3_ECB_ENCRYPT_DATA: { parameters: "data" },
  DES3_CBC_ENCRYPT_DATA: { parameters: "desCbcData" },
  AES_ECB_ENCRYPT_DATA: { parameters: "data" },
  AES_CBC_ENCRYPT_DATA: { parameters: "aesCbcData" },
  GOSTR3410_DERIVE: { parameters: "gostDerive" },
  BLAKE2B_160_KEY_DERIVE: { parameters: "none" },
  BLAKE2B_256_KEY_DERIVE: { parameters: "none" },
  BLAKE2B_384_KEY_DERIVE: { parameters: "none" },
  BLAKE2B_512_KEY_DERIVE: { parameters: "none" },
  X3DH_INITIALIZE: { parameters: "x3dhInitiate" },
  X3DH_RESPOND: { parameters: "x3dhRespond" },
  X2RATCHET_INITIALIZE: { parameters: "ratchetInitialize" },
  X2RATCHET_RESPOND: { parameters: "ratchetRespond" },
  X2RATCHET_ENCRYPT: { parameters: "none" },
  X2RATCHET_DECRYPT: { parameters: "none" },
  HKDF_DERIVE: { parameters: "hkdf" },
  HKDF_DATA: { parameters: "hkdf", derives: "data" },
  HKDF_KEY_GEN: { parameters: "none" },
  IKE2_PRF_PLUS_DERIVE: { parameters: "ike2PrfPlus" },
  IKE_PRF_DERIVE: { parameters: "ikePrf" },
  IKE1_PRF_DERIVE: { parameters: "ike1Prf" },
  IKE1_EXTENDED_DERIVE: { parameters: "ike1Extended" }
};

// ../w/lead/src/codec/mechanisms/digests.ts
var DIGEST_MECHANISMS = {
  SHA512_224: { parameters: "none" },
  SHA512_224_HMAC: { parameters: "none", mac: 28 },
  SHA512_224_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA512_256: { parameters: "none" },
  SHA512_256_HMAC: { parameters: "none", mac: 32 },
  SHA512_256_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA512_T: { parameters: "truncated" },
  SHA512_T_HMAC: { parameters: "truncated" },
  SHA512_T_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  MD2: { parameters: "none" },
  MD2_HMAC: { parameters: "none", mac: 16 },
  MD2_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  MD5: { parameters: "none" },
  MD5_HMAC: { parameters: "none", mac: 16 },
  MD5_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA_1: { parameters: "none" },
  SHA_1_HMAC: { parameters: "none", mac: 20 },
  SHA_1_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  RIPEMD128: { parameters: "none" },
  RIPEMD128_HMAC: { parameters: "none", mac: 16 },
  RIPEMD128_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  RIPEMD160: { parameters: "none" },
  RIPEMD160_HMAC: { parameters: "none", mac: 20 },
  RIPEMD160_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA256: { parameters: "none" },
  SHA256_HMAC: { parameters: "none", mac: 32 },
  SHA256_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA224: { parameters: "none" },
  SHA224_HMAC: { parameters: "none", mac: 28 },
  SHA224_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA384: { parameters: "none" },
  SHA384_HMAC: { parameters: "none", mac: 48 },
  SHA384_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA512: { parameters: "none" },
  SHA512_HMAC: { parameters: "none", mac: 64 },
  SHA512_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA3_256: { parameters: "none" },
  SHA3_256_HMAC: { parameters: "none", mac: 32 },
  SHA3_256_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA3_256_KEY_GEN: { parameters: "none" },
  SHA3_224: { parameters: "none" },
  SHA3_224_HMAC: { parameters: "none", mac: 28 },
  SHA3_224_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA3_224_KEY_GEN: { parameters: "none" },
  SHA3_384: { parameters: "none" },
  SHA3_384_HMAC: { parameters: "none", mac: 48 },
  SHA3_384_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA3_384_KEY_GEN: { parameters: "none" },
  SHA3_512: { parameters: "none" },
  SHA3_512_HMAC: { parameters: "none", mac: 64 },
  SHA3_512_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  SHA3_512_KEY_GEN: { parameters: "none" },
  GOSTR3411: { parameters: "none" },
  GOSTR3411_HMAC: { parameters: "none", mac: 32 },
  SHA_1_KEY_GEN: { parameters: "none" },
  SHA224_KEY_GEN: { parameters: "none" },
  SHA256_KEY_GEN: { parameters: "none" },
  SHA384_KEY_GEN: { parameters: "none" },
  SHA512_KEY_GEN: { parameters: "none" },
  SHA512_224_KEY_GEN: { parameters: "none" },
  SHA512_256_KEY_GEN: { parameters: "none" },
  SHA512_T_KEY_GEN: { parameters: "none" },
  BLAKE2B_160: { parameters: "none" },
  BLAKE2B_160_HMAC: { parameters: "none", mac: 20 },
  BLAKE2B_160_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  BLAKE2B_160_KEY_GEN: { parameters: "none" },
  BLAKE2B_256: { parameters: "none" },
  BLAKE2B_256_HMAC: { parameters: "none", mac: 32 },
  BLAKE2B_256_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  BLAKE2B_256_KEY_GEN: { parameters: "none" },
  BLAKE2B_384: { parameters: "none" },
  BLAKE2B_384_HMAC: { parameters: "none", mac: 48 },
  BLAKE2B_384_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  BLAKE2B_384_KEY_GEN: { parameters: "none" },
  BLAKE2B_512: { parameters: "none" },
  BLAKE2B_512_HMAC: { parameters: "none", mac: 64 },
  BLAKE2B_512_HMAC_GENERAL: { parameters: "macLength", mac: "asked" },
  BLAKE2B_512_KEY_GEN: { parameters: "none" }
};

// ../w/lead/src/codec/mechanisms/historical.ts
var HISTORICAL_MECHANISMS = {
  RC2_KEY_GEN: { parameters: "none" },
  RC2_ECB: { parameters: "rc2" },
  RC2_CBC: { parameters: "rc2Cbc" },
  RC2_MAC: { parameters: "rc2" },
  RC2_MAC_GENERAL: { parameters: "rc2Mac" },
  RC2_CBC_PAD: { parameters: "rc2Cbc" },
  RC4_KEY_GEN: { parameters: "none" },
  RC4: { parameters: "none" },
  DES_KEY_GEN: { parameters: "none" },
  DES_ECB: { parameters: "none" },
  DES_CBC: { parameters: "iv" },
  DES_MAC: { parameters: "none" },
  DES_MAC_GENERAL: { parameters: "macLength" },
  DES_CBC_PAD: { parameters: "iv" },
  CDMF_KEY_GEN: { parameters: "none" },
  CDMF_ECB: { parameters: "none" },
  CDMF_CBC: { parameters: "iv" },
  CDMF_MAC: { parameters: "none" },
  CDMF_MAC_GENERAL: { parameters: "macLength" },
  CDMF_CBC_PAD: { parameters: "iv" },
  DES_OFB64: { parameters: "iv" },
  DES_OFB8: { parameters: "iv" },
  DES_CFB64: { parameters: "iv" },
  DES_CFB8: { parameters: "iv" },
  CAST_KEY_GEN: { parameters: "none" },
  CAST_ECB: { parameters: "none" },
  CAST_CBC: { parameters: "iv" },
  CAST_MAC: { parameters: "none" },
  CAST_MAC_GENERAL: { parameters: "macLength" },
  CAST_CBC_PAD: { parameters: "iv" },
  CAST3_KEY_GEN: { parameters: "none" },
  CAST3_ECB: { parameters: "none" },
  CAST3_CBC: { parameters: "iv" },
  CAST3_MAC: { parameters: "none" },
  CAST3_MAC_GENERAL: { parameters: "macLength" },
  CAST3_CBC_PAD: { parameters: "iv" },
  CAST5_KEY_GEN: { parameters: "none" },
  CAST128_KEY_GEN: { parameters: "none" },
  CAST5_ECB: { parameters: "none" },
  CAST128_ECB: { parameters: "none" },
  CAST5_CBC: { parameters: "iv" },
  CAST128_CBC: { parameters: "iv" },
  CAST5_MAC: { parameters: "none" },
  CAST128_MAC: { parameters: "none" },
  CAST5_MAC_GENERAL: { parameters: "macLength" },
  CAST128_MAC_GENERAL: { parameters: "macLength" },
  CAST5_CBC_PAD: { parameters: "iv" },
  CAST128_CBC_PAD: { parameters: "iv" },
  RC5_KEY_GEN: { parameters: "none" },
  RC5_ECB: { parameters: "rc5" },
  RC5_CBC: { parameters: "rc5Cbc" },
  RC5_MAC: { parameters: "rc5" },
  RC5_MAC_GENERAL: { parameters: "rc5Mac" },
  RC5_CBC_PAD: { parameters: "rc5Cbc" },
  IDEA_KEY_GEN: { parameters: "none" },
  IDEA_ECB: { parameters: "none" },
  IDEA_CBC: { parameters: "iv" },
  IDEA_MAC: { parameters: "none" },
  IDEA_MAC_GENERAL: { parameters: "macLength" },
  IDEA_CBC_PAD: { parameters: "iv" },
  KEY_WRAP_LYNKS: { parameters: "none" },
  KEY_WRAP_SET_OAEP: { parameters: "setOaep" },
  SKIPJACK_KEY_GEN: { parameters: "none" },
  SKIPJACK_ECB64: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_CBC64: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_OFB64: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_CFB64: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_CFB32: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_CFB16: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_CFB8: { parameters: "fortezzaIv", ivBytes: 24 },
  SKIPJACK_WRAP: { parameters: "none" },
  SKIPJACK_PRIVATE_WRAP: { parameters: "skipjackPrivateWrap" },
  SKIPJACK_RELAYX: { parameters: "skipjackRelayX" },
  BATON_KEY_GEN: { parameters: "none" },
  BATON_ECB128: { parameters: "fortezzaIv", ivBytes: 24 },
  BATON_ECB96: { parameters: "fortezzaIv", ivBytes: 24 },
  BATON_CBC128: { parameters: "fortezzaIv", ivBytes: 24 },
  BATON_COUNTER: { parameters: "fortezzaIv", ivBytes: 24 },
  BATON_SHUFFLE: { parameters: "fortezzaIv", ivBytes: 24 },
  BATON_WRAP: { parameters: "none" },
  JUNIPER_KEY_GEN: { parameters: "none" },
  JUNIPER_ECB128: { parameters: "fortezzaIv", ivBytes: 24 },
  JUNIPER_CBC128: { parameters: "fortezzaIv", ivBytes: 24 },
  JUNIPER_COUNTER: { parameters: "fortezzaIv", ivBytes: 24 },
  JUNIPER_SHUFFLE: { parameters: "fortezzaIv", ivBytes: 24 },
  JUNIPER_WRAP: { parameters: "none" },
  BLOWFISH_KEY_GEN: { parameters: "none" },
  BLOWFISH_CBC: { parameters: "iv" },
  TWOFISH_KEY_GEN: { parameters: "none" },
  TWOFISH_CBC: { parameters: "iv" },
  BLOWFISH_CBC_PAD: { parameters: "iv" },
  TWOFISH_CBC_PAD: { parameters: "iv" },
  FORTEZZA_TIMESTAMP: { parameters: "none" },
  FASTHASH: { parameters: "none" }
};

// ../w/lead/src/codec/mechanisms/protocols.ts
var PROTOCOL_MECHANISMS = {
  TLS12_EXTENDED_MASTER_KEY_DERIVE: { parameters: "tls12Extended" },
  TLS12_EXTENDED_MASTER_KEY_DERIVE_DH: { parameters: "tls12ExtendedDh" },
  SSL3_PRE_MASTER_KEY_GEN: { parameters: "version" },
  SSL3_MASTER_KEY_DERIVE: { parameters: "ssl3Master" },
  SSL3_KEY_AND_MAC_DERIVE: { parameters: "ssl3Keys", derives: "no key" },
  SSL3_MASTER_KEY_DERIVE_DH: { parameters: "ssl3MasterDh" },
  TLS_PRE_MASTER_KEY_GEN: { parameters: "version" },
  TLS_MASTER_KEY_DERIVE: { parameters: "ssl3Master" },
  TLS_KEY_AND_MAC_DERIVE: { parameters: "ssl3Keys", derives: "no key" },
  TLS_MASTER_KEY_DERIVE_DH: { parameters: "ssl3MasterDh" },
  TLS_PRF: { parameters: "tlsPrf", derives: "no key" },
  SSL3_MD5_MAC: { parameters: "macLength" },
  SSL3_SHA1_MAC: { parameters: "macLength" },
  WTLS_PRE_MASTER_KEY_GEN: { parameters: "wtlsVersion" },
  WTLS_MASTER_KEY_DERIVE: { parameters: "wtlsMaster" },
  WTLS_MASTER_KEY_DERIVE_DH_ECC: { parameters: "wtlsMasterDh" },
  WTLS_PRF: { parameters: "wtlsPrf", derives: "no key" },
  WTLS_SERVER_KEY_AND_MAC_DERIVE: { parameters: "wtlsKeys", derives: "no key" },
  WTLS_CLIENT_KEY_AND_MAC_DERIVE: { parameters: "wtlsKeys", derives: "no key" },
  TLS12_MAC: { parameters: "tlsMac" },
  TLS12_KDF: { parameters: "tlsKdf" },
  TLS12_MASTER_KEY_DERIVE: { parameters: "tls12Master" },
  TLS12_KEY_AND_MAC_DERIVE: { parameters: "tls12Keys", derives: "no key" },
  TLS12_MASTER_KEY_DERIVE_DH: { parameters: "tls12MasterDh" },
  TLS12_KEY_SAFE_DERIVE: { parameters: "tls12SafeKeys", derives: "no key" },
  TLS_MAC: { parameters: "tlsMac" },
  TLS_KDF: { parameters: "tlsKdf" },
  TLS10_MAC_SERVER: { parameters: "raw" },
  TLS10_MAC_CLIENT: { parameters: "raw" }
};

// ../w/lead/src/codec/parameter-fields.ts
function bytes(option) {
  return { options: [option], value: (writer) => writer.bytes(option, true).address };
}
function optionalBytes(option) {
  return { options: [option], value: (writer) => writer.bytes(option, false).address };
}
function lengthOf(option) {
  return { options: [option], value: (writer) => writer.bytes(option, false).size };
}
function sameLengthOf(option, other) {
  return {
    options: [option, other],
    value(writer) {
      const { size } = writer.bytes(option, true);
      if (writer.bytes(other, true).size !== size) {
        throw new RangeError(`${writer.path(other)}: expected ${size} bytes, as many as ${option} has`);
      }
      return size;
    }
  };
}
function bitsOf(option) {
  return { options: [option], value: (writer) => writer.bytes(option, false).size * 8 };
}
function inline(option, size, what) {
  return {
    options: [option],
    value(writer) {
      const value = toBytes(writer.path(option), writer.option(option));
      if (value.byteLength !== size) {
        throw new RangeError(
          `${writer.path(option)}: expected ${what} of ${size} bytes, got ${value.byteLength}`
        );
      }
      return value;
    }
  };
}
var MOST2 = 4294967295;
function integer(option, range = {}) {
  const { least = 0, most = MOST2, per = 1 } = range;
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? range.default;
      if (typeof value !== "number")
        throw new TypeError(`${writer.path(option)}: expected an integer, got ${describe(value)}`);
      if (!Number.isInteger(value) || value < least || value > most || value % per !== 0) {
        const multiple = per === 1 ? "an integer" : `a multiple of ${per}`;
        throw new RangeError(
          `${writer.path(option)}: expected ${multiple} from ${least} to ${most}, got ${value}`
        );
      }
      return value / per;
    }
  };
}
function flag(option, standard = false) {
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? standard;
      if (typeof value !== "boolean") {
        throw new TypeError(`${writer.path(option)}: expected true or false, got ${describe(value)}`);
      }
      return value ? 1 : 0;
    }
  };
}
function given(option) {
  return { options: [option], value: (writer) => writer.option(option) === void 0 ? 0 : 1 };
}
function fixed(value) {
  return { options: [], value: () => value };
}
function named(option, table, standard) {
  return {
    options: [option],
    value: (writer) => table.number(writer.path(option), writer.option(option) ?? standard)
  };
}
function optionalText(option) {
  return {
    options: [option],
    value(writer) {
      const text = writer.option(option);
      if (text === void 0) return 0;
      if (typeof text !== "string" || text.includes("\0")) {
        throw new TypeError(`${writer.path(option)}: expected text without NUL, got ${describe(text)}`);
      }
      return writer.arena.bytes(new TextEncoder().encode(`${text}\0`)).address;
    }
  };
}
function mechanism(option) {
  return {
    options: [option],
    structures: ["CK_MECHANISM"],
    value: (writer) => writer.mechanism(option)
  };
}
function optionalMechanism(option) {
  const required = mechanism(option);
  return {
    ...required,
    value: (writer) => writer.option(option) === void 0 ? 0 : required.value(writer)
  };
}
function oneOf(option, values, standard) {
  return {
    options: [option],
    value(writer) {
      const value = writer.option(option) ?? standard;
      if (typeof value === "number") return value;
      if (typeof value === "string" && Object.hasOwn(values, value)) return values[value];
      throw new RangeError(`${writer.path(option)}: expected one of ${Object.keys(values).join(", ")}`);
    }
  };
}
function key(option) {
  return {
    options: [option],
    value(writer) {
      const handle = handleIn(writer.option(option));
      if (handle === void 0) throw new TypeError(`${writer.path(option)}: expected a key of this token`);
      return handle;
    }
  };
}
function optionalKey(option) {
  const required = key(option);
  return {
    ...required,
    value: (writer) => writer.option(option) === void 0 ? 0 : required.value(writer)
  };
}
function handleIn(value) {
  const handle = value?.handle;
  return typeof handle === "number" || typeof handle === "bigint" ? handle : void 0;
}
function hashOf(writer, standard) {
  const hash2 = writer.facts.hash ?? writer.option("hash") ?? standard;
  if (typeof hash2 !== "string" || !Object.hasOwn(HASHES, hash2)) {
    throw new RangeError(`${writer.path("hash")}: expected one of ${Object.keys(HASHES).join(", ")}`);
  }
  return hash2;
}
function hashAlgorithm(options, standard) {
  return { options, value: (writer) => mechanisms.number(writer.path("hash"), hashOf(writer, standard)) };
}
function maskGeneration(standard) {
  return {
    options: ["mgf"],
    value: (writer) => mgfs.number(
      writer.path("mgf"),
      writer.option("mgf") ?? HASHES[hashOf(writer, standard)].mgf
    )
  };
}
function saltLength() {
  return {
    options: ["saltLength"],
    value: (writer) => integer("saltLength", { default: HASHES[hashOf(writer)].bytes }).value(writer)
  };
}

// ../w/lead/src/codec/parameter-outputs.ts
var MadeKey = class {
  handle;
  /** Its type; undefined: the one that was asked for. */
  keyType;
  constructor(handle, keyType) {
    this.handle = handle;
    this.keyType = keyType;
  }
};
function overwritten(option) {
  return {
    options: [option],
    outputs: [option],
    value(writer) {
      const given2 = writer.bytes(option, true);
      const read = () => given2 instanceof Region ? given2.read(given2.size) : new Uint8Array(0);
      writer.returns(option, read);
      return given2.address;
    }
  };
}
function room(output, size, read) {
  return {
    options: [],
    outputs: [output],
    value(writer) {
      const region = writer.arena.allocate(size);
      writer.returns(output, () => read(region));
      return region.address;
    }
  };
}
function versionRoom() {
  return {
    ...room("version", 2, (region) => ({ major: region.readByte(0), minor: region.readByte(1) })),
    structures: ["CK_VERSION"]
  };
}
function madeKey(handle, keyType) {
  return handle === 0 ? void 0 : new MadeKey(handle, keyType);
}
function written(fn, region, length) {
  if (length > region.size)
    throw new ModuleFaultError(fn, `wrote ${length} bytes in room for ${region.size}`);
  return region.read(Number(length));
}
function numberRoom(option, size, range) {
  return {
    options: [option, size],
    outputs: [option],
    value(writer) {
      const region = writer.arena.allocate(Number(integer(size, range).value(writer)));
      const given2 = writer.option(option);
      if (given2 !== void 0) {
        const bytes3 = toBytes(writer.path(option), given2);
        if (bytes3.byteLength > region.size) {
          throw new RangeError(
            `${writer.path(option)}: expected at most ${region.size} bytes, got ${bytes3.byteLength}`
          );
        }
        region.write(bytes3, region.size - bytes3.byteLength);
      }
      writer.returns(option, () => region.read(region.size));
      return region.address;
    }
  };
}

// ../w/lead/src/codec/parameter-writer.ts
var NO_PARAMETER = { address: 0, size: 0 };
var NO_FACTS = {};
var noMechanism = () => 0;
function readOutputs(outputs) {
  return Object.fromEntries(outputs.map(([name, read]) => [name, read()]));
}
var ParameterWriter = class _ParameterWriter {
  arena;
  /** What messages call the mechanism, or the part of its parameter. */
  argument;
  facts;
  #options;
  #writeMechanism;
  #written;
  #outputs;
  /** @param outputs for whoever wants to know what the token writes */
  constructor(arena2, argument, options, facts = NO_FACTS, writeMechanism2 = noMechanism, outputs) {
    this.arena = arena2;
    this.argument = argument;
    this.facts = facts;
    this.#options = options;
    this.#writeMechanism = writeMechanism2;
    this.#outputs = outputs;
  }
  option(name) {
    return this.#options[name];
  }
  path(name) {
    return `${this.argument}.${name}`;
  }
  /** A copy of the bytes of an option, made once however many fields speak of it; NULL and 0 for none. */
  bytes(name, required) {
    for (let each = this.#written; each !== void 0; each = each.before) {
      if (each.name === name) return each.encoded;
    }
    const value = this.option(name);
    if (value === void 0 && !required) return NO_PARAMETER;
    const plain = value instanceof Uint8Array && value.length > 0;
    const bytes3 = plain ? value : toBytes(this.path(name), value);
    const encoded = bytes3.length === 0 ? NO_PARAMETER : this.arena.bytes(bytes3);
    this.#written = { name, encoded, before: this.#written };
    return encoded;
  }
  /** The CK_MECHANISM that an option describes; its address. */
  mechanism(name) {
    return this.#writeMechanism(this.arena, this.path(name), this.option(name));
  }
  /** A writer for a part of the parameter that has options of its own. */
  part(name, options) {
    const { arena: arena2, facts } = this;
    return new _ParameterWriter(arena2, this.path(name), options, facts, this.#writeMechanism, this.#outputs);
  }
  /** Says how something that the token writes is read. */
  returns(name, read) {
    this.#outputs?.push([name, read]);
  }
};

// ../w/lead/src/codec/parameter-structures.ts
function structureWriter(structure2, fields) {
  const names = Object.keys(fields);
  const values = names.map((name) => fields[name]);
  let known;
  return (writer) => {
    const { arena: arena2 } = writer;
    if (known?.abi !== arena2.abi) {
      const { size: size2, fields: fields2 } = layoutOf(arena2.abi, structure2);
      known = { abi: arena2.abi, size: size2, layouts: names.map((name) => fields2[name]) };
    }
    const { size, layouts } = known;
    const region = arena2.allocate(size);
    for (let index = 0; index < names.length; index++) {
      region.writeField(structure2, names[index], layouts[index], values[index].value(writer));
    }
    return region;
  };
}
function collect(structure2, fields) {
  const all = Object.values(fields);
  return {
    options: [...new Set(all.flatMap((field) => field.options))],
    outputs: [...new Set(all.flatMap((field) => field.outputs ?? []))],
    structures: [.../* @__PURE__ */ new Set([structure2, ...all.flatMap((field) => field.structures ?? [])])]
  };
}
function pointerTo(structure2, fields) {
  const write3 = structureWriter(structure2, fields);
  return { ...collect(structure2, fields), value: (writer) => write3(writer).address };
}
function nested(structure2, fields) {
  const write3 = structureWriter(structure2, fields);
  return {
    ...collect(structure2, fields),
    value(writer) {
      const region = write3(writer);
      return region.read(region.size);
    }
  };
}
function structured(structure2, fields) {
  return { ...collect(structure2, fields), encode: structureWriter(structure2, fields) };
}
function plainBytes(option, required) {
  return {
    options: [option],
    outputs: [],
    structures: [],
    encode: (writer) => writer.bytes(option, required)
  };
}
function plainUlong(field) {
  return {
    options: field.options,
    outputs: [],
    structures: [],
    encode: (writer) => writer.arena.ulong(field.value(writer))
  };
}
function either(usual, other, isOther) {
  return {
    options: [.../* @__PURE__ */ new Set([...usual.options, ...other.options])],
    outputs: [.../* @__PURE__ */ new Set([...usual.outputs, ...other.outputs])],
    structures: [.../* @__PURE__ */ new Set([...usual.structures, ...other.structures])],
    encode: (writer) => (isOther(writer) ? other : usual).encode(writer)
  };
}
function orNone(codec) {
  return {
    ...codec,
    encode: (writer) => codec.options.every((name) => writer.option(name) === void 0) ? NO_PARAMETER : codec.encode(writer)
  };
}
function writeArray(writer, structure2, elements) {
  if (elements.length === 0) return NO_PARAMETER;
  const { size } = layoutOf(writer.arena.abi, structure2);
  const region = writer.arena.allocate(size * elements.length);
  for (const [index, values] of elements.entries()) {
    region.write(writer.arena.structure(structure2, values).read(size), index * size);
  }
  return region;
}
function listOf(writer, option) {
  const value = writer.option(option) ?? [];
  if (!Array.isArray(value)) {
    throw new TypeError(`${writer.path(option)}: expected an array, got ${describe(value)}`);
  }
  for (const [index, element] of value.entries()) {
    if (typeof element !== "object" || element === null) {
      throw new TypeError(`${writer.path(option)}[${index}]: expected an object, got ${describe(element)}`);
    }
  }
  return value;
}

// ../w/lead/src/codec/parameters/agreement.ts
var RATCHET_CURVES = { X25519: 255, X448: 448 };
var kdf = named("kdf", kdfs, "NULL");
var x942Fields = {
  kdf,
  ulOtherInfoLen: lengthOf("otherInfo"),
  pOtherInfo: optionalBytes("otherInfo"),
  ulPublicDataLen: lengthOf("publicValue"),
  pPublicData: bytes("publicValue")
};
var secondPair = {
  ulPrivateDataLen: integer("privateKey2Bytes", { least: 1 }),
  hPrivateData: key("privateKey2"),
  ulPublicDataLen2: lengthOf("publicValue2"),
  pPublicData2: bytes("publicValue2")
};
var ecdhFields = {
  kdf,
  ulSharedDataLen: lengthOf("sharedData"),
  pSharedData: optionalBytes("sharedData"),
  ulPublicDataLen: lengthOf("publicKey"),
  pPublicData: bytes("publicKey")
};
var ecPair = {
  ulPrivateDataLen: integer("privateKey2Bytes", { least: 1 }),
  hPrivateData: key("privateKey2"),
  ulPublicDataLen2: lengthOf("publicKey2"),
  pPublicData2: bytes("publicKey2")
};
var ratchetFields = {
  sk: bytes("sharedSecret"),
  own_public_identity: key("ownIdentity"),
  bEncryptedHeader: flag("encryptedHeader"),
  eCurve: oneOf("curve", RATCHET_CURVES),
  aeadMechanism: named("aead", mechanisms),
  kdfMechanism: named("kdf", kdfs)
};
var KEA_RANDOM = { default: 128, least: 1, most: 1024 };
var AGREEMENT_CODECS = {
  dh: plainBytes("publicValue", true),
  x942: structured("CK_X9_42_DH1_DERIVE_PARAMS", x942Fields),
  x942Hybrid: structured("CK_X9_42_DH2_DERIVE_PARAMS", { ...x942Fields, ...secondPair }),
  x942Mqv: structured("CK_X9_42_MQV_DERIVE_PARAMS", {
    ...x942Fields,
    ...secondPair,
    publicKey: key("ephemeralKey")
  }),
  ecdh: structured("CK_ECDH1_DERIVE_PARAMS", ecdhFields),
  ecmqv: either(
    structured("CK_ECMQV_DERIVE_PARAMS", { ...ecdhFields, ...ecPair, publicKey: key("ephemeralKey") }),
    structured("CK_ECDH2_DERIVE_PARAMS", { ...ecdhFields, ...ecPair }),
    (writer) => writer.option("ephemeralKey") === void 0
  ),
  kea: structured("CK_KEA_DERIVE_PARAMS", {
    isSender: flag("isSender"),
    ulRandomLen: integer("randomBytes", KEA_RANDOM),
    pRandomA: numberRoom("randomA", "randomBytes", KEA_RANDOM),
    pRandomB: numberRoom("randomB", "randomBytes", KEA_RANDOM),
    ulPublicDataLen: lengthOf("publicValue"),
    pPublicData: bytes("publicValue")
  }),
  gostDerive: structured("CK_GOSTR3410_DERIVE_PARAMS", {
    kdf,
    pPublicData: bytes("publicKey"),
    ulPublicDataLen: lengthOf("publicKey"),
    pUKM: bytes("ukm"),
    ulUKMLen: lengthOf("ukm")
  }),
  x3dhInitiate: structured("CK_X3DH_INITIATE_PARAMS", {
    kdf: named("kdf", kdfs),
    pPeer_identity: key("peerIdentity"),
    pPeer_prekey: key("peerPrekey"),
    pPrekey_signature: bytes("prekeySignature"),
    pOnetime_key: optionalBytes("onetimeKey"),
    pOwn_identity: key("ownIdentity"),
    pOwn_ephemeral: key("ownEphemeral")
  }),
  x3dhRespond: structured("CK_X3DH_RESPOND_PARAMS", {
    kdf: named("kdf", kdfs),
    pIdentity_id: bytes("identityId"),
    pPrekey_id: bytes("prekeyId"),
    pOnetime_id: optionalBytes("onetimeId"),
    pInitiator_identity: key("initiatorIdentity"),
    pInitiator_ephemeral: bytes("initiatorEphemeral")
  }),
  ratchetInitialize: structured("CK_X2RATCHET_INITIALIZE_PARAMS", {
    ...ratchetFields,
    peer_public_prekey: key("peerPrekey"),
    peer_public_identity: key("peerIdentity")
  }),
  ratchetRespond: structured("CK_X2RATCHET_RESPOND_PARAMS", {
    ...ratchetFields,
    own_prekey: key("ownPrekey"),
    initiator_identity: key("initiatorIdentity")
  })
};

// ../w/lead/src/codec/parameters/common.ts
function versionPart(part) {
  return {
    options: ["version"],
    value(writer) {
      const value = writer.option("version")?.[part];
      const argument = `${writer.path("version")}.${part}`;
      if (typeof value !== "number")
        throw new TypeError(`${argument}: expected an integer, got ${describe(value)}`);
      if (!Number.isInteger(value) || value < 0 || value > 255) {
        throw new RangeError(`${argument}: expected an integer from 0 to 255, got ${value}`);
      }
      return value;
    }
  };
}

// ../w/lead/src/codec/parameters/ciphers.ts
var FORTEZZA_IV = 24;
var effectiveBits = integer("effectiveBits", { least: 1, most: 1024 });
var wordBytes = integer("wordBytes", { least: 1, most: 255 });
var rounds = integer("rounds", { most: 255 });
var macLength = integer("macLength", { least: 1 });
var counterBits = integer("counterBits", { default: 128, least: 1, most: 128 });
var counterBlock = inline("iv", 16, "a counter block");
var CIPHER_CODECS = {
  none: { options: [], outputs: [], structures: [], encode: () => NO_PARAMETER },
  raw: plainBytes("parameter", false),
  iv: {
    ...plainBytes("iv", true),
    encode(writer) {
      const written2 = writer.bytes("iv", true);
      const { argument } = writer;
      const { blockBytes } = writer.facts;
      if (blockBytes !== void 0 && written2.size !== blockBytes) {
        throw new RangeError(`${argument}: iv: expected a block of ${blockBytes} bytes, got ${written2.size}`);
      }
      return written2;
    }
  },
  optionalIv: plainBytes("iv", false),
  fortezzaIv: {
    options: ["iv"],
    outputs: ["iv"],
    structures: [],
    encode(writer) {
      const iv = inline("iv", FORTEZZA_IV, "an initialisation vector").value(writer);
      const region = writer.arena.bytes(iv);
      writer.returns("iv", () => region.read(region.size));
      return region;
    }
  },
  ctr: structured("CK_AES_CTR_PARAMS", { ulCounterBits: counterBits, cb: counterBlock }),
  camelliaCtr: structured("CK_CAMELLIA_CTR_PARAMS", { ulCounterBits: counterBits, cb: counterBlock }),
  gcm: structured("CK_GCM_PARAMS", {
    // Some devices write a nonce of their own here (AWS CloudHSM): what is there afterwards is what counts.
    pIv: overwritten("iv"),
    ulIvLen: lengthOf("iv"),
    ulIvBits: bitsOf("iv"),
    pAAD: optionalBytes("additionalData"),
    ulAADLen: lengthOf("additionalData"),
    ulTagBits: integer("tagBits", { default: 128, most: 128 })
  }),
  ccm: structured("CK_CCM_PARAMS", {
    ulDataLen: integer("dataLength"),
    pNonce: bytes("iv"),
    ulNonceLen: lengthOf("iv"),
    pAAD: optionalBytes("additionalData"),
    ulAADLen: lengthOf("additionalData"),
    ulMACLen: integer("tagBits", { default: 128, least: 32, most: 128, per: 8 })
  }),
  chacha20: structured("CK_CHACHA20_PARAMS", {
    pBlockCounter: bytes("counter"),
    blockCounterBits: bitsOf("counter"),
    pNonce: bytes("iv"),
    ulNonceBits: bitsOf("iv")
  }),
  salsa20: structured("CK_SALSA20_PARAMS", {
    pBlockCounter: bytes("counter"),
    pNonce: bytes("iv"),
    ulNonceBits: bitsOf("iv")
  }),
  poly1305: structured("CK_SALSA20_CHACHA20_POLY1305_PARAMS", {
    pNonce: bytes("iv"),
    ulNonceLen: lengthOf("iv"),
    pAAD: optionalBytes("additionalData"),
    ulAADLen: lengthOf("additionalData")
  }),
  macLength: plainUlong(macLength),
  truncated: plainUlong(integer("hashBits", { least: 1, most: 511 })),
  rc2: plainUlong(effectiveBits),
  rc2Cbc: structured("CK_RC2_CBC_PARAMS", {
    ulEffectiveBits: effectiveBits,
    iv: inline("iv", 8, "an initialisation vector")
  }),
  rc2Mac: structured("CK_RC2_MAC_GENERAL_PARAMS", { ulEffectiveBits: effectiveBits, ulMacLength: macLength }),
  rc5: structured("CK_RC5_PARAMS", { ulWordsize: wordBytes, ulRounds: rounds }),
  rc5Cbc: structured("CK_RC5_CBC_PARAMS", {
    ulWordsize: wordBytes,
    ulRounds: rounds,
    pIv: bytes("iv"),
    ulIvLen: lengthOf("iv")
  }),
  rc5Mac: structured("CK_RC5_MAC_GENERAL_PARAMS", {
    ulWordsize: wordBytes,
    ulRounds: rounds,
    ulMacLength: macLength
  }),
  version: structured("CK_VERSION", { major: versionPart("major"), minor: versionPart("minor") }),
  wtlsVersion: {
    options: ["wtlsVersion"],
    outputs: [],
    structures: [],
    encode(writer) {
      const region = writer.arena.allocate(1);
      region.writeByte(Number(integer("wtlsVersion", { most: 255 }).value(writer)));
      return region;
    }
  }
};

// ../w/lead/src/codec/attribute-array.ts
var layoutOn = layoutFor("CK_ATTRIBUTE");
var AttributeArray = class {
  count;
  #region;
  #stride;
  #type;
  #value;
  #length;
  constructor(arena2, count) {
    const { size, fields } = layoutOn(arena2.abi);
    this.count = count;
    this.#region = arena2.allocate(size * count);
    this.#stride = size;
    this.#type = fields.type.offset;
    this.#value = fields.pValue.offset;
    this.#length = fields.ulValueLen.offset;
  }
  get address() {
    return this.#region.address;
  }
  get byteLength() {
    return this.#region.size;
  }
  type(index) {
    return this.#region.readUlong(index * this.#stride + this.#type);
  }
  setType(index, type) {
    this.#region.writeUlong(type, index * this.#stride + this.#type);
  }
  /** How long a value is, in bytes: as it was set, or as the token says. */
  length(index) {
    return this.#region.readUlong(index * this.#stride + this.#length);
  }
  /** Points to a value, or to room for one. */
  setValue(index, { address, size }) {
    this.#region.writePointer(address, index * this.#stride + this.#value);
    this.#region.writeUlong(size, index * this.#stride + this.#length);
  }
};

// ../w/lead/src/codec/attribute-codecs.ts
function wrong(argument, expected, value) {
  return new TypeError(`${argument}: expected ${expected}, got ${describe(value)}`);
}
function encodeBytes(arena2, data) {
  const { address, size } = arena2.bytes(data);
  return { address: size === 0 ? 0 : address, size };
}
function encodeText(arena2, text) {
  const region = arena2.allocate(text.length * 3);
  const size = region.writeText(text);
  return { address: size === 0 ? 0 : region.address, size };
}
function encodeUlong(arena2, argument, value) {
  try {
    return arena2.ulong(value);
  } catch {
    throw unfit(arena2.abi, argument, value);
  }
}
function unfit({ ulong: ulong2 }, argument, value) {
  return new RangeError(`${argument}: ${value} is not an unsigned integer of ${ulong2} bytes`);
}
function misfit(length, argument, expected) {
  return new ModuleFaultError("C_GetAttributeValue", `gave ${length} bytes for ${argument}, not ${expected}`);
}
function readUlongs(value, length, argument) {
  const { ulong: ulong2 } = value.abi;
  if (length % ulong2 !== 0) throw misfit(length, argument, "CK_ULONGs");
  return Array.from({ length: length / ulong2 }, (_, index) => value.readUlong(index * ulong2));
}
function readOneUlong(value, length, argument) {
  if (length !== value.abi.ulong) throw misfit(length, argument, "a CK_ULONG");
  return value.readUlong();
}
function encodeUlongs(arena2, argument, values) {
  const { ulong: ulong2, littleEndian: littleEndian2 } = arena2.abi;
  const bytes3 = new Uint8Array(values.length * ulong2);
  const view = new DataView(bytes3.buffer);
  for (const [index, value] of values.entries()) {
    if (typeof value !== "number" && typeof value !== "bigint") throw wrong(argument, "numbers", value);
    try {
      writeUint(view, index * ulong2, ulong2, littleEndian2, value);
    } catch {
      throw unfit(arena2.abi, argument, value);
    }
  }
  return encodeBytes(arena2, bytes3);
}
var bytes2 = {
  encode: (arena2, argument, value) => typeof value === "string" ? encodeText(arena2, value) : encodeBytes(arena2, toBytes(argument, value)),
  decode: (value, length) => value.read(length),
  likelySize: 512
};
var ulong = {
  encode(arena2, argument, value) {
    if (typeof value !== "number" && typeof value !== "bigint") throw wrong(argument, "an integer", value);
    return encodeUlong(arena2, argument, value);
  },
  decode: readOneUlong,
  likelySize: 8
};
function named2(table) {
  return {
    encode: (arena2, argument, value) => encodeUlong(arena2, argument, table.number(argument, value)),
    decode: (value, length, argument) => table.name(readOneUlong(value, length, argument)),
    likelySize: 8
  };
}
function list(argument, value) {
  if (!Array.isArray(value)) throw wrong(argument, "an array", value);
  return value;
}
var CODECS = {
  boolean: {
    encode(arena2, argument, value) {
      if (typeof value !== "boolean") throw wrong(argument, "true or false", value);
      return encodeBytes(arena2, Uint8Array.of(value ? 1 : 0));
    },
    decode(value, length, argument) {
      if (length !== 1) throw misfit(length, argument, "a CK_BBOOL");
      return value.readByte() !== 0;
    },
    likelySize: 1
  },
  ulong,
  ulongs: {
    encode: (arena2, argument, value) => encodeUlongs(arena2, argument, list(argument, value)),
    decode: readUlongs,
    likelySize: 256
  },
  text: {
    encode(arena2, argument, value) {
      if (typeof value !== "string") throw wrong(argument, "a string", value);
      return encodeText(arena2, value);
    },
    decode: (value, length) => value.readText(length),
    likelySize: 128
  },
  bytes: bytes2,
  bigInteger: {
    encode(arena2, argument, value) {
      if (typeof value === "bigint") return encodeBytes(arena2, bigIntToBytes(argument, value));
      if (typeof value === "string" || !isBytesLike(value))
        throw wrong(argument, "a bigint or big-endian bytes", value);
      return encodeBytes(arena2, toBytes(argument, value));
    },
    decode: bytes2.decode,
    likelySize: 512
  },
  date: {
    encode(arena2, argument, value) {
      if (value === void 0) return { address: 0, size: 0 };
      if (!(value instanceof Date)) throw wrong(argument, "a Date", value);
      const year = value.getUTCFullYear();
      if (!(year >= 0 && year <= 9999))
        throw new RangeError(`${argument}: expected a date in the years 0 to 9999`);
      return encodeText(arena2, value.toISOString().slice(0, 10).replaceAll("-", ""));
    },
    decode(value, length) {
      const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(value.readText(length));
      if (digits === null) return void 0;
      const date = /* @__PURE__ */ new Date(`${digits[1]}-${digits[2]}-${digits[3]}T00:00:00Z`);
      return date.getUTCDate() === Number(digits[3]) ? date : void 0;
    },
    likelySize: 8
  },
  version: {
    encode(arena2, argument, value) {
      const { major, minor } = value ?? {};
      if (typeof major !== "number" || typeof minor !== "number")
        throw wrong(argument, "{ major, minor }", value);
      for (const part of [major, minor]) {
        if (!Number.isInteger(part) || part < 0 || part > 255) {
          throw new RangeError(`${argument}: expected integers from 0 to 255, got ${part}`);
        }
      }
      return encodeBytes(arena2, Uint8Array.of(major, minor));
    },
    decode: (value, length) => ({
      major: length > 0 ? value.readByte() : 0,
      minor: length > 1 ? value.readByte(1) : 0
    }),
    likelySize: 2
  },
  objectClass: named2(objectClasses),
  keyType: named2(keyTypes),
  certificateType: named2(certificateTypes),
  hardwareFeature: named2(hardwareFeatures),
  certificateCategory: named2(certificateCategories),
  securityDomain: named2(securityDomains),
  otpFormat: named2(otpFormats),
  otpRequirement: named2(otpRequirements),
  profile: named2(profiles),
  trust: named2(trusts),
  validationType: named2(validationTypes),
  validationAuthority: named2(validationAuthorities),
  parameterSet: { ...named2(parameterSets), decode: readOneUlong },
  mechanism: named2(mechanisms),
  mechanisms: {
    encode: (arena2, argument, value) => encodeUlongs(
      arena2,
      argument,
      list(argument, value).map((each) => mechanisms.number(argument, each))
    ),
    decode: (value, length, argument) => readUlongs(value, length, argument).map((each) => mechanisms.name(each)),
    likelySize: 512
  },
  template: {
    encode(arena2, argument, value) {
      if (typeof value !== "object" || value === null) throw wrong(argument, "a template", value);
      const { address, byteLength } = encodeTemplate(arena2, argument, value);
      return { address: byteLength === 0 ? 0 : address, size: byteLength };
    },
    // Its values lie elsewhere: whoever reads it puts it together (calls/nested-templates.ts).
    decode: bytes2.decode,
    nested: true,
    likelySize: 0
  },
  vendor: {
    encode(arena2, argument, value) {
      if (typeof value === "boolean") return CODECS.boolean.encode(arena2, argument, value);
      if (typeof value === "number" || typeof value === "bigint") return encodeUlong(arena2, argument, value);
      return bytes2.encode(arena2, argument, value);
    },
    decode: bytes2.decode,
    likelySize: 512
  }
};

// ../w/lead/src/codec/attributes.ts
var GROUPS = {
  ASYMMETRIC: ["PUBLIC_KEY", "PRIVATE_KEY"],
  CONFIDENTIAL: ["PRIVATE_KEY", "SECRET_KEY", "OTP_KEY"],
  KEYS: ["PUBLIC_KEY", "PRIVATE_KEY", "SECRET_KEY", "OTP_KEY"],
  /** What a token can store (PKCS #11 v3.2 §4.4 Storage objects). */
  STORED: [
    ...["DATA", "CERTIFICATE", "PUBLIC_KEY", "PRIVATE_KEY", "SECRET_KEY", "OTP_KEY"],
    ...["DOMAIN_PARAMETERS", "PROFILE", "VALIDATION", "TRUST"]
  ],
  ALL: Object.keys(CKO).filter((name) => name !== "VENDOR_DEFINED")
};
var ATTRIBUTES = {
  class: ["objectClass", ["ALL"]],
  token: ["boolean", ["STORED"]],
  private: ["boolean", ["STORED"]],
  label: ["text", ["STORED"]],
  uniqueId: ["text", ["STORED"]],
  application: ["text", ["DATA"]],
  value: ["bytes", ["DATA", "CERTIFICATE", "HW_FEATURE", "DOMAIN_PARAMETERS", "KEYS"], "sensitive"],
  objectId: ["bytes", ["DATA", "DOMAIN_PARAMETERS"]],
  certificateType: ["certificateType", ["CERTIFICATE"]],
  issuer: ["bytes", ["CERTIFICATE", "TRUST"]],
  serialNumber: ["bytes", ["CERTIFICATE", "TRUST"]],
  acIssuer: ["bytes", ["CERTIFICATE"]],
  owner: ["bytes", ["CERTIFICATE"]],
  attrTypes: ["bytes", ["CERTIFICATE"]],
  trusted: ["boolean", ["CERTIFICATE", "PUBLIC_KEY", "SECRET_KEY"]],
  certificateCategory: ["certificateCategory", ["CERTIFICATE"]],
  javaMidpSecurityDomain: ["securityDomain", ["CERTIFICATE"]],
  url: ["text", ["CERTIFICATE"]],
  hashOfSubjectPublicKey: ["bytes", ["CERTIFICATE"]],
  hashOfIssuerPublicKey: ["bytes", ["CERTIFICATE"]],
  nameHashAlgorithm: ["mechanism", ["CERTIFICATE", "TRUST"]],
  checkValue: ["bytes", ["CERTIFICATE", "SECRET_KEY", "OTP_KEY"]],
  keyType: ["keyType", ["KEYS", "DOMAIN_PARAMETERS"]],
  subject: ["bytes", ["CERTIFICATE", "ASYMMETRIC"]],
  id: ["bytes", ["CERTIFICATE", "KEYS"]],
  sensitive: ["boolean", ["CONFIDENTIAL"]],
  encrypt: ["boolean", ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]],
  decrypt: ["boolean", ["CONFIDENTIAL"]],
  wrap: ["boolean", ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]],
  unwrap: ["boolean", ["CONFIDENTIAL"]],
  sign: ["boolean", ["CONFIDENTIAL"]],
  signRecover: ["boolean", ["PRIVATE_KEY"]],
  verify: ["boolean", ["PUBLIC_KEY", "SECRET_KEY", "OTP_KEY"]],
  verifyRecover: ["boolean", ["PUBLIC_KEY"]],
  derive: ["boolean", ["KEYS"]],
  startDate: ["date", ["CERTIFICATE", "KEYS"]],
  endDate: ["date", ["CERTIFICATE", "KEYS"]],
  modulus: ["bigInteger", ["ASYMMETRIC"]],
  modulusBits: ["ulong", ["PUBLIC_KEY"]],
  publicExponent: ["bigInteger", ["ASYMMETRIC"]],
  privateExponent: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  prime1: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  prime2: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  exponent1: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  exponent2: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  coefficient: ["bigInteger", ["PRIVATE_KEY"], "sensitive"],
  publicKeyInfo: ["bytes", ["CERTIFICATE", "ASYMMETRIC"]],
  prime: ["bigInteger", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  subprime: ["bigInteger", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  base: ["bigInteger", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  primeBits: ["ulong", ["DOMAIN_PARAMETERS"]],
  subprimeBits: ["ulong", ["DOMAIN_PARAMETERS"]],
  valueBits: ["ulong", ["PRIVATE_KEY"]],
  valueLen: ["ulong", ["SECRET_KEY", "OTP_KEY"]],
  extractable: ["boolean", ["CONFIDENTIAL"]],
  local: ["boolean", ["KEYS", "DOMAIN_PARAMETERS"]],
  neverExtractable: ["boolean", ["CONFIDENTIAL"]],
  alwaysSensitive: ["boolean", ["CONFIDENTIAL"]],
  keyGenMechanism: ["mechanism", ["KEYS"]],
  modifiable: ["boolean", ["STORED"]],
  copyable: ["boolean", ["STORED"]],
  destroyable: ["boolean", ["STORED"]],
  ecParams: ["bytes", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  ecPoint: ["bytes", ["PUBLIC_KEY", "PRIVATE_KEY"]],
  secondaryAuth: ["boolean", ["PRIVATE_KEY"]],
  authPinFlags: ["ulong", ["PRIVATE_KEY"]],
  alwaysAuthenticate: ["boolean", ["PRIVATE_KEY"]],
  wrapWithTrusted: ["boolean", ["CONFIDENTIAL"]],
  wrapTemplate: ["template", ["PUBLIC_KEY", "SECRET_KEY"]],
  unwrapTemplate: ["template", ["PRIVATE_KEY", "SECRET_KEY"]],
  deriveTemplate: ["template", ["PRIVATE_KEY", "SECRET_KEY"]],
  otpFormat: ["otpFormat", ["OTP_KEY"]],
  otpLength: ["ulong", ["OTP_KEY"]],
  otpTimeInterval: ["ulong", ["OTP_KEY"]],
  otpUserFriendlyMode: ["boolean", ["OTP_KEY"]],
  otpChallengeRequirement: ["otpRequirement", ["OTP_KEY"]],
  otpTimeRequirement: ["otpRequirement", ["OTP_KEY"]],
  otpCounterRequirement: ["otpRequirement", ["OTP_KEY"]],
  otpPinRequirement: ["otpRequirement", ["OTP_KEY"]],
  otpCounter: ["bytes", ["OTP_KEY"]],
  otpTime: ["text", ["OTP_KEY"]],
  otpUserIdentifier: ["text", ["OTP_KEY"]],
  otpServiceIdentifier: ["text", ["OTP_KEY"]],
  otpServiceLogo: ["bytes", ["OTP_KEY"]],
  otpServiceLogoType: ["text", ["OTP_KEY"]],
  gostr3410Params: ["bytes", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  gostr3411Params: ["bytes", ["ASYMMETRIC", "DOMAIN_PARAMETERS"]],
  gost28147Params: ["bytes", ["KEYS", "DOMAIN_PARAMETERS"]],
  hwFeatureType: ["hardwareFeature", ["HW_FEATURE"]],
  resetOnInit: ["boolean", ["HW_FEATURE"]],
  hasReset: ["boolean", ["HW_FEATURE"]],
  pixelX: ["ulong", ["HW_FEATURE"]],
  pixelY: ["ulong", ["HW_FEATURE"]],
  resolution: ["ulong", ["HW_FEATURE"]],
  charRows: ["ulong", ["HW_FEATURE"]],
  charColumns: ["ulong", ["HW_FEATURE"]],
  color: ["boolean", ["HW_FEATURE"]],
  bitsPerPixel: ["ulong", ["HW_FEATURE"]],
  charSets: ["text", ["HW_FEATURE"]],
  encodingMethods: ["text", ["HW_FEATURE"]],
  mimeTypes: ["text", ["HW_FEATURE"]],
  mechanismType: ["mechanism", ["MECHANISM"]],
  requiredCmsAttributes: ["bytes", ["MECHANISM"]],
  defaultCmsAttributes: ["bytes", ["MECHANISM"]],
  supportedCmsAttributes: ["bytes", ["MECHANISM"]],
  allowedMechanisms: ["mechanisms", ["KEYS"]],
  profileId: ["profile", ["PROFILE"]],
  x2ratchetBag: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetBagsize: ["ulong", ["SECRET_KEY"]],
  x2ratchetBobs1stmsg: ["boolean", ["SECRET_KEY"]],
  x2ratchetCkr: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetCks: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetDhp: ["bytes", ["SECRET_KEY"]],
  x2ratchetDhr: ["bytes", ["SECRET_KEY"]],
  x2ratchetDhs: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetHkr: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetHks: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetIsalice: ["boolean", ["SECRET_KEY"]],
  x2ratchetNhkr: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetNhks: ["bytes", ["SECRET_KEY"], "sensitive"],
  x2ratchetNr: ["ulong", ["SECRET_KEY"]],
  x2ratchetNs: ["ulong", ["SECRET_KEY"]],
  x2ratchetPns: ["ulong", ["SECRET_KEY"]],
  x2ratchetRk: ["bytes", ["SECRET_KEY"], "sensitive"],
  hssLevels: ["ulong", ["ASYMMETRIC"]],
  hssLmsType: ["ulong", ["PUBLIC_KEY"]],
  hssLmotsType: ["ulong", ["PUBLIC_KEY"]],
  hssLmsTypes: ["ulongs", ["PRIVATE_KEY"]],
  hssLmotsTypes: ["ulongs", ["PRIVATE_KEY"]],
  hssKeysRemaining: ["ulong", ["PRIVATE_KEY"]],
  parameterSet: ["parameterSet", ["ASYMMETRIC"]],
  objectValidationFlags: ["ulong", ["STORED"]],
  validationType: ["validationType", ["VALIDATION"]],
  validationVersion: ["version", ["VALIDATION"]],
  validationLevel: ["ulong", ["VALIDATION"]],
  validationModuleId: ["text", ["VALIDATION"]],
  validationFlag: ["ulong", ["VALIDATION"]],
  validationAuthorityType: ["validationAuthority", ["VALIDATION"]],
  validationCountry: ["text", ["VALIDATION"]],
  validationCertificateIdentifier: ["text", ["VALIDATION"]],
  validationCertificateUri: ["text", ["VALIDATION"]],
  validationVendorUri: ["text", ["VALIDATION"]],
  validationProfile: ["text", ["VALIDATION"]],
  encapsulateTemplate: ["template", ["PUBLIC_KEY"]],
  decapsulateTemplate: ["template", ["PRIVATE_KEY"]],
  trustServerAuth: ["trust", ["TRUST"]],
  trustClientAuth: ["trust", ["TRUST"]],
  trustCodeSigning: ["trust", ["TRUST"]],
  trustEmailProtection: ["trust", ["TRUST"]],
  trustIpsecIke: ["trust", ["TRUST"]],
  trustTimeStamping: ["trust", ["TRUST"]],
  trustOcspSigning: ["trust", ["TRUST"]],
  encapsulate: ["boolean", ["PUBLIC_KEY"]],
  decapsulate: ["boolean", ["PRIVATE_KEY"]],
  hashOfCertificate: ["bytes", ["TRUST"]],
  publicCrc64Value: ["bytes", ["ASYMMETRIC"]],
  seed: ["bytes", ["PRIVATE_KEY"], "sensitive"]
};
function attributeNameOf(constant) {
  return constant.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}
var byName = /* @__PURE__ */ new Map();
var byNumber = /* @__PURE__ */ new Map();
for (const [constant, type] of Object.entries(CKA)) {
  const name = attributeNameOf(constant);
  if (!Object.hasOwn(ATTRIBUTES, name)) continue;
  const definition = { name, type, codec: ATTRIBUTES[name][0] };
  byName.set(name, definition);
  byNumber.set(type, definition);
}
function attributeConflicts({ name, type, codec }) {
  const known = byName.get(name);
  return known !== void 0 && (known.type !== type || known.codec !== codec);
}
function addAttribute(definition) {
  byName.set(definition.name, definition);
  const other = byNumber.get(definition.type);
  byNumber.set(definition.type, other === void 0 || other?.name === definition.name ? definition : null);
}
function attributeOf(type) {
  return byNumber.get(type) ?? { name: String(type), type, codec: "vendor" };
}
var FIRST_OF_VENDORS = CKA.VENDOR_DEFINED;
function attribute(key2) {
  const known = byName.get(String(key2));
  if (known !== void 0) return known;
  const text = String(key2);
  if (!/^\d+$/.test(text)) {
    throw new TypeError(
      typeof key2 === "string" ? `there is no attribute ${JSON.stringify(key2)}` : `expected an attribute, got ${describe(key2)}`
    );
  }
  const type = Number(text);
  return type >= FIRST_OF_VENDORS ? { name: text, type, codec: "vendor" } : attributeOf(type);
}
function attributesOfClass(objectClass) {
  const rows = Object.entries(ATTRIBUTES);
  return rows.filter(([, [, classes]]) => classes.includes(objectClass)).map(([name]) => name);
}

// ../w/lead/src/codec/template.ts
function encodeTemplate(arena2, argument, template) {
  if (typeof template !== "object" || template === null || Array.isArray(template)) {
    throw new TypeError(`${argument}: expected an object of attributes, got ${describe(template)}`);
  }
  const values = template;
  const keys = Object.keys(values).filter((key2) => values[key2] !== void 0);
  const array = new AttributeArray(arena2, keys.length);
  for (let index = 0; index < keys.length; index++) {
    const key2 = keys[index];
    const { type, codec, name } = attribute(key2);
    array.setType(index, type);
    array.setValue(index, CODECS[codec].encode(arena2, `${argument}.${name}`, values[key2]));
  }
  return array;
}

// ../w/lead/src/codec/parameters/counter-kdf.ts
var LENGTH_METHODS = {
  SUM_OF_KEYS: CK.SP800_108_DKM_LENGTH_SUM_OF_KEYS,
  SUM_OF_SEGMENTS: CK.SP800_108_DKM_LENGTH_SUM_OF_SEGMENTS
};
var width = integer("bits", { least: 8, most: 64 });
var littleEndian = flag("littleEndian");
function counterFormat(writer) {
  return writer.arena.structure("CK_SP800_108_COUNTER_FORMAT", {
    bLittleEndian: littleEndian.value(writer),
    ulWidthInBits: width.value(writer)
  });
}
function lengthFormat(writer) {
  return writer.arena.structure("CK_SP800_108_DKM_LENGTH_FORMAT", {
    dkmLengthMethod: oneOf("method", LENGTH_METHODS, "SUM_OF_KEYS").value(writer),
    bLittleEndian: littleEndian.value(writer),
    ulWidthInBits: width.value(writer)
  });
}
var COMMON_PARTS = {
  DKM_LENGTH: {
    type: CK.SP800_108_DKM_LENGTH,
    options: ["method", "bits", "littleEndian"],
    encode: lengthFormat
  },
  BYTE_ARRAY: {
    type: CK.SP800_108_BYTE_ARRAY,
    options: ["value"],
    encode: (writer) => writer.bytes("value", true)
  },
  KEY_HANDLE: {
    type: CK.SP800_108_KEY_HANDLE,
    options: ["key"],
    encode: (writer) => writer.arena.ulong(key("key").value(writer))
  }
};
var FORMAT_OPTIONS = ["bits", "littleEndian"];
var COUNTER_PARTS = {
  ...COMMON_PARTS,
  ITERATION_VARIABLE: {
    type: CK.SP800_108_ITERATION_VARIABLE,
    options: FORMAT_OPTIONS,
    encode: counterFormat
  }
};
var CHAINED_PARTS = {
  ...COMMON_PARTS,
  ITERATION_VARIABLE: {
    type: CK.SP800_108_ITERATION_VARIABLE,
    options: [],
    encode: () => NO_PARAMETER
  },
  COUNTER: { type: CK.SP800_108_COUNTER, options: FORMAT_OPTIONS, encode: counterFormat }
};
function encodePart(parts, writer, given2) {
  const { type, ...options } = given2;
  if (typeof type !== "string" || !Object.hasOwn(parts, type)) {
    throw new RangeError(`${writer.path("type")}: expected one of ${Object.keys(parts).join(", ")}`);
  }
  const part = parts[type];
  for (const option of Object.keys(options)) {
    if (!part.options.includes(option)) {
      throw new TypeError(`${writer.argument}: unknown option ${JSON.stringify(option)} of ${type}`);
    }
  }
  const { address, size } = part.encode(writer);
  return { type: part.type, pValue: address, ulValueLen: size };
}
function inputFields(parts) {
  return {
    pDataParams: {
      options: ["input"],
      structures: ["CK_PRF_DATA_PARAM", "CK_SP800_108_COUNTER_FORMAT", "CK_SP800_108_DKM_LENGTH_FORMAT"],
      value(writer) {
        if (writer.option("input") === void 0) {
          throw new TypeError(`${writer.path("input")}: expected an array, got ${describe(void 0)}`);
        }
        const elements = listOf(writer, "input").map(
          (given2, index) => encodePart(parts, writer.part(`input[${index}]`, given2), given2)
        );
        return writeArray(writer, "CK_PRF_DATA_PARAM", elements).address;
      }
    },
    ulNumberOfDataParams: { options: ["input"], value: (writer) => listOf(writer, "input").length }
  };
}
var ADDITIONAL = {
  options: ["additionalKeys"],
  outputs: ["additionalKeys"],
  structures: ["CK_DERIVED_KEY", "CK_ATTRIBUTE"],
  value(writer) {
    const { arena: arena2 } = writer;
    const templates = listOf(writer, "additionalKeys");
    const handles = arena2.allocate(arena2.abi.ulong * templates.length);
    const elements = templates.map((template, index) => {
      const argument = `${writer.path("additionalKeys")}[${index}]`;
      const { address, count } = encodeTemplate(arena2, argument, template);
      return {
        pTemplate: address,
        ulAttributeCount: count,
        phKey: handles.address + index * arena2.abi.ulong
      };
    });
    writer.returns(
      "additionalKeys",
      () => templates.map((template, index) => {
        const { keyType } = template;
        return new MadeKey(handles.readUlong(index * arena2.abi.ulong), keyType);
      })
    );
    return writeArray(writer, "CK_DERIVED_KEY", elements).address;
  }
};
var kdfFields = {
  prfType: named("prf", mechanisms),
  ulAdditionalDerivedKeys: {
    options: ["additionalKeys"],
    value: (writer) => listOf(writer, "additionalKeys").length
  },
  pAdditionalDerivedKeys: ADDITIONAL
};
var COUNTER_KDF_CODECS = {
  counterKdf: structured("CK_SP800_108_KDF_PARAMS", { ...kdfFields, ...inputFields(COUNTER_PARTS) }),
  feedbackKdf: structured("CK_SP800_108_FEEDBACK_KDF_PARAMS", {
    ...kdfFields,
    ...inputFields(CHAINED_PARTS),
    ulIVLen: lengthOf("iv"),
    pIV: optionalBytes("iv")
  }),
  pipelineKdf: structured("CK_SP800_108_KDF_PARAMS", { ...kdfFields, ...inputFields(CHAINED_PARTS) })
};

// ../w/lead/src/codec/parameters/derivation.ts
var PBKDF2_PRFS = {
  HMAC_SHA1: CKP.PKCS5_PBKD2_HMAC_SHA1,
  HMAC_GOSTR3411: CKP.PKCS5_PBKD2_HMAC_GOSTR3411,
  HMAC_SHA224: CKP.PKCS5_PBKD2_HMAC_SHA224,
  HMAC_SHA256: CKP.PKCS5_PBKD2_HMAC_SHA256,
  HMAC_SHA384: CKP.PKCS5_PBKD2_HMAC_SHA384,
  HMAC_SHA512: CKP.PKCS5_PBKD2_HMAC_SHA512,
  HMAC_SHA512_224: CKP.PKCS5_PBKD2_HMAC_SHA512_224,
  HMAC_SHA512_256: CKP.PKCS5_PBKD2_HMAC_SHA512_256
};
var PBE_IV = 8;
var PBE_IV_ROOM = 32;
var prf = named("prf", mechanisms);
var vector = (size) => inline("iv", size, "an initialisation vector");
var encryptData = { pData: bytes("data"), length: lengthOf("data") };
var passworded = {
  pPassword: bytes("password"),
  ulPasswordLen: lengthOf("password"),
  pSalt: bytes("salt"),
  ulSaltLen: lengthOf("salt"),
  ulIteration: integer("iterations", { least: 1 })
};
var pbkdf2Fields = {
  saltSource: fixed(CKZ.SALT_SPECIFIED),
  pSaltSourceData: bytes("salt"),
  ulSaltSourceDataLen: lengthOf("salt"),
  iterations: integer("iterations", { least: 1 }),
  prf: oneOf("prf", PBKDF2_PRFS, "HMAC_SHA256"),
  pPrfData: optionalBytes("prfData"),
  ulPrfDataLen: lengthOf("prfData"),
  pPassword: bytes("password")
};
var structures = {
  CK_PKCS5_PBKD2_PARAMS2: 2,
  CK_PKCS5_PBKD2_PARAMS: 1
};
var structure = oneOf("structure", structures, "CK_PKCS5_PBKD2_PARAMS2");
function pointedLength() {
  const length = lengthOf("password");
  return { ...length, value: (writer) => writer.arena.ulong(Number(length.value(writer))).address };
}
function seedRoom() {
  const size = integer("seedBytes", { least: 1, most: 1024 });
  return {
    options: ["seedBytes"],
    outputs: ["seed"],
    value: (writer) => room("seed", Number(size.value(writer)), (it) => it.read(it.size)).value(writer)
  };
}
var DERIVATION_CODECS = {
  hkdf: structured("CK_HKDF_PARAMS", {
    bExtract: flag("extract", true),
    bExpand: flag("expand", true),
    prfHashMechanism: hashAlgorithm(["hash"]),
    ulSaltType: {
      options: ["salt", "saltKey"],
      value(writer) {
        if (writer.option("saltKey") !== void 0) return CKF.HKDF_SALT_KEY;
        return writer.option("salt") === void 0 ? CKF.HKDF_SALT_NULL : CKF.HKDF_SALT_DATA;
      }
    },
    pSalt: optionalBytes("salt"),
    ulSaltLen: lengthOf("salt"),
    hSaltKey: optionalKey("saltKey"),
    pInfo: optionalBytes("info"),
    ulInfoLen: lengthOf("info")
  }),
  data: structured("CK_KEY_DERIVATION_STRING_DATA", { pData: bytes("data"), ulLen: lengthOf("data") }),
  desCbcData: structured("CK_DES_CBC_ENCRYPT_DATA_PARAMS", { iv: vector(8), ...encryptData }),
  aesCbcData: structured("CK_AES_CBC_ENCRYPT_DATA_PARAMS", { iv: vector(16), ...encryptData }),
  camelliaCbcData: structured("CK_CAMELLIA_CBC_ENCRYPT_DATA_PARAMS", { iv: vector(16), ...encryptData }),
  ariaCbcData: structured("CK_ARIA_CBC_ENCRYPT_DATA_PARAMS", { iv: vector(16), ...encryptData }),
  seedCbcData: structured("CK_SEED_CBC_ENCRYPT_DATA_PARAMS", { iv: vector(16), ...encryptData }),
  otherKey: plainUlong(key("key")),
  extract: plainUlong(integer("firstBit")),
  pbkdf2: either(
    structured("CK_PKCS5_PBKD2_PARAMS2", { ...pbkdf2Fields, ulPasswordLen: lengthOf("password") }),
    structured("CK_PKCS5_PBKD2_PARAMS", {
      ...pbkdf2Fields,
      ulPasswordLen: {
        ...pointedLength(),
        options: ["password", "structure"]
      }
    }),
    (writer) => structure.value(writer) === structures.CK_PKCS5_PBKD2_PARAMS
  ),
  pbe: structured("CK_PBE_PARAMS", {
    pInitVector: room("iv", PBE_IV_ROOM, (region) => region.read(PBE_IV)),
    ...passworded
  }),
  pbeKey: structured("CK_PBE_PARAMS", { pInitVector: fixed(0), ...passworded }),
  dsaGeneration: structured("CK_DSA_PARAMETER_GEN_PARAM", {
    hash: hashAlgorithm(["hash"]),
    pSeed: seedRoom(),
    ulSeedLen: integer("seedBytes", { least: 1, most: 1024 }),
    ulIndex: fixed(0)
  }),
  dsaGenerator: structured("CK_DSA_PARAMETER_GEN_PARAM", {
    hash: hashAlgorithm(["hash"]),
    pSeed: bytes("seed"),
    ulSeedLen: lengthOf("seed"),
    ulIndex: integer("index", { most: 255 })
  }),
  ike2PrfPlus: structured("CK_IKE2_PRF_PLUS_DERIVE_PARAMS", {
    prfMechanism: prf,
    bHasSeedKey: given("seedKey"),
    hSeedKey: optionalKey("seedKey"),
    pSeedData: optionalBytes("seed"),
    ulSeedDataLen: lengthOf("seed")
  }),
  ikePrf: structured("CK_IKE_PRF_DERIVE_PARAMS", {
    prfMechanism: prf,
    bDataAsKey: flag("dataAsKey"),
    bRekey: given("newKey"),
    pNi: bytes("nonceInitiator"),
    ulNiLen: lengthOf("nonceInitiator"),
    pNr: bytes("nonceResponder"),
    ulNrLen: lengthOf("nonceResponder"),
    hNewKey: optionalKey("newKey")
  }),
  ike1Prf: structured("CK_IKE1_PRF_DERIVE_PARAMS", {
    prfMechanism: prf,
    bHasPrevKey: given("previousKey"),
    hKeygxy: key("sharedKey"),
    hPrevKey: optionalKey("previousKey"),
    pCKYi: bytes("cookieInitiator"),
    ulCKYiLen: lengthOf("cookieInitiator"),
    pCKYr: bytes("cookieResponder"),
    ulCKYrLen: lengthOf("cookieResponder"),
    keyNumber: integer("keyNumber", { most: 255 })
  }),
  ike1Extended: structured("CK_IKE1_EXTENDED_DERIVE_PARAMS", {
    prfMechanism: prf,
    bHasKeygxy: given("sharedKey"),
    hKeygxy: optionalKey("sharedKey"),
    pExtraData: optionalBytes("data"),
    ulExtraDataLen: lengthOf("data")
  })
};

// ../w/lead/src/codec/parameters/otp.ts
var OTP_FLAGS = {
  NEXT_OTP: CKF.NEXT_OTP,
  EXCLUDE_TIME: CKF.EXCLUDE_TIME,
  EXCLUDE_COUNTER: CKF.EXCLUDE_COUNTER,
  EXCLUDE_CHALLENGE: CKF.EXCLUDE_CHALLENGE,
  EXCLUDE_PIN: CKF.EXCLUDE_PIN,
  USER_FRIENDLY_OTP: CKF.USER_FRIENDLY_OTP
};
function timeText(writer) {
  const time = writer.option("time");
  if (!(time instanceof Date)) {
    throw new TypeError(`${writer.path("time")}: expected a Date, got ${describe(time)}`);
  }
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() < 0 || time.getUTCFullYear() > 9999) {
    throw new RangeError(`${writer.path("time")}: expected a time in the years 0 to 9999`);
  }
  const text = time.toISOString().replaceAll(/[-:T]|\..*/g, "");
  return writer.arena.bytes(toBytes("time", text));
}
function flagBits(writer) {
  const names = writer.option("flags");
  if (!Array.isArray(names)) {
    throw new TypeError(`${writer.path("flags")}: expected an array of flags, got ${describe(names)}`);
  }
  let bits = 0;
  for (const name of names) {
    if (!Object.hasOwn(OTP_FLAGS, name)) {
      throw new RangeError(`${writer.path("flags")}: expected any of ${Object.keys(OTP_FLAGS).join(", ")}`);
    }
    bits |= OTP_FLAGS[name];
  }
  return writer.arena.ulong(bits);
}
var VALUES = {
  otpPin: [CK.OTP_PIN, (writer) => writer.bytes("otpPin", true)],
  challenge: [CK.OTP_CHALLENGE, (writer) => writer.bytes("challenge", true)],
  time: [CK.OTP_TIME, timeText],
  counter: [CK.OTP_COUNTER, (writer) => writer.bytes("counter", true)],
  flags: [CK.OTP_FLAGS, flagBits],
  outputLength: [
    CK.OTP_OUTPUT_LENGTH,
    (writer) => writer.arena.ulong(integer("outputLength", { least: 1 }).value(writer))
  ],
  outputFormat: [
    CK.OTP_OUTPUT_FORMAT,
    (writer) => writer.arena.ulong(named("outputFormat", otpFormats).value(writer))
  ]
};
var OTP_CODEC = {
  options: Object.keys(VALUES),
  outputs: [],
  structures: ["CK_OTP_PARAMS", "CK_OTP_PARAM"],
  encode(writer) {
    const elements = Object.entries(VALUES).filter(([option]) => writer.option(option) !== void 0).map(([, [type, encode]]) => {
      const { address: address2, size } = encode(writer);
      return { type, pValue: address2, ulValueLen: size };
    });
    const { address } = writeArray(writer, "CK_OTP_PARAM", elements);
    return writer.arena.structure("CK_OTP_PARAMS", { pParams: address, ulCount: elements.length });
  }
};

// ../w/lead/src/codec/parameters/signatures.ts
var HEDGES = { PREFERRED: 0, REQUIRED: 1, DETERMINISTIC_REQUIRED: 2 };
var SIGNATURE_CODECS = {
  pss: structured("CK_RSA_PKCS_PSS_PARAMS", {
    hashAlg: hashAlgorithm([]),
    mgf: maskGeneration(),
    sLen: saltLength()
  }),
  pssRaw: structured("CK_RSA_PKCS_PSS_PARAMS", {
    hashAlg: hashAlgorithm(["hash"]),
    mgf: maskGeneration(),
    sLen: saltLength()
  }),
  // Plain Ed25519 takes no parameter at all (PKCS #11 v3.2, CKM_EDDSA).
  eddsa: orNone(
    structured("CK_EDDSA_PARAMS", {
      phFlag: flag("prehash"),
      ulContextDataLen: lengthOf("context"),
      pContextData: optionalBytes("context")
    })
  ),
  xeddsa: structured("CK_XEDDSA_PARAMS", { hash: named("hash", mechanisms) }),
  signContext: orNone(
    structured("CK_SIGN_ADDITIONAL_CONTEXT", {
      hedgeVariant: oneOf("hedge", HEDGES, "PREFERRED"),
      pContext: optionalBytes("context"),
      ulContextLen: lengthOf("context")
    })
  ),
  hashSignContext: structured("CK_HASH_SIGN_ADDITIONAL_CONTEXT", {
    hedgeVariant: oneOf("hedge", HEDGES, "PREFERRED"),
    pContext: optionalBytes("context"),
    ulContextLen: lengthOf("context"),
    hash: hashAlgorithm(["hash"])
  }),
  cms: structured("CK_CMS_SIG_PARAMS", {
    certificateHandle: optionalKey("certificate"),
    pSigningMechanism: optionalMechanism("signing"),
    pDigestMechanism: optionalMechanism("digest"),
    pContentType: optionalText("contentType"),
    pRequestedAttributes: optionalBytes("requestedAttributes"),
    ulRequestedAttributesLen: lengthOf("requestedAttributes"),
    pRequiredAttributes: optionalBytes("requiredAttributes"),
    ulRequiredAttributesLen: lengthOf("requiredAttributes")
  }),
  otp: OTP_CODEC,
  kip: structured("CK_KIP_PARAMS", {
    pMechanism: mechanism("underlying"),
    hKey: optionalKey("key"),
    pSeed: optionalBytes("seed"),
    ulSeedLen: lengthOf("seed")
  })
};

// ../w/lead/src/codec/parameters/tls.ts
var TLS_SIDES = { server: 1, client: 2 };
var hash = named("hash", mechanisms);
var randomFields = {
  pClientRandom: bytes("clientRandom"),
  ulClientRandomLen: lengthOf("clientRandom"),
  pServerRandom: bytes("serverRandom"),
  ulServerRandomLen: lengthOf("serverRandom")
};
var ssl3Random = nested("CK_SSL3_RANDOM_DATA", randomFields);
var wtlsRandom = nested("CK_WTLS_RANDOM_DATA", randomFields);
var NO_VERSION = fixed(0);
var ivBits = integer("ivBits", { default: 0, most: 2048 });
var sizes = {
  ulMacSizeInBits: integer("macBits"),
  ulKeySizeInBits: integer("keyBits"),
  bIsExport: flag("isExport")
};
function ivRegion(writer) {
  return writer.arena.allocate(Math.ceil(Number(ivBits.value(writer)) / 8));
}
function pointer(region) {
  return region.size === 0 ? 0 : region.address;
}
function readHandle(arena2, region, structure2, field) {
  return region.readUlong(layoutOf(arena2.abi, structure2).fields[field].offset);
}
function ssl3Material() {
  return {
    options: ["ivBits"],
    outputs: ["clientMacSecret", "serverMacSecret", "clientKey", "serverKey", "clientIv", "serverIv"],
    structures: ["CK_SSL3_KEY_MAT_OUT"],
    value(writer) {
      const client = ivRegion(writer);
      const server = ivRegion(writer);
      writer.returns("clientIv", () => client.read(client.size));
      writer.returns("serverIv", () => server.read(server.size));
      return keyMaterial(writer, pointer(client), pointer(server));
    }
  };
}
function keyMaterial(writer, pIVClient, pIVServer) {
  const { arena: arena2 } = writer;
  const region = arena2.structure("CK_SSL3_KEY_MAT_OUT", {
    hClientMacSecret: 0,
    hServerMacSecret: 0,
    hClientKey: 0,
    hServerKey: 0,
    pIVClient,
    pIVServer
  });
  const handle = (field) => readHandle(arena2, region, "CK_SSL3_KEY_MAT_OUT", field);
  writer.returns("clientMacSecret", () => madeKey(handle("hClientMacSecret"), "GENERIC_SECRET"));
  writer.returns("serverMacSecret", () => madeKey(handle("hServerMacSecret"), "GENERIC_SECRET"));
  writer.returns("clientKey", () => madeKey(handle("hClientKey")));
  writer.returns("serverKey", () => madeKey(handle("hServerKey")));
  return region.address;
}
function ssl3Handles() {
  return {
    options: [],
    outputs: ["clientMacSecret", "serverMacSecret", "clientKey", "serverKey"],
    structures: ["CK_SSL3_KEY_MAT_OUT"],
    value: (writer) => keyMaterial(writer, 0, 0)
  };
}
function wtlsMaterial() {
  return {
    options: ["ivBits"],
    outputs: ["macSecret", "writeKey", "iv"],
    structures: ["CK_WTLS_KEY_MAT_OUT"],
    value(writer) {
      const { arena: arena2 } = writer;
      const iv = ivRegion(writer);
      const out = arena2.structure("CK_WTLS_KEY_MAT_OUT", { hMacSecret: 0, hKey: 0, pIV: pointer(iv) });
      const handle = (field) => readHandle(arena2, out, "CK_WTLS_KEY_MAT_OUT", field);
      writer.returns("macSecret", () => madeKey(handle("hMacSecret"), "GENERIC_SECRET"));
      writer.returns("writeKey", () => madeKey(handle("hKey")));
      writer.returns("iv", () => iv.read(iv.size));
      return out.address;
    }
  };
}
var OUTPUT = { least: 1, most: 1 << 20 };
function prfOutput() {
  const outputs = /* @__PURE__ */ new WeakMap();
  const place = (writer) => {
    const known = outputs.get(writer);
    if (known !== void 0) return known;
    const size = Number(integer("outputBytes", OUTPUT).value(writer));
    const made = { data: writer.arena.allocate(size), length: writer.arena.ulong(size) };
    outputs.set(writer, made);
    return made;
  };
  return {
    pOutput: {
      options: ["outputBytes"],
      outputs: ["output"],
      value(writer) {
        const { data, length } = place(writer);
        writer.returns("output", () => written("C_DeriveKey", data, length.readUlong()));
        return data.address;
      }
    },
    pulOutputLen: { options: ["outputBytes"], value: (writer) => place(writer).length.address }
  };
}
var prfFields = {
  pSeed: bytes("seed"),
  ulSeedLen: lengthOf("seed"),
  pLabel: bytes("prfLabel"),
  ulLabelLen: lengthOf("prfLabel"),
  ...prfOutput()
};
var sessionHash = {
  prfHashMechanism: hash,
  pSessionHash: bytes("sessionHash"),
  ulSessionHashLen: lengthOf("sessionHash")
};
var TLS_CODECS = {
  ssl3Master: structured("CK_SSL3_MASTER_KEY_DERIVE_PARAMS", {
    RandomInfo: ssl3Random,
    pVersion: versionRoom()
  }),
  ssl3MasterDh: structured("CK_SSL3_MASTER_KEY_DERIVE_PARAMS", {
    RandomInfo: ssl3Random,
    pVersion: NO_VERSION
  }),
  ssl3Keys: structured("CK_SSL3_KEY_MAT_PARAMS", {
    ...sizes,
    ulIVSizeInBits: ivBits,
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Material()
  }),
  tls12Master: structured("CK_TLS12_MASTER_KEY_DERIVE_PARAMS", {
    RandomInfo: ssl3Random,
    pVersion: versionRoom(),
    prfHashMechanism: hash
  }),
  tls12MasterDh: structured("CK_TLS12_MASTER_KEY_DERIVE_PARAMS", {
    RandomInfo: ssl3Random,
    pVersion: NO_VERSION,
    prfHashMechanism: hash
  }),
  tls12Extended: structured("CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS", {
    ...sessionHash,
    pVersion: versionRoom()
  }),
  tls12ExtendedDh: structured("CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS", {
    ...sessionHash,
    pVersion: NO_VERSION
  }),
  tls12Keys: structured("CK_TLS12_KEY_MAT_PARAMS", {
    ...sizes,
    ulIVSizeInBits: ivBits,
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Material(),
    prfHashMechanism: hash
  }),
  tls12SafeKeys: structured("CK_TLS12_KEY_MAT_PARAMS", {
    ...sizes,
    ulIVSizeInBits: fixed(0),
    RandomInfo: ssl3Random,
    pReturnedKeyMaterial: ssl3Handles(),
    prfHashMechanism: hash
  }),
  tlsPrf: structured("CK_TLS_PRF_PARAMS", prfFields),
  tlsKdf: structured("CK_TLS_KDF_PARAMS", {
    prfMechanism: hash,
    pLabel: bytes("prfLabel"),
    ulLabelLength: lengthOf("prfLabel"),
    RandomInfo: ssl3Random,
    pContextData: optionalBytes("context"),
    ulContextDataLength: lengthOf("context")
  }),
  tlsMac: structured("CK_TLS_MAC_PARAMS", {
    prfHashMechanism: hash,
    ulMacLength: integer("macLength", { least: 1 }),
    ulServerOrClient: oneOf("side", TLS_SIDES)
  }),
  wtlsMaster: structured("CK_WTLS_MASTER_KEY_DERIVE_PARAMS", {
    DigestMechanism: hash,
    RandomInfo: wtlsRandom,
    pVersion: room("wtlsVersion", 1, (region) => region.readByte())
  }),
  wtlsMasterDh: structured("CK_WTLS_MASTER_KEY_DERIVE_PARAMS", {
    DigestMechanism: hash,
    RandomInfo: wtlsRandom,
    pVersion: NO_VERSION
  }),
  wtlsPrf: structured("CK_WTLS_PRF_PARAMS", { ...prfFields, DigestMechanism: hash }),
  wtlsKeys: structured("CK_WTLS_KEY_MAT_PARAMS", {
    ...sizes,
    DigestMechanism: hash,
    ulIVSizeInBits: ivBits,
    ulSequenceNumber: integer("sequenceNumber"),
    RandomInfo: wtlsRandom,
    pReturnedKeyMaterial: wtlsMaterial()
  })
};

// ../w/lead/src/codec/parameter-ivs.ts
var IV_GENERATORS = {
  NONE: CKG.NO_GENERATE,
  GENERATE: CKG.GENERATE,
  COUNTER: CKG.GENERATE_COUNTER,
  RANDOM: CKG.GENERATE_RANDOM,
  COUNTER_XOR: CKG.GENERATE_COUNTER_XOR
};
var IV_BYTES = { default: 12, least: 1, most: 256 };
function ivSize(writer) {
  return writer.option("iv") === void 0 ? Number(integer("ivBytes", IV_BYTES).value(writer)) : writer.bytes("iv", true).size;
}
function ivRoom() {
  return {
    options: ["iv", "ivBytes"],
    outputs: ["iv"],
    value(writer) {
      const region = writer.arena.allocate(ivSize(writer));
      const given2 = writer.bytes("iv", false);
      if (given2 instanceof Region) region.write(given2.read(given2.size));
      writer.returns("iv", () => region.read(region.size));
      return region.address;
    }
  };
}
function ivLength() {
  return { options: ["iv", "ivBytes"], value: ivSize };
}
function ivGenerator() {
  return {
    options: ["iv", "ivGenerator"],
    value: (writer) => oneOf("ivGenerator", IV_GENERATORS, writer.option("iv") === void 0 ? "RANDOM" : "NONE").value(
      writer
    )
  };
}

// ../w/lead/src/codec/parameters/wrapping.ts
var oaepFields = {
  hashAlg: hashAlgorithm(["hash"], "SHA_1"),
  mgf: maskGeneration("SHA_1"),
  source: fixed(CKZ.DATA_SPECIFIED),
  pSourceData: optionalBytes("oaepLabel"),
  ulSourceDataLen: lengthOf("oaepLabel")
};
var aesBits = integer("aesBits", { least: 128, most: 256 });
var fixedBits = integer("fixedBits", { default: 0, most: 2048 });
var authenticated = {
  pAAD: optionalBytes("additionalData"),
  ulAADLen: lengthOf("additionalData")
};
var SET_OAEP = {
  options: ["blockContents", "extraData", "extraBytes"],
  outputs: ["blockContents", "extraData"],
  structures: ["CK_KEY_WRAP_SET_OAEP_PARAMS"],
  encode(writer) {
    const { arena: arena2 } = writer;
    const most = Number(integer("extraBytes", { default: 0, most: 1024 }).value(writer));
    const given2 = writer.bytes("extraData", false);
    const room2 = most > 0 ? arena2.allocate(most) : void 0;
    const extra = given2 instanceof Region ? given2 : room2;
    const region = arena2.structure("CK_KEY_WRAP_SET_OAEP_PARAMS", {
      bBC: integer("blockContents", { default: 0, most: 255 }).value(writer),
      pX: extra?.address ?? 0,
      ulXLen: extra?.size ?? 0
    });
    const { fields } = layoutOf(arena2.abi, "CK_KEY_WRAP_SET_OAEP_PARAMS");
    writer.returns("blockContents", () => region.readByte(fields.bBC.offset));
    writer.returns("extraData", () => {
      const length = region.readUlong(fields.ulXLen.offset);
      return extra === void 0 ? new Uint8Array(0) : written("C_UnwrapKey", extra, length);
    });
    return region;
  }
};
var WRAPPING_CODECS = {
  oaep: structured("CK_RSA_PKCS_OAEP_PARAMS", oaepFields),
  rsaAes: structured("CK_RSA_AES_KEY_WRAP_PARAMS", {
    ulAESKeyBits: aesBits,
    pOAEPParams: pointerTo("CK_RSA_PKCS_OAEP_PARAMS", oaepFields)
  }),
  ecdhAes: structured("CK_ECDH_AES_KEY_WRAP_PARAMS", {
    ulAESKeyBits: aesBits,
    kdf: named("kdf", kdfs, "NULL"),
    pSharedData: optionalBytes("sharedData"),
    ulSharedDataLen: lengthOf("sharedData")
  }),
  gcmWrap: structured("CK_GCM_WRAP_PARAMS", {
    pIv: ivRoom(),
    ulIvLen: ivLength(),
    ulIvFixedBits: fixedBits,
    ivGenerator: ivGenerator(),
    ...authenticated,
    ulTagBits: integer("tagBits", { default: 128, most: 128 })
  }),
  ccmWrap: structured("CK_CCM_WRAP_PARAMS", {
    ulDataLen: integer("dataLength"),
    pNonce: ivRoom(),
    ulNonceLen: ivLength(),
    ulNonceFixedBits: fixedBits,
    nonceGenerator: ivGenerator(),
    ...authenticated,
    ulMACLen: integer("tagBits", { default: 128, least: 32, most: 128, per: 8 })
  }),
  setOaep: SET_OAEP,
  gostWrap: structured("CK_GOSTR3410_KEY_WRAP_PARAMS", {
    pWrapOID: optionalBytes("wrapOid"),
    ulWrapOIDLen: lengthOf("wrapOid"),
    pUKM: optionalBytes("ukm"),
    ulUKMLen: lengthOf("ukm"),
    hKey: optionalKey("key")
  }),
  ukm: plainBytes("ukm", false),
  skipjackPrivateWrap: structured("CK_SKIPJACK_PRIVATE_WRAP_PARAMS", {
    ulPasswordLen: lengthOf("password"),
    pPassword: bytes("password"),
    ulPublicDataLen: lengthOf("publicValue"),
    pPublicData: bytes("publicValue"),
    ulPAndGLen: sameLengthOf("prime", "base"),
    ulQLen: lengthOf("subprime"),
    ulRandomLen: lengthOf("randomA"),
    pRandomA: bytes("randomA"),
    pPrimeP: bytes("prime"),
    pBaseG: bytes("base"),
    pSubprimeQ: bytes("subprime")
  }),
  skipjackRelayX: structured("CK_SKIPJACK_RELAYX_PARAMS", {
    ulOldWrappedXLen: lengthOf("oldWrapped"),
    pOldWrappedX: bytes("oldWrapped"),
    ulOldPasswordLen: lengthOf("oldPassword"),
    pOldPassword: bytes("oldPassword"),
    ulOldPublicDataLen: lengthOf("oldPublicValue"),
    pOldPublicData: bytes("oldPublicValue"),
    ulOldRandomLen: lengthOf("oldRandomA"),
    pOldRandomA: bytes("oldRandomA"),
    ulNewPasswordLen: lengthOf("newPassword"),
    pNewPassword: bytes("newPassword"),
    ulNewPublicDataLen: lengthOf("newPublicValue"),
    pNewPublicData: bytes("newPublicValue"),
    ulNewRandomLen: lengthOf("newRandomA"),
    pNewRandomA: bytes("newRandomA")
  })
};

// ../w/lead/src/codec/parameter-kinds.ts
var PARAMETER_CODECS = {
  ...CIPHER_CODECS,
  ...SIGNATURE_CODECS,
  ...WRAPPING_CODECS,
  ...AGREEMENT_CODECS,
  ...DERIVATION_CODECS,
  ...COUNTER_KDF_CODECS,
  ...TLS_CODECS
};

// ../w/lead/src/codec/mechanisms.ts
var MECHANISMS = {
  ...ASYMMETRIC_MECHANISMS,
  ...CIPHER_MECHANISMS,
  ...DERIVATION_MECHANISMS,
  ...DIGEST_MECHANISMS,
  ...HISTORICAL_MECHANISMS,
  ...PROTOCOL_MECHANISMS
};
var NOTHING_KNOWN = {
  hash: void 0,
  prehashed: void 0,
  hashEncoding: void 0,
  unpadded: void 0,
  scheme: void 0,
  point: void 0,
  ephemeral: void 0,
  mac: void 0,
  signatureBytes: void 0,
  rawSignature: void 0,
  twoHalves: void 0,
  blockBytes: void 0,
  counterBlock: void 0,
  tagBytes: void 0,
  message: void 0,
  wrap: void 0,
  ivBytes: void 0,
  derives: void 0,
  codec: void 0
};
var LISTED = MECHANISMS;
var ENTRIES = new Map(
  Object.entries(LISTED).map(([name, entry]) => [name, uniform(entry)])
);
function uniform(entry) {
  const { options, outputs, structures: structures2, encode } = codecOf(entry);
  return { ...NOTHING_KNOWN, ...entry, codec: { options, outputs, structures: structures2, encode } };
}
function addMechanism(name, type, entry) {
  mechanisms.add(name, type);
  ENTRIES.set(name, uniform(entry));
}
var UNLISTED = { parameters: "raw" };
function mechanismEntry(name) {
  return ENTRIES.get(typeof name === "string" ? name : mechanisms.name(name)) ?? UNLISTED;
}
function codecOf(entry) {
  return entry.codec ?? PARAMETER_CODECS[entry.parameters];
}
function parameterOptions(entry) {
  return codecOf(entry).options;
}
function chooseMechanism(name, options) {
  const entry = mechanismEntry(name);
  const raw = typeof name !== "string" && options.parameter !== void 0;
  return {
    name,
    type: mechanisms.number("mechanism", name),
    entry: raw ? withoutCodec(entry) : entry,
    options
  };
}
function withoutCodec({ codec: _, ...entry }) {
  return { ...entry, parameters: "raw" };
}
function withOptions({ name, type, entry, signatureRoom, inOnePiece }, options) {
  return { name, type, entry, options, signatureRoom, inOnePiece };
}
function keepMechanism(mechanism2, arena2) {
  const given2 = mechanism2.options;
  const names = parameterOptions(mechanism2.entry).filter((name) => name in given2);
  const copy = arena2 && ((bytes3) => arena2.bytes(bytes3).bytes);
  const options = Object.fromEntries(names.map((name) => [name, snapshot(given2[name], copy)]));
  return { ...mechanism2, options };
}
function writeMechanism(arena2, mechanism2) {
  const outputs = [];
  const address = write2(writerOf(arena2, mechanism2, String(mechanism2.name), outputs), mechanism2);
  return { address, outputs: () => readOutputs(outputs) };
}
function writerOf(arena2, { name, entry, options }, argument = String(name), outputs) {
  return new ParameterWriter(arena2, argument, options, entry, writeNested, outputs);
}
function write2(writer, { type, entry }) {
  return placeMechanism(writer.arena, type, codecOf(entry).encode(writer));
}
function encodeMechanism(arena2, mechanism2) {
  return mechanism2.entry.parameters === "none" ? bareMechanism(arena2, mechanism2.type) : write2(writerOf(arena2, mechanism2), mechanism2);
}
var bare = /* @__PURE__ */ new Map();
function bareMechanism(arena2, type) {
  if (arena2.abi !== HOST) return placeMechanism(arena2, type, NO_PARAMETER);
  let address = bare.get(type);
  if (address === void 0) {
    address = placeMechanism(lastingArena(), type, NO_PARAMETER);
    bare.set(type, address);
  }
  return address;
}
var layoutOn2 = layoutFor("CK_MECHANISM");
function placeMechanism(arena2, type, { address, size }) {
  const layout = layoutOn2(arena2.abi);
  const { mechanism: mechanism2, pParameter, ulParameterLen } = layout.fields;
  const region = arena2.allocate(layout.size);
  region.writeUlong(type, mechanism2.offset);
  region.writePointer(address, pParameter.offset);
  region.writeUlong(size, ulParameterLen.offset);
  return region.address;
}
function writeNested(arena2, argument, options) {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${argument}: expected a mechanism and its options, got ${describe(options)}`);
  }
  const { mechanism: name } = options;
  const chosen = chooseMechanism(name, options);
  refuseUnknownOptions(argument, options, ["mechanism", ...parameterOptions(chosen.entry)]);
  return write2(writerOf(arena2, chosen, argument), chosen);
}
function refuseUnknownOptions(method, options, ...known) {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${method}: expected an object of options, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (known.some((names) => names.includes(name))) continue;
    const allowed = known.flat();
    const takes = allowed.length === 0 ? "it takes none" : `it takes ${allowed.join(", ")}`;
    throw new TypeError(`${method}: unknown option ${JSON.stringify(name)}; ${takes}`);
  }
}

// ../w/lead/src/core/limits.ts
var CALL_OPTIONS = ["signal", "timeout"];
var LONGEST = 2 ** 31 - 1;
var watched = /* @__PURE__ */ new WeakMap();
function watch(signal, aborted) {
  let all = watched.get(signal);
  if (all === void 0) {
    const waiting = /* @__PURE__ */ new Set();
    watched.set(signal, waiting);
    signal.addEventListener(
      "abort",
      () => {
        for (const each of [...waiting]) each();
      },
      { once: true }
    );
    all = waiting;
  }
  all.add(aborted);
  return () => all.delete(aborted);
}
function isLimited(options) {
  return options?.signal !== void 0 || options?.timeout !== void 0;
}
function callOptions(method, options) {
  if (options !== void 0) refuseUnknownOptions(method, options, CALL_OPTIONS);
  return options;
}
function withoutLimits(options) {
  if (!isLimited(options)) return options;
  const { signal: _, timeout: __, ...rest } = options;
  return rest;
}
function refuseLimits(method, options) {
  if (isLimited(options)) refuse(method, options);
}
function refuse(method, { signal }) {
  const name = signal === void 0 ? "timeout" : "signal";
  throw new TypeError(`${method}: unknown option "${name}"; only asynchronous methods take it`);
}
var Limit = class {
  #listeners = /* @__PURE__ */ new Set();
  #timer;
  #unwatch;
  #reached;
  /** @throws TypeError, RangeError for options of the wrong kind or value */
  constructor(what, { signal, timeout }) {
    if (signal !== void 0 && !(signal instanceof AbortSignal)) {
      throw new TypeError(`${what}: signal: expected an AbortSignal, got ${describe(signal)}`);
    }
    if (timeout !== void 0 && typeof timeout !== "number") {
      throw new TypeError(`${what}: timeout: expected milliseconds as a number, got ${describe(timeout)}`);
    }
    if (timeout !== void 0 && !(timeout >= 1 && timeout <= LONGEST)) {
      throw new RangeError(`${what}: timeout: expected milliseconds from 1 to ${LONGEST}, got ${timeout}`);
    }
    if (signal !== void 0) {
      const aborted = () => this.#reach(new AbortError(what, signal.reason));
      if (signal.aborted) {
        aborted();
        return;
      }
      this.#unwatch = watch(signal, aborted);
    }
    if (timeout !== void 0) {
      this.#timer = setTimeout(() => this.#reach(new TimeoutError(what, timeout)), timeout);
    }
  }
  /** The error with which the call was given up, if it was. */
  get reached() {
    return this.#reached;
  }
  assertUnreached() {
    if (this.#reached !== void 0) throw this.#reached;
  }
  /** Calls back when the limit is reached, at once if it is; returns what takes that back. */
  onReached(listener) {
    if (this.#reached !== void 0) listener(this.#reached);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  #reach(error) {
    this.#reached = error;
    this.end();
    for (const listener of [...this.#listeners]) listener(error);
    this.#listeners.clear();
  }
  /** The call is over: nothing is left to be limited. */
  end() {
    clearTimeout(this.#timer);
    this.#unwatch?.();
  }
  /** What the work comes to, or the limit's error as soon as it is reached. The work goes on by itself. */
  race(work) {
    return new Promise((resolve, reject) => {
      const forget = this.onReached(reject);
      work.then(
        (value) => {
          forget();
          resolve(value);
        },
        (error) => {
          forget();
          reject(error);
        }
      );
    });
  }
  /** The same of what a user's iterator gives; the iterator is told to end. */
  async *over(chunks) {
    const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    let ended = false;
    try {
      for (; ; ) {
        const { done, value } = await this.race(Promise.resolve(iterator.next()));
        if (done === true) {
          ended = true;
          return;
        }
        yield value;
      }
    } finally {
      if (!ended) void Promise.resolve(iterator.return?.()).catch(() => {
      });
    }
  }
};
function limitOf(what, options) {
  if (!isLimited(options)) return void 0;
  const limit = new Limit(what, options);
  limit.assertUnreached();
  return limit;
}
async function limited(what, options, work, late) {
  const limit = limitOf(what, options);
  if (limit === void 0) return work();
  const working = work(limit);
  if (late !== void 0) {
    working.then(
      (result) => limit.reached === void 0 ? void 0 : late(result).catch(() => {
      }),
      () => {
      }
    );
  }
  try {
    return await limit.race(working);
  } catch (error) {
    throw atCaller(error);
  } finally {
    limit.end();
  }
}

export {
  unavailable,
  readUint,
  writeUint,
  openLibrary,
  functionAt,
  viewAt,
  readCString,
  objectOf,
  HOST,
  readUlongAt,
  starts,
  ends,
  areCallsWatched,
  STRUCTURES,
  layoutOf,
  layoutOfFields,
  roundUp,
  REMAINS_SIZE,
  useRemains,
  note,
  strike,
  forgetSessions,
  inherit,
  leftSessions,
  Arena,
  placeOf,
  atThreadEnd,
  optionalBytes,
  lengthOf,
  inline,
  integer,
  flag,
  fixed,
  oneOf,
  key,
  optionalKey,
  MadeKey,
  ParameterWriter,
  AttributeArray,
  CODECS,
  attributeConflicts,
  addAttribute,
  attributeOf,
  attribute,
  attributesOfClass,
  encodeTemplate,
  OTP_FLAGS,
  IV_GENERATORS,
  IV_BYTES,
  PARAMETER_CODECS,
  addMechanism,
  mechanismEntry,
  parameterOptions,
  chooseMechanism,
  withOptions,
  keepMechanism,
  writeMechanism,
  encodeMechanism,
  refuseUnknownOptions,
  CALL_OPTIONS,
  isLimited,
  callOptions,
  withoutLimits,
  refuseLimits,
  Limit,
  limitOf,
  limited
};
