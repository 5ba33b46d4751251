import { readFileSync } from 'node:fs';
import { KINDS } from './kinds.ts';
import { examine, PRIVATE_COLUMNS, PUBLIC_COLUMNS, type Row } from './matrix.ts';
import { examineVector, VECTORS } from './post-quantum.ts';
import { examineSecret, SECRETS } from './secrets.ts';

export const PAGE: URL = new URL('../../docs/formats.md', import.meta.url);
const BEGIN = '<!-- What follows is written by scripts/formats-matrix.mjs from what the tests find. -->\n';
const END = '<!-- End of what is written. -->\n';

export interface Matrix {
  readonly publicKeys: Map<string, Row>;
  readonly privateKeys: Map<string, Row>;
  readonly secretKeys: Map<string, Row>;
}

/** What each kind of key was found to do; `each` runs a part of it, a test of its own in the tests. */
export async function findMatrix(
  each: (name: string, part: () => Promise<void>) => Promise<void>,
): Promise<Matrix> {
  const matrix: Matrix = { publicKeys: new Map(), privateKeys: new Map(), secretKeys: new Map() };
  for (const kind of KINDS) {
    await each(kind.name, async () => {
      const found = await examine(kind);
      matrix.publicKeys.set(kind.name, found.public);
      matrix.privateKeys.set(kind.name, found.private);
    });
  }
  for (const vector of VECTORS) {
    await each(vector.name, async () => {
      const found = examineVector(vector);
      const name = vector.name.split('-').slice(0, 2).join('-');
      matrix.publicKeys.set(name, matrix.publicKeys.get(name) ?? found.public);
      matrix.privateKeys.set(name, matrix.privateKeys.get(name) ?? found.private);
    });
  }
  for (const secret of SECRETS) {
    await each(secret[0], async () => {
      matrix.secretKeys.set(secret[0], await examineSecret(secret));
    });
  }
  return matrix;
}

function cell(row: Row, column: string): string {
  const { in: read, out: written } = row[column] ?? { in: false, out: false };
  return [read && 'in', written && 'out'].filter(Boolean).join(', ') || '–';
}

function table(corner: string, columns: readonly string[], rows: Map<string, Row>): string {
  const lines = [[corner, ...columns], columns.map(() => '---').concat('---')];
  for (const [name, row] of rows) lines.push([name, ...columns.map((column) => cell(row, column))]);
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

/** The page with the tables of this matrix in it. */
export function renderPage({ publicKeys, privateKeys, secretKeys }: Matrix): string {
  const page = readFileSync(PAGE, 'utf8');
  const start = page.indexOf(BEGIN) + BEGIN.length;
  const end = page.indexOf(END);
  if (start < BEGIN.length || end < start)
    throw new Error('docs/formats.md lacks the marks around the tables');
  const tables = [
    table('public keys', PUBLIC_COLUMNS, publicKeys),
    table('private keys', PRIVATE_COLUMNS, privateKeys),
    table('secret keys', ['raw', 'JWK', 'KeyObject', 'CryptoKey'], secretKeys),
  ];
  return `${page.slice(0, start)}\n${tables.join('\n')}\n${page.slice(end)}`;
}
