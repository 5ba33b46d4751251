import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { curveOf, curveParameters } from '../../../src/codec/curves.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Our names, OpenSSL's, and the length of a coordinate by the curve's definition. */
const WEIERSTRASS: [names: string[], openssl: string, bytes: number][] = [
  [['P-192', 'secp192r1', 'prime192v1'], 'prime192v1', 24],
  [['P-224', 'secp224r1'], 'secp224r1', 28],
  [['P-256', 'secp256r1', 'prime256v1'], 'prime256v1', 32],
  [['P-384', 'secp384r1'], 'secp384r1', 48],
  [['P-521', 'secp521r1'], 'secp521r1', 66],
  [['secp256k1'], 'secp256k1', 32],
  [['brainpoolP256r1'], 'brainpoolP256r1', 32],
  [['brainpoolP384r1'], 'brainpoolP384r1', 48],
  [['brainpoolP512r1'], 'brainpoolP512r1', 64],
];

describe('curveParameters', () => {
  for (const [names, openssl, bytes] of WEIERSTRASS) {
    it(`${names[0]} is what openssl writes`, () => {
      const expected = execFileSync('openssl', ['ecparam', '-name', openssl, '-outform', 'der']);
      for (const name of names) assert.equal(hex(curveParameters('curve', name)), hex(expected));
      const curve = curveOf(expected);
      assert.equal(curve?.names[0], names[0]);
      assert.equal(curve?.bytes, bytes);
      assert.equal(curve?.keyType, 'EC');
    });
  }

  for (const [name, keyType] of [
    ['Ed25519', 'EC_EDWARDS'],
    ['Ed448', 'EC_EDWARDS'],
    ['X25519', 'EC_MONTGOMERY'],
    ['X448', 'EC_MONTGOMERY'],
  ] as const) {
    it(`${name} is the algorithm of the public keys that OpenSSL writes (RFC 8410)`, () => {
      const type = name.toLowerCase() as 'ed25519';
      const { publicKey } = generateKeyPairSync(type);
      const spki = publicKey.export({ format: 'der', type: 'spki' });
      // SEQUENCE { SEQUENCE { OID }, BIT STRING }
      const oid = spki.subarray(4, 4 + spki[3]!);
      assert.equal(hex(curveParameters('curve', name)), hex(oid));
      assert.equal(curveOf(oid)?.keyType, keyType);
      assert.equal(curveOf(oid)?.bytes, spki.length - spki.indexOf(oid) - oid.length - 3);
    });
  }

  it('takes names in any case', () => {
    for (const name of ['p-256', 'PRIME256V1', 'ed25519', 'BRAINPOOLp256R1']) {
      assert.equal(curveParameters('curve', name)[0], 0x06);
    }
  });

  it('passes DER bytes as they are', () => {
    const explicit = Uint8Array.of(0x30, 0x03, 1, 2, 3);
    assert.equal(curveParameters('curve', explicit), explicit);
    assert.equal(curveOf(explicit), undefined);
    assert.equal(curveOf(new Uint8Array(0)), undefined);
  });

  it('refuses unknown names, and what is no name', () => {
    for (const name of ['P-257', '', 'toString', '__proto__']) {
      assert.throws(() => curveParameters('some.curve', name), {
        name: 'RangeError',
        message: /^some\.curve: .*known are P-192, /,
      });
    }
    for (const value of [undefined, null, 256, {}, ['P-256']]) {
      assert.throws(() => curveParameters('some.curve', value as never), {
        name: 'TypeError',
        message: /^some\.curve: /,
      });
    }
  });
});
