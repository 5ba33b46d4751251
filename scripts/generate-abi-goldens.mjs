/**
 * Writes test/abi/golden/*.json: the sizes and offsets that a C compiler gives the structures of spec/structs.json on
 * each ABI that PKCS #11 modules exist for. The library's own layout engine has no part in it, so that the tests judge
 * it by something else. Run it after a change of spec/structs.json; it needs clang (apt-get install clang), which
 * compiles for targets it has no headers of.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ type: string, name: string, count?: number }} Field */
/** @typedef {{ structs: Record<string, Field[]>, aliases: Record<string, string> }} Structs */
/** @typedef {{ size: number, alignment: number, fields: Record<string, { offset: number, size: number }> }} Golden */

/** @returns {Structs} */
export function readStructs() {
  return JSON.parse(readFileSync(join(root, 'spec/structs.json'), 'utf8'));
}

/**
 * C declarations of all types and structures. PKCS #11 §2.1: structures are packed to one byte on Windows.
 * @param {Structs} structs
 */
export function declarations({ structs, aliases }) {
  /** @type {string[]} */
  const lines = [];
  const opaque = Object.keys(aliases).filter((name) => aliases[name] === name);
  for (const name of [...Object.keys(structs), ...opaque]) lines.push(`typedef struct ${name} ${name};`);

  const done = new Set([...Object.keys(structs), ...opaque]);
  /** @param {string} name */
  const declare = (name) => {
    if (done.has(name) || name === 'void' || name.startsWith('unsigned ') || name.startsWith('long ')) return;
    done.add(name);
    const target = aliases[name];
    // Function types, which are in no table: a pointer to a function whichever it is.
    if (target === undefined) lines.push(`typedef unsigned long (*${name})(void);`);
    else {
      declare(target.replace('*', ''));
      lines.push(
        target.startsWith('*') ? `typedef ${target.slice(1)} *${name};` : `typedef ${target} ${name};`,
      );
    }
  };
  for (const name of Object.keys(aliases)) declare(name);

  lines.push('#ifdef _WIN32', '#pragma pack(push, 1)', '#endif');
  /** @type {Set<string>} */
  const defined = new Set();
  /** @param {string} name */
  const define = (name) => {
    if (defined.has(name)) return;
    defined.add(name);
    for (const { type } of structs[name] ?? []) {
      if (structs[type] !== undefined) define(type);
      else declare(type);
    }
    const fields = (structs[name] ?? []).map(
      (field) => `  ${field.type} ${field.name}${field.count === undefined ? '' : `[${field.count}]`};`,
    );
    lines.push(`struct ${name} {`, ...fields, '};');
  };
  for (const name of Object.keys(structs)) define(name);
  lines.push('#ifdef _WIN32', '#pragma pack(pop)', '#endif');
  return `${lines.join('\n')}\n`;
}

/**
 * The array `layout`: of each structure its size, its alignment, and the offset and size of each of its fields.
 * @param {Structs} structs
 */
export function layoutArray({ structs }) {
  const values = Object.entries(structs).flatMap(([name, fields]) => [
    `sizeof(${name}), _Alignof(${name})`,
    ...fields.map(
      (field) => `__builtin_offsetof(${name}, ${field.name}), sizeof(((${name} *)0)->${field.name})`,
    ),
  ]);
  return `const unsigned long long layout[] = {\n${values.join(',\n')}};\n`;
}

/**
 * Gives the numbers of `layout` back their names.
 * @param {Structs} structs
 * @param {readonly number[]} numbers
 * @returns {Record<string, Golden>}
 */
export function readLayout({ structs }, numbers) {
  let index = 0;
  const next = () => {
    const value = numbers[index++];
    if (value === undefined) throw new Error('the compiler gave fewer numbers than there are fields');
    return value;
  };
  /** @type {Record<string, Golden>} */
  const layouts = {};
  for (const [name, fields] of Object.entries(structs)) {
    const [size, alignment] = [next(), next()];
    layouts[name] = {
      size,
      alignment,
      fields: Object.fromEntries(fields.map((field) => [field.name, { offset: next(), size: next() }])),
    };
  }
  if (index !== numbers.length) throw new Error('the compiler gave more numbers than there are fields');
  return layouts;
}

const TARGETS = {
  lp64: 'x86_64-linux-gnu',
  llp64: 'x86_64-pc-windows-msvc',
  ilp32: 'i686-linux-gnu',
};

function generate() {
  const structs = readStructs();
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-abi-'));
  try {
    const source = join(folder, 'layout.c');
    writeFileSync(source, declarations(structs) + layoutArray(structs));
    for (const [name, target] of Object.entries(TARGETS)) {
      const code = execFileSync(
        'clang',
        [`--target=${target}`, '-std=c11', '-S', '-emit-llvm', '-o', '-', source],
        { encoding: 'utf8', maxBuffer: 1 << 26 },
      );
      const array = /@layout = .*?constant \[\d+ x i64\] \[(.*?)\]/.exec(code)?.[1];
      if (array === undefined) throw new Error(`no array in what clang made for ${target}`);
      const numbers = array.split(',').map((element) => Number(element.trim().replace(/^i64 /, '')));
      const compiler = execFileSync('clang', ['--version'], { encoding: 'utf8' }).split('\n')[0];
      const golden = { target, compiler, structures: readLayout(structs, numbers) };
      const text = JSON.stringify(golden, null, 2).replaceAll(
        /\{\s+"offset": (\d+),\s+"size": (\d+)\s+\}/g,
        '{ "offset": $1, "size": $2 }',
      );
      writeFileSync(join(root, `test/abi/golden/${name}.json`), `${text}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();
