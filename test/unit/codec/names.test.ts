import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  certificateTypes,
  hardwareFeatures,
  kdfs,
  keyTypes,
  mechanisms,
  mgfs,
  type NameTable,
  objectClasses,
  userTypes,
} from '../../../src/codec/names.ts';

const spec: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('../../../spec/constants.json', import.meta.url), 'utf8'),
);

const TABLES: [prefix: string, names: NameTable<string>][] = [
  ['CKO', objectClasses as NameTable<string>],
  ['CKK', keyTypes as NameTable<string>],
  ['CKM', mechanisms as NameTable<string>],
  ['CKC', certificateTypes as NameTable<string>],
  ['CKH', hardwareFeatures as NameTable<string>],
  ['CKD', kdfs as NameTable<string>],
  ['CKG_MGF1', mgfs as NameTable<string>],
  ['CKU', userTypes as NameTable<string>],
];

/** These share the prefix of hardware features, and are values of CK_HEDGE_TYPE. */
const HEDGES: readonly string[] = ['CKH_HEDGE_PREFERRED', 'CKH_HEDGE_REQUIRED', 'CKH_DETERMINISTIC_REQUIRED'];

function constants(prefix: string): [name: string, value: number][] {
  const group = prefix.slice(0, 3);
  return Object.entries(spec[group]!)
    .filter(([name]) => name.startsWith(`${prefix}_`) && !name.endsWith('_VENDOR_DEFINED'))
    .filter(([name]) => !HEDGES.includes(name))
    .map(([name, value]) => [name.slice(group.length + 1), value]);
}

for (const [prefix, names] of TABLES) {
  describe(`names of ${prefix}_`, () => {
    it('have the numbers of the standard', () => {
      const all = constants(prefix);
      assert.ok(all.length > 0);
      for (const [name, value] of all) assert.equal(names.number('x', name), value, name);
    });

    it('come back from the numbers', () => {
      for (const [name, value] of constants(prefix)) {
        const back = names.name(value);
        // Two names of one number: the answer is one of them.
        assert.ok(typeof back === 'string', `${name}: ${back}`);
        assert.equal(names.number('x', back), value);
        const only = constants(prefix).filter(([, other]) => other === value).length === 1;
        if (only) assert.equal(back, name);
      }
    });

    it('let numbers without a name pass', () => {
      for (const value of [0x8000_0123, 0xffff_fff0, 0xffff_ffff_ffff_fff0n]) {
        assert.equal(names.number('x', value), value);
        assert.equal(names.name(value), value);
      }
    });

    it('are refused with the name of the argument when there is no such name', () => {
      for (const wrong of ['NO_SUCH_NAME', '', 'toString', '__proto__', 'constructor', ' AES']) {
        assert.throws(
          () => names.number('some.option', wrong),
          (error) =>
            error instanceof RangeError && error.message.startsWith(`some.option: ${JSON.stringify(wrong)}`),
        );
      }
    });

    it('are refused with the name of the argument when they are of another kind', () => {
      for (const wrong of [undefined, null, true, {}, [], Symbol('x'), new Uint8Array(1)]) {
        assert.throws(() => names.number('some.option', wrong as never), {
          name: 'TypeError',
          message: /^some\.option: expected/,
        });
      }
    });

    it('are refused with the name of the argument when no CK_ULONG has the number', () => {
      for (const wrong of [-1, 1.5, Number.NaN, 2 ** 53, -1n, 2n ** 64n]) {
        assert.throws(() => names.number('some.option', wrong), {
          name: 'RangeError',
          message: /^some\.option: /,
        });
      }
    });
  });
}

describe('superseded names', () => {
  it('are understood, and never returned', () => {
    const superseded: [NameTable<string>, string, string][] = [
      [keyTypes as NameTable<string>, 'ECDSA', 'EC'],
      [keyTypes as NameTable<string>, 'CAST5', 'CAST128'],
      [mechanisms as NameTable<string>, 'ECDSA_KEY_PAIR_GEN', 'EC_KEY_PAIR_GEN'],
      [mechanisms as NameTable<string>, 'DSA_PROBABLISTIC_PARAMETER_GEN', 'DSA_PROBABILISTIC_PARAMETER_GEN'],
      [mechanisms as NameTable<string>, 'CAST5_CBC', 'CAST128_CBC'],
    ];
    for (const [names, old, current] of superseded) {
      assert.equal(names.number('x', old), names.number('x', current));
      assert.equal(names.name(names.number('x', old)), current);
    }
  });
});

describe('names of another kind of constant with the same prefix', () => {
  it('are no names of hardware features (CK_HEDGE_TYPE)', () => {
    assert.equal(hardwareFeatures.name(1), 'MONOTONIC_COUNTER');
    assert.equal(hardwareFeatures.name(2), 'CLOCK');
    assert.throws(() => hardwareFeatures.number('x', 'HEDGE_REQUIRED' as never), RangeError);
  });

  it('are no names of mask generation functions (CK_GENERATOR_FUNCTION)', () => {
    assert.equal(mgfs.name(1), 'MGF1_SHA1');
    assert.throws(() => mgfs.number('x', 'GENERATE' as never), RangeError);
  });
});
