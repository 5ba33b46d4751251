import type { Bench } from './bench.js';
import { type KeyPairHere } from './keys.js';
import { type Trial } from './trial.js';
type Finite = 'DSA' | 'DH';
/** A key pair from given parameters, which stay in this program. */
export declare function pairFromParameters(bench: Bench, keyType: Finite): Promise<KeyPairHere>;
export declare function generatingFromParameters(keyType: Finite): Trial;
/** The token makes domain parameters, of the size that is fastest, and node:crypto takes a key made of them. */
export declare function generatingParameters(keyType: Finite, mechanism: 'DSA_PARAMETER_GEN' | 'DH_PKCS_PARAMETER_GEN', least: number): Trial;
/** Parameters as an object of the token, or, where it takes none, in this program alone. */
export declare function creatingParameters(keyType: Finite): Trial;
/** A secret with another party, who is node:crypto. */
export declare function derivingDh(name: string, keyType: 'AES' | 'GENERIC_SECRET', bits: number): Trial;
export declare const derivingEcdh: Trial;
export declare const derivingX25519: Trial;
export {};
