/**
 * Signs in the main thread and in two worker threads at once, while they start and close in a given order, and prints
 * all signatures. After each step those that are left sign again: nobody's close may take another's login or module.
 *
 * Arguments: the module, the token's label, its PIN, which threads are there `before` the main thread has loaded this
 * library (`workers` or `none`), and the steps: `+main`, `-first`, `toil:first`, `end:first` …
 */
import { setTimeout } from 'node:timers/promises';
import { type Signed, Signer, type Token } from './signer.ts';
import { WorkerThread } from './worker-thread.ts';

const [path, label, pin, early, ...steps] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  ...string[],
];
const token: Token = { path, label, pin };

interface Thread {
  do(command: string): Promise<unknown>;
  terminate(): Promise<unknown>;
}

function startWorker(name: string): Thread {
  const thread = new WorkerThread(new URL('thread.ts', import.meta.url).href, { name });
  return { do: (command) => thread.do(command, token), terminate: () => thread.terminate() };
}

function mainThread(): Thread {
  const signer = new Signer('main');
  return {
    do: (command) =>
      command === 'start' ? signer.start(token) : command === 'sign' ? signer.sign() : signer.close(),
    terminate: () => Promise.reject(new Error('not the main thread')),
  };
}

// How threads know of each other depends on it.
if (early === 'none') await import('../../../src/index.ts');

const threads: Record<string, Thread> = { main: mainThread() };
for (const name of ['first', 'second']) {
  if (steps.includes(`+${name}`)) threads[name] = startWorker(name);
}
const at = new Set<string>();
const signed: Signed[] = [];

for (const step of steps) {
  const [, action, name] = /^(\+|-|toil:|end:)(\w+)$/.exec(step)!;
  const thread = threads[name!]!;
  if (action === '+') {
    await thread.do('start');
    at.add(name!);
  } else if (action === 'toil:') {
    await thread.do('toil');
    at.delete(name!);
    await setTimeout(50);
  } else {
    at.delete(name!);
    await (action === '-' ? thread.do('close') : thread.terminate());
  }
  const rounds = await Promise.all([...at].map((each) => threads[each]!.do('sign')));
  signed.push(...(rounds as Signed[][]).flat());
}
console.log(JSON.stringify(signed));
