/**
 * `npx tsx scripts/formats-matrix.mjs`: writes the tables of docs/formats.md, after taking each kind of key through each
 * format as test/formats/matrix.test.ts does, which fails when they differ.
 */
import { writeFileSync } from 'node:fs';
import { findMatrix, PAGE, renderPage } from '../test/formats/render.ts';

const matrix = await findMatrix(async (name, part) => {
  await part();
  console.log(name);
});
writeFileSync(PAGE, renderPage(matrix));
