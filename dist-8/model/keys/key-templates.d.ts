import type { Template } from '../../codec/attributes.js';
import { type BytesLike } from '../../codec/bytes.js';
import type { KeyTypeName } from '../../codec/names.js';
import type { Ulong } from '../../native/abi.js';
import { type Capability } from '../device/policy.js';
/** What every method that makes a key takes. */
export interface NewKeyOptions {
    readonly label?: string | undefined;
    readonly id?: BytesLike | undefined;
    /** Stores the key on the token; otherwise it goes with the session. */
    readonly store?: boolean | undefined;
    /** What the key may be used for; by default everything its type is good for. */
    readonly capabilities?: readonly Capability[] | undefined;
    /** Attributes that override or add to what the options above and the defaults say. */
    readonly template?: Template | undefined;
}
export declare const NEW_KEY_OPTIONS: readonly string[];
/** The attributes that say what a key may be used for. */
export declare const CAPABILITIES: readonly Capability[];
/** The class of keys of a type that are made as secret keys are. */
export declare function secretClass(keyType: KeyTypeName | Ulong): 'SECRET_KEY' | 'OTP_KEY';
/** @param options `bits` is the size of the key, where its type does not fix it */
export declare function secretKeyTemplate(method: string, keyType: KeyTypeName | Ulong, options: NewKeyOptions & {
    readonly bits?: number | undefined;
}, loggedIn: boolean): Template;
export declare function publicKeyTemplate(method: string, keyType: KeyTypeName | Ulong, options: NewKeyOptions, attributes: Template): Template;
export declare function privateKeyTemplate(method: string, keyType: KeyTypeName | Ulong, options: NewKeyOptions, loggedIn: boolean): Template;
export declare function assertBits(method: string, bits: unknown): asserts bits is number;
