import type { KeyTypeName, MechanismName } from '../codec/names.js';
import type { ConfidentialKey } from '../model/keys/confidential-key.js';
import type { DeriveOptions } from '../model/keys/derivation.js';
import type { UnwrapOptions } from '../model/keys/key-transport.js';
import type { SecretKey } from '../model/keys/secret-key.js';
import type { CipherOptions } from '../model/operations/cipher.js';
import type { SignOptions } from '../model/operations/signature.js';
import type { Bench, Refused } from './bench.js';
import { type importSecret } from './keys.js';
import { type Found, type Trial } from './trial.js';
/** Data that is a multiple of every block. */
export declare const DATA: Buffer;
/** Data that is not. */
export declare const TEXT: Buffer;
type Named<O> = O & {
    readonly mechanism: MechanismName;
};
interface SecretTrial {
    readonly keyType: KeyTypeName;
    readonly bits: number;
}
/** What of the result shows that a session object was refused. */
export declare function storedOnly(refused: Refused | undefined): Found;
/** The token makes a key: its value is as long as it should be, and is what the token encrypts with. */
export declare function generating(keyType: KeyTypeName, bits: number, generation: MechanismName, check?: {
    readonly mechanism: 'AES_ECB' | 'DES3_ECB';
    readonly outside: string;
}): Trial;
interface CipherTrial extends SecretTrial {
    readonly name?: string;
    readonly options: Named<CipherOptions>;
    readonly data?: Buffer;
    /** What the ciphertext should be. */
    outside(key: Buffer, data: Buffer): Buffer;
    /** A changed ciphertext is refused. */
    readonly authenticated?: true;
}
export declare function ciphering({ name, keyType, bits, options, data, outside, authenticated, }: CipherTrial): Trial;
interface MacTrial extends SecretTrial {
    readonly options: Named<SignOptions>;
    outside(key: Buffer, data: Buffer): Buffer;
}
export declare function authenticating({ keyType, bits, options, outside }: MacTrial): Trial;
interface WrapTrial extends SecretTrial {
    readonly options: Named<UnwrapOptions>;
    outside(kek: Buffer, key: Buffer): Buffer;
    /** What some tokens understand by the mechanism instead. */
    readonly or?: readonly {
        readonly detail: string;
        outside(kek: Buffer, key: Buffer): Buffer;
    }[];
}
/** Wraps a key that is known here, and unwraps it into another. */
export declare function wrapping({ keyType, bits, options, outside, or }: WrapTrial): Trial;
/**
 * Unwraps a key whose value can be read. Some tokens refuse to be told that it may be (openCryptoki), although theirs
 * can be if nothing is said.
 */
export declare function unwrap(bench: Bench, key: ConfidentialKey, wrapped: Uint8Array, options: Named<UnwrapOptions>): Promise<SecretKey>;
/** Unless told otherwise a key that is unwrapped is as well protected as one that is made. */
export declare const protecting: Trial;
export declare function secretToMove(bench: Bench): ReturnType<typeof importSecret>;
interface DeriveTrial extends SecretTrial {
    readonly options: Named<DeriveOptions>;
    /** The type of the new key, of 128 bits; AES by default. */
    readonly derived?: KeyTypeName;
    outside(key: Buffer): Buffer;
}
export declare function derivingSecret({ keyType, bits, options, derived, outside }: DeriveTrial): Trial;
export {};
