import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Compiles the floor and the null module; returns their paths. */
export function build() {
  const folder = here('build');
  mkdirSync(folder, { recursive: true });
  // The function list of version 2.40, in the order of the standard.
  const functions = JSON.parse(readFileSync(here('../spec/functions.json'), 'utf8'))
    .filter(({ since }) => Number(since) <= 2.4)
    .map(({ name }) => name);
  writeFileSync(
    join(folder, 'function-fields.h'),
    functions.map((name) => `CK_FUNCTION ${name};\n`).join(''),
  );
  writeFileSync(
    join(folder, 'null-functions.h'),
    functions
      .map((name) => `#ifdef ${name}\n(CK_FUNCTION)${name},\n#else\n(CK_FUNCTION)ok,\n#endif\n`)
      .join(''),
  );
  const floor = join(folder, 'floor');
  const nullModule = join(folder, 'null-module.so');
  const flags = ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-Wno-cast-function-type', `-I${folder}`];
  compile(...flags, '-o', floor, here('native/floor.c'), '-lpthread', '-ldl');
  compile(
    ...flags,
    '-fPIC',
    '-shared',
    '-fvisibility=hidden',
    '-o',
    nullModule,
    here('native/null-module.c'),
  );
  return { floor, nullModule };
}

function compile(...args) {
  const { status, error } = spawnSync(process.env.CC ?? 'gcc', args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the C compiler failed${error ? `: ${error.message}` : ''}`);
}
