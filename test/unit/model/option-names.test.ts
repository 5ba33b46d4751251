// Options of a mechanism's parameter stand beside those of the method: a name in both would say two things at once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PARAMETER_CODECS } from '../../../src/codec/parameter-kinds.ts';
import { NEW_KEY_OPTIONS } from '../../../src/model/keys/key-templates.ts';

/** What methods that use a key take, and those that make one; those that make pairs have no parameters of their own. */
const OF_METHODS = [
  ...NEW_KEY_OPTIONS,
  'mechanism',
  'bits',
  'pin',
  'format',
  'software',
  'signal',
  'timeout',
];

describe('options of parameters are not those of methods', () => {
  it('which are many', () => assert.ok(OF_METHODS.includes('label') && OF_METHODS.includes('template')));
  for (const [kind, { options }] of Object.entries(PARAMETER_CODECS)) {
    if (options.length === 0) continue;
    it(`${kind}: ${options.join(', ')}`, () => {
      assert.deepEqual(
        options.filter((option) => OF_METHODS.includes(option)),
        [],
      );
    });
  }
});
