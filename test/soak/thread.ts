// A worker thread of the soak.
import { workerData } from 'node:worker_threads';
import { serve } from '../support/programs/worker-thread.ts';
import { Crew, type Orders } from './crew.ts';
import { keepLedger } from './ledger.ts';

const { orders } = workerData as { readonly orders: Orders };
const balance = keepLedger();
const crew = new Crew(orders);

serve(orders.name, {
  start: () => crew.start(),
  stop: () => crew.stop(),
  async close() {
    await crew.close();
    return balance();
  },
});
