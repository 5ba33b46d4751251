/**
 * `npm run probe [-- options] [MODULE or pkcs11: URI]`: finds out what a token really does, and leaves it as it was.
 *
 * MODULE (or PKCS11_MODULE) is the device's library; without one it probes a throw-away SoftHSM token.
 *
 *   --token LABEL        the token, if there are several (PKCS11_TOKEN_LABEL)
 *   --pin-file FILE      the file that the user's PIN is in; or PKCS11_PIN; or it is asked for
 *   --no-login           tries only what needs no PIN
 *   --allow-final-try    uses the PIN even if one more wrong one would lock the token
 *   --protected-path     has the token ask for the PIN on its own keypad or prompt
 *   --existing-keys      uses keys that are on the token where it makes none: signs meaningless data, decrypts
 *   --timeout SECONDS    for each trial (60)
 *   --sessions COUNT     how many to open at once (16)
 *   --json, --markdown   instead of text
 *
 * Interrupted, it removes what it has made; interrupted again, it stops at once.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
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
        'protected-path': { type: 'boolean' },
        timeout: { type: 'string' },
        sessions: { type: 'string' },
        help: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
      },
    });
  } catch (error) {
    return fail(/** @type {Error} */ (error).message);
  }
}

/** The comment at the top of this file. */
function help() {
  const [, text = ''] = readFileSync(fileURLToPath(import.meta.url), 'utf8').split(/\/\*\*\n|\n \*\//);
  return text.replaceAll(/^ \* ?/gm, '');
}

/** @param {string} path */
function readPin(path) {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    return fail(`--pin-file: ${/** @type {Error} */ (error).message}`);
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
  if (values['no-login'] || values['protected-path']) return undefined;
  if (values['pin-file'] !== undefined) return readPin(values['pin-file']);
  return process.env.PKCS11_PIN ?? (await askPin());
}

/**
 * A whole number, if there is one.
 * @param {'timeout' | 'sessions'} name
 */
function count(name) {
  const text = values[name];
  const number = text === undefined ? undefined : Number(text);
  if (number !== undefined && !(Number.isSafeInteger(number) && number > 0)) {
    fail(`--${name} takes a number above 0, not ${text}.`);
  }
  return number;
}

const { values, positionals } = readArguments();
if (values.help) {
  console.log(help());
  process.exit(0);
}
if (positionals.length > 1) fail(`One module or URI, not ${positionals.length}.`);
ensureNpmDependencies();

const target = positionals[0] ?? process.env.PKCS11_MODULE;
const own = target === undefined;
const interruption = new AbortController();
let interruptions = 0;
onInterruption((signal) => {
  interruptions++;
  // Nobody misses what is on a token that is thrown away; SIGTERM comes again when npm has gone.
  if (own || (interruptions > 1 && signal === 'SIGINT')) process.exit(1);
  if (interruptions > 1) return;
  console.error('\nInterrupted: what was made is being removed.');
  interruption.abort();
});
if (own) ensureSystemPackages([packages.softhsm]);
const throwAway = own ? start() : undefined;
process.on('exit', () => throwAway?.stop());

const seconds = count('timeout');
const sessions = count('sessions');
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
      protectedPath: values['protected-path'] === true,
      ...(pin === undefined ? {} : { pin }),
      ...(label === undefined ? {} : { label }),
      ...(seconds === undefined ? {} : { timeout: seconds * 1000 }),
      ...(sessions === undefined ? {} : { sessions }),
      ...(process.env.PKCS11_RESERVED === undefined ? {} : { reserved: process.env.PKCS11_RESERVED }),
    },
    {
      env: throwAway?.env ?? {},
      signal: interruption.signal,
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
