/**
 * The daemons of tokens: started in process groups of their own, and ended by their ids, which are looked at again
 * before each signal, as an id may belong to another process by then. Linux only, for it reads /proc.
 */
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';

/**
 * A process that leads a group of its own. As JSON it survives the process that started it.
 * @typedef {object} Daemon
 * @property {number} pid
 * @property {string} started in ticks since the machine's start: an id and a start name one process for ever
 */

/** @param {number} milliseconds */
const sleep = (milliseconds) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/**
 * Waits until something is the case.
 * @param {string} what for the error
 * @param {() => boolean} condition
 * @param {number} [seconds]
 */
export function waitFor(what, condition, seconds = 60) {
  const end = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    sleep(20);
  }
}

/**
 * What /proc/PID/stat says (proc_pid_stat(5)); the name in parentheses may hold anything.
 * @param {number | string} pid
 */
function statusOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], group: Number(fields[2]), started: String(fields[19]) };
  } catch {
    return undefined;
  }
}

/**
 * The processes of a daemon's group that run, with the daemon first. A zombie does not run: whoever should reap it
 * may be asleep, as this process is while it waits.
 * @param {Daemon | undefined} daemon
 * @returns {number[]}
 */
export function membersOf(daemon) {
  if (!daemon) return [];
  const leader = statusOf(daemon.pid);
  if (leader && leader.started !== daemon.started) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const status = statusOf(pid);
      return status?.group === daemon.pid && status.state !== 'Z';
    })
    .map(Number)
    .sort((a, b) => Number(b === daemon.pid) - Number(a === daemon.pid));
}

/**
 * @param {Daemon | undefined} daemon
 * @param {NodeJS.Signals} signal
 */
export function signalDaemon(daemon, signal) {
  if (daemon && membersOf(daemon).length > 0) process.kill(-daemon.pid, signal);
}

/**
 * Ends a daemon and all that it started.
 * @param {Daemon | undefined} daemon
 */
export function endDaemon(daemon) {
  const ended = () => membersOf(daemon).length === 0;
  signalDaemon(daemon, 'SIGTERM');
  signalDaemon(daemon, 'SIGCONT');
  for (let tries = 0; tries < 100 && !ended(); tries++) sleep(20);
  if (!ended()) signalDaemon(daemon, 'SIGKILL');
  waitFor(`the end of process ${daemon?.pid}`, ended);
}

/**
 * Starts a daemon and waits until it is ready; ends it if that does not happen.
 * @param {string[]} command
 * @param {{ log: string, ready: () => boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Daemon}
 */
export function startDaemon([command = '', ...args], { log, ready, env }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', output, output] });
  child.on('error', () => {});
  child.unref();
  const started = child.pid && statusOf(child.pid)?.started;
  if (!child.pid || !started) throw new Error(`could not start ${command}`);
  const daemon = { pid: child.pid, started };
  try {
    waitFor(`${command} ${args.join(' ')}`, () => ready() || membersOf(daemon).length === 0);
    if (membersOf(daemon).length === 0) throw new Error(`${command} has ended`);
  } catch (error) {
    endDaemon(daemon);
    throw new Error(`${error instanceof Error ? error.message : error}\n${readFileSync(log, 'utf8')}`);
  }
  return daemon;
}

/**
 * Starts a daemon that leaves its parent by itself, and leads a session of its own.
 * @param {string[]} command
 * @param {{ pidFile: () => string | undefined }} options where it notes its id, once it has
 * @returns {Daemon}
 */
export function startForkingDaemon(command, { pidFile }) {
  run(command);
  let pid = 0;
  waitFor(`${command.at(-1)}`, () => {
    const file = pidFile();
    pid = file === undefined ? 0 : Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 0;
  });
  const started = statusOf(pid)?.started;
  if (!started) throw new Error(`${command.at(-1)} has ended`);
  return { pid, started };
}

/**
 * Runs a command to its end.
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, input?: string }} [options]
 * @returns {string} its output
 */
export function run([command = '', ...args], options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${command} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}

/**
 * The first of two neighbouring TCP ports of 127.0.0.1 that are free. They are none that the system gives to whoever
 * asks for any: it could do so before a daemon listens, or while that is started again. And who looks for ports at the
 * same time has another id, and begins elsewhere.
 * @returns {number}
 */
export function findFreePorts() {
  const program = `
    const { createServer } = require('node:net');
    const search = (pair) => {
      const port = 20_000 + 2 * (pair % 6000);
      const next = () => search(pair + 1);
      const first = createServer().listen(port, '127.0.0.1', () => {
        const second = createServer().listen(port + 1, '127.0.0.1', () => {
          second.close();
          first.close();
          console.log(port);
        });
        second.on('error', () => first.close(next));
      });
      first.on('error', next);
    };
    search(process.pid);`;
  return Number(run([process.execPath, '-e', program]));
}

/**
 * Whether something listens on a TCP port of this machine. Asks the kernel: a connection would count as the first.
 * @param {number} port
 */
export function isListening(port) {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6'].some((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .some((line) => {
        const [, local, , state] = line.trim().split(/\s+/);
        return local?.endsWith(wanted) && state === '0A';
      }),
  );
}
