import { notesOf } from './notes.ts';
import type { ProbeReport, RowOutcome, RowResult } from './report.ts';

/** How outcomes are called. */
const OUTCOMES: Readonly<Record<RowOutcome, string>> = {
  works: 'works',
  fallback: 'works by fallback',
  partly: 'works in part',
  fails: 'fails',
  'not offered': 'not offered',
  'not tried': 'not tried',
};

const NAME = 36;
const OUTCOME = 19;

/** One row as a line of text, and further lines for what else there is to say of it. */
export function formatRow(row: RowResult): string {
  const [first = '', ...rest] = notesOf(row);
  const indent = ' '.repeat(2 + NAME + OUTCOME);
  const line = `  ${row.name.padEnd(NAME)}${OUTCOMES[row.outcome].padEnd(OUTCOME)}${first}`.trimEnd();
  return [line, ...rest.map((note) => indent + note)].join('\n');
}

/** The report as a table for a terminal. */
export function formatText(report: ProbeReport): string {
  const lines = [heading(report)];
  let group: string | undefined;
  for (const row of report.rows) {
    if (row.group !== group) lines.push('', row.group);
    group = row.group;
    lines.push(formatRow(row));
  }
  return [...lines, '', afterwards(report), ''].join('\n');
}

function version({ major, minor }: { readonly major: number; readonly minor: number }): string {
  return `${major}.${minor}`;
}

/** What was probed, in a line. */
export function heading({ module, token }: ProbeReport): string {
  return (
    `${token.manufacturerId} ${token.model}, token "${token.label}", through ${module.description} ` +
    `${version(module.libraryVersion)} (PKCS #11 ${version(module.interfaceVersion)})`
  );
}

function afterwards({ changes }: ProbeReport): string {
  if (changes === null)
    return 'The token does not tell its objects: whether anything is left on it is not known.';
  const { added, removed } = changes;
  if (added.length + removed.length === 0) return 'The token holds what it held before.';
  const list = (objects: typeof added): string =>
    objects.map(({ objectClass, label }) => `${objectClass} ${JSON.stringify(label ?? '')}`).join(', ');
  return `The token is not as it was. New: ${list(added) || 'nothing'}. Gone: ${list(removed) || 'nothing'}.`;
}
