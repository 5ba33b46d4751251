// RFC 7512 §2.3: what a URI matches. Structures of the module come without the blanks that pad them.
import type { Ulong } from '../../native/abi.ts';
import type { VersionNumber } from '../attribute-codecs.ts';
import { type BytesLike, toBytes } from '../bytes.ts';
import type { ObjectClassName } from '../names.ts';
import { type Pkcs11Uri, parseUri, type UriParts } from './uri.ts';
import type { UriObjectType } from './uri-attributes.ts';

const CLASSES: Readonly<Record<UriObjectType, ObjectClassName>> = {
  public: 'PUBLIC_KEY',
  private: 'PRIVATE_KEY',
  cert: 'CERTIFICATE',
  'secret-key': 'SECRET_KEY',
  data: 'DATA',
};

/** What is known of a thing that a URI may name; `getInfo()` of modules, slots and tokens gives these fields. */
export interface UriSubject {
  readonly module?: SubjectModule | undefined;
  readonly slot?: SubjectSlot | undefined;
  readonly token?: SubjectToken | undefined;
  readonly object?: SubjectObject | undefined;
}

interface SubjectModule {
  readonly libraryDescription: string;
  readonly manufacturerId: string;
  readonly libraryVersion: VersionNumber;
}

interface SubjectSlot {
  readonly id: Ulong;
  readonly description: string;
  readonly manufacturerId: string;
}

interface SubjectToken {
  readonly label: string;
  readonly manufacturerId: string;
  readonly model: string;
  readonly serialNumber: string;
}

interface SubjectObject {
  readonly class?: ObjectClassName | Ulong | undefined;
  readonly label?: string | undefined;
  readonly id?: BytesLike | undefined;
}

/** Blanks at the end of a field are its padding: no field can end with one of its own. */
function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

function matchesText(wanted: string | undefined, actual: string): boolean {
  return wanted === undefined || unpadded(wanted) === unpadded(actual);
}

/**
 * Whether a URI matches all that is given of a module, slot, token and object; what is not given is not compared. An
 * attribute that the URI leaves out matches anything, an empty one only what is empty. Text is compared as it is, case
 * included. A URI with an attribute in its path that the RFC does not know matches nothing (RFC 7512 §2.3).
 */
export function matchUri(uri: string | Pkcs11Uri, subject: UriSubject): boolean {
  const wanted = typeof uri === 'string' ? parseUri(uri) : uri;
  const { module, slot, token, object } = subject;
  return (
    Object.keys(wanted.vendor).length === 0 &&
    (module === undefined || matchesModule(wanted, module)) &&
    (slot === undefined || matchesSlot(wanted, slot)) &&
    (token === undefined || matchesToken(wanted, token)) &&
    (object === undefined || matchesObject(wanted, object))
  );
}

function matchesModule(uri: Pkcs11Uri, module: SubjectModule): boolean {
  const { libraryVersion: wanted } = uri;
  const { libraryVersion: actual } = module;
  return (
    matchesText(uri.libraryDescription, module.libraryDescription) &&
    matchesText(uri.libraryManufacturer, module.manufacturerId) &&
    (wanted === undefined || (wanted.major === actual.major && wanted.minor === actual.minor))
  );
}

function matchesSlot(uri: Pkcs11Uri, slot: SubjectSlot): boolean {
  return (
    matchesText(uri.slotDescription, slot.description) &&
    matchesText(uri.slotManufacturer, slot.manufacturerId) &&
    (uri.slotId === undefined || BigInt(uri.slotId) === BigInt(slot.id))
  );
}

function matchesToken(uri: Pkcs11Uri, token: SubjectToken): boolean {
  return (
    matchesText(uri.token, token.label) &&
    matchesText(uri.manufacturer, token.manufacturerId) &&
    matchesText(uri.model, token.model) &&
    matchesText(uri.serial, token.serialNumber)
  );
}

function matchesObject(uri: Pkcs11Uri, object: SubjectObject): boolean {
  const id = object.id === undefined ? new Uint8Array() : toBytes('id', object.id);
  // Labels and ids of objects are not padded: blanks at their end count.
  return (
    (uri.type === undefined || CLASSES[uri.type] === object.class) &&
    (uri.object === undefined || uri.object === (object.label ?? '')) &&
    (uri.id === undefined || Buffer.compare(uri.id, id) === 0)
  );
}

/** What `module.getTokens()` takes to find the tokens a URI names, slot and module aside. */
export interface UriTokenFilter {
  readonly label?: string;
  readonly serialNumber?: string;
  readonly manufacturerId?: string;
  readonly model?: string;
}

export function tokenFilterOf(uri: Pkcs11Uri): UriTokenFilter {
  const { token, serial, manufacturer, model } = uri;
  return {
    ...(token !== undefined && { label: unpadded(token) }),
    ...(serial !== undefined && { serialNumber: unpadded(serial) }),
    ...(manufacturer !== undefined && { manufacturerId: unpadded(manufacturer) }),
    ...(model !== undefined && { model: unpadded(model) }),
  };
}

/** What `session.getObjects()` takes to find the objects a URI names: a template of at most three attributes. */
export interface UriObjectQuery {
  readonly class?: ObjectClassName;
  readonly label?: string;
  readonly id?: Uint8Array<ArrayBuffer>;
}

export function objectQueryOf(uri: Pkcs11Uri): UriObjectQuery {
  const { type, object, id } = uri;
  return {
    ...(type !== undefined && { class: CLASSES[type] }),
    ...(object !== undefined && { label: object }),
    ...(id !== undefined && { id }),
  };
}

/** Which module a URI asks for: a file or folder, and a name. */
export interface UriModuleSelector {
  readonly path?: string;
  readonly name?: string;
}

export function moduleSelectorOf(uri: Pkcs11Uri): UriModuleSelector {
  const { modulePath, moduleName } = uri;
  return {
    ...(modulePath !== undefined && { path: modulePath }),
    ...(moduleName !== undefined && { name: moduleName }),
  };
}

/**
 * The parts of the URI that names a thing, for `formatUri`. As p11-kit does, an object's label or id is left out when
 * empty, and its class when RFC 7512 has no type for it.
 */
export function uriPartsOf(subject: UriSubject): UriParts {
  const { module, slot, token, object } = subject;
  const type = (Object.keys(CLASSES) as UriObjectType[]).find((name) => CLASSES[name] === object?.class);
  const id = object?.id === undefined ? undefined : toBytes('id', object.id);
  return {
    ...(module && {
      libraryDescription: module.libraryDescription,
      libraryManufacturer: module.manufacturerId,
      libraryVersion: module.libraryVersion,
    }),
    ...(slot && {
      slotDescription: slot.description,
      slotManufacturer: slot.manufacturerId,
      slotId: slot.id,
    }),
    ...(token && {
      model: token.model,
      manufacturer: token.manufacturerId,
      serial: token.serialNumber,
      token: token.label,
    }),
    ...(id !== undefined && id.byteLength > 0 && { id }),
    ...(object?.label && { object: object.label }),
    ...(type !== undefined && { type }),
  };
}
