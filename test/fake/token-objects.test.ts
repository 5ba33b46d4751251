// Objects by which tokens tell of themselves: the modules at hand have hardly any.
import assert from 'node:assert/strict';
import {
  HardwareFeature,
  MechanismObject,
  Pkcs11Object,
  Profile,
  Trust,
  Validation,
} from '../../src/index.ts';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const OBJECTS = [
  [Profile, { class: 'PROFILE', profileId: 'EXTENDED_PROVIDER' }, {}],
  [
    Validation,
    {
      class: 'VALIDATION',
      validationType: 'HARDWARE',
      validationVersion: { major: 140, minor: 3 },
      validationLevel: 3,
      validationModuleId: 'module',
      validationFlag: 4,
      validationAuthorityType: 'NIST_CMVP',
      validationCountry: 'US',
      validationCertificateIdentifier: '4711',
      validationCertificateUri: 'https://example.com/4711',
      validationVendorUri: 'https://example.com',
      validationProfile: 'profile',
    },
    {},
  ],
  [MechanismObject, { class: 'MECHANISM', mechanismType: 'AES_GCM' }, { requiredCmsAttributes: undefined }],
  [
    HardwareFeature,
    { class: 'HW_FEATURE', hwFeatureType: 'MONOTONIC_COUNTER', resetOnInit: false, hasReset: true },
    { pixelX: undefined, value: undefined },
  ],
  [
    Trust,
    {
      class: 'TRUST',
      issuer: Uint8Array.of(0x30, 0),
      nameHashAlgorithm: 'SHA256',
      trustServerAuth: 'TRUST_ANCHOR',
    },
    { trustEmailProtection: undefined, serialNumber: undefined },
  ],
] as const;

twice('each class has the attributes of its own, typed', async ({ call, all, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  for (const [kind, template, missing] of OBJECTS) {
    const made = await call(session, 'createObject', template);
    assert.equal(made.constructor, kind);
    // The fake finds every object, whatever it is asked for.
    const objects = await all(session, 'getObjects', { class: template.class });
    const found = objects.find(({ handle }) => handle === made.handle);
    assert.ok(found instanceof kind && found instanceof Pkcs11Object);
    const { class: _, ...expected } = { ...template, ...missing };
    const attributes = await call(found, 'getAttributes');
    for (const [name, value] of Object.entries(expected)) {
      assert.ok(name in attributes, name);
      assert.deepEqual(attributes[name], value, name);
    }
    assert.equal('label' in attributes, false);
  }
});
