import { type UriAttributeKey, type UriInput, type UriValue } from './uri-attributes.js';
/** What a URI is made of; what is left out matches anything. */
export type UriParts = {
    readonly [K in UriAttributeKey]?: UriInput<K> | undefined;
} & {
    /** Vendors' attributes in the path, by name. */
    readonly vendor?: Readonly<Record<string, string>> | undefined;
    /** Vendors' attributes in the query, by name; they may be repeated. */
    readonly vendorQuery?: Readonly<Record<string, string | readonly string[]>> | undefined;
};
export interface FormatUriOptions {
    /** Writes the PIN into the URI. It then belongs neither into logs nor into command lines. */
    readonly includePin?: boolean | undefined;
}
/** A PKCS #11 URI, parsed. Its PIN, if it has one, is not a property, so that it is never printed by accident. */
export declare class Pkcs11Uri {
    #private;
    readonly libraryDescription: UriValue<'libraryDescription'> | undefined;
    readonly libraryManufacturer: UriValue<'libraryManufacturer'> | undefined;
    readonly libraryVersion: UriValue<'libraryVersion'> | undefined;
    readonly slotDescription: UriValue<'slotDescription'> | undefined;
    readonly slotManufacturer: UriValue<'slotManufacturer'> | undefined;
    readonly slotId: UriValue<'slotId'> | undefined;
    readonly model: UriValue<'model'> | undefined;
    readonly manufacturer: UriValue<'manufacturer'> | undefined;
    readonly serial: UriValue<'serial'> | undefined;
    /** The label of the token. */
    readonly token: UriValue<'token'> | undefined;
    readonly id: UriValue<'id'> | undefined;
    /** The label of the object. */
    readonly object: UriValue<'object'> | undefined;
    readonly type: UriValue<'type'> | undefined;
    /** Where the PIN is; `readPin()` reads it. */
    readonly pinSource: UriValue<'pinSource'> | undefined;
    readonly moduleName: UriValue<'moduleName'> | undefined;
    readonly modulePath: UriValue<'modulePath'> | undefined;
    /** Attributes of the path that the RFC does not know. A URI with any of them matches nothing here. */
    readonly vendor: Readonly<Record<string, string>>;
    /** Attributes of the query that the RFC does not know, each with all of its values. */
    readonly vendorQuery: Readonly<Record<string, readonly string[]>>;
    /** Makes a URI of its parts. @throws TypeError, RangeError naming the part that is wrong */
    constructor(parts?: UriParts);
    /** Whether the URI has a `pin-value`. */
    get hasPinValue(): boolean;
    /** The `pin-value`, to be passed on to where a PIN is needed. */
    revealPin(): string | undefined;
    /** The URI, without its PIN. */
    toString(): string;
    toJSON(): string;
}
/**
 * Parses a PKCS #11 URI (RFC 7512). Line breaks in it, and blanks around its attributes, are ignored.
 * @throws UriError ERR_URI_INVALID, naming the attribute that is wrong
 * @example
 * const uri = parseUri('pkcs11:token=DEMO;object=mail;type=private?pin-source=file:/etc/pin');
 * uri.token; // 'DEMO'
 */
export declare function parseUri(text: string): Pkcs11Uri;
/**
 * Writes a PKCS #11 URI, attributes in p11-kit's order, without its PIN unless asked for it.
 * @throws TypeError, RangeError naming the part that is wrong
 * @example
 * formatUri({ token: 'My token', type: 'cert' }); // 'pkcs11:token=My%20token;type=cert'
 */
export declare function formatUri(parts: UriParts | Pkcs11Uri, options?: FormatUriOptions): string;
