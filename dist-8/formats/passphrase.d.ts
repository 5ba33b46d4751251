/** How a passphrase becomes the key of an encryption: slow on purpose (RFC 8018 §5.2, RFC 7914). */
export type Derivation = {
    readonly salt: Uint8Array;
    readonly keyBytes: number;
} & ({
    readonly iterations: number;
    readonly hash: string;
} | {
    readonly scrypt: {
        readonly N: number;
        readonly r: number;
        readonly p: number;
        readonly maxmem: number;
    };
});
/** Makes the key of a passphrase. */
export type Derive = (derivation: Derivation, passphrase: Uint8Array) => Buffer;
export declare const deriveSync: Derive;
/**
 * A conversion whose keys are derived on libuv's pool: it is written as if they were there at once, and begins anew
 * when one has come. So it must change nothing.
 */
export declare function withDerivedKeys<T>(convert: (derive: Derive) => T): Promise<T>;
