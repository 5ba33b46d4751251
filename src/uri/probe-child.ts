// Run by probe.ts in a process of its own: asks one module what it is, and reports before anything can go wrong.

import { formatUri } from '../codec/uri/uri.ts';
import { uriPartsOf } from '../codec/uri/uri-match.ts';
import { CryptokiError } from '../errors.ts';
import { loadModuleSync } from '../model/device/loading.ts';
import type { Module } from '../model/device/module.ts';
import type { ModuleReport, ProbeRequest, TokenSummary } from './probe.ts';

function report(message: ModuleReport): Promise<void> {
  return new Promise((sent) => {
    process.send!(message, () => sent());
  });
}

function summaries(module: Module): TokenSummary[] {
  return module.getTokensSync().map((token) => ({
    label: token.label,
    manufacturerId: token.manufacturerId,
    model: token.model,
    serialNumber: token.serialNumber,
    initialized: token.flags.has('TOKEN_INITIALIZED'),
    uri: formatUri(uriPartsOf({ token })),
  }));
}

function explained(error: unknown): { code: string; message: string } {
  const { message } = error as Error;
  return { code: error instanceof CryptokiError ? error.code : 'ERR_PROBE_FAILED', message };
}

process.once('message', async ({ path, reserved }: ProbeRequest) => {
  try {
    const module = loadModuleSync(path, { reserved });
    const info = module.getInfoSync();
    await report({ loadable: true, info });
    try {
      await report({ loadable: true, info, tokens: summaries(module) });
    } catch (error) {
      await report({ loadable: true, info, error: explained(error) });
    }
    module.closeSync();
  } catch (error) {
    await report({ loadable: false, error: explained(error) });
  }
  // At a normal exit some modules crash, or wait.
  process.kill(process.pid, 'SIGKILL');
});
