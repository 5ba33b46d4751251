import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ATTRIBUTES } from '../../../src/codec/attributes.ts';
import { mechanismEntry, parameterOptions } from '../../../src/codec/mechanisms.ts';
import { keyTypes, type MechanismName, mechanisms } from '../../../src/codec/names.ts';
import {
  DEFAULT_DIGEST,
  KEY_TYPE_POLICY,
  PUBLIC_EXPONENT,
  protection,
} from '../../../src/model/device/policy.ts';

type Entry = [keyType: string, policy: Readonly<Record<string, readonly string[]>>];
const entries = Object.entries(KEY_TYPE_POLICY) as unknown as Entry[];

describe('KEY_TYPE_POLICY', () => {
  it('speaks of key types, attributes and mechanisms of the standard', () => {
    assert.ok(entries.length > 10);
    for (const [
      keyType,
      { capabilities = [], parameterSet: _, objectClass: _class, ...operations },
    ] of entries) {
      keyTypes.number('keyType', keyType as 'RSA');
      assert.ok(capabilities.length > 0, keyType);
      for (const capability of capabilities) {
        assert.equal(ATTRIBUTES[capability as 'sign'][0], 'boolean', `${keyType} ${capability}`);
      }
      for (const [operation, names] of Object.entries(operations)) {
        assert.ok(names.length > 0, `${keyType} ${operation}`);
        for (const name of names) mechanisms.number('mechanism', name as MechanismName);
      }
    }
  });

  it('says how to generate keys of every type that it knows', () => {
    for (const [keyType, { generate = [] }] of entries) {
      for (const name of generate) assert.match(name, /KEY_(PAIR_)?GEN$/, keyType);
      assert.ok(generate.length > 0, keyType);
    }
  });

  it('has a default only for what the keys may be used for', () => {
    for (const [keyType, policy] of entries) {
      for (const operation of ['encrypt', 'sign', 'wrap', 'derive', 'encapsulate']) {
        if (policy[operation] === undefined) continue;
        assert.ok(policy.capabilities?.includes(operation), `${keyType} ${operation}`);
      }
    }
  });

  it('gives both halves of a use or none', () => {
    for (const [keyType, { capabilities = [] }] of entries) {
      for (const [one, other] of [
        ['encrypt', 'decrypt'],
        ['sign', 'verify'],
        ['wrap', 'unwrap'],
        ['encapsulate', 'decapsulate'],
      ] as const) {
        assert.equal(capabilities.includes(one), capabilities.includes(other), `${keyType} ${one}`);
      }
    }
  });

  it('chooses nothing that is broken or reveals patterns', () => {
    for (const [keyType, policy] of entries) {
      const {
        capabilities: _,
        parameterSet: _set,
        objectClass: _class,
        recover = [],
        ...operations
      } = policy;
      // A signature that its data is recovered from is the raw padding, and nothing else.
      for (const name of recover) assert.equal(name, 'RSA_PKCS');
      for (const name of Object.values(operations).flat()) {
        assert.doesNotMatch(name, /_ECB$|MD5|MD2|SHA1_|SHA_1|^RSA_PKCS$|RSA_X_509|_MAC$/, keyType);
      }
    }
  });

  it('hashes by itself: a default for signing takes data of any length', () => {
    for (const [keyType, { objectClass, sign = [] }] of entries) {
      // One-time passwords are of no data.
      for (const name of objectClass === undefined ? sign : []) {
        const { hash } = mechanismEntry(name as MechanismName);
        assert.ok(hash !== undefined || /_HMAC$|_CMAC$|^EDDSA$|_DSA$/.test(name), `${keyType} ${name}`);
      }
    }
  });

  it('signs and wraps without parameters that must be given', () => {
    for (const [keyType, { sign = [] }] of entries) {
      for (const name of sign) {
        assert.ok(
          !parameterOptions(mechanismEntry(name as MechanismName)).includes('iv'),
          `${keyType} ${name}`,
        );
      }
    }
  });
});

describe('the other defaults', () => {
  it('protect what is made', () => {
    assert.deepEqual(protection(true), { private: true, sensitive: true, extractable: false });
    // Without a login the token would refuse a private object.
    assert.deepEqual(protection(false), { private: false, sensitive: true, extractable: false });
  });

  it('are SHA-256 for digests and 65537 for RSA', () => {
    assert.equal(DEFAULT_DIGEST, 'SHA256');
    assert.equal(PUBLIC_EXPONENT, 65537n);
  });
});
