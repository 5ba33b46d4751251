import { type BytesLike } from '../codec/bytes.js';
/** What the formats have to know about a curve. */
export interface Curve {
    /** As OpenSSL names it; undefined for curves given by their parameters. */
    readonly name: string | undefined;
    readonly keyType: 'EC' | 'EC_EDWARDS' | 'EC_MONTGOMERY';
    /** CKA_EC_PARAMS. */
    readonly parameters: Uint8Array<ArrayBuffer>;
    /** Size of a coordinate, or of the whole key of RFC 7748 and RFC 8032. */
    readonly bytes: number;
    /** Size of the order: of a private key, and of each half of a signature. */
    readonly orderBytes: number;
    /** Its name in a JWK, if it has one. */
    readonly jwk: string | undefined;
}
/** The curve of a name (NIST's, SEC 2's, X9.62's, RFC 5639's, OpenSSL's), dotted object identifier, or CKA_EC_PARAMS. */
export declare function resolveCurve(argument: string, curve: string | BytesLike | Curve): Curve;
/** The size of each half of an ECDSA signature: that of the order of the curve. */
export declare function ecdsaHalfBytes(curve: string | BytesLike): number;
/** The curve that CKA_EC_PARAMS give by name or by all its parameters. */
export declare function curveOfParameters(what: string, bytes: Uint8Array): Curve;
/** CKA_EC_PARAMS of a named curve; its name or its dotted object identifier. */
export declare function encodeNamedCurve(curve: string): Uint8Array<ArrayBuffer>;
/** The name of the curve in CKA_EC_PARAMS, as OpenSSL knows it; undefined for parameters without a name. */
export declare function decodeNamedCurve(parameters: Uint8Array): string | undefined;
