// Every attribute of the standard, there and back: what a template says is what the module gets and what is read.
import assert from 'node:assert/strict';
import type { CodecName } from '../../src/codec/attribute-codecs.ts';
import { ATTRIBUTES } from '../../src/codec/attributes.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const bytes = Uint8Array.of(1, 2, 3);
const SAMPLES: Readonly<Record<Exclude<CodecName, 'vendor'>, unknown>> = {
  boolean: true,
  ulong: 7,
  ulongs: [1, 2, 3],
  text: 'äöü',
  bytes,
  bigInteger: bytes,
  date: new Date('2030-02-28T00:00:00Z'),
  version: { major: 3, minor: 2 },
  objectClass: 'DATA',
  keyType: 'AES',
  certificateType: 'X_509',
  hardwareFeature: 'CLOCK',
  certificateCategory: 'AUTHORITY',
  securityDomain: 'OPERATOR',
  otpFormat: 'HEXADECIMAL',
  otpRequirement: 'MANDATORY',
  profile: 'BASELINE_PROVIDER',
  trust: 'TRUST_ANCHOR',
  validationType: 'HARDWARE',
  validationAuthority: 'NIST_CMVP',
  parameterSet: 2,
  mechanism: 'AES_GCM',
  mechanisms: ['AES_GCM', 'AES_CBC'],
  template: { label: 'inner', encrypt: true },
};

for (const [name, [codec]] of Object.entries(ATTRIBUTES)) {
  twice(name, async ({ call, mode }) => {
    await using fake = await startFake('', { mode });
    const session = await fake.open({});
    const sample = SAMPLES[codec as keyof typeof SAMPLES];
    const object = await call(session, 'createObject', { class: 'DATA', [name]: sample });
    assert.deepEqual(await call(object, 'get', name), sample);
  });
}
