// That `npm run test:asan` sees what it is there for: one byte more than was given, in either direction, on either
// thread, and memory that was given back. Without this its silence would mean nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findSanitizer } from '../../scripts/sanitizer.mjs';
import { runProgram } from '../support/child.ts';
import { buildHostile } from '../support/fake.ts';

const sanitizer = findSanitizer();
const skip = sanitizer === undefined && 'the compiler has no AddressSanitizer';

test('AddressSanitizer reports what is wrong, and nothing else', { skip }, async () => {
  const path = buildHostile({ flags: ['-fsanitize=address', '-fsanitize-recover=address'] });
  const { stderr } = await runProgram(fileURLToPath(new URL('sanitizer-probe.ts', import.meta.url)), {
    args: [path],
    // It goes on after a report, and need not find the names of functions, which takes it seconds.
    env: {
      ...sanitizer?.env,
      ASAN_OPTIONS: 'detect_leaks=0:symbolize=0:halt_on_error=0:suppress_equal_pcs=0',
    },
  });
  const [before, right, ...wrong] = stderr.split(/\n--- /) as [string, string, ...string[]];
  assert.equal(before, '');
  assert.equal(right, 'right\n');
  assert.equal(wrong.length, 9, stderr);
  for (const report of wrong) {
    assert.match(report, /ERROR: AddressSanitizer: (use-after-poison|heap-)/);
    assert.match(report, /#0 0x[0-9a-f]+ +\(.*hostile-[0-9a-f]+\.so/);
  }
});
