// NSS writes values of any length into whatever it is offered: a wrong size here corrupts memory, and ends the process.
import assert from 'node:assert/strict';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { startNss } from '../support/token-nss.ts';

const { token } = await startNss();
const session = await token.open({ readWrite: true });
after(() => session.close());

twice('values that are longer than any likely one, with others and alone', async ({ call }) => {
  for (const size of [513, 600, 5000, 100_000, 1_000_000]) {
    const value = new Uint8Array(size).map((_, index) => index);
    const label = 'x'.repeat(size);
    const object = await call(session, 'createObject', {
      class: 'DATA',
      value,
      label,
      token: false,
      private: false,
    });
    for (let round = 0; round < 5; round++) {
      assert.deepEqual(await call(object, 'get', 'value'), value);
      const record = { value, label, modulus: undefined, class: 'DATA' };
      assert.deepEqual(await call(object, 'getMany', Object.keys(record)), record);
    }
    await call(object, 'destroy');
  }
});

twice('no attributes are no call', async ({ call }) => {
  const object = await call(session, 'createObject', { class: 'DATA', token: false, private: false });
  assert.deepEqual(await call(object, 'getMany', []), {});
  await call(object, 'destroy');
});
