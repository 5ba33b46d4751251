import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';

/**
 * A throw-away token. The environment variables in `env` must be set in every process that loads `module`.
 * @typedef {object} RunningToken
 * @property {string} name
 * @property {string} module path of the PKCS #11 module
 * @property {string} label
 * @property {string} pin
 * @property {string} soPin
 * @property {Record<string, string>} env
 * @property {() => void} stop removes the token and all its files
 */

/**
 * Creates a SoftHSM token in a temporary folder.
 * @param {{ label?: string }} [options]
 * @returns {RunningToken}
 */
export function start({ label = 'DEMO' } = {}) {
  const module = findLibrary('libsofthsm2.so');
  if (!module) throw new Error('libsofthsm2.so not found: install SoftHSM 2');

  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-softhsm2-'));
  const stop = () => rmSync(folder, { recursive: true, force: true });
  const pin = '1234';
  const soPin = '12345678';
  const env = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') };
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  writeFileSync(
    env.SOFTHSM2_CONF,
    [
      `directories.tokendir = ${tokens}`,
      'objectstore.backend = file',
      'log.level = ERROR',
      'slots.removable = false',
      '',
    ].join('\n'),
  );

  const args = ['--init-token', '--free', '--label', label, '--so-pin', soPin, '--pin', pin];
  const util = spawnSync('softhsm2-util', args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (util.status !== 0) {
    stop();
    throw new Error(`softhsm2-util failed: ${util.error?.message ?? util.stderr + util.stdout}`);
  }
  return { name: 'softhsm2', module, label, pin, soPin, env, stop };
}
