export type UriComponent = 'path' | 'query';
/** An attribute as it stands in the URI. */
export interface RawAttribute {
    readonly component: UriComponent;
    readonly name: string;
    readonly value: string;
}
export interface RawUri {
    readonly path: readonly RawAttribute[];
    readonly query: readonly RawAttribute[];
}
/** Splits a URI into its attributes. Line breaks, and blanks beside a delimiter, are how long URIs are printed (§3). */
export declare function splitUri(text: string): RawUri;
export declare function isAttributeName(name: string): boolean;
/** Decodes a value to bytes. */
export declare function decodeBytes({ component, name, value }: RawAttribute): Uint8Array<ArrayBuffer>;
/** Decodes a value to text. */
export declare function decodeText(attribute: RawAttribute): string;
/** Encodes text for a component. */
export declare function encodeText(component: UriComponent, text: string): string;
/** Encodes bytes, every one of them (RFC 7512 §2.3 recommends it for "id"). */
export declare function encodeBytes(bytes: Uint8Array): string;
