import { type MechanismOptions, type MechanismOutputs, type MechanismParameters, type MechanismsReturning, type MechanismsWith, type OptionsOf } from '../../codec/mechanisms.js';
import type { KeyTypeName } from '../../codec/names.js';
import { type ParameterKinds } from '../../codec/parameter-kinds.js';
import { MadeKey } from '../../codec/parameter-outputs.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { Bytes } from '../objects/data.js';
import type { SessionContext } from '../session/context.js';
import type { Key } from './key.js';
import { type NewKeyOptions } from './key-templates.js';
import { type KeyMaking } from './key-transport.js';
import type { SecretKey } from './secret-key.js';
type NoKey = MechanismsWith<{
    readonly derives: 'no key';
}>;
type PerhapsKey = MechanismsWith<{
    readonly derives: 'perhaps a key';
}>;
type MakesData = MechanismsWith<{
    readonly derives: 'data';
}>;
type Size = {
    readonly bits?: number | undefined;
};
/** The mechanism and its parameters: DH_PKCS_DERIVE takes `publicValue`, ECDH1_DERIVE `publicKey` and `kdf`. */
export type DeriveOptions = (Exclude<MechanismOptions, {
    readonly mechanism: NoKey | PerhapsKey;
}> | ({
    readonly mechanism?: undefined;
} & Partial<ParameterKinds['dh']> & Partial<ParameterKinds['ecdh']>)) & NewKeyOptions & Size;
/** The mechanisms that make several keys, or something besides a key. */
export type DeriveKeysMechanism = MechanismsReturning<'version' | 'wtlsVersion' | 'clientKey' | 'writeKey' | 'additionalKeys' | 'randomA'>;
export type DeriveKeysOptions<M extends DeriveKeysMechanism> = {
    readonly mechanism: M;
} & MechanismParameters<M> & NewKeyOptions & Size;
/** Handles as keys. */
type WithKeys<T> = T extends MadeKey ? SecretKey : T extends readonly MadeKey[] ? readonly SecretKey[] : T;
/** What `deriveKeys` returns: the key, unless the mechanism makes none, and all that its parameter gives back. */
export type DerivedKeys<M extends DeriveKeysMechanism> = {
    readonly [O in keyof MechanismOutputs<M>]: WithKeys<MechanismOutputs<M>[O]>;
} & (M extends NoKey ? object : {
    readonly key: M extends PerhapsKey ? SecretKey | undefined : SecretKey;
});
/** Data that is derived like a key: the output of a pseudo-random function. */
export type DeriveDataOptions = OptionsOf<MechanismsReturning<'output'>> | (OptionsOf<MakesData> & {
    readonly outputBytes: number;
});
export declare function deriving(context: SessionContext, key: Key, keyType: KeyTypeName | Ulong, options: DeriveOptions): KeyMaking;
export declare function derivingKeys<M extends DeriveKeysMechanism>(context: SessionContext, key: Key, keyType: KeyTypeName | Ulong, options: DeriveKeysOptions<M>): MakeProgram<DerivedKeys<M>>;
export declare function derivingData(context: SessionContext, key: Key, given: DeriveDataOptions): MakeProgram<Bytes>;
export {};
