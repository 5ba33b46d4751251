import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { isolated, requireRoot } from './namespace.mjs';
import {
  endDaemon,
  findFreePorts,
  isListening,
  run,
  signalDaemon,
  startDaemon,
  waitFor,
} from './processes.mjs';

const pin = '77777777';
/** OpenSC names a CAC card after its first certificate. */
const label = 'DEMO cert1';
const source = fileURLToPath(new URL('smart-card.c', import.meta.url));

function findModule() {
  const module = findLibrary('opensc-pkcs11.so');
  if (!module) throw new Error('opensc-pkcs11.so not found: install OpenSC');
  return module;
}

/** @param {string} folder */
const environment = (folder) => ({ PCSCLITE_CSOCK_NAME: join(folder, 'run/pcscd.comm') });
/** @param {string} folder */
const notedPort = (folder) => Number(readFileSync(join(folder, 'port'), 'utf8'));
/** @param {string} folder */
const cardLog = (folder) => join(folder, 'card.log');

/**
 * Puts the card into the reader: the card is a process that the reader's driver talks to.
 * @param {string} folder
 */
function insertCard(folder) {
  writeFileSync(cardLog(folder), '');
  const card = [join(folder, 'smart-card'), `sql:${join(folder, 'database')}`, String(notedPort(folder))];
  return startDaemon(card, {
    log: cardLog(folder),
    ready: () => readFileSync(cardLog(folder), 'utf8').includes('card inserted'),
  });
}

/**
 * pcscd looks for cards from time to time: waits until a program would find this one.
 * @param {string} folder
 */
function waitForCard(folder) {
  const env = { ...process.env, ...environment(folder) };
  const list = ['pkcs11-tool', '--module', findModule(), '--list-token-slots'];
  waitFor('the smart card', () => spawnSync('env', list, { env, encoding: 'utf8' }).stdout.includes(label));
}

/** @param {string} folder */
function startReader(folder) {
  const ownRun = join(folder, 'run');
  const socket = join(ownRun, 'pcscd.comm');
  mkdirSync('/run/pcscd', { recursive: true });
  const pcscd = ['pcscd', '--foreground', '--config', join(folder, 'readers')];
  return startDaemon([...isolated([{ source: ownRun, target: '/run/pcscd' }]), ...pcscd], {
    log: join(folder, 'pcscd.log'),
    ready: () => existsSync(socket) && isListening(notedPort(folder)),
  });
}

/** @type {import('./lifecycle.mjs').TokenKind} */
export const opensc = {
  name: 'opensc',
  title: 'OpenSC with an emulated smart card (CAC), read-only',
  packages: [
    packages.openscModule,
    packages.pkcs11Tool,
    packages.pcscd,
    packages.virtualReader,
    packages.libcacard,
    packages.certutil,
    packages.gcc,
    packages.libc,
    packages.pkgConfig,
  ],
  require: requireRoot,

  prepare(folder) {
    const program = join(folder, 'smart-card');
    const libraries = run(['pkg-config', '--cflags', '--libs', 'libcacard']).trim().split(/\s+/);
    run(['gcc', '-Wall', '-O1', '-o', program, source, ...libraries]);

    const database = join(folder, 'database');
    const pinFile = join(folder, 'pin');
    const noise = join(folder, 'noise');
    mkdirSync(database);
    writeFileSync(pinFile, pin);
    writeFileSync(noise, crypto.getRandomValues(new Uint8Array(64)));
    const certutil = ['certutil', '-d', `sql:${database}`, '-f', pinFile];
    run([...certutil, '-N']);
    const common = ['-S', '-z', noise, '-x', '-t', 'CT,C,C', '-k', 'rsa', '-g', '2048', '-v', '120'];
    for (const [index, name] of ['cert1', 'cert2', 'cert3'].entries()) {
      run([...certutil, ...common, '-n', name, '-s', `CN=DEMO ${name}`, '-m', String(101 + index)]);
    }
  },

  launch(folder, daemons) {
    const module = findModule();
    const port = findFreePorts();
    const hex = `0x${port.toString(16)}`;
    writeFileSync(join(folder, 'port'), String(port));
    for (const each of ['run', 'readers']) mkdirSync(join(folder, each), { recursive: true });
    const driver = findLibrary('libifdvpcd.so') ?? '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
    const reader = [
      'FRIENDLYNAME "Virtual PCD"',
      `DEVICENAME /dev/null:${hex}`,
      `LIBPATH ${driver}`,
      `CHANNELID ${hex}`,
    ];
    writeFileSync(join(folder, 'readers/vpcd'), `${reader.join('\n')}\n`);
    daemons.pcscd = startReader(folder);
    daemons.card = insertCard(folder);
    waitForCard(folder);
    return { module, label, pin, soPin: '', env: environment(folder), readOnly: true };
  },

  faults: {
    remove: ({ daemons }) => endDaemon(daemons.card),
    insert({ folder, daemons }) {
      endDaemon(daemons.card);
      daemons.card = insertCard(folder);
      waitForCard(folder);
    },
    freeze: ({ daemons }) => signalDaemon(daemons.card, 'SIGSTOP'),
    thaw: ({ daemons }) => signalDaemon(daemons.card, 'SIGCONT'),
    kill: ({ daemons }) => signalDaemon(daemons.pcscd, 'SIGKILL'),
    restart({ folder, daemons }) {
      endDaemon(daemons.card);
      endDaemon(daemons.pcscd);
      daemons.pcscd = startReader(folder);
      daemons.card = insertCard(folder);
      waitForCard(folder);
    },
  },
};
