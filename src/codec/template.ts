import type { Arena } from '../native/arena.ts';
import { AttributeArray } from './attribute-array.ts';
import { CODECS } from './attribute-codecs.ts';
import { attribute, type Template } from './attributes.ts';
import { describe } from './bytes.ts';

/**
 * Writes a template as an array of CK_ATTRIBUTE, values and all. Attributes set to undefined are left out, so that
 * options can be passed on as they are. The template itself is never changed.
 */
export function encodeTemplate(arena: Arena, argument: string, template: Template): AttributeArray {
  if (typeof template !== 'object' || template === null || Array.isArray(template)) {
    throw new TypeError(`${argument}: expected an object of attributes, got ${describe(template)}`);
  }
  const values = template as Readonly<Record<string, unknown>>;
  const keys = Object.keys(values);
  let count = 0;
  for (const key of keys) if (values[key] !== undefined) count++;
  const array = new AttributeArray(arena, count);
  let index = 0;
  for (const key of keys) {
    const value = values[key];
    if (value === undefined) continue;
    const { type, codec, name } = attribute(key);
    array.setType(index, type);
    array.setValue(index++, CODECS[codec].encode(arena, `${argument}.${name}`, value));
  }
  // Never NULL, even for no attributes: SoftHSM refuses that in C_CopyObject.
  return array;
}
