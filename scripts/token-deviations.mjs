/**
 * Where a token answers otherwise than the tests of test/token ask for, and what it answers. Such a test is run, and
 * counts as skipped only if it fails with just this answer. If all that a line names have run and none failed, the
 * token does not deviate any more: the run fails, and the line must go.
 *
 * What a mechanism, a function or a right decides is not here: tests name those by `requires`.
 */
import { basename } from 'node:path';
import { nssDeviations } from './deviations/nss.mjs';
import { opencryptokiDeviations } from './deviations/opencryptoki.mjs';
import { openscDeviations } from './deviations/opensc.mjs';
import { p11KitDeviations } from './deviations/p11-kit.mjs';
import { tpm2Deviations } from './deviations/tpm2.mjs';

/**
 * @typedef {object} Deviation
 * @property {string[]} tokens names of kinds; those of the newer suite are named apart
 * @property {string} file of test/token, without its ending
 * @property {RegExp} tests names of tests
 * @property {string} answer part of the error that the test fails with
 * @property {string} because what the token does
 */

/** @type {Deviation[]} */
const deviations = [
  ...nssDeviations,
  ...opencryptokiDeviations,
  ...openscDeviations,
  ...p11KitDeviations,
  ...tpm2Deviations,
];

/** What the library says, before anything is sent, of a token that lacks a mechanism. */
const missing = /NotSupportedError: \w+: (the token does not offer [A-Z0-9_]+)/;

/** The lines about one file of tests on one kind of token, and which of them were met. */
export class ExpectedDeviations {
  /** @type {Deviation[]} */
  #lines;
  /** @type {Set<Deviation>} */
  #met = new Set();

  /**
   * @param {string} token
   * @param {string} file
   */
  constructor(token, file) {
    const name = basename(file, '.test.ts');
    this.#lines = deviations.filter((each) => each.tokens.includes(token) && each.file === name);
  }

  /**
   * The reason for which a failure is the token's.
   * @param {{ test: string, error: string }} failure
   * @returns {string | undefined}
   */
  find({ test, error }) {
    const refusal = missing.exec(error.split('\n')[0] ?? '');
    if (refusal) return refusal[1];
    const found = this.#lines.find((each) => each.tests.test(test) && error.includes(each.answer));
    if (found) this.#met.add(found);
    return found?.because;
  }

  /** What the lines say that nothing has shown: the tests they name have all passed, or there are none. */
  vanished() {
    return this.#lines
      .filter((each) => !this.#met.has(each))
      .map(({ tests, because }) => `no test ${tests} has failed, though ${because}`);
  }
}
