import { after } from 'node:test';
import { start as startSoftHsm } from '../../scripts/tokens/softhsm2.mjs';
import { loadModule, type Module, type Token } from '../../src/index.ts';

/** A token for the tests of one file, made anew, and gone when the file has run. */
export interface TestToken {
  readonly modulePath: string;
  readonly label: string;
  readonly pin: string;
  readonly soPin: string;
}

/** Starts a throw-away token and sets the environment its module needs. Call it before the module is loaded. */
export function startTestToken(): TestToken {
  const running = startSoftHsm();
  Object.assign(process.env, running.env);
  after(() => running.stop());
  return { modulePath: running.module, label: running.label, pin: running.pin, soPin: running.soPin };
}

/** The token's module, loaded for the whole file and closed after it. */
export async function loadTestModule(token: TestToken): Promise<Module> {
  const module = await loadModule(token.modulePath);
  after(() => module.close());
  return module;
}

export async function findTestToken(token: TestToken): Promise<Token> {
  return (await loadTestModule(token)).getToken({ label: token.label });
}
