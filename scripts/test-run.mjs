/**
 * Runs files of tests with Node's test runner, one process per file.
 *
 * The processes are started here and not by `node --test`, because that, on Node 20, does not say to which file an
 * event belongs, has no time limit per test, cannot end a process that hangs in native code, and forgets the events
 * before a crash.
 */
import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './setup.mjs';

/** No single test may take longer. */
const timeLimit = Number(process.env.TEST_TIME_LIMIT_MS ?? 120_000);

/** @typedef {import('./test-reporter.mjs').TestEvent} TestEvent */

/** Counts leaf tests: a test or suite with subtests counts only if it failed by itself. */
class Counts {
  passed = 0;
  failed = 0;
  /** @type {string[]} reasons */
  skipped = [];
  /** @type {{ test: string, error: string }[]} */
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
      if (!event.onlySubtestsFailed)
        this.failures.push({ test: this.path.join(' > '), error: event.error ?? '' });
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
    this.failures.push({ test: '', error: reason });
  }

  /**
   * Counts failures as skipped for which there is a reason outside of what is tested.
   * @param {(failure: { test: string, error: string }) => string | undefined} findReason
   */
  excuse(findReason) {
    this.failures = this.failures.filter((failure) => {
      const reason = findReason(failure);
      if (reason === undefined) return true;
      this.failed -= 1;
      this.skipped.push(reason);
      return false;
    });
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

/** Ends all test processes that run. */
export function killAll() {
  for (const child of running) killGroup(child);
}

/**
 * @param {string} file
 * @param {{ nodeOptions?: string[], env: NodeJS.ProcessEnv, launcher?: string[], node?: string }} options
 *   `launcher`: the words before the command that runs the file; `node`: the Node.js that runs it
 * @returns {Promise<{ counts: Counts, output: string, milliseconds: number }>}
 */
export function runFile(file, { nodeOptions = [], env, launcher = [], node = process.execPath }) {
  const began = performance.now();
  const reporter = ['--test-reporter=./scripts/test-reporter.mjs', '--test-reporter-destination=stdout'];
  const [command = '', ...args] = [...launcher, node, '--import', 'tsx', ...reporter, ...nodeOptions, file];
  const child = spawn(command, args, {
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
      done({ counts, output, milliseconds: Math.round(performance.now() - began) });
    });
  });
}

/** @param {string} text */
const indent = (text) => text.trimEnd().replace(/^/gm, '    ');

/**
 * What is to be said about a file that has run.
 * @param {string} file
 * @param {{ counts: Counts, output: string, milliseconds: number }} result
 * @param {{ verbose?: boolean }} [options] `verbose`: with its output, even if nothing failed
 */
export function describeResult(file, { counts, output, milliseconds }, { verbose = false } = {}) {
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok    ';
  const lines = [`${verdict} ${relative(root, file)}: ${counts} (${milliseconds} ms)`];
  for (const { test, error } of counts.failures) {
    lines.push(`\n  ✖ ${indent(test === '' ? error : `${test}\n${error}`).trimStart()}`);
  }
  if (output.trim() !== '' && (counts.failed > 0 || verbose)) {
    lines.push(`\n  output of ${relative(root, file)}:\n${indent(output)}`);
  }
  if (counts.failed > 0) lines.push('');
  return lines.join('\n');
}

/** The counts of several files. */
export class Totals {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** @type {Map<string, number>} */
  skipReasons = new Map();

  /** @param {Counts} counts */
  add(counts) {
    this.passed += counts.passed;
    this.failed += counts.failed;
    this.skipped += counts.skipped.length;
    for (const reason of counts.skipped)
      this.skipReasons.set(reason, (this.skipReasons.get(reason) ?? 0) + 1);
  }

  toString() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}
