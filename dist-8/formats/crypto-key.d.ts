import { webcrypto } from 'node:crypto';
import type { Template } from '../codec/attributes.js';
export type CryptoKeyAlgorithm = Parameters<typeof webcrypto.subtle.importKey>[2];
export interface CryptoKeyOptions {
    /** As `subtle.importKey` takes it; needed where the type of the key leaves a choice (RSA, EC, secret keys). */
    readonly algorithm?: CryptoKeyAlgorithm | undefined;
    /** By default only public keys are. */
    readonly extractable?: boolean | undefined;
    /** By default all that the algorithm and the half of the key allow. */
    readonly usages?: readonly webcrypto.KeyUsage[] | undefined;
}
/**
 * A key, given by its attributes, as a CryptoKey of Node's Web Cryptography API, which only makes them asynchronously.
 *
 * @throws FormatError if the Web Cryptography API has no such key; TypeError if an algorithm has to be named.
 */
export declare function toCryptoKey(template: Template, options?: CryptoKeyOptions): Promise<webcrypto.CryptoKey>;
