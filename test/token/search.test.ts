import assert from 'node:assert/strict';
import { DataObject, type Pkcs11Object, PrivateKey, PublicKey, SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, test, twice } = await requires(
  token,
  'session data objects',
  'AES keys',
  'RSA key pairs of 1024 bits',
);

const MANY = 1200;
await given(() => {
  for (let index = 0; index < MANY; index++) {
    session.createObjectSync({
      class: 'DATA',
      application: 'many',
      label: `object ${index % 10}`,
      value: String(index),
      token: false,
    });
  }
});
const one = { class: 'DATA', application: 'one', token: false } as const;

twice('getObjects finds all, by class, label and several attributes', async ({ call, all }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 128, id: Buffer.from('id 1'), label: 'k' });
  assert.equal((await all(session, 'getObjects', {})).length, MANY + 1);
  assert.equal((await all(session, 'getObjects', { class: 'DATA' })).length, MANY);
  assert.equal((await all(session, 'getObjects', { label: 'object 3' })).length, MANY / 10);
  assert.equal((await all(session, 'getObjects', { label: 'object 3', value: '23' })).length, 1);
  const found = await all(session, 'getObjects', { id: Buffer.from('id 1') });
  assert.deepEqual(
    found.map(({ handle }) => handle),
    [key.handle],
  );
  assert.ok(found[0] instanceof SecretKey);
  assert.equal(found[0].keyType, 'AES');
  assert.equal((await all(session, 'getObjects', { class: 'SECRET_KEY', keyType: 'DES3' })).length, 0);
  assert.equal((await all(session, 'getObjects', { class: undefined, label: 'k' })).length, 1);
  await call(key, 'destroy');
});

twice('getObjects gives each of many objects once', async ({ all }) => {
  const record = await recordCalls(async () => {
    const objects = await all(session, 'getObjects', { class: 'DATA', application: 'many' });
    assert.equal(objects.length, MANY);
    assert.equal(new Set(objects.map(({ handle }) => handle)).size, MANY);
    for (const object of objects) assert.ok(object instanceof DataObject);
  });
  assert.equal(record.count('C_FindObjectsInit'), 1);
  assert.equal(record.count('C_FindObjectsFinal'), 1);
  // The class was part of the query: nothing of the objects has to be read.
  assert.equal(record.count('C_GetAttributeValue'), 0);
});

test('a loop that is left or fails leaves the session usable', async () => {
  const lone = await token.open({ userPin: device.pin, readWrite: true, concurrency: 1 });
  const record = await recordCalls(async () => {
    let seen = 0;
    for await (const object of lone.getObjects({ class: 'DATA' })) {
      assert.equal(object.objectClass, 'DATA');
      if (++seen === 3) break;
    }
    for (const object of lone.getObjectsSync({ class: 'DATA' })) {
      assert.equal(object.objectClass, 'DATA');
      if (++seen === 6) break;
    }
    assert.equal(seen, 6);
    const failure = new Error('inside the loop');
    await assert.rejects(async () => {
      for await (const _ of lone.getObjects({})) throw failure;
    }, failure);
    assert.throws(() => {
      for (const _ of lone.getObjectsSync({})) throw failure;
    }, failure);
    // A search that was left open would make this CKR_OPERATION_ACTIVE.
    assert.equal(lone.getObjectsSync({ application: 'many', value: '7' }).next().done, false);
    assert.equal((await lone.getKey({}).catch(({ code }) => code)) as unknown, 'ERR_NO_SUCH_KEY');
  });
  assert.equal(record.count('C_FindObjectsInit'), record.count('C_FindObjectsFinal'));
  await lone.close();
});

test('a search that is never begun asks the token nothing', async () => {
  const record = await recordCalls(async () => {
    session.getObjects({});
    session.getObjectsSync({});
  });
  assert.deepEqual(record.calls, []);
});

twice('objects may be used, destroyed and made inside the loop', async ({ call, all, mode }) => {
  const lone = await call(token, 'open', { userPin: device.pin, readWrite: true, concurrency: 1 });
  for (let index = 0; index < 200; index++) {
    await call(lone, 'createObject', { ...one, label: mode, value: String(index) });
  }
  const query = { application: 'one', label: mode };
  const values: number[] = [];
  const visit = async (object: Pkcs11Object) => {
    values.push(Number(Buffer.from(await call(object, 'get', 'value')).toString()));
    await call(object, 'destroy');
    await call(lone, 'createObject', { ...one, label: `new ${mode}` });
    // Another search at times, while the outer one is being looked through.
    if (values.length % 50 !== 0) return;
    const made = await all(lone, 'getObjects', { application: 'one', label: `new ${mode}` });
    assert.equal(made.length, values.length);
  };
  if (mode === 'async') for await (const object of lone.getObjects(query)) await visit(object);
  else for (const object of lone.getObjectsSync(query)) await visit(object);
  assert.deepEqual(
    values.sort((a, b) => a - b),
    Array.from({ length: 200 }, (_, index) => index),
  );
  assert.deepEqual(await all(lone, 'getObjects', query), []);
  await call(lone, 'close');
});

twice('objects destroyed by others during the loop are left out', async ({ call, mode }) => {
  const made: Pkcs11Object[] = [];
  for (let index = 0; index < 200; index++) {
    made.push(await call(session, 'createObject', { ...one, label: `vanishing ${mode}` }));
  }
  const query = { label: `vanishing ${mode}` };
  let seen = 0;
  const visit = async () => {
    seen++;
    for (const object of made.splice(0)) await call(object, 'destroy');
  };
  if (mode === 'async') for await (const _ of session.getObjects(query)) await visit();
  else for (const _ of session.getObjectsSync(query)) await visit();
  // The first batch was represented before the first object came; of the others nothing is left.
  assert.ok(seen > 0 && seen < 200, String(seen));
});

twice('getKey finds the one key, as what it is', async ({ call, mode }) => {
  const label = `getKey ${mode}`;
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, label });
  await call(session, 'createObject', { ...one, label });
  const found = await call(session, 'getKey', { class: 'PRIVATE_KEY', label });
  assert.ok(found instanceof PrivateKey);
  assert.deepEqual([found.handle, found.keyType], [privateKey.handle, 'RSA']);
  const other = await call(session, 'getKey', { label, class: 'PUBLIC_KEY', keyType: 'RSA' });
  assert.ok(other instanceof PublicKey);
  assert.equal(other.handle, publicKey.handle);

  await assert.rejects(async () => call(session, 'getKey', { label }), {
    name: 'MultipleObjectsReturned',
    code: 'ERR_MULTIPLE_OBJECTS',
    message: /2 objects/,
  });
  await call(privateKey, 'destroy');
  assert.equal((await call(session, 'getKey', { label })).handle, publicKey.handle);
  await call(publicKey, 'destroy');
  // The data object of that label is no key.
  await assert.rejects(async () => call(session, 'getKey', { label, id: Buffer.from('id of a key') }), {
    name: 'NoSuchKey',
    code: 'ERR_NO_SUCH_KEY',
    message: /<11 bytes>/,
  });
  await assert.rejects(async () => call(session, 'getKey', { label }), { name: 'NoSuchKey' });
});

twice('a query is checked, and never changed', async ({ call, all }) => {
  for (const query of [undefined, null, 'label']) {
    await assert.rejects(async () => all(session, 'getObjects', query), {
      name: 'TypeError',
      message: /query/,
    });
    await assert.rejects(async () => call(session, 'getKey', query), { name: 'TypeError', message: /query/ });
  }
  await assert.rejects(async () => all(session, 'getObjects', { lable: 'x' }), {
    name: 'TypeError',
    message: /"lable"/,
  });
  const query = Object.freeze({ class: 'DATA', label: 'object 1' });
  assert.equal((await all(session, 'getObjects', query)).length, MANY / 10);
});
