import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureSystemPackages, packages } from '../../scripts/setup.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Installs the other libraries here, builds the one that needs it, and builds this one. */
export function setUp() {
  ensureSystemPackages([packages.softhsm, packages.gcc, packages.libc, packages.pykcs11]);
  if (!existsSync(`${bench}node_modules/pkcs11js/build/Release/pkcs11.node`)) {
    run(['npm', 'install', '--no-audit', '--no-fund'], bench);
    // Install scripts may be off on this machine: pkcs11js is compiled by its own.
    run(['npm', 'rebuild', 'pkcs11js', '--foreground-scripts'], bench);
  }
  run(['npm', 'run', '--silent', 'build'], root);
}

function run([command, ...args], cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
}
