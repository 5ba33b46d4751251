/** Folders that take long to make: made once, and found whole or not at all. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Written when all is there: a folder without it was left by somebody who was interrupted. */
const MARK = '.complete';

/** @param {string} folder */
const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** @param {number} pid */
function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * The folder, made if it is not there. What others have left half-made is removed, unless they are still at it.
 * @param {string} folder
 * @param {(target: string) => void} make fills a folder, which it is given
 * @returns {string}
 */
export function makeOnce(folder, make) {
  if (existsSync(join(folder, MARK))) return folder;
  const [cache, name] = [dirname(folder), basename(folder)];
  mkdirSync(cache, { recursive: true });
  for (const each of readdirSync(cache)) {
    const [, pid] = each.startsWith(`${name}.`) ? each.split('.') : [];
    if (pid !== undefined && !runs(Number(pid))) remove(join(cache, each));
  }
  const target = `${folder}.${process.pid}`;
  try {
    remove(target);
    mkdirSync(target);
    make(target);
    writeFileSync(join(target, MARK), '');
    // Whoever comes first: the folder appears at once and complete.
    if (existsSync(join(folder, MARK))) return folder;
    remove(folder);
    renameSync(target, folder);
  } finally {
    remove(target);
  }
  return folder;
}
