import { type KeyObject } from 'node:crypto';
import type { KeyTypeName, MechanismName } from '../codec/names.js';
import type { GenerateKeyPairOptions } from '../model/keys/generation.js';
import type { UnwrapOptions } from '../model/keys/key-transport.js';
import type { CipherOptions } from '../model/operations/cipher.js';
import type { SignOptions, VerifyOptions } from '../model/operations/signature.js';
import type { Bench } from './bench.js';
import { type KeyPairHere } from './keys.js';
import { type Trial } from './trial.js';
type Named<O> = O & {
    readonly mechanism: MechanismName;
};
/** A key pair, with the options that make it. */
export interface PairOptions {
    readonly keyType: KeyTypeName;
    readonly make: GenerateKeyPairOptions;
}
export declare const RSA: PairOptions;
export declare const EC: PairOptions;
/** For a row that has nothing to say of what this Node.js cannot check. */
export declare function outsideOf({ outside, privateKey }: KeyPairHere): KeyObject;
/** The token makes a key pair; node:crypto takes its public key for one of the kind. */
export declare function generatingPair(name: string, generation: MechanismName, { keyType, make }: PairOptions, matches: (publicKey: KeyObject) => boolean): Trial;
interface SignTrial extends Pick<PairOptions, 'keyType'> {
    readonly name?: string;
    /** What makes the pair, or the options that the usual way takes. */
    pair?(bench: Bench): Promise<KeyPairHere>;
    readonly make?: GenerateKeyPairOptions;
    readonly options: Named<SignOptions & VerifyOptions>;
    /** What is signed instead of the data: its hash, say. */
    input?(data: Buffer): Buffer;
    outside(pair: KeyPairHere, data: Buffer, signature: Uint8Array): boolean | Promise<boolean>;
}
/** A signature by the token that node:crypto accepts, and that the token tells from a wrong one. */
export declare function signing({ name, keyType, make, pair: pairOf, options, input, outside, }: SignTrial): Trial;
/** What `crypto.verify` says of data hashed with SHA-256. */
export declare function verifies(options?: object): (pair: KeyPairHere, data: Buffer, signature: Uint8Array) => boolean;
interface RsaPadding {
    readonly padding: number;
    readonly oaepHash?: string;
}
export declare const PKCS1: RsaPadding;
export declare const OAEP_SHA1: RsaPadding;
export declare const OAEP_SHA256: RsaPadding;
/**
 * The token decrypts what node:crypto encrypts, and then what itself encrypts: with the former right, the latter is,
 * too, although nobody outside could decrypt it.
 */
export declare function cipheringRsa(name: string, options: Named<CipherOptions>, padding: RsaPadding): Trial;
/** The same with a key for the data. */
export declare function wrappingRsa(name: string, options: Named<UnwrapOptions>, padding: RsaPadding): Trial;
export {};
