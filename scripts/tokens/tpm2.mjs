import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { endDaemon, findFreePorts, isListening, run, signalDaemon, startDaemon } from './processes.mjs';

const label = 'DEMO';
const pin = '1234';
const soPin = '12345678';

/**
 * An object that nobody destroys: without its first object, tpm2-pkcs11 1.9.0 gives new ones the handles of others
 * (token.c, token_add_tobject). The library refuses to make any then, and tests that run at once destroy what they like.
 */
const FIRST = 'stays, so that handles stay apart';

/** How the TPM is reached without a broker. */
const direct = (/** @type {number} */ port) => `swtpm:host=127.0.0.1,port=${port}`;

/**
 * The software TPM, on two neighbouring ports of this machine.
 * @param {string} folder
 * @param {number} port
 */
function startTpm(folder, port) {
  mkdirSync(join(folder, 'state'), { recursive: true });
  const listen = (/** @type {number} */ each) => `type=tcp,port=${each},bindaddr=127.0.0.1`;
  const swtpm = ['swtpm', 'socket', '--tpm2', '--tpmstate', `dir=${join(folder, 'state')}`];
  const sockets = ['--server', listen(port), '--ctrl', listen(port + 1)];
  return startDaemon([...swtpm, ...sockets, '--flags', 'not-need-init,startup-clear'], {
    log: join(folder, 'swtpm.log'),
    ready: () => isListening(port) && isListening(port + 1),
  });
}

const busAddress = (/** @type {string} */ folder) => `unix:path=${join(folder, 'bus')}`;

/**
 * Its socket is there a moment before it listens.
 * @param {string} folder
 */
function busAnswers(folder) {
  const call = ['--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetId'];
  try {
    run(['dbus-send', `--bus=${busAddress(folder)}`, ...call]);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function startBus(folder) {
  return startDaemon(['dbus-daemon', '--session', '--nofork', `--address=${busAddress(folder)}`], {
    log: join(folder, 'bus.log'),
    ready: () => existsSync(join(folder, 'bus')) && busAnswers(folder),
  });
}

/**
 * The resource manager, which lets several processes use the TPM, and more objects than fit into it.
 * @param {string} folder
 * @param {number} port of the TPM
 */
function startBroker(folder, port) {
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: busAddress(folder) };
  const bus = ['dbus-send', `--bus=${busAddress(folder)}`, '--print-reply', '--dest=org.freedesktop.DBus'];
  const question = ['/', 'org.freedesktop.DBus.NameHasOwner', 'string:com.intel.tss2.Tabrmd'];
  // As many objects in use as it allows: the module keeps every key that was used or made until it is destroyed.
  const room = ['--max-transients=100'];
  return startDaemon(['tpm2-abrmd', '--session', '--allow-root', `--tcti=${direct(port)}`, ...room], {
    log: join(folder, 'broker.log'),
    env,
    ready: () => run([...bus, ...question]).includes('true'),
  });
}

/**
 * @param {string} folder
 * @param {string} tcti how the module reaches the TPM
 */
const environment = (folder, tcti) => ({
  TPM2_PKCS11_STORE: join(folder, 'store'),
  TPM2_PKCS11_TCTI: tcti,
  TPM2_PKCS11_LOG_LEVEL: '0',
  TSS2_LOG: 'all+NONE',
});

function findModule() {
  const module = findLibrary('libtpm2_pkcs11.so');
  if (!module) throw new Error('libtpm2_pkcs11.so not found: install tpm2-pkcs11');
  return module;
}

/** @param {string} folder */
function prepare(folder) {
  mkdirSync(join(folder, 'store'));
  const port = findFreePorts();
  const tpm = startTpm(folder, port);
  try {
    const env = { ...process.env, ...environment(folder, direct(port)) };
    const tool = ['pkcs11-tool', '--module', findModule(), '--so-pin', soPin];
    run([...tool, '--slot-index', '0', '--init-token', '--label', label], { env });
    const login = ['--token-label', label, '--login', '--login-type', 'so'];
    run([...tool, ...login, '--init-pin', '--new-pin', pin], { env });
    const file = join(folder, 'first');
    writeFileSync(file, 'stays');
    const write = ['--write-object', file, '--type', 'data', '--label', FIRST, '--private'];
    run([...tool, '--token-label', label, '--login', '--pin', pin, ...write], { env });
  } finally {
    endDaemon(tpm);
  }
}

/** @param {string} folder */
const notedPort = (folder) => Number(readFileSync(join(folder, 'port'), 'utf8'));

const needed = [packages.tpm2Pkcs11, packages.tpm2Swtpm, packages.swtpm, packages.pkcs11Tool];

/** @type {Record<string, (token: import('./lifecycle.mjs').RunningToken) => void>} */
const faults = {
  kill: ({ daemons }) => signalDaemon(daemons.swtpm, 'SIGKILL'),
  freeze: ({ daemons }) => signalDaemon(daemons.swtpm, 'SIGSTOP'),
  thaw: ({ daemons }) => signalDaemon(daemons.swtpm, 'SIGCONT'),
};

/**
 * Without a resource manager: one process at a time, and three objects in use at most.
 * @type {import('./lifecycle.mjs').TokenKind}
 */
export const tpm2Direct = {
  name: 'tpm2-direct',
  title: 'tpm2-pkcs11 on a software TPM, without a resource manager',
  packages: needed,
  prepare,
  launch(folder, daemons) {
    const module = findModule();
    const port = findFreePorts();
    writeFileSync(join(folder, 'port'), String(port));
    daemons.swtpm = startTpm(folder, port);
    return { module, label, pin, soPin, env: environment(folder, direct(port)) };
  },
  faults: {
    ...faults,
    restart({ folder, daemons }) {
      endDaemon(daemons.swtpm);
      daemons.swtpm = startTpm(folder, notedPort(folder));
    },
  },
};

/** @type {import('./lifecycle.mjs').TokenKind} */
export const tpm2 = {
  name: 'tpm2',
  title: 'tpm2-pkcs11 on a software TPM',
  packages: [...needed, packages.tpm2Abrmd, packages.tpm2Tabrmd, packages.dbus, packages.dbusSend],
  prepare,
  launch(folder, daemons) {
    const module = findModule();
    const port = findFreePorts();
    writeFileSync(join(folder, 'port'), String(port));
    daemons.swtpm = startTpm(folder, port);
    daemons.bus = startBus(folder);
    daemons.broker = startBroker(folder, port);
    const env = {
      ...environment(folder, 'tabrmd:bus_type=session'),
      DBUS_SESSION_BUS_ADDRESS: busAddress(folder),
    };
    return { module, label, pin, soPin, env };
  },
  faults: {
    ...faults,
    restart({ folder, daemons }) {
      endDaemon(daemons.broker);
      endDaemon(daemons.swtpm);
      daemons.swtpm = startTpm(folder, notedPort(folder));
      daemons.broker = startBroker(folder, notedPort(folder));
    },
  },
};
