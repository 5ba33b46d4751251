/**
 * A root folder of a newer Debian suite, made from the mirror that this machine's apt uses, and kept in the user's
 * cache, because it takes minutes to make.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root as repository } from '../setup.mjs';
import { makeOnce } from './made-once.mjs';
import { run } from './processes.mjs';

const suite = 'forky';
const packages = ['opencryptoki', 'libopencryptoki0', 'libnss3', 'libnss3-tools', 'openssl', 'nodejs'];

/** Raised when the list of packages, or how the folder is made, changes. */
const generation = 3;

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cryptoki');
const system = join(cache, `${suite}-${generation}`);

/** The first mirror of Debian itself in the sources of apt. */
function findMirror() {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const read = (/** @type {string} */ path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  const oneLine = [
    '/etc/apt/sources.list',
    ...names.filter((name) => name.endsWith('.list')).map((name) => join(folder, name)),
  ];
  const stanzas = names
    .filter((name) => name.endsWith('.sources'))
    .flatMap((name) => read(join(folder, name)).split(/\n\s*\n/));
  const candidates = [
    ...stanzas.map((text) => ({ url: /^URIs:\s*(\S+)/m.exec(text)?.[1], about: text })),
    ...oneLine
      .flatMap((path) => read(path).split('\n'))
      .map((line) => ({ url: /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line)?.[1], about: line })),
  ];
  const release = readFileSync('/etc/os-release', 'utf8');
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(release)?.[1] ?? 'stable';
  const debian = /^ID=debian$/m.test(release);
  // The suite's own name, neither -security nor a vendor's: the mirror that has all suites.
  const found = candidates.find(
    ({ url, about }) => url && new RegExp(`\\s${codename}\\s`).test(`${about} `) && /\smain\b/.test(about),
  );
  if (!debian || !found?.url)
    throw new Error(`no mirror of Debian in the sources of apt: ${suite} cannot be had here`);
  return found.url;
}

/**
 * @param {string} target
 * @param {string[]} command
 */
function inside(target, command) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const mounted = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"';
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['--mount', 'sh', '-c', mounted, target, ...command],
    { env, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${command.join(' ')} failed in ${suite}:\n${stdout}${stderr}`);
}

/** @param {string} target */
function build(target) {
  const script = '/usr/share/debootstrap/scripts/sid';
  // The script is named, as this machine's debootstrap may be older than the suite.
  // What it mounts goes with its namespace, whatever happens to it.
  run(['unshare', '--mount', 'debootstrap', '--variant=minbase', suite, target, findMirror(), script]);
  writeFileSync(join(target, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  copyFileSync('/etc/resolv.conf', join(target, 'etc/resolv.conf'));
  const settings = 'etc/apt/apt.conf.d';
  for (const name of readdirSync(`/${settings}`)) {
    if (/^\d+[\w-]+$/.test(name) && !existsSync(join(target, settings, name)))
      copyFileSync(`/${settings}/${name}`, join(target, settings, name));
  }
  inside(target, ['apt-get', '-q', 'update']);
  inside(target, ['apt-get', '-q', '-y', 'install', '--no-install-recommends', ...packages]);
  inside(target, ['apt-get', 'clean']);
}

/**
 * The root folder of the newer suite, made if it is not in the cache.
 * @returns {string}
 */
export function ensureSuite() {
  return makeOnce(system, (target) => {
    console.error(`Making a root folder of Debian ${suite}, which takes minutes, but only once …`);
    build(target);
  });
}

/**
 * The suite's own Node.js, which shares the system's OpenSSL with the modules there. This machine's has another inside,
 * and the modules would get a mixture of both.
 */
export const suiteNode = '/usr/bin/node';

/**
 * What of this machine a process in the suite needs: this repository and temporary files.
 * @returns {{ source: string, target: string }[]}
 */
export function sharedFolders() {
  const suiteFolder = ensureSuite();
  const folders = [repository.replace(/\/$/, ''), tmpdir(), '/dev'];
  for (const folder of folders) mkdirSync(join(suiteFolder, folder), { recursive: true });
  return folders.map((path) => ({ source: path, target: path }));
}
