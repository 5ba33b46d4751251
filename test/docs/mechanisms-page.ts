import { readFileSync } from 'node:fs';
import { MECHANISMS, type MechanismEntry } from '../../src/codec/mechanisms.ts';
import { PARAMETER_CODECS, type ParameterKind } from '../../src/codec/parameter-kinds.ts';

export const PAGE: URL = new URL('../../docs/mechanisms.md', import.meta.url);
const BEGIN =
  '<!-- What follows is written by scripts/mechanisms-page.mjs from the tables of the library. -->\n';
const END = '<!-- End of what is written. -->\n';

const words = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The mechanisms of each kind of parameter, in the order of the tables. */
function byKind(): Map<ParameterKind, string[]> {
  const kinds = new Map<ParameterKind, string[]>();
  for (const [name, entry] of Object.entries<MechanismEntry>(MECHANISMS)) {
    const all = [entry.parameters, ...(entry.wrap === undefined ? [] : [entry.wrap])];
    for (const kind of all) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  return kinds;
}

/** The page with the tables as they are now. */
export function renderPage(): string {
  const page = readFileSync(PAGE, 'utf8');
  const start = page.indexOf(BEGIN) + BEGIN.length;
  const end = page.indexOf(END);
  if (start < BEGIN.length || end < start) throw new Error('docs/mechanisms.md lacks the marks');
  const kinds = byKind();
  const lines = ['| mechanisms | options | structures | gives back |', '| --- | --- | --- | --- |'];
  for (const [kind, names] of kinds) {
    if (kind === 'none') continue;
    const { options, outputs, structures } = PARAMETER_CODECS[kind];
    const wrap = names.every((name) => (MECHANISMS as Record<string, MechanismEntry>)[name]!.wrap === kind);
    const mechanisms = wrap ? `${words(names)}, authenticated wrapping` : words(names);
    lines.push(`| ${mechanisms} | ${words(options)} | ${words(structures)} | ${words(outputs)} |`);
  }
  const plain = `Without a parameter: ${words(kinds.get('none') ?? [])}.`;
  return `${page.slice(0, start)}\n${lines.join('\n')}\n\n${plain}\n\n${page.slice(end)}`;
}
