import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All files of tests below a folder.
 * @param {string} folder
 * @returns {string[]}
 */
export function findTests(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findTests(path);
      return entry.name.endsWith('.test.ts') ? [path] : [];
    })
    .sort();
}
