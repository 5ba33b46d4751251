/**
 * `npx tsx scripts/quirks-page.mjs`: writes docs/quirks.md from the table of quirks. test/docs/quirks.test.ts fails when
 * they differ.
 */
import { writeFileSync } from 'node:fs';
import { PAGE, renderPage } from '../test/docs/quirks-page.ts';

writeFileSync(PAGE, renderPage());
