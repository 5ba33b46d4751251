import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CODECS } from '../../../src/codec/attribute-codecs.ts';
import { ATTRIBUTES, attribute } from '../../../src/codec/attributes.ts';

const spec: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('../../../spec/constants.json', import.meta.url), 'utf8'),
);

/** Names that the standard has replaced, and the start of the vendors' range. */
const WITHOUT_LINE: readonly string[] = ['CKA_SUB_PRIME_BITS', 'CKA_ECDSA_PARAMS', 'CKA_VENDOR_DEFINED'];

/** CKA_KEY_TYPE is keyType. */
const camelCase = (constant: string): string => {
  const [first, ...rest] = constant.slice('CKA_'.length).toLowerCase().split('_');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
};

describe('ATTRIBUTES', () => {
  const constants = Object.entries(spec.CKA!).filter(([name]) => !WITHOUT_LINE.includes(name));

  it('has one line for every constant of the standard, and no other', () => {
    assert.equal(constants.length, Object.keys(spec.CKA!).length - WITHOUT_LINE.length);
    assert.deepEqual(constants.map(([name]) => camelCase(name)).sort(), Object.keys(ATTRIBUTES).sort());
  });

  it('finds each by its name, with the number of the standard', () => {
    for (const [constant, type] of constants) {
      const definition = attribute(camelCase(constant));
      assert.equal(definition.type, type, constant);
      assert.equal(definition.name, camelCase(constant));
      assert.ok(Object.hasOwn(CODECS, definition.codec));
    }
  });

  it('finds each by its number', () => {
    for (const [constant, type] of constants) {
      assert.equal(attribute(type).name, camelCase(constant));
      assert.equal(attribute(String(type)).name, camelCase(constant));
    }
  });
});

describe('attribute', () => {
  it('takes a number of a vendor for an attribute without a name', () => {
    assert.deepEqual(attribute(0x8000_0123), { name: '2147483939', type: 0x8000_0123, codec: 'vendor' });
  });

  it('refuses names that do not exist', () => {
    for (const name of [
      'lable',
      'LABEL',
      'CKA_LABEL',
      'toString',
      'constructor',
      '__proto__',
      '',
      '1.5',
      '0x3',
    ]) {
      assert.throws(
        () => attribute(name),
        (error) => error instanceof TypeError && error.message.includes(JSON.stringify(name)),
      );
    }
  });

  it('refuses what is neither a name nor a number', () => {
    for (const value of [-1, 1.5, Number.NaN, null, undefined, {}, true]) {
      assert.throws(() => attribute(value as never), TypeError);
    }
  });
});
