import { contestant } from '../lib/contestant.mjs';
import { workOf } from '../lib/work.mjs';

const [path, pin] = process.argv.slice(2);

await contestant(async () => {
  const { loadModuleSync } = await import('../../dist/index.js');
  const module = loadModuleSync(path);
  const [slot] = module.getSlotsSync({ tokenPresent: true });
  const session = slot.getTokenSync().openSync({ userPin: pin, readWrite: true });
  return { ...workOf(session), close: () => module.close() };
});
