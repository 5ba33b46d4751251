import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import {
  Certificate,
  DataObject,
  DomainParameters,
  Pkcs11Error,
  Pkcs11Object,
  PrivateKey,
  PublicKey,
  SecretKey,
} from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { der, fromHex, hex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const gone = { name: 'Pkcs11Error', code: 'CKR_OBJECT_HANDLE_INVALID' };

const stored = await requires(token, 'stored data objects');
const data = await requires(token, 'session data objects');
const both = await requires(token, 'stored data objects', 'session data objects');
const certificates = await requires(token, 'stored certificates');
const dates = await requires(token, 'stored certificates', 'dates of certificates');
const aes = await requires(token, 'AES keys');
const copies = await requires(token, 'copies of keys');
const dataCopies = await requires(token, 'copies of data objects');
const forbidden = await requires(token, 'copies of data objects', 'objects not to be copied');
const kinds = await requires(
  token,
  'RSA key pairs of 1024 bits',
  'AES keys',
  'DSA_PARAMETER_GEN',
  'session data objects',
);
stored('a data object: create, read, change, destroy', async ({ call, all, mode }) => {
  const object = await call(session, 'createObject', {
    class: 'DATA',
    token: true,
    label: `data ${mode} äöü €`,
    application: 'demo',
    value: 'INPUT DATA',
  });
  assert.ok(object instanceof DataObject);
  assert.equal(object.objectClass, 'DATA');
  assert.equal(object.session, session);
  assert.match(inspect(object), /^DataObject \{ objectClass: 'DATA', handle: \d+ \}$/);
  assert.equal(await call(object, 'get', 'label'), `data ${mode} äöü €`);
  assert.equal(await call(object, 'get', 'application'), 'demo');
  assert.equal(Buffer.from(await call(object, 'get', 'value')).toString(), 'INPUT DATA');
  assert.deepEqual(await call(object, 'get', ['class', 'token', 'modifiable']), {
    class: 'DATA',
    token: true,
    modifiable: true,
  });
  await call(object, 'set', { label: 'changed' });
  assert.equal(await call(object, 'get', 'label'), 'changed');
  await call(object, 'set', { label: '' });
  assert.deepEqual(await call(object, 'getMany', ['label', 'application']), {
    label: '',
    application: 'demo',
  });

  await call(object, 'destroy');
  await assert.rejects(async () => call(object, 'get', 'label'), { ...gone, fn: 'C_GetAttributeValue' });
  await assert.rejects(async () => call(object, 'destroy'), { ...gone, fn: 'C_DestroyObject' });
  assert.deepEqual(await all(session, 'getObjects', { class: 'DATA', application: 'demo' }), []);
});

data('an object identifier', async ({ call }) => {
  const objectId = fromHex('06032a0304');
  const template = { class: 'DATA', application: 'demo', objectId, value: 'x', token: false };
  const object = await call(session, 'createObject', template);
  assert.deepEqual(await call(object, 'get', 'objectId'), objectId);
  await call(object, 'destroy');
});

data('values of any size', async ({ call }) => {
  for (const size of [0, 1, 511, 512, 513, 100_000]) {
    const value = new Uint8Array(size).map((_, index) => index);
    const object = await call(session, 'createObject', { class: 'DATA', value, token: false });
    assert.deepEqual(await call(object, 'get', 'value'), value);
    assert.deepEqual(await call(object, 'getMany', ['value', 'modulus', 'label']), {
      value,
      modulus: undefined,
      label: '',
    });
    await call(object, 'destroy');
  }
});

both('a stored object is there in a new session, a session object is not', async ({ call, all }) => {
  const writer = await call(token, 'open', { userPin: device.pin, readWrite: true });
  const template = { class: 'DATA', application: 'new session', value: 'kept' } as const;
  await call(writer, 'createObject', { ...template, token: true, label: 'stored' });
  await call(writer, 'createObject', { ...template, token: false, label: 'passing' });
  assert.equal((await all(writer, 'getObjects', { application: 'new session' })).length, 2);
  await call(writer, 'close');
  const found = await all(session, 'getObjects', { application: 'new session' });
  assert.equal(found.length, 1);
  assert.equal(await call(found[0], 'get', 'label'), 'stored');
  await call(found[0], 'destroy');
});

certificates('an X.509 certificate', async ({ call, all }) => {
  const subject = ['-subj', '/CN=cryptoki test/O=Example', '-days', '30'];
  const made = openssl(
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '@key.pem', '-outform', 'DER', ...subject],
    {},
  );
  assert.equal(made.status, 0, made.stderr);
  const value = Uint8Array.from(made.stdout);
  const x509 = new X509Certificate(value);
  const name = (text: string) =>
    der(0x30, der(0x31, der(0x30, fromHex('0603550403'), der(0x0c, Buffer.from(text)))));
  const serialNumber = der(0x02, fromHex(x509.serialNumber));
  const certificate = await call(session, 'createObject', {
    class: 'CERTIFICATE',
    certificateType: 'X_509',
    label: 'certificate',
    subject: name('cryptoki test'),
    issuer: name('cryptoki test'),
    serialNumber,
    value,
    token: true,
  });
  assert.ok(certificate instanceof Certificate);
  assert.equal(await call(certificate, 'get', 'certificateType'), 'X_509');
  const [found] = await all(session, 'getObjects', { class: 'CERTIFICATE', serialNumber });
  assert.ok(found instanceof Certificate);
  const read = new X509Certificate(await call(found, 'get', 'value'));
  assert.equal(read.fingerprint256, x509.fingerprint256);
  assert.equal(read.subject, 'CN=cryptoki test\nO=Example');
  await call(certificate, 'destroy');
});

dates('the dates of a certificate', async ({ call }) => {
  const certificate = await call(session, 'createObject', {
    class: 'CERTIFICATE',
    certificateType: 'X_509',
    subject: der(0x30),
    issuer: der(0x30),
    serialNumber: der(0x02, Uint8Array.of(2)),
    value: der(0x30),
    startDate: new Date('2024-02-29'),
    token: true,
  });
  try {
    assert.deepEqual(await call(certificate, 'get', ['startDate', 'endDate']), {
      startDate: new Date('2024-02-29T00:00:00Z'),
      endDate: undefined,
    });
  } finally {
    await call(certificate, 'destroy');
  }
});

aes('what is sensitive or absent is an error alone, and undefined among others', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 128, label: 'sensitive' });
  await assert.rejects(async () => call(key, 'get', 'value'), {
    name: 'Pkcs11Error',
    code: 'CKR_ATTRIBUTE_SENSITIVE',
    fn: 'C_GetAttributeValue',
  });
  await assert.rejects(async () => call(key, 'get', 'modulus'), { code: 'CKR_ATTRIBUTE_TYPE_INVALID' });
  const record = { value: undefined, label: 'sensitive', modulus: undefined, valueLen: 16, keyType: 'AES' };
  const names = Object.keys(record);
  assert.deepEqual(await call(key, 'get', names), record);
  assert.deepEqual(await call(key, 'getMany', names), record);
  assert.deepEqual(await call(key, 'getMany', []), {});
  await call(key, 'destroy');
});

data(
  'names that are no attributes, and wrong values, are refused before anything is sent',
  async ({ call }) => {
    const object = await call(session, 'createObject', { class: 'DATA', value: 'x', token: false });
    const noSuch = { name: 'TypeError', message: /"lable"/ };
    await assert.rejects(async () => call(object, 'get', 'lable'), noSuch);
    await assert.rejects(async () => call(object, 'get', ['label', 'lable']), noSuch);
    await assert.rejects(async () => call(object, 'getMany', ['lable']), noSuch);
    await assert.rejects(async () => call(object, 'set', { lable: 'x' }), noSuch);
    await assert.rejects(async () => call(object, 'copy', { lable: 'x' }), noSuch);
    await assert.rejects(async () => call(session, 'createObject', { class: 'DATA', lable: 'x' }), noSuch);
    const wrong = async (template: object, name: string, message: RegExp) =>
      assert.rejects(async () => call(session, 'createObject', template), { name, message });
    await wrong({ class: 'DATE' }, 'RangeError', /class.*"DATE"/);
    await wrong({ class: 'DATA', label: 7 }, 'TypeError', /label/);
    await wrong({ class: 'DATA', token: 1 }, 'TypeError', /token/);
    await wrong({ class: 'DATA', value: {} }, 'TypeError', /value/);
    await wrong({ class: 'SECRET_KEY', valueLen: '16' }, 'TypeError', /valueLen/);
    await wrong({ class: 'SECRET_KEY', valueLen: -1 }, 'RangeError', /valueLen/);
    await wrong({ class: 'SECRET_KEY', startDate: '2024-01-01' }, 'TypeError', /startDate/);
    await wrong({ class: 'PUBLIC_KEY', modulus: -1n }, 'RangeError', /modulus/);
    await call(object, 'destroy');
  },
);

data('attributes that cannot change say so', async ({ call }) => {
  const data = await call(session, 'createObject', {
    class: 'DATA',
    value: 'x',
    token: false,
    modifiable: false,
  });
  await assert.rejects(async () => call(data, 'set', { label: 'new' }), {
    name: 'Pkcs11Error',
    fn: 'C_SetAttributeValue',
  });
  await call(data, 'destroy');
});

aes('a key stays what it is', async ({ call }) => {
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  await assert.rejects(async () => call(key, 'set', { class: 'DATA' }), {
    code: 'CKR_ATTRIBUTE_READ_ONLY',
    fn: 'C_SetAttributeValue',
  });
  await assert.rejects(async () => call(key, 'set', { extractable: true }), Pkcs11Error);
  await call(key, 'destroy');
});

copies('copy keeps the original, its kind, and changes what it is told to', async ({ call, mode }) => {
  const value = fromHex('000102030405060708090a0b0c0d0e0f');
  const template = {
    class: 'SECRET_KEY',
    keyType: 'AES',
    value,
    sensitive: false,
    extractable: true,
  } as const;
  const original = await call(session, 'createObject', { ...template, token: false, label: 'original' });
  const changes = Object.freeze({ label: `copy ${mode}`, token: true });
  const copy = await call(original, 'copy', changes);
  assert.ok(copy instanceof SecretKey);
  assert.deepEqual([copy.keyType, copy.objectClass], ['AES', 'SECRET_KEY']);
  assert.notEqual(copy.handle, original.handle);
  assert.deepEqual(await call(copy, 'get', ['label', 'token']), { label: `copy ${mode}`, token: true });
  assert.equal(await call(original, 'get', 'label'), 'original');
  const iv = new Uint8Array(16);
  assert.equal(
    hex(await call(copy, 'encrypt', 'INPUT DATA', { iv })),
    hex(await call(original, 'encrypt', 'INPUT DATA', { iv })),
  );
  const passing = await call(original, 'copy', { label: 'passing' });
  await call(original, 'destroy');
  assert.deepEqual(await call(passing, 'get', 'value'), value);
  assert.equal(await call(copy, 'get', 'label'), `copy ${mode}`);
  for (const each of [copy, passing]) await call(each, 'destroy');
});

dataCopies('a copy without changes', async ({ call }) => {
  const original = await call(session, 'createObject', { class: 'DATA', value: 'x', token: false });
  const copy = await call(original, 'copy');
  assert.ok(copy instanceof DataObject);
  assert.notEqual(copy.handle, original.handle);
  assert.equal(Buffer.from(await call(copy, 'get', 'value')).toString(), 'x');
  await call(copy, 'destroy');
  await call(original, 'destroy');
});

forbidden('what must not be copied is not', async ({ call }) => {
  const object = await call(session, 'createObject', {
    class: 'DATA',
    value: 'x',
    token: false,
    copyable: false,
  });
  await assert.rejects(async () => call(object, 'copy', { label: 'copy' }), {
    code: 'CKR_ACTION_PROHIBITED',
    fn: 'C_CopyObject',
  });
  await call(object, 'destroy');
});

data('getSize', async ({ call }) => {
  const object = await call(session, 'createObject', { class: 'DATA', value: 'x', token: false });
  // SoftHSM 2.6 answers CK_UNAVAILABLE_INFORMATION for any object that exists, NSS 0.
  const size = await call(object, 'getSize');
  assert.ok(size === undefined || (Number.isSafeInteger(size) && size >= 0), String(size));
  await call(object, 'destroy');
});

data('getSize of what is gone', async ({ call }) => {
  const object = await call(session, 'createObject', { class: 'DATA', value: 'x', token: false });
  await call(object, 'destroy');
  await assert.rejects(async () => call(object, 'getSize'), { ...gone, fn: 'C_GetObjectSize' });
});

kinds('objects are of the class of what they represent', async ({ call, all, mode }) => {
  const id = Buffer.from(`kinds ${mode}`);
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'RSA', { bits: 1024, id });
  const secretKey = await call(session, 'generateKey', 'AES', { bits: 128, id });
  const parameters = await call(session, 'generateDomainParameters', 'DSA', { bits: 512 });
  const data = await call(session, 'createObject', { class: 'DATA', value: 'x', token: false });
  const made = { publicKey, privateKey, secretKey, parameters, data };
  const classes = [PublicKey, PrivateKey, SecretKey, DomainParameters, DataObject];
  const found: Pkcs11Object[] = await all(session, 'getObjects', {});
  for (const [index, object] of Object.values(made).entries()) {
    const again = found.find(({ handle }) => handle === object.handle);
    for (const each of [object, again]) {
      assert.ok(each instanceof classes[index]!, classes[index]!.name);
      assert.ok(each instanceof Pkcs11Object);
      assert.equal(each.objectClass, await call(each, 'get', 'class'));
      if (each instanceof SecretKey || each instanceof PublicKey || each instanceof DomainParameters) {
        assert.equal(each.keyType, await call(each, 'get', 'keyType'));
      }
    }
  }
  for (const object of Object.values(made)) await call(object, 'destroy');
});
