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
  CertificateTypeName,
  HardwareFeatureName,
  KdfName,
  KeyTypeName,
  MechanismName,
  MgfName,
  ObjectClassName,
} from './codec/names.ts';
export type { OneTimePassword } from './codec/one-time-password.ts';
export type { IvGenerator } from './codec/parameter-ivs.ts';
export type { RatchetCurve } from './codec/parameters/agreement.ts';
export type { KeyHandle } from './codec/parameters/common.ts';
export type { AdditionalKey, ChainedInput, CounterInput } from './codec/parameters/counter-kdf.ts';
export type { Pbkdf2PrfName, Pbkdf2Structure } from './codec/parameters/derivation.ts';
export type { OtpFlag, OtpFormat } from './codec/parameters/otp.ts';
export type { HedgeName } from './codec/parameters/signatures.ts';
export type { SignaturePadding } from './codec/signature-padding.ts';
export { Pkcs11Uri } from './codec/uri.ts';
export { UriError } from './codec/uri-error.ts';
export {
  type AttributesOf,
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
export type { LoginRole } from './core/login.ts';
export type { StreamPair } from './core/web-streams.ts';
export {
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
} from './errors.ts';
export type {
  UnwrapAuthenticatedOptions,
  WrapAuthenticatedOptions,
} from './model/authenticated-wrapping.ts';
export { Certificate } from './model/certificate.ts';
export type { CertificateFormat } from './model/certificates.ts';
export type { CipherOptions, PublicCipherOptions } from './model/cipher.ts';
export { ConfidentialKey } from './model/confidential-key.ts';
export type { Chunks } from './model/data.ts';
export type {
  DeriveDataOptions,
  DerivedKeys,
  DeriveKeysMechanism,
  DeriveKeysOptions,
  DeriveOptions,
} from './model/derivation.ts';
export type { DigestInput, DigestOptions } from './model/digest.ts';
export { DomainParameters, type DomainValues, LocalDomainParameters } from './model/domain-parameters.ts';
export type {
  DecryptDigestOptions,
  DecryptedAndVerified,
  DecryptVerifyOptions,
  DigestEncryptOptions,
  SignEncryptOptions,
} from './model/dual.ts';
export type { EncapsulatedKey, EncapsulateOptions } from './model/encapsulation.ts';
export type { FallbackEvent, SoftwareOption } from './model/fallback.ts';
export type {
  GenerateKeyAndIvOptions,
  GenerateKeyOptions,
  GenerateKeyPairOptions,
  GenerateParametersOptions,
  KeyAndIv,
} from './model/generation.ts';
export type { ImportedKey, ImportedKeys, ImportKeyOptions, KeyInput } from './model/importing.ts';
export type { ImportCertificateOptions } from './model/importing-certificates.ts';
export { Key } from './model/key.ts';
export type { NewKeyOptions } from './model/key-templates.ts';
export type {
  KeyAndData,
  UnwrapOptions,
  UnwrapWithDataOptions,
  WrapOptions,
} from './model/key-transport.ts';
export type { GeneratedKey, KeyPair, PrivateKeyOf, PublicKeyOf } from './model/key-types.ts';
export type { AnyKey } from './model/keys.ts';
export { type LoadOptions, loadModule, loadModuleSync } from './model/loading.ts';
export {
  type MessageSignatureOptions,
  MessageSignatureRun,
  type SignedMessageOptions,
} from './model/message-signatures.ts';
export {
  type MessageMechanism,
  type MessagePartsOptions,
  MessageRun,
  type OpenMessageOptions,
  type SealedInput,
  type SealedMessage,
} from './model/messages.ts';
export { Module } from './model/module.ts';
export {
  type AttributeRecord,
  DataObject,
  type ObjectReference,
  Pkcs11Object,
} from './model/object.ts';
export type { OpenOptions } from './model/opening.ts';
export { Operation } from './model/operation.ts';
export { type OneTimePasswordOptions, OtpKey } from './model/otp-key.ts';
export type { OutsideOptions } from './model/outside-ways.ts';
export type { DeriveKeyOptions, PeerKey } from './model/peer-key.ts';
export type {
  DetachedOperation,
  JoinedResult,
  JoinOptions,
  PendingOperation,
} from './model/pending-operations.ts';
export {
  type PinPolicy,
  type PinRequest,
  type PinSource,
  type PinUser,
  type PinValue,
  PROTECTED_AUTHENTICATION,
  type SyncPinSource,
} from './model/pin-source.ts';
export type { InitTokenOptions } from './model/pins.ts';
export type { OperationPlan, PlannedOperation } from './model/planning.ts';
export type { Capability } from './model/policy.ts';
export { PrivateKey } from './model/private-key.ts';
export { PublicKey } from './model/public-key.ts';
export type { Quirk, QuirkMatch, Traits } from './model/quirks.ts';
export type { RecoverOptions, VerifySignatureOptions } from './model/recovery.ts';
export type { RestoreOptions, SavableOperation, SavableOperations } from './model/restoring.ts';
export type { EncryptedWithIv, NewIvOptions, SealOptions } from './model/sealing.ts';
export { SecretKey } from './model/secret-key.ts';
export { Session } from './model/session.ts';
export type { CreateParametersOptions } from './model/session-objects.ts';
export type { SignOptions, VerifyOptions } from './model/signature.ts';
export { Slot } from './model/slot.ts';
export type { SlotEvent, SlotEventOptions } from './model/slot-events.ts';
export { Token } from './model/token.ts';
export type { TokenFilter } from './model/token-filter.ts';
export { HardwareFeature, MechanismObject, Profile, Trust, Validation } from './model/token-objects.ts';
export type { UriLike } from './model/uri-access.ts';
export type { InterfacesOf, VendorInterface } from './model/vendor-interface.ts';
export type { PublicVerifyOptions } from './model/verification.ts';
export type { WrapWith } from './model/wrapping-outside.ts';
export type { Ulong } from './native/abi.ts';
export type { FunctionName, Version } from './native/function-table.ts';
export type { CallEvent } from './native/native-module.ts';
// Declarations merge with those that a star exports, and not with those exported by name.
export type * from './vendor-names.ts';
