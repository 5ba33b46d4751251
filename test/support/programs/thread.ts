// A worker thread of threads.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { Signer, type Token } from './signer.ts';

const { name } = workerData as { readonly name: string };
const signer = new Signer(name);

parentPort!.on('message', async ({ command, token }: { command: string; token: Token }) => {
  const reply = (value: unknown) => parentPort!.postMessage(value);
  try {
    if (command === 'start') reply(await signer.start(token));
    else if (command === 'sign') reply(await signer.sign());
    else if (command === 'toil') {
      reply(undefined);
      await signer.toil();
    } else {
      await signer.close();
      reply(undefined);
      parentPort!.close();
    }
  } catch (error) {
    reply({ failure: `${name}: ${command}: ${error}` });
  }
});
