import type { BytesLike } from '../../codec/bytes.js';
import { type MechanismsOfKind, type OptionsOf } from '../../codec/mechanisms.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Key } from '../keys/key.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import { type OpenMessageOptions, type SealedInput, type SealedMessage } from './messages.js';
/** What `seal` and `open` take. */
export interface SealOptions extends OpenMessageOptions {
    /** By default AES_GCM, or AES_CCM on a token without it, and CHACHA20_POLY1305 for such keys. */
    readonly mechanism?: MechanismsOfKind<'gcm' | 'ccm' | 'poly1305'> | undefined;
}
export declare function sealing(context: SessionContext, key: Key, plaintext: BytesLike, options: SealOptions): MakeProgram<SealedMessage>;
export declare function unsealing(context: SessionContext, key: Key, sealed: SealedInput, options: SealOptions): MakeProgram<Bytes>;
/** The mechanisms that write an initialisation vector of their own into their parameter. */
type NewIvMechanism = MechanismsOfKind<'fortezzaIv' | 'gcm'>;
type WithoutIv<T> = T extends unknown ? Omit<T, 'iv'> : never;
/** The mechanism, its parameters without `iv`, and the size of the one that the token makes. */
export type NewIvOptions = WithoutIv<OptionsOf<NewIvMechanism>> & {
    readonly ivBytes?: number | undefined;
};
export interface EncryptedWithIv {
    readonly iv: Bytes;
    readonly ciphertext: Bytes;
}
/** Encrypts with a mechanism that makes its initialisation vector itself: in the standard those of FORTEZZA. */
export declare function encryptingWithNewIv(context: SessionContext, key: Key, plaintext: BytesLike, options: NewIvOptions): MakeProgram<EncryptedWithIv>;
export {};
