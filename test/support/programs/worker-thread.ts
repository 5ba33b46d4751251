// Worker threads that run a TypeScript program and do what they are told, and that side of it which is in the worker.
import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';

interface Failure {
  readonly failure: string;
}

/** A worker thread that runs a program which calls `serve`. */
export class WorkerThread {
  readonly #worker: Worker;

  /** @param program its file, as a URL; @param data what it finds in its `workerData` */
  constructor(program: string, data: object) {
    this.#worker = new Worker(new URL('thread-boot.mjs', import.meta.url), {
      execArgv: [],
      workerData: { ...data, program },
    });
  }

  /** Has it do something, and waits for what comes of it; after `close` it has ended. */
  async do(command: string, argument?: unknown): Promise<unknown> {
    // Before the answer: what follows it may come in the same turn.
    const exit = command === 'close' ? once(this.#worker, 'exit') : undefined;
    this.#worker.postMessage({ command, argument });
    const [reply] = (await once(this.#worker, 'message')) as [Failure | unknown];
    if (typeof reply === 'object' && reply !== null && 'failure' in reply)
      throw new Error(String(reply.failure));
    await exit;
    return reply;
  }

  /** Ends it, whatever it does. */
  terminate(): Promise<number> {
    return this.#worker.terminate();
  }
}

/** What a worker does for each command; after `close` it ends by itself. */
export function serve(name: string, commands: Readonly<Record<string, (argument: never) => unknown>>): void {
  const port = parentPort!;
  port.on('message', async ({ command, argument }: { command: string; argument: unknown }) => {
    try {
      port.postMessage(await commands[command]!(argument as never));
    } catch (error) {
      port.postMessage({ failure: `${name}: ${command}: ${error instanceof Error ? error.stack : error}` });
    }
    if (command === 'close') port.close();
  });
}
