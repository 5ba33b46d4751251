// A SoftHSM whose folder of tokens goes away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { softhsm2 } from '../../scripts/tokens/softhsm2.mjs';
import { codeOf, startFaultyToken } from '../support/faulty-token.ts';

const { running, open } = startFaultyToken(softhsm2);

test('its objects are gone, nobody can log in, and loading the module again recovers', async () => {
  const { module, session } = await open();
  const { token } = session;
  const object = await session.createObject({ class: 'DATA', label: 'kept', value: 'x', token: true });
  running.fault('remove');
  assert.equal(await codeOf(() => object.get('value')), 'CKR_OBJECT_HANDLE_INVALID');
  await session.close();
  assert.equal(await codeOf(() => token.open({ userPin: running.pin })), 'CKR_GENERAL_ERROR');
  running.fault('insert');
  await module.close();

  const again = await open();
  const { value: found } = await again.session.getObjects({ class: 'DATA', label: 'kept' }).next();
  assert.equal(Buffer.from((await found!.get('value' as 'label')) as unknown as Uint8Array).toString(), 'x');
  await again.module.close();
});
