/**
 * Installs the packed package in an empty project, as a user would, compiles scripts/smoke/consumer.ts against its
 * types there, and runs it on a throw-away token with this Node and with the newest one.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNpmDependencies, ensureSystemPackages, packages, root } from './setup.mjs';
import { start } from './tokens/softhsm2.mjs';

/**
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @param {string[]} args
 */
function run(cwd, env, command, ...args) {
  const result = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (result.status === 0) return result.stdout;
  const output = `${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`;
  throw new Error(`${command} ${args.join(' ')} failed (${result.signal ?? result.status}):\n${output}`);
}

/** @param {string} folder */
function makeProject(folder) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
}

/**
 * The package `node` only fetches one of these in an install script; they hold the program itself.
 * @param {string} folder
 */
function installNewestNode(folder) {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${process.platform}-${process.arch}`;
  makeProject(folder);
  run(folder, {}, 'npm', 'install', '--ignore-scripts', `${name}@latest`);
  return join(folder, 'node_modules', name, 'bin/node');
}

ensureNpmDependencies();
ensureSystemPackages([packages.softhsm]);

const temporary = mkdtempSync(join(tmpdir(), 'cryptoki-smoke-'));
/** @type {import('./tokens/lifecycle.mjs').RunningToken | undefined} */
let token;
try {
  const consumer = join(temporary, 'consumer');
  run(root, {}, process.execPath, 'scripts/build.mjs');
  const packed = JSON.parse(run(root, {}, 'npm', 'pack', '--json', '--pack-destination', temporary));
  console.log(`packed ${packed[0].filename}: ${packed[0].files.length} files, ${packed[0].size} bytes`);

  makeProject(consumer);
  run(consumer, {}, 'npm', 'install', join(temporary, packed[0].filename));

  copyFileSync(join(root, 'scripts/smoke/consumer.ts'), join(consumer, 'consumer.ts'));
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  run(consumer, {}, process.execPath, join(root, 'node_modules/typescript/bin/tsc'));
  console.log('types ok');

  token = start();
  const env = {
    ...token.env,
    PKCS11_MODULE: token.module,
    PKCS11_TOKEN_LABEL: token.label,
    PKCS11_PIN: token.pin,
  };
  for (const node of [process.execPath, installNewestNode(join(temporary, 'newest-node'))]) {
    process.stdout.write(run(consumer, env, node, 'consumer.js'));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  token?.stop();
  rmSync(temporary, { recursive: true, force: true });
}
