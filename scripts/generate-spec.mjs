// Writes src/spec/ and src/raw/functions.ts from the JSON tables in spec/, which hold the standard's names, numbers and
// layouts. `--check` writes nothing and fails if they are not what the tables say.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { methodOf, signatureOf } from './function-signatures.mjs';

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

function signatures() {
  let text = header('functions');
  text +=
    '\n/** How the parameters of each function look to JavaScript: [name, kind], see src/calls/signature.ts. */\n';
  text += 'export const SIGNATURES = {\n';
  for (const prototype of table('functions')) {
    text += `  ${prototype.name}: [\n`;
    for (const [name, kind] of signatureOf(prototype)) text += `    ['${name}', '${kind}'],\n`;
    text += '  ],\n';
  }
  return `${text}} as const;\n`;
}

function rawFunctions() {
  let text = header('functions');
  text += `import type { BytesLike } from '../codec/bytes.ts';
import type { Structure } from '../codec/structure-reader.ts';
import type { VersionNumber } from '../codec/attribute-codecs.ts';
import type { Ulong } from '../native/abi.ts';
import type {
  AsyncData,
  AttributeValue,
  Bytes,
  FunctionList,
  InitializeArguments,
  MessageParameter,
  RawAttribute,
  RawInterface,
  RawMechanism,
} from './values.ts';

/**
 * Every function of the standard. Pairs of pointer and length are one value; what the function writes is what it
 * returns; anything but CKR_OK is thrown as \`Pkcs11Error\`.
 */
export interface RawFunctions {
`;
  for (const prototype of table('functions')) text += methodOf(prototype);
  return `${text}}\n`;
}

/** @type {Record<string, string>} */
const outputs = {
  'src/spec/constants.ts': constants(),
  'src/spec/functions.ts': functions(),
  'src/spec/structures.ts': structures(),
  'src/spec/signatures.ts': signatures(),
  'src/raw/functions.ts': rawFunctions(),
};
let stale = 0;
for (const [file, text] of Object.entries(outputs)) {
  if (!process.argv.includes('--check')) writeFileSync(root + file, text);
  else if (readFileSync(root + file, 'utf8') !== text) {
    console.error(`${file} is not what spec/ says: run node scripts/generate-spec.mjs`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
