// What openCryptoki has beyond the standard, by name: digests, a MAC, and a function of its own interface.
import assert from 'node:assert/strict';
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';
import { ibm } from '../support/vendor-ibm.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

for (const bits of [224, 256, 384, 512] as const) {
  const mechanism = `IBM_SHA3_${bits}` as const;
  const offered = await requires(token, mechanism);
  offered(`${mechanism} is SHA3-${bits}`, async ({ call }) => {
    const digest = await call(session, 'digest', 'INPUT DATA', { mechanism });
    assert.equal(hex(digest), createHash(`sha3-${bits}`).update('INPUT DATA').digest('hex'));
    assert.ok((await token.getMechanisms()).has(mechanism));
  });
}

const withMac = await requires(token, 'IBM_SHA3_256_HMAC');
withMac('IBM_SHA3_256_HMAC is an HMAC', async ({ call }) => {
  const value = new Uint8Array(32).fill(5);
  const key = await call(session, 'createObject', {
    class: 'SECRET_KEY',
    keyType: 'GENERIC_SECRET',
    sign: true,
    value,
  });
  const code = await call(key, 'sign', 'INPUT DATA', { mechanism: 'IBM_SHA3_256_HMAC' });
  assert.equal(hex(code), createHmac('sha3-256', value).update('INPUT DATA').digest('hex'));
});

const interfaces = token.module.supports('C_GetInterfaceList') ? await token.module.getInterfaces() : [];
if (interfaces.some(({ name }) => name === 'Vendor IBM')) {
  twice('C_IBM_ReencryptSingle: from one key to another, within the token', async ({ call }) => {
    const functions = await call(token.module, 'getVendorInterface', ibm, 'Vendor IBM');
    const values = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const keys = [];
    for (const value of values) {
      const template = { class: 'SECRET_KEY', keyType: 'AES', encrypt: true, decrypt: true, value };
      keys.push(await call(session, 'createObject', template));
    }
    const iv = new Uint8Array(16).fill(7);
    const encrypted = (value: Uint8Array): Uint8Array => {
      const cipher = createCipheriv('aes-256-cbc', value, iv);
      return new Uint8Array(Buffer.concat([cipher.update('INPUT DATA'), cipher.final()]));
    };
    const mechanism = { mechanism: 'AES_CBC_PAD', iv };
    const arguments_ = [session, mechanism, keys[0], mechanism, keys[1], encrypted(values[0]!)];
    const again = await call(functions, 'C_IBM_ReencryptSingle', ...arguments_);
    assert.equal(hex(again), hex(encrypted(values[1]!)));
  });
} else {
  test('C_IBM_ReencryptSingle', { skip: 'the module has no interface "Vendor IBM"' }, () => {});
}
