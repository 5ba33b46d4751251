/**
 * DSA and ECDSA signatures are r and s side by side in PKCS #11, and a DER SEQUENCE of two INTEGERs in X.509, TLS,
 * CMS and OpenSSL (RFC 3279 §2.2). Twenty lines for one fixed shape, so that signing loads no ASN.1 library.
 */
export type SignatureFormat = 'raw' | 'der';
export declare function checkFormat(method: string, format: unknown): SignatureFormat;
/** r and s of equal length to DER. */
export declare function rawToDer(signature: Uint8Array): Uint8Array<ArrayBuffer>;
/** DER to r and s of `size` bytes each; undefined for anything but the one DER encoding of two such integers. */
export declare function derToRaw(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined;
