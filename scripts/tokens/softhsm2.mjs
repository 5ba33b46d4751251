import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { startToken } from './lifecycle.mjs';
import { run } from './processes.mjs';

const pin = '1234';
const soPin = '12345678';
const label = 'DEMO';

/** @param {string} folder */
function writeSoftHsmConfiguration(folder) {
  const file = join(folder, 'softhsm2.conf');
  const lines = [
    `directories.tokendir = ${join(folder, 'tokens')}`,
    'objectstore.backend = file',
    'log.level = ERROR',
    'slots.removable = false',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** @type {import('./lifecycle.mjs').TokenKind} */
export const softhsm2 = {
  name: 'softhsm2',
  title: 'SoftHSMv2, tokens as files',
  packages: [packages.softhsm],

  prepare(folder) {
    mkdirSync(join(folder, 'tokens'));
    const env = { ...process.env, SOFTHSM2_CONF: writeSoftHsmConfiguration(folder) };
    const util = [
      'softhsm2-util',
      '--init-token',
      '--free',
      '--label',
      label,
      '--so-pin',
      soPin,
      '--pin',
      pin,
    ];
    run(util, { env });
  },

  launch(folder) {
    const module = findLibrary('libsofthsm2.so');
    if (!module) throw new Error('libsofthsm2.so not found: install SoftHSM 2');
    return { module, label, pin, soPin, env: { SOFTHSM2_CONF: writeSoftHsmConfiguration(folder) } };
  },

  faults: {
    remove: ({ folder }) => renameSync(join(folder, 'tokens'), join(folder, 'tokens-away')),
    insert: ({ folder }) => renameSync(join(folder, 'tokens-away'), join(folder, 'tokens')),
  },
};

/** A throw-away SoftHSM token. */
export const start = () => startToken(softhsm2);
