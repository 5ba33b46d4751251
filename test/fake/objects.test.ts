// Searches that never end, attributes that fail one by one, templates that must not change, handles of any size.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pkcs11Object, Session } from '../../src/index.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

/** Makes data objects labelled o0, o1 … */
function makeObjects(session: Session, count: number): Pkcs11Object[] {
  return Array.from({ length: count }, (_, index) =>
    session.createObjectSync({ class: 'DATA', label: `o${index}`, value: `v${index}` }),
  );
}

const handles = (objects: readonly Pkcs11Object[]) => objects.map(({ handle }) => handle);

/** Whether every search that was begun has ended. */
function assertSearchesOver(fake: Fake, count: number): void {
  assert.equal(fake.count('C_FindObjectsInit'), count);
  assert.equal(fake.count('C_FindObjectsFinal'), count);
}

test('getObjects: the search is over before the first object comes, and the loop may be left', async () => {
  await using fake = await startFake();
  const session = await fake.open({ concurrency: 1 });
  const made = makeObjects(session, 5);
  for await (const object of session.getObjects({})) {
    assertSearchesOver(fake, 1);
    assert.equal(object.handle, made[0]?.handle);
    break;
  }
  await assert.rejects(async () => {
    for await (const _ of session.getObjects({})) throw new Error('of the loop');
  }, /of the loop/);
  for (const _ of session.getObjectsSync({})) break;
  assert.throws(() => {
    for (const _ of session.getObjectsSync({})) throw new Error('of the loop');
  }, /of the loop/);
  assertSearchesOver(fake, 4);
  // A search that was left open would be active still, and its session replaced.
  assert.equal(fake.count('C_OpenSession'), 1);
  assert.equal(session.getObjectsSync({}).next().value?.handle, made[0]?.handle);
});

test('getObjects: objects may be read and destroyed during the loop', async () => {
  await using fake = await startFake();
  const session = await fake.open({ concurrency: 1 });
  makeObjects(session, 150);
  const labels: unknown[] = [];
  for await (const object of session.getObjects({ class: 'DATA' })) {
    labels.push(await object.get('label'));
    await object.destroy();
  }
  assert.deepEqual(
    labels,
    Array.from({ length: 150 }, (_, index) => `o${index}`),
  );
  assert.deepEqual([...session.getObjectsSync({})], []);
  makeObjects(session, 150);
  for (const object of session.getObjectsSync({ class: 'DATA' })) object.destroySync();
  assert.deepEqual([...session.getObjectsSync({})], []);
  assert.equal(fake.count('C_OpenSession'), 1);
});

twice(
  'getObjects: a token that stumbles over an object that is being destroyed is asked again',
  async ({ all, mode }) => {
    // SoftHSM: CKR_ATTRIBUTE_VALUE_INVALID or CKR_GENERAL_ERROR, as long as another thread destroys the object.
    for (const rv of ['0x13', '0x5']) {
      const found = async (script: string): Promise<unknown[]> => {
        await using fake = await startFake(script, { mode });
        const session = await fake.open();
        for (const label of ['a', 'b']) await session.createObject({ class: 'DATA', label });
        return await all(session, 'getObjects', { token: false });
      };
      const times = rv === '0x13' ? 3 : 1;
      assert.equal((await found(`rv:C_GetAttributeValue=${rv}*${times}`)).length, 2);
      await assert.rejects(found(`rv:C_GetAttributeValue=${rv}`), { fn: 'C_GetAttributeValue' });
    }
  },
);

twice('getObjects: a search that fails is ended too', async ({ all, mode }) => {
  await using fake = await startFake('rv:C_FindObjects=0x30@2', { mode });
  const session = await fake.open({ concurrency: 1 });
  makeObjects(session, 3);
  await assert.rejects(all(session, 'getObjects', {}), { code: 'CKR_DEVICE_ERROR', fn: 'C_FindObjects' });
  assertSearchesOver(fake, 1);
});

twice('getObjects: a token that returns one handle for ever has one object', async ({ all, mode }) => {
  await using fake = await startFake('find=same', { mode });
  const session = await fake.open();
  const made = makeObjects(session, 3);
  assert.deepEqual(handles(await all(session, 'getObjects', {})), handles(made.slice(0, 1)));
  assert.ok(fake.count('C_FindObjects') <= 2);
  assertSearchesOver(fake, 1);
});

twice('getObjects: a token that goes round in circles gives each object once', async ({ all, mode }) => {
  await using fake = await startFake('find=round', { mode });
  const session = await fake.open();
  // More than the search takes at a time, so that the circle does not end with a batch.
  const made = makeObjects(session, 700);
  assert.deepEqual(handles(await all(session, 'getObjects', { class: 'DATA' })), handles(made));
  assert.ok(fake.count('C_FindObjects') <= 4);
});

twice(
  'templates and options are never changed, and nothing leaks into the next',
  async ({ call, all, mode }) => {
    await using fake = await startFake('', { mode });
    const session = await fake.open({ userPin: '1234' });
    const freeze = <T extends object>(value: T): T => {
      for (const each of Object.values(value)) {
        if (typeof each === 'object' && each !== null && !ArrayBuffer.isView(each)) freeze(each);
      }
      return Object.freeze(value);
    };
    const options = freeze({ label: 'k', capabilities: ['sign'], template: { trusted: true } });
    const template = freeze({
      class: 'DATA',
      label: 'd',
      value: new Uint8Array([1, 2, 3]),
      token: undefined,
    });
    await call(session, 'generateKey', 'AES', freeze({ ...options, bits: 128 }));
    await call(session, 'generateKey', 'GENERIC_SECRET', freeze({ ...options, bits: 256 }));
    await call(session, 'generateKey', 'AES', freeze({ ...options, bits: 128 }));
    await call(session, 'generateKeyPair', 'EC_EDWARDS', freeze({ ...options, curve: 'Ed25519' }));
    await call(session, 'generateKeyPair', 'EC_EDWARDS', freeze({ ...options, curve: 'Ed25519' }));
    const object = await call(session, 'createObject', template);
    await all(session, 'getObjects', freeze({ class: 'DATA' }));
    await call(object, 'getMany', freeze(['label', 'value']));

    assert.deepEqual(template, {
      class: 'DATA',
      label: 'd',
      value: new Uint8Array([1, 2, 3]),
      token: undefined,
    });
    const [first, second, third] = fake.calls('C_GenerateKey').map(({ args }) => args.pTemplate);
    assert.equal(third, first);
    const shared = (text: string | undefined) =>
      text?.split(',').filter((each) => !/^(t:)?0x(0|100|161):/.test(each));
    assert.deepEqual(shared(second), shared(first));
    const pairs = fake
      .calls('C_GenerateKeyPair')
      .map(({ args }) => [args.pPublicKeyTemplate, args.pPrivateKeyTemplate]);
    assert.deepEqual(pairs[1], pairs[0]);
  },
);

/** Four attributes, the second of which is the one in question. */
const NAMES = ['label', 'application', 'value', 'objectId'] as const;
const GOOD = {
  label: 'L',
  application: 'A',
  value: new Uint8Array([1, 2, 3]),
  objectId: new Uint8Array([6, 1]),
};

async function oneObject(fake: Fake): Promise<Pkcs11Object> {
  const session = await fake.open();
  return session.createObjectSync({ class: 'DATA', ...GOOD });
}

for (const [what, script, code] of [
  ['is sensitive', 'attr:0x10=sensitive', 'CKR_ATTRIBUTE_SENSITIVE'],
  ['is missing', 'attr:0x10=missing', 'CKR_ATTRIBUTE_TYPE_INVALID'],
  ['has a length of ~0 with CKR_OK', 'attr:0x10=none', 'CKR_ATTRIBUTE_TYPE_INVALID'],
  ['stops the module, sensitive', 'attr:0x10=sensitive; attributes=stop', 'CKR_ATTRIBUTE_SENSITIVE'],
  ['stops the module, missing', 'attr:0x10=missing; attributes=stop', 'CKR_ATTRIBUTE_TYPE_INVALID'],
] as const) {
  twice(`getMany keeps the good values when one ${what}`, async ({ call, mode }) => {
    await using fake = await startFake(script, { mode });
    const object = await oneObject(fake);
    assert.deepEqual(await call(object, 'getMany', NAMES), { ...GOOD, application: undefined });
    assert.deepEqual(await call(object, 'get', [...NAMES].reverse()), { ...GOOD, application: undefined });
    assert.equal(await call(object, 'get', 'label'), 'L');
    await assert.rejects(call(object, 'get', 'application'), { code, fn: 'C_GetAttributeValue' });
  });
}

twice('values longer than the room first offered come whole', async ({ call, mode }) => {
  for (const script of ['', 'attributes=stop']) {
    await using fake = await startFake(script, { mode });
    const session = await fake.open();
    const value = Uint8Array.from({ length: 40_000 }, (_, index) => index * 7);
    const object = session.createObjectSync({
      class: 'DATA',
      label: 'x'.repeat(3000),
      value,
      application: 'A',
    });
    assert.deepEqual(await call(object, 'getMany', ['application', 'label', 'value']), {
      application: 'A',
      label: 'x'.repeat(3000),
      value,
    });
  }
});

twice('a length of 0 is an empty value, whatever the pointer', async ({ call, mode }) => {
  await using fake = await startFake('attr:0x10=dangling; attr:0x11=dangling; attr:0x110=dangling', { mode });
  const object = await oneObject(fake);
  assert.deepEqual(await call(object, 'getMany', [...NAMES, 'startDate']), {
    ...GOOD,
    application: '',
    value: new Uint8Array(0),
    startDate: undefined,
  });
});

const NONSENSE = 'attr:0x11=long; attr:0x1=hex:0101; attr:0x86=dangling; attr:0x87=hex:01';

twice('a length beyond the room, or of the wrong type, is a fault of the module', async ({ call, mode }) => {
  await using fake = await startFake(NONSENSE, { mode });
  const object = await oneObject(fake);
  for (const name of ['value', 'token', 'trusted', 'certificateCategory']) {
    await assert.rejects(
      call(object, 'get', name),
      { name: 'ModuleFaultError', fn: 'C_GetAttributeValue' },
      name,
    );
  }
});

twice('getMany: a value that makes no sense does not spoil the others', async ({ call, mode }) => {
  await using fake = await startFake(NONSENSE, { mode });
  const object = await oneObject(fake);
  const names = ['label', 'value', 'token', 'trusted', 'certificateCategory', 'application'];
  assert.deepEqual(await call(object, 'getMany', names), {
    label: 'L',
    value: undefined,
    token: undefined,
    trusted: undefined,
    certificateCategory: undefined,
    application: 'A',
  });
});

twice('a capability that the token does not tell is undefined, never true', async ({ call, mode }) => {
  const capabilities = ['encrypt', 'sign', 'wrap', 'derive', 'extractable', 'sensitive'];
  const unknown = Object.fromEntries(capabilities.map((name) => [name, undefined]));
  for (const script of ['', 'attributes=stop', capabilityFaults('none'), capabilityFaults('sensitive')]) {
    await using fake = await startFake(script, { mode });
    const session = await fake.open();
    const key = session.createObjectSync({ class: 'SECRET_KEY', keyType: 'AES', label: 'bare' });
    assert.deepEqual(await call(key, 'getMany', capabilities), unknown, script);
    for (const name of capabilities) await assert.rejects(call(key, 'get', name), { name: 'Pkcs11Error' });
  }
});

function capabilityFaults(fault: string): string {
  return ['0x104', '0x108', '0x106', '0x10c', '0x162', '0x103']
    .map((type) => `attr:${type}=${fault}`)
    .join('; ');
}

const BOUNDARIES = [
  0xffff_fffen,
  0xffff_ffffn,
  0x1_0000_0000n,
  (1n << 53n) - 2n,
  (1n << 53n) - 1n,
  1n << 53n,
  (1n << 53n) + 1n,
  1n << 63n,
  0xffff_ffff_ffff_ff00n,
];

twice('handles and slot ids of any size make the round trip', async ({ call, all, mode }) => {
  for (const first of BOUNDARIES) {
    const script = `object-handle=${first}; session-handle=${first}; slot-id=${first}`;
    await using fake = await startFake(script, { mode });
    const session = await fake.open();
    makeObjects(session, 3);
    const found: Pkcs11Object[] = await all(session, 'getObjects', {});
    assert.deepEqual(
      found.map(({ handle }) => BigInt(handle)),
      [first, first + 1n, first + 2n],
    );
    for (const [index, object] of found.entries()) {
      assert.equal(await call(object, 'get', 'label'), `o${index}`);
      const safe = BigInt(object.handle) <= BigInt(Number.MAX_SAFE_INTEGER);
      assert.equal(typeof object.handle, safe ? 'number' : 'bigint');
    }
    await call(found[2]!, 'destroy');
    assert.equal(fake.calls('C_DestroyObject')[0]?.args.hObject, String(first + 2n));
    assert.equal(fake.calls('C_FindObjectsInit')[0]?.args.hSession, String(first));
    assert.equal(fake.calls('C_OpenSession')[0]?.args.slotID, String(first));
    assert.equal(BigInt((await call(session, 'getInfo')).slotId), first);
  }
});
