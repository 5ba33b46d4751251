// docs/quirks.md, from the table of quirks and from what the source says of their traits.
import { readFileSync } from 'node:fs';
import { QUIRKS } from '../../src/model/device/quirk-table.ts';
import type { QuirkMatch } from '../../src/model/device/quirks.ts';

export const PAGE: URL = new URL('../../docs/quirks.md', import.meta.url);

const INTRODUCTION = `<!-- Do not edit: written by \`npx tsx scripts/quirks-page.mjs\` from src/model/device/quirk-table.ts. -->

# Quirks

What is known of devices and no token tells of itself. An entry applies where module and token report what it is found
by; \`token.quirks\` names those that do. What can be found out by asking a token is not here: there the library asks.
\`loadModule(path, { quirks })\` adds entries of your own, or replaces one by its name
([README](../README.md#devices-differ)).

`;

/** Regular expressions as they are, versions as numbers. */
function told(match: QuirkMatch): string {
  const names: Readonly<Record<keyof QuirkMatch, string>> = {
    manufacturerId: "the module's manufacturer",
    libraryDescription: "the module's description",
    libraryBelow: 'its version below',
    tokenManufacturerId: "the token's manufacturer",
    model: "the token's model",
    firmwareBelow: 'its firmware below',
  };
  return Object.entries(match)
    .map(([name, value]) => {
      const text = value instanceof RegExp ? `\`${value}\`` : `${value.major}.${value.minor}`;
      return `${names[name as keyof QuirkMatch]} ${text}`;
    })
    .join(', ')
    .replaceAll('|', '\\|');
}

/** The comments on the traits, by their names. */
function comments(): Map<string, string> {
  const source = readFileSync(new URL('../../src/model/device/quirks.ts', import.meta.url), 'utf8');
  const body = source.slice(source.indexOf('export interface Traits'), source.indexOf('\n}\n'));
  const found = new Map<string, string>();
  let comment = '';
  for (const [, text, name] of body.matchAll(/\/\*\*([\s\S]*?)\*\/|^ {2}readonly (\w+)\?/gm)) {
    if (text !== undefined)
      comment = text
        .replaceAll(/^\s*\*/gm, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
    else if (name !== undefined) found.set(name, comment);
  }
  return found;
}

export function renderPage(): string {
  const meanings = comments();
  const entries = QUIRKS.map(({ name, source, match, traits }) => {
    const names = Object.keys(traits).map((trait) => `[\`${trait}\`](#${trait.toLowerCase()})`);
    return `| \`${name}\` | ${told(match)} | ${names.join(', ')} | ${source.replaceAll('|', '\\|')} |`;
  });
  const used = new Set(QUIRKS.flatMap(({ traits }) => Object.keys(traits)));
  const traits = [...used].sort().map((trait) => {
    const meaning = meanings.get(trait);
    if (meaning === undefined) throw new Error(`the trait ${trait} has no comment`);
    return `### ${trait}\n\n${meaning}\n`;
  });
  const table = ['| quirk | found by | traits | known from |', '| --- | --- | --- | --- |', ...entries];
  return `${INTRODUCTION}${table.join('\n')}\n\n## Traits\n\n${traits.join('\n')}`;
}
