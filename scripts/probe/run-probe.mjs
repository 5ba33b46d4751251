import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/**
 * @typedef {import('../../src/probe/probe.ts').ProbeReport} ProbeReport
 * @typedef {import('../../src/probe/probe.ts').RowResult} RowResult
 * @typedef {import('../../src/probe/probe.ts').RowName} RowName
 */

/**
 * @typedef {object} ProbeSettings
 * @property {string} target path of the PKCS #11 module, or a PKCS #11 URI
 * @property {string} [reserved] what the module has to be loaded with
 * @property {string} [label] of the token, if there are several
 * @property {string} [pin]
 * @property {number} [timeout] milliseconds for each trial
 * @property {boolean} [existingKeys]
 * @property {boolean} [allowFinalTry]
 * @property {boolean} [protectedPath] the token asks for the PIN itself
 * @property {number} [sessions] how many to open at once
 * @property {{ label: string, soPin: string, userPin: string }} [initialize] erases the token in the end
 */

/**
 * @typedef {object} Surroundings
 * @property {string[]} [launcher] words that go before a command to run it where the token is
 * @property {string} [node] the Node.js to run there, if not the one that runs now
 * @property {Record<string, string>} [env]
 * @property {boolean} [quiet] drops what the module writes to the terminal
 * @property {AbortSignal} [signal] ends it early, the token as it was before
 * @property {(row: RowResult) => void} [onRow]
 */

/** The library's own functions, from its sources: those need npm's packages, which may be missing until they are used. */
export async function loadSource() {
  const { register } = await import('tsx/esm/api');
  register();
  return import('../../src/probe/probe.ts');
}

/** Crashes in one probe: a module that has more is not worth the time. */
const mostCrashes = 10;

/**
 * Probes a token in a process of its own. When the module ends that process, the row is noted as failed, and another
 * process goes on with the next.
 * @param {ProbeSettings} settings
 * @param {Surroundings} [surroundings]
 * @returns {Promise<ProbeReport>}
 */
export async function runProbe(settings, surroundings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-probe-'));
  try {
    return await untilDone(settings, surroundings, join(folder, 'last-call'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {ProbeSettings} settings
 * @param {Surroundings} surroundings
 * @param {string} progress
 */
async function untilDone(settings, surroundings, progress) {
  /** @type {RowResult[]} */
  const done = [];
  for (let crashes = 0; ; crashes++) {
    const { rows, report, error, signal } = await once(
      { ...settings, done, progress },
      surroundings,
      (row) => {
        done.push(row);
        surroundings.onRow?.(row);
      },
    );
    if (error !== undefined) throw new Error(error);
    if (report !== undefined) return { ...report, rows: inOrder(rows, done) };
    const row = nextOf(rows, done);
    if (row === undefined || crashes === mostCrashes) {
      // A probe begins with removing what others have left.
      await once({ ...settings, done: rows, progress }, surroundings, () => {});
      throw new Error(`the module ended its process: ${signal}`);
    }
    const fn = readFileSync(progress, 'utf8').trim();
    // It may be the wrong PIN, and each try may count.
    if (done.length === 0 && fn === 'C_Login')
      throw new Error('the module ended its process in C_Login: the PIN is not tried again');
    const message = `the module ended its process in ${fn}`;
    /** @type {RowResult} */
    const crashed = {
      ...row,
      outcome: 'fails',
      trials: [{ name: row.name, outcome: 'fails', refusal: { fn, code: signal }, message }],
    };
    done.push(crashed);
    surroundings.onRow?.(crashed);
  }
}

/**
 * @param {RowName} one
 * @returns {(other: RowName) => boolean}
 */
const same = (one) => (other) => one.group === other.group && one.name === other.name;

/**
 * @param {RowName[]} rows
 * @param {RowResult[]} done
 */
const inOrder = (rows, done) =>
  rows.flatMap((row) => {
    const found = done.find(same(row));
    return found ? [found] : [];
  });

/**
 * Rows come in their order, but for those that run when all others are done.
 * @param {RowName[]} rows
 * @param {RowResult[]} done
 */
function nextOf(rows, done) {
  const left = rows.filter((row) => !done.some(same(row)));
  const last = rows.findLastIndex((row) => done.some(same(row)));
  return left.find((row) => rows.indexOf(row) > last) ?? left[0];
}

/**
 * @typedef {object} Ended
 * @property {RowName[]} rows
 * @property {ProbeReport} [report]
 * @property {string} [error]
 * @property {string} signal
 */

/**
 * @param {ProbeSettings & { done: RowName[], progress: string }} settings
 * @param {Surroundings} surroundings
 * @param {(row: RowResult) => void} onRow
 * @returns {Promise<Ended>}
 */
function once(settings, { launcher = [], node = process.execPath, env = {}, quiet = false, signal }, onRow) {
  const words = [...launcher, node, '--import', 'tsx', 'scripts/probe/child.ts'];
  const child = spawn(/** @type {string} */ (words[0]), words.slice(1), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', quiet ? 'ignore' : 'inherit', 'ipc'],
    detached: true,
  });
  const end = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  process.once('exit', end);
  const abort = () => child.send({ abort: true });
  /** @type {Ended} */
  const ended = { rows: [], signal: '' };
  return new Promise((resolve, reject) => {
    child.on('message', (/** @type {any} */ message) => {
      if (message.rows) ended.rows = message.rows;
      if (message.row) onRow(message.row);
      if (message.report) ended.report = message.report;
      if (message.error) ended.error = message.error;
      if (message.report || message.error) end();
    });
    child.on('error', reject);
    child.on('close', (code, killer) => {
      process.off('exit', end);
      signal?.removeEventListener('abort', abort);
      resolve({ ...ended, signal: killer ?? `exit code ${code}` });
    });
    child.send({ ...settings, done: settings.done.map(({ group, name }) => ({ group, name })) });
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  });
}
