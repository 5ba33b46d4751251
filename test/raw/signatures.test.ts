// The parameters of each function, as JavaScript has them, come to those of its C prototype.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf } from '../../src/calls/signature.ts';
import { KINDS } from '../../src/raw/kinds.ts';
import { FUNCTIONS } from '../../src/spec/functions.ts';
import { SIGNATURES } from '../../src/spec/signatures.ts';

for (const [fn, signature] of Object.entries(SIGNATURES)) {
  test(fn, () => {
    const c = signature.flatMap(([name, kind]) => {
      const known = kindOf(KINDS, kind);
      assert.ok(known, `${name} is of a kind that exists: ${kind}`);
      return known.c;
    });
    const prototype = FUNCTIONS[fn as keyof typeof FUNCTIONS].parameters.map(([, kind]) => kind);
    assert.deepEqual(c, prototype);
  });
}

test('there are all 104', () => {
  assert.deepEqual(Object.keys(SIGNATURES), Object.keys(FUNCTIONS));
  assert.equal(Object.keys(SIGNATURES).length, 104);
});
