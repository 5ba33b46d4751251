import { type HashName } from './hashes.js';
import { type MgfName } from './names.js';
export type SignaturePadding = 'PKCS1' | 'PSS';
/** A hash with the name of its function, as RSASSA-PKCS1-v1_5 signs it (RFC 8017 §9.2, DigestInfo in DER). */
export declare function digestInfo(hash: HashName, digest: Uint8Array): Uint8Array;
/** What PSS takes besides the hash: RSA_PKCS_PSS's options. */
interface PssOptions {
    readonly hash?: HashName;
    readonly mgf?: MgfName | number;
    readonly saltLength?: number;
}
type Pad = (message: Uint8Array, modulusBits: number, options: PssOptions) => Uint8Array;
export declare const SIGNATURE_PADDINGS: Readonly<Record<SignaturePadding, {
    readonly pad: Pad /** The same each time. */;
    readonly deterministic: boolean;
}>>;
/** Whether a block, as long as the modulus, is what PSS makes of a hash (RFC 8017 §9.1.2). */
export declare function isPssOf(digest: Uint8Array, block: Uint8Array, modulusBits: number, options: PssOptions): boolean;
/** The hash of a mask generation function, by the function's name or number; undefined if it is of none known here. */
export declare function maskHash(mgf: MgfName | number): HashName | undefined;
/** The number of bits of an unsigned big-endian integer. */
export declare function bitLength(integer: Uint8Array): number;
export {};
