import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { declarations, layoutArray, readLayout, readStructs } from '../../scripts/generate-abi-goldens.mjs';
import { type Abi, ILP32, LLP64, LP64 } from '../../src/native/abi.ts';
import { POINTER_SIZE, ULONG_SIZE } from '../../src/native/koffi.ts';
import { layoutOf, type StructureName } from '../../src/native/layout.ts';
import { STRUCTURES } from '../../src/spec/structures.ts';

type Golden = ReturnType<typeof readLayout>[string];

const NAMES = Object.keys(STRUCTURES) as StructureName[];

/** What the layout engine says, in the words of the golden files. */
function computed(abi: Abi, name: StructureName): Golden {
  const { size, alignment, fields } = layoutOf(abi, name);
  return {
    size,
    alignment,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, layout]) => [
        field,
        { offset: layout.offset, size: layout.size * layout.count },
      ]),
    ),
  };
}

function golden(abi: string): Record<string, Golden> {
  const file = new URL(`golden/${abi}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).structures;
}

/** CK_ATTRIBUTE and CK_TOKEN_INFO as the standard's own words and every vendor's module have them. */
const ABIS = [
  { name: 'lp64', abi: LP64, attribute: 24, tokenInfo: 208 },
  { name: 'llp64', abi: LLP64, attribute: 16, tokenInfo: 160 },
  { name: 'ilp32', abi: ILP32, attribute: 12, tokenInfo: 160 },
] as const;

for (const { name, abi, attribute, tokenInfo } of ABIS) {
  describe(`layoutOf, ${name}`, () => {
    const structures = golden(name);

    it('knows the structures that the compiler was given, and no others', () => {
      assert.deepEqual(Object.keys(structures), NAMES);
    });

    for (const structure of NAMES) {
      it(`lays out ${structure} as the compiler does`, () => {
        assert.deepEqual(computed(abi, structure), structures[structure]);
      });
    }

    it('has the known sizes', () => {
      assert.equal(layoutOf(abi, 'CK_ATTRIBUTE').size, attribute);
      assert.equal(layoutOf(abi, 'CK_TOKEN_INFO').size, tokenInfo);
    });
  });
}

test('layoutOf agrees with the C compiler of this machine', () => {
  const structs = readStructs();
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-abi-'));
  try {
    const print =
      '#include <stdio.h>\nint main(void) {\n' +
      'for (unsigned i = 0; i < sizeof layout / sizeof *layout; i++) printf("%llu ", layout[i]);\nreturn 0; }\n';
    const program = join(folder, 'layout');
    writeFileSync(`${program}.c`, declarations(structs) + layoutArray(structs) + print);
    execFileSync('gcc', ['-std=c11', '-Wall', '-Werror', '-o', program, `${program}.c`]);
    const numbers = execFileSync(program, { encoding: 'utf8' }).trim().split(' ').map(Number);
    const host: Abi = { ...LP64, ulong: ULONG_SIZE, pointer: POINTER_SIZE };
    const compiled = readLayout(structs, numbers);
    for (const name of NAMES) assert.deepEqual(computed(host, name), compiled[name], name);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
