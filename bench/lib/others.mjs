// What is measured besides operations: what an import costs, what an installation weighs, and memory over a long time.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { samplesOf, spread } from './statistics.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bench = join(root, 'bench');

/** Milliseconds that an import adds to an empty program: whole processes, in turn. */
export function importTime(rounds) {
  const programs = {
    nothing: '',
    cryptoki: `await import(${JSON.stringify(`${root}dist/index.js`)})`,
    koffi: `await import('koffi')`,
    pkcs11js: `await import('pkcs11js')`,
    graphene: `await import('graphene-pk11')`,
  };
  const samples = {};
  for (let round = 0; round <= rounds * 2; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const cwd = name === 'koffi' || name === 'nothing' ? root : bench;
      const began = performance.now();
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd });
      if (round > 0) samplesOf(samples, name).push(performance.now() - began);
    }
  }
  const { nothing, ...imports } = samples;
  return Object.fromEntries(
    Object.entries(imports).map(([name, times]) => [name, spread(times.map((time, i) => time - nothing[i]))]),
  );
}

/** What `npm install` of each puts on the disk. */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-bench-'));
  try {
    const [tarball] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }),
    );
    const packages = {
      cryptoki: join(folder, tarball.filename),
      pkcs11js: 'pkcs11js@2.1.7',
      graphene: 'graphene-pk11@2.3.6',
    };
    return Object.fromEntries(
      Object.entries(packages).map(([name, what]) => {
        const prefix = mkdtempSync(join(folder, 'install-'));
        const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--silent', what];
        execFileSync('npm', args, { stdio: 'ignore' });
        execFileSync('npm', ['rebuild', '--prefix', prefix, '--silent'], { stdio: 'ignore' });
        return [name, weigh(join(prefix, 'node_modules'))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function weigh(folder) {
  let bytes = 0;
  let files = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += lstatSync(join(entry.parentPath ?? entry.path, entry.name)).size;
  }
  return { bytes, files };
}

/** Resident memory after warming up, and how much more there is after a million operations. */
export function memoryGrowth(nullModule) {
  const program = fileURLToPath(new URL('../memory.mjs', import.meta.url));
  const run = (...flags) =>
    JSON.parse(execFileSync(process.execPath, [...flags, program, nullModule], { encoding: 'utf8' }));
  return { free: run(), forced: run('--expose-gc') };
}

/** Has V8 compile all that an operation calls into one piece, instead of as much as its limits allow. */
const UNLIMITED = ['--max-inlined-bytecode-size-cumulative=10000', '--max-inlined-bytecode-size=3000'];

/** Where the time of operations goes, and what would be left of it were there no calls between functions. */
export function profileOf(nullModule) {
  const program = fileURLToPath(new URL('../profiled.mjs', import.meta.url));
  const run = (...args) => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  return {
    operations: run(program, nullModule),
    together: run(...UNLIMITED, program, '--times', nullModule),
  };
}
