import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { mechanismFlags, sessionFlags, slotFlags, tokenFlags } from '../../../src/codec/flags.ts';

const { CKF } = JSON.parse(
  readFileSync(new URL('../../../spec/constants.json', import.meta.url), 'utf8'),
) as { CKF: Record<string, number> };

/** PKCS #11 v3.2 §3: the flags that each structure has, by the table of that structure. */
const STRUCTURES = [
  {
    name: 'CK_SLOT_INFO',
    decode: slotFlags,
    all: 0b111n,
    examples: [
      [1, ['TOKEN_PRESENT']],
      [5, ['TOKEN_PRESENT', 'HW_SLOT']],
      [2, ['REMOVABLE_DEVICE']],
    ],
  },
  {
    name: 'CK_TOKEN_INFO',
    decode: tokenFlags,
    all: 0x07ff_0f6fn,
    examples: [
      [
        0x42d,
        ['RNG', 'LOGIN_REQUIRED', 'USER_PIN_INITIALIZED', 'RESTORE_KEY_NOT_NEEDED', 'TOKEN_INITIALIZED'],
      ],
      [0x4_0000, ['USER_PIN_LOCKED']],
      [0x100, ['PROTECTED_AUTHENTICATION_PATH']],
    ],
  },
  {
    name: 'CK_SESSION_INFO',
    decode: sessionFlags,
    all: 0b1110n,
    examples: [[6, ['RW_SESSION', 'SERIAL_SESSION']]],
  },
  {
    name: 'CK_MECHANISM_INFO',
    decode: mechanismFlags,
    all: 0xb7ff_ff7fn,
    examples: [
      [0x300, ['ENCRYPT', 'DECRYPT']],
      [0x2801, ['HW', 'SIGN', 'VERIFY']],
      [0x8000_0000, ['EXTENSION']],
    ],
  },
] as const;

for (const { name, decode, all, examples } of STRUCTURES) {
  describe(`flags of ${name}`, () => {
    it('decode', () => {
      for (const [bits, names] of examples) {
        assert.deepEqual([...decode(bits)].sort(), [...names].sort());
        assert.deepEqual([...decode(BigInt(bits))].sort(), [...names].sort());
      }
      assert.equal(decode(0).size, 0);
    });

    it('are each one bit, the one that the standard says', () => {
      for (let bit = 0n; bit < 64n; bit++) {
        for (const flag of decode(1n << bit)) assert.equal(BigInt(CKF[`CKF_${flag}`]!), 1n << bit, flag);
      }
    });

    it('ignore bits that mean nothing in it', () => {
      let known = 0n;
      for (let bit = 0n; bit < 64n; bit++) if (decode(1n << bit).size > 0) known |= 1n << bit;
      assert.equal(known.toString(16), all.toString(16));
      assert.equal(
        decode(0xffff_ffff_ffff_ffffn).size,
        [...all.toString(2)].filter((bit) => bit === '1').length,
      );
    });
  });
}
