import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/child.ts';
import { startTestToken } from '../support/token.ts';

const { modulePath, label, pin } = startTestToken();
const program = fileURLToPath(new URL('threads-program.ts', import.meta.url));

async function run(order: string, more: Record<string, string> = {}): Promise<void> {
  const env = { TEST_MODULE: modulePath, TEST_LABEL: label, TEST_PIN: pin, TEST_ORDER: order, ...more };
  const { code, signal, stdout, stderr } = await runProgram(program, { env });
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' }, stdout);
  const { codes, signatures } = JSON.parse(stdout);
  assert.deepEqual(codes, [0, 0]);
  assert.equal(signatures.length, 3);
  for (const count of signatures) assert.ok(count > 0, stdout);
}

// M is the main thread, 1 and 2 are its workers.
for (const order of ['M12', 'M21', '1M2', '2M1', '12M', '21M']) {
  test(`three threads sign at once and close in the order ${order}`, () => run(order));
}

test('workers that end without closing', () => run('12M', { TEST_LEAVE_OPEN: 'yes' }));
test('the main thread closes first, workers never', () => run('M12', { TEST_LEAVE_OPEN: 'yes' }));
