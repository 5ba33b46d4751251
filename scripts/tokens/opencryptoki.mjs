import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { isolated, joining, requireRoot } from './namespace.mjs';
import { endDaemon, run, signalDaemon, startForkingDaemon } from './processes.mjs';

const slot = '3';
const label = 'DEMO';
const pin = '1234567';
const soPin = '12345678';
/** What the standard's own tool must be told before anyone can use the token: both PINs have to be changed. */
const factorySoPin = '87654321';
const firstPin = '123456';

const configuration = `version opencryptoki-3.1
slot ${slot}
{
stdll = libpkcs11_sw.so
description = "swtok"
tokname = demotok
}
`;

/**
 * openCryptoki has one daemon, one socket, one segment of shared memory and one set of folders per machine. Here each
 * token has its own of them all, in namespaces: several run at once, beside that of the machine.
 */
const mounts = [
  ['run', '/run'],
  ['shm', '/dev/shm'],
  ['lib', '/var/lib/opencryptoki'],
  ['log', '/var/log'],
  ['opencryptoki.conf', '/etc/opencryptoki/opencryptoki.conf'],
];

/** Owners are set at each start, as the ids differ between systems, and a copied folder has lost them. */
const setUpAndServe = `
set -e
if id pkcsslotd >/dev/null 2>&1; then daemon=pkcsslotd; else daemon=root; fi
mkdir -p /var/lib/opencryptoki/HSM_MK_CHANGE /run/lock/opencryptoki/demotok /run/opencryptoki /var/log/opencryptoki /var/lib/opencryptoki/demotok/TOK_OBJ
chmod 1777 /dev/shm /run/lock
chown -R root:pkcs11 /var/lib/opencryptoki
chown $daemon:pkcs11 /run/opencryptoki /run/lock/opencryptoki /var/log/opencryptoki
chown root:pkcs11 /run/lock/opencryptoki/demotok
chmod 770 /var/lib/opencryptoki /var/lib/opencryptoki/demotok /var/lib/opencryptoki/demotok/TOK_OBJ
chmod 770 /run/lock/opencryptoki /run/lock/opencryptoki/demotok /var/log/opencryptoki
chmod 710 /run/opencryptoki
exec pkcsslotd`;

/**
 * @param {{ name: string, title: string, packages: import('../setup.mjs').SystemPackage[],
 *   system: () => { module: string, root?: string, mounts: { source: string, target: string }[], node?: string } }}
 *   options `system`: where openCryptoki is installed, what else has to be mounted there, and a Node.js of its own
 * @returns {import('./lifecycle.mjs').TokenKind}
 */
export function openCryptokiKind({ name, title, packages, system }) {
  /** @param {string} folder */
  const serve = (folder) => {
    for (const each of ['run', 'shm', 'lib', 'log']) mkdirSync(join(folder, each), { recursive: true });
    const { root, mounts: others } = system();
    const own = mounts.map(([source = '', target = '']) => ({ source: join(folder, source), target }));
    // Older versions keep both in /run itself.
    const inRun = (/** @type {string} */ name) =>
      [join(folder, 'run', name), join(folder, 'run/opencryptoki', name)].find((path) => existsSync(path));
    // Newer versions leave their parent even with -f, which asks them not to.
    return startForkingDaemon(
      [...isolated([...others, ...own], { root, ipc: true }), 'sh', '-c', setUpAndServe],
      {
        pidFile: () => (inRun('pkcsslotd.socket') ? inRun('pkcsslotd.pid') : undefined),
      },
    );
  };

  return {
    name,
    title,
    packages,
    require: requireRoot,

    prepare(folder) {
      writeFileSync(join(folder, 'opencryptoki.conf'), configuration);
      const daemon = serve(folder);
      try {
        /** @param {string[]} args */
        const pkcsconf = (args, input = '') =>
          run([...joining(daemon.pid), 'pkcsconf', '-c', slot, ...args], { input });
        pkcsconf(['-I', '-S', factorySoPin], `${label}\n`);
        pkcsconf(['-P', '-S', factorySoPin, '-n', soPin]);
        pkcsconf(['-u', '-S', soPin, '-n', firstPin]);
        pkcsconf(['-p', '-U', firstPin, '-n', pin]);
      } finally {
        endDaemon(daemon);
        for (const each of ['run', 'shm', 'log'])
          rmSync(join(folder, each), { recursive: true, force: true });
      }
    },

    launch(folder, daemons) {
      const { module, node } = system();
      daemons.pkcsslotd = serve(folder);
      const launcher = joining(daemons.pkcsslotd.pid);
      return { module, label, pin, soPin, env: {}, launcher, ...(node === undefined ? {} : { node }) };
    },

    faults: { kill: ({ daemons }) => signalDaemon(daemons.pkcsslotd, 'SIGKILL') },
  };
}

export const opencryptoki = openCryptokiKind({
  name: 'opencryptoki',
  title: 'openCryptoki, its token in software',
  packages: [packages.opencryptoki],
  system() {
    const module = findLibrary('libopencryptoki.so.0') ?? findLibrary('libopencryptoki.so');
    if (!module) throw new Error('libopencryptoki.so not found: install openCryptoki');
    return { module, mounts: [] };
  },
});
