// Operations leave nothing in memory: after a warm-up what is resident stays the same, whether V8 is made to collect its
// garbage or does so as it likes. In `npm test` some ten thousand operations, and `npm run test:hostile` a million of each.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/child.ts';
import { buildHostile } from '../support/fake.ts';

const program = fileURLToPath(new URL('leaks.ts', import.meta.url));
const total = Number(process.env.HOSTILE_OPERATIONS ?? 40_000);
const MEBIBYTE = 1 << 20;
const MOST_GROWTH = 5 * MEBIBYTE;
/** Beside the sanitizer's own bookkeeping memory says nothing. */
const sanitized = process.env.TEST_SANITIZED === '1' && 'under AddressSanitizer';
/** Left to itself V8 lets garbage gather: the valleys between its collections take many operations to see. */
const tooFew = total < 500_000 && 'needs npm run test:hostile';

suite('resident memory', () => {
  for (const mode of ['sync', 'async']) {
    test(`${mode}, garbage collected`, { skip: sanitized }, () => assertFlat(mode, ['--collect']));
    test(`${mode}, garbage left to V8`, { skip: sanitized || tooFew }, () => assertFlat(mode, []));
  }
});

/** What V8 takes for itself as it likes, it takes before the first figure: the young generation, and its threads' heaps. */
const SETTLED = ['--expose-gc', '--max-semi-space-size=1', '--single-threaded'];

async function assertFlat(mode: string, options: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProgram(program, {
    args: ['--module', buildHostile(), '--operations', String(total), '--mode', mode, ...options],
    nodeOptions: SETTLED,
  });
  assert.equal(code, 0, stderr);
  const memory = JSON.parse(stdout) as number[];
  const warm = memory.slice(memory.length * 0.4);
  const valley = (part: readonly number[]): number => Math.min(...part);
  const growth = valley(warm.slice(warm.length / 2)) - valley(warm.slice(0, warm.length / 2));
  const figures = memory.map((bytes) => (bytes / MEBIBYTE).toFixed(1)).join(' ');
  assert.ok(growth < MOST_GROWTH, `${(growth / MEBIBYTE).toFixed(1)} MiB more, of these: ${figures}`);
}
