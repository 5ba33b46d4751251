// A million operations, half of them asynchronous, and what they leave in memory. With --expose-gc the garbage
// collector runs before each reading.
import { loadModuleSync } from '../dist/index.js';

const WARM_UP = 200_000;
const OPERATIONS = 1_000_000;
const AT_ONCE = 64;

const module = loadModuleSync(process.argv[2]);
const [slot] = module.getSlotsSync({ tokenPresent: true });
const session = slot.getTokenSync().openSync({ userPin: '1234', readWrite: true });
const key = session.generateKeySync('AES', { bits: 256 });
const data = new Uint8Array(256);
const options = { mechanism: 'AES_CBC_PAD', iv: new Uint8Array(16) };

async function work(count) {
  for (let done = 0; done < count; done += 2 * AT_ONCE) {
    for (let i = 0; i < AT_ONCE; i++) key.encryptSync(data, options);
    await Promise.all(Array.from({ length: AT_ONCE }, () => key.encrypt(data, options)));
  }
}

function resident() {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

await work(WARM_UP);
const before = resident();
await work(OPERATIONS);
console.log(JSON.stringify({ before, growth: resident() - before }));
await module.close();
