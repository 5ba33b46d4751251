/** The values of characters (RFC 4648 §4 and §5), and whether bits that belong to no byte have to be zero. */
interface Alphabet {
    readonly values: Uint8Array;
    readonly exact: boolean;
}
export declare const BASE64: Alphabet;
export declare const BASE64URL: Alphabet;
/**
 * What is encoded in `text`, without padding, in memory of its own; undefined if it is something else. Node.js decodes by
 * way of other memory, where private keys would stay.
 */
export declare function decodeBase64(text: Uint8Array, { values, exact }: Alphabet): Uint8Array<ArrayBuffer> | undefined;
export {};
