import { type BytesLike } from '../../codec/bytes.js';
import type { EphemeralOption, MechanismOptions } from '../../codec/mechanisms.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import type { Key } from './key.js';
import { type NewKeyOptions } from './key-templates.js';
import { type KeyMaking } from './key-transport.js';
import type { SecretKey } from './secret-key.js';
/** Without the other party's public value: that is what encapsulation gives, and the ciphertext brings. */
type WithoutPeer<O> = O extends unknown ? Omit<O, EphemeralOption> : never;
/** The mechanism (ML_KEM for such keys), and what the new secret key is to be. */
export type EncapsulateOptions = (WithoutPeer<MechanismOptions> | {
    readonly mechanism?: undefined;
}) & NewKeyOptions & {
    readonly bits?: number | undefined;
};
export interface EncapsulatedKey {
    readonly key: SecretKey;
    /** For the owner of the private key. */
    readonly ciphertext: Bytes;
}
export declare function encapsulating(context: SessionContext, key: Key, keyType: KeyTypeName | Ulong, options: EncapsulateOptions): MakeProgram<EncapsulatedKey>;
export declare function decapsulating(context: SessionContext, key: Key, keyType: KeyTypeName | Ulong, ciphertext: BytesLike, options: EncapsulateOptions): KeyMaking;
export {};
