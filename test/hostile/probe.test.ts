// `probe` meets the module that lies: it ends, and what it found is a report or a documented error. Lies that make no
// sense are failures of rows, and no row is missing.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { CryptokiError, loadModule } from '../../src/index.ts';
import { probe, rowNames } from '../../src/probe/probe.ts';
import { buildHostile } from '../support/fake.ts';
import { HostileControl } from '../support/hostile-control.ts';

const path = buildHostile();
const control = new HostileControl(path);
const first = Number(process.env.HOSTILE_SEED ?? randomInt(2 ** 31));

for (const [index, percent] of [0, 1, 5, 25, 100].entries()) {
  const seed = first + index;
  test(`${percent} of a hundred calls lie, seed ${seed}`, async () => {
    control.honest();
    await using module = await loadModule(path);
    const token = await module.getToken({ label: 'HOSTILE' });
    control.lie(percent, undefined, seed);
    try {
      const report = await probe(token, { pin: '1234', timeout: 5000 });
      assert.equal(report.rows.length, rowNames().length);
    } catch (error) {
      assert.ok(percent > 0, `of an honest module there is a report: ${(error as Error).stack}`);
      assert.ok(error instanceof CryptokiError, `undocumented: ${(error as Error).stack}`);
    } finally {
      control.honest();
    }
  });
}
