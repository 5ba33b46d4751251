import type { Template } from '../codec/attributes.js';
import { type Program } from '../core/program.js';
import type { Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
/** C_CreateObject; the handle. */
export declare function createObject(arena: Arena, template: Template): Program<Ulong>;
/** C_CopyObject; the handle of the copy. */
export declare function copyObject(arena: Arena, object: Ulong, changes: Template): Program<Ulong>;
/** C_DestroyObject; true. */
export declare function destroyObject(object: Ulong): Program<true>;
/** C_GetObjectSize, in bytes; undefined if the token does not tell. */
export declare function getObjectSize(arena: Arena, object: Ulong): Program<number | undefined>;
/** C_SetAttributeValue. */
export declare function setAttributes(arena: Arena, object: Ulong, values: Template): Program<void>;
/**
 * C_FindObjectsInit, C_FindObjects in batches, C_FindObjectsFinal: the search is over before anyone sees a result, so
 * that nothing they do or break off can disturb it. Handles come once each, however often the token repeats them.
 */
export declare function findObjects(arena: Arena, template: Template): Program<Ulong[]>;
