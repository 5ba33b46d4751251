/**
 * Writes docs/coverage.md: every function, attribute, mechanism and structure of the standard, how it is reached, and
 * which test on which module has shown it, by spec/coverage.json. `--check` writes nothing, and fails if the page is not
 * what the tables say, or an entry has no test that exists. Run with `--import tsx`: it reads the tables of src/.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTES, attributeTraits } from '../src/codec/attributes.ts';
import { MECHANISMS } from '../src/codec/mechanisms.ts';
import { PARAMETER_CODECS } from '../src/codec/parameter-kinds.ts';
import { CKA, CKM } from '../src/spec/constants.ts';
import { FUNCTIONS } from '../src/spec/functions.ts';
import { SIGNATURES } from '../src/spec/signatures.ts';
import { STRUCTURES } from '../src/spec/structures.ts';
import { root } from './setup.mjs';

/** @typedef {Record<string, string[]>} Shown test files by module */
/** @type {Record<string, Record<string, Shown>>} */
const evidence = JSON.parse(readFileSync(join(root, 'spec/coverage.json'), 'utf8'));
const page = join(root, 'docs/coverage.md');

/** Nobody's hardware: what is compiled or compared for a test. */
const STAND_INS = ['fake', 'none'];

/**
 * By tests that are still there.
 * @param {string} kind
 * @param {string} name
 * @returns {Shown}
 */
function shownOf(kind, name) {
  const shown = Object.entries(evidence[kind]?.[name] ?? {}).map(([module, files]) => {
    return /** @type {const} */ ([module, files.filter((file) => existsSync(join(root, file)))]);
  });
  return Object.fromEntries(shown.filter(([, files]) => files.length > 0));
}

/** @type {string[]} */
const missing = [];
/** @type {Record<string, { all: number, real: number }>} */
const counts = {};

/** @param {string} file */
const link = (file) => `[${file.replace(/^test\/|\.test\.ts$/g, '')}](../${file})`;

/**
 * Why a stand-in has to do.
 * @param {string} kind
 * @param {string} name
 */
function why(kind, name) {
  const offered = Object.keys(evidence.offered?.[name] ?? {});
  if (kind === 'mechanisms' && offered.length > 0)
    return `not tried on ${offered.join(' and ')}, where it is listed`;
  return kind === 'mechanisms' ? 'as no module here lists it' : 'as no module here was seen to do it';
}

/**
 * The cell that says what has shown an entry: real modules before stand-ins.
 * @param {string} kind
 * @param {string} name
 * @param {Shown} shown
 */
function cell(kind, name, shown) {
  const modules = Object.keys(shown).filter((module) => !STAND_INS.includes(module));
  counts[kind] ??= { all: 0, real: 0 };
  counts[kind].all += 1;
  if (modules.length > 0) {
    counts[kind].real += 1;
    return modules.map((module) => `${module}: ${link(shown[module]?.[0] ?? '')}`).join(', ');
  }
  if (shown.fake) return `fake, ${why(kind, name)}: ${link(shown.fake[0] ?? '')}`;
  if (shown.none) return `memory alone, against a C compiler or the table: ${link(shown.none[0] ?? '')}`;
  missing.push(`${kind}: ${name}`);
  return '**no test**';
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** @param {readonly string[]} names */
const code = (names) => names.map((name) => `\`${name}\``).join(', ');

/** @type {Map<string, Set<string>>} */
const methods = new Map();
for (const key of Object.keys(evidence.methods ?? {})) {
  const [fn = '', method = ''] = key.split(' ');
  methods.set(fn, (methods.get(fn) ?? new Set()).add(method));
}

/** The methods by which most users meet a function. @param {string} fn */
function methodsOf(fn) {
  const all = [...(methods.get(fn) ?? [])].sort();
  const some = all.slice(0, 3);
  return some.length === 0 ? '`cryptoki/raw`' : `${code(some)}${all.length > 3 ? ' …' : ''}`;
}

const functions = Object.keys(FUNCTIONS).map((name) => {
  const shown = shownOf('functions', name);
  const refused = shownOf('functions', `${name} refused`);
  const evidence = Object.keys(shown).length > 0 ? shown : refused;
  const cellText = cell('functions', name, evidence);
  const note = evidence === refused && evidence !== shown ? ` (its refusal)` : '';
  return [`\`${name}\``, methodsOf(name), `${cellText}${note}`];
});

/** @param {string} constant */
const attributeName = (constant) =>
  constant.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const attributes = Object.keys(CKA)
  .filter((constant) => Object.hasOwn(ATTRIBUTES, attributeName(constant)))
  .map((constant) => {
    const name = /** @type {keyof typeof ATTRIBUTES} */ (attributeName(constant));
    const { classes, sensitive } = attributeTraits(name) ?? { classes: [], sensitive: false };
    const of = classes.length > 8 ? 'all that is stored' : classes.join(', ');
    return [
      `\`CKA_${constant}\``,
      `\`${name}\``,
      `${ATTRIBUTES[name][0]}${sensitive ? ', sensitive' : ''}`,
      of,
      cell('attributes', name, shownOf('attributes', name)),
    ];
  });

/** Names that the standard has replaced by others of the same number. */
const canonical = new Map(Object.entries(CKM).map(([name, value]) => [value, name]));
const mechanisms = Object.entries(CKM)
  .filter(([name]) => name !== 'VENDOR_DEFINED')
  .map(([name, value]) => {
    const entry = MECHANISMS[/** @type {keyof typeof MECHANISMS} */ (name)];
    const { options } = PARAMETER_CODECS[entry.parameters];
    const others = Object.entries(CKM)
      .filter(([, other]) => other === value)
      .map(([other]) => other);
    const shown = [name, ...others, canonical.get(value) ?? name]
      .map((each) => shownOf('mechanisms', each))
      .find((each) => Object.keys(each).length > 0);
    return [`\`${name}\``, options.length === 0 ? '–' : code(options), cell('mechanisms', name, shown ?? {})];
  });

/** Structures that functions fill in, and what stands for those that come inside of others. */
/** @type {Record<string, [kind: string, name: string]>} */
const WITHIN = {
  CK_VERSION: ['functions', 'C_GetInfo'],
  CK_DATE: ['attributes', 'startDate'],
  CK_INTERFACE: ['functions', 'C_GetInterfaceList'],
  CK_ASYNC_DATA: ['functions', 'C_AsyncComplete'],
  // What C_Sign gives back to CKM_HOTP and its like.
  CK_OTP_SIGNATURE_INFO: ['structures', 'CK_OTP_PARAMS'],
  // Older names of the same structures.
  CK_AES_GCM_PARAMS: ['structures', 'CK_GCM_PARAMS'],
  CK_AES_CCM_PARAMS: ['structures', 'CK_CCM_PARAMS'],
};
for (const [fn, signature] of Object.entries(SIGNATURES)) {
  for (const [, kind] of signature) if (kind.startsWith('out CK_')) WITHIN[kind.slice(4)] = ['functions', fn];
}
/** @type {Map<string, Set<string>>} */
const kindsOf = new Map();
for (const [kind, { structures }] of Object.entries(PARAMETER_CODECS)) {
  for (const name of structures) kindsOf.set(name, (kindsOf.get(name) ?? new Set()).add(kind));
}
const structures = Object.keys(STRUCTURES).map((name) => {
  const within = WITHIN[name];
  const recorded = shownOf('structures', name);
  const shown = Object.keys(recorded).length > 0 || !within ? recorded : shownOf(...within);
  const users = Object.entries(MECHANISMS)
    .filter(([, { parameters }]) => kindsOf.get(name)?.has(parameters))
    .map(([mechanism]) => mechanism);
  const some = `${code(users.slice(0, 3))}${users.length > 3 ? ' …' : ''}`;
  const how = users.length > 0 ? some : within ? `\`${within[1]}\`` : '–';
  return [`\`${name}\``, how, cell('structures', name, shown)];
});

const summary = table(
  ['', 'in the standard', 'shown on a real module', 'on the fake, or in memory alone'],
  Object.entries(counts).map(([kind, { all, real }]) => [kind, `${all}`, `${real}`, `${all - real}`]),
);

const text = `# What of the standard is reached, and what shows it

Written by \`scripts/coverage-page.mjs\` from the tables of \`src/\` and from what the tests were seen to do
(\`npm run coverage:spec\`). Do not edit it. Of each module one test is named. *fake* is the module in \`test/fake/\`, which
stands in where no module does it. *Newer* are modules of a newer Debian suite; those besides SoftHSM and NSS are tried by
\`npm run test:tokens\`. What programs do that a test starts is not seen.

${summary}

## Functions

${table(['function', 'reached by, besides `cryptoki/raw`', 'shown by'], functions)}

## Attributes

${table(['attribute', 'name', 'value', 'classes', 'shown by'], attributes)}

## Mechanisms

Each is reached by its name, wherever a method takes \`mechanism\`.

${table(['mechanism', 'options', 'shown by'], mechanisms)}

## Structures

${table(['structure', 'reached by', 'shown by'], structures)}
`;

if (missing.length > 0) console.error(`no test has shown:\n  ${missing.join('\n  ')}`);
/**
 * What the page says of the standard and of how it is reached. Which test stands for an entry may change with every new
 * name of a file: `npm run coverage:spec` sees to that, and here it matters only that there is one.
 * @param {string} markdown
 */
const facts = (markdown) =>
  markdown
    .slice(markdown.indexOf('## Functions'))
    .split('\n')
    .map((line) => (line.startsWith('|') ? line.split(' | ').slice(0, -1).join(' | ') : line));
let stale = false;
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (facts(readFileSync(page, 'utf8')).join('\n') !== facts(text).join('\n')) {
  console.error('docs/coverage.md is not what the tables say: node --import tsx scripts/coverage-page.mjs');
  stale = true;
}
process.exitCode = stale || missing.length > 0 ? 1 : 0;
