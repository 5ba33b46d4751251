/**
 * `npm run compatibility [-- --check] [NAMES ...]`: probes every kind of token that this project can start, and writes
 * docs/compatibility.md. With `--check` it compares the page with what it would write; with names it probes these only
 * and prints the table.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onInterruption } from './interruption.mjs';
import { loadSource, runProbe } from './probe/run-probe.mjs';
import { ensureNpmDependencies, ensureSystemPackages, root } from './setup.mjs';
import { tokenKinds } from './tokens/kinds.mjs';
import { startToken } from './tokens/lifecycle.mjs';

const page = join(root, 'docs/compatibility.md');

/** The columns, by the names of the kinds of tokens. */
const titles = {
  softhsm2: 'SoftHSMv2',
  opencryptoki: 'openCryptoki',
  nss: 'NSS',
  tpm2: 'tpm2-pkcs11',
  opensc: 'OpenSC card',
  'p11-kit': 'p11-kit-client',
  'opencryptoki-newer': 'openCryptoki, newer',
  'nss-newer': 'NSS, newer',
};

const published = JSON.parse(readFileSync(join(root, 'scripts/compatibility/python-pkcs11.json'), 'utf8'));

/** @typedef {import('./probe/run-probe.mjs').ProbeReport} ProbeReport */

/** @type {import('./tokens/lifecycle.mjs').RunningToken | undefined} */
let running;
process.on('exit', () => running?.stop());
onInterruption(() => process.exit(1));

/** @param {string} name */
async function reportOf(name) {
  const kind = tokenKinds.find((each) => each.name === name);
  if (!kind) throw new Error(`there is no token ${name}`);
  ensureSystemPackages(kind.packages);
  const token = startToken(kind);
  running = token;
  try {
    const { module, label, pin, soPin, reserved, readOnly, launcher, node, env } = token;
    return await runProbe(
      {
        target: module,
        label,
        pin,
        existingKeys: true,
        // More than tpm2-pkcs11 has.
        sessions: 1100,
        // Generating parameters takes as long as chance will have it.
        timeout: 300_000,
        ...(reserved === undefined ? {} : { reserved }),
        ...(soPin && !readOnly ? { initialize: { label, soPin, userPin: pin } } : {}),
      },
      {
        env,
        quiet: true,
        ...(launcher === undefined ? {} : { launcher }),
        ...(node === undefined ? {} : { node }),
      },
    );
  } finally {
    running = undefined;
    token.stop();
  }
}

/** @param {{ major: number, minor: number }} version */
const dotted = ({ major, minor }) => `${major}.${minor}`;

/**
 * @param {string} name
 * @param {ProbeReport} report
 */
function introduction(name, { module, token, mechanisms }) {
  const key = /** @type {keyof typeof titles} */ (name);
  const cells = [
    titles[key],
    `${module.description} ${dotted(module.libraryVersion)}`,
    dotted(module.interfaceVersion),
    `${token.manufacturerId} ${token.model}`,
    String(mechanisms.length),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * @param {Map<string, ProbeReport>} reports
 * @param {string} table
 */
function write(reports, table) {
  return `<!-- Do not edit: written by \`npm run compatibility\`. -->

# Compatibility

What real modules do, found out by running: \`npm run compatibility\` starts each of them with a token of its own, and
\`cryptoki/probe\` tries every row and checks each result with \`node:crypto\` or the \`openssl\` command. \`npm run probe\`
does the same to your device.

- **works**: the result is right. With a note it says how: the library did it another way, or there is more to know.
- **partly**: some of what was tried works; the notes have the token's own answer to the rest, as the C function and
  its return code.
- **fails**: the token refuses, as noted, although it lists the mechanism. \`WRONG_RESULT\`: what came out was wrong.
  \`SIGSEGV\`: the module ended the process.
- **–**: not offered: the token lists no such mechanism, and asked about it all the same it answers
  \`C_GetMechanismInfo CKR_MECHANISM_INVALID\`, or the module has no such function. Any other reason is noted.
- **?**: not tried.

The columns *in python-pkcs11* are what python-pkcs11's own table says of the same device, or of a device of the kind
([source](https://github.com/pyauth/python-pkcs11#tested-compatibility)); that of Thales nCipher, which nobody has here,
stands for itself.

| | module | PKCS #11 | token | mechanisms |
| --- | --- | --- | --- | --- |
${[...reports].map(([name, report]) => introduction(name, report)).join('\n')}

${table}`;
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const check = args.includes('--check');
ensureNpmDependencies();
const { compareMarkdown } = await loadSource();

/** @type {Map<string, ProbeReport>} */
const reports = new Map();
for (const name of names.length > 0 ? names : Object.keys(titles)) {
  const began = performance.now();
  reports.set(name, await reportOf(name));
  console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** @type {import('../src/probe/markdown.ts').Column[]} */
const columns = [];
for (const [name, report] of reports) {
  columns.push({ title: titles[/** @type {keyof typeof titles} */ (name)] ?? name, report });
  const device = published.order.indexOf(name);
  if (device >= 0) columns.push(publishedColumn(device));
}
columns.push(publishedColumn(published.order.indexOf('ncipher')));

/**
 * What python-pkcs11 says of a device, its notes in words.
 * @param {number} device
 * @returns {import('../src/probe/markdown.ts').Column}
 */
function publishedColumn(device) {
  /** @type {Record<string, string>} */
  const cells = {};
  /** @type {Record<string, string[]>} */
  const notes = {};
  for (const [row, all] of Object.entries(published.cells)) {
    const [text = '', ...numbers] = String(all[device] ?? '').split(/ \[|\]/);
    cells[row] = text;
    notes[row] = numbers.filter(Boolean).map((number) => `in python-pkcs11: ${published.notes[number]}`);
  }
  return { title: `in python-pkcs11: ${published.devices[published.order[device]]}`, cells, notes };
}

const text = write(reports, compareMarkdown(columns));
const dirty = [...reports].filter(
  ([, { changes }]) => changes === null || changes.added.length + changes.removed.length > 0,
);
for (const [name, { changes }] of dirty)
  console.error(`${name}: not left as it was: ${JSON.stringify(changes)}`);
if (dirty.length > 0) process.exitCode = 1;
if (names.length > 0) console.log(text);
else if (!check) writeFileSync(page, text);
else {
  const committed = readFileSync(page, 'utf8').split('\n');
  const now = text.split('\n');
  const changed = now.filter((line) => !committed.includes(line));
  if (committed.join('\n') !== text) {
    console.error('docs/compatibility.md is not what the tokens do now (npm run compatibility writes it):');
    for (const line of changed) console.error(`  ${line}`);
    process.exitCode = 1;
  }
}
process.exit();
