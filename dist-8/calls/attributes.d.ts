import type { AttributeDefinition } from '../codec/attributes.js';
import { type Program } from '../core/program.js';
import { ModuleFaultError, Pkcs11Error } from '../errors.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { type Define } from './nested-templates.js';
/** What the token answered for one attribute: a value, or why there is none. */
export type AttributeResult = {
    readonly value: unknown;
} | {
    readonly error: Pkcs11Error | ModuleFaultError;
};
/** The value, or the error that says why there is none. */
export declare function attributeValue(result: AttributeResult): unknown;
/**
 * C_GetAttributeValue for several attributes: one call where all goes well. Where the token finds fault with any, each
 * that is not certain is asked for on its own, for some modules stop at the first fault and leave the rest untouched.
 */
export declare function getAttributes(arena: Arena, object: Ulong, definitions: readonly AttributeDefinition[], define?: Define): Program<AttributeResult[]>;
