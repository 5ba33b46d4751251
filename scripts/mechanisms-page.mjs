/**
 * `npx tsx scripts/mechanisms-page.mjs`: writes the table of docs/mechanisms.md from the mechanisms that the library
 * knows. test/docs/mechanisms.test.ts fails when they differ.
 */
import { writeFileSync } from 'node:fs';
import { PAGE, renderPage } from '../test/docs/mechanisms-page.ts';

writeFileSync(PAGE, renderPage());
