import { type KeyObject } from 'node:crypto';
import type { SignatureFormat } from '../../codec/dsa-signature.js';
import type { ChosenMechanism } from '../../codec/mechanisms.js';
/** A verification in parts, by node:crypto. */
export interface Verifier {
    update(chunk: Uint8Array): void;
    /** Whether the signature is good for all that came. */
    verdict(key: KeyObject, signature: Uint8Array): boolean;
}
/** Whether node:crypto can verify or encrypt in the token's place. */
export declare function worksOutside(mechanism: ChosenMechanism, keyType: unknown, operation: 'verify' | 'encrypt'): boolean;
/** Whether what it encrypts to is a number below the modulus. */
export declare function encryptsToNumbers({ entry }: ChosenMechanism): boolean;
export declare function verifierFor(mechanism: ChosenMechanism, format: SignatureFormat): Verifier;
export declare function encryptOutside(key: KeyObject, mechanism: ChosenMechanism, data: Uint8Array): Uint8Array<ArrayBuffer>;
