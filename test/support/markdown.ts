/** A fenced block of a Markdown file. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line that its text starts on. */
  readonly line: number;
  /** The last heading before it. */
  readonly heading: string;
  /** Nothing but blank lines is between it and the block before. */
  readonly follows: boolean;
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let follows = false;
  let open: { language: string; line: number; follows: boolean; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open !== undefined) {
      if (line !== '```') open.lines.push(line);
      else {
        const { lines, ...rest } = open;
        blocks.push({ ...rest, heading, text: `${lines.join('\n')}\n` });
        open = undefined;
        follows = true;
      }
    } else if (line.startsWith('```')) {
      open = { language: line.slice(3), line: index + 2, follows, lines: [] };
    } else if (line !== '') {
      follows = false;
      heading = /^#+ (.+)$/.exec(line)?.[1] ?? heading;
    }
  }
  if (open !== undefined) throw new Error(`line ${open.line}: the block does not end`);
  return blocks;
}

export interface Table {
  /** The last heading before it. */
  readonly heading: string;
  /** Below the head: the cells of each row. */
  readonly rows: readonly (readonly string[])[];
}

export function tablesOf(markdown: string): Table[] {
  const tables: { heading: string; rows: string[][] }[] = [];
  let heading = '';
  let inside = false;
  for (const line of markdown.split('\n')) {
    heading = /^#+ (.+)$/.exec(line)?.[1] ?? heading;
    if (!line.startsWith('|')) {
      inside = false;
      continue;
    }
    if (!inside) tables.push({ heading, rows: [] });
    inside = true;
    tables.at(-1)!.rows.push(
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return tables.map((table) => ({ ...table, rows: table.rows.slice(2) }));
}
