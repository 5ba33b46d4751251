import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { makeOnce } from '../../../scripts/tokens/made-once.mjs';

describe('makeOnce', () => {
  const base = mkdtempSync(join(tmpdir(), 'cryptoki-made-once-'));
  after(() => rmSync(base, { recursive: true }));
  let cache = '';
  let folder = '';
  let made = 0;
  const make = (target: string): void => {
    made++;
    writeFileSync(join(target, 'content'), String(made));
  };
  beforeEach(() => {
    cache = mkdtempSync(join(base, 'cache-'));
    folder = join(cache, 'suite-1');
    made = 0;
  });

  it('makes a folder once', () => {
    for (let round = 0; round < 3; round++) assert.equal(makeOnce(folder, make), folder);
    assert.equal(made, 1);
    assert.deepEqual(readdirSync(cache), ['suite-1']);
  });

  it('makes anew what somebody has left half-made', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'half'), '');
    makeOnce(folder, make);
    assert.equal(existsSync(join(folder, 'half')), false);
    assert.equal(readFileSync(join(folder, 'content'), 'utf8'), '1');
  });

  it('removes what was left by those who have ended, and by no others', () => {
    const ended = spawnSync('true').pid;
    for (const pid of [ended, process.ppid]) mkdirSync(`${folder}.${pid}`);
    mkdirSync(join(cache, 'suite-10'));
    makeOnce(folder, make);
    assert.deepEqual(readdirSync(cache).sort(), ['suite-1', `suite-1.${process.ppid}`, 'suite-10']);
  });

  it('leaves nothing when the making fails, and is made the next time', () => {
    const failing = (): void => {
      throw new Error('interrupted');
    };
    assert.throws(() => makeOnce(folder, failing), { message: 'interrupted' });
    assert.deepEqual(readdirSync(cache), []);
    makeOnce(folder, make);
    assert.equal(made, 1);
  });
});
