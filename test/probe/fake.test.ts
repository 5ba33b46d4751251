import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PinGuardError, PROTECTED_AUTHENTICATION } from '../../src/index.ts';
import { formatText, type ProbeReport, probe } from '../../src/probe/probe.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { byOutcome, rowOf } from './outcomes.ts';

/** Far more than a trial takes here that does not hang, in milliseconds, on the slowest of machines. */
const ENOUGH = 1500;

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
    await using fake = await startFake('hold:C_SeedRandom=1');
    const report = await probe(await fake.token(), {
      pin: '1234',
      timeout: ENOUGH,
      ...inGroup('Random', 'Objects'),
    });
    assert.deepEqual(answers(report, 'Random', 'Seed random'), ['C_SeedRandom ERR_PROBE_TIMEOUT']);
    // The fake's random bytes are always the same, which shows that the row was tried.
    assert.deepEqual(answers(report, 'Random', 'Generate random'), ['C_GenerateRandom WRONG_RESULT']);
    assert.deepEqual(answers(report, 'Objects', 'Destroy object'), ['works']);
    // All this with the call under way: nothing has let it go on.
    assert.deepEqual(report.changes, { added: [], removed: [] });
  });

  test('leaves what had been made: it is swept up all the same', async () => {
    await using fake = await startFake('hold:C_SetAttributeValue=1');
    const report = await probe(await fake.token(), { pin: '1234', timeout: ENOUGH, ...inGroup('Objects') });
    assert.deepEqual(answers(report, 'Objects', 'Change attributes'), [
      'C_SetAttributeValue ERR_PROBE_TIMEOUT',
    ]);
    assert.deepEqual(report.changes, { added: [], removed: [] });
    fake.release();
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

/** What has been made and is still there: sessions, then objects. */
async function left(fake: Fake): Promise<[sessions: number, objects: number]> {
  const sessions = fake.count('C_OpenSession') - fake.count('C_CloseSession');
  await using session = await fake.open();
  let objects = 0;
  for await (const _ of session.getObjects({})) objects++;
  return [sessions, objects];
}

describe('a probe that is aborted', () => {
  test('between two rows removes what it has made', async () => {
    await using fake = await startFake();
    const controller = new AbortController();
    const rows: string[] = [];
    const probing = probe(await fake.token(), {
      pin: '1234',
      ...inGroup('Create/Copy', 'Objects'),
      signal: controller.signal,
      onRow: ({ name }) => {
        rows.push(name);
        if (name === 'Data objects') controller.abort('enough');
      },
    });
    await assert.rejects(probing, { name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    assert.deepEqual(rows, ['Keys', 'Certificates', 'Data objects']);
    assert.ok(fake.count('C_CreateObject') > 0);
    assert.deepEqual(await left(fake), [0, 0]);
    assert.equal(fake.count('C_Logout'), 1);
  });

  test('in the middle of a call waits for it for a moment', async () => {
    await using fake = await startFake('hold:C_SetAttributeValue=1');
    const controller = new AbortController();
    const rows: string[] = [];
    const options = { only: ({ name }: { name: string }) => name === 'Change attributes' };
    const { signal } = controller;
    const onRow = ({ name }: { name: string }) => rows.push(name);
    const probing = assert.rejects(probe(await fake.token(), { pin: '1234', ...options, signal, onRow }), {
      name: 'AbortError',
    });
    await fake.reached('C_SetAttributeValue');
    controller.abort();
    fake.release();
    await probing;
    assert.deepEqual([fake.count('C_SetAttributeValue'), rows.length], [1, 0]);
    assert.deepEqual(await left(fake), [0, 0]);
  });

  test('before it begins asks the token nothing', async () => {
    await using fake = await startFake();
    await assert.rejects(probe(await fake.token(), { pin: '1234', signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    assert.equal(fake.count('C_OpenSession'), 0);
  });
});

test('the session of a call that hung is closed when the call comes back', async () => {
  await using fake = await startFake('hold:C_SeedRandom=1');
  await probe(await fake.token(), { pin: '1234', timeout: ENOUGH, ...inGroup('Random') });
  const opened = fake.count('C_OpenSession');
  assert.ok(fake.count('C_CloseSession') < opened);
  fake.release();
  await fake.reached('C_CloseSession', opened);
  assert.deepEqual(await left(fake), [0, 0]);
});

test('a keypad of its own: nobody else gives the token a PIN', async () => {
  const only = ({ name }: { name: string }) => name === 'Protected authentication path';
  // CKF_PROTECTED_AUTHENTICATION_PATH with CKF_TOKEN_INITIALIZED, _USER_PIN_INITIALIZED and _LOGIN_REQUIRED.
  await using fake = await startFake(`token-flags=${0x100 | 0x400 | 0x8 | 0x4}`);
  const [row] = (await probe(await fake.token(), { pin: PROTECTED_AUTHENTICATION, only })).rows;
  assert.equal(row?.outcome, 'works');
  const [login] = fake.calls('C_Login');
  assert.equal(login?.args.pPin, 'NULL');
  const typed = await probe(await fake.token(), { pin: '1234', only });
  assert.equal(typed.rows[0]?.outcome, 'not tried');
});

test('how many sessions there are: as many as the token grants, whatever it says', async () => {
  const only = ({ name }: { name: string }) => name === 'Several sessions at once';
  const outcomes: unknown[] = [];
  for (const [script, sessions] of [
    ['sessions=12; numbers=40', undefined],
    ['', 30],
  ] as const) {
    await using fake = await startFake(script);
    const { rows } = await probe(await fake.token(), { pin: '1234', only, sessions });
    outcomes.push(rows[0]?.trials);
    // The one that was refused needs no closing.
    assert.deepEqual(await left(fake), [sessions === undefined ? 1 : 0, 0]);
  }
  const works = { name: 'at once', outcome: 'works' };
  assert.deepEqual(outcomes, [
    [
      {
        ...works,
        detail: '10 besides those of the probe, then C_OpenSession CKR_SESSION_COUNT (it says 40 at most)',
      },
    ],
    [{ ...works, detail: '30 besides those of the probe' }],
  ]);
});

test('what is not listed carries the answer of the token all the same', async () => {
  await using fake = await startFake('rv:C_GetMechanismInfo=0x70');
  const report = await probe(await fake.token(), { pin: '1234', ...inGroup('DSA') });
  assert.deepEqual(rowOf(report, 'DSA', 'Sign/Verify').trials[0], {
    name: 'DSA_SHA256',
    outcome: 'not offered',
    reason: 'the token has no DSA_SHA256 and no DSA',
    refusal: { fn: 'C_GetMechanismInfo', code: 'CKR_MECHANISM_INVALID' },
  });
  assert.doesNotMatch(formatText(report), /C_GetMechanismInfo/);
});

test('a token that does not list its objects is probed all the same', async () => {
  await using fake = await startFake('rv:C_FindObjectsInit=0x101');
  const report = await probe(await fake.token(), inGroup('Random'));
  assert.equal(rowOf(report, 'Random', 'Seed random').outcome, 'works');
  assert.equal(report.changes, null);
  assert.match(formatText(report), /does not tell its objects/);
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
