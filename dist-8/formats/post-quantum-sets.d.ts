/** A parameter set of FIPS 203, 204 or 205, with the sizes of its keys in bytes. */
export interface ParameterSet {
    /** As FIPS and JOSE write it. */
    readonly name: string;
    readonly keyType: 'ML_DSA' | 'ML_KEM' | 'SLH_DSA';
    /** CKA_PARAMETER_SET. */
    readonly number: number;
    readonly oid: string;
    readonly publicBytes: number;
    /** CKA_VALUE of a private key, FIPS's private or decapsulation key. */
    readonly privateBytes: number;
    /** CKA_SEED; 0 where keys have none. */
    readonly seedBytes: number;
}
export declare const PARAMETER_SETS: readonly ParameterSet[];
