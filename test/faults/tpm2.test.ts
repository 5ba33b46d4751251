// A TPM that stops answering.
import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { tpm2Direct } from '../../scripts/tokens/tpm2.mjs';
import { codeOf, startFaultyToken } from '../support/faulty-token.ts';
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
