/**
 * What a bare clone lacks: npm packages and a few system packages. No dependencies here, as this runs first.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findLibrary } from './find-library.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A system package and the signs that it is there.
 * @typedef {object} SystemPackage
 * @property {string} package Debian's name
 * @property {string} [command]
 * @property {string} [library]
 * @property {string} [linuxFile]
 * @property {string} [fedora] without it, we do not know of one
 * @property {string} [alpine]
 * @property {string} [macos]
 */

/**
 * @template {string} Name
 * @param {Record<Name, SystemPackage>} table
 */
const systemPackages = (table) => table;

/** What `npm test` needs. */
export const testPackages = systemPackages({
  softhsm: {
    package: 'softhsm2',
    command: 'softhsm2-util',
    library: 'libsofthsm2.so',
    fedora: 'softhsm',
    alpine: 'softhsm',
    macos: 'softhsm',
  },
  nss: { package: 'libnss3', library: 'libsoftokn3.so', fedora: 'nss-softokn', alpine: 'nss', macos: 'nss' },
  openssl: {
    package: 'openssl',
    command: 'openssl',
    fedora: 'openssl',
    alpine: 'openssl',
    macos: 'openssl@3',
  },
  gcc: { package: 'gcc', command: 'gcc', fedora: 'gcc', alpine: 'gcc', macos: 'gcc' },
  libc: {
    package: 'libc6-dev',
    linuxFile: '/usr/include/stdio.h',
    fedora: 'glibc-devel',
    alpine: 'musl-dev',
    macos: 'gcc',
  },
  p11tool: {
    package: 'gnutls-bin',
    command: 'p11tool',
    fedora: 'gnutls-utils',
    alpine: 'gnutls-utils',
    macos: 'gnutls',
  },
  certutil: {
    package: 'libnss3-tools',
    command: 'certutil',
    fedora: 'nss-tools',
    alpine: 'nss-tools',
    macos: 'nss',
  },
  pkcs11Tool: {
    package: 'opensc',
    command: 'pkcs11-tool',
    fedora: 'opensc',
    alpine: 'opensc',
    macos: 'opensc',
  },
  p11Kit: { package: 'p11-kit', command: 'p11-kit', fedora: 'p11-kit', alpine: 'p11-kit', macos: 'p11-kit' },
});

/** Those and what the tokens of scripts/tokens/ need. */
export const packages = systemPackages({
  ...testPackages,
  opencryptoki: { package: 'opencryptoki', command: 'pkcsslotd', fedora: 'opencryptoki' },
  opencryptokiModule: {
    package: 'libopencryptoki0',
    library: 'libopencryptoki.so.0',
    fedora: 'opencryptoki-libs',
  },
  tpm2Pkcs11: { package: 'libtpm2-pkcs11-1', library: 'libtpm2_pkcs11.so', fedora: 'tpm2-pkcs11' },
  tpm2Swtpm: { package: 'libtss2-tcti-swtpm0', library: 'libtss2-tcti-swtpm.so.0', fedora: 'tpm2-tss' },
  tpm2Tabrmd: { package: 'libtss2-tcti-tabrmd0', library: 'libtss2-tcti-tabrmd.so.0', fedora: 'tpm2-abrmd' },
  tpm2Abrmd: { package: 'tpm2-abrmd', command: 'tpm2-abrmd', fedora: 'tpm2-abrmd' },
  swtpm: { package: 'swtpm', command: 'swtpm', fedora: 'swtpm' },
  dbus: { package: 'dbus', command: 'dbus-daemon', fedora: 'dbus-daemon' },
  dbusSend: { package: 'dbus-bin', command: 'dbus-send', fedora: 'dbus-tools' },
  openscModule: { package: 'opensc-pkcs11', library: 'opensc-pkcs11.so', fedora: 'opensc' },
  pcscd: { package: 'pcscd', command: 'pcscd', fedora: 'pcsc-lite' },
  virtualReader: {
    package: 'vsmartcard-vpcd',
    linuxFile: '/usr/lib/pcsc/drivers/serial/libifdvpcd.so',
    fedora: 'virtualsmartcard',
  },
  libcacard: {
    package: 'libcacard-dev',
    linuxFile: '/usr/include/cacard/libcacard.h',
    fedora: 'libcacard-devel',
  },
  pkgConfig: { package: 'pkg-config', command: 'pkg-config', fedora: 'pkgconf-pkg-config' },
  p11KitClient: { package: 'p11-kit-modules', library: 'p11-kit-client.so', fedora: 'p11-kit' },
  p11KitServer: {
    package: 'p11-kit',
    linuxFile: '/usr/libexec/p11-kit/p11-kit-server',
    fedora: 'p11-kit-server',
  },
  pykcs11: { package: 'python3-pykcs11', linuxFile: '/usr/lib/python3/dist-packages/PyKCS11/__init__.py' },
  debootstrap: { package: 'debootstrap', command: 'debootstrap', fedora: 'debootstrap' },
});

/**
 * Stops the program with a message that needs no stack trace.
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Compares content, not times: a checkout of another branch changes the times of both.
 */
function installedMatchesLockFile() {
  const installedPath = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    if (path === '') return true;
    if (!installed[path]) return wanted[path].optional === true;
    return installed[path].integrity === wanted[path].integrity;
  });
}

/** Runs `npm ci` unless node_modules already holds what the lock file says. */
export function ensureNpmDependencies() {
  if (installedMatchesLockFile()) return;
  console.log('Installing npm packages (npm ci) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) fail(`npm ci failed:\n${npm.error?.message ?? npm.stdout + npm.stderr}`);
}

/** @param {string} command */
function hasCommand(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {SystemPackage} wanted */
function isInstalled({ command, library, linuxFile }) {
  if (command && !hasCommand(command)) return false;
  if (library && !findLibrary(library)) return false;
  return !(linuxFile && process.platform === 'linux' && !existsSync(linuxFile));
}

/** @param {SystemPackage[]} missing */
function manualInstructions(missing) {
  /** @param {'package' | 'fedora' | 'alpine' | 'macos'} system */
  const names = (system) =>
    [...new Set(missing.map((each) => each[system] ?? '(no package known)'))].join(' ');
  const needed = missing.flatMap(({ command, library, linuxFile }) => [command, library, linuxFile]);
  return [
    `Please install what provides: ${needed.filter(Boolean).join(', ')}`,
    `  Debian, Ubuntu: sudo apt-get install ${names('package')}`,
    `  Fedora:         sudo dnf install ${names('fedora')}`,
    `  Alpine:         sudo apk add ${names('alpine')}`,
    `  macOS:          brew install ${names('macos')}`,
  ].join('\n');
}

/**
 * Makes sure of the given system packages; on Debian-like systems it installs those that are missing.
 * @param {SystemPackage[]} wanted
 */
export function ensureSystemPackages(wanted) {
  const missing = wanted.filter((each) => !isInstalled(each));
  if (missing.length === 0) return;

  const isRoot = process.getuid?.() === 0;
  const maySudo = () => hasCommand('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (!hasCommand('apt-get') || !(isRoot || maySudo())) fail(manualInstructions(missing));

  const names = missing.map((each) => each.package);
  console.log(`Installing Debian packages: ${names.join(' ')} …`);
  const lockWait = ['-o', 'DPkg::Lock::Timeout=120'];
  /** @param {string[]} args */
  const aptGet = (...args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...lockWait, ...args];
    if (!isRoot) command.unshift('sudo', '-n');
    return spawnSync(/** @type {string} */ (command[0]), command.slice(1), { encoding: 'utf8' });
  };
  const install = () => aptGet('install', '--no-install-recommends', ...names);

  let result = install();
  if (result.status !== 0) {
    // Most often the package lists are absent (fresh container) or outdated.
    aptGet('update');
    result = install();
  }
  const stillMissing = missing.filter((each) => !isInstalled(each));
  if (result.status !== 0 || stillMissing.length > 0) {
    fail(`apt-get install failed:\n${result.stdout}${result.stderr}\n${manualInstructions(missing)}`);
  }
}
