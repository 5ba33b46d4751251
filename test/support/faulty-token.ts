import assert from 'node:assert/strict';
import type { RunningToken, TokenKind } from '../../scripts/tokens/lifecycle.mjs';
import { startToken } from '../../scripts/tokens/lifecycle.mjs';
import { loadModule, type Module, type Session } from '../../src/index.ts';
import { after } from './after.ts';

/** A token that this file breaks, and the way to begin anew. */
export interface FaultyToken {
  readonly running: RunningToken;
  load(): Promise<Module>;
  /** A session of the user, and the module's, which is loaded for it. */
  open(): Promise<{ readonly module: Module; readonly session: Session }>;
}

/** Starts a token of its own for one file. */
export function startFaultyToken(kind: TokenKind): FaultyToken {
  const running = startToken(kind);
  after(() => running.stop());
  Object.assign(process.env, running.env);
  const load = () => loadModule(running.module);
  return {
    running,
    load,
    async open() {
      const module = await load();
      const token = await module.getToken({ label: running.label });
      return {
        module,
        session: await token.open({ userPin: running.pin, readWrite: running.readOnly !== true }),
      };
    },
  };
}

/** Long after the time limits of the tests, in milliseconds, on the slowest of machines. */
export const AT_LAST = 20_000;

/** Expects a call to be given up after its own timeout: the token comes back when the test lets it, and not before. */
export async function expectTimeout(promise: Promise<unknown>): Promise<void> {
  const began = performance.now();
  await assert.rejects(promise, { name: 'TimeoutError', code: 'ERR_TIMEOUT' });
  const taken = performance.now() - began;
  assert.ok(taken < AT_LAST, `it took ${taken} ms`);
}

/** The code of the error that something ends with; undefined if it ends well. */
export async function codeOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
