import { type KeyObject } from 'node:crypto';
import type { Template } from '../codec/attributes.js';
import type { KeyTypeName, MechanismName } from '../codec/names.js';
import type { GenerateKeyPairOptions } from '../model/keys/generation.js';
import type { PrivateKey } from '../model/keys/private-key.js';
import type { PublicKey } from '../model/keys/public-key.js';
import type { SecretKey } from '../model/keys/secret-key.js';
import type { Pkcs11Object } from '../model/objects/object.js';
import type { Bench, Refused } from './bench.js';
/** Keys whose values may be read: the only ones that can be compared with anything. */
export declare const READABLE: Template;
/** A secret key whose value is known here. */
export interface KnownSecret {
    readonly key: SecretKey;
    readonly value: Buffer;
    readonly refused?: Refused;
}
/** Gives the token a secret key of a random value. */
export declare function importSecret(bench: Bench, keyType: KeyTypeName, bits: number): Promise<KnownSecret>;
/** Has the token make a secret key, and reads its value. */
export declare function generateSecret(bench: Bench, keyType: KeyTypeName, options: {
    readonly bits?: number;
    readonly mechanism?: MechanismName;
}): Promise<KnownSecret>;
/** A known secret for several rows: given to the token, or else made there. */
export declare function secret(bench: Bench, keyType: KeyTypeName, bits: number): Promise<KnownSecret>;
/** Whether a key of the token is the one it should be. */
export declare function assertValue(what: string, key: SecretKey, expected: Uint8Array): Promise<void>;
/** A key pair, and its public half for node:crypto. */
export interface KeyPairHere {
    readonly privateKey: PrivateKey;
    /** Not there for some keys that were on the token before. */
    readonly publicKey: PublicKey | undefined;
    /** `undefined` if this Node.js knows no such keys. */
    readonly outside: KeyObject | undefined;
    readonly refused?: Refused;
}
/** A key pair for several rows: made by the token, or found there if that is allowed and it makes none. */
export declare function keyPair(bench: Bench, keyType: KeyTypeName, options: GenerateKeyPairOptions): Promise<KeyPairHere>;
export declare function generatePair(bench: Bench, keyType: KeyTypeName, options: GenerateKeyPairOptions): Promise<KeyPairHere>;
/** A public key for the openssl command. */
export declare function publicPem(publicKey: Pkcs11Object): Promise<string>;
/** A public key for node:crypto; `undefined` if this Node.js knows no such keys. */
export declare function exported(publicKey: Pkcs11Object): Promise<KeyObject | undefined>;
/** Whether something is refused, as it should be: a wrong signature, a changed ciphertext. */
export declare function assertRefused(what: string, operation: Promise<unknown>): Promise<void>;
