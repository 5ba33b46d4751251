/**
 * `npm run test:asan [-- file, folder or part of a path ...]`: the tests with modules compiled for AddressSanitizer and
 * its runtime preloaded into Node.js, by default those of the fake and of the hostile module. A read or write of a byte
 * that the library did not mean to give away ends the test with a report. See test/support/sanitized-arena.ts.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findSanitizer } from './sanitizer.mjs';
import { ensureNpmDependencies, ensureSystemPackages, packages, root } from './setup.mjs';

ensureNpmDependencies();
ensureSystemPackages(Object.values(packages));

const sanitizer = findSanitizer();
if (sanitizer === undefined) {
  console.error('The C compiler has no AddressSanitizer (libasan.so).');
  process.exit(1);
}

const selected = process.argv.slice(2);
const tests = selected.length > 0 ? selected : ['test/fake', 'test/hostile'];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'scripts/test.mjs'), ...tests, '--import=./test/support/sanitized-arena.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...sanitizer.env } },
);
process.exitCode = status ?? 1;
