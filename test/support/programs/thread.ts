// A worker thread of threads.ts.
import { workerData } from 'node:worker_threads';
import { keepLedger } from '../../soak/ledger.ts';
import { Signer, type Token } from './signer.ts';
import { serve } from './worker-thread.ts';

const { name } = workerData as { readonly name: string };
const balance = keepLedger();
const signer = new Signer(name);

serve(name, {
  start: (token: Token) => signer.start(token),
  sign: () => signer.sign(),
  balance,
  toil: () => void signer.toil(),
  close: () => signer.close(),
});
