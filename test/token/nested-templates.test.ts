// Attributes whose value is an array of attributes.
import assert from 'node:assert/strict';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const { twice } = await requires(token, 'templates within templates');
const startDate = new Date('2030-02-28T00:00:00Z');

twice('wrapTemplate and unwrapTemplate come back as they were given', async ({ call }) => {
  const unwrapTemplate = { keyType: 'AES', label: 'wrapped', extractable: false, id: Uint8Array.of(1, 2) };
  const key = await call(session, 'generateKey', 'AES', {
    bits: 128,
    template: { wrapTemplate: { sign: true, startDate, valueLen: 32 }, unwrapTemplate },
  });
  assert.deepEqual(await call(key, 'get', 'wrapTemplate'), { sign: true, startDate, valueLen: 32 });
  assert.deepEqual(await call(key, 'getMany', ['label', 'unwrapTemplate', 'wrapTemplate', 'keyType']), {
    label: '',
    unwrapTemplate,
    wrapTemplate: { sign: true, startDate, valueLen: 32 },
    keyType: 'AES',
  });
});

twice('a template that was read makes another key alike', async ({ call }) => {
  const first = await call(session, 'generateKey', 'AES', {
    bits: 128,
    template: { wrapTemplate: { encrypt: true } },
  });
  const wrapTemplate = await call(first, 'get', 'wrapTemplate');
  const second = await call(session, 'generateKey', 'AES', { bits: 128, template: { wrapTemplate } });
  assert.deepEqual(await call(second, 'get', 'wrapTemplate'), { encrypt: true });
});

twice('an empty template, and one that a key does not have', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  assert.deepEqual(await call(key, 'get', 'wrapTemplate'), {});
  await assert.rejects(call(key, 'get', 'encapsulateTemplate'), { code: 'CKR_ATTRIBUTE_TYPE_INVALID' });
});
