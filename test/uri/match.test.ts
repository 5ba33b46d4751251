// RFC 7512 §2.3: what a URI matches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatUri,
  matchUri,
  moduleSelectorOf,
  objectQueryOf,
  parseUri,
  tokenFilterOf,
  type UriSubject,
  uriPartsOf,
} from '../../src/uri/uri.ts';

const SUBJECT = {
  module: {
    libraryDescription: 'Implementation of PKCS11',
    manufacturerId: 'SoftHSM',
    libraryVersion: { major: 2, minor: 6 },
  },
  slot: { id: 7, description: 'SoftHSM slot ID 0x7', manufacturerId: 'SoftHSM project' },
  token: { label: 'DEMO', manufacturerId: 'SoftHSM project', model: 'SoftHSM v2', serialNumber: '00ff' },
  object: { class: 'PRIVATE_KEY', label: 'mail ', id: Uint8Array.of(1, 0xff) },
} as const satisfies UriSubject;

const MATCHES: readonly (readonly [string, boolean])[] = [
  ['pkcs11:', true],
  ['pkcs11:?module-name=anything&vendor=x', true],
  ['pkcs11:token=DEMO', true],
  ['pkcs11:token=demo', false],
  ['pkcs11:token=DEM', false],
  ['pkcs11:token=', false],
  // Fields of tokens are padded with blanks: at their end, none counts.
  ['pkcs11:token=DEMO%20%20', true],
  ['pkcs11:token=%20DEMO', false],
  ['pkcs11:token=DEMO;serial=00ff;manufacturer=SoftHSM%20project;model=SoftHSM%20v2', true],
  ['pkcs11:token=DEMO;serial=00FF', false],
  ['pkcs11:manufacturer=SoftHSM', false],
  ['pkcs11:model=', false],
  ['pkcs11:slot-id=7', true],
  ['pkcs11:slot-id=8', false],
  ['pkcs11:slot-description=SoftHSM%20slot%20ID%200x7;slot-manufacturer=SoftHSM%20project', true],
  ['pkcs11:slot-manufacturer=SoftHSM', false],
  ['pkcs11:library-version=2.6', true],
  ['pkcs11:library-version=2', false],
  ['pkcs11:library-version=2.60', false],
  ['pkcs11:library-manufacturer=SoftHSM;library-description=Implementation%20of%20PKCS11', true],
  ['pkcs11:library-manufacturer=SoftHSM%20project', false],
  ['pkcs11:object=mail%20', true],
  ['pkcs11:object=mail', false],
  ['pkcs11:type=private', true],
  ['pkcs11:type=public', false],
  ['pkcs11:id=%01%FF', true],
  ['pkcs11:id=%01', false],
  ['pkcs11:id=', false],
  // An attribute that nobody knows may narrow the URI down in a way that nobody knows.
  ['pkcs11:token=DEMO;vendor-x=1', false],
];

for (const [uri, expected] of MATCHES) {
  test(`matchUri: ${uri} ${expected ? 'matches' : 'does not match'}`, () => {
    assert.equal(matchUri(uri, SUBJECT), expected);
    assert.equal(matchUri(parseUri(uri), SUBJECT), expected);
  });
}

test('matchUri: an empty attribute matches what is empty, and nothing else', () => {
  const empty = { label: '', manufacturerId: '', model: '', serialNumber: '' };
  assert.ok(matchUri('pkcs11:token=;serial=;model=;manufacturer=', { token: empty }));
  assert.ok(matchUri('pkcs11:object=;id=', { object: { label: '', id: new Uint8Array() } }));
  assert.ok(matchUri('pkcs11:object=;id=', { object: {} }));
  assert.ok(!matchUri('pkcs11:object=', { object: { label: 'a' } }));
});

test('matchUri: library-version without a minor number is that of minor 0', () => {
  const module = { ...SUBJECT.module, libraryVersion: { major: 3, minor: 0 } };
  assert.ok(matchUri('pkcs11:library-version=3', { module }));
  assert.ok(matchUri('pkcs11:library-version=3.0', { module }));
});

test('matchUri: slot ids beyond 2^53', () => {
  const slot = { ...SUBJECT.slot, id: 0xffff_ffff_ffff_fff0n };
  assert.ok(matchUri('pkcs11:slot-id=18446744073709551600', { slot }));
  assert.ok(!matchUri('pkcs11:slot-id=18446744073709551601', { slot }));
});

test('matchUri: what is not given is not compared', () => {
  assert.ok(matchUri('pkcs11:token=other;object=other', { slot: SUBJECT.slot }));
});

test('tokenFilterOf, objectQueryOf, moduleSelectorOf: what the URI says, in the terms of queries', () => {
  const uri = parseUri(
    'pkcs11:token=DEMO%20;serial=;manufacturer=m;model=o;type=secret-key;object=a;id=%00?module-name=n&module-path=/p',
  );
  assert.deepEqual(tokenFilterOf(uri), { label: 'DEMO', serialNumber: '', manufacturerId: 'm', model: 'o' });
  assert.deepEqual(objectQueryOf(uri), { class: 'SECRET_KEY', label: 'a', id: Uint8Array.of(0) });
  assert.deepEqual(moduleSelectorOf(uri), { path: '/p', name: 'n' });
  const empty = parseUri('pkcs11:');
  assert.deepEqual([tokenFilterOf(empty), objectQueryOf(empty), moduleSelectorOf(empty)], [{}, {}, {}]);
});

test('objectQueryOf: the class of each type', () => {
  const classes = {
    public: 'PUBLIC_KEY',
    private: 'PRIVATE_KEY',
    cert: 'CERTIFICATE',
    'secret-key': 'SECRET_KEY',
    data: 'DATA',
  };
  for (const [type, name] of Object.entries(classes)) {
    assert.deepEqual(objectQueryOf(parseUri(`pkcs11:type=${type}`)), { class: name });
  }
});

test('uriPartsOf: the URI of a thing matches it', () => {
  const uri = formatUri(uriPartsOf(SUBJECT));
  assert.equal(
    uri,
    'pkcs11:library-description=Implementation%20of%20PKCS11;library-manufacturer=SoftHSM;library-version=2.6;' +
      'slot-description=SoftHSM%20slot%20ID%200x7;slot-manufacturer=SoftHSM%20project;slot-id=7;' +
      'model=SoftHSM%20v2;manufacturer=SoftHSM%20project;serial=00ff;token=DEMO;id=%01%FF;object=mail%20;type=private',
  );
  assert.ok(matchUri(uri, SUBJECT));
});

test('uriPartsOf: leaves out empty labels and ids, and classes that RFC 7512 has no type for', () => {
  const parts = uriPartsOf({ object: { class: 'DOMAIN_PARAMETERS', label: '', id: new Uint8Array() } });
  assert.equal(formatUri(parts), 'pkcs11:');
  assert.equal(formatUri(uriPartsOf({ object: { class: 0x8000_0001, label: 'a' } })), 'pkcs11:object=a');
});
