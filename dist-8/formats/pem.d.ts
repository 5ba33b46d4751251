import type { Keep } from './scratch.js';
/** One block of PEM (RFC 7468). */
export interface PemBlock {
    readonly label: string;
    readonly der: Uint8Array;
    /** What is encrypted by OpenSSL's own way of before PKCS #8 (RFC 1421): the block with its headers. */
    readonly encrypted: string | undefined;
}
export declare function looksLikePem(text: string | Uint8Array): boolean;
/**
 * All blocks of a text; what stands between them, as OpenSSL's -text writes it, is skipped.
 *
 * @param input is changed: it is a copy that is kept already
 */
export declare function parsePem(what: string, input: Uint8Array, keep: Keep): PemBlock[];
export declare function writePem(label: string, der: Uint8Array): string;
