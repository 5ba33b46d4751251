import { after } from 'node:test';
import { start } from '../../scripts/tokens/nss.mjs';
import { loadModule, type Module, type Token } from '../../src/index.ts';

/** NSS's software token, for what SoftHSM has not; loaded for the whole file and closed after it. */
export async function startNss(): Promise<{ readonly module: Module; readonly token: Token }> {
  const { module: path, reserved, label, stop } = start();
  after(stop);
  const module = await loadModule(path, { reserved });
  after(() => module.close());
  return { module, token: await module.getToken({ label }) };
}
