// What tokens tell of a key beyond what it was made with (PKCS #11 v3.2 §4.7 to §4.10).
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { twice } = await requires(token, 'AES keys', 'imported AES keys');
const date = new Date('2031-05-06T00:00:00Z');

twice('what has become of a secret key, and how it may be used', async ({ call }) => {
  const template = { startDate: date, endDate: date, modifiable: true };
  const key = await call(session, 'generateKey', 'AES', { bits: 128, label: 'x', id: 'id', template });
  const told = await call(key, 'getMany', [
    ...['alwaysSensitive', 'neverExtractable', 'wrapWithTrusted', 'trusted', 'copyable', 'destroyable'],
    ...['modifiable', 'derive', 'startDate', 'endDate', 'keyGenMechanism', 'valueLen'],
  ]);
  // Where a token tells it.
  const expected = {
    ...{ alwaysSensitive: true, neverExtractable: true, wrapWithTrusted: false, trusted: false },
    ...{ copyable: true, destroyable: true, modifiable: true, derive: false, valueLen: 16 },
    ...{ startDate: date, endDate: date, keyGenMechanism: 'AES_KEY_GEN' },
  };
  for (const [name, value] of Object.entries(expected)) {
    if (told[name] !== undefined) assert.deepEqual(told[name], value, name);
  }
  assert.ok(told.valueLen === 16 && told.modifiable === true);
});

twice('a key that need not be wrapped with a trusted one', async ({ call }) => {
  const template = { wrapWithTrusted: false };
  const key = await call(session, 'generateKey', 'AES', { bits: 128, template });
  assert.equal(await call(key, 'get', 'wrapWithTrusted'), false);
});

twice('the check value is the beginning of an encrypted block of zeros', async ({ call }) => {
  const value = new Uint8Array(16).fill(7);
  const key = await call(session, 'createObject', {
    ...{ class: 'SECRET_KEY', keyType: 'AES', value, token: false, encrypt: true },
  });
  const { checkValue } = await call(key, 'getMany', ['checkValue']);
  if (checkValue === undefined || checkValue.length === 0) return;
  const block = createCipheriv('aes-128-ecb', value, null).update(Buffer.alloc(16));
  assert.equal(hex(checkValue), hex(block.subarray(0, 3)));
});
