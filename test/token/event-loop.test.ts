import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/child.ts';
import { startTestToken } from '../support/token.ts';

const { modulePath, label, pin } = startTestToken();
const program = fileURLToPath(new URL('event-loop-program.ts', import.meta.url));
const PAIRS = 16;

test('the event loop goes on while 16 RSA-4096 key pairs are generated', async (t) => {
  const env = { TEST_MODULE: modulePath, TEST_LABEL: label, TEST_PIN: pin, TEST_PAIRS: String(PAIRS) };
  const { code, stdout, stderr } = await runProgram(program, { env });
  assert.equal(code, 0, stderr);
  const { control, library, sizes } = JSON.parse(stdout);
  t.diagnostic(stdout);
  assert.deepEqual(sizes, new Array(PAIRS).fill(4096));
  // A machine with more to do than cores keeps any program waiting: then what Node's own work on as many threads
  // costs is the measure. One key pair generated on the main thread would be hundreds of milliseconds.
  const limit = Math.max(5, control.p99 * 2);
  assert.ok(library.p99 < limit, `99th percentile ${library.p99} ms, limit ${limit} ms: ${stdout}`);
  assert.ok(library.busy < 0.1, `the event loop was busy ${library.busy * 100} % of the time: ${stdout}`);
});
