import type { VersionNumber } from '../attribute-codecs.js';
import type { BytesLike } from '../bytes.js';
import { type CodecsOf } from '../parameter-structures.js';
import { type Optional } from './common.js';
/** Parameters of ciphers, digests and message authentication codes. Lengths in bytes unless the name says bits. */
export interface CipherKinds {
    /** No parameter. */
    none: object;
    /** No parameter, or the bytes of one that has no codec of its own. */
    raw: {
        readonly parameter?: Optional<BytesLike>;
    };
    /** An initialisation vector, of the cipher's block size. */
    iv: {
        readonly iv: BytesLike;
    };
    /** RFC 3394 and 5649 key wrap: an alternative initial value; GOST 28147: zeros without one. */
    optionalIv: {
        readonly iv?: Optional<BytesLike>;
    };
    /** The initialisation vector of 24 bytes that the token makes when it encrypts, given when it decrypts. */
    fortezzaIv: {
        readonly iv: BytesLike;
    };
    /** CK_AES_CTR_PARAMS: the first counter block of 16 bytes, and how many of its low bits count (128). */
    ctr: {
        readonly iv: BytesLike;
        readonly counterBits?: Optional<number>;
    };
    /** CK_CAMELLIA_CTR_PARAMS: the same. */
    camelliaCtr: CipherKinds['ctr'];
    /** CK_GCM_PARAMS: a nonce (12 bytes is usual), data authenticated besides, tag length (128). */
    gcm: {
        readonly iv: BytesLike;
        readonly additionalData?: Optional<BytesLike>;
        readonly tagBits?: Optional<number>;
    };
    /** CK_CCM_PARAMS: the plaintext's length is part of the nonce block, so it is needed beforehand. */
    ccm: {
        readonly iv: BytesLike;
        readonly dataLength: number;
        readonly additionalData?: Optional<BytesLike>;
        readonly tagBits?: Optional<number>;
    };
    /** CK_CHACHA20_PARAMS: the block counter as bytes, of 4 or 8. */
    chacha20: {
        readonly counter: BytesLike;
        readonly iv: BytesLike;
    };
    /** CK_SALSA20_PARAMS. */
    salsa20: {
        readonly counter: BytesLike;
        readonly iv: BytesLike;
    };
    /** CK_SALSA20_CHACHA20_POLY1305_PARAMS. */
    poly1305: {
        readonly iv: BytesLike;
        readonly additionalData?: Optional<BytesLike>;
    };
    /** CK_MAC_GENERAL_PARAMS: the length of the code. */
    macLength: {
        readonly macLength: number;
    };
    /** CK_MAC_GENERAL_PARAMS of SHA-512/t: t. */
    truncated: {
        readonly hashBits: number;
    };
    /** CK_RC2_PARAMS: how many bits of the key count, from 1 to 1024. */
    rc2: {
        readonly effectiveBits: number;
    };
    /** CK_RC2_CBC_PARAMS. */
    rc2Cbc: {
        readonly effectiveBits: number;
        readonly iv: BytesLike;
    };
    /** CK_RC2_MAC_GENERAL_PARAMS. */
    rc2Mac: {
        readonly effectiveBits: number;
        readonly macLength: number;
    };
    /** CK_RC5_PARAMS: the size of a word and the number of rounds. */
    rc5: {
        readonly wordBytes: number;
        readonly rounds: number;
    };
    /** CK_RC5_CBC_PARAMS. */
    rc5Cbc: {
        readonly wordBytes: number;
        readonly rounds: number;
        readonly iv: BytesLike;
    };
    /** CK_RC5_MAC_GENERAL_PARAMS. */
    rc5Mac: {
        readonly wordBytes: number;
        readonly rounds: number;
        readonly macLength: number;
    };
    /** CK_VERSION: the version of SSL or TLS that a premaster secret is for. */
    version: {
        readonly version: VersionNumber;
    };
    /** The same of WTLS, one byte. */
    wtlsVersion: {
        readonly wtlsVersion: number;
    };
}
export interface CipherOutputs {
    fortezzaIv: 'iv';
    gcm: 'iv';
}
export declare const CIPHER_CODECS: CodecsOf<CipherKinds, CipherOutputs>;
