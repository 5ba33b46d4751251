// The public surface of `cryptoki/uri`: PKCS #11 URIs (RFC 7512), and which modules this machine has.
export {
  type FormatUriOptions,
  formatUri,
  Pkcs11Uri,
  parseUri,
  type UriParts,
} from '../codec/uri/uri.ts';
export type { UriObjectType } from '../codec/uri/uri-attributes.ts';
export { UriError, type UriErrorCode } from '../codec/uri/uri-error.ts';
export {
  matchUri,
  moduleSelectorOf,
  objectQueryOf,
  tokenFilterOf,
  type UriModuleSelector,
  type UriObjectQuery,
  type UriSubject,
  type UriTokenFilter,
  uriPartsOf,
} from '../codec/uri/uri-match.ts';
export { readPinSync } from '../codec/uri/uri-pin.ts';
export {
  type FindModulesOptions,
  type FoundModuleReport,
  findModules,
  type InstalledModule,
} from './find-modules.ts';
export { openUri, openUriSync } from './open-uri.ts';
export type { ModuleReport, TokenSummary } from './probe.ts';
export { readPin } from './read-pin.ts';
export { type ResolvedModule, resolveModule } from './resolve-module.ts';
