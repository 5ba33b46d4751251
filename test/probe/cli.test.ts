// `npm run probe`, as the README has it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ProbeReport } from '../../src/probe/probe.ts';
import { buildFake, newLog, readCalls } from '../support/fake.ts';
import { blocksOf } from '../support/markdown.ts';
import { startTestToken } from '../support/token.ts';
import { rowOf } from './outcomes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const device = startTestToken();
const own = {
  PKCS11_MODULE: device.modulePath,
  PKCS11_TOKEN_LABEL: device.label,
  PKCS11_PIN: device.pin,
};

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(env: Readonly<Record<string, string>>, args: readonly string[]) {
  return spawn(process.execPath, ['scripts/probe.mjs', ...args], {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function run(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  return ended(start(env, args));
}

function ended(child: ReturnType<typeof start>): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('the lines of the README', async () => {
  const { code, stdout } = await run(own);
  assert.equal(code, 0);
  const blocks = blocksOf(readFileSync(join(root, 'README.md'), 'utf8'));
  const shown = blocks.find(({ language, heading }) => {
    return language === 'console' && heading === 'What a token really does';
  });
  // How fast a signature is depends on the machine.
  const steady = (text: string): string =>
    text.replaceAll(/less than 1 ms|\d+ to \d+ ms|more than \d+ ms/g, '… ms');
  assert.ok(steady(stdout).endsWith(steady(`${shown?.text}\n`)), stdout);
});

test('--json is the report', async () => {
  const { code, stdout } = await run(own, '--json');
  assert.equal(code, 0);
  const report = JSON.parse(stdout) as ProbeReport;
  assert.equal(rowOf(report, 'RSA', 'Sign/Verify').outcome, 'works');
  assert.deepEqual(report.changes, { added: [], removed: [] });
});

test('a URI names the module and the token', async () => {
  const uri = `pkcs11:token=${device.label}?module-path=${device.modulePath}&pin-value=${device.pin}`;
  const { code, stdout } = await run({}, uri, '--markdown');
  assert.equal(code, 0);
  assert.match(stdout, /^# SoftHSM project SoftHSM v2, token "DEMO"/);
});

test('no terminal to ask for the PIN: it says what to do, and tries none', async () => {
  const { PKCS11_PIN: _, ...rest } = own;
  const { code, stderr } = await run({ ...rest });
  assert.equal(code, 1);
  assert.match(stderr, /PKCS11_PIN.*--pin-file.*--no-login/);
});

test('--help, and what is asked for wrongly', async () => {
  const { code, stdout } = await run({}, '--help');
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}--protected-path /m);
  for (const [args, message] of [
    [['--nonsense'], /--nonsense/],
    [['/nowhere/module.so', '--no-login'], /cannot load \/nowhere\/module\.so: there is no such file/],
    [[device.modulePath, '--pin-file', '/nowhere/pin'], /^--pin-file: ENOENT/],
    [[device.modulePath, '--no-login', '--token', 'NONE'], /no token matches/],
    [['--timeout', 'soon'], /^--timeout takes a number above 0, not soon/],
  ] as const) {
    const { code, stderr } = await run({}, ...args);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
});

test('interrupted, it removes what it has made', async () => {
  const log = newLog();
  const child = start(
    { PKCS11_MODULE: buildFake(), PKCS11_PIN: '1234', PKCS11_RESERVED: `log=${log}; hold:C_SeedRandom=1` },
    [],
  );
  const end = ended(child);
  const count = (fn: string) => readCalls(log).filter((call) => call.fn === fn).length;
  const watch = setInterval(() => {
    if (count('C_SeedRandom') === 0) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 20);
  // It has heard, and tells the process that probes: then the call that this waits for may come back.
  child.stderr.on('data', (text: string) => {
    if (text.includes('Interrupted')) setTimeout(() => writeFileSync(`${log}.go`, '.'), 1000);
  });
  const { code, stderr } = await end;
  clearInterval(watch);
  assert.equal(code, 1);
  assert.match(stderr, /Interrupted.*\n\nABORT_ERR: probe: aborted/);
  assert.equal(count('C_GenerateKeyPair'), 0);
  // Every handle that the fake has given out, and so every object that it has made.
  const destroyed = new Set(
    readCalls(log).flatMap(({ fn, args }) => (fn === 'C_DestroyObject' ? [Number(args.hObject)] : [])),
  );
  assert.deepEqual(
    [...destroyed].sort((a, b) => a - b),
    Array.from({ length: Math.max(10, destroyed.size) }, (_, index) => index + 1),
  );
  assert.equal(count('C_CloseSession'), count('C_OpenSession'));
});

test('--protected-path has the token ask', async () => {
  const log = newLog();
  const flags = 0x100 | 0x400 | 0x8 | 0x4;
  const { code, stdout, stderr } = await run(
    { PKCS11_MODULE: buildFake(), PKCS11_RESERVED: `log=${log}; token-flags=${flags}` },
    '--json',
    '--protected-path',
  );
  assert.equal(code, 0, stderr);
  const report = JSON.parse(stdout) as ProbeReport;
  assert.equal(rowOf(report, 'Token', 'Protected authentication path').outcome, 'works');
  assert.equal(readCalls(log).find(({ fn }) => fn === 'C_Login')?.args.pPin, 'NULL');
});

test('a wrong PIN ends it', async () => {
  const { code, stderr } = await run({ ...own, PKCS11_PIN: '9999' });
  assert.equal(code, 1);
  assert.match(stderr, /CKR_PIN_INCORRECT/);
});

test('the last try is spent only when told to', async () => {
  const fake = buildFake();
  for (const [args, logins] of [
    [[], 0],
    [['--allow-final-try'], 1],
  ] as const) {
    const log = newLog();
    const flags = 0x20000 | 0x400 | 0x8 | 0x4;
    const { stderr, stdout } = await run(
      { PKCS11_MODULE: fake, PKCS11_PIN: '1234', PKCS11_RESERVED: `log=${log}; token-flags=${flags}` },
      '--json',
      ...args,
    );
    assert.equal(readCalls(log).filter(({ fn }) => fn === 'C_Login').length, logins, stdout + stderr);
    if (logins === 0) assert.match(stderr, /ERR_PIN_FINAL_TRY/);
  }
});

test('a module that crashes at the PIN gets it once', async () => {
  const log = newLog();
  const { code, stderr } = await run(
    { PKCS11_MODULE: buildFake(), PKCS11_PIN: '1234', PKCS11_RESERVED: `log=${log}; crash:C_Login=1` },
    '--json',
  );
  assert.equal(code, 1);
  assert.match(stderr, /ended its process in C_Login: the PIN is not tried again/);
  assert.equal(readCalls(log).filter(({ fn }) => fn === 'C_Login').length, 1);
});

test('a module that crashes does so once a row, and the others go on', async () => {
  const { code, stdout, stderr } = await run(
    { PKCS11_MODULE: buildFake(), PKCS11_PIN: '1234', PKCS11_RESERVED: 'crash:C_SeedRandom=1' },
    '--json',
  );
  assert.equal(code, 0, stderr);
  const report = JSON.parse(stdout) as ProbeReport;
  const [seed] = rowOf(report, 'Random', 'Seed random').trials;
  assert.ok(seed?.outcome === 'fails');
  assert.deepEqual(seed.refusal, { fn: 'C_SeedRandom', code: 'SIGABRT' });
  assert.equal(rowOf(report, 'Objects', 'Destroy object').outcome, 'works');
  assert.notEqual(rowOf(report, 'Functions', 'Several sessions at once').outcome, 'not tried');
});
