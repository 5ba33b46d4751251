import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, attributeOf } from '../../../src/codec/attributes.ts';
import { mechanismEntry, parameterOptions } from '../../../src/codec/mechanisms.ts';
import { keyTypes, mechanisms, objectClasses, userTypes } from '../../../src/codec/names.ts';
import { defineAttribute, defineVendor } from '../../../src/codec/vendor.ts';
import { vendorCodec } from '../../../src/codec/vendor-parameters.ts';
import { Pkcs11Error, returnCode } from '../../../src/errors.ts';

const name = <T>(value: string): T => value as T;

test('every kind of name is known after its definition, and not before', () => {
  assert.throws(() => attribute('acmeColour'), TypeError);
  assert.throws(() => mechanisms.number('mechanism', name('ACME_SEAL')), RangeError);
  assert.equal(returnCode(0x8000_4001), 'CKR_0x80004001');
  defineVendor({
    attributes: { acmeColour: { number: 0x8000_4002, value: 'text' } },
    mechanisms: {
      ACME_SEAL: { number: 0x8000_4003, parameters: 'gcm' },
      ACME_PLAIN: { number: 0x8000_4004 },
    },
    keyTypes: { ACME_KEY: 0x8000_4005 },
    objectClasses: { ACME_CLASS: 0x8000_4006 },
    userTypes: { ACME_USER: 0x8000_4007 },
    returnValues: { ACME_TIRED: 0x8000_4001 },
  });
  assert.deepEqual(attribute('acmeColour'), { name: 'acmeColour', type: 0x8000_4002, codec: 'text' });
  assert.equal(attributeOf(0x8000_4002).name, 'acmeColour');
  // By number a value stays bytes: that is its type.
  assert.equal(attribute(0x8000_4002).codec, 'vendor');
  assert.equal(mechanisms.number('mechanism', name('ACME_SEAL')), 0x8000_4003);
  assert.equal(mechanisms.name(0x8000_4003), 'ACME_SEAL');
  assert.ok(parameterOptions(mechanismEntry(name('ACME_SEAL'))).includes('additionalData'));
  assert.deepEqual(parameterOptions(mechanismEntry(name('ACME_PLAIN'))), []);
  assert.equal(keyTypes.number('keyType', name('ACME_KEY')), 0x8000_4005);
  assert.equal(objectClasses.name(0x8000_4006), 'ACME_CLASS');
  assert.equal(userTypes.number('userType', name('ACME_USER')), 0x8000_4007);
  assert.equal(new Pkcs11Error(0x8000_4001, 'C_Sign').code, 'CKR_ACME_TIRED');
});

test('the same definition again changes nothing', () => {
  const again = {
    attributes: { acmeAgain: { number: 0x8000_4010, value: 'ulong' } },
    mechanisms: { ACME_AGAIN: { number: 0x8000_4011 } },
    returnValues: { ACME_AGAIN: 0x8000_4012 },
  } as const;
  assert.equal(defineVendor(again), again);
  defineVendor(again);
  assert.equal(attributeOf(0x8000_4010).name, 'acmeAgain');
  assert.equal(mechanisms.name(0x8000_4011), 'ACME_AGAIN');
  assert.equal(returnCode(0x8000_4012), 'CKR_ACME_AGAIN');
});

test('a number that two vendors use goes by its number, and each name keeps its meaning', () => {
  defineVendor({
    attributes: { oneThing: { number: 0x8000_5000, value: 'ulong' } },
    mechanisms: { ONE_THING: { number: 0x8000_5001, parameters: 'iv' } },
    returnValues: { ONE_THING: 0x8000_5002 },
  });
  defineVendor({
    attributes: { otherThing: { number: 0x8000_5000, value: 'text' } },
    mechanisms: { OTHER_THING: { number: 0x8000_5001, parameters: 'gcm' } },
    returnValues: { OTHER_THING: 0x8000_5002 },
  });
  assert.equal(attribute('oneThing').codec, 'ulong');
  assert.equal(attribute('otherThing').codec, 'text');
  assert.deepEqual(attributeOf(0x8000_5000), { name: '2147504128', type: 0x8000_5000, codec: 'vendor' });
  assert.equal(mechanisms.name(0x8000_5001), 0x8000_5001);
  assert.equal(mechanismEntry(name('ONE_THING')).parameters, 'iv');
  assert.equal(returnCode(0x8000_5002), 'CKR_0x80005002');
});

test('a definition with a fault is refused by name, and makes nothing known', () => {
  const faults: [unknown, RegExp][] = [
    [null, /expected a definition/],
    [{ mechanism: {} }, /unknown part "mechanism"; there are attributes/],
    [{ attributes: { label: { number: 0x8000_6000, value: 'text' } } }, /attributes.label: the name stands/],
    [{ attributes: { x: { number: 1.5, value: 'text' } } }, /attributes.x: 1.5 is not a CK_ULONG/],
    [{ attributes: { x: { number: '1', value: 'text' } } }, /attributes.x: expected a number/],
    [{ attributes: { x: { number: 1, value: 'colour' } } }, /attributes.x.value: expected one of/],
    [{ attributes: { 12: { number: 1, value: 'text' } } }, /attributes.12: expected a name/],
    [{ mechanisms: { AES_CBC: { number: 0x8000_6001 } } }, /mechanisms.AES_CBC: the name stands/],
    [{ mechanisms: { X: { number: 1, parameters: 'ivv' } } }, /there is no kind "ivv"/],
    [{ mechanisms: { X: { number: 1, parameters: { a: {} } } } }, /X.a: expected one of ulong/],
    [{ keyTypes: { AES: 0x8000_6002 } }, /keyTypes.AES: the name stands/],
    [{ returnValues: { X: -1 } }, /returnValues.X: -1 is not a CK_ULONG/],
  ];
  for (const [definition, message] of faults) {
    const whole =
      definition === null ? null : { ...(definition as object), objectClasses: { FAULTY: 0x8000_6003 } };
    assert.throws(() => defineVendor(whole as never), { message });
  }
  assert.throws(() => objectClasses.number('class', name('FAULTY')), RangeError);
});

test('the options of a structure are those of its fields, each once', () => {
  const codec = vendorCodec('ACME', {
    ulVersion: { fixed: 3 },
    ulMode: { ulong: 'mode', default: 1 },
    bFlag: { boolean: 'flag' },
    pData: { bytes: 'data' },
    ulDataLen: { lengthOf: 'data' },
    counter: { bytes: 'counter', size: 16 },
    hKey: { key: 'key', optional: true },
  });
  assert.deepEqual(codec.options, ['mode', 'flag', 'data', 'counter', 'key']);
});

test('a single attribute', () => {
  const definition = { number: 0x8000_6000, value: 'ulong' } as const;
  assert.deepEqual(defineAttribute('acmeSingle', definition), { attributes: { acmeSingle: definition } });
  assert.deepEqual(attribute('acmeSingle'), { name: 'acmeSingle', type: 0x8000_6000, codec: 'ulong' });
  assert.equal(attributeOf(0x8000_6000).name, 'acmeSingle');
  defineAttribute('acmeSingle', definition);
  for (const [given, kind, message] of [
    [
      ['acmeSingle', { number: 0x8000_6001, value: 'ulong' }],
      RangeError,
      /^defineAttribute: acmeSingle: the name/,
    ],
    [['label', definition], RangeError, /^defineAttribute: label: the name/],
    [['acmeOther', { number: -1, value: 'ulong' }], RangeError, /acmeOther: -1/],
    [['acmeOther', { number: '1', value: 'ulong' }], TypeError, /acmeOther: expected a number/],
    [['acmeOther', { number: 1, value: 'colour' }], RangeError, /acmeOther.value: expected one of/],
    [['1', definition], RangeError, /1: expected a name of letters/],
    [[1, definition], TypeError, /name: expected a string/],
    [['acmeOther', null], TypeError, /acmeOther: expected \{ number, value \}/],
  ] as const) {
    assert.throws(
      () => defineAttribute(...(given as unknown as Parameters<typeof defineAttribute>)),
      (error) => error instanceof kind && message.test(error.message),
    );
  }
  assert.throws(() => attribute('acmeOther'), TypeError);
});
