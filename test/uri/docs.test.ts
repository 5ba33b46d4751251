// docs/uri.md: each example prints what the comment beside it says, and its table has every attribute.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { URI_ATTRIBUTES, URI_KEYS } from '../../src/codec/uri/uri-attributes.ts';
import { runProgram } from '../support/child.ts';
import { blocksOf, tablesOf } from '../support/markdown.ts';
import { startTestToken } from '../support/token.ts';

startTestToken();
const markdown = readFileSync(new URL('../../docs/uri.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'cryptoki-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

const library = new URL('../../src/uri/uri.ts', import.meta.url).href;

for (const { language, text, heading, line } of blocksOf(markdown)) {
  if (language !== 'ts') continue;
  test(`docs/uri.md, ${heading}, line ${line}`, async () => {
    const expected = [...text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed]) => printed);
    assert.equal(expected.length, text.split('console.log(').length - 1, 'each output is told');
    const program = join(folder, `line-${line}.ts`);
    writeFileSync(program, text.replaceAll("'cryptoki/uri'", JSON.stringify(library)));
    const { code, stdout, stderr } = await runProgram(program);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.deepEqual(stdout.trimEnd().split('\n'), expected);
  });
}

test('docs/uri.md: the table has each attribute, under both of its names', () => {
  const { rows } = tablesOf(markdown).find(({ heading }) => heading === 'Attributes')!;
  const documented = rows.slice(0, URI_KEYS.length).map(([inUri, inTypeScript]) => {
    return [inUri, /`(\w+)/.exec(inTypeScript!)![1]];
  });
  const expected = URI_KEYS.map((key) => [
    `\`${URI_ATTRIBUTES[key][0]}\``,
    key === 'pinValue' ? 'revealPin' : key,
  ]);
  assert.deepEqual(documented.sort(), expected.sort());
});
