import type { Arena } from '../native/arena.ts';
import { layoutOf } from '../native/layout.ts';
import { CODECS } from './attribute-codecs.ts';
import { attribute, type Template } from './attributes.ts';
import { describe } from './bytes.ts';

/** An array of CK_ATTRIBUTE in an arena. */
export interface EncodedTemplate {
  readonly address: number;
  readonly count: number;
  readonly byteLength: number;
}

/**
 * Writes a template as an array of CK_ATTRIBUTE, values and all. Attributes set to undefined are left out, so that
 * options can be passed on as they are. The template itself is never changed.
 */
export function encodeTemplate(arena: Arena, argument: string, template: Template): EncodedTemplate {
  if (typeof template !== 'object' || template === null || Array.isArray(template)) {
    throw new TypeError(`${argument}: expected an object of attributes, got ${describe(template)}`);
  }
  const entries = Object.entries(template).filter(([, value]) => value !== undefined);
  const { size, fields } = layoutOf(arena.abi, 'CK_ATTRIBUTE');
  const array = arena.allocate(size * entries.length);
  for (const [index, [key, value]] of entries.entries()) {
    const definition = attribute(key);
    const encoded = CODECS[definition.codec].encode(arena, `${argument}.${definition.name}`, value);
    const start = index * size;
    array.writeUlong(definition.type, start + fields.type!.offset);
    array.writePointer(encoded.length === 0 ? 0 : encoded.address, start + fields.pValue!.offset);
    array.writeUlong(encoded.length, start + fields.ulValueLen!.offset);
  }
  // Never NULL, even for no attributes: SoftHSM refuses that in C_CopyObject.
  return { address: array.address, count: entries.length, byteLength: array.size };
}
