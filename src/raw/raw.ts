/** PKCS #11 as it is: the functions under their C names, handles as numbers. `cryptoki/raw`. */
export type { VersionNumber } from '../codec/attribute-codecs.ts';
export type { BytesLike } from '../codec/bytes.ts';
export type { Structure } from '../codec/structure-reader.ts';
export type { CallOptions } from '../core/limits.ts';
export {
  AbortError,
  CryptokiError,
  ModuleFaultError,
  ModuleLoadError,
  Pkcs11Error,
  TimeoutError,
} from '../errors.ts';
export type { Ulong } from '../native/abi.ts';
export type { FunctionName, Version } from '../native/function-table.ts';
export {
  CK,
  CKA,
  CKC,
  CKD,
  CKF,
  CKG,
  CKH,
  CKK,
  CKM,
  CKN,
  CKO,
  CKP,
  CKR,
  CKS,
  CKT,
  CKU,
  CKV,
  CKZ,
} from '../spec/constants.ts';
export type { RawFunctions } from './functions.ts';
export { loadRaw, loadRawSync, type RawModule } from './raw-module.ts';
export type {
  AsyncData,
  AttributeValue,
  FunctionList,
  InitializeArguments,
  MessageParameter,
  RawAttribute,
  RawInterface,
  RawMechanism,
} from './values.ts';
