/**
 * Where a token answers otherwise than the tests of test/token ask for, and what it answers. Such a test is run, and
 * counts as skipped only if it fails with just this answer. One that passes does not deviate any more: its line here
 * must go.
 *
 * What a mechanism, a function or a right decides is not here: tests name those by `requires`.
 */

/**
 * @typedef {object} Deviation
 * @property {string[]} tokens names of kinds; those of the newer suite are named apart
 * @property {string} file of test/token, without its ending
 * @property {RegExp} tests names of tests
 * @property {string} answer part of the error that the test fails with
 * @property {string} because what the token does
 */

/** @type {Deviation[]} */
export const deviations = [];

/** What the library says, before anything is sent, of a token that lacks a mechanism. */
const missing = /NotSupportedError: \w+: (the token does not offer [A-Z0-9_]+)/;

/**
 * The reason for which a failure on a token is the token's.
 * @param {string} token
 * @param {string} file
 * @param {{ test: string, error: string }} failure
 * @returns {string | undefined}
 */
export function findDeviation(token, file, { test, error }) {
  const refusal = missing.exec(error.split('\n')[0] ?? '');
  if (refusal) return refusal[1];
  const found = deviations.find(
    (each) =>
      each.tokens.includes(token) &&
      file.endsWith(`${each.file}.test.ts`) &&
      each.tests.test(test) &&
      error.includes(each.answer),
  );
  return found?.because;
}
