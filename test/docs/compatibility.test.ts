// docs/compatibility.md, which `npm run compatibility` writes: what python-pkcs11's table leaves open is answered here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/compatibility.md'), 'utf8');
const { devices, order, cells, notes } = JSON.parse(
  readFileSync(join(root, 'scripts/compatibility/python-pkcs11.json'), 'utf8'),
) as {
  readonly devices: Readonly<Record<string, string>>;
  readonly order: readonly string[];
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly notes: Readonly<Record<string, string>>;
};

const footnotes = new Map(
  [...page.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number, text]) => [number, text!.replaceAll('\\', '')]),
);

/** A cell: its word, and its notes in full. */
function cell(text: string): { readonly word: string; readonly notes: readonly string[] } {
  const [, word = '', numbers = ''] = /^(.*?)(?: <sup>(.*)<\/sup>)?$/.exec(text) ?? [];
  return { word, notes: numbers.split(' ').flatMap((number) => footnotes.get(number) ?? []) };
}

/** The cells of all rows by their columns, as `group: name`. */
const rows = new Map<string, Readonly<Record<string, string>>>();
for (const section of page.split(/^## /m).slice(1)) {
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const parts = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((each) => each.trim());
  const [heading, , ...others] = lines.map(parts);
  const group = section.slice(0, section.indexOf('\n'));
  for (const [name, ...values] of others) {
    const columns = heading!.slice(1).map((title, index) => [title, values[index]!] as const);
    rows.set(`${group}: ${name}`, Object.fromEntries(columns));
  }
}

test('the columns of python-pkcs11 are as it published them', () => {
  for (const [row, all] of Object.entries(cells)) {
    for (const [index, device] of order.entries()) {
      const [word, ...numbers] = all[index]!.split(/ \[|\]/).filter(Boolean);
      const published = cell(rows.get(row)?.[`in python-pkcs11: ${devices[device]}`] ?? '');
      assert.deepEqual(published, {
        word,
        notes: numbers.map((number) => `in python-pkcs11: ${notes[number]}`),
      });
    }
  }
});

describe('what it marks with a caveat or a question mark works here, or has the answer of the token', () => {
  const columns = { softhsm2: 'SoftHSMv2', opencryptoki: 'openCryptoki' };
  let open = 0;
  for (const [device, column] of Object.entries(columns)) {
    for (const [row, all] of Object.entries(cells)) {
      const said = all[order.indexOf(device)]!;
      if (!/^(Caveats|Error|\?)|\[/.test(said)) continue;
      open++;
      test(`${column}, ${row}: ${said}`, () => {
        const { word, notes: found } = cell(rows.get(row)![column]!);
        if (word === 'works') return;
        // The page says above what every token answers about mechanisms that it does not list.
        if (word === '–') assert.match(page, /`C_GetMechanismInfo CKR_MECHANISM_INVALID`/);
        else assert.ok(found.length > 0 && found.every((note) => /C_\w+ CKR_\w+/.test(note)), word);
      });
    }
  }
  test('there are such cells', () => assert.ok(open >= 10, `${open}`));
});
