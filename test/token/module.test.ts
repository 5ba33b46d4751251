import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { start as startNss } from '../../scripts/tokens/nss.mjs';
import { ClosedError, loadModule, loadModuleSync, type Module } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { runProgram } from '../support/child.ts';
import { type Mode, twice } from '../support/modes.ts';
import { startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { requires } from '../support/token-requires.ts';

const { modulePath, label, pin, load: options } = startTestToken();
const nss = startNss();
after(() => nss.stop());

const load = async (mode: Mode, path = modulePath, loading = options): Promise<Module> =>
  mode === 'sync' ? loadModuleSync(path, loading) : loadModule(path, loading);
const { manufacturer, softHsm } = await loadModule(modulePath, options).then(async (module) => {
  const { manufacturerId } = await module.getInfo();
  const softHsm = await requires(await module.getToken({ label }), 'the answers of SoftHSM');
  await module.close();
  return { manufacturer: manufacturerId, softHsm };
});

const assertClosed = async (module: Module): Promise<void> => {
  await assert.rejects(module.getInfo(), ClosedError);
  assert.throws(() => module.getSlotsSync(), ClosedError);
};

twice('loads the same module again, and closes it with the last close', async ({ call, mode }) => {
  const record = await recordCalls(async () => {
    const first = await load(mode);
    const second = await load(mode);
    assert.equal(second, first);
    await call(first, 'close');
    assert.equal((await call(second, 'getInfo')).manufacturerId, manufacturer);
    await call(second, 'close');
    await assertClosed(first);
    await call(second, 'close');
  });
  assert.equal(record.count('C_Initialize'), 1);
  assert.equal(record.count('C_Finalize'), 1);
});

twice('a closed module can be loaded anew', async ({ call, mode }) => {
  const first = await load(mode);
  const old = await call(first, 'getToken', { label });
  await call(first, 'close');
  const second = await load(mode);
  assert.notEqual(second, first);
  await assert.rejects(async () => call(old, 'getInfo'), ClosedError);
  assert.equal((await call(second, 'getToken', { label })).label, label);
  await call(second, 'close');
});

twice('knows a module through a symbolic link', async ({ call, mode }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-link-'));
  const link = join(folder, 'alias.so');
  symlinkSync(modulePath, link);
  const module = await load(mode);
  try {
    const aliased = await load(mode, link);
    assert.equal(aliased, module);
    assert.notEqual(aliased.path, link);
    await call(aliased, 'close');
    await call(module, 'getInfo');
  } finally {
    await call(module, 'close');
    rmSync(folder, { recursive: true });
  }
});

test('loads started together give one module, initialised once', async () => {
  const record = await recordCalls(async () => {
    const modules = await Promise.all([1, 2, 3].map(() => loadModule(modulePath, options)));
    assert.equal(new Set(modules).size, 1);
    await Promise.all(modules.map((module) => module.close()));
    await assertClosed(modules[0]!);
  });
  assert.equal(record.count('C_Initialize'), 1);
  assert.equal(record.count('C_Finalize'), 1);
});

test('await using closes the module and its sessions', async () => {
  const used: Module[] = [];
  const record = await recordCalls(async () => {
    await using module = await loadModule(modulePath, options);
    used.push(module);
    const session = await (await module.getToken({ label })).open({ userPin: pin });
    assert.equal(session.closed, false);
  });
  await assertClosed(used[0]!);
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
  assert.equal(record.count('C_Finalize'), 1);
});

test('using closes the module and its sessions', async () => {
  const used: Module[] = [];
  const record = await recordCalls(() => {
    using module = loadModuleSync(modulePath, options);
    used.push(module);
    const session = module.getTokenSync({ label }).openSync({ userPin: pin });
    assert.equal(session.closed, false);
  });
  await assertClosed(used[0]!);
  assert.equal(record.count('C_OpenSession'), record.count('C_CloseSession'));
  assert.equal(record.count('C_Finalize'), 1);
});

twice('closing the module closes its sessions', async ({ call, mode }) => {
  const module = await load(mode);
  const token = await call(module, 'getToken', { label });
  const session = await call(token, 'open', { userPin: pin });
  await call(module, 'close');
  assert.equal(session.closed, true);
  await assert.rejects(async () => call(session, 'generateRandom', 1), ClosedError);
});

softHsm('two different modules at once, one with its reserved string', async ({ call, mode }) => {
  const softhsm = await load(mode);
  const softokn = await load(mode, nss.module, { reserved: nss.reserved });
  try {
    assert.notEqual(softhsm, softokn);
    assert.equal((await call(softhsm, 'getInfo')).manufacturerId, 'SoftHSM');
    assert.equal((await call(softokn, 'getInfo')).manufacturerId, 'Mozilla Foundation');

    const first = await call(await call(softhsm, 'getToken', { label }), 'open', { userPin: pin });
    const second = await call(await call(softokn, 'getToken', { label: nss.label }), 'open');
    const template = { class: 'SECRET_KEY', keyType: 'AES', value: new Uint8Array(16).fill(9) };
    const iv = new Uint8Array(16);
    const here = await call(first, 'createObject', { ...template, token: false });
    const there = await call(second, 'createObject', { ...template, token: false, decrypt: true });
    const sealed = await call(here, 'encrypt', 'INPUT DATA', { iv });
    assert.equal(Buffer.from(await call(there, 'decrypt', sealed, { iv })).toString(), 'INPUT DATA');
    // A key of one module is none of the other's.
    await assert.rejects(async () => call(here, 'wrapKey', there), TypeError);
  } finally {
    await call(softhsm, 'close');
    assert.equal((await call(softokn, 'getInfo')).libraryDescription, 'NSS Internal Crypto Services');
    await call(softokn, 'close');
  }
});

softHsm('getInfo, interfaceVersion and supports', async ({ call, mode }) => {
  const softhsm = await load(mode);
  const softokn = await load(mode, nss.module, { reserved: nss.reserved });
  try {
    const info = await call(softhsm, 'getInfo');
    assert.deepEqual(info.cryptokiVersion, { major: 2, minor: 40 });
    assert.equal(info.libraryDescription, 'Implementation of PKCS11');
    assert.equal(info.libraryVersion.major, 2);
    assert.deepEqual(softhsm.interfaceVersion, { major: 2, minor: 40 });
    assert.equal(softhsm.supports('C_Sign'), true);
    assert.equal(softhsm.supports('C_SessionCancel'), false);
    assert.equal(softhsm.supports('C_EncapsulateKey'), false);

    assert.equal(softokn.interfaceVersion.major, 3);
    assert.equal(softokn.supports('C_SessionCancel'), true);
    assert.match(inspect(softhsm), /^Module \{ path: '.*libsofthsm2\.so', interfaceVersion: 2\.40 \}$/);
  } finally {
    await call(softokn, 'close');
    await call(softhsm, 'close');
  }
});

test('options that loading does not know are refused by name', async () => {
  const wrong = { reserve: '' } as object;
  const expected = { name: 'TypeError', message: /"reserve"/ };
  await assert.rejects(loadModule(modulePath, wrong), expected);
  assert.throws(() => loadModuleSync(modulePath, wrong), expected);
  await assert.rejects(loadModule(1 as unknown as string), { name: 'TypeError', message: /path/ });
});

test('loads where another package of the program uses koffi already', async () => {
  const program = fileURLToPath(new URL('../support/programs/koffi-in-use.ts', import.meta.url));
  const ended = await runProgram(program, { args: [modulePath, label, pin] });
  assert.deepEqual([ended.code, ended.stdout, ended.stderr], [0, 'equal\n', '']);
});
