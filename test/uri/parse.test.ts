// RFC 7512: what a URI says, and what is no URI.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { formatUri, Pkcs11Uri, parseUri, UriError } from '../../src/uri/uri.ts';

/** The attributes of a URI as a plain object, for comparison. */
function attributes(uri: Pkcs11Uri): Record<string, unknown> {
  const { vendor, vendorQuery, ...rest } = uri;
  const pin = uri.revealPin();
  return {
    ...rest,
    ...(pin !== undefined && { pin }),
    ...(Object.keys(vendor).length > 0 && { vendor: { ...vendor } }),
    ...(Object.keys(vendorQuery).length > 0 && { vendorQuery: { ...vendorQuery } }),
  };
}

const EXAMPLES: readonly (readonly [string, Record<string, unknown>])[] = [
  ['pkcs11:', {}],
  ['pkcs11:object=my-pubkey;type=public', { object: 'my-pubkey', type: 'public' }],
  [
    'pkcs11:object=my-key;type=private?pin-source=file:/etc/token',
    { object: 'my-key', type: 'private', pinSource: 'file:/etc/token' },
  ],
  [
    `pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;
            manufacturer=Snake%20Oil,%20Inc.;
            model=1.0;
            object=my-certificate;
            type=cert;
            id=%69%95%3E%5C%F4%BD%EC%91;
            serial=
            ?pin-source=file:/etc/token_pin`,
    {
      token: 'The Software PKCS#11 Softtoken',
      manufacturer: 'Snake Oil, Inc.',
      model: '1.0',
      object: 'my-certificate',
      type: 'cert',
      id: Uint8Array.of(0x69, 0x95, 0x3e, 0x5c, 0xf4, 0xbd, 0xec, 0x91),
      serial: '',
      pinSource: 'file:/etc/token_pin',
    },
  ],
  [
    'pkcs11:object=my-sign-key;type=private?module-name=mypkcs11',
    { object: 'my-sign-key', type: 'private', moduleName: 'mypkcs11' },
  ],
  [
    'pkcs11:object=my-sign-key;type=private?module-path=/mnt/libmypkcs11.so.1',
    { object: 'my-sign-key', type: 'private', modulePath: '/mnt/libmypkcs11.so.1' },
  ],
  [
    `pkcs11:token=Software%20PKCS%2311%20softtoken;manufacturer=Snake%20Oil,%20Inc.
       ?pin-value=the-pin`,
    { token: 'Software PKCS#11 softtoken', manufacturer: 'Snake Oil, Inc.', pin: 'the-pin' },
  ],
  ['pkcs11:slot-description=Sun%20Metaslot', { slotDescription: 'Sun Metaslot' }],
  [
    `pkcs11:library-manufacturer=Snake%20Oil,%20Inc.;
       library-description=Soft%20Token%20Library;
       library-version=1.23`,
    {
      libraryManufacturer: 'Snake Oil, Inc.',
      libraryDescription: 'Soft Token Library',
      libraryVersion: { major: 1, minor: 23 },
    },
  ],
  [
    `pkcs11:token=My%20token%25%20created%20by%20Joe;
       library-version=3;
       id=%01%02%03%Ba%dd%Ca%fe%04%05%06`,
    {
      token: 'My token% created by Joe',
      libraryVersion: { major: 3, minor: 0 },
      id: Uint8Array.of(1, 2, 3, 0xba, 0xdd, 0xca, 0xfe, 4, 5, 6),
    },
  ],
  [
    `pkcs11:token=A%20name%20with%20a%20substring%20%25%3B;
       object=my-certificate;type=cert`,
    { token: 'A name with a substring %;', object: 'my-certificate', type: 'cert' },
  ],
  [
    `pkcs11:token=Name%20with%20a%20small%20A%20with%20acute:%20%C3%A1;
       object=my-certificate;type=cert`,
    { token: 'Name with a small A with acute: á', object: 'my-certificate', type: 'cert' },
  ],
  [
    `pkcs11:token=my-token;object=my-certificate;
       type=cert;vendor-aaa=value-a
       ?pin-source=file:/etc/token_pin
       &vendor-bbb=value-b`,
    {
      token: 'my-token',
      object: 'my-certificate',
      type: 'cert',
      pinSource: 'file:/etc/token_pin',
      vendor: { 'vendor-aaa': 'value-a' },
      vendorQuery: { 'vendor-bbb': ['value-b'] },
    },
  ],
];

for (const [text, expected] of EXAMPLES) {
  test(`RFC 7512 §3: ${text.replace(/\s+/g, ' ')}`, () => {
    const uri = parseUri(text);
    assert.deepEqual(attributes(uri), expected);
    assert.deepEqual(attributes(parseUri(formatUri(uri, { includePin: true }))), expected);
  });
}

test('parseUri: the attributes that the examples lack', () => {
  assert.deepEqual(
    attributes(parseUri('pkcs11:slot-manufacturer=m;slot-id=18446744073709551615;type=secret-key')),
    { slotManufacturer: 'm', slotId: 0xffff_ffff_ffff_ffffn, type: 'secret-key' },
  );
  assert.equal(parseUri('pkcs11:slot-id=007').slotId, 7);
  assert.equal(parseUri('pkcs11:type=data').type, 'data');
  assert.equal(parseUri('pkcs11:?').toString(), 'pkcs11:');
  // Everything that may stand unescaped in a query, and in a path.
  assert.equal(parseUri("pkcs11:?pin-value=:[]@!$'()*+,=/?|~").revealPin(), ":[]@!$'()*+,=/?|~");
  assert.equal(parseUri("pkcs11:token=:[]@!$'()*+,=&~").token, ":[]@!$'()*+,=&~");
});

test('parseUri: characters that pkcs11-tool leaves as they are, though the grammar has no place for them', () => {
  assert.equal(parseUri('pkcs11:object=<>\\\\^_`{|}"é日😀\u00a0').object, '<>\\\\^_`{|}"é日😀\u00a0');
  assert.equal(parseUri('pkcs11:object=é%C3%A9\ufeff').object, 'éé\ufeff');
  assert.equal(parseUri('pkcs11:?pin-value=é<%3e').revealPin(), 'é<>');
  assert.deepEqual(parseUri('pkcs11:id=é%00').id, Uint8Array.of(0xc3, 0xa9, 0));
});

test('parseUri: scheme, names and types in any case, as literals of a grammar match', () => {
  const uri = parseUri('PKCS11:TOKEN=Case;Type=PRIVATE?Module-Name=X');
  assert.deepEqual(attributes(uri), { token: 'Case', type: 'private', moduleName: 'X' });
});

test('parseUri: an id is bytes, empty ones and those that are no UTF-8 too', () => {
  assert.deepEqual(parseUri('pkcs11:id=%FF%00a%80').id, Uint8Array.of(0xff, 0, 0x61, 0x80));
  assert.deepEqual(parseUri('pkcs11:id=').id, new Uint8Array());
});

test("parseUri: vendors' attributes, repeated in the query, named like anything", () => {
  const uri = parseUri('pkcs11:__proto__=a;toString=b?x=1&y=2&x=&__proto__=%C3%A9');
  assert.deepEqual(Object.entries(uri.vendor), [
    ['__proto__', 'a'],
    ['toString', 'b'],
  ]);
  assert.deepEqual(uri.vendorQuery.x, ['1', '']);
  assert.deepEqual(Object.entries(uri.vendorQuery)[0], ['__proto__', ['é']]);
  assert.equal(Object.getPrototypeOf(uri), Pkcs11Uri.prototype);
});

test('Pkcs11Uri: is frozen, all of it', () => {
  const uri = parseUri('pkcs11:token=a;library-version=1.2;v=1?w=2');
  for (const part of [uri, uri.libraryVersion, uri.vendor, uri.vendorQuery, uri.vendorQuery.w]) {
    assert.ok(Object.isFrozen(part));
  }
});

const REFUSED: readonly (readonly [string, string | undefined, RegExp])[] = [
  ['', undefined, /"pkcs11:"/],
  ['pkcs12:token=a', undefined, /"pkcs11:"/],
  ['//pkcs11:', undefined, /"pkcs11:"/],
  ['pkcs11:token', undefined, /attribute 1 of the path has no "="/],
  ['pkcs11:token=a;', undefined, /attribute 2 of the path is empty/],
  ['pkcs11:;token=a', undefined, /attribute 1 of the path is empty/],
  ['pkcs11:?&x=1', undefined, /attribute 1 of the query is empty/],
  ['pkcs11:?pin-value=12&34', undefined, /attribute 2 of the query has no "="/],
  ['pkcs11:=a', undefined, /attribute 1 of the path: names are made of/],
  ['pkcs11:to.ken=a', undefined, /attribute 1 of the path: names are made of/],
  ['pkcs11:token =a', undefined, /attribute 1 of the path: names are made of/],
  ['pkcs11:token=a;token=b', 'token', /must not be repeated/],
  ['pkcs11:token=a;TOKEN=b', 'token', /must not be repeated/],
  ['pkcs11:token=;token=', 'token', /must not be repeated/],
  ['pkcs11:vendor=a;vendor=b', 'vendor', /must not be repeated/],
  ['pkcs11:?module-name=a&module-name=a', 'module-name', /must not be repeated/],
  ['pkcs11:?pin-value=1&pin-source=/a', 'pin-source', /not both/],
  ['pkcs11:?pin-source=/a&pin-value=', 'pin-source', /not both/],
  ['pkcs11:pin-value=12', 'pin-value', /belongs into the query/],
  ['pkcs11:token=a;Pin-Source=/a', 'pin-source', /belongs into the query/],
  ['pkcs11:?token=a', 'token', /belongs into the path/],
  ['pkcs11:token=a&pin-value=12', 'token', /begins with "\?"/],
  ['pkcs11:vendor=a&PIN-VALUE=12', 'vendor', /begins with "\?"/],
  ['pkcs11:token=a b', 'token', /written as %20/],
  ['pkcs11:token= a', 'token', /written as %20/],
  ['pkcs11:token=a/b', 'token', /"\/", which must be written as %2F/],
  ['pkcs11:token=a\tb', 'token', /"\\t", which must be written as %09/],
  ['pkcs11:token=a\0', 'token', /must be written as %00/],
  ['pkcs11:token=\ud800', 'token', /half of a surrogate pair/],
  ['pkcs11:token=a#b', 'token', /"#", which must be written as %23/],
  ['pkcs11:token=a%2', 'token', /two hexadecimal digits/],
  ['pkcs11:token=%', 'token', /two hexadecimal digits/],
  ['pkcs11:id=%GG', 'id', /two hexadecimal digits/],
  ['pkcs11:object=%FF', 'object', /not UTF-8/],
  ['pkcs11:object=%ED%A0%80', 'object', /not UTF-8/],
  ['pkcs11:vendor=%FF', 'vendor', /not UTF-8/],
  ['pkcs11:type=', 'type', /expected public, private, cert, secret-key, data/],
  ['pkcs11:type=secretkey', 'type', /expected public/],
  ['pkcs11:library-version=', 'library-version', /expected a version/],
  ['pkcs11:library-version=1.', 'library-version', /expected a version/],
  ['pkcs11:library-version=.1', 'library-version', /expected a version/],
  ['pkcs11:library-version=1.2.3', 'library-version', /expected a version/],
  ['pkcs11:library-version=256', 'library-version', /0 to 255/],
  ['pkcs11:library-version=1.256', 'library-version', /0 to 255/],
  ['pkcs11:slot-id=', 'slot-id', /decimal number/],
  ['pkcs11:slot-id=0x1', 'slot-id', /decimal number/],
  ['pkcs11:slot-id=-1', 'slot-id', /decimal number/],
  ['pkcs11:slot-id=18446744073709551616', 'slot-id', /beyond the range/],
  [`pkcs11:slot-id=${'9'.repeat(1_000_000)}`, 'slot-id', /beyond the range/],
  ['pkcs11:?pin-value=a b', 'pin-value', /a character that must be percent-encoded/],
  ['pkcs11:?pin-value=%C3', 'pin-value', /not UTF-8/],
];

for (const [text, attribute, message] of REFUSED) {
  test(`parseUri refuses ${JSON.stringify(text.slice(0, 60))}`, () => {
    assert.throws(
      () => parseUri(text),
      (error: unknown) => {
        assert.ok(error instanceof UriError);
        assert.equal(error.code, 'ERR_URI_INVALID');
        assert.equal(error.attribute, attribute);
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test('parseUri refuses what is no string, by TypeError', () => {
  for (const value of [undefined, null, 1, {}, new URL('pkcs11:token=a')]) {
    assert.throws(() => parseUri(value as string), { name: 'TypeError', message: /parseUri/ });
  }
});

const SECRET = 'S3cr3t';

test('a PIN is never shown', () => {
  const uri = parseUri(`pkcs11:token=a?pin-value=${SECRET}&vendor-pin=${SECRET}2`);
  assert.equal(uri.revealPin(), SECRET);
  assert.ok(uri.hasPinValue);
  const shown = [
    inspect(uri),
    inspect({ deep: [uri] }, { showHidden: true, depth: 9 }),
    inspect(uri, { customInspect: false, showHidden: true }).replaceAll(`${SECRET}2`, ''),
    JSON.stringify({ uri }).replaceAll(`${SECRET}2`, ''),
    `${uri}`.replaceAll(`${SECRET}2`, ''),
    formatUri(uri).replaceAll(`${SECRET}2`, ''),
    JSON.stringify({ ...uri }).replaceAll(`${SECRET}2`, ''),
  ];
  for (const text of shown) assert.ok(!text.includes(SECRET), text);
  assert.equal(inspect(uri), 'Pkcs11Uri { pkcs11:token=a, not shown: vendor-pin, pin-value }');
  assert.ok(!new Pkcs11Uri({ ...uri }).hasPinValue);
});

test('errors never show a value of the query', () => {
  const wrong = [
    `pkcs11:?pin-value=${SECRET}%`,
    `pkcs11:?pin-value=${SECRET} x`,
    `pkcs11:?pin-value=%FF${SECRET}`,
    `pkcs11:?pin-value=x&${SECRET}`,
    `pkcs11:?pin-value=x&${SECRET}.=1`,
    `pkcs11:?pin-value=${SECRET}&pin-value=${SECRET}`,
    `pkcs11:?pin-value=${SECRET}&pin-source=${SECRET}`,
    `pkcs11:?vendor=${SECRET}%zz`,
    `pkcs11:pin-value=${SECRET}`,
    `pkcs11:token=x&pin-value=${SECRET}`,
    `pkcs11:?token=${SECRET}`,
    `pkcs:?pin-value=${SECRET}`,
  ];
  for (const text of wrong) {
    assert.throws(
      () => parseUri(text),
      (error: unknown) => !inspect(error, { depth: 9, showHidden: true }).includes(SECRET),
      text,
    );
  }
});
