import type { Template } from '../../codec/attributes.js';
import { type ChosenMechanism } from '../../codec/mechanisms.js';
import type { KeyWrapName, KeyWrapOptions } from '../../formats/key-wrap.js';
import type { Key } from '../keys/key.js';
import type { SessionContext } from '../session/context.js';
/**
 * How a key is wrapped; by default as the token can do it: RSA_PKCS_OAEP or RSA_AES_KEY_WRAP, AES_KEY_WRAP_KWP or
 * AES_KEY_WRAP. `hash` and `label` are OAEP's: SHA-1 and none, unless told otherwise.
 */
export type OutsideOptions = Partial<KeyWrapOptions>;
export declare const OUTSIDE_OPTIONS: readonly string[];
/** A wrapping, as it is said outside and as the token takes it. */
export interface Step {
    readonly options: KeyWrapOptions;
    readonly inside: ChosenMechanism;
}
/** One way of wrapping a key: in one step, or in two where the token does not offer the mechanism as a whole. */
export type Way = Step | {
    readonly temporary: Step;
    readonly key: Step;
    readonly aesBits: number;
};
/**
 * The ways that a token can go with a type of wrapping key and a class of key, the preferred one first.
 * @param secondStep what the AES key of two steps may wrap with; by default what the token unwraps
 */
export declare function waysFor(context: SessionContext, keyType: Key['keyType'], objectClass: 'SECRET_KEY' | 'PRIVATE_KEY', { mechanism: named, hash, label, aesBits }: OutsideOptions, secondStep?: readonly KeyWrapName[]): Way[];
/** The AES key between the two steps, which lives for one call. */
export declare function temporaryKey(context: SessionContext, changes: Template): Template;
