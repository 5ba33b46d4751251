import { type BytesLike } from './bytes.js';
interface Curve {
    readonly names: readonly string[];
    /** The DER object identifier that CKA_EC_PARAMS takes. */
    readonly oid: string;
    readonly keyType: 'EC' | 'EC_EDWARDS' | 'EC_MONTGOMERY';
    /** Size of a coordinate in bytes: half an ECDSA signature. */
    readonly bytes: number;
}
/** CKA_EC_PARAMS for a named curve, or the DER bytes of any parameters as they are. */
export declare function curveParameters(argument: string, curve: string | BytesLike): Uint8Array;
/** The named curve that CKA_EC_PARAMS hold, if they name one. */
export declare function curveOf(parameters: Uint8Array): Curve | undefined;
export {};
