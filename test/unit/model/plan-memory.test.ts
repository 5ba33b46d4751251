import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MechanismName, mechanisms } from '../../../src/codec/names.ts';
import { type Offers, planMechanism } from '../../../src/model/choosing/mechanism-choice.ts';
import { Learned, TokenProfile } from '../../../src/model/device/token-profile.ts';
import type { Ulong } from '../../../src/native/abi.ts';

const numbers = (...names: MechanismName[]): Set<Ulong> =>
  new Set(names.map((name) => mechanisms.number('offer', name)));

/** A profile, and how often it was asked what the token offers: what is remembered is not asked again. */
function counted(...names: MechanismName[]) {
  const offered = numbers(...names);
  const learned = new Learned();
  const knowledge = { identity: 'fake', abilities: new Map(), learned };
  const profile = new TokenProfile(offered, {}, knowledge);
  const has = profile.has.bind(profile);
  const count = { asked: 0 };
  Object.assign(profile, {
    has: (type: Ulong) => {
      count.asked++;
      return has(type);
    },
  });
  return { profile, learned, count };
}

function plan(offers: Offers, options: object, request: object = {}) {
  return planMechanism(offers, {
    method: 'method',
    operation: 'sign',
    keyType: 'RSA',
    options,
    ownOptions: [],
    use: 'SIGN',
    ...request,
  });
}

describe('what planMechanism remembers', () => {
  it('is a mechanism by name, and not its parameters', () => {
    const { profile, count } = counted('AES_CBC');
    const request = { operation: 'encrypt', keyType: 'AES', use: 'ENCRYPT' };
    const first = { mechanism: 'AES_CBC', iv: new Uint8Array(16) };
    const second = { mechanism: 'AES_CBC', iv: new Uint8Array(16).fill(1) };
    assert.equal(plan(profile, first, request).mechanism.options, first);
    const asked = count.asked;
    const again = plan(profile, second, request);
    assert.equal(count.asked, asked);
    assert.equal(again.mechanism.options, second);
    assert.equal(again.asked, again.mechanism);
  });

  it('is the default of a type of key, for each type and each operation', () => {
    const { profile, count } = counted('SHA512_RSA_PKCS', 'ECDSA_SHA512', 'RSA_PKCS_OAEP');
    const expected = [
      [{}, 'SHA512_RSA_PKCS'],
      [{ keyType: 'EC' }, 'ECDSA_SHA512'],
      [{ operation: 'encrypt', use: 'ENCRYPT' }, 'RSA_PKCS_OAEP'],
    ] as const;
    for (const [request, name] of expected) assert.equal(plan(profile, {}, request).mechanism.name, name);
    const { asked } = count;
    for (const [request, name] of expected) assert.equal(plan(profile, {}, request).mechanism.name, name);
    assert.equal(count.asked, asked);
  });

  it('does not let unknown options pass', () => {
    const { profile } = counted('SHA256_RSA_PKCS');
    plan(profile, { mechanism: 'SHA256_RSA_PKCS' });
    assert.throws(() => plan(profile, { mechanism: 'SHA256_RSA_PKCS', salt: 1 }), /unknown option "salt"/);
  });

  it('is forgotten when the token refuses what it offers', () => {
    const { profile, learned } = counted('SHA256_RSA_PKCS', 'RSA_PKCS');
    const options = { mechanism: 'SHA256_RSA_PKCS' } as const;
    assert.equal(plan(profile, options).mechanism.name, 'SHA256_RSA_PKCS');
    learned.refuse(mechanisms.number('mechanism', 'SHA256_RSA_PKCS'), 'SIGN');
    assert.equal(plan(profile, options).mechanism.name, 'RSA_PKCS');
  });

  it('is no plan for whoever can go to node:crypto, until the token has shown that it does it', () => {
    const { profile, learned } = counted('SHA256_RSA_PKCS');
    const options = { mechanism: 'SHA256_RSA_PKCS' } as const;
    const verify = { use: 'VERIFY' };
    const outside = { ...verify, outside: () => true };
    assert.equal(plan(profile, options, verify).replaceable, false);
    assert.equal(plan(profile, options, outside).replaceable, true);
    learned.work(mechanisms.number('mechanism', 'SHA256_RSA_PKCS'), 'VERIFY');
    assert.equal(plan(profile, options, outside).replaceable, false);
  });

  it('does not hide what a token refuses of the parameters', () => {
    const offered = numbers('RSA_PKCS_OAEP');
    const knowledge = { identity: 'fake', abilities: new Map(), learned: new Learned() };
    const profile = new TokenProfile(offered, { oaepHashes: ['SHA_1'] }, knowledge);
    const request = { operation: 'encrypt', use: 'DECRYPT' };
    plan(profile, { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA_1' }, request);
    assert.throws(
      () => plan(profile, { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA256' }, request),
      /hash: the token does RSA_PKCS_OAEP with SHA_1 only/,
    );
  });
});
