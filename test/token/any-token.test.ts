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
    const [line, result] = new RegExp(`^${step}: (.*)$`, 'm').exec(stdout) ?? [];
    assert.ok(result !== undefined, `${step} is missing in ${stdout}`);
    // What was not done is told with the token's own answer, or with the mechanisms that it lacks.
    if (/asked/.test(result)) assert.match(result, /C_\w+: CKR_\w+|the token does not offer \w+/, line);
  }
});
