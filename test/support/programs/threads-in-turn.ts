/**
 * Has worker threads sign one after the other, each until it has closed everything and ended, and prints how many mappings
 * the process has after each.
 *
 * Arguments: the module, the token's label, its PIN, the number of threads.
 */
import { readFileSync } from 'node:fs';
import { WorkerThread } from './worker-thread.ts';

const [path, label, pin, count] = process.argv.slice(2) as [string, string, string, string];
const mappings: number[] = [];
for (let index = 0; index < Number(count); index++) {
  const thread = new WorkerThread(new URL('thread.ts', import.meta.url).href, { name: String(index) });
  await thread.do('start', { path, label, pin });
  await thread.do('sign');
  await thread.do('close');
  mappings.push(readFileSync('/proc/self/maps', 'latin1').split('\n').length);
}
console.log(JSON.stringify(mappings));
