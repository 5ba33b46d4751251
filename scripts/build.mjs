/**
 * Writes the package's code into dist/: declarations by tsc, and JavaScript by esbuild, which joins what belongs
 * together into a few files. As many files as there are sources take three times as long to import.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const dist = join(root, 'dist');

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

// Files that a former build left behind would be published.
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// TypeScript understands './x.ts' in declarations where there is just x.d.ts, but other tools that read them do not.
for (const path of filesBelow(dist).filter((name) => name.endsWith('.d.ts'))) {
  const text = read(path);
  const rewritten = text.replace(/((?:from|import) *\(?['"]\.{1,2}\/[^'"\n]+)\.ts(?=['"])/g, '$1.js');
  if (rewritten !== text) writeFileSync(path, rewritten);
}

/** What others import, and the programs that run in processes of their own. */
const entries = Object.values(JSON.parse(read(join(root, 'package.json'))).exports)
  .filter((target) => typeof target === 'object')
  .map((target) => join(root, target.default.replace(/^\.\/dist/, 'src').replace(/\.js$/, '.ts')));
const sources = filesBelow(source).filter((path) => path.endsWith('.ts'));
const programs = sources.filter((path) => path.endsWith('-child.ts'));
/** Modules that look for a file beside them. As entries they come into a chunk: a folder below dist, as their own. */
const placed = sources.filter((path) => /import\.meta\.url/.test(read(path)));

await build({
  entryPoints: [...entries, ...programs, ...placed],
  outdir: dist,
  outbase: source,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  legalComments: 'none',
  logLevel: 'warning',
});

const misplaced = filesBelow(dist).filter(
  (path) =>
    path.endsWith('.js') && !path.includes(`${join(dist, 'chunks')}`) && /import\.meta\.url/.test(read(path)),
);
if (misplaced.length > 0) {
  console.error(
    `import.meta.url would be another than in the sources: ${misplaced.map((path) => relative(root, path))}`,
  );
  process.exit(1);
}
