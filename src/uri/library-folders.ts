import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How Debian's folders (/usr/lib/x86_64-linux-gnu) name the architectures that Node knows. */
const TRIPLETS: Readonly<Record<string, string>> = {
  arm: 'arm-',
  arm64: 'aarch64-',
  ia32: 'i386-',
  loong64: 'loongarch64-',
  ppc64: 'powerpc64',
  riscv64: 'riscv64-',
  s390x: 's390x-',
  x64: 'x86_64-',
};

/** The folders in which this system keeps shared libraries, those of this architecture first. */
export function libraryFolders(): string[] {
  if (process.platform === 'win32') return [join(process.env.SystemRoot ?? 'C:\\Windows', 'System32')];
  if (process.platform === 'darwin')
    return ['/opt/homebrew/lib', '/usr/local/lib', '/opt/local/lib', '/usr/lib'];
  const roots = ['/usr/local/lib', '/usr/lib', '/lib'];
  const triplet = TRIPLETS[process.arch];
  const own = roots.flatMap((root) =>
    filesIn(root)
      .filter((name) => triplet !== undefined && name.startsWith(triplet) && name.includes('-linux-'))
      .map((name) => join(root, name)),
  );
  // NixOS keeps what is installed for all users in the last one.
  return [...own, '/usr/local/lib64', '/usr/lib64', ...roots, '/run/current-system/sw/lib'];
}

/** The names of the files in a folder; none if it cannot be read. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
