import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { MECHANISMS, mechanismEntry, parameterOptions } from '../../src/codec/mechanisms.ts';
import type { MechanismName } from '../../src/index.ts';
import * as cryptoki from '../../src/index.ts';
import { CKM } from '../../src/spec/constants.ts';
import { runProgram } from '../support/child.ts';
import { makeConsumer } from '../support/consumer.ts';
import { type Block, blocksOf, tablesOf } from '../support/markdown.ts';
import { startTestToken } from '../support/token.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = blocksOf(readme);
const [prelude, ...snippets] = blocks.filter(({ language }) => language === 'ts');

/** Snippets go on from the first one, unless they load the module themselves. */
function programOf(snippet: Block): string {
  return /loadModule(Sync)?\(/.test(snippet.text) ? snippet.text : prelude!.text + snippet.text;
}

/** What the README says that a snippet prints: the block of text right after it. */
function outputOf(snippet: Block): string | undefined {
  const next = blocks[blocks.indexOf(snippet) + 1];
  return next?.language === 'text' && next.follows ? next.text : undefined;
}

const device = startTestToken();
const named = snippets.map((snippet) => ({ snippet, name: `line-${snippet.line}` }));
const { folder, problems } = makeConsumer(
  new Map(named.map(({ snippet, name }) => [`${name}.ts`, programOf(snippet)])),
);

// One after the other: SoftHSM does not show a token to a process while another is opening it.
describe('every snippet of the README compiles and prints what it says', () => {
  for (const { snippet, name } of named) {
    test(`${snippet.heading}, line ${snippet.line}`, async () => {
      assert.deepEqual(problems.get(`${name}.ts`), []);
      const expected = outputOf(snippet);
      assert.ok(expected !== undefined, 'a block of text after it says what it prints');

      const cwd = join(folder, name);
      mkdirSync(cwd);
      const { code, signal, stdout, stderr } = await runProgram(join(folder, `${name}.js`), {
        cwd,
        env: { PKCS11_MODULE: device.modulePath },
      });
      assert.equal(stderr, '');
      assert.equal(stdout, expected);
      assert.deepEqual({ code, signal }, { code: 0, signal: null });
      assert.deepEqual(readdirSync(cwd), [], 'files it has left behind');
    });
  }
});

test('the compiler finds nothing wrong outside the snippets', () => {
  const files = new Set(named.map(({ name }) => `${name}.ts`));
  assert.deepEqual(
    [...problems].filter(([file]) => !files.has(file)),
    [],
  );
});

test('what the README says does not compile does not', () => {
  const claim = '`privateKey.encrypt` does not compile.';
  assert.ok(readme.includes(claim));
  const program = `${prelude!.text}
    const { privateKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    await privateKey.encrypt('');
  `;
  const [problem] = makeConsumer(new Map([['claim.ts', program]])).problems.get('claim.ts')!;
  assert.match(problem ?? '', /Property 'encrypt' does not exist/);
});

/** What stands in backticks. */
const wordsOf = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([\w…]+)`/g)].map(([, word]) => word!);
const [classes, mechanisms] = tablesOf(readme).filter(({ heading }) => heading === 'The API at a glance');

describe('the mechanisms take the options that the README says', () => {
  for (const [names, options] of mechanisms!.rows) {
    test(names!, () => {
      for (const name of wordsOf(names)) {
        const pattern = new RegExp(`^${name.replace('…', '.*')}$`);
        const matching = Object.keys(CKM).filter((mechanism) => pattern.test(mechanism));
        // A pattern stands for what the library has an entry for; a plain name for itself.
        const meant = name.includes('…') ? matching.filter((each) => each in MECHANISMS) : matching;
        assert.notDeepEqual(meant, [], name);
        for (const each of meant) {
          const taken = parameterOptions(mechanismEntry(each as MechanismName));
          const expected = wordsOf(options);
          assert.deepEqual([...taken].sort(), expected.sort(), each);
        }
      }
    });
  }
});

describe('the API at a glance', () => {
  const { rows } = classes!;

  /** Members of a class and of those it extends, up to one that has a row of its own. */
  function membersOf(prototype: object): { methods: string[]; getters: string[] } {
    const methods: string[] = [];
    const getters: string[] = [];
    const { Pkcs11Object } = cryptoki;
    let level: object = prototype;
    do {
      for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
        // `context` is internal, and the README says that everything has a synchronous twin.
        if (name === 'constructor' || name === 'context' || name.endsWith('Sync')) continue;
        (get === undefined ? methods : getters).push(name);
      }
      level = Object.getPrototypeOf(level);
    } while (level !== Object.prototype && level !== Pkcs11Object.prototype);
    return { methods: methods.sort(), getters: getters.sort() };
  }

  for (const [name, value] of Object.entries(cryptoki)) {
    // docs/uri.md is about these.
    if (name === 'Pkcs11Uri') continue;
    if (typeof value !== 'function' || value.prototype === undefined) continue;
    if (
      value.prototype instanceof Error ||
      /^(loadModule(Sync)?|defineVendor|defineAttribute|Key|ConfidentialKey|\w*Error)$/.test(name)
    )
      continue;
    test(`names every method of ${name}, and no other`, () => {
      const row = rows.find(([first]) => wordsOf(first).includes(name));
      assert.ok(row, `${name} has a row`);
      const { methods, getters } = membersOf(value.prototype);
      const listed = wordsOf(row[1]).filter((word) => word !== 'Pkcs11Object');
      // What one class of a row has of its own, another has from Pkcs11Object.
      const inherited = listed.filter((word) => !methods.includes(word));
      assert.deepEqual(
        inherited.filter((word) => !(word in value.prototype)),
        [],
      );
      assert.deepEqual(
        methods.filter((word) => !listed.includes(word)),
        [],
      );
      assert.deepEqual(
        getters.filter((word) => !wordsOf(row[2]).includes(word)),
        [],
      );
    });
  }
});
