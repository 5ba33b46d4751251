import type { TokenState } from '../../scripts/tokens/lifecycle.mjs';
import { start as startSoftHsm } from '../../scripts/tokens/softhsm2.mjs';
import { type LoadOptions, loadModule, type Module, type Token } from '../../src/index.ts';
import { after } from './after.ts';

/** A token for the tests of one file, made anew, and gone when the file has run. */
export interface TestToken {
  /** Which kind of token it is: a name of scripts/tokens/kinds.mjs. */
  readonly name: string;
  /** Whether `npm run test:tokens` has chosen it. */
  readonly chosen: boolean;
  readonly modulePath: string;
  /** What the module has to be loaded with. */
  readonly load: LoadOptions;
  readonly label: string;
  readonly pin: string;
  readonly soPin: string;
}

/**
 * A throw-away token and the environment its module needs. Call it before the module is loaded. `npm run test:tokens`
 * chooses the kind, and has started it; otherwise it is a SoftHSM.
 */
export function startTestToken(): TestToken {
  const chosen = process.env.CRYPTOKI_TEST_TOKEN;
  if (chosen !== undefined) return testToken(JSON.parse(chosen), true);
  const running = startSoftHsm();
  Object.assign(process.env, running.env);
  after(() => running.stop());
  return testToken(running, false);
}

let started: TestToken | undefined;

function testToken({ name, module, label, pin, soPin, reserved }: TokenState, chosen: boolean): TestToken {
  const load = reserved === undefined ? {} : { reserved };
  started = { name, chosen, modulePath: module, label, pin, soPin, load };
  return started;
}

/** What `startTestToken` has started for this file. */
export function startedToken(): TestToken {
  return started ?? startTestToken();
}

/** The token's module, loaded for the whole file and closed after it. */
export async function loadTestModule(token: TestToken): Promise<Module> {
  const module = await loadModule(token.modulePath, token.load);
  after(() => module.close());
  return module;
}

export async function findTestToken(token: TestToken): Promise<Token> {
  return (await loadTestModule(token)).getToken({ label: token.label });
}
