// The attributes that python-pkcs11 and the standard's tables say belong to a class, and which of them are secret.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTRIBUTES, attributeTraits } from '../../../src/codec/attributes.ts';
import { CKO } from '../../../src/spec/constants.ts';

test('every attribute belongs to a class of the standard', () => {
  for (const name of Object.keys(ATTRIBUTES)) {
    const { classes } = attributeTraits(name)!;
    assert.ok(classes.length > 0, name);
    assert.equal(new Set(classes).size, classes.length, name);
    for (const each of classes) assert.ok(each in CKO, each);
  }
});

test('what makes up a private key is sensitive, what is public is not', () => {
  const secret = Object.keys(ATTRIBUTES).filter((name) => attributeTraits(name)!.sensitive);
  const rsa = ['privateExponent', 'prime1', 'prime2', 'exponent1', 'exponent2', 'coefficient'];
  for (const name of [...rsa, 'value', 'seed']) assert.ok(secret.includes(name), name);
  for (const name of ['modulus', 'publicExponent', 'ecPoint', 'label', 'id', 'prime', 'subject']) {
    assert.ok(!secret.includes(name), name);
  }
  for (const name of secret) {
    const { classes } = attributeTraits(name)!;
    assert.ok(
      classes.some((each) => each === 'PRIVATE_KEY' || each === 'SECRET_KEY'),
      name,
    );
  }
});

test('there are no traits of what is no attribute', () => {
  assert.equal(attributeTraits('lable'), undefined);
  assert.equal(attributeTraits('toString'), undefined);
});
