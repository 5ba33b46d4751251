// One program, unchanged, on every token that has a key or makes one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../support/child.ts';
import { startTestToken } from '../support/token.ts';

const device = startTestToken();

test('examples/any-token.ts', async () => {
  const { code, stdout, stderr } = await runProgram('examples/any-token.ts', {
    env: {
      PKCS11_MODULE: device.modulePath,
      PKCS11_TOKEN_LABEL: device.label,
      PKCS11_PIN: device.pin,
      ...(device.load.reserved !== undefined && { PKCS11_RESERVED: device.load.reserved }),
    },
  });
  assert.equal(code, 0, stderr);
  for (const step of ['key', 'public key', 'signature', 'encryption', 'certificate']) {
    assert.match(stdout, new RegExp(`^${step}: `, 'm'));
  }
});
