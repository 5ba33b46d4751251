/**
 * `npm run coverage:spec [-- file, folder or kind of token ...]`: runs the tests, and then those of test/token on each
 * kind of token, and writes into spec/coverage.json what of the standard went to which module, and then
 * docs/coverage.md. With files these only, and with kinds of tokens, on these only; what others have shown before stays.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { tokenKinds } from './tokens/kinds.mjs';

/** @typedef {{ kind: string, name: string, module: string }} Sight */
/** @typedef {Record<string, Record<string, Record<string, string[]>>>} Evidence kind → name → module → test files */

const path = join(root, 'spec/coverage.json');
const folder = mkdtempSync(join(tmpdir(), 'cryptoki-spec-'));
const filters = process.argv.slice(2);
try {
  const recorder = '--import=./test/support/spec-recorder.ts';
  const kinds = tokenKinds.map(({ name }) => name).filter((name) => filters.includes(name));
  const files = filters.filter((filter) => !kinds.includes(filter));
  // Files are meant on SoftHSM and NSS, unless kinds of tokens are named.
  const scripts = [
    ...(kinds.length === 0 ? [['scripts/test.mjs', ...files]] : []),
    ...(filters.length === 0 || kinds.length > 0 ? [['scripts/test-tokens.mjs', ...filters]] : []),
  ];
  const statuses = scripts.map((script) => {
    const { status } = spawnSync(process.execPath, [...script, recorder], {
      cwd: root,
      env: { ...process.env, SPEC_RECORD: folder },
      stdio: 'inherit',
    });
    return status ?? 1;
  });
  const runs = readdirSync(folder).map((name) => {
    return /** @type {{ file: string, seen: Sight[] }} */ (
      JSON.parse(readFileSync(join(folder, name), 'utf8'))
    );
  });
  // What a file was to show again of a module, and has not, is gone.
  const ran = new Set(runs.flatMap(({ file, seen }) => seen.map(({ module }) => `${file} ${module}`)));
  /** @type {Map<string, Sight & { file: string }>} */
  const sights = new Map();
  /** @param {Sight & { file: string }} sight */
  const keep = (sight) => sights.set(Object.values(sight).join(' '), sight);
  /** @type {Evidence} */
  const former = filters.length > 0 && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  for (const [kind, names] of Object.entries(former)) {
    for (const [name, modules] of Object.entries(names)) {
      for (const [module, files] of Object.entries(modules)) {
        for (const file of files) {
          if (!ran.has(`${file} ${module}`) && existsSync(join(root, file)))
            keep({ kind, name, module, file });
        }
      }
    }
  }
  for (const { file, seen } of runs) {
    if (!/^test\/.*\.test\.ts$/.test(file)) continue;
    for (const sight of seen) keep({ kind: sight.kind, name: sight.name, module: sight.module, file });
  }
  /** @type {Evidence} */
  const evidence = {};
  const inOrder = [...sights.values()].sort((a, b) =>
    Object.values(a).join(' ') < Object.values(b).join(' ') ? -1 : 1,
  );
  for (const { kind, name, module, file } of inOrder) {
    evidence[kind] ??= {};
    const ofKind = evidence[kind];
    ofKind[name] ??= {};
    const ofName = ofKind[name];
    ofName[module] ??= [];
    const files = ofName[module];
    // Two tests of each module tell enough.
    if (files.length < 2) files.push(file);
  }
  writeFileSync(path, `${JSON.stringify(evidence, null, 1)}\n`);
  process.exitCode = Math.max(...statuses);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const page = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/coverage-page.mjs'], {
  cwd: root,
  stdio: 'inherit',
});
if (page.status !== 0) process.exitCode = 1;
