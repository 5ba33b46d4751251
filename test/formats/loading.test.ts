import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The packages that a process has loaded after importing a file. */
function packagesAfter(file: string): string[] {
  const script = `
    import Module from 'node:module';
    await import(${JSON.stringify(new URL(file, `file://${root}/`).href)});
    console.log(JSON.stringify(Object.keys(Module._cache)));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const names = (JSON.parse(stdout.trim().split('\n').at(-1)!) as string[]).map(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? '',
  );
  return [...new Set(names)];
}

const isAsn1 = (name: string) => name.startsWith('@peculiar/') || name === 'asn1js';

test("import 'cryptoki' loads no ASN.1 library, 'cryptoki/formats' does", () => {
  assert.deepEqual(packagesAfter('src/index.ts').filter(isAsn1), []);
  assert.ok(packagesAfter('src/formats/formats.ts').some(isAsn1), 'so the measurement sees them');
});

test('what is used of the formats loads them', () => {
  const script = `
    import Module from 'node:module';
    const { loadFormatsSync } = await import(${JSON.stringify(new URL('src/model/formats-loader.ts', `file://${root}/`).href)});
    const loaded = () => Object.keys(Module._cache).some((path) => /asn1js/.test(path));
    const before = loaded();
    console.log(before, typeof loadFormatsSync().toTemplates, loaded());`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  assert.equal(stdout.trim(), 'false function true', stderr);
});

test('only src/formats imports the ASN.1 libraries', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.startsWith('formats'))) {
    assert.doesNotMatch(readFileSync(join(root, 'src', file), 'utf8'), /['"](@peculiar\/|asn1js)/, file);
  }
});
