import { start } from '../../scripts/tokens/nss.mjs';
import { loadModule, type Module, type Token } from '../../src/index.ts';
import { after } from './after.ts';
import { findTestToken, startTestToken } from './token.ts';

interface Nss {
  readonly module: Module;
  readonly token: Token;
  /** What to open sessions with. */
  readonly login: { readonly userPin?: string };
}

/** NSS's software token, for what SoftHSM has not; loaded for the whole file and closed after it. */
export async function startNss(): Promise<Nss> {
  const { module: path, reserved, label, stop } = start();
  after(stop);
  const module = await loadModule(path, { reserved });
  after(() => module.close());
  return { module, token: await module.getToken({ label }), login: {} };
}

/** For what SoftHSM has not, the token that `npm run test:tokens` has chosen, or NSS. */
export async function startChosenOrNss(): Promise<Nss> {
  if (process.env.CRYPTOKI_TEST_TOKEN === undefined) return startNss();
  const device = startTestToken();
  const token = await findTestToken(device);
  return { module: token.module, token, login: device.pin === '' ? {} : { userPin: device.pin } };
}
