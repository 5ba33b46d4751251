import { footnotesOf } from './notes.ts';
import type { ProbeReport, RowOutcome, RowResult } from './report.ts';
import { heading } from './text.ts';

/** A column of a comparison: what a probe found, or cells from elsewhere, and notes on them, by `group: name` of the row. */
export type Column =
  | { readonly title: string; readonly report: ProbeReport }
  | {
      readonly title: string;
      readonly cells: Readonly<Record<string, string>>;
      readonly notes?: Readonly<Record<string, readonly string[]>> | undefined;
    };

const CELLS: Readonly<Record<RowOutcome, string>> = {
  works: 'works',
  fallback: 'works',
  partly: 'partly',
  fails: 'fails',
  'not offered': '–',
  'not tried': '?',
};

/** Numbers notes, the same text always with the same number. */
class Footnotes {
  readonly #numbers = new Map<string, number>();

  /** The references to notes, to stand behind a word. */
  refer(notes: readonly string[]): string {
    const numbers = notes.map((note) => {
      const number = this.#numbers.get(note) ?? this.#numbers.size + 1;
      this.#numbers.set(note, number);
      return number;
    });
    return numbers.length === 0 ? '' : ` <sup>${numbers.join(' ')}</sup>`;
  }

  get lines(): string[] {
    return [...this.#numbers].map(([note, number]) => `${number}. ${escaped(note)}`);
  }
}

function escaped(text: string): string {
  return text.replace(/[|<>*_\\]/g, '\\$&');
}

/** The report of one token as Markdown. */
export function formatMarkdown(report: ProbeReport): string {
  return `# ${escaped(heading(report))}\n\n${compareMarkdown([{ title: report.token.label, report }])}`;
}

/**
 * Reports side by side as Markdown: a table for each group of rows, and the notes. `works` with a note is a fallback;
 * `–` is not offered, `?` not tried. Rows that only measure are left out: they are others each time.
 */
export function compareMarkdown(columns: readonly Column[]): string {
  const rows = rowsOf(columns);
  const notes = new Footnotes();
  const parts: string[] = [];
  for (const group of new Set(rows.map((row) => row.group))) {
    parts.push(
      `## ${group}`,
      '',
      line(['', ...columns.map(({ title }) => escaped(title))]),
      line(['---', ...columns.map(() => '---')]),
      ...rows
        .filter((row) => row.group === group)
        .map((row) => line([escaped(row.name), ...columns.map((column) => cell(column, row, notes))])),
      '',
    );
  }
  if (notes.lines.length > 0) parts.push('## Notes', '', ...notes.lines, '');
  return parts.join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The rows of all reports: those with fewer groups have gaps. */
function rowsOf(columns: readonly Column[]): RowResult[] {
  const rows = new Map<string, RowResult>();
  for (const column of columns) {
    if (!('report' in column)) continue;
    for (const row of column.report.rows) if (row.varies !== true) rows.set(keyOf(row), row);
  }
  return [...rows.values()];
}

function keyOf({ group, name }: RowResult): string {
  return `${group}: ${name}`;
}

function cell(column: Column, row: RowResult, notes: Footnotes): string {
  const key = keyOf(row);
  if ('cells' in column) return escaped(column.cells[key] ?? '') + notes.refer(column.notes?.[key] ?? []);
  const found = column.report.rows.find((each) => keyOf(each) === key);
  return found === undefined ? '' : CELLS[found.outcome] + notes.refer(footnotesOf(found));
}
