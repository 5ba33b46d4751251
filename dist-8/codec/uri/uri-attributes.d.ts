import type { Ulong } from '../../native/abi.js';
import type { VersionNumber } from '../attribute-codecs.js';
import { type BytesLike } from '../bytes.js';
import { type RawAttribute } from './uri-syntax.js';
/** The kinds of objects that a URI can name. */
export type UriObjectType = (typeof TYPES)[number];
declare const TYPES: readonly ["public", "private", "cert", "secret-key", "data"];
interface UriKinds {
    text: {
        input: string;
        output: string;
    };
    bytes: {
        input: BytesLike;
        output: Uint8Array<ArrayBuffer>;
    };
    version: {
        input: VersionNumber;
        output: VersionNumber;
    };
    ulong: {
        input: Ulong;
        output: Ulong;
    };
    type: {
        input: UriObjectType;
        output: UriObjectType;
    };
}
/** In the order in which they are written: that of p11-kit, whose tools print these URIs on most systems. */
export declare const URI_ATTRIBUTES: {
    readonly libraryDescription: readonly ["library-description", "path", "text"];
    readonly libraryManufacturer: readonly ["library-manufacturer", "path", "text"];
    readonly libraryVersion: readonly ["library-version", "path", "version"];
    readonly slotDescription: readonly ["slot-description", "path", "text"];
    readonly slotManufacturer: readonly ["slot-manufacturer", "path", "text"];
    readonly slotId: readonly ["slot-id", "path", "ulong"];
    readonly model: readonly ["model", "path", "text"];
    readonly manufacturer: readonly ["manufacturer", "path", "text"];
    readonly serial: readonly ["serial", "path", "text"];
    readonly token: readonly ["token", "path", "text"];
    readonly id: readonly ["id", "path", "bytes"];
    readonly object: readonly ["object", "path", "text"];
    readonly type: readonly ["type", "path", "type"];
    readonly pinSource: readonly ["pin-source", "query", "text"];
    readonly pinValue: readonly ["pin-value", "query", "text"];
    readonly moduleName: readonly ["module-name", "query", "text"];
    readonly modulePath: readonly ["module-path", "query", "text"];
};
export type UriAttributeKey = keyof typeof URI_ATTRIBUTES;
export declare const URI_KEYS: readonly UriAttributeKey[];
/** The JavaScript type of each attribute once parsed. */
export type UriValue<K extends UriAttributeKey> = UriKinds[(typeof URI_ATTRIBUTES)[K][2]]['output'];
/** And what is accepted to make a URI of. */
export type UriInput<K extends UriAttributeKey> = UriKinds[(typeof URI_ATTRIBUTES)[K][2]]['input'];
/** @throws TypeError unless it is text, RangeError if it has no UTF-8 form */
export declare function checkText(argument: string, value: unknown): string;
/** The attribute of the RFC with a name; undefined for a vendor's. Names match in any case, as those of a grammar do. */
export declare function uriAttributeKey(name: string): UriAttributeKey | undefined;
export declare function readUriValue(key: UriAttributeKey, attribute: RawAttribute): unknown;
export declare function checkUriValue(key: UriAttributeKey, value: unknown): unknown;
export declare function writeUriValue(key: UriAttributeKey, value: unknown): string;
export {};
