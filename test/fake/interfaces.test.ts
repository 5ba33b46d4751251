// Lessons from other wrappers: interfaces that are exported but fail, belong to another module, or claim too much.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionName, Pkcs11Error } from '../../src/index.ts';
import { buildFake, type FakeOptions, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

/** What was negotiated, after proving that a session works. */
async function negotiated(options: FakeOptions, functions: readonly FunctionName[] = []) {
  await using fake = await startFake('', options);
  const { key } = await fake.openWithKey();
  assert.equal(Buffer.from(await key.sign('echo')).toString(), 'echo');
  const { major, minor } = fake.module.interfaceVersion;
  return { version: `${major}.${minor}`, supported: functions.filter((fn) => fake.module.supports(fn)) };
}

const OF_3: readonly FunctionName[] = ['C_SessionCancel', 'C_EncapsulateKey'];

test('an interface of 3.2 gives its functions', async () => {
  assert.deepEqual(await negotiated({}, OF_3), { version: '3.2', supported: OF_3 });
});

test('an interface of 3.0 or 3.1 has no functions of 3.2', async () => {
  for (const minor of [0, 1]) {
    const defines = { INTERFACE_MAJOR: 3, INTERFACE_MINOR: minor };
    assert.deepEqual(await negotiated({ defines }, OF_3), {
      version: `3.${minor}`,
      supported: ['C_SessionCancel'],
    });
  }
});

test('a module with nothing but C_GetInterface loads', async () => {
  assert.equal((await negotiated({ defines: { NO_GET_FUNCTION_LIST: true } })).version, '3.2');
});

for (const [what, defines] of Object.entries({
  'fails with CKR_FUNCTION_NOT_SUPPORTED': { GET_INTERFACE_RV: 0x54 },
  'returns CKR_OK and NULL': { NULL_INTERFACE: true },
  'has no function list': { NULL_INTERFACE_LIST: true },
  'is of version 4.0': { INTERFACE_MAJOR: 4, INTERFACE_MINOR: 0 },
  'is of version 0.0': { INTERFACE_MAJOR: 0, INTERFACE_MINOR: 0 },
} as Record<string, Record<string, number | true>>)) {
  test(`C_GetFunctionList serves when the interface ${what}`, async () => {
    assert.deepEqual(await negotiated({ defines }, OF_3), { version: '2.40', supported: [] });
  });
}

test('C_GetFunctionList gives functions of version 2 whatever version it claims', async () => {
  for (const [major, minor] of [
    [3, 0],
    [4, 0],
    [2, 1],
  ] as const) {
    const defines = { NO_GET_INTERFACE: true, LIST_MAJOR: major, LIST_MINOR: minor } as const;
    assert.deepEqual((await negotiated({ defines }, OF_3)).supported, []);
  }
});

test('C_GetInterface is taken from the module itself, not from a library it is linked with', async () => {
  const other = buildFake({
    defines: { INTERFACE_MAJOR: 3, INTERFACE_MINOR: 2, SCRIPT: 'of another module' },
  });
  const flags = ['-Wl,--no-as-needed', other];
  const defines = { NO_GET_INTERFACE: true } as const;
  assert.deepEqual(await negotiated({ defines, flags }, OF_3), { version: '2.40', supported: [] });
  const own = { INTERFACE_MAJOR: 3, INTERFACE_MINOR: 0 };
  assert.equal((await negotiated({ defines: own, flags })).version, '3.0');
});

twice('a function that is NULL answers CKR_FUNCTION_NOT_SUPPORTED and is named', async ({ call, mode }) => {
  await using fake = await startFake('', { mode, defines: { WITHOUT: 'C_SeedRandom C_SignInit' } });
  assert.equal(fake.module.supports('C_SeedRandom'), false);
  assert.equal(fake.module.supports('C_GenerateRandom'), true);
  const { session, key } = await fake.openWithKey();
  for (const [fn, calling] of [
    ['C_SeedRandom', () => call(session, 'seedRandom', 'seed')],
    ['C_SignInit', () => call(key, 'sign', 'data')],
  ] as const) {
    await assert.rejects(calling(), (error: Pkcs11Error) => {
      assert.equal(error.code, 'CKR_FUNCTION_NOT_SUPPORTED');
      assert.equal(error.fn, fn);
      assert.match(error.message, new RegExp(fn));
      return true;
    });
  }
  assert.equal((await call(session, 'generateRandom', 3)).byteLength, 3);
});

twice('what the interface leaves NULL, the older list may have', async ({ call, mode }) => {
  const defines = { INTERFACE_WITHOUT: 'C_SeedRandom C_SessionCancel' };
  await using fake = await startFake('', { mode, defines });
  assert.equal(fake.module.supports('C_SeedRandom'), true);
  assert.equal(fake.module.supports('C_SessionCancel'), false);
  const session = await fake.open();
  await call(session, 'seedRandom', 'seed');
  assert.equal(fake.count('C_SeedRandom'), 1);
});
