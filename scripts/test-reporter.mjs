/**
 * The reporter of Node's test runner inside each test file's process: tells scripts/test.mjs what happens, as one
 * JSON line per event on file descriptor 3. Written synchronously, because a crash in native code or a call that
 * never returns would take buffered events with it.
 */
import { AssertionError } from 'node:assert';
import { writeSync } from 'node:fs';
import { inspect } from 'node:util';

/**
 * @typedef {object} TestEvent
 * @property {'start' | 'pass' | 'fail'} type
 * @property {string} name
 * @property {number} nesting 0 for top level tests
 * @property {boolean} [suite]
 * @property {string} [skip] the reason of a skipped test
 * @property {string} [error]
 * @property {boolean} [onlySubtestsFailed]
 */

/** @param {unknown} error */
function describe(error) {
  if (typeof error === 'string') return error;
  // Inspecting an assertion error repeats the difference that its message has already.
  const text = error instanceof AssertionError ? (error.stack ?? error.message) : inspect(error);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node:internal|node:async_hooks|node_modules\/tsx)/.test(line))
    .join('\n');
}

/** @param {string | boolean | undefined} reason */
const reasonText = (reason) => (typeof reason === 'string' && reason !== '' ? reason : 'no reason given');

/** @param {TestEvent} event */
function send(event) {
  try {
    writeSync(3, `${JSON.stringify(event)}\n`);
  } catch {
    // Nobody listens any more: the test run was killed.
    process.exit(1);
  }
}

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} source */
// biome-ignore lint/correctness/useYield: what the runner wants is a generator, but the events go to descriptor 3
export default async function* report(source) {
  for await (const { type, data } of source) {
    // An error outside of any test, such as one of the file's own while its first tests run.
    if (type === 'test:diagnostic' && data.nesting === 0 && data.message.startsWith('Warning: ')) {
      send({ type: 'fail', name: 'outside of the tests', nesting: 0, error: data.message });
    }
    if (type === 'test:dequeue') send({ type: 'start', name: data.name, nesting: data.nesting });
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, nesting, skip, todo, details } = data;
    const suite = details.type === 'suite';
    if (skip !== undefined) send({ type: 'pass', name, nesting, suite, skip: reasonText(skip) });
    else if (todo !== undefined) {
      send({ type: 'pass', name, nesting, suite, skip: `to do: ${reasonText(todo)}` });
    } else if (type === 'test:pass') send({ type: 'pass', name, nesting, suite });
    else {
      const { cause, failureType } = /** @type {Error & { failureType?: string }} */ (data.details.error);
      const error = describe(cause ?? data.details.error);
      send({
        type: 'fail',
        name,
        nesting,
        suite,
        error,
        onlySubtestsFailed: failureType === 'subtestsFailed',
      });
    }
  }
}
