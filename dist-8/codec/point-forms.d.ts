/** A public point by itself, or in an OCTET STRING as CKA_EC_POINT has it. */
export type PointForm = 'raw' | 'der';
/**
 * A public point in both forms that tokens take for ECDH (PKCS #11 v3.2 §6.3.16, CK_ECDH1_DERIVE_PARAMS). The sizes
 * that raw points of the curve have decide which one is given, for a raw point may begin like DER; undefined if it is
 * neither.
 */
export declare function pointForms(point: Uint8Array, rawSizes: readonly number[]): Readonly<Record<PointForm, Uint8Array>> | undefined;
