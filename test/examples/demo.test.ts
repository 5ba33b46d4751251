import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { start } from '../../scripts/tokens/softhsm2.mjs';
import { type Ended, type ProgramOptions, runProgram } from '../support/child.ts';
import { findTestToken, startTestToken } from '../support/token.ts';

const DEMO = 'examples/demo.ts';
const NAMES = [
  'AES',
  '3DES',
  'RSA encryption',
  'RSA signature',
  'DSA',
  'ECDSA',
  'Diffie-Hellman',
  'ECDH',
  'Data objects',
  'Streaming',
];

const device = startTestToken();
const settings = {
  PKCS11_MODULE: device.modulePath,
  PKCS11_TOKEN_LABEL: device.label,
  PKCS11_PIN: device.pin,
};
const folder = mkdtempSync(join(tmpdir(), 'cryptoki-examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the demo; whatever it does, it must leave no file behind. */
async function runDemo({ env, ...options }: ProgramOptions = {}): Promise<Ended> {
  const temporary = mkdtempSync(join(folder, 'tmp-'));
  // tsx keeps its cache there, too.
  const ended = await runProgram(DEMO, {
    ...options,
    env: { ...settings, TMPDIR: temporary, TSX_DISABLE_CACHE: '1', ...env },
  });
  const left = readdirSync(temporary).filter((name) => name.startsWith('cryptoki-'));
  assert.deepEqual(left, []);
  return ended;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');
const lastLine = (text: string): string | undefined => lines(text).at(-1);
/** The marks in front of the scenarios' names, in order. */
const marked = (text: string, mark: string): string[] =>
  NAMES.filter((name) => lines(text).some((line) => line.startsWith(`${mark} ${name}  `)));

/** A folder with nothing but an openssl command of our making. */
function fakeOpenssl(script: string): string {
  const path = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(path, 'openssl'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, 'openssl'), 0o755);
  return path;
}

async function assertTokenEmpty(t: TestContext): Promise<void> {
  const session = await (await findTestToken(device)).open({ userPin: device.pin });
  t.after(() => session.close());
  const left: unknown[] = [];
  for await (const object of session.getObjects({})) left.push(object);
  assert.deepEqual(left, []);
}

test('every scenario passes on SoftHSM, and the token is as it was', async (t) => {
  const { code, stdout, stderr } = await runDemo();
  assert.equal(lastLine(stdout), '10 of 10 scenarios passed');
  assert.deepEqual(marked(stdout, '✔'), NAMES);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  // A terminal of 80 columns shows each scenario in one line that ends in its time.
  const reports = lines(stdout).filter((line) => line.startsWith('✔'));
  for (const report of reports) assert.match(report, /^.{77} ms$/);
  await assertTokenEmpty(t);
});

test('what a token does not offer is named, and is no failure', async (t) => {
  const limited = start();
  t.after(() => limited.stop());
  appendFileSync(
    limited.env.SOFTHSM2_CONF!,
    // SoftHSM passes over the first name.
    'slots.mechanisms = -CKM_MD5,CKM_DES3_KEY_GEN,CKM_DSA_PARAMETER_GEN,CKM_ECDH1_DERIVE,CKM_SHA256_RSA_PKCS_PSS\n',
  );
  const { code, stdout } = await runDemo({ env: limited.env });
  assert.equal(lastLine(stdout), '7 of 7 scenarios passed, 3 not offered by this token');
  assert.deepEqual(marked(stdout, '–'), ['3DES', 'DSA', 'ECDH']);
  assert.match(stdout, /^✔ RSA signature {3}PKCS #1: .+ \(no PSS here\)/m);
  assert.match(stdout, /^– 3DES {12}not offered by this token: .+ does not offer DES3_KEY_GEN/m);
  assert.equal(code, 0);
});

test('a scenario whose check does not hold fails the demo', async (t) => {
  const lying = fakeOpenssl(`case $1 in
    dgst) echo Verification failure; exit 1 ;;
    asn1parse) : > key.der ;;
  esac`);
  const { code, stdout } = await runDemo({ env: { PATH: lying } });
  assert.deepEqual(marked(stdout, '✖'), ['DSA', 'ECDSA']);
  assert.equal(lastLine(stdout), '8 of 10 scenarios passed');
  assert.equal(code, 1);
  await assertTokenEmpty(t);
});

test('interrupted, it cleans up', async (t) => {
  let interrupted = false;
  const { code, stdout, stderr } = await runDemo({
    onOutput(text, kill) {
      // In the middle of the next scenario: the file.
      if (interrupted || !text.includes('Data objects')) return;
      interrupted = true;
      setTimeout(() => kill('SIGINT'), 300);
    },
  });
  assert.equal(stderr, 'demo: interrupted\n');
  assert.ok(!stdout.includes('Streaming'));
  assert.equal(code, 1);
  await assertTokenEmpty(t);
});

test('a wrong PIN is named as such, and not shown', async () => {
  const { code, stdout, stderr } = await runDemo({ env: { PKCS11_PIN: '987654' } });
  assert.match(stderr, /^demo: cannot log in to 'DEMO' with PKCS11_PIN: C_Login: CKR_PIN_INCORRECT: .+\n$/);
  assert.ok(!stderr.includes('987654'));
  assert.equal(stdout, '');
  assert.equal(code, 1);
});

test('a label that no token has: says which there are', async () => {
  const { code, stderr } = await runDemo({ env: { PKCS11_TOKEN_LABEL: 'OTHER' } });
  assert.equal(stderr, "demo: PKCS11_TOKEN_LABEL: there is no token 'OTHER'; there is 'DEMO'\n");
  assert.equal(code, 1);
});

test('a module that is missing, or is none', async () => {
  const missing = join(folder, 'libmissing.so');
  const { code, stderr } = await runDemo({ env: { PKCS11_MODULE: missing } });
  assert.equal(stderr, `demo: cannot load ${missing}: there is no such file\n`);
  assert.equal(code, 1);

  const text = join(folder, 'text.so');
  writeFileSync(text, 'not a library');
  assert.equal(
    (await runDemo({ env: { PKCS11_MODULE: text } })).stderr,
    `demo: cannot load ${text}: it is not a shared library\n`,
  );
});

test('missing settings: says which, and how to do without them', async () => {
  const { code, stderr } = await runDemo({ env: { PKCS11_MODULE: undefined, PKCS11_PIN: undefined } });
  assert.match(stderr, /^demo: PKCS11_MODULE and PKCS11_PIN must be set\.\n/);
  assert.match(stderr, /npm run demo\n$/);
  assert.equal(code, 1);
});

test('without the openssl command it says so, before it uses the token', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const { code, stdout, stderr } = await runDemo({ env: { PATH: empty } });
  assert.match(stderr, /^demo: the openssl command, .+ is not installed\n$/);
  assert.equal(stdout, '');
  assert.equal(code, 1);
});
