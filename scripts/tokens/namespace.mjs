/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Throws unless this process may make namespaces, mounts and daemons. */
export function requireRoot() {
  if (process.platform !== 'linux')
    throw new Error(`this token runs on Linux only, not on ${process.platform}`);
  if (process.getuid?.() !== 0) throw new Error('this token needs root: its daemons and mounts do');
}

/**
 * The words before a command that run it with folders in the place of others. Nothing outside sees the mounts, and
 * they go when the last process in there ends.
 * @param {{ source: string, target: string }[]} mounts
 * @param {{ root?: string, ipc?: boolean }} [options] `root`: the command's root folder, in which the
 *   targets lie; `ipc`: shared memory of its own, too
 * @returns {string[]}
 */
export function isolated(mounts, { root, ipc = false } = {}) {
  const inRoot = (/** @type {string} */ path) => (root === undefined ? path : `${root}${path}`);
  const steps = mounts.map(({ source, target }) => `mount --rbind ${quote(source)} ${quote(inRoot(target))}`);
  if (root !== undefined) steps.push(`mount -t proc proc ${quote(inRoot('/proc'))}`);
  const enter = root === undefined ? 'exec "$@"' : `exec chroot ${quote(root)} "$@"`;
  return [
    'unshare',
    '--mount',
    ...(ipc ? ['--ipc'] : []),
    'sh',
    '-c',
    [...steps, enter].join(' && '),
    'isolated',
  ];
}

/**
 * The words before a command that run it where a process lives, in this process's folder.
 * @param {number} pid
 * @returns {string[]}
 */
export const joining = (pid) => [
  'nsenter',
  `--target=${pid}`,
  '--mount',
  '--ipc',
  '--root',
  'env',
  `--chdir=${process.cwd()}`,
];
