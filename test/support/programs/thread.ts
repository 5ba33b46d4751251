// A worker thread of threads.ts.
import { workerData } from 'node:worker_threads';
import { Signer, type Token } from './signer.ts';
import { serve } from './worker-thread.ts';

const { name } = workerData as { readonly name: string };
const signer = new Signer(name);

serve(name, {
  start: (token: Token) => signer.start(token),
  sign: () => signer.sign(),
  toil: () => void signer.toil(),
  close: () => signer.close(),
});
