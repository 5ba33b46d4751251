// findModules(): what each module reports, whatever it does to the process that asks it.
import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { findLibrary } from '../../scripts/find-library.mjs';
import { probe } from '../../src/uri/probe.ts';
import { type FoundModuleReport, findModules, parseUri } from '../../src/uri/uri.ts';
import { runProgram } from '../support/child.ts';
import { buildFake, fakeFolder } from '../support/fake.ts';
import { startTestToken } from '../support/token.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const device = startTestToken();
/** Long enough for any machine; what is tested to run out of time has less. */
const ENOUGH = 60_000;

/** A module with C code that runs when it is loaded. */
function moduleThat(name: string, onLoad: string): string {
  const source = join(fakeFolder, `${name}.c`);
  writeFileSync(
    source,
    `#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n` +
      `__attribute__((constructor)) static void on_load(void) { ${onLoad} }\n`,
  );
  return buildFake({ flags: [source] });
}

const ask = (path: string, reserved?: string, timeout = ENOUGH): ReturnType<typeof probe> =>
  probe({ path, reserved }, timeout);

test('probe: what a module and its tokens say', async () => {
  const report = await ask(buildFake(), 'slots=2; token-label=A b; serial=12; manufacturer=Somebody');
  assert.deepEqual(report, {
    loadable: true,
    info: {
      cryptokiVersion: { major: 3, minor: 2 },
      manufacturerId: 'Somebody',
      libraryDescription: 'a fake',
      libraryVersion: { major: 1, minor: 7 },
    },
    tokens: Array(2).fill({
      label: 'A b',
      manufacturerId: 'Somebody',
      model: report.tokens![0]!.model,
      serialNumber: '12',
      initialized: true,
      uri: report.tokens![0]!.uri,
    }),
  });
  const uri = parseUri(report.tokens![0]!.uri);
  assert.deepEqual([uri.token, uri.serial, uri.manufacturer], ['A b', '12', 'Somebody']);
});

test('probe: a module that writes to the terminal does not write to this one', async () => {
  const report = await ask(moduleThat('noisy', 'printf("{}\\n"); fflush(stdout); fputs("noise", stderr);'));
  assert.equal(report.loadable, true);
});

for (const [name, onLoad, message] of [
  ['segfault', '*(volatile int *)0 = 1;', /SIGSEGV/],
  ['abort', 'abort();', /SIGABRT/],
  ['exit', '_exit(7);', /code 7/],
] as const) {
  test(`probe: a module that ends the process by ${name}`, async () => {
    const { loadable, error } = await ask(moduleThat(name, onLoad));
    assert.equal(loadable, false);
    assert.equal(error!.code, 'ERR_PROBE_CRASHED');
    assert.match(error!.message, message);
  });
}

// Side by side, as each takes all of its time.
describe('probe: the time limit', { concurrency: true }, () => {
  // Enough for a process to start and tell, however busy the machine is.
  let limit = 6000;
  before(async () => {
    const started = performance.now();
    await ask(buildFake());
    limit = Math.max(limit, Math.ceil(6 * (performance.now() - started)));
  });

  test('a module that does not come back', async () => {
    const { loadable, error } = await ask(moduleThat('hang', 'for (;;) sleep(1);'), undefined, limit);
    assert.equal(loadable, false);
    assert.equal(error!.code, 'ERR_PROBE_TIMEOUT');
    assert.match(error!.message, new RegExp(`${limit} ms`));
  });

  test('what was said before a module hangs is kept', async () => {
    const { loadable, info, error } = await ask(buildFake(), 'sleep:C_GetSlotList=100000', limit);
    assert.deepEqual([loadable, info!.libraryDescription], [true, 'a fake']);
    assert.equal(error!.code, 'ERR_PROBE_TIMEOUT');
  });

  test('a module that has told everything and does not end', async () => {
    const { loadable, tokens, error } = await ask(buildFake(), 'sleep:C_Finalize=100000', limit);
    assert.deepEqual([loadable, tokens!.length, error], [true, 1, undefined]);
  });
});

test('probe: what was said before a module fails is kept', async () => {
  const { loadable, info, error } = await ask(buildFake(), 'rv:C_GetSlotList=0x30');
  assert.deepEqual([loadable, info!.libraryDescription], [true, 'a fake']);
  assert.equal(error!.code, 'CKR_DEVICE_ERROR');
});

test('probe: a module that does not initialise, a file that is none, no file', async () => {
  const refused = await ask(buildFake(), 'rv:C_Initialize=0x05');
  assert.deepEqual([refused.loadable, refused.error!.code], [false, 'CKR_GENERAL_ERROR']);
  const text = join(fakeFolder, 'text.so');
  writeFileSync(text, 'not a library');
  assert.equal((await ask(text)).error!.code, 'ERR_MODULE_NOT_A_LIBRARY');
  assert.equal((await ask(join(fakeFolder, 'missing.so'))).error!.code, 'ERR_MODULE_NOT_FOUND');
});

function checkSoftHsm(modules: readonly FoundModuleReport[]): void {
  const found = modules.filter(({ path }) => path.endsWith('libsofthsm2.so'));
  assert.equal(found.length, 1, 'once, although it has two paths');
  const { loadable, info, tokens, error } = found[0]!;
  assert.deepEqual([loadable, error], [true, undefined]);
  assert.equal(info!.manufacturerId, 'SoftHSM');
  assert.ok(tokens!.some(({ label, initialized }) => label === device.label && initialized));
}

test('findModules: on this machine, SoftHSM with its token among them', async () => {
  const modules = await findModules({ timeout: ENOUGH });
  checkSoftHsm(modules);
  const nss = modules.find(({ path }) => path.endsWith('libsoftokn3.so'));
  assert.ok(findLibrary('libsoftokn3.so'));
  assert.equal(nss!.info!.manufacturerId, 'Mozilla Foundation');
  assert.ok(nss!.tokens!.length > 0);
});

test('findModules: from the compiled package as well, run as a plain program', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-find-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(ts.sys.readFile(join(root, 'src', name))!, {
      compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
    });
    const path = join(folder, 'dist', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outputText);
  }
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { findModules } from './dist/uri/uri.js';\n` +
      `console.log(JSON.stringify(await findModules({ timeout: ${ENOUGH} })));\n`,
  );
  const { code, stdout, stderr } = await runProgram(program);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  checkSoftHsm(JSON.parse(stdout));
});

test('findModules: a signal ends it, and the processes that it has started', async () => {
  await assert.rejects(findModules({ signal: AbortSignal.abort() }), { name: 'AbortError' });
  const children = (): number =>
    process.getActiveResourcesInfo().filter((each) => each === 'ProcessWrap').length;
  const before = children();
  const controller = new AbortController();
  const finding = findModules({ timeout: ENOUGH, signal: controller.signal });
  assert.ok(children() > before);
  const reason = new Error('enough');
  controller.abort(reason);
  await assert.rejects(finding, { name: 'AbortError', code: 'ABORT_ERR', cause: reason });
  while (children() > before) await setTimeout(20);
});

test('findModules refuses wrong options by name', async () => {
  for (const [options, name, message] of [
    [{ timeOut: 1 }, 'TypeError', /"timeOut"/],
    [{ timeout: '1' }, 'TypeError', /timeout/],
    [{ timeout: 0 }, 'RangeError', /timeout/],
    [{ timeout: 2 ** 31 }, 'RangeError', /timeout/],
    [{ program: 1 }, 'TypeError', /program/],
    [{ signal: 1 }, 'TypeError', /signal/],
  ] as const) {
    await assert.rejects(findModules(options as object), { name, message });
  }
});
