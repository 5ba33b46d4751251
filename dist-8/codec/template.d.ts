import type { Arena } from '../native/arena.js';
import { AttributeArray } from './attribute-array.js';
import { type Template } from './attributes.js';
/**
 * Writes a template as an array of CK_ATTRIBUTE, values and all. Attributes set to undefined are left out, so that
 * options can be passed on as they are. The template itself is never changed.
 */
export declare function encodeTemplate(arena: Arena, argument: string, template: Template): AttributeArray;
