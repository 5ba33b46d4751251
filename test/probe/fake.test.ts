import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PinGuardError } from '../../src/index.ts';
import { formatText, type ProbeReport, probe } from '../../src/probe/probe.ts';
import { startFake } from '../support/fake.ts';
import { byOutcome, rowOf } from './outcomes.ts';

const inGroup = (...groups: string[]) => ({ only: ({ group }: { group: string }) => groups.includes(group) });

/** What each trial of a row came to, in a word or as `function code`. */
function answers(report: ProbeReport, group: string, name: string): string[] {
  return rowOf(report, group, name).trials.map((trial) =>
    trial.outcome === 'fails' ? `${trial.refusal.fn} ${trial.refusal.code}` : trial.outcome,
  );
}

const REFUSED = [
  'C_CreateObject',
  'C_CopyObject',
  'C_GenerateKey',
  'C_GenerateKeyPair',
  'C_GenerateRandom',
  'C_SeedRandom',
]
  .map((fn) => `rv:${fn}=0x80000123; `)
  .join('');

test('a token that refuses everything: each failure has its function and code', async () => {
  await using fake = await startFake(`${REFUSED} rv:C_DigestInit=0x80000123`);
  const report = await probe(await fake.token(), {
    pin: '1234',
    ...inGroup('Create/Copy', 'Random', 'Digest', 'AES', 'RSA', 'EC'),
  });
  const named = byOutcome(report);
  assert.deepEqual(
    Object.keys(named).filter((outcome) => outcome !== 'not offered'),
    ['fails'],
  );
  assert.ok(named.fails!.length > 10);
  for (const { trials } of report.rows) {
    for (const trial of trials) {
      if (trial.outcome !== 'fails') continue;
      assert.equal(trial.refusal.code, 'CKR_0x80000123');
      assert.match(trial.refusal.fn, /^C_/);
    }
  }
  assert.deepEqual(answers(report, 'Random', 'Generate random'), ['C_GenerateRandom CKR_0x80000123']);
  assert.deepEqual(report.changes, { added: [], removed: [] });
});

test('wrong results are found out: the fake only echoes', async () => {
  await using fake = await startFake();
  const report = await probe(await fake.token(), { pin: '1234', ...inGroup('AES', 'Digest') });
  assert.ok(answers(report, 'Digest', 'Data').every((answer) => /WRONG_RESULT|not offered/.test(answer)));
  assert.ok(answers(report, 'AES', 'Encrypt/Decrypt').includes('C_Encrypt WRONG_RESULT'));
});

describe('a call that hangs', () => {
  test('ends its trial, and the others go on', async () => {
    await using fake = await startFake('sleep:C_SeedRandom=1500');
    const began = performance.now();
    const report = await probe(await fake.token(), {
      pin: '1234',
      timeout: 300,
      ...inGroup('Random', 'Objects'),
    });
    assert.deepEqual(answers(report, 'Random', 'Seed random'), ['C_SeedRandom ERR_PROBE_TIMEOUT']);
    // The fake's random bytes are always the same, which shows that the row was tried.
    assert.deepEqual(answers(report, 'Random', 'Generate random'), ['C_GenerateRandom WRONG_RESULT']);
    assert.deepEqual(answers(report, 'Objects', 'Destroy object'), ['works']);
    assert.ok(performance.now() - began < 1500, 'it does not wait for the call');
    assert.deepEqual(report.changes, { added: [], removed: [] });
  });

  test('leaves what had been made: it is swept up all the same', async () => {
    await using fake = await startFake('sleep:C_SetAttributeValue=1500');
    const report = await probe(await fake.token(), { pin: '1234', timeout: 300, ...inGroup('Objects') });
    assert.deepEqual(answers(report, 'Objects', 'Change attributes'), [
      'C_SetAttributeValue ERR_PROBE_TIMEOUT',
    ]);
    assert.deepEqual(report.changes, { added: [], removed: [] });
    await using session = await fake.open({ userPin: '1234' });
    const left = [];
    for await (const object of session.getObjects({})) left.push(object);
    assert.deepEqual(left, []);
  });
});

test('the token is left as it was when the probe fails half way', async () => {
  // The callback is the caller's, and so is its error.
  await using fake = await startFake();
  const token = await fake.token();
  const failure = new Error('enough');
  await assert.rejects(
    probe(token, {
      pin: '1234',
      ...inGroup('Create/Copy', 'Objects'),
      onRow: ({ name }) => {
        if (name === 'Data objects') throw failure;
      },
    }),
    failure,
  );
  await using session = await fake.open();
  assert.equal(session.loggedIn, false);
  const left = [];
  for await (const object of session.getObjects({})) left.push(object);
  assert.deepEqual(left, []);
});

test('the last try of a PIN is not spent', async () => {
  // CKF_USER_PIN_FINAL_TRY with CKF_TOKEN_INITIALIZED, _USER_PIN_INITIALIZED and _LOGIN_REQUIRED.
  await using fake = await startFake(`token-flags=${0x20000 | 0x400 | 0x8 | 0x4}`);
  await assert.rejects(probe(await fake.token(), { pin: '1234' }), PinGuardError);
  assert.equal(fake.count('C_Login'), 0);
});

test('the text says what failed, and where', async () => {
  await using fake = await startFake('rv:C_GenerateRandom=0x30');
  const report = await probe(await fake.token(), { pin: '1234', ...inGroup('Random') });
  assert.match(formatText(report), /^ {2}Generate random +fails +C_GenerateRandom CKR_DEVICE_ERROR$/m);
});
