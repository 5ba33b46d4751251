// Node 20 does not run --import in worker threads, so each of them registers the TypeScript loader by itself.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.program);
