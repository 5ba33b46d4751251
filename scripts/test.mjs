/**
 * `npm test [-- file, folder or part of a path ...] [--options for node]`: runs test/**\/*.test.ts with Node's test
 * runner, one process per file, as many at a time as there are cores.
 *
 * The processes are started here and not by `node --test`, because that, on Node 20, does not say to which file an
 * event belongs, has no time limit per test, cannot end a process that hangs in native code, and forgets the events
 * before a crash.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { onInterruption } from './interruption.mjs';
import { ensureNpmDependencies, ensureSystemPackages, root, testPackages } from './setup.mjs';

/** No single test may take longer. */
const timeLimit = Number(process.env.TEST_TIME_LIMIT_MS ?? 120_000);

/** @typedef {import('./test-reporter.mjs').TestEvent} TestEvent */

/** Counts leaf tests: a test or suite with subtests counts only if it failed by itself. */
class Counts {
  passed = 0;
  failed = 0;
  /** @type {string[]} reasons */
  skipped = [];
  /** @type {string[]} descriptions of failures */
  failures = [];
  /** @type {string[]} names of the enclosing tests and of the one that runs */
  path = [];
  /** @type {{ tests: number, failed: number }[]} results below each open level */
  #below = [];

  /** @param {TestEvent} event */
  add(event) {
    const { nesting } = event;
    this.path.length = nesting;
    this.path[nesting] = event.name;
    if (event.type === 'start') return;

    const inside = this.#below[nesting + 1] ?? { tests: 0, failed: 0 };
    this.#below.length = nesting + 1;
    const level = this.#below[nesting] ?? { tests: 0, failed: 0 };
    this.#below[nesting] = level;
    level.tests += 1;
    level.failed += inside.failed;

    if (event.skip !== undefined) this.skipped.push(event.skip);
    else if (event.type === 'fail') {
      if (!event.onlySubtestsFailed) this.failures.push(`${this.path.join(' > ')}\n${event.error}`);
      // A failing hook fails the suite and cancels its tests: those are counted already.
      if (inside.failed === 0) {
        this.failed += 1;
        level.failed += 1;
      }
    } else if (inside.tests === 0 && !event.suite) this.passed += 1;
  }

  /** @param {string} reason */
  addFailure(reason) {
    this.failed += 1;
    this.failures.push(reason);
  }

  toString() {
    const { passed, failed, skipped } = this;
    if (passed + failed + skipped.length === 0) return 'no tests';
    const parts = [`${passed} passed`];
    if (failed > 0) parts.push(`${failed} failed`);
    if (skipped.length > 0) parts.push(`${skipped.length} skipped`);
    return parts.join(', ');
  }
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function findTests(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findTests(path);
      return entry.name.endsWith('.test.ts') ? [path] : [];
    })
    .sort();
}

/** @param {string[]} filters */
function selectTests(filters) {
  const all = findTests(join(root, 'test'));
  if (filters.length === 0) return all;
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

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Ends a test process and whatever it started: each leads its own process group.
 * @param {import('node:child_process').ChildProcess} child
 */
function killGroup(child) {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of the group has ended.
  }
}

/**
 * @param {string} file
 * @param {string[]} nodeOptions
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ counts: Counts, output: string }>}
 */
function runFile(file, nodeOptions, env) {
  const reporter = ['--test-reporter=./scripts/test-reporter.mjs', '--test-reporter-destination=stdout'];
  const args = ['--import', 'tsx', ...reporter, ...nodeOptions, file];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  running.add(child);

  const counts = new Counts();
  let output = '';
  let timedOut = false;
  const collect = (/** @type {Buffer} */ data) => {
    output += data;
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);

  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(child);
  }, timeLimit);
  createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) }).on(
    'line',
    (line) => {
      timer.refresh();
      counts.add(JSON.parse(line));
    },
  );

  return new Promise((done) => {
    child.on('error', (error) => counts.addFailure(error.message));
    // A process that the test left behind would keep the pipes open, and 'close' would never come.
    child.on('exit', () => killGroup(child));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      const last = counts.path.length > 0 ? `, last seen in: ${counts.path.join(' > ')}` : '';
      if (timedOut) counts.addFailure(`nothing happened for ${timeLimit / 1000} s${last}`);
      else if (signal) counts.addFailure(`the process was ended by ${signal}${last}`);
      else if (code !== 0 && counts.failed === 0)
        counts.addFailure(`the process ended with code ${code}${last}`);
      done({ counts, output });
    });
  });
}

/** @param {string} text */
const indent = (text) => text.trimEnd().replace(/^/gm, '    ');

ensureNpmDependencies();
ensureSystemPackages(Object.values(testPackages));

const nodeOptions = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const files = selectTests(process.argv.slice(2).filter((arg) => !arg.startsWith('--')));

// Tests that crash or are interrupted leave tokens and compiled modules behind: all of it goes with this folder.
const temporary = mkdtempSync(join(tmpdir(), 'cryptoki-test-'));
const cleanUp = () => {
  for (const child of running) killGroup(child);
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
};
process.on('exit', cleanUp);
onInterruption((signal) => {
  console.error(`Interrupted by ${signal}.`);
  process.exit(1);
});

const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {Map<string, number>} */
const skipReasons = new Map();
const queue = [...files];

async function worker() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const began = performance.now();
    const { counts, output } = await runFile(file, nodeOptions, { ...process.env, TMPDIR: temporary });
    const time = Math.round(performance.now() - began);
    const verdict = counts.failed > 0 ? 'FAILED' : 'ok    ';
    console.log(`${verdict} ${relative(root, file)}: ${counts} (${time} ms)`);
    for (const failure of counts.failures) console.log(`\n  ✖ ${indent(failure).trimStart()}`);
    if (output.trim() !== '' && (counts.failed > 0 || files.length === 1)) {
      console.log(`\n  output of ${relative(root, file)}:\n${indent(output)}`);
    }
    if (counts.failed > 0) console.log();
    totals.passed += counts.passed;
    totals.failed += counts.failed;
    totals.skipped += counts.skipped.length;
    for (const reason of counts.skipped) skipReasons.set(reason, (skipReasons.get(reason) ?? 0) + 1);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));

for (const [reason, count] of skipReasons) console.log(`skipped ${count}: ${reason}`);
const { passed, failed, skipped } = totals;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
