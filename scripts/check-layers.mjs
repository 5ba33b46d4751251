/**
 * Checks what neither the compiler nor the linter sees:
 *
 * - The source has layers, from the generated tables of the standard up to the command line tool. Each may use only
 *   what lies below, so that every layer can be read and tested without those above, and no cycle can arise.
 * - The formats bring the ASN.1 libraries along: what comes with `import 'cryptoki'` knows their types, and loads them
 *   in one place, when they are needed.
 * - Only src/native/koffi.ts knows the FFI library: another one could take its place by changing that one file.
 * - Files stay short, are named alike, and are imported where they are: an index.ts inside a folder would hide which
 *   file uses which.
 * - Only dependencies that users get installed are imported.
 * - No file in the repository names a place on one developer's machine or network.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { root } from './setup.mjs';

/** From the lowest up. Layers of one row do not know each other. */
const rows = [
  ['spec'],
  ['vendor-names'],
  ['errors'],
  ['native'],
  ['codec'],
  ['core', 'formats'],
  ['calls'],
  ['model'],
  ['raw', 'uri'],
  ['probe'],
  ['webcrypto'],
  ['cli'],
  ['index'],
];
const maxLines = 400;
/** The one file that loads the formats, and the layers that must not load them in any other way. */
const formatsLoader = 'src/model/formats-loader.ts';
const withoutFormats = ['calls', 'model', 'uri', 'index'];

/** @type {string[]} */
const problems = [];

/**
 * `src/codec/x.ts` and `src/codec.ts` are both of the layer codec.
 * @param {string} path
 */
const layerOf = (path) => (path.split('/')[1] ?? '').replace(/\.ts$/, '');
/** @param {string} layer */
const heightOf = (layer) => rows.findIndex((row) => row.includes(layer));

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * @param {string} file
 * @param {string} specifier
 */
function checkImport(file, specifier) {
  const layer = layerOf(file);
  if (!specifier.startsWith('.')) {
    const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier);
    const name = specifier.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? specifier;
    if (layer === 'spec')
      problems.push(`${file}: src/spec imports nothing from outside, but here ${specifier}`);
    if (!builtin && !(name in dependencies))
      problems.push(`${file}: ${specifier} is not among the dependencies`);
    if (name === 'koffi' && file !== 'src/native/koffi.ts') {
      problems.push(`${file}: only src/native/koffi.ts may import koffi`);
    }
    return;
  }
  const target = posix.join(posix.dirname(file), specifier);
  const targetLayer = layerOf(target);
  if (!target.startsWith('src/')) problems.push(`${file}: imports ${specifier} from outside src`);
  else if (targetLayer !== layer && heightOf(targetLayer) >= heightOf(layer)) {
    problems.push(`${file}: layer ${layer} must not import ${specifier} of layer ${targetLayer}`);
  }
}

/**
 * Types of the formats cost nothing; anything else loads them.
 * @param {string} file
 * @param {string} text
 */
function checkLazy(file, text) {
  if (!withoutFormats.includes(layerOf(file)) || file === formatsLoader) return;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  /** @param {ts.Node} node */
  const visit = (node) => {
    const [specifier, free] =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? [node.moduleSpecifier, isTypeOnly(node)]
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? [node.arguments[0], false]
          : [undefined, true];
    if (!free && specifier && ts.isStringLiteral(specifier)) {
      const target = posix.join(posix.dirname(file), specifier.text);
      if (layerOf(target) === 'formats') {
        problems.push(`${file}: loads ${specifier.text}: import its types only, or use ${formatsLoader}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** @param {ts.ImportDeclaration | ts.ExportDeclaration} node */
function isTypeOnly(node) {
  return ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** @param {string} file */
function checkSource(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const names = file.split('/').slice(1);
  const layer = layerOf(file);

  if (heightOf(layer) < 0) problems.push(`${file}: unknown layer ${layer}`);
  if (!names.every((name) => /^[a-z0-9]+(-[a-z0-9]+)*(\.ts)?$/.test(name))) {
    problems.push(`${file}: names are in kebab-case`);
  }
  if (names.length > 1 && names.at(-1) === 'index.ts')
    problems.push(`${file}: no index.ts inside of folders`);
  const lines = text.split('\n').length - 1;
  if (layer !== 'spec' && lines > maxLines) problems.push(`${file}: ${lines} lines, more than ${maxLines}`);
  for (const { fileName } of ts.preProcessFile(text).importedFiles) checkImport(file, fileName);
  checkLazy(file, text);
}

/** @param {string} file */
function checkPlaces(file) {
  const text = readFileSync(join(root, file), 'utf8');
  if (text.includes('\0')) return;
  const patterns = [
    /(?<![\w.-])\/(?:work|home|root)\//,
    /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\./,
    /https?:\/\/[\w.-]*(?:registry|artifactory|verdaccio|nexus)/,
    /"resolved"\s*:/,
  ];
  for (const [index, line] of text.split('\n').entries()) {
    const found = patterns.map((pattern) => line.match(pattern)?.[0]).find(Boolean);
    if (found) problems.push(`${file}:${index + 1}: names a developer's place: ${found}`);
  }
}

for (const entry of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  const file = `src/${entry}`;
  if (entry.endsWith('.ts')) checkSource(file);
  else if (!statSync(join(root, file)).isDirectory())
    problems.push(`${file}: only TypeScript belongs into src`);
}

// New files that are not ignored are about to be tracked: they are checked, too.
const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
if (git.status !== 0) problems.push(`git ls-files failed: ${git.error?.message ?? git.stderr}`);
for (const file of new Set((git.stdout ?? '').split('\0').filter(Boolean))) {
  if (statSync(join(root, file), { throwIfNoEntry: false })?.isFile()) checkPlaces(file);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
