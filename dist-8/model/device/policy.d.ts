import type { Template } from '../../codec/attributes.js';
import type { KeyTypeName, MechanismName } from '../../codec/names.js';
import type { KeyWrapName } from '../../formats/key-wrap.js';
/** What a key may be used for: the CKA_ attributes that allow its operations. */
export type Capability = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'wrap' | 'unwrap' | 'derive' | 'encapsulate' | 'decapsulate';
/**
 * The operations that a default mechanism is looked up for; the inverse of each uses the same one. Private keys come as
 * PKCS #8, whose length is rarely a multiple of a block.
 */
export type DefaultedOperation = 'generate' | 'parameters' | 'encrypt' | 'seal' | 'sign' | 'recover' | 'wrap' | 'wrapPrivate' | 'derive' | 'encapsulate';
interface KeyTypePolicy extends Partial<Record<DefaultedOperation, readonly MechanismName[]>> {
    readonly capabilities: readonly Capability[];
    /** The class of such keys, if they are no secret keys. */
    readonly objectClass?: 'OTP_KEY';
    /** Keys are of a parameter set (CKA_PARAMETER_SET) and have no size in bits. */
    readonly parameterSet?: true;
}
export declare const KEY_TYPE_POLICY: Partial<Record<KeyTypeName, KeyTypePolicy>>;
/** The digest when none is named. */
export declare const DEFAULT_DIGEST: MechanismName;
/** RSA's public exponent when the template has none: 65537. */
export declare const PUBLIC_EXPONENT = 65537n;
/**
 * How secret and private keys are protected unless the template says otherwise: what they are stays on the token, and
 * only a logged-in user sees them (which takes a login to make them).
 */
export declare function protection(loggedIn: boolean): Template;
/**
 * How keys are wrapped on the way between a token and the world, by the type of key that wraps or unwraps them and the
 * class of the key, in the order tried. Private keys are too long for RSA.
 */
export declare const OUTSIDE_WRAPS: Partial<Record<KeyTypeName, Record<'SECRET_KEY' | 'PRIVATE_KEY', readonly KeyWrapName[]>>>;
/**
 * What mechanisms that wrap with a temporary AES key do first; for tokens that do not offer them, it is done in two
 * steps, the second with the AES key.
 */
export declare const TWO_STEP_WRAPS: Partial<Record<KeyWrapName, KeyWrapName>>;
/** The second step of a wrapping by the token. The world opens it as KWP (RFC 5649), and every token wraps so. */
export declare const SECOND_STEP: readonly KeyWrapName[];
export {};
