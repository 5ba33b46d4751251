import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type DataObject, Pkcs11Error, type Session } from 'cryptoki';

/** Raw data objects: any bytes, stored on the token, found again by another session. */
export async function dataObjects(session: Session): Promise<string> {
  // Nothing on a token is unique but by agreement: this name is what the search and the clean-up go by.
  const application = `cryptoki demo ${randomUUID()}`;
  try {
    await session.createObject({
      class: 'DATA',
      application,
      label: 'testobject',
      value: 'Hello World!',
      token: true,
      // Without this, whoever reaches the token reads the object, even without a PIN.
      private: true,
    });

    // Logins are shared by all sessions of a token, so this one may see the object, too.
    const other = await session.token.open({ readWrite: true });
    try {
      const object = await find(other, { application, label: 'testobject' });
      assert.equal(text(await object.get('value')), 'Hello World!');

      await object.set({ label: 'renamed' });
      await replaceValue(other, object, 'testdata');
    } finally {
      await other.close();
    }

    const changed = await find(session, { application, label: 'renamed' });
    assert.equal(text(await changed.get('value')), 'testdata');
  } finally {
    for await (const object of session.getObjects({ class: 'DATA', application })) await object.destroy();
  }
  return 'stored, found, renamed, given a new value, destroyed';
}

async function find(
  session: Session,
  query: { readonly application: string; readonly label: string },
): Promise<DataObject> {
  const found: DataObject[] = [];
  for await (const object of session.getObjects({ class: 'DATA', ...query })) found.push(object);
  assert.equal(found.length, 1, `one object ${JSON.stringify(query)}`);
  return found[0]!;
}

/** Changes the value; on tokens that do not allow it (SoftHSM), a new object takes the old one's place. */
async function replaceValue(session: Session, object: DataObject, value: string): Promise<void> {
  try {
    await object.set({ value });
  } catch (error) {
    if (!(error instanceof Pkcs11Error && error.code === 'CKR_ATTRIBUTE_READ_ONLY')) throw error;
    const { application, label } = await object.get(['application', 'label']);
    // The new one first: should it fail, the old one is still there.
    await session.createObject({ class: 'DATA', application, label, value, token: true, private: true });
    await object.destroy();
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
