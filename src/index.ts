export type { ModuleInfo, ModuleInterface } from './calls/general.ts';
export type { SessionInfo, SessionState } from './calls/sessions.ts';
export type { MechanismInfo, SlotInfo, TokenInfo } from './calls/slots.ts';
export type { VersionNumber } from './codec/attribute-codecs.ts';
export type { AttributeName, AttributeValues, Template, VendorAttribute } from './codec/attributes.ts';
export type { BytesLike } from './codec/bytes.ts';
export type { SignatureFormat } from './codec/dsa-signature.ts';
export type { MechanismFlag, SessionFlag, SlotFlag, TokenFlag } from './codec/flags.ts';
export type { HashName } from './codec/hashes.ts';
export type { MechanismOptions, MechanismOutputs, MechanismParameters } from './codec/mechanisms.ts';
export type { MessageOptions } from './codec/message-parameters.ts';
export type {
  CertificateCategoryName,
  CertificateTypeName,
  HardwareFeatureName,
  KdfName,
  KeyTypeName,
  MechanismName,
  MgfName,
  ObjectClassName,
  OtpFormat,
  OtpRequirement,
  ParameterSetName,
  ProfileName,
  SecurityDomainName,
  TrustName,
  ValidationAuthorityName,
  ValidationTypeName,
} from './codec/names.ts';
export type { OneTimePassword } from './codec/one-time-password.ts';
export type { IvGenerator } from './codec/parameter-ivs.ts';
export type { RatchetCurve } from './codec/parameters/agreement.ts';
export type { KeyHandle } from './codec/parameters/common.ts';
export type { AdditionalKey, ChainedInput, CounterInput } from './codec/parameters/counter-kdf.ts';
export type { Pbkdf2PrfName, Pbkdf2Structure } from './codec/parameters/derivation.ts';
export type { OtpFlag } from './codec/parameters/otp.ts';
export type { HedgeName } from './codec/parameters/signatures.ts';
export type { SignaturePadding } from './codec/signature-padding.ts';
export { Pkcs11Uri } from './codec/uri/uri.ts';
export { UriError } from './codec/uri/uri-error.ts';
export {
  type AttributesOf,
  type DefinedAttribute,
  defineAttribute,
  defineVendor,
  type KeyTypesOf,
  type MechanismsOf,
  type ObjectClassesOf,
  type ReturnValuesOf,
  type UserTypesOf,
  type VendorAttributeDefinition,
  type VendorDefinition,
  type VendorFunctionDefinition,
  type VendorInterfaceDefinition,
  type VendorMechanism,
  type VendorParameterKind,
} from './codec/vendor.ts';
export type { StructureOptions, VendorField, VendorStructure } from './codec/vendor-parameters.ts';
export type { CallOptions } from './core/limits.ts';
export type { LoginRole } from './core/login.ts';
export type { StreamPair } from './core/web-streams.ts';
export {
  AbortError,
  AmbiguousError,
  BusyError,
  ClosedError,
  CryptokiError,
  DetachedError,
  ModuleFaultError,
  ModuleLoadError,
  type ModuleLoadErrorCode,
  MultipleObjectsReturned,
  MultipleTokensReturned,
  NoSuchKey,
  NoSuchObject,
  NoSuchToken,
  NotFoundError,
  NotSupportedError,
  PinGuardError,
  Pkcs11Error,
  type ReturnCode,
  TimeoutError,
} from './errors.ts';
export type { FallbackEvent, SoftwareOption } from './model/choosing/fallback.ts';
export type { OutsideOptions } from './model/choosing/outside-ways.ts';
export type { OperationPlan, PlannedOperation } from './model/choosing/planning.ts';
export type { WrapWith } from './model/choosing/wrapping-outside.ts';
export { type LoadOptions, loadModule, loadModuleSync } from './model/device/loading.ts';
export { Module } from './model/device/module.ts';
export type { OpenOptions } from './model/device/opening.ts';
export type { Capability } from './model/device/policy.ts';
export type { Quirk, QuirkMatch, Traits } from './model/device/quirks.ts';
export { Slot } from './model/device/slot.ts';
export type { SlotEvent, SlotEventOptions } from './model/device/slot-events.ts';
export { Token } from './model/device/token.ts';
export type { TokenFilter } from './model/device/token-filter.ts';
export type { UriLike } from './model/device/uri-access.ts';
export type { InterfacesOf, VendorInterface } from './model/device/vendor-interface.ts';
export type { ImportedKey, ImportedKeys, ImportKeyOptions, KeyInput } from './model/interchange/importing.ts';
export type { ImportCertificateOptions } from './model/interchange/importing-certificates.ts';
export { ConfidentialKey } from './model/keys/confidential-key.ts';
export type {
  DeriveDataOptions,
  DerivedKeys,
  DeriveKeysMechanism,
  DeriveKeysOptions,
  DeriveOptions,
} from './model/keys/derivation.ts';
export type { EncapsulatedKey, EncapsulateOptions } from './model/keys/encapsulation.ts';
export type {
  GenerateKeyAndIvOptions,
  GenerateKeyOptions,
  GenerateKeyPairOptions,
  GenerateParametersOptions,
  KeyAndIv,
} from './model/keys/generation.ts';
export { Key } from './model/keys/key.ts';
export type { NewKeyOptions } from './model/keys/key-templates.ts';
export type {
  KeyAndData,
  UnwrapOptions,
  UnwrapWithDataOptions,
  WrapOptions,
} from './model/keys/key-transport.ts';
export type { GeneratedKey, KeyPair, PrivateKeyOf, PublicKeyOf } from './model/keys/key-types.ts';
export type { AnyKey } from './model/keys/keys.ts';
export { type OneTimePasswordOptions, OtpKey } from './model/keys/otp-key.ts';
export type { DeriveKeyOptions, PeerKey } from './model/keys/peer-key.ts';
export { PrivateKey } from './model/keys/private-key.ts';
export { PublicKey } from './model/keys/public-key.ts';
export { SecretKey } from './model/keys/secret-key.ts';
export { Certificate } from './model/objects/certificate.ts';
export type { CertificateFormat } from './model/objects/certificates.ts';
export type { Chunks } from './model/objects/data.ts';
export {
  DomainParameters,
  type DomainValues,
  LocalDomainParameters,
} from './model/objects/domain-parameters.ts';
export {
  type AttributeRecord,
  DataObject,
  type ObjectReference,
  Pkcs11Object,
} from './model/objects/object.ts';
export {
  HardwareFeature,
  MechanismObject,
  Profile,
  Trust,
  Validation,
} from './model/objects/token-objects.ts';
export type {
  UnwrapAuthenticatedOptions,
  WrapAuthenticatedOptions,
} from './model/operations/authenticated-wrapping.ts';
export type { CipherOptions, OutputOption, PublicCipherOptions } from './model/operations/cipher.ts';
export type {
  DecryptDigestOptions,
  DecryptedAndVerified,
  DecryptVerifyOptions,
  DigestEncryptOptions,
  SignEncryptOptions,
} from './model/operations/dual.ts';
export {
  type MessageSignatureOptions,
  MessageSignatureRun,
  type MessageSignerOptions,
  type SignedMessageOptions,
} from './model/operations/message-signatures.ts';
export {
  type MessageMechanism,
  type MessagePartsOptions,
  MessageRun,
  type OpenMessageOptions,
  type SealedInput,
  type SealedMessage,
} from './model/operations/messages.ts';
export { Operation } from './model/operations/operation.ts';
export type { RecoverOptions, VerifySignatureOptions } from './model/operations/recovery.ts';
export type { EncryptedWithIv, NewIvOptions, SealOptions } from './model/operations/sealing.ts';
export type { SignOptions, VerifyOptions } from './model/operations/signature.ts';
export type { PublicVerifyOptions } from './model/operations/verification.ts';
export type { DigestInput, DigestOptions } from './model/session/digest.ts';
export type {
  DetachedOperation,
  JoinedResult,
  JoinOptions,
  PendingOperation,
} from './model/session/pending-operations.ts';
export {
  type PinPolicy,
  type PinRequest,
  type PinSource,
  type PinUser,
  type PinValue,
  PROTECTED_AUTHENTICATION,
  type SyncPinSource,
} from './model/session/pin-source.ts';
export type { InitTokenOptions } from './model/session/pins.ts';
export type { RestoreOptions, SavableOperation, SavableOperations } from './model/session/restoring.ts';
export { Session } from './model/session/session.ts';
export type { CreateParametersOptions } from './model/session/session-objects.ts';
export type { Ulong } from './native/abi.ts';
export type { FunctionName, Version } from './native/function-table.ts';
export type { CallEvent } from './native/native-module.ts';
// Declarations merge with those that a star exports, and not with those exported by name.
export type * from './vendor-names.ts';
