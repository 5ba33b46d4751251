// What sessions can be asked since 3.2, what is left of version 1, and PINs on a keypad that the token does not tell of.
import assert from 'node:assert/strict';
import { PROTECTED_AUTHENTICATION } from '../../src/index.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

twice('getValidationFlags: those of the last operation', async ({ call, mode }) => {
  await using fake = await startFake('validation-flags=0x80000005', { mode });
  assert.equal(await call(await fake.open(), 'getValidationFlags'), 0x80000005);
  await using old = await startFake('', { mode, defines: { INTERFACE_MAJOR: 3, INTERFACE_MINOR: 0 } });
  await assert.rejects(async () => call(await old.open(), 'getValidationFlags'), {
    code: 'CKR_FUNCTION_NOT_SUPPORTED',
    fn: 'C_GetSessionValidationFlags',
  });
});

twice('the functions of version 1 answer what the module answers', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_GetFunctionStatus=0x51; rv:C_CancelFunction=0', { mode });
  const session = await fake.open();
  await assert.rejects(async () => call(session, 'getFunctionStatus'), { code: 'CKR_FUNCTION_NOT_PARALLEL' });
  await call(session, 'cancelFunction');
  assert.equal(fake.count('C_CancelFunction'), 1);
});

twice('closeAllSessions: those of this program first, then all others', async ({ call, mode }) => {
  await using fake = await startFake('pin=1234', { mode });
  const token = await fake.token();
  const sessions = [await call(token, 'open', { userPin: '1234' }), await call(token, 'open')];
  await call(token, 'closeAllSessions');
  for (const session of sessions) {
    assert.equal(session.closed, true);
    await assert.rejects(async () => call(session, 'getInfo'), { name: 'ClosedError' });
    await call(session, 'close');
  }
  assert.deepEqual(
    fake
      .calls()
      .map(({ fn }) => fn)
      .slice(-4),
    ['C_Logout', 'C_CloseSession', 'C_CloseSession', 'C_CloseAllSessions'],
  );
  assert.equal(fake.calls('C_CloseAllSessions')[0]?.args.slotID, '7');
  const again = await call(token, 'open', { userPin: '1234' });
  assert.equal(again.loggedIn, true);
});

twice('protectedPath holds for every PIN of the session', async ({ call, mode }) => {
  const pin = PROTECTED_AUTHENTICATION;
  await using fake = await startFake('', { mode });
  const token = await fake.token();
  await assert.rejects(async () => call(token.slot, 'initToken', { label: 'x', soPin: pin }), {
    name: 'NotSupportedError',
  });
  await assert.rejects(
    async () => call(token.slot, 'initToken', { label: 'x', soPin: pin, protectedPath: 1 }),
    { name: 'TypeError', message: /protectedPath/ },
  );
  // The fake does not implement these: what counts is what reaches it.
  const refused = { code: 'CKR_FUNCTION_NOT_SUPPORTED' };
  await assert.rejects(
    async () => call(token.slot, 'initToken', { label: 'x', soPin: pin, protectedPath: true }),
    refused,
  );
  const session = await call(token, 'open', { userPin: pin, readWrite: true, protectedPath: true });
  await assert.rejects(async () => call(session, 'initPin', pin), refused);
  await assert.rejects(async () => call(session, 'setPin', pin, pin), refused);
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  assert.equal((await call(key, 'sign', 'data', { pin })).length, 4);
  for (const [fn, names] of [
    ['C_InitToken', ['pPin', 'ulPinLen']],
    ['C_InitPIN', ['pPin', 'ulPinLen']],
    ['C_SetPIN', ['pOldPin', 'ulOldLen', 'pNewPin', 'ulNewLen']],
    ['C_Login', ['pPin', 'ulPinLen']],
  ] as const) {
    const { args } = fake.calls(fn).at(-1)!;
    assert.deepEqual(
      names.map((name) => args[name]),
      names.map((name) => (name.startsWith('p') ? 'NULL' : '0')),
      fn,
    );
  }
  const plain = await call(token, 'open');
  const other = await call(plain, 'generateKey', 'AES', { bits: 128 });
  await assert.rejects(async () => call(other, 'sign', 'data', { pin }), { name: 'NotSupportedError' });
});
