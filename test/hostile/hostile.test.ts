// Random operations over a module that lies: nothing crashes, hangs or grows without bound, every failure is a documented
// error, and afterwards every session works or says that it is lost. A failure prints the seed that repeats it.
//
// A few seconds in `npm test`; `npm run test:hostile` makes a million operations.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/child.ts';
import { buildHostile } from '../support/fake.ts';

const total = Number(process.env.HOSTILE_OPERATIONS ?? 3000);
const first = Number(process.env.HOSTILE_SEED ?? randomInt(2 ** 31));
/** Operations of one process. */
const MOST = 20_000;
/** Far more than an operation may take; the driver itself reports one that never ends. */
const PATIENCE = 600_000;
const MEBIBYTE = 1 << 20;

const driver = fileURLToPath(new URL('driver.ts', import.meta.url));
const presentations = fileURLToPath(new URL('presentations.ts', import.meta.url));

interface Report {
  readonly operations: number;
  readonly lies: number;
  readonly memory: number;
  readonly mostMemory: number;
  /** Of each kind of lie, how many functions of the module have told it, and how many functions there are. */
  readonly met: readonly number[];
  readonly functions: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

suite('random operations', { concurrency: 2 }, () => {
  for (let index = 0; index * MOST < total; index++) {
    const operations = Math.min(MOST, total - index * MOST);
    const seed = first + index;
    test(`seed ${seed}: ${operations} operations`, () => survive(seed, operations));
  }
});

async function survive(seed: number, operations: number): Promise<void> {
  const { code, signal, stdout, stderr } = await runProgram(driver, {
    args: ['--module', buildHostile(), '--seed', String(seed), '--operations', String(operations)],
    nodeOptions: ['--expose-gc'],
    timeout: PATIENCE,
  });
  const again = `to repeat: HOSTILE_SEED=${seed} HOSTILE_OPERATIONS=${operations} npm test -- test/hostile/hostile`;
  assert.equal(code, 0, `ended with ${code ?? signal}; ${again}\n${stdout}\n${stderr}`);
  const report = JSON.parse(stdout) as Report;
  assert.ok(report.operations >= operations);
  assert.ok(report.lies > operations / 4, `the module lied ${report.lies} times only`);
  for (const outcome of ['works', 'Pkcs11Error', 'ModuleFaultError']) {
    assert.ok((report.outcomes[outcome] ?? 0) > operations / 100, `${outcome}: ${stdout}`);
  }
  for (const outcome of ['AbortError', 'TimeoutError']) assert.ok(report.outcomes[outcome], outcome);
  // Of a few thousand operations each kind of lie meets some functions never.
  const most = report.functions / (operations < 100_000 ? 5 : 3);
  for (const [kind, met] of report.met.entries()) {
    assert.ok(met > most, `lies of kind ${kind} were told by ${met} functions; ${again}`);
  }
  if (process.env.TEST_SANITIZED === '1') return;
  assert.ok(report.mostMemory < 600 * MEBIBYTE, `${report.mostMemory} bytes at most; ${again}`);
  assert.ok(report.memory < 300 * MEBIBYTE, `${report.memory} bytes at the end; ${again}`);
}

/** Of so many ways in which the module presents itself one is tried, in `npm test`. */
const STEP = total > 100_000 ? 1 : 19;

test('interfaces of any version, with functions missing', async () => {
  const { code, signal, stdout, stderr } = await runProgram(presentations, {
    args: [buildHostile(), String(STEP), String(first % STEP)],
    timeout: PATIENCE,
  });
  assert.equal(code, 0, `ended with ${code ?? signal}\n${stdout.slice(-500)}\n${stderr}`);
  const ways = stdout.trim().split('\n');
  assert.ok(ways.length >= 2600 / STEP, `${ways.length} ways`);
  const some = (pattern: RegExp): void =>
    assert.ok(
      ways.some((way) => pattern.test(way)),
      String(pattern),
    );
  some(/ works works works$| works CKR_FUNCTION_NOT_SUPPORTED works$/);
  some(/ ERR_MODULE_NOT_PKCS11$/);
  some(/ CKR_FUNCTION_NOT_SUPPORTED$/);
});
