// RFC 7512 §2.3: how a URI is written, and that nothing is lost on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatUri, Pkcs11Uri, parseUri, type UriParts } from '../../src/uri/uri.ts';

test('formatUri: order and encoding are those of p11-kit', () => {
  const parts: UriParts = {
    type: 'private',
    object: 'k~y, (é)/?&=1',
    id: Uint8Array.of(0, 0xff, 0x41),
    token: 'My token;',
    serial: '',
    manufacturer: 'Snake Oil, Inc.',
    model: 'A-b_c.1',
    slotId: 5n,
    slotManufacturer: 'sm',
    slotDescription: 'sd',
    libraryVersion: { major: 2, minor: 40 },
    libraryManufacturer: 'lm',
    libraryDescription: 'ld',
    moduleName: 'softhsm2',
    modulePath: '/usr/lib/a b.so',
    pinSource: 'file:/etc/pin&1',
  };
  assert.equal(
    formatUri(parts),
    'pkcs11:library-description=ld;library-manufacturer=lm;library-version=2.40;slot-description=sd;' +
      'slot-manufacturer=sm;slot-id=5;model=A-b_c.1;manufacturer=Snake%20Oil%2C%20Inc.;serial=;' +
      'token=My%20token%3B;id=%00%FF%41;object=k%7Ey%2C%20%28%C3%A9%29%2F%3F%26%3D1;type=private' +
      '?pin-source=file:/etc/pin%261&module-name=softhsm2&module-path=/usr/lib/a%20b.so',
  );
});

test('formatUri: the PIN only when asked for', () => {
  const parts = { token: 'a', pinValue: '12&3é' };
  assert.equal(formatUri(parts), 'pkcs11:token=a');
  assert.equal(formatUri(parts, { includePin: false }), 'pkcs11:token=a');
  assert.equal(formatUri(parts, { includePin: true }), 'pkcs11:token=a?pin-value=12%263%C3%A9');
  assert.equal(
    formatUri(new Pkcs11Uri(parts), { includePin: true }),
    'pkcs11:token=a?pin-value=12%263%C3%A9',
  );
});

test("formatUri: vendors' attributes by name, after all others", () => {
  const parts = { vendor: { z: '1', a: '/' }, vendorQuery: { z: ['1', '2'], a: '/' }, type: 'data' as const };
  assert.equal(formatUri(parts), 'pkcs11:type=data;a=%2F;z=1?a=/&z=1&z=2');
});

const WRONG: readonly (readonly [unknown, string, RegExp])[] = [
  [{ label: 'x' }, 'TypeError', /label/],
  [{ token: 1 }, 'TypeError', /token: expected a string/],
  [{ token: '\ud800' }, 'RangeError', /token: .*surrogate/],
  [{ type: 'key' }, 'RangeError', /type: expected public/],
  [{ type: 3 }, 'TypeError', /type/],
  [{ id: 3 }, 'TypeError', /id: expected bytes/],
  [{ slotId: -1 }, 'RangeError', /slotId/],
  [{ slotId: 1.5 }, 'RangeError', /slotId/],
  [{ slotId: 1n << 64n }, 'RangeError', /slotId/],
  [{ slotId: '1' }, 'TypeError', /slotId/],
  [{ libraryVersion: '1.2' }, 'TypeError', /libraryVersion/],
  [{ libraryVersion: { major: 1 } }, 'TypeError', /libraryVersion\.minor/],
  [{ libraryVersion: { major: 1, minor: 256 } }, 'RangeError', /libraryVersion\.minor/],
  [{ pinValue: '1', pinSource: '/a' }, 'TypeError', /pinValue or pinSource/],
  [{ pinValue: new Uint8Array(4) }, 'TypeError', /pinValue/],
  [{ vendor: { 'a b': '1' } }, 'RangeError', /vendor/],
  [{ vendor: { '': '1' } }, 'RangeError', /vendor/],
  [{ vendor: { token: '1' } }, 'RangeError', /token is an attribute of RFC 7512/],
  [{ vendorQuery: { 'Pin-Value': '1' } }, 'RangeError', /RFC 7512/],
  [{ vendorQuery: { a: ['1', 2] } }, 'TypeError', /vendorQuery\.a/],
  [{ vendor: 'a' }, 'TypeError', /vendor/],
  [null, 'TypeError', /Pkcs11Uri/],
];

for (const [parts, name, message] of WRONG) {
  test(`formatUri refuses a wrong part: ${message.source}, ${name}`, () => {
    assert.throws(() => formatUri(parts as UriParts), { name, message });
  });
}

test('formatUri refuses unknown and wrong options by name', () => {
  assert.throws(() => formatUri({}, { pin: true } as object), { name: 'TypeError', message: /"pin"/ });
  assert.throws(() => formatUri({}, { includePin: 1 } as object), {
    name: 'TypeError',
    message: /includePin/,
  });
});

const text = fc.string({ unit: 'binary', maxLength: 40 });
const vendorName = fc
  .stringMatching(/^[A-Za-z0-9_-]{1,12}$/)
  .filter((name) => !/^(token|id|model|serial|object|type|manufacturer)$/i.test(name));
const common = {
  libraryDescription: text,
  libraryManufacturer: text,
  libraryVersion: fc.tuple(fc.nat(255), fc.nat(255)).map(([major, minor]) => ({ major, minor })),
  slotDescription: text,
  slotManufacturer: text,
  slotId: fc.bigInt(0n, (1n << 64n) - 1n),
  model: text,
  manufacturer: text,
  serial: text,
  token: text,
  id: fc.uint8Array({ maxLength: 40 }),
  object: text,
  type: fc.constantFrom('public', 'private', 'cert', 'secret-key', 'data'),
  moduleName: text,
  modulePath: text,
  vendor: fc.dictionary(vendorName, text, { maxKeys: 4 }),
  vendorQuery: fc.dictionary(vendorName, fc.array(text, { minLength: 1, maxLength: 3 }), { maxKeys: 4 }),
} as const;
const parts = fc.oneof(
  fc.record({ ...common, pinValue: text }, { requiredKeys: [] }),
  fc.record({ ...common, pinSource: text }, { requiredKeys: [] }),
) as fc.Arbitrary<UriParts>;

/** A URI's parts as they were given, as far as they say anything. */
function partsOf(uri: Pkcs11Uri): Record<string, unknown> {
  const { vendor, vendorQuery, slotId, ...rest } = uri;
  const pinValue = uri.revealPin();
  return {
    ...rest,
    vendor: Object.fromEntries(Object.entries(vendor)),
    vendorQuery: Object.fromEntries(Object.entries(vendorQuery)),
    ...(slotId !== undefined && { slotId: BigInt(slotId) }),
    ...(pinValue !== undefined && { pinValue }),
  };
}

test('parseUri reads what formatUri writes: any text, any bytes', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const written = formatUri(given, { includePin: true });
      assert.match(written, /^pkcs11:[\x21-\x7e]*$/);
      const { vendor = {}, vendorQuery = {}, ...rest } = given;
      const expected = {
        ...rest,
        vendor: Object.fromEntries(Object.entries(vendor)),
        vendorQuery: Object.fromEntries(Object.entries(vendorQuery)),
      };
      assert.deepEqual(partsOf(parseUri(written)), expected);
      assert.equal(formatUri(parseUri(written), { includePin: true }), written);
    }),
    { numRuns: 1000 },
  );
});

// From the grammar of §2.3, not from this library: any order, any choice of what to escape.
const escaped = fc.nat(127).map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
const pathValue = fc
  .array(fc.oneof(fc.constantFrom(..."abcXYZ019-._~:[]@!$'()*+,=&"), escaped), { maxLength: 12 })
  .map((characters) => characters.join(''));
const queryValue = fc
  .array(fc.oneof(fc.constantFrom(..."abcXYZ019-._~:[]@!$'()*+,=/?|"), escaped), { maxLength: 12 })
  .map((characters) => characters.join(''));
const pathPairs = fc.uniqueArray(
  fc.tuple(fc.constantFrom('token', 'object', 'model', 'serial', 'id', 'v-1', 'V_2'), pathValue),
  { selector: ([name]) => name },
);
const queryPairs = fc.uniqueArray(
  fc.tuple(fc.constantFrom('pin-value', 'module-name', 'module-path', 'q'), queryValue),
  { selector: ([name]) => name },
);

test('parseUri reads what the grammar allows, as decodeURIComponent does; formatUri keeps what it says', () => {
  const join = (pairs: readonly (readonly [string, string])[], by: string): string =>
    pairs.map(([name, value]) => `${name}=${value}`).join(by);
  const keys = {
    token: 'token',
    object: 'object',
    model: 'model',
    serial: 'serial',
    'module-name': 'moduleName',
    'module-path': 'modulePath',
  } as const;
  fc.assert(
    fc.property(pathPairs, queryPairs, (path, query) => {
      const uri = parseUri(`pkcs11:${join(path, ';')}?${join(query, '&')}`);
      for (const [name, value] of [...path, ...query]) {
        const expected = decodeURIComponent(value);
        if (name === 'id') assert.equal(Buffer.from(uri.id!).toString('latin1'), expected);
        else if (name === 'pin-value') assert.equal(uri.revealPin(), expected);
        else if (name === 'q') assert.deepEqual(uri.vendorQuery.q, [expected]);
        else if (name in keys) assert.equal(uri[keys[name as keyof typeof keys]], expected);
        else assert.equal(uri.vendor[name], expected);
      }
      const again = parseUri(formatUri(uri, { includePin: true }));
      assert.deepEqual(partsOf(again), partsOf(uri));
    }),
    { numRuns: 1000 },
  );
});
