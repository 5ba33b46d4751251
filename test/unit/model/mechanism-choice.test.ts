import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MechanismName, mechanisms } from '../../../src/codec/names.ts';
import { NotSupportedError } from '../../../src/errors.ts';
import { planMechanism } from '../../../src/model/choosing/mechanism-choice.ts';
import type { DefaultedOperation } from '../../../src/model/device/policy.ts';
import type { Ulong } from '../../../src/native/abi.ts';

const offers = (...names: MechanismName[]): ReadonlySet<Ulong> =>
  new Set(names.map((name) => mechanisms.number('offer', name)));

interface Case {
  readonly operation?: DefaultedOperation;
  readonly keyType?: string | number;
  readonly options?: unknown;
  readonly ownOptions?: readonly string[];
}

/** The name that is chosen, and the hash computed outside the token. */
function plan(offered: ReadonlySet<Ulong>, request: Case) {
  const { mechanism, hashOutside } = planMechanism(offered, {
    method: 'method',
    operation: request.operation ?? 'sign',
    keyType: (request.keyType ?? 'RSA') as 'RSA',
    options: (request.options ?? {}) as object,
    ownOptions: request.ownOptions ?? [],
  });
  return [mechanism.name, hashOutside];
}

describe('planMechanism, a mechanism by name', () => {
  it('takes it if the token offers it', () => {
    const options = { mechanism: 'SHA256_RSA_PKCS' };
    assert.deepEqual(plan(offers('SHA256_RSA_PKCS', 'RSA_PKCS'), { options }), [
      'SHA256_RSA_PKCS',
      undefined,
    ]);
  });

  it('refuses what the token does not offer, before anything is sent', () => {
    assert.throws(
      () => plan(offers('ECDSA'), { options: { mechanism: 'SHA256_RSA_PKCS' } }),
      (error) =>
        error instanceof NotSupportedError &&
        error.message === 'method: the token does not offer SHA256_RSA_PKCS (see token.getMechanisms())',
    );
  });

  it('refuses what does not exist', () => {
    assert.throws(() => plan(offers(), { options: { mechanism: 'SHA_RSA' } }), {
      name: 'RangeError',
      message: /mechanism: "SHA_RSA"/,
    });
    for (const mechanism of [null, true, {}]) {
      assert.throws(() => plan(offers(), { options: { mechanism } }), {
        name: 'TypeError',
        message: /mechanism: expected/,
      });
    }
  });

  it('takes a number whatever the token says it offers', () => {
    assert.deepEqual(plan(offers(), { options: { mechanism: 0x8000_0123 } }), [0x8000_0123, undefined]);
    assert.deepEqual(plan(offers(), { options: { mechanism: 0x40 } }), [0x40, undefined]);
  });
});

describe('planMechanism, data hashed outside', () => {
  it('hashes where the token only signs hashes', () => {
    const hashed: [MechanismName, MechanismName, string][] = [
      ['ECDSA_SHA256', 'ECDSA', 'SHA256'],
      ['ECDSA_SHA3_512', 'ECDSA', 'SHA3_512'],
      ['DSA_SHA1', 'DSA', 'SHA_1'],
      ['SHA256_RSA_PKCS', 'RSA_PKCS', 'SHA256'],
      ['SHA3_384_RSA_PKCS_PSS', 'RSA_PKCS_PSS', 'SHA3_384'],
    ];
    for (const [name, plain, hash] of hashed) {
      assert.deepEqual(plan(offers(plain), { options: { mechanism: name } }), [plain, hash]);
      assert.deepEqual(plan(offers(plain, name), { options: { mechanism: name } }), [name, undefined]);
    }
  });

  it('never for a mechanism that has no form for hashes', () => {
    assert.throws(() => plan(offers('ECDSA'), { options: { mechanism: 'EDDSA' } }), NotSupportedError);
  });
});

describe('planMechanism, defaults', () => {
  it('takes the first that the token offers', () => {
    const all = ['SHA512_RSA_PKCS', 'SHA384_RSA_PKCS', 'SHA256_RSA_PKCS'] as const;
    assert.deepEqual(plan(offers(...all), {}), ['SHA512_RSA_PKCS', undefined]);
    assert.deepEqual(plan(offers('SHA256_RSA_PKCS'), {}), ['SHA256_RSA_PKCS', undefined]);
  });

  it('hashes outside for a default too', () => {
    assert.deepEqual(plan(offers('ECDSA'), { keyType: 'EC' }), ['ECDSA', 'SHA512']);
    assert.deepEqual(plan(offers('ECDSA', 'ECDSA_SHA512'), { keyType: 'EC' }), ['ECDSA_SHA512', undefined]);
  });

  it('names all it would have taken when the token has none of them', () => {
    assert.throws(() => plan(offers('ECDSA'), {}), {
      name: 'NotSupportedError',
      message: /^method: the token does not offer SHA512_RSA_PKCS, nor SHA384_RSA_PKCS, nor SHA256_RSA_PKCS/,
    });
  });

  it('knows key types by number and by older names', () => {
    assert.deepEqual(plan(offers('ECDSA'), { keyType: 3 }), ['ECDSA', 'SHA512']);
    assert.deepEqual(plan(offers('ECDSA'), { keyType: 'ECDSA' }), ['ECDSA', 'SHA512']);
  });

  it('asks for the mechanism where there is no default', () => {
    for (const [keyType, operation] of [
      ['DH', 'sign'],
      ['EC', 'encrypt'],
      ['BLOWFISH', 'sign'],
      [0x8000_0001, 'sign'],
    ] as const) {
      assert.throws(() => plan(offers('RSA_PKCS'), { keyType, operation }), {
        name: 'NotSupportedError',
        message: `method: ${keyType} keys have no default for this: name the mechanism`,
      });
    }
  });

  it('refuses key types that do not exist', () => {
    assert.throws(() => plan(offers('RSA_PKCS'), { keyType: 'RSAA' }), {
      name: 'RangeError',
      message: /keyType: "RSAA"/,
    });
  });
});

describe('planMechanism, options', () => {
  it('takes those of the mechanism and of the method', () => {
    const gcm = offers('AES_GCM', 'AES_CBC_PAD');
    const options = { mechanism: 'AES_GCM', iv: new Uint8Array(12), tagBits: 96 };
    assert.deepEqual(plan(gcm, { keyType: 'AES', operation: 'encrypt', options }), ['AES_GCM', undefined]);
    const own = { label: 'x', iv: new Uint8Array(16) };
    const request = { keyType: 'AES', operation: 'encrypt', options: own, ownOptions: ['label'] } as const;
    assert.deepEqual(plan(gcm, request), ['AES_CBC_PAD', undefined]);
  });

  it('refuses others, those of another mechanism too', () => {
    const options = { mechanism: 'AES_GCM', iv: new Uint8Array(12), counterBits: 128 };
    assert.throws(() => plan(offers('AES_GCM'), { keyType: 'AES', operation: 'encrypt', options }), {
      name: 'TypeError',
      message:
        /^method: unknown option "counterBits"; it takes mechanism, iv, additionalData, tagBits, signal, timeout$/,
    });
    assert.throws(() => plan(offers('SHA512_RSA_PKCS'), { options: { iv: 1 } }), {
      name: 'TypeError',
      message: /unknown option "iv"/,
    });
  });

  it('refuses what is no object', () => {
    for (const options of ['AES_GCM', 5, true]) {
      assert.throws(() => plan(offers('AES_GCM'), { options }), {
        name: 'TypeError',
        message: /^method: expected an object of options/,
      });
    }
  });
});
