/**
 * `npm run test:tokens [-- name of a token or part of a file's path ...] [--options for node]`: runs the tests of test/token and
 * test/faults on each kind of token, every file on a fresh one, and prints what passed, was skipped, and failed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { onInterruption } from './interruption.mjs';
import { ensureNpmDependencies, ensureSystemPackages, packages, root } from './setup.mjs';
import { findTests } from './test-files.mjs';
import { describeResult, killAll, runFile, Totals } from './test-run.mjs';
import { ExpectedDeviations } from './token-deviations.mjs';
import { tokenKinds } from './tokens/kinds.mjs';
import { startToken } from './tokens/lifecycle.mjs';

/** @typedef {import('./tokens/lifecycle.mjs').RunningToken} RunningToken */
/** @typedef {import('./tokens/lifecycle.mjs').TokenKind} TokenKind */

/** Without a resource manager it is the same token with less room: for whoever asks for it. */
const onRequest = ['tpm2-direct'];

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const nodeOptions = process.argv.slice(2).filter((word) => word.startsWith('--'));
const named = tokenKinds.filter(({ name }) => words.includes(name));
const kinds = named.length > 0 ? named : tokenKinds.filter(({ name }) => !onRequest.includes(name));
const filters = words.filter((word) => !tokenKinds.some(({ name }) => name === word));

const temporary = mkdtempSync(join(tmpdir(), 'cryptoki-test-tokens-'));
/** @type {Set<RunningToken>} */
const started = new Set();
process.on('exit', () => {
  killAll();
  for (const token of started) token.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
});
onInterruption((signal) => {
  console.error(`Interrupted by ${signal}.`);
  process.exit(1);
});

ensureNpmDependencies();
ensureSystemPackages([
  packages.openssl,
  packages.gcc,
  packages.libc,
  ...kinds.flatMap((kind) => kind.packages),
]);

/** @param {string} folder */
const select = (folder) =>
  findTests(join(root, 'test', folder)).filter(
    (file) => filters.length === 0 || filters.some((filter) => relative(root, file).includes(filter)),
  );

/** @type {{ kind: TokenKind, prepared: string | undefined, file: string }[]} */
const queue = kinds.flatMap((kind) => {
  const prepared = join(temporary, kind.name);
  kind.require?.();
  mkdirSync(prepared);
  kind.prepare?.(prepared);
  const files = select('token').map((file) => ({ kind, prepared, file }));
  const faults = select('faults').filter((file) => basename(file) === `${kind.name}.test.ts`);
  // Those break tokens of their own.
  return [...files, ...faults.map((file) => ({ kind, prepared: undefined, file }))];
});

/** @type {Map<TokenKind, Totals>} */
const results = new Map(kinds.map((kind) => [kind, new Totals()]));

const base = { ...process.env, TMPDIR: temporary };

/**
 * @param {TokenKind} kind
 * @param {string} prepared
 * @param {string} file
 */
async function runOnToken(kind, prepared, file) {
  const token = startToken(kind, { prepared });
  started.add(token);
  const { name, module, label, pin, soPin, reserved, readOnly, env, launcher, node } = token;
  const described = JSON.stringify({ name, module, label, pin, soPin, reserved, readOnly });
  const result = await runFile(file, {
    nodeOptions,
    env: { ...base, ...env, CRYPTOKI_TEST_TOKEN: described },
    launcher,
    node,
  });
  token.stop();
  started.delete(token);
  return result;
}

/** @param {{ kind: TokenKind, prepared: string | undefined, file: string }} job */
async function runOn({ kind, prepared, file }) {
  const result =
    prepared === undefined
      ? await runFile(file, { nodeOptions, env: base })
      : await runOnToken(kind, prepared, file);
  const expected = new ExpectedDeviations(kind.name, file);
  result.counts.excuse((failure) => expected.find(failure));
  for (const what of expected.vanished()) result.counts.addFailure(what);
  console.log(`${kind.name.padEnd(18)} ${describeResult(file, result)}`);
  results.get(kind)?.add(result.counts);
}

async function worker() {
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) await runOn(job);
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));

for (const [{ name, title }, { skipReasons }] of results) {
  if (skipReasons.size > 0) console.log(`\n${name}: ${title}`);
  for (const [reason, count] of skipReasons) console.log(`  skipped ${count}: ${reason}`);
}
console.log();
for (const [{ name }, totals] of results) console.log(`${name.padEnd(18)} ${totals}`);
const all = [...results.values()];
process.exitCode = all.some(({ failed }) => failed > 0) || all.every(({ passed }) => passed === 0) ? 1 : 0;
