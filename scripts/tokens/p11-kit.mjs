import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findLibrary } from '../find-library.mjs';
import { packages } from '../setup.mjs';
import { endDaemon, membersOf, signalDaemon, startDaemon } from './processes.mjs';
import { softhsm2 } from './softhsm2.mjs';

const serverProgram = '/usr/libexec/p11-kit/p11-kit-server';
const socketOf = (/** @type {string} */ folder) => join(folder, 'socket');

/** @param {string} folder */
function startServer(folder) {
  const { module, label, env } = softhsm2.launch(folder, {});
  rmSync(socketOf(folder), { force: true });
  const server = [serverProgram, '-f', '-n', socketOf(folder), '--provider', module, `pkcs11:token=${label}`];
  return startDaemon(server, {
    log: join(folder, 'server.log'),
    env: { ...process.env, ...env },
    ready: () => existsSync(socketOf(folder)),
  });
}

/** @type {import('./lifecycle.mjs').TokenKind} */
export const p11Kit = {
  name: 'p11-kit',
  title: 'p11-kit remoting: SoftHSM behind a socket, as if on another machine',
  packages: [packages.softhsm, packages.p11Kit, packages.p11KitClient, packages.p11KitServer],
  prepare: softhsm2.prepare,

  launch(folder, daemons) {
    const module = findLibrary('p11-kit-client.so');
    if (!module) throw new Error('p11-kit-client.so not found: install the modules of p11-kit');
    const { label, pin, soPin } = softhsm2.launch(folder, {});
    daemons.server = startServer(folder);
    return { module, label, pin, soPin, env: { P11_KIT_SERVER_ADDRESS: `unix:path=${socketOf(folder)}` } };
  },

  // The server makes a process for each connection: those hold the sessions.
  faults: {
    kill: ({ daemons }) => signalDaemon(daemons.server, 'SIGKILL'),
    killConnections({ daemons }) {
      for (const pid of membersOf(daemons.server).slice(1)) process.kill(pid, 'SIGKILL');
    },
    freeze: ({ daemons }) => signalDaemon(daemons.server, 'SIGSTOP'),
    thaw: ({ daemons }) => signalDaemon(daemons.server, 'SIGCONT'),
    restart({ folder, daemons }) {
      endDaemon(daemons.server);
      daemons.server = startServer(folder);
    },
  },
};
