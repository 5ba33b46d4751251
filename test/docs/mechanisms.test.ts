import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PAGE, renderPage } from './mechanisms-page.ts';

test('docs/mechanisms.md is what the tables say (npx tsx scripts/mechanisms-page.mjs writes it)', () => {
  assert.equal(renderPage(), readFileSync(PAGE, 'utf8'));
});
