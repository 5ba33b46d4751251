// Mechanism parameters as C sees them: the fake, which the C compiler of this machine has built, reads what it gets
// through its own declarations of the standard's structures, and writes it down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MECHANISMS } from '../../src/codec/mechanisms.ts';
import { type Abi, LP64 } from '../../src/native/abi.ts';
import { POINTER_SIZE, ULONG_SIZE } from '../../src/native/koffi.ts';
import { CKM } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { onAbi, type Sample } from '../support/parameter-sample.ts';
import { SAMPLES } from '../support/parameter-samples.ts';

const HOST: Abi = { ...LP64, ulong: ULONG_SIZE, pointer: POINTER_SIZE };
const numberOf = ({ mechanism }: Sample): number => CKM[mechanism as keyof typeof CKM];

/** Samples of which each mechanism has one: a script knows a mechanism by one structure. */
function inRounds(): Sample[][] {
  const rounds: Sample[][] = [];
  for (const sample of SAMPLES) {
    if (sample.wrap) continue;
    const free = rounds.find((round) => round.every(({ mechanism }) => mechanism !== sample.mechanism));
    if (free === undefined) rounds.push([sample]);
    else free.push(sample);
  }
  return rounds;
}

function lastDump(fake: Fake, fn: string): unknown {
  const { dump } = fake.calls(fn).at(-1)!.args;
  return JSON.parse(dump ?? 'null');
}

for (const [index, round] of inRounds().entries()) {
  test(`round ${index + 1}`, async (t) => {
    const script = round.map((sample) => `dump:${numberOf(sample)}=${sample.structure}`).join(';');
    await using fake = await startFake(script, { defines: { DUMP: true } });
    const { key } = await fake.openWithKey();
    for (const sample of round) {
      await t.test(`${sample.structure} of ${sample.mechanism}`, async () => {
        // By number: what the fake does not list would be refused by name. It takes any mechanism for anything.
        const options = { ...sample.options, mechanism: numberOf(sample) };
        await key.encrypt('INPUT DATA', options as never);
        assert.deepEqual(lastDump(fake, 'C_EncryptInit'), onAbi(HOST, sample.expected));
      });
    }
  });
}

test('messages of AES-GCM', async () => {
  await using fake = await startFake('dump:message=CK_GCM_MESSAGE_PARAMS', { defines: { DUMP: true } });
  const { key } = await fake.openWithKey();
  const run = await key.messageEncryptor({ mechanism: 'AES_GCM' });
  await run.encrypt('INPUT DATA', { iv: 'twelve bytes', tagBits: 96 });
  assert.deepEqual(lastDump(fake, 'C_EncryptMessage'), {
    pIv: Buffer.from('twelve bytes').toString('hex'),
    ulIvLen: 12,
    ulIvFixedBits: 0,
    ivGenerator: 0,
    pTag: true,
    ulTagBits: 96,
  });
  await run.close();
});

test('mechanisms with authenticated wrapping are known', () => {
  for (const { mechanism, wrap } of SAMPLES) {
    if (wrap) assert.ok('wrap' in MECHANISMS[mechanism as 'AES_GCM']);
  }
});
