/**
 * `npm run check`: all static checks. Every one runs even if an earlier one failed, so that one run shows all.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureNpmDependencies, root } from './setup.mjs';

/** @param {string} name */
const bin = (name) => join(root, 'node_modules/.bin', name);

/** @type {[name: string, command: string, ...args: string[]][]} */
const checks = [
  ['format and lint', bin('biome'), 'ci', '--colors=off', '--error-on-warnings'],
  ['types', bin('tsc'), '--noEmit'],
  ['layers', process.execPath, 'scripts/check-layers.mjs'],
  ['generated files are current', process.execPath, 'scripts/generate-spec.mjs', '--check'],
  ['coverage of the standard', process.execPath, '--import', 'tsx', 'scripts/coverage-page.mjs', '--check'],
  ['unused code (knip)', bin('knip'), '--no-progress'],
  ['build', process.execPath, 'scripts/build.mjs'],
  ['package (publint)', bin('publint'), '--strict'],
  ['package types (attw)', bin('attw'), '--pack', '--profile', 'esm-only', '--no-emoji', '--no-color'],
];

ensureNpmDependencies();
let failed = 0;
for (const [name, command, ...args] of checks) {
  const began = performance.now();
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const ok = result.status === 0;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${seconds} s)`);
  if (ok) continue;
  failed += 1;
  const output = `${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`;
  console.log(output.trimEnd().replace(/^/gm, '        '));
}
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
