// Keys from keys by concatenation, exclusive or, extraction and HKDF, on tokens that list these; what comes of it is known.
import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import type { MechanismName } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { hex } from '../support/token-keys.ts';
import { startChosenOrNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

const { token, login } = await startChosenOrNss();
const session = await token.open({ ...login, readWrite: true });
after(() => session.close());

const VALUE = new Uint8Array(32).map((_, index) => index * 7 + 1);
const OTHER = new Uint8Array(16).map((_, index) => 0xf0 - index);
const { given } = await requires(token, 'imported generic secrets');
const secret = (value: Uint8Array) =>
  session.createObject({
    ...{ class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value, token: false },
    ...{ derive: true, sensitive: false, extractable: true },
  });
const base = await given(() => secret(VALUE));
const other = await given(() => secret(OTHER));
const bytes = (...parts: Uint8Array[]): string => Buffer.concat(parts).toString('hex');

const CASES: readonly (readonly [MechanismName, object, number, () => string])[] = [
  ['CONCATENATE_BASE_AND_DATA', { data: OTHER }, 48, () => bytes(VALUE, OTHER)],
  ['CONCATENATE_DATA_AND_BASE', { data: OTHER }, 48, () => bytes(OTHER, VALUE)],
  ['CONCATENATE_BASE_AND_KEY', { key: other }, 48, () => bytes(VALUE, OTHER)],
  ['XOR_BASE_AND_DATA', { data: OTHER }, 16, () => bytes(OTHER.map((byte, at) => byte ^ VALUE[at]!))],
  // From the 17th bit on.
  ['EXTRACT_KEY_FROM_KEY', { firstBit: 16 }, 16, () => bytes(VALUE.subarray(2, 18))],
  [
    'HKDF_DERIVE',
    { hash: 'SHA256', extract: true, expand: true, salt: 'salt', info: 'info' },
    42,
    () => bytes(new Uint8Array(hkdfSync('sha256', VALUE, 'salt', 'info', 42))),
  ],
];
for (const [mechanism, options, length, expected] of CASES) {
  const offered = await requires(token, mechanism, 'imported generic secrets');
  offered(mechanism, async ({ call }) => {
    const key = await call(base, 'deriveKey', 'GENERIC_SECRET', {
      ...{ mechanism, bits: length * 8, template: { sensitive: false, extractable: true } },
      ...options,
    });
    assert.equal(hex(await call(key, 'get', 'value')), expected());
  });
}
