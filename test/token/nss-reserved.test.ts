// In a process of its own: once NSS has been initialised with its string, it is content without.
import assert from 'node:assert/strict';
import { start } from '../../scripts/tokens/nss.mjs';
import { type LoadOptions, loadModule, loadModuleSync, type Module } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { type Mode, twice } from '../support/modes.ts';

const nss = start();
after(() => nss.stop());

const load = async (mode: Mode, options: LoadOptions): Promise<Module> =>
  mode === 'sync' ? loadModuleSync(nss.module, options) : loadModule(nss.module, options);

twice('a module that needs the reserved string says CKR_ARGUMENTS_BAD without', async ({ mode }) => {
  await assert.rejects(async () => load(mode, {}), {
    name: 'Pkcs11Error',
    code: 'CKR_ARGUMENTS_BAD',
    fn: 'C_Initialize',
    message: /reserved/,
  });
});

twice('with it, the module is loaded', async ({ call, mode }) => {
  const module = await load(mode, { reserved: nss.reserved });
  assert.equal((await call(module, 'getInfo')).manufacturerId, 'Mozilla Foundation');
  await call(module, 'close');
});
