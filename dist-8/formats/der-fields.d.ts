/** The tags of what is in a SEQUENCE, in its order. */
type Fields = Readonly<Record<string, readonly [tag: number, presence?: 'optional']>>;
/** The content of each, as views. */
type Contents<F extends Fields> = {
    readonly [N in keyof F]: F[N] extends readonly [number, 'optional'] ? Uint8Array | undefined : Uint8Array;
};
/**
 * Reads a structure with a private key in it. The ASN.1 packages would copy each of its levels, to where nothing can be
 * wiped; here everything is a view on `der`, in its one encoding.
 */
export declare function readFields<const F extends Fields>(what: string, name: string, der: Uint8Array, fields: F): Contents<F>;
/** The number in the content of an INTEGER of one byte, as versions are; undefined for others. */
export declare function versionIn(content: Uint8Array): number | undefined;
/** The bytes in the content of a BIT STRING. */
export declare function bitsIn(what: string, content: Uint8Array | undefined): Uint8Array;
/** Fails unless values in DER, down to their parts, fill `content`. */
export declare function assertValues(what: string, content: Uint8Array, depth?: number): void;
export {};
