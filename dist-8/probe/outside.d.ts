/** A cipher without padding. @param iv `null` for ECB */
export declare function encrypted(cipher: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Buffer;
/** The same with the padding of PKCS #7. */
export declare function padded(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer;
/** Ciphertext and tag of an AEAD cipher. */
export declare function sealed(cipher: 'aes-256-gcm' | 'aes-256-ccm' | 'chacha20-poly1305', key: Uint8Array, iv: Uint8Array, additionalData: Uint8Array, data: Uint8Array): Buffer;
export declare function opened(key: Uint8Array, iv: Uint8Array, additionalData: Uint8Array, ciphertext: Uint8Array, tag: Uint8Array): Buffer;
/** Key wrapping of RFC 3394, and of RFC 5649 with padding. */
export declare function wrapped(kek: Uint8Array, key: Uint8Array): Buffer;
export declare function wrappedWithPadding(kek: Uint8Array, key: Uint8Array): Buffer;
/** A block cipher in ECB mode, by Node's name of it, and the size of its block in bytes. */
export interface BlockCipher {
    readonly ecb: string;
    readonly block: 8 | 16;
}
/** CMAC (NIST SP 800-38B §6.2), which Node has not. */
export declare function cmac({ ecb, block }: BlockCipher, key: Uint8Array, data: Uint8Array): Buffer;
/** The MAC of FIPS 113 and its like for AES: half of the last block of CBC. */
export declare function cbcMac(cipher: BlockCipher, key: Uint8Array, data: Uint8Array): Buffer;
/** DES keys have odd parity in each byte, and some tokens insist. */
export declare function withOddParity(key: Uint8Array): Buffer;
