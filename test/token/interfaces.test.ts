// PKCS #11 v3.2 §5.4 C_GetInterfaceList.
import assert from 'node:assert/strict';
import { loadModule, loadModuleSync } from '../../src/index.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const { module, token } = await startNss();
const { twice } = await requires(token, 'the answers of NSS');

twice("getInterfaces lists the standard's and the vendor's", async ({ call }) => {
  const found: { name: string; version: { major: number; minor: number }; forkSafe: boolean }[] = await call(
    module,
    'getInterfaces',
  );
  const names = found.map(({ name, version }) => `${name} ${version.major}.${version.minor}`);
  assert.ok(names.includes('PKCS 11 3.0') && names.includes('PKCS 11 2.40'), String(names));
  assert.ok(names.includes('Vendor NSS Module Interface 1.0'), String(names));
  assert.ok(names.includes('Vendor NSS FIPS Interface 1.0'), String(names));
  for (const { forkSafe } of found) assert.equal(forkSafe, true);
  const { major, minor } = module.interfaceVersion;
  assert.ok(names.includes(`PKCS 11 ${major}.${minor}`), 'the one in use is among them');
  assert.ok(module.supports('C_GetInterfaceList'));
});

const old = await requires(await findTestToken(device), 'no list of interfaces');
old('a module of version 2 has no list of interfaces', async ({ call, mode }) => {
  const load = mode === 'sync' ? loadModuleSync : loadModule;
  const module = await load(device.modulePath, device.load);
  assert.equal(module.supports('C_GetInterfaceList'), false);
  await assert.rejects(async () => call(module, 'getInterfaces'), {
    code: 'CKR_FUNCTION_NOT_SUPPORTED',
    fn: 'C_GetInterfaceList',
  });
  await call(module, 'close');
});
