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
  const keys = Object.keys(values).filter((key) => values[key] !== undefined);
  const array = new AttributeArray(arena, keys.length);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const { type, codec, name } = attribute(key);
    array.setType(index, type);
    array.setValue(index, CODECS[codec].encode(arena, `${argument}.${name}`, values[key]));
  }
  // Never NULL, even for no attributes: SoftHSM refuses that in C_CopyObject.
  return array;
}
