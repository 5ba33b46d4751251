import type { Ulong } from '../../native/abi.js';
import type { VersionNumber } from '../attribute-codecs.js';
import { type BytesLike } from '../bytes.js';
import type { ObjectClassName } from '../names.js';
import { type Pkcs11Uri, type UriParts } from './uri.js';
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
/**
 * Whether a URI matches all that is given of a module, slot, token and object; what is not given is not compared. An
 * attribute that the URI leaves out matches anything, an empty one only what is empty. Text is compared as it is, case
 * included. A URI with an attribute in its path that the RFC does not know matches nothing (RFC 7512 §2.3).
 */
export declare function matchUri(uri: string | Pkcs11Uri, subject: UriSubject): boolean;
/** What `module.getTokens()` takes to find the tokens a URI names, slot and module aside. */
export interface UriTokenFilter {
    readonly label?: string;
    readonly serialNumber?: string;
    readonly manufacturerId?: string;
    readonly model?: string;
}
export declare function tokenFilterOf(uri: Pkcs11Uri): UriTokenFilter;
/** What `session.getObjects()` takes to find the objects a URI names: a template of at most three attributes. */
export interface UriObjectQuery {
    readonly class?: ObjectClassName;
    readonly label?: string;
    readonly id?: Uint8Array<ArrayBuffer>;
}
export declare function objectQueryOf(uri: Pkcs11Uri): UriObjectQuery;
/** Which module a URI asks for: a file or folder, and a name. */
export interface UriModuleSelector {
    readonly path?: string;
    readonly name?: string;
}
export declare function moduleSelectorOf(uri: Pkcs11Uri): UriModuleSelector;
/**
 * The parts of the URI that names a thing, for `formatUri`. As p11-kit does, an object's label or id is left out when
 * empty, and its class when RFC 7512 has no type for it.
 */
export declare function uriPartsOf(subject: UriSubject): UriParts;
export {};
