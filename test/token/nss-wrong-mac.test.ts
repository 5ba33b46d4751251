// NSS answers to a wrong HMAC with whatever error its thread had before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startNss } from '../support/token-nss.ts';

test('a wrong HMAC is wrong, whatever failed before', async () => {
  const { token } = await startNss();
  using session = token.openSync({ readWrite: true });
  const key = session.generateKeySync('GENERIC_SECRET', { bits: 256 });
  const mechanism = 'SHA256_HMAC';
  const code = key.signSync('INPUT DATA', { mechanism });
  assert.equal(key.verifySync('OTHER DATA', code, { mechanism }), false);
  assert.throws(() => session.generateKeyPairSync('EC', { curve: 'secp256k1' }), {
    code: 'CKR_DOMAIN_PARAMS_INVALID',
  });
  assert.equal(key.verifySync('OTHER DATA', code, { mechanism }), false);
  assert.equal(key.verifySync('INPUT DATA', code, { mechanism }), true);
});
