/**
 * `npm run test:asan [-- file, folder or part of a path ...]`: the tests with modules compiled for AddressSanitizer and
 * its runtime preloaded into Node.js, by default all that give memory to a module: to the fake and the hostile one, whose
 * every access is checked, and to real ones, of which the runtime sees what they copy, compare, allocate and free. A
 * read or write of a byte that the library did not mean to give away ends the test with a report. See
 * test/support/sanitized-arena.ts.
 */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { findSanitizer } from './sanitizer.mjs';
import { ensureNpmDependencies, ensureSystemPackages, packages, root } from './setup.mjs';
import { findTests } from './test-files.mjs';

const FOLDERS = [
  'fake',
  'hostile',
  'raw',
  'vendor',
  'states',
  'token',
  'fallbacks',
  'probe',
  'uri',
  'vectors',
  'soak',
];
/** What measures time says nothing under a sanitizer. */
const MEASURES = ['test/token/event-loop.test.ts'];

ensureNpmDependencies();
ensureSystemPackages(Object.values(packages));

const sanitizer = findSanitizer();
if (sanitizer === undefined) {
  console.error('The C compiler has no AddressSanitizer (libasan.so).');
  process.exit(1);
}

const selected = process.argv.slice(2);
const all = FOLDERS.flatMap((folder) => findTests(join(root, 'test', folder))).map((file) =>
  relative(root, file),
);
const tests = selected.length > 0 ? selected : all.filter((file) => !MEASURES.includes(file));
const { status } = spawnSync(
  process.execPath,
  [join(root, 'scripts/test.mjs'), ...tests, '--import=./test/support/sanitized-arena.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...sanitizer.env } },
);
process.exitCode = status ?? 1;
