import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findMatrix, PAGE, renderPage } from './render.ts';

test('every format of every kind of key, judged by openssl and node:crypto', async (t) => {
  const matrix = await findMatrix(async (name, part) => {
    await t.test(name, part);
  });
  await t.test('is what docs/formats.md says (npx tsx scripts/formats-matrix.mjs writes it)', () => {
    assert.equal(renderPage(matrix), readFileSync(PAGE, 'utf8'));
  });
});
