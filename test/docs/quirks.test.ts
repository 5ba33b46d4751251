import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGE, renderPage } from './quirks-page.ts';

test('docs/quirks.md is what the table says (npx tsx scripts/quirks-page.mjs writes it)', () => {
  assert.equal(readFileSync(PAGE, 'utf8'), renderPage());
});
