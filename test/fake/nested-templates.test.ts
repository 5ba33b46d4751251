// Arrays of attributes as no token here has them: within one another, with faults inside, with lengths that are wrong.
import assert from 'node:assert/strict';
import type { Pkcs11Object, Session } from '../../src/index.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const LABEL = '0x3';
const WRAP_TEMPLATE = '0x40000211';

function made(session: Session): Pkcs11Object {
  return session.createObjectSync({
    class: 'SECRET_KEY',
    keyType: 'AES',
    wrapTemplate: {
      label: 'outer',
      unwrapTemplate: { label: 'inner', deriveTemplate: { id: Uint8Array.of(7) }, verify: true },
      decrypt: false,
      0x80000123: Uint8Array.of(1, 2, 3),
    },
  });
}

const whole = {
  label: 'outer',
  unwrapTemplate: { label: 'inner', deriveTemplate: { id: Uint8Array.of(7) }, verify: true },
  decrypt: false,
  2147483939: Uint8Array.of(1, 2, 3),
};

twice('templates within templates', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const key = made(await fake.open({}));
  assert.deepEqual(await call(key, 'get', 'wrapTemplate'), whole);
});

for (const [script, why] of [
  [`attr:${LABEL}=sensitive`, 'is not told'],
  [`attr:${LABEL}=none`, 'has a length of ~0'],
  [`attr:${LABEL}=sensitive;attributes=stop`, 'ends the answer'],
] as const) {
  twice(`an attribute that ${why} spoils nothing else`, async ({ call, mode }) => {
    await using fake = await startFake(script, { mode });
    const key = made(await fake.open({}));
    const read = await call(key, 'get', 'wrapTemplate');
    assert.equal(read.label, undefined);
    assert.equal(read.unwrapTemplate?.label, undefined);
    if (script.includes('stop')) {
      // What the module leaves as it was is no value, either; what came before is one.
      assert.equal(read.decrypt, undefined);
      assert.deepEqual(read[0x8000_0123], Uint8Array.of(1, 2, 3));
      return;
    }
    assert.deepEqual({ ...read, label: 'outer', unwrapTemplate: whole.unwrapTemplate }, whole);
    assert.equal(read.unwrapTemplate.verify, true);
  });
}

for (const [script, message] of [
  [`attr:${WRAP_TEMPLATE}=hex:0011`, /gave 2 bytes for wrapTemplate, not an array of attributes/],
  [`attr:${WRAP_TEMPLATE}=long`, /not an array of attributes|bytes/],
] as const) {
  twice(`${script}: the module's fault is named`, async ({ call, mode }) => {
    await using fake = await startFake(script, { mode });
    const key = made(await fake.open({}));
    await assert.rejects(call(key, 'get', 'wrapTemplate'), { name: 'ModuleFaultError', message });
    assert.equal(await call(key, 'get', 'keyType'), 'AES');
  });
}
