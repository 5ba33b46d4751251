// The snippets of the guides in docs/ compile, run, and print what the block of text below them says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findLibrary } from '../../scripts/find-library.mjs';
import { start as startNss } from '../../scripts/tokens/nss.mjs';
import { runProgram } from '../support/child.ts';
import { makeConsumer } from '../support/consumer.ts';
import { blocksOf } from '../support/markdown.ts';
import { startTestToken } from '../support/token.ts';

const GUIDES = ['raw.md', 'vendors.md', 'migrating.md', 'migrating-from-pkcs11js.md'];

const device = startTestToken();
const nss = startNss();
after(nss.stop);

const snippets = GUIDES.flatMap((guide) => {
  const blocks = blocksOf(readFileSync(new URL(`../../docs/${guide}`, import.meta.url), 'utf8'));
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (block.language !== 'ts') return [];
    const expected = next?.language === 'text' && next.follows ? next.text : undefined;
    return [{ guide, block, expected, name: `${guide.replace('.md', '')}-${block.line}` }];
  });
});

/** Where a reader's own module would be named. */
const runnable = (text: string) =>
  text.replaceAll("'/usr/lib/softhsm/libsofthsm2.so'", JSON.stringify(device.modulePath));

const { folder, problems } = makeConsumer(
  new Map(snippets.map(({ name, block }) => [`${name}.ts`, runnable(block.text)])),
);

for (const { guide, block, expected, name } of snippets) {
  test(`docs/${guide}, ${block.heading}, line ${block.line}`, async () => {
    assert.deepEqual(problems.get(`${name}.ts`), []);
    assert.ok(expected !== undefined, 'a block of text after it says what it prints');
    const { code, stdout, stderr } = await runProgram(join(folder, `${name}.js`), {
      cwd: folder,
      env: {
        NSS_MODULE: nss.module,
        NSS_RESERVED: nss.reserved,
        NSS_LABEL: nss.label,
        NSS_ROOTS: findLibrary('libnssckbi.so') ?? '',
      },
    });
    assert.equal(stderr, '');
    assert.equal(stdout, expected);
    assert.equal(code, 0);
  });
}
