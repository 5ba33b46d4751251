/**
 * Terminates worker threads in the midst of native calls, one after the other, and prints how many native sessions
 * they had open and how many of each are left, how much the main thread signs then, and what the close of its module called
 * last.
 *
 * Arguments: the module, the token's label, its PIN, the number of threads, and how many seconds it waits at most until
 * what one has left is closed.
 */
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout } from 'node:timers/promises';
import { type CallEvent, loadModule } from '../../../src/index.ts';
import type { Balance } from '../../soak/ledger.ts';
import { loadOptions } from './load-options.ts';
import { Signer } from './signer.ts';
import { WorkerThread } from './worker-thread.ts';

const [path, label, pin, count, seconds] = process.argv.slice(2) as [string, string, string, string, string];
const calls: string[] = [];
subscribe('cryptoki:call:end', (event) => {
  const { fn, rv } = event as CallEvent;
  if (rv === 0) calls.push(fn);
});
const closings = (): number => calls.filter((fn) => fn === 'C_CloseSession').length;

const module = await loadModule(path, loadOptions());
const signer = new Signer('main');
await signer.start({ path, label, pin });
const left: number[] = [];
let open = 0;
for (let index = 0; index < Number(count); index++) {
  const thread = new WorkerThread(new URL('thread.ts', import.meta.url).href, { name: String(index) });
  await thread.do('start', { path, label, pin });
  await thread.do('sign');
  const { opened, closed } = (await thread.do('balance')) as Balance;
  open += opened - closed;
  await thread.do('toil');
  await setTimeout(20);
  const before = closings();
  await thread.terminate();
  // They are closed one after the other, behind the scenes.
  const until = performance.now() + Number(seconds) * 1000;
  while (closings() - before < opened - closed && performance.now() < until) await setTimeout(20);
  left.push(opened - closed - (closings() - before));
}
const signed = (await signer.sign()).length;
await signer.close();
calls.length = 0;
await module.close();
console.log(JSON.stringify({ open, left, signed, last: calls.at(-1) }));
