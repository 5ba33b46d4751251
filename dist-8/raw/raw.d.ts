/** PKCS #11 as it is: the functions under their C names, handles as numbers. `cryptoki/raw`. */
export type { VersionNumber } from '../codec/attribute-codecs.js';
export type { BytesLike } from '../codec/bytes.js';
export type { Structure } from '../codec/structure-reader.js';
export type { CallOptions } from '../core/limits.js';
export { AbortError, CryptokiError, ModuleFaultError, ModuleLoadError, Pkcs11Error, TimeoutError, } from '../errors.js';
export type { Ulong } from '../native/abi.js';
export type { FunctionName, Version } from '../native/function-table.js';
export { CK, CKA, CKC, CKD, CKF, CKG, CKH, CKK, CKM, CKN, CKO, CKP, CKR, CKS, CKT, CKU, CKV, CKZ, } from '../spec/constants.js';
export type { RawFunctions } from './functions.js';
export { loadRaw, loadRawSync, type RawModule } from './raw-module.js';
export type { AsyncData, AttributeValue, FunctionList, InitializeArguments, MessageParameter, RawAttribute, RawInterface, RawMechanism, } from './values.js';
