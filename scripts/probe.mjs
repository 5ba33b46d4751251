/**
 * `npm run probe [-- options] [MODULE or pkcs11: URI]`: finds out what a token really does, and leaves it as it was.
 *
 * MODULE (or PKCS11_MODULE) is the device's library; without one it probes a throw-away SoftHSM token.
 *
 *   --token LABEL        the token, if there are several (PKCS11_TOKEN_LABEL)
 *   --pin-file FILE      the file that the user's PIN is in; or PKCS11_PIN; or it is asked for
 *   --no-login           tries only what needs no PIN
 *   --allow-final-try    uses the PIN even if one more wrong one would lock the token
 *   --existing-keys      uses keys that are on the token where it makes none: signs meaningless data, decrypts
 *   --timeout SECONDS    for each trial (60)
 *   --json, --markdown   instead of text
 */
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { onInterruption } from './interruption.mjs';
import { loadSource, runProbe } from './probe/run-probe.mjs';
import { ensureNpmDependencies, ensureSystemPackages, packages } from './setup.mjs';
import { start } from './tokens/softhsm2.mjs';

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        token: { type: 'string' },
        'pin-file': { type: 'string' },
        'no-login': { type: 'boolean' },
        'allow-final-try': { type: 'boolean' },
        'existing-keys': { type: 'boolean' },
        timeout: { type: 'string' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
      },
    });
  } catch (error) {
    return fail(/** @type {Error} */ (error).message);
  }
}

/**
 * Asks without showing the answer.
 * @returns {Promise<string>}
 */
function askPin() {
  if (!process.stdin.isTTY) fail('The PIN: set PKCS11_PIN, name a --pin-file, or pass --no-login.');
  const silent = new Writable({ write: (_, __, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  writeSync(2, 'PIN: ');
  return new Promise((resolve) => {
    terminal.question('', (answer) => {
      terminal.close();
      writeSync(2, '\n');
      resolve(answer);
    });
    terminal.on('SIGINT', () => fail('\nInterrupted.'));
  });
}

/** @param {ReturnType<typeof readArguments>['values']} values */
async function userPin(values) {
  if (values['no-login']) return undefined;
  if (values['pin-file'] !== undefined) return readFileSync(values['pin-file'], 'utf8').replace(/\r?\n$/, '');
  return process.env.PKCS11_PIN ?? (await askPin());
}

const { values, positionals } = readArguments();
if (positionals.length > 1) fail(`One module or URI, not ${positionals.length}.`);
ensureNpmDependencies();

const target = positionals[0] ?? process.env.PKCS11_MODULE;
onInterruption(() => process.exit(1));
const own = target === undefined;
if (own) ensureSystemPackages([packages.softhsm]);
const throwAway = own ? start() : undefined;
process.on('exit', () => throwAway?.stop());

const seconds = values.timeout === undefined ? undefined : Number(values.timeout);
if (seconds !== undefined && !(seconds > 0)) fail('--timeout takes seconds.');
const uriHasPin = /[?&]pin-(value|source)=/.test(target ?? '');
const pin = throwAway?.pin ?? (uriHasPin ? undefined : await userPin(values));
const label = throwAway?.label ?? values.token ?? process.env.PKCS11_TOKEN_LABEL;
const quiet = values.json || values.markdown;

try {
  const report = await runProbe(
    {
      target: throwAway?.module ?? String(target),
      existingKeys: values['existing-keys'] === true,
      allowFinalTry: values['allow-final-try'] === true,
      ...(pin === undefined ? {} : { pin }),
      ...(label === undefined ? {} : { label }),
      ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
      ...(process.env.PKCS11_RESERVED === undefined ? {} : { reserved: process.env.PKCS11_RESERVED }),
    },
    {
      env: throwAway?.env ?? {},
      onRow: ({ group, name }) => {
        if (process.stderr.isTTY && !quiet) process.stderr.write(`\r\x1b[K${group}: ${name}`);
      },
    },
  );
  if (process.stderr.isTTY && !quiet) process.stderr.write('\r\x1b[K');
  console.log(await written(report));
} catch (error) {
  fail(`\n${/** @type {Error} */ (error).message}`);
}
process.exit(0);

/** @param {import('./probe/run-probe.mjs').ProbeReport} report */
async function written(report) {
  if (values.json) return JSON.stringify(report, undefined, 2);
  const { formatMarkdown, formatText } = await loadSource();
  return values.markdown ? formatMarkdown(report) : formatText(report);
}
