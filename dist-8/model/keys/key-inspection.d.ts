import { type AttributeName, type Template } from '../../codec/attributes.js';
import type { Program } from '../../core/program.js';
import type { Ulong } from '../../native/abi.js';
import type { Arena } from '../../native/arena.js';
/** A key that was made: what it was to be, and what of that the token was not told. */
export interface MadeKey {
    readonly handle: Ulong;
    readonly wanted: Template;
    readonly omitted: readonly AttributeName[];
}
/**
 * Looks whether an object that is no key is stored as it was to be: what is not, is destroyed.
 * @throws NotSupportedError
 */
export declare function lookingAtStore(arena: Arena, method: string, what: string, handle: Ulong, store: boolean): Program<void>;
/**
 * Looks at a new key: openCryptoki 3.8 unwraps into keys that are not sensitive, cards store what was to go with the
 * session, whatever the template says. What can be set right is; else the key must not be left.
 * @throws NotSupportedError, ModuleFaultError if the key is not as it was to be
 */
export declare function looking(arena: Arena, { method, fn }: {
    readonly method: string;
    readonly fn: string;
}, made: MadeKey): Program<void>;
