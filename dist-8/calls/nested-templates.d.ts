import { type AttributeDefinition, type TemplateValues } from '../codec/attributes.js';
import { type Program } from '../core/program.js';
import { type Ulong } from '../native/abi.js';
import type { Arena } from '../native/arena.js';
/** What is known of the attributes within. */
export type Define = (type: Ulong) => AttributeDefinition;
/**
 * The attributes of a template that an object holds, the size of which is known. What the token does not tell of one
 * of them is undefined and spoils nothing else.
 */
export declare function readTemplate(arena: Arena, object: Ulong, { type, name }: AttributeDefinition, byteLength: number, define?: Define): Program<TemplateValues>;
