// Every mechanism of the standard by its name: the number that reaches the module is the standard's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CKF, CKM, loadRaw } from '../../src/raw/raw.ts';
import { buildFake, newLog, readCalls } from '../support/fake.ts';

test('every mechanism of the standard', async () => {
  const log = newLog();
  const p11 = await loadRaw(buildFake());
  await p11.C_Initialize({ reserved: `log=${log}` });
  const [slot] = await p11.C_GetSlotList(true);
  const numbers = Object.values(CKM);
  for (const mechanism of numbers) {
    const session = p11.C_OpenSessionSync(slot!, CKF.SERIAL_SESSION);
    p11.C_SignInitSync(session, { mechanism, parameter: Uint8Array.of(1, 2) }, 1);
    p11.C_CloseSessionSync(session);
  }
  const seen = readCalls(log).filter(({ fn }) => fn === 'C_SignInit');
  assert.deepEqual(
    seen.map(({ args }) => [args.mechanism, args.parameter]),
    numbers.map((number) => [String(number), 'x:0102']),
  );
  await p11.C_Finalize();
});
