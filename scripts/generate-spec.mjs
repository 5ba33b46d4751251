// Writes src/spec/ from the JSON tables in spec/, which hold the standard's names, numbers and layouts.
// `--check` writes nothing and fails if src/spec/ is not what the tables say.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string} name */
const table = (name) => JSON.parse(readFileSync(`${root}spec/${name}.json`, 'utf8'));
/** @param {string} input */
const header = (input) =>
  `// Generated from spec/${input}.json by scripts/generate-spec.mjs. Do not edit: change the input and run it again.\n`;

/** @typedef {Record<string, string>} Aliases */

function constants() {
  const groups = table('constants');
  let text = header('constants');
  for (const [prefix, entries] of Object.entries(groups)) {
    text += `\n/** Every ${prefix}_ constant of the standard, without its prefix. */\nexport const ${prefix} = {\n`;
    for (const [name, value] of Object.entries(entries)) {
      // ~0UL depends on the width of CK_ULONG: it is written where the width is known (src/native/abi.ts).
      if (value < 0) continue;
      text += `  ${name.slice(prefix.length + 1)}: 0x${value.toString(16)},\n`;
    }
    text += '} as const;\n';
  }
  return text;
}

/**
 * Follows the aliases of a C type down to what the layout engine knows.
 * @param {Aliases} aliases
 * @param {string} type
 * @returns {string}
 */
function primitive(aliases, type) {
  if (type === 'unsigned char') return 'byte';
  if (type === 'unsigned long int' || type === 'long int') return 'ulong';
  const target = aliases[type];
  if (target === undefined || target === type) {
    // Function pointers (CK_NOTIFY, CK_CREATEMUTEX …) are not in the table of aliases.
    return /^CK_(NOTIFY|\w*MUTEX)$/.test(type) ? 'pointer' : type;
  }
  return target.startsWith('*') ? 'pointer' : primitive(aliases, target);
}

function functions() {
  const { aliases } = table('structs');
  let text = header('functions');
  text +=
    '\n/** Every function of the standard in function-list order: the version that added it, its parameters as [name, type]. */\n';
  text += 'export const FUNCTIONS = {\n';
  for (const { name, since, args } of table('functions')) {
    text += `  ${name}: {\n    since: '${since}',\n    parameters: [\n`;
    for (const arg of args) text += `      ['${arg.name}', '${primitive(aliases, arg.type)}'],\n`;
    text += '    ],\n  },\n';
  }
  return `${text}} as const;\n`;
}

function structures() {
  const { structs, aliases } = table('structs');
  let text = header('structs');
  text +=
    '\n/** Every structure of the standard: its fields in order as [name, type] or [name, type, count]. */\n';
  text += 'export const STRUCTURES = {\n';
  for (const [name, fields] of Object.entries(structs)) {
    text += `  ${name}: [\n`;
    for (const field of fields) {
      const count = field.count === undefined ? '' : `, ${field.count}`;
      text += `    ['${field.name}', '${primitive(aliases, field.type)}'${count}],\n`;
    }
    text += '  ],\n';
  }
  return `${text}} as const;\n`;
}

const outputs = { constants: constants(), functions: functions(), structures: structures() };
let stale = 0;
for (const [name, text] of Object.entries(outputs)) {
  const file = `src/spec/${name}.ts`;
  if (!process.argv.includes('--check')) writeFileSync(root + file, text);
  else if (readFileSync(root + file, 'utf8') !== text) {
    console.error(`${file} is not what spec/ says: run node scripts/generate-spec.mjs`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
