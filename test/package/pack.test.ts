import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Packed {
  unpackedSize: number;
  files: { path: string; size: number }[];
}

describe('the published package', () => {
  // Built in a copy: other tests and checks may be using dist meanwhile.
  const copy = mkdtempSync(join(tmpdir(), 'cryptoki-pack-'));
  let packed: Packed;
  let paths: string[];

  before(() => {
    const leftOut = ['node_modules', 'dist', '.git', 'coverage'];
    cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.includes(relative(root, path)) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: copy, encoding: 'utf8' });
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    [packed] = JSON.parse(output) as [Packed];
    paths = packed.files.map(({ path }) => path);
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('has the compiled code with its types and the documents', () => {
    for (const path of ['dist/index.js', 'dist/index.d.ts', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
      assert.ok(paths.includes(path), `${path} is missing`);
    }
  });

  it('has nothing else', () => {
    const expected = /^(dist\/.+\.(js|js\.map|d\.ts)|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    assert.deepEqual(
      paths.filter((path) => !expected.test(path)),
      [],
    );
  });

  it('has types for every compiled file that is not shared by others', () => {
    const compiled = paths.filter((path) => path.endsWith('.js') && !path.startsWith('dist/chunks/'));
    assert.deepEqual(
      compiled.filter((path) => !paths.includes(path.replace(/\.js$/, '.d.ts'))),
      [],
    );
  });

  it('is small', () => {
    assert.ok(packed.unpackedSize < 2_000_000, `${packed.unpackedSize} bytes`);
  });

  it('imports compiled files only', () => {
    for (const path of paths.filter((each) => /\.(js|d\.ts)$/.test(each))) {
      const text = readFileSync(join(copy, path), 'utf8');
      assert.doesNotMatch(text, /(from|import\() ?['"]\.[^'"]*\.ts['"]/, path);
    }
  });

  it('is found by its name, with its manifest', () => {
    const program = `
      const api = await import('cryptoki');
      const { default: manifest } = await import('cryptoki/package.json', { with: { type: 'json' } });
      console.log(JSON.stringify([Object.keys(api), manifest.name]));`;
    const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
      cwd: copy,
      encoding: 'utf8',
    });
    const [names, name] = JSON.parse(output) as [string[], string];
    assert.ok(names.includes('loadModule'), `exports: ${names}`);
    assert.equal(name, 'cryptoki');
  });

  it('hides its inner files', () => {
    const program = `import('cryptoki/dist/index.js').catch((error) => console.log(error.code))`;
    const output = execFileSync(process.execPath, ['-e', program], { cwd: copy, encoding: 'utf8' });
    assert.equal(output.trim(), 'ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']) {
      assert.ok(!(name in scripts), name);
    }
    assert.ok(!paths.includes('binding.gyp'), 'npm would compile a binding.gyp');
  });
});
