/**
 * `npm test [-- file, folder or part of a path ...] [--options for node]`: runs test/**\/*.test.ts, as many files at a
 * time as there are cores.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { onInterruption } from './interruption.mjs';
import { ensureNpmDependencies, ensureSystemPackages, root, testPackages } from './setup.mjs';
import { findTests } from './test-files.mjs';
import { describeResult, killAll, runFile, Totals } from './test-run.mjs';

/** @param {string[]} filters */
function selectTests(filters) {
  const all = findTests(join(root, 'test'));
  // What happens when tokens break needs daemons: `npm run test:tokens` starts them.
  if (filters.length === 0)
    return all.filter((file) => !relative(root, file).startsWith(join('test', 'faults')));
  const selected = all.filter((file) =>
    filters.some((filter) => {
      const path = resolve(filter);
      return file === path || file.startsWith(path + sep) || relative(root, file).includes(filter);
    }),
  );
  const exact = filters.map((filter) => resolve(filter));
  const extra = exact.filter(
    (path) => !all.includes(path) && statSync(path, { throwIfNoEntry: false })?.isFile(),
  );
  return [...selected, ...extra];
}

ensureNpmDependencies();
ensureSystemPackages(Object.values(testPackages));

const nodeOptions = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const files = selectTests(process.argv.slice(2).filter((arg) => !arg.startsWith('--')));

// Tests that crash or are interrupted leave tokens and compiled modules behind: all of it goes with this folder.
const temporary = mkdtempSync(join(tmpdir(), 'cryptoki-test-'));
const cleanUp = () => {
  killAll();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
};
process.on('exit', cleanUp);
onInterruption((signal) => {
  console.error(`Interrupted by ${signal}.`);
  process.exit(1);
});

const totals = new Totals();
const queue = [...files];

async function worker() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const result = await runFile(file, { nodeOptions, env: { ...process.env, TMPDIR: temporary } });
    console.log(describeResult(file, result, { verbose: files.length === 1 }));
    totals.add(result.counts);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));

for (const [reason, count] of totals.skipReasons) console.log(`skipped ${count}: ${reason}`);
console.log(`${totals}`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
