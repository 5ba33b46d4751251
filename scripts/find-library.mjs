import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Directories in which distributions install PKCS #11 modules. Debian's multiarch folders
 * (/usr/lib/x86_64-linux-gnu and the like) are listed by what exists, to need no table of names.
 */
function libraryDirectories() {
  const roots = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/opt/homebrew/lib'];
  if (existsSync('/usr/lib')) {
    for (const name of readdirSync('/usr/lib')) if (name.includes('-linux-')) roots.push(`/usr/lib/${name}`);
  }
  const folders = ['', 'softhsm', 'nss', 'pkcs11', 'opencryptoki'];
  return roots.flatMap((root) => folders.map((folder) => join(root, folder)));
}

/**
 * The path of an installed shared library, by its Linux file name.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findLibrary(name) {
  const names = [name, name.replace(/\.so$/, '.dylib')];
  return libraryDirectories()
    .flatMap((directory) => names.map((each) => join(directory, each)))
    .find((path) => existsSync(path));
}
