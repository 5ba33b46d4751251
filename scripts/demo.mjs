/**
 * `npm run demo`: runs examples/demo.ts on a throw-away SoftHSM token, or on the user's own device when
 * PKCS11_MODULE (with PKCS11_TOKEN_LABEL and PKCS11_PIN) is set.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { onInterruption } from './interruption.mjs';
import { ensureNpmDependencies, ensureSystemPackages, packages, root } from './setup.mjs';
import { start } from './tokens/softhsm2.mjs';

const ownDevice = Boolean(process.env.PKCS11_MODULE);

ensureNpmDependencies();
if (!ownDevice) ensureSystemPackages([packages.softhsm, packages.openssl]);

/** @type {import('node:child_process').ChildProcess | undefined} */
let demo;
// Listened to before the token exists, so that no signal can end this process without removing the token.
onInterruption((signal) => demo?.kill(signal));

const token = ownDevice ? undefined : start();
process.on('exit', () => token?.stop());
const settings = token && {
  PKCS11_MODULE: token.module,
  PKCS11_TOKEN_LABEL: token.label,
  PKCS11_PIN: token.pin,
  ...token.env,
};

demo = spawn(process.execPath, ['--import', 'tsx', 'examples/demo.ts', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, ...settings },
  stdio: 'inherit',
});
demo.on('exit', (code, signal) => {
  process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
});
