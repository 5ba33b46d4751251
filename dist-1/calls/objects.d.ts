import type { AttributeDefinition, Template } from '../codec/attributes.js';
import { type Program } from '../core/program.js';
import { ModuleFaultError, Pkcs11Error } from '../errors.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
import { type Define } from './nested-templates.js';
/** C_CreateObject; the handle. */
export declare function createObject(arena: Arena, template: Template): Program<Ulong>;
/** C_CopyObject; the handle of the copy. */
export declare function copyObject(arena: Arena, object: Ulong, changes: Template): Program<Ulong>;
/** C_DestroyObject. */
export declare function destroyObject(object: Ulong): Program<void>;
/** C_GetObjectSize, in bytes; undefined if the token does not tell. */
export declare function getObjectSize(arena: Arena, object: Ulong): Program<number | undefined>;
/** C_SetAttributeValue. */
export declare function setAttributes(arena: Arena, object: Ulong, values: Template): Program<void>;
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
/**
 * C_FindObjectsInit, C_FindObjects in batches, C_FindObjectsFinal: the search is over before anyone sees a result, so
 * that nothing they do or break off can disturb it. Handles come once each, however often the token repeats them.
 */
export declare function findObjects(arena: Arena, template: Template): Program<Ulong[]>;
