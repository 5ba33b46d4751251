// An object is found under its own handle, whatever was destroyed before it was made.
import assert from 'node:assert/strict';
import {
  type DataObject,
  loadModule,
  type Module,
  NotSupportedError,
  type Session,
} from '../../src/index.ts';
import { startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
// Closed before the tests, which load the module anew: it is, if nobody else has it loaded.
const first = await loadModule(device.modulePath, device.load);
const { twice } = await requires(await first.getToken({ label: device.label }), 'stored data objects');
await first.close();

const open = async (module: Module) =>
  (await module.getToken({ label: device.label })).open({ userPin: device.pin, readWrite: true });

async function find(session: Session, label: string): Promise<DataObject[]> {
  const found: DataObject[] = [];
  for await (const object of session.getObjects({ class: 'DATA', label })) found.push(object);
  return found;
}

twice('a new object is not taken for another after the first was destroyed', async ({ call }) => {
  const make = async (on: object, label: string) =>
    call(on, 'createObject', { class: 'DATA', value: label, label, token: true });
  let module = await loadModule(device.modulePath, device.load);
  let session = await open(module);
  for (const label of ['one', 'two', 'three']) await make(session, label);
  for await (const object of session.getObjects({})) {
    const label = await object.get('label');
    if (label !== 'two' && label !== 'three') await object.destroy();
  }
  try {
    await make(session, 'four');
  } catch (error) {
    // The TPM: see what the quirk tpm2-handles says of it.
    assert.ok(error instanceof NotSupportedError, String(error));
    assert.match(error.message, /^createObject(Sync)?: the first object of the token was destroyed/);
    assert.ok((await module.getToken({ label: device.label })).quirks.includes('tpm2-handles'));
    await module.close();
    module = await loadModule(device.modulePath, device.load);
    session = await open(module);
    await make(session, 'four');
  }
  for (const label of ['two', 'three', 'four']) {
    const [object, ...others] = await find(session, label);
    assert.equal(others.length, 0);
    assert.deepEqual(await object?.get('value'), new TextEncoder().encode(label));
  }
  for await (const object of session.getObjects({})) await object.destroy();
  await make(session, 'five');
  for (const object of await find(session, 'five')) await object.destroy();
  await module.close();
});
