import { type AsnProp } from '@peculiar/asn1-schema';
export declare const TAG: {
    readonly INTEGER: 2;
    readonly BIT_STRING: 3;
    readonly OCTET_STRING: 4;
    readonly OID: 6;
    readonly SEQUENCE: 48;
};
/** One tag, length and content, and where it ends in what it was read from. */
interface Tlv {
    readonly tag: number;
    readonly content: Uint8Array;
    readonly end: number;
}
/** Reads one value with a one-byte tag and a length in the shortest form; undefined if there is none. */
export declare function readTlv(bytes: Uint8Array, start?: number): Tlv | undefined;
/** The content of the one value that fills `bytes`, if it has this tag. */
export declare function contentOf(bytes: Uint8Array, tag: number): Uint8Array | undefined;
/** What is to be written: bytes as they are, or a tag with what is in it. */
export type Der = Uint8Array | Tagged;
interface Tagged {
    readonly tag: number;
    readonly parts: readonly Der[];
}
export declare function tlv(tag: number, ...parts: readonly Der[]): Tagged;
/** Written at once into memory of its own, so that no part of a private key is left on the way. */
export declare function writeDer(der: Der): Uint8Array<ArrayBuffer>;
export declare function writeTlv(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer>;
/** The tags of the values inside a SEQUENCE that fills `der`; undefined if it is none. */
export declare function tagsIn(der: Uint8Array): number[] | undefined;
/** Fails, saying why, unless one value with definite length fills `der`. */
export declare function assertWhole(what: string, der: Uint8Array): void;
/** Parses without asking for the one DER encoding: for certificates, which are kept as they are. */
export declare function parseBer<T extends object>(what: string, name: string, der: Uint8Array, type: new () => T): T;
/** Parses what must be DER: writing it again has to give the same bytes. */
export declare function parseDer<T extends object>(what: string, name: string, der: Uint8Array, type: new () => T): T;
export declare function toDer(value: object): Uint8Array<ArrayBuffer>;
/** The value of the content of an INTEGER that must be positive, without leading zeros; a view on it. */
export declare function positiveDigits(what: string, content: Uint8Array): Uint8Array;
/** The same, copied. */
export declare function positive(what: string, content: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer>;
/** A positive integer in big-endian bytes without leading zeros; a view on it. */
export declare function digitsOf(what: string, bytes: Uint8Array): Uint8Array;
/** An INTEGER of big-endian bytes: no leading zeros but the one that keeps it positive. */
export declare function integerDer(what: string, bytes: Uint8Array): Tagged;
/** The content of such an INTEGER. */
export declare function integerContent(what: string, bytes: Uint8Array): ArrayBuffer;
/** Fails unless `value` is less than `bound`; both big-endian without leading zeros. */
export declare function assertBelow(what: string, value: Uint8Array, bound: Uint8Array, boundName: string): void;
export type FieldOptions = Parameters<typeof AsnProp>[0];
/** A field that holds an INTEGER of any size as its content bytes. */
export declare const BIG_INTEGER: FieldOptions;
export {};
