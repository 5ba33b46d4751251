// Generates RSA key pairs, asynchronously or not, or has Node.js do so itself, and prints how late the event loop was
// meanwhile, in milliseconds.
import { generateKeyPair } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loadModule } from '../../../src/index.ts';
import { loadOptions } from './load-options.ts';

const [path, label, pin, mode, count, bits, kept] = process.argv.slice(2) as [
  string,
  string,
  string,
  'async' | 'sync' | 'node',
  string,
  string,
  string,
];
await using module = await loadModule(path, loadOptions());
await using session = await (await module.getToken({ label })).open({ userPin: pin, readWrite: true });
const store = kept === 'stored';
const options = { bits: Number(bits), store };
const numbers = Array.from({ length: Number(count) }, (_, index) => index);

// Start-up (compilation, first calls) is not what is measured.
await session.generateKeyPair('RSA', { bits: 1024, store });
await setTimeout(100);

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
if (mode === 'sync') {
  for (const _ of numbers) {
    session.generateKeyPairSync('RSA', options);
    await setTimeout(1);
  }
} else {
  const generate: () => Promise<unknown> = {
    async: () => session.generateKeyPair('RSA', options),
    node: () => promisify(generateKeyPair)('rsa', { modulusLength: options.bits }),
  }[mode];
  await Promise.all(numbers.map(generate));
}
delay.disable();
console.log(JSON.stringify({ samples: delay.count, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }));
