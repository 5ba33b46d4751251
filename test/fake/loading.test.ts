// Files that are no module, and how C_Initialize and C_Finalize are called.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { initialize } from '../../src/calls/general.ts';
import type { NativeCall } from '../../src/core/program.ts';
import { type BusyError, loadModule, loadModuleSync, type ModuleLoadError } from '../../src/index.ts';
import { LP64 } from '../../src/native/abi.ts';
import { Arena, type Region } from '../../src/native/arena.ts';
import { viewAt } from '../../src/native/koffi.ts';
import { buildFake, compile, fakeFolder, newLog, readCalls, startFake } from '../support/fake.ts';
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
      compile('-shared', '-fPIC', '-o', path, 'plain.c');
    },
  },
  'a module whose dependency is missing': {
    code: 'ERR_MODULE_MISSING_DEPENDENCY',
    message: /needs libgone\.so\.3/,
    make(path) {
      const dependency = inFolder('libgone.so.3');
      writeFileSync(inFolder('gone.c'), 'int gone(void) { return 1; }\n');
      writeFileSync(inFolder('needs.c'), 'int gone(void); int C_GetFunctionList(void) { return gone(); }\n');
      compile('-shared', '-fPIC', '-Wl,-soname,libgone.so.3', '-o', dependency, 'gone.c');
      compile('-shared', '-fPIC', '-o', path, 'needs.c', dependency);
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

/** Behind each piece of memory lies something that is not zero. */
class GuardedArena extends Arena {
  override allocate(size: number): Region {
    const region = super.allocate(size);
    super.allocate(16).write(new Uint8Array(16).fill(0xff));
    return region;
  }
}

test('the reserved string ends with its NUL, whatever its length', () => {
  for (const character of ['a', 'é', '€', '😀']) {
    for (let count = 0; count <= 48; count++) {
      const reserved = character.repeat(count);
      const arena = new GuardedArena(LP64);
      const { value } = initialize(arena, { reserved }).next();
      const { args } = value as NativeCall;
      // CK_C_INITIALIZE_ARGS: four function pointers, flags, pReserved.
      const address = Number(viewAt(Number(args[0]), 48).getBigUint64(40, true));
      const expected = Buffer.concat([Buffer.from(reserved), Buffer.of(0)]);
      const seen = viewAt(address, expected.byteLength);
      assert.deepEqual(Buffer.from(new Uint8Array(seen.buffer)), expected);
      arena.free();
    }
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
      ['C_GetInfo', undefined, undefined],
      ['C_Finalize', undefined, undefined],
    ],
  );
});

test('CKR_CANT_LOCK: one call at a time from then on', async () => {
  for (const [script, overlaps] of [
    ['cant-lock=1; sleep:C_Sign=10; sleep:C_SignInit=10', false],
    ['meet:C_SignInit=2', true],
  ] as const) {
    await using fake = await startFake(script);
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

/** Runs a program that loads the fake, in a process of its own; the lines of its log. */
function runChild(program: string): string[] {
  const log = newLog();
  const library = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
  const head = `
    import { appendFileSync } from 'node:fs';
    import { isMainThread, Worker } from 'node:worker_threads';
    import { loadModule } from ${JSON.stringify(library)};
    const load = () => loadModule(${JSON.stringify(buildFake())}, { reserved: ${JSON.stringify(`log=${log}`)} });
    const say = (line: string) => appendFileSync(${JSON.stringify(log)}, line + '\\n');
    const logIn = async () => {
      const [token] = await (await load()).getTokens();
      return token!.open({ userPin: '1234' });
    };`;
  const file = `${log}.mts`;
  writeFileSync(file, `${head}\n${program}`);
  const child = spawnSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
  assert.equal(child.status, 0, child.stderr || `ended by ${child.signal}`);
  return readCalls(log).map(({ fn }) => fn);
}

test('at the end of a process nothing is finalised that was not closed', () => {
  for (const end of ['', 'process.exit(0);']) {
    const lines = runChild(`await logIn(); ${end}`);
    assert.ok(lines.includes('C_Login'));
    const endings = ['C_Finalize', 'C_CloseSession', 'C_CloseAllSessions', 'C_Logout'];
    assert.deepEqual(
      lines.filter((line) => endings.includes(line)),
      [],
    );
  }
});

test('a module stays loaded when it is closed, and when the worker thread that loaded it ends', () => {
  const lines = runChild(`
    if (isMainThread) {
      // Worker threads do not inherit what lets Node.js 20 run TypeScript.
      const start = 'import(' + JSON.stringify(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}) + ').then(({ register }) => {' +
        'register(); return import(' + JSON.stringify(import.meta.url) + '); })';
      const worker = new Worker(start, { eval: true });
      await new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
      say('worker-ended');
    } else {
      await logIn();
      await (await load()).close();
      await (await load()).close();
    }`);
  assert.ok(lines.includes('C_Login'));
  assert.ok(lines.includes('worker-ended'));
  assert.ok(!lines.slice(0, lines.indexOf('worker-ended')).includes('unloaded'), lines.join());
});

// AddressSanitizer has to come first in every library's search for symbols, which is what this option ends.
if (process.platform === 'linux' && process.env.TEST_SANITIZED !== '1') {
  twice(
    'ownLibraries: a module gets the functions it was linked with, and not those of Node.js with the same names',
    async ({ mode }) => {
      // Node.js brings its own OpenSSL along and exports its names.
      writeFileSync(
        inFolder('own.c'),
        'const char *OpenSSL_version(int t) { return t == 0 ? "its own" : ""; }',
      );
      compile('-shared', '-fPIC', '-o', inFolder('libown.so'), 'own.c');
      const flags = [
        `-DDESCRIBED_BY=OpenSSL_version`,
        `-L${fakeFolder}`,
        '-lown',
        `-Wl,-rpath,${fakeFolder}`,
      ];
      const described = async (ownLibraries: boolean | undefined, name: string): Promise<string> => {
        const path = buildFake({ flags: [...flags, `-D${name}`] });
        const options = { ownLibraries };
        const module = mode === 'sync' ? loadModuleSync(path, options) : await loadModule(path, options);
        try {
          return module.getInfoSync().libraryDescription;
        } finally {
          await module.close();
        }
      };
      assert.match(await described(undefined, `SHARED_${mode}`), /^OpenSSL /);
      assert.equal(await described(true, `OWN_${mode}`), 'its own');
    },
  );
}

test('ownLibraries: what is neither true nor false is refused', async () => {
  const options = { ownLibraries: 'yes' as unknown as boolean };
  await assert.rejects(loadModule(buildFake(), options), { name: 'TypeError', message: /ownLibraries/ });
});
