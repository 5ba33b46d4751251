// Public keys that the library uses itself, since the token does not, and that are no keys: the module's fault, by name.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const PKCS1 = { mechanism: 'RSA_PKCS' };
const fault = {
  name: 'ModuleFaultError',
  message: /C_GetAttributeValue: the module gave a public key that is none/,
};

const jwk = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
const modulus = Uint8Array.from(Buffer.from(jwk.n!, 'base64url'));

twice('an RSA key whose exponent or modulus is none', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const wrong = [
    // OpenSSL takes an even exponent, but none as large as the modulus.
    { modulus, publicExponent: modulus },
    { modulus: new Uint8Array(128), publicExponent: 65537n },
  ];
  for (const numbers of wrong) {
    const key = await call(session, 'createObject', { class: 'PUBLIC_KEY', keyType: 'RSA', ...numbers });
    await assert.rejects(call(key, 'encrypt', 'x', PKCS1), fault);
  }
});

twice('a number that is no number below the modulus', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const template = { class: 'PUBLIC_KEY', keyType: 'RSA', modulus, publicExponent: 65537n };
  const key = await call(session, 'createObject', template);
  const raw = { mechanism: 'RSA_X_509' };
  assert.equal((await call(key, 'encrypt', new Uint8Array(128).fill(1), raw)).length, 128);
  await assert.rejects(call(key, 'encrypt', new Uint8Array(128).fill(0xff), raw), {
    name: 'RangeError',
    message: 'data: expected a number below the modulus of the key',
  });
});
