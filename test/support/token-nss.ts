import { start } from '../../scripts/tokens/nss.mjs';
import { loadModule, type Module, type Token } from '../../src/index.ts';
import { after } from './after.ts';
import { findTestToken, loadTestModule, startTestToken } from './token.ts';

interface Nss {
  readonly module: Module;
  readonly token: Token;
  /** What to open sessions with. */
  readonly login: { readonly userPin?: string };
}

const GENERIC = 'NSS Generic';

/**
 * NSS's software token, for what SoftHSM has not; loaded for the whole file and closed after it. Where NSS is what
 * `npm run test:tokens` has chosen it is that one's slot for cryptography, for a process has only one NSS.
 */
export async function startNss(): Promise<Nss> {
  const chosen = process.env.CRYPTOKI_TEST_TOKEN === undefined ? undefined : startTestToken();
  if (chosen?.name.startsWith('nss') === true) {
    const module = await loadTestModule(chosen);
    return { module, token: await module.getToken({ label: GENERIC }), login: {} };
  }
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
