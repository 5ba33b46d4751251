// A TPM that stops answering.
import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { tpm2Direct } from '../../scripts/tokens/tpm2.mjs';
import { codeOf, expectTimeout, startFaultyToken } from '../support/faulty-token.ts';
import { rsaPublicKey } from '../support/token-keys.ts';

const { running, open } = startFaultyToken(tpm2Direct);
const DATA = Buffer.from('INPUT DATA');
const mechanism = 'SHA256_RSA_PKCS';
const query = { class: 'PRIVATE_KEY', keyType: 'RSA', label: 'kept' } as const;

const { module, session } = await open();
const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048, label: 'kept', store: true });
const judge = await rsaPublicKey(publicKey);
await module.close();

test('a frozen TPM holds its call, not the event loop', async () => {
  const { module, session } = await open();
  const key = await session.getKey(query);
  running.fault('freeze');
  let ended = false;
  const signing = key.sign(DATA, { mechanism }).then((signature) => {
    ended = true;
    return signature;
  });
  await setTimeout(300);
  assert.equal(ended, false);
  running.fault('thaw');
  assert.equal(verify('sha256', DATA, judge, await signing), true);
  await module.close();
});

test('a call to a frozen TPM that is given up: its caller is told, and its lane comes back with the TPM', async () => {
  const { module, session } = await open();
  const narrow = await session.token.open({ userPin: running.pin, concurrency: 1 });
  const key = await narrow.getKey(query);
  running.fault('freeze');
  await expectTimeout(key.sign(DATA, { mechanism, timeout: 300 }));
  // The lane is set aside: who comes next waits for it, as long as it likes.
  await expectTimeout(key.sign(DATA, { mechanism, timeout: 100 }));
  await expectTimeout(narrow.close({ timeout: 100 }));
  await expectTimeout(module.close({ timeout: 100 }));
  running.fault('thaw');
  await Promise.all([narrow.close(), session.close()]);
  await module.close();
  const again = await open();
  const same = await again.session.getKey(query);
  assert.equal(verify('sha256', DATA, judge, await same.sign(DATA, { mechanism, timeout: 60_000 })), true);
  await again.module.close();
});

test('a TPM that dies: CKR_GENERAL_ERROR, until it is back and the module loaded again', async () => {
  const { module, session } = await open();
  const key = await session.getKey(query);
  running.fault('kill');
  assert.equal(await codeOf(() => key.sign(DATA, { mechanism })), 'CKR_GENERAL_ERROR');
  running.fault('restart');
  await module.close();
  const again = await open();
  const same = await again.session.getKey(query);
  assert.equal(verify('sha256', DATA, judge, await same.sign(DATA, { mechanism })), true);
  await again.module.close();
});
