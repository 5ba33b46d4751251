// Answers without end, or of any size: memory stays bounded, and whoever asked is told.
import assert from 'node:assert/strict';
import { loadModule, type Pkcs11Object, type Session } from '../../src/index.ts';
import { buildHostile } from '../support/fake.ts';
import { HostileControl } from '../support/hostile-control.ts';
import { type Caller, twice } from '../support/modes.ts';

const path = buildHostile();
const control = new HostileControl(path);
const MEBIBYTE = 1 << 20;
/** Beside the sanitizer's own bookkeeping memory says nothing. */
const sanitized = process.env.TEST_SANITIZED === '1';

async function withSession(use: (session: Session) => Promise<void>): Promise<void> {
  await using module = await loadModule(path);
  const token = await module.getToken();
  await using session = await token.open({ readWrite: true, concurrency: 1 });
  try {
    await use(session);
  } finally {
    control.endless('nothing');
  }
}

async function someObject(session: Session): Promise<Pkcs11Object> {
  for await (const object of session.getObjects({})) return object;
  throw new Error('there is none');
}

twice('a search that never ends is a fault of the module', async ({ all, call }: Caller) => {
  await withSession(async (session) => {
    const before = process.memoryUsage.rss();
    control.endless('objects');
    await assert.rejects(all(session, 'getObjects', { class: 'DATA' }), {
      name: 'ModuleFaultError',
      message: /C_FindObjects: the module finds more than 4194304 objects/,
    });
    if (!sanitized) assert.ok(process.memoryUsage.rss() - before < 700 * MEBIBYTE);
    control.endless('nothing');
    // The search is over on the token, too.
    assert.equal((await call(session, 'generateRandom', 4)).length, 4);
    assert.equal((await all(session, 'getObjects', { class: 'DATA' })).length, 70);
  });
});

twice('many attributes of the largest size that is believed', async ({ call }) => {
  await withSession(async (session) => {
    const object = await someObject(session);
    control.endless('attributes');
    const names = ['label', 'id', 'value', 'subject', 'issuer', 'serialNumber', 'modulus', 'prime', 'base'];
    const values = await call(object, 'getMany', names);
    for (const name of names) assert.equal(values[name].length, 16 * MEBIBYTE, name);
  });
});
