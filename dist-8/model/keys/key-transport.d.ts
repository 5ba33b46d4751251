import type { Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import type { MechanismOptions, MechanismsReturning, OptionsOf } from '../../codec/mechanisms.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { ParameterKinds } from '../../codec/parameter-kinds.js';
import type { MakeProgram } from '../../core/module-runner.js';
import type { Ulong } from '../../native/abi.js';
import type { Bytes } from '../objects/data.js';
import { type ObjectReference } from '../objects/object.js';
import type { SessionContext } from '../session/context.js';
import type { Key } from './key.js';
import { type NewKeyOptions } from './key-templates.js';
import type { AnyKey } from './keys.js';
/** The mechanism and its parameters; by default AES_KEY_WRAP_KWP (or what the token has of it), or RSA_PKCS_OAEP. */
export type WrapOptions = MechanismOptions | ({
    readonly mechanism?: undefined;
} & ParameterKinds['oaep']);
export type UnwrapOptions = WrapOptions & NewKeyOptions & {
    readonly bits?: number | undefined;
};
/** The classes of keys that can be unwrapped. */
export type UnwrappedClass = 'SECRET_KEY' | 'PRIVATE_KEY';
export declare function wrapping(context: SessionContext, key: Key, wrapped: ObjectReference, options: WrapOptions): MakeProgram<Bytes>;
/** A program that makes a key, and what the key will be. */
export interface KeyMaking {
    readonly program: MakeProgram<Ulong>;
    wrap(handle: Ulong): AnyKey;
}
export declare function making(context: SessionContext, objectClass: UnwrappedClass, keyType: KeyTypeName | Ulong, program: MakeProgram<Ulong>): KeyMaking;
/** The template of a key that is unwrapped. */
export declare function templateOf(context: SessionContext, method: string, objectClass: UnwrappedClass, keyType: KeyTypeName | Ulong, options: NewKeyOptions & {
    readonly bits?: number | undefined;
}): Template;
export declare function unwrapping(context: SessionContext, key: Key, objectClass: UnwrappedClass, keyType: KeyTypeName | Ulong, wrapped: BytesLike, options: UnwrapOptions): KeyMaking;
/** The mechanisms that unwrap data along with a key. */
type WithDataMechanism = MechanismsReturning<'extraData'>;
export type UnwrapWithDataOptions = OptionsOf<WithDataMechanism> & NewKeyOptions & {
    readonly bits?: number | undefined;
};
/** A key, and what was wrapped with it. */
export interface KeyAndData<K> {
    readonly key: K;
    readonly blockContents: number;
    readonly extraData: Bytes;
}
export declare function unwrappingWithData(context: SessionContext, key: Key, objectClass: UnwrappedClass, keyType: KeyTypeName | Ulong, wrapped: BytesLike, given: UnwrapWithDataOptions): MakeProgram<KeyAndData<AnyKey>>;
export {};
