// Files that are no module, and how C_Initialize and C_Finalize are called.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type BusyError, loadModule, loadModuleSync, type ModuleLoadError } from '../../src/index.ts';
import { buildFake, fakeFolder, gcc, newLog, readCalls, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const inFolder = (name: string): string => join(fakeFolder, name);

/** An ELF header of 64 bytes for a machine, little-endian and 64-bit. */
function elfHeader(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(machine, 18);
  return header;
}

interface BrokenFile {
  readonly code: string;
  readonly message: RegExp;
  make(path: string): void;
}

const OTHER_MACHINE = process.arch === 'arm64' ? { number: 62, name: 'x64' } : { number: 183, name: 'arm64' };

const BROKEN: Record<string, BrokenFile> = {
  'a file for another machine': {
    code: 'ERR_MODULE_WRONG_ARCHITECTURE',
    message: new RegExp(`built for ${OTHER_MACHINE.name}, this Node.js for ${process.arch}`),
    make: (path) => writeFileSync(path, elfHeader(OTHER_MACHINE.number)),
  },
  'a Windows library': {
    code: 'ERR_MODULE_WRONG_ARCHITECTURE',
    message: /Windows/,
    make(path) {
      const file = Buffer.alloc(256);
      file.write('MZ');
      file.writeUInt32LE(0x80, 0x3c);
      file.write('PE\0\0', 0x80, 'latin1');
      file.writeUInt16LE(0x8664, 0x84);
      writeFileSync(path, file);
    },
  },
  'a text file': {
    code: 'ERR_MODULE_NOT_A_LIBRARY',
    message: /not a shared library/,
    make: (path) => writeFileSync(path, 'GROUP ( /lib/libpkcs11.so.1 )\n'),
  },
  'an empty file': {
    code: 'ERR_MODULE_NOT_A_LIBRARY',
    message: /not a shared library/,
    make: (path) => writeFileSync(path, ''),
  },
  'a directory': { code: 'ERR_MODULE_NOT_A_LIBRARY', message: /directory/, make: (path) => mkdirSync(path) },
  'a missing file': { code: 'ERR_MODULE_NOT_FOUND', message: /no such file/, make: () => {} },
  'a library that is no module': {
    code: 'ERR_MODULE_NOT_PKCS11',
    message: /not a PKCS #11 module.*C_GetFunctionList/,
    make(path) {
      writeFileSync(inFolder('plain.c'), 'int answer(void) { return 42; }\n');
      gcc('-shared', '-fPIC', '-o', path, 'plain.c');
    },
  },
  'a module whose dependency is missing': {
    code: 'ERR_MODULE_MISSING_DEPENDENCY',
    message: /needs libgone\.so\.3/,
    make(path) {
      const dependency = inFolder('libgone.so.3');
      writeFileSync(inFolder('gone.c'), 'int gone(void) { return 1; }\n');
      writeFileSync(inFolder('needs.c'), 'int gone(void); int C_GetFunctionList(void) { return gone(); }\n');
      gcc('-shared', '-fPIC', '-Wl,-soname,libgone.so.3', '-o', dependency, 'gone.c');
      gcc('-shared', '-fPIC', '-o', path, 'needs.c', dependency);
      rmSync(dependency);
    },
  },
};

for (const [what, { code, message, make }] of Object.entries(BROKEN)) {
  test(`${what} is refused with ${code}`, async () => {
    const path = inFolder(`${what.replaceAll(' ', '-')}.so`);
    make(path);
    const expected = (error: ModuleLoadError): boolean => {
      assert.equal(error.name, 'ModuleLoadError');
      assert.equal(error.code, code);
      assert.equal(error.path, path);
      assert.ok(error.message.includes(path), error.message);
      assert.match(error.message, message);
      return true;
    };
    await assert.rejects(loadModule(path), expected);
    assert.throws(() => loadModuleSync(path), expected);
  });
}

twice('C_Initialize gets CKF_OS_LOCKING_OK, no mutexes, and the reserved string', async ({ mode }) => {
  await using fake = await startFake("note=configdir='/x' é€😀", { mode });
  const [call] = fake.calls('C_Initialize');
  assert.equal(call?.args.flags, '2');
  assert.equal(call?.args.mutexes, '0');
  const seen = Buffer.from(call?.args.pReserved?.slice(2) ?? '', 'hex').toString();
  assert.equal(seen, `log=${fake.log}; note=configdir='/x' é€😀`);
});

test('the reserved string ends with its NUL, whatever its length', async () => {
  for (const padding of [0, 1, 2, 3, 15, 16, 17, 2698, 8192, 10_000]) {
    const log = newLog();
    // Characters of three bytes fill the room that the text can need to its last byte.
    const reserved = `log=${log}; pad=${'€'.repeat(padding)}`;
    const module = await loadModule(buildFake(), { reserved });
    await module.close();
    const pad = Buffer.from(readCalls(log)[0]?.args.pReserved?.slice(2) ?? '', 'hex');
    // The log writes no more than 4096 bytes.
    assert.deepEqual(pad, Buffer.from(reserved).subarray(0, 4096));
    if (Buffer.byteLength(reserved) <= 4096) assert.equal(pad.toString(), reserved);
  }
});

twice('CKR_CANT_LOCK: initialised once more without arguments', async ({ mode }) => {
  const log = newLog();
  const path = buildFake({ defines: { SCRIPT: `cant-lock=1; log=${log}` } });
  const module = mode === 'sync' ? loadModuleSync(path) : await loadModule(path);
  await module.close();
  rmSync(path);
  assert.deepEqual(
    readCalls(log).map(({ fn, args }) => [fn, args.pInitArgs, args.flags]),
    [
      ['C_Initialize', 'given', '2'],
      ['C_Initialize', 'NULL', undefined],
      ['C_Finalize', undefined, undefined],
    ],
  );
});

test('CKR_CANT_LOCK: one call at a time from then on', async () => {
  for (const [script, overlaps] of [
    ['cant-lock=1; ', false],
    ['', true],
  ] as const) {
    await using fake = await startFake(`${script}sleep:C_Sign=10; sleep:C_SignInit=10`);
    const { key } = await fake.openWithKey({ concurrency: 3 });
    const inputs = ['a', 'b', 'c', 'd', 'e', 'f'];
    const signatures = await Promise.all(inputs.map((input) => key.sign(input)));
    assert.deepEqual(
      signatures.map((signature) => Buffer.from(signature).toString()),
      inputs,
    );
    assert.equal(fake.mostActive() > 1, overlaps, `${fake.mostActive()} calls at once`);
  }
});

test('CKR_CANT_LOCK: a synchronous call during an asynchronous one is refused', async () => {
  await using fake = await startFake('cant-lock=1; sleep:C_Sign=50');
  const { session, key } = await fake.openWithKey({ concurrency: 3 });
  const signing = key.sign('data');
  assert.throws(
    () => session.generateRandomSync(1),
    (error: BusyError) => error.code === 'ERR_BUSY' && /one call at a time/.test(error.message),
  );
  await signing;
  assert.equal(session.generateRandomSync(1).byteLength, 1);
});

twice(
  'CKR_CRYPTOKI_ALREADY_INITIALIZED attaches, and then neither finalises nor logs out',
  async ({ mode }) => {
    const fake = await startFake('rv:C_Initialize=0x191', { mode });
    const session = await fake.open({ userPin: '1234' });
    assert.equal(session.loggedIn, true);
    await session.close();
    await fake.module.close();
    assert.equal(fake.count('C_Finalize'), 0);
    assert.equal(fake.count('C_Logout'), 0);
    assert.equal(fake.count('C_CloseSession'), 1);
  },
);

twice('C_Initialize that fails leaves nothing behind', async ({ mode }) => {
  await assert.rejects(startFake('rv:C_Initialize=0x7', { mode }), {
    code: 'CKR_ARGUMENTS_BAD',
    fn: 'C_Initialize',
  });
  await using fake = await startFake('', { mode });
  assert.equal((await fake.token()).label, 'FAKE');
});

twice('loaded twice and closed once it stays; the last close finalises, once', async ({ mode, call }) => {
  const fake = await startFake('', { mode });
  const load = async () => (mode === 'sync' ? loadModuleSync(buildFake()) : loadModule(buildFake()));
  assert.equal(await load(), fake.module);
  assert.equal(fake.count('C_Initialize'), 1);
  await call(fake.module, 'close');
  const session = await fake.open();
  assert.equal((await call(session, 'generateRandom', 4)).byteLength, 4);
  await call(fake.module, 'close');
  assert.equal(fake.count('C_Finalize'), 1);
  assert.equal(fake.count('C_CloseSession'), 1);
  await call(fake.module, 'close');
  assert.equal(fake.count('C_Finalize'), 1);
  assert.equal(fake.count('unloaded'), 0);
  await assert.rejects(call(fake.module, 'getInfo'), { code: 'ERR_CLOSED' });
});

/** Runs a program that loads the fake, in a process of its own; the calls it made. */
function runChild(program: string): { calls: string[]; output: string } {
  const log = newLog();
  const library = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
  const source = `
    import { loadModule } from ${JSON.stringify(library)};
    const module = await loadModule(${JSON.stringify(buildFake())}, { reserved: ${JSON.stringify(`log=${log}`)} });
    ${program}`;
  const file = inFolder(`child-${newLog().split('/').at(-1)}.mts`);
  writeFileSync(file, source);
  const child = spawnSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
  assert.equal(child.status, 0, child.stderr || `ended by ${child.signal}`);
  return { calls: readCalls(log).map(({ fn }) => fn), output: child.stdout };
}

test('at the end of a process nothing is finalised that was not closed', () => {
  for (const end of ['', 'process.exit(0);']) {
    const { calls, output } = runChild(`
      const [token] = await module.getTokens();
      const session = await token.open({ userPin: '1234' });
      console.log(session.loggedIn);
      ${end}`);
    assert.equal(output.trim(), 'true');
    assert.ok(calls.includes('C_Login'));
    assert.deepEqual(
      calls.filter((fn) => ['C_Finalize', 'C_CloseSession', 'C_Logout', 'C_CloseAllSessions'].includes(fn)),
      [],
    );
  }
});
